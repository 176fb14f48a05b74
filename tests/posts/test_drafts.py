"""A draft is written anew as often as its author likes, by its unit alone, until it is published."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from services.container import MemberServices
from services.errors import Conflict, NotFound
from services.posts.models import Category, PostCreate
from tests.house import House
from tests.posts.conftest import Ward
from tests.posts.test_files import PDF, picture
from tests.posts.test_save import TODAY, a_post


@pytest.fixture
async def secretary(house: House, ward: Ward) -> MemberServices:
    return await house.as_(ward.secretary)


def anew(draft: UUID, unit: UUID, **more: Any) -> PostCreate:
    """The draft with another content."""
    return a_post(unit, draft_id=draft, **{"publish": False} | more)


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
    assert read.directive is not None
    assert (read.directive.number, read.directive.acknowledge_by) == ("7-TB/CB", due)

    await secretary.posts.save(anew(draft, ward.cell, title="Thành tin"))
    read = await secretary.posts.open(draft)
    assert (read.category, read.directive) == (Category.NEWS, None)
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
    for files in ([one, two], [two], [], [one]):
        await secretary.posts.save(anew(draft, ward.cell, files=files))
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
