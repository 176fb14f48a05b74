"""Writing a post: at once or as a draft, for all or for leaders, and what is refused."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from services.container import MemberServices
from services.days import today
from services.errors import AppError, Conflict, Invalid, NotFound
from services.posts.models import Category, PostCreate
from tests.house import House
from tests.posts.conftest import Ward

TODAY = today()


def a_post(unit: UUID, **more: Any) -> PostCreate:
    given = {"key": uuid4(), "unit_id": unit, "category": Category.NEWS, "title": "Tin của chi bộ"}
    return PostCreate.model_validate(given | more)


@pytest.fixture
async def secretary(house: House, ward: Ward) -> MemberServices:
    return await house.as_(ward.secretary)


@pytest.fixture
async def member(house: House, ward: Ward) -> MemberServices:
    return await house.as_(ward.member)


async def test_a_published_post_is_read_at_once_as_it_was_written(
    house: House, ward: Ward, secretary: MemberServices, member: MemberServices
) -> None:
    written = a_post(
        ward.cell, category=Category.DIRECTIVE, title="  Phân công trực  ", lead=" Ba ca. ", body="**Ca 1**",
        number=" 12-TB/CB ", issued_on=TODAY, acknowledge=True, acknowledge_by=TODAY + timedelta(days=3),
    )  # fmt: skip
    post_id = await secretary.posts.save(written)
    read = await member.posts.open(post_id)
    assert (read.title, read.lead, read.body, read.state) == (
        "Phân công trực", "Ba ca.", "**Ca 1**", "published",
    )  # fmt: skip
    assert read.directive is not None and read.document is not None
    assert (read.document.number, read.document.issued_on) == ("12-TB/CB", TODAY)
    assert read.directive.wants_acknowledgement and read.directive.is_addressee
    assert (read.may_publish, read.may_track) == (False, False)
    assert (await secretary.posts.open(post_id)).may_track
    author = house.value("select author_id from handbook.posts where id = %s", post_id)
    assert author == ward.secretary.id


async def test_a_draft_is_its_units_own_until_it_is_published(
    house: House, ward: Ward, secretary: MemberServices, member: MemberServices
) -> None:
    post_id = await secretary.posts.save(a_post(ward.cell, title="Bản nháp", publish=False))
    assert post_id in {draft.post_id for draft in await secretary.posts.drafts()}
    assert (await secretary.posts.open(post_id)).may_publish
    for outsider in (member, await house.as_(ward.office)):
        assert post_id not in {draft.post_id for draft in await outsider.posts.drafts()}
        with pytest.raises(NotFound, match=r"post\.not_found"):
            await outsider.posts.open(post_id)
        with pytest.raises(NotFound, match=r"post\.not_found"):
            await outsider.posts.publish(uuid4(), post_id)

    await secretary.posts.publish(uuid4(), post_id)
    newest = [item for item in await member.posts.feed() if not item.pinned_until]
    assert newest[0].post_id == post_id
    assert post_id not in {draft.post_id for draft in await secretary.posts.drafts()}
    with pytest.raises(Conflict, match=r"post\.not_a_draft"):
        await secretary.posts.publish(uuid4(), post_id)


async def test_a_withdrawn_post_is_gone_for_its_readers_and_stays_withdrawn(
    house: House, ward: Ward, secretary: MemberServices, member: MemberServices
) -> None:
    post_id = await secretary.posts.save(a_post(ward.cell))
    house.run("update handbook.posts set state = 'withdrawn' where id = %s", post_id)
    assert post_id not in {item.post_id for item in await member.posts.feed()}
    with pytest.raises(NotFound):
        await member.posts.open(post_id)
    with pytest.raises(Conflict, match=r"post\.not_a_draft"):
        await secretary.posts.publish(uuid4(), post_id)


async def test_a_post_for_leaders_reaches_leaders_below_and_the_offices_above(
    house: House, ward: Ward, member: MemberServices
) -> None:
    office = await house.as_(ward.office)
    post_id = await office.posts.save(a_post(ward.unit, leaders_only=True))
    treasurer = await house.as_(house.newcomer(ward.cell, ("treasurer", ward.cell)))
    deputy = await house.as_(house.newcomer(ward.cell, ("deputy_secretary", ward.cell)))
    for reader in (deputy, office, await house.as_(ward.secretary)):
        assert post_id in {item.post_id for item in await reader.posts.feed()}
        assert (await reader.posts.open(post_id)).leaders_only
    for outsider in (member, treasurer, await house.as_("secretary"), await house.as_("office_a")):
        assert post_id not in {item.post_id for item in await outsider.posts.feed()}
        with pytest.raises(NotFound):
            await outsider.posts.open(post_id)


@pytest.mark.parametrize(
    ("title", "accepted"),
    [("ab", False), ("   ab   ", False), ("", False), ("abc", True), ("x" * 300, True), ("x" * 301, False)],
    ids=("two", "two and spaces", "none", "three", "300", "301"),
)  # fmt: skip
async def test_the_title_has_3_to_300_characters(
    ward: Ward, secretary: MemberServices, title: str, accepted: bool
) -> None:
    try:
        await secretary.posts.save(a_post(ward.cell, title=title))
    except Invalid as refused:
        assert (refused.code, refused.details) == ("post.title_length", {"field": "title"})
        assert not accepted
    else:
        assert accepted


YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
REFUSED: dict[str, tuple[dict[str, Any], str, str]] = {
    "a deadline in the past": (
        {"category": "directive", "acknowledge": True, "acknowledge_by": YESTERDAY - timedelta(days=1)},
        "directive.deadline_past", "acknowledge_by",
    ),
    "news to acknowledge": ({"acknowledge": True}, "post.cannot_be_acknowledged", "acknowledge"),
    "study to acknowledge": (
        {"category": "study", "acknowledge": True, "acknowledge_by": TOMORROW + timedelta(days=1)},
        "post.cannot_be_acknowledged", "acknowledge",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
async def test_what_cannot_be_is_refused_and_leaves_nothing(
    house: House, ward: Ward, secretary: MemberServices, case: str
) -> None:
    more, code, field = REFUSED[case]
    count = "select count(*) from handbook.posts where unit_id = %s"
    before = house.value(count, ward.cell)
    with pytest.raises(Invalid) as refused:
        await secretary.posts.save(a_post(ward.cell, **more))
    assert (refused.value.code, refused.value.details) == (code, {"field": field})
    assert house.value(count, ward.cell) == before


async def test_limits_of_the_table_are_refused_as_input(
    ward: Ward, secretary: MemberServices
) -> None:
    for more in (
        {"lead": "x" * 2001},
        {"body": "x" * 200_001},
        {"category": "directive", "number": "9" * 61, "issued_on": TODAY},
    ):
        with pytest.raises(Invalid, match=r"input\.refused"):
            await secretary.posts.save(a_post(ward.cell, **more))


async def test_a_draft_whose_deadline_has_passed_is_not_published(
    house: House, ward: Ward, secretary: MemberServices
) -> None:
    """Or everybody would be late in the minute in which it appears."""
    due = {"acknowledge": True, "acknowledge_by": TOMORROW + timedelta(days=1)}
    post_id = await secretary.posts.save(
        a_post(ward.cell, category=Category.NOTICE, publish=False, **due)
    )
    house.run(
        "update handbook.directives set acknowledge_by = handbook.today() - 2 where post_id = %s",
        post_id,
    )
    with pytest.raises(Invalid, match=r"directive\.deadline_past"):
        await secretary.posts.publish(uuid4(), post_id)


async def test_a_papers_stamp_stops_a_text_until_it_is_denied_and_logged(
    house: House, ward: Ward, secretary: MemberServices
) -> None:
    post = a_post(ward.cell, title="Báo cáo MẬT của chi bộ")
    with pytest.raises(Conflict, match=r"post\.classified"):
        await secretary.posts.save(post)
    post_id = await secretary.posts.save(post, classified_confirmed=True)
    with house.sql() as connection:
        row = connection.execute(
            "select e.actor_id, v.after -> 'stamp_denied' from handbook.audit_entries e"
            " join handbook.audit_values v on v.entry_id = e.id"
            " where e.action = 'posts.insert' and e.subject_id = %s",
            (str(post_id),),
        ).fetchone()
    assert row == (ward.secretary.id, True)
    auditor = await house.as_(
        house.newcomer(house.found("cell", ward.unit), ("auditor", ward.unit))
    )
    seen = {(e.action, e.actor) for e in await auditor.audit.entries()}
    assert ("posts.stamp_denied", ward.secretary.name) in seen
    plain = await secretary.posts.save(a_post(ward.cell, title="Thân mật và bí mật nhà nghề"))
    assert house.value("select stamp_denied from handbook.posts where id = %s", plain) is False


async def test_publishing_for_a_unit_one_only_belongs_to_is_refused(
    ward: Ward, member: MemberServices, secretary: MemberServices
) -> None:
    for writer, unit in ((member, ward.cell), (secretary, ward.unit), (secretary, uuid4())):
        with pytest.raises(AppError, match=r"unit\.not_found"):
            await writer.posts.save(a_post(unit))
