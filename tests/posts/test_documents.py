"""What stands on a paper: kept as written, guessed where nothing is said, and how long it holds."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from services.days import today
from services.errors import Conflict, Invalid, NotFound
from services.posts.models import Category, DocumentFacts, DocumentType, Validity
from tests.house import House, Person
from tests.posts.conftest import Ward
from tests.posts.test_save import a_post

TODAY = today()
DAY = timedelta(days=1)


async def document(house: House, who: Person, unit: UUID, **more: Any) -> UUID:
    given = {"category": "document", "title": "Quy chế làm việc"}
    return await (await house.as_(who)).posts.save(a_post(unit, **given | more))


async def facts(house: House, who: Person, post: UUID) -> DocumentFacts:
    found = (await (await house.as_(who)).posts.open(post)).document
    assert found is not None
    return found


async def test_everything_is_kept_as_written(house: House, ward: Ward) -> None:
    post = await document(
        house, ward.secretary, ward.cell, number=" 12-QC/CB ", issued_on=TODAY, document_type="regulation",
        issuing_body=" Chi ủy ", signatory=" Nguyễn Văn An ", subject="Đảng viên",
        valid_from=TODAY, valid_until=TODAY + 30 * DAY, replaces_text=" Quy chế năm 2019 ",
    )  # fmt: skip
    read = await facts(house, ward.member, post)
    assert read.model_dump(exclude={"replaces", "replaced_by", "replaced_from"}) == {
        "type": DocumentType.REGULATION, "number": "12-QC/CB", "issued_on": TODAY, "issuing_body": "Chi ủy",
        "signatory": "Nguyễn Văn An", "subject": "Đảng viên", "valid_from": TODAY,
        "valid_until": TODAY + 30 * DAY, "validity": Validity.IN_FORCE, "replaces_text": "Quy chế năm 2019",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("number", "category", "guessed"),
    [
        ("05-NQ/ĐU", "document", "resolution"),
        ("07-CT/TU", "directive", "directive"),
        ("112 - CV/TU", "directive", "letter"),
        ("09-TB/CB", "directive", "notice"),
        ("12-QĐ/TU", "document", "other"),
        (None, "notice", "notice"),
        ("số 5", "document", "other"),
    ],
)
async def test_the_type_follows_the_number_and_the_body_the_unit(
    house: House, ward: Ward, number: str | None, category: str, guessed: str
) -> None:
    day = TODAY if number else None
    post = await document(
        house, ward.secretary, ward.cell, category=category, number=number, issued_on=day
    )
    read = await facts(house, ward.member, post)
    assert read.type == guessed
    name = house.value("select name from handbook.units where id = %s", ward.cell)
    assert read.issuing_body == name


@pytest.mark.parametrize(
    ("first", "last", "validity"),
    [
        (None, None, "in_force"),
        (TODAY - DAY, TODAY + DAY, "in_force"),
        (TODAY + 2 * DAY, None, "not_yet"),
        (None, TODAY - 2 * DAY, "expired"),
        (TODAY - 9 * DAY, TODAY - 2 * DAY, "expired"),
    ],
)
async def test_validity_follows_from_the_days(
    house: House, ward: Ward, first: date | None, last: date | None, validity: str
) -> None:
    post = await document(house, ward.secretary, ward.cell, valid_from=first, valid_until=last)
    assert (await facts(house, ward.member, post)).validity == validity


async def test_a_paper_is_replaced_once_its_successor_is_published_and_holds(
    house: House, ward: Ward
) -> None:
    old = await document(house, ward.secretary, ward.cell, title="Quy chế cũ")
    secretary = await house.as_(ward.secretary)
    draft = await document(
        house, ward.secretary, ward.cell, title="Quy chế mới", replaces=old, publish=False
    )
    assert (await facts(house, ward.secretary, old)).validity == Validity.IN_FORCE
    await secretary.posts.publish(uuid4(), draft)
    read = await facts(house, ward.member, old)
    assert read.validity == Validity.REPLACED
    assert read.replaced_by is not None and read.replaced_by.post_id == draft
    successor = await facts(house, ward.member, draft)
    assert successor.replaces is not None and successor.replaces.title == "Quy chế cũ"
    house.run("update handbook.posts set state = 'withdrawn' where id = %s", draft)
    read = await facts(house, ward.member, old)
    assert (read.validity, read.replaced_by) == (Validity.IN_FORCE, None)
    await document(
        house, ward.secretary, ward.cell, title="Từ tháng sau", replaces=old, valid_from=TODAY + 30 * DAY
    )  # fmt: skip
    read = await facts(house, ward.member, old)
    assert (read.validity, read.replaced_from) == (Validity.IN_FORCE, TODAY + 30 * DAY)


async def test_a_successor_that_is_not_mine_to_read_is_not_named(house: House, ward: Ward) -> None:
    old = await document(house, ward.office, ward.unit)
    await document(house, ward.office, ward.unit, title="Mới", replaces=old, leaders_only=True)
    read = await facts(house, ward.member, old)
    assert (read.validity, read.replaced_by) == (Validity.REPLACED, None)
    told = (await facts(house, ward.secretary, old)).replaced_by
    assert told is not None and told.title == "Mới"


async def test_only_the_own_unit_or_one_above_replaces(house: House, ward: Ward) -> None:
    of_the_ward = await document(house, ward.office, ward.unit)
    of_the_cell = await document(house, ward.secretary, ward.cell)
    news = await document(house, ward.secretary, ward.cell, category="news")
    draft = await document(house, ward.secretary, ward.cell, publish=False)
    for wanted in (of_the_ward, news, draft, uuid4()):
        with pytest.raises(Invalid) as refused:
            await document(house, ward.secretary, ward.cell, replaces=wanted)
        assert (refused.value.code, refused.value.details) == (
            "document.cannot_be_replaced", {"field": "replaces"},
        )  # fmt: skip
    with pytest.raises(Invalid, match=r"document\.cannot_be_replaced"):
        await document(
            house, ward.secretary, ward.cell, draft_id=draft, draft_version=1, replaces=draft
        )
    assert await document(house, ward.office, ward.unit, replaces=of_the_cell)


@pytest.mark.parametrize(
    ("more", "code", "field"),
    [
        ({"number": "5-QC/CB"}, "document.date_missing", "issued_on"),
        (
            {"valid_from": TODAY, "valid_until": TODAY - DAY},
            "document.ends_before_it_begins",
            "valid_until",
        ),
        ({"subject": "Chuyện riêng"}, "document.subject_unknown", "subject"),
        ({"acknowledge": True}, "post.cannot_be_acknowledged", "acknowledge"),
    ],
)
async def test_what_cannot_be_is_refused(
    house: House, ward: Ward, more: dict[str, Any], code: str, field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        await document(house, ward.secretary, ward.cell, **more)
    assert (refused.value.code, refused.value.details) == (code, {"field": field})


async def test_a_draft_may_lack_its_date_until_it_is_published(house: House, ward: Ward) -> None:
    draft = await document(house, ward.secretary, ward.cell, number="6-QC/CB", publish=False)
    with pytest.raises(Invalid, match=r"document\.date_missing"):
        await (await house.as_(ward.secretary)).posts.publish(uuid4(), draft)


async def test_a_key_stands_for_the_facts_too(house: House, ward: Ward) -> None:
    secretary = await house.as_(ward.secretary)
    post = a_post(ward.cell, category=Category.DOCUMENT, signatory="An")
    await secretary.posts.save(post)
    for change in ({"signatory": "Bình"}, {"valid_until": TODAY}, {"replaces_text": "Bản cũ"}):
        with pytest.raises(Conflict, match=r"write\.key_reused"):
            await secretary.posts.save(post.model_copy(update=change))


async def test_the_library_is_not_news_until_asked_for(house: House, ward: Ward) -> None:
    post = await document(house, ward.secretary, ward.cell)
    member = (await house.as_(ward.member)).posts
    assert post not in {line.post_id for line in await member.feed()}
    assert post in {line.post_id for line in await member.feed(Category.DOCUMENT)}


async def test_what_can_be_replaced_is_found_by_number_or_words_without_marks(
    house: House, ward: Ward
) -> None:
    cell = await document(
        house, ward.secretary, ward.cell, title="Hướng dẫn đóng đảng phí", number="77-HD/CB", issued_on=TODAY
    )  # fmt: skip
    unit = await document(house, ward.office, ward.unit, title="Kế hoạch đóng đảng phí")
    office, secretary = await house.as_(ward.office), await house.as_(ward.secretary)

    async def found(words: str) -> tuple[set[UUID], set[UUID]]:
        of_unit = await office.posts.document_choices(ward.unit, words)
        of_cell = await secretary.posts.document_choices(ward.cell, words)
        return {d.post_id for d in of_unit.replaceable}, {d.post_id for d in of_cell.replaceable}

    assert await found("dong dang phi") == ({cell, unit}, {cell})
    assert await found("77-hd") == ({cell}, {cell})
    assert await found("100%") == (set(), set())
    assert "Đảng viên" in (await office.posts.document_choices(ward.unit)).subjects
    with pytest.raises(NotFound, match=r"unit\.not_found"):
        await secretary.posts.document_choices(ward.unit)
