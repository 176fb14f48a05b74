"""A draft is written anew as often as its author likes, by its unit alone, until it is published."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from services.container import MemberServices
from services.errors import AppError, Conflict, NotFound
from services.posts.models import Category, PostCreate
from tests.house import House
from tests.posts.conftest import Ward
from tests.posts.test_files import PDF, picture
from tests.posts.test_save import TODAY, a_post


@pytest.fixture
async def secretary(house: House, ward: Ward) -> MemberServices:
    return await house.as_(ward.secretary)


def anew(draft: UUID, unit: UUID, version: int = 1, **more: Any) -> PostCreate:
    """The draft with another content, as it was opened in that version."""
    return a_post(unit, draft_id=draft, draft_version=version, **{"publish": False} | more)


async def test_a_draft_is_written_anew_and_stays_one(
    house: House, ward: Ward, secretary: MemberServices
) -> None:
    draft = await secretary.posts.save(a_post(ward.cell, title="Bản đầu", publish=False))
    due = TODAY + timedelta(days=5)
    again = anew(
        draft, ward.cell, title="Bản sau", body="Đã sửa", category=Category.DIRECTIVE,
        number="7-TB/CB", acknowledge=True, acknowledge_by=due,
    )  # fmt: skip
    assert await secretary.posts.save(again) == draft
    assert await secretary.posts.save(again) == draft  # a retry
    read = await secretary.posts.open(draft)
    assert (read.title, read.body, read.state) == ("Bản sau", "Đã sửa", "draft")
    assert read.directive is not None and read.document is not None
    assert (read.document.number, read.directive.acknowledge_by) == ("7-TB/CB", due)

    await secretary.posts.save(anew(draft, ward.cell, read.version, title="Thành tin"))
    read = await secretary.posts.open(draft)
    assert (read.category, read.directive, read.document) == (Category.NEWS, None, None)
    assert house.value("select count(*) from handbook.posts where title = 'Bản đầu'") == 0


async def test_a_draft_is_changed_and_published_in_one_go(
    house: House, ward: Ward, secretary: MemberServices
) -> None:
    draft = await secretary.posts.save(a_post(ward.cell, publish=False))
    await secretary.posts.save(anew(draft, ward.cell, title="Đăng bản đã sửa", publish=True))
    member = await house.as_(ward.member)
    assert (await member.posts.open(draft)).title == "Đăng bản đã sửa"
    with pytest.raises(Conflict, match=r"post\.not_a_draft"):
        await secretary.posts.save(anew(draft, ward.cell, title="Sửa bài đã đăng"))
    assert (await member.posts.open(draft)).title == "Đăng bản đã sửa"


async def test_files_are_kept_replaced_or_dropped(ward: Ward, secretary: MemberServices) -> None:
    one = await secretary.posts.upload(ward.cell, "một.png", picture())
    two = await secretary.posts.upload(ward.cell, "hai.pdf", PDF)
    draft = await secretary.posts.save(a_post(ward.cell, files=[one], publish=False))
    for version, files in enumerate(([one, two], [two], [], [one]), start=1):
        await secretary.posts.save(anew(draft, ward.cell, version, files=files))
        carried = (await secretary.posts.open(draft)).attachments
        assert [a.object_name for a in carried] == [f.object_name for f in files]


async def test_strangers_change_no_draft_and_no_published_post(
    house: House, ward: Ward, secretary: MemberServices
) -> None:
    draft = await secretary.posts.save(
        a_post(ward.cell, title="Không ai động", category="notice", publish=False)
    )
    office = await house.as_(ward.office)
    for unit in (ward.unit, ward.cell):
        with pytest.raises(NotFound):
            await office.posts.save(anew(draft, unit, title="Của người khác"))
    with pytest.raises(NotFound, match=r"post\.not_found"):
        await secretary.posts.save(anew(uuid4(), ward.cell))
    with house.sql() as connection:
        connection.execute("select handbook.clear_draft(%s)", (draft,))  # as nobody
    read = await secretary.posts.open(draft)
    assert (read.title, read.directive is not None) == ("Không ai động", True)


async def test_a_changed_draft_is_in_the_log(
    house: House, ward: Ward, secretary: MemberServices
) -> None:
    draft = await secretary.posts.save(a_post(ward.cell, title="Trước", publish=False))
    await secretary.posts.save(anew(draft, ward.cell, title="Sau"))
    with house.sql() as connection:
        row = connection.execute(
            "select e.actor_id, v.before ->> 'title', v.after ->> 'title'"
            " from handbook.audit_entries e join handbook.audit_values v on v.entry_id = e.id"
            " where e.action = 'posts.update' and e.subject_id = %s",
            (str(draft),),
        ).fetchone()
    assert row == (ward.secretary.id, "Trước", "Sau")


async def test_the_second_to_save_is_told_who_saved_when_and_nothing_is_written_over(
    house: House, ward: Ward, secretary: MemberServices
) -> None:
    deputy = house.newcomer(ward.cell, ("deputy_secretary", ward.cell), name="Lê Phó Bí Thư")
    colleague = await house.as_(deputy)
    draft = await secretary.posts.save(a_post(ward.cell, title="Cùng soạn", publish=False))
    opened = (await colleague.posts.open(draft)).version
    await secretary.posts.save(anew(draft, ward.cell, opened, title="Bản của bí thư"))
    for publish in (False, True):
        late = anew(draft, ward.cell, opened, title="Bản của phó bí thư", publish=publish)
        with pytest.raises(Conflict, match=r"post\.changed_meanwhile") as refused:
            await colleague.posts.save(late)
        told = refused.value.details
        assert (told["by"], told["by_me"]) == (ward.secretary.name, False)
        assert abs(datetime.now(UTC) - datetime.fromisoformat(told["at"])) < timedelta(minutes=1)
    assert (await secretary.posts.open(draft)).title == "Bản của bí thư"

    other_device = await house.sign_in(ward.secretary)
    with pytest.raises(Conflict) as mine:
        await other_device.posts.save(anew(draft, ward.cell, opened, title="Từ máy khác"))
    assert mine.value.details["by_me"] is True
    seen = (await colleague.posts.open(draft)).version
    await colleague.posts.save(anew(draft, ward.cell, seen, title="Sau khi xem"))
    assert (await secretary.posts.open(draft)).title == "Sau khi xem"


async def test_of_two_who_save_at_once_one_is_told(
    house: House, ward: Ward, secretary: MemberServices
) -> None:
    other = await house.sign_in(ward.secretary)
    draft = await secretary.posts.save(a_post(ward.cell, publish=False))
    done = await asyncio.gather(
        *(who.posts.save(anew(draft, ward.cell, title=f"Bản {n}"))
          for n, who in enumerate((secretary, other) * 3)),
        return_exceptions=True,
    )  # fmt: skip
    refused = [answer.code for answer in done if isinstance(answer, AppError)]
    assert (refused, done.count(draft)) == (["post.changed_meanwhile"] * 5, 1)


async def test_a_draft_named_without_its_version_is_left_alone(
    ward: Ward, secretary: MemberServices
) -> None:
    draft = await secretary.posts.save(a_post(ward.cell, publish=False))
    with pytest.raises(Conflict, match=r"post\.changed_meanwhile"):
        await secretary.posts.save(a_post(ward.cell, draft_id=draft, publish=False))


async def test_a_copy_has_files_of_its_own(ward: Ward, secretary: MemberServices) -> None:
    file = await secretary.posts.upload(ward.cell, "một.pdf", PDF)
    first = await secretary.posts.save(a_post(ward.cell, files=[file], publish=False))
    twin = await secretary.posts.duplicate(ward.cell, file)
    copy = await secretary.posts.save(a_post(ward.cell, files=[twin], publish=False))
    names = {
        (await secretary.posts.open(post)).attachments[0].object_name for post in (first, copy)
    }
    assert names == {file.object_name, twin.object_name} and len(names) == 2
