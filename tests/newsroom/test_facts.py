"""Correcting what is said of a published paper: number, date, who signed, until when it holds."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from services.days import today
from services.errors import AppError, Conflict, Invalid
from services.posts.models import Category, DocumentType, Post, PostCreate, Validity
from tests.house import House
from tests.newsroom.conftest import Newsroom
from tests.newsroom.test_published import correction

TODAY = today()


async def paper(newsroom: Newsroom, house: House, **more: object) -> UUID:
    """A directive of the ward, as published."""
    given = {
        "key": uuid4(), "unit_id": newsroom.ward, "category": Category.DIRECTIVE,
        "title": "Chỉ thị thử", "body": "Nội dung.",
        "number": "12-CT/ĐU", "issued_on": TODAY - timedelta(days=9), "signatory": "Trần Văn Ký",
    }  # fmt: skip
    return await (await newsroom.of("editor")).posts.save(PostCreate.model_validate(given | more))


async def correct(newsroom: Newsroom, post_id: UUID, **facts: str | None) -> None:
    """The same text, other facts."""
    version = newsroom.house.value("select version from handbook.posts where id = %s", post_id)
    await (await newsroom.of("editor")).newsroom.correct(
        correction(
            post_id,
            version=version,
            title="Chỉ thị thử",
            body="Nội dung.",
            note="Sửa số và ngày ký cho đúng bản giấy",
            facts=facts,
        )
    )


async def read(newsroom: Newsroom, post_id: UUID) -> Post:
    opened = await (await newsroom.of("member")).posts.open(post_id)
    return opened.model_copy(update={"counts": None})  # the first opening counts, a second does not


async def test_readers_see_the_new_facts_and_the_note_and_the_old_ones_are_kept(
    newsroom: Newsroom, house: House
) -> None:
    post_id = await paper(newsroom, house)
    await correct(
        newsroom, post_id, number="13-CT/ĐU", issued_on="2026-01-15", signatory="Lê Thị Ký",
        valid_until=str(TODAY - timedelta(days=1)),
    )  # fmt: skip
    opened = await read(newsroom, post_id)
    facts = opened.document
    assert facts is not None
    assert (facts.number, facts.issued_on, facts.signatory) == (
        "13-CT/ĐU", date(2026, 1, 15), "Lê Thị Ký",
    )  # fmt: skip
    assert facts.validity is Validity.EXPIRED
    assert [c.note for c in opened.corrections] == ["Sửa số và ngày ký cho đúng bản giấy"]
    old = (await (await newsroom.of("editor")).newsroom.post_history(post_id)).texts[0].facts
    assert old == {
        "number": "12-CT/ĐU", "issued_on": str(TODAY - timedelta(days=9)), "signatory": "Trần Văn Ký",
        "valid_until": None,
    }  # fmt: skip
    found = await house.call(newsroom.people["member"], "search", words='"13-CT/ĐU" "Lê Thị Ký"')
    assert str(post_id) in str(found.body), "the search knows the new number"
    await correct(newsroom, post_id, valid_until=None)
    facts = (await read(newsroom, post_id)).document
    assert facts is not None
    assert (facts.validity, facts.number) == (Validity.IN_FORCE, "13-CT/ĐU"), "the rest stays"


async def test_a_wrong_replaces_is_taken_away_and_the_other_holds_again(
    newsroom: Newsroom, house: House
) -> None:
    old = await paper(newsroom, house, title="Chỉ thị cũ", number="1-CT/ĐU")
    new = await paper(newsroom, house, replaces=old)
    replaced = (await read(newsroom, old)).document
    assert replaced is not None
    assert replaced.validity is Validity.REPLACED
    await correct(newsroom, new, replaces=None, replaces_text="Chỉ thị số 9 năm 2019")
    held = (await read(newsroom, old)).document
    assert held is not None
    assert held.validity is Validity.IN_FORCE


async def test_a_replaces_that_was_forgotten_is_added(newsroom: Newsroom, house: House) -> None:
    old = await paper(newsroom, house, title="Chỉ thị quên", number="2-CT/ĐU")
    new = await paper(newsroom, house, replaces_text="Chỉ thị số 2")
    editor = await newsroom.of("editor")
    draft = await paper(newsroom, house, title="Còn là bản nháp", publish=False)
    elsewhere = await (await house.as_("office_a")).posts.save(
        PostCreate(
            key=uuid4(), unit_id=house.unit("ward-a"), category=Category.DIRECTIVE, title="Của nơi khác"
        )
    )  # fmt: skip
    for wrong in (uuid4(), new, draft, elsewhere):
        with pytest.raises(Invalid) as refused:
            await correct(newsroom, new, replaces=str(wrong), replaces_text=None)
        assert refused.value.code == "document.cannot_be_replaced"
    with pytest.raises(Invalid, match=r"document\.fact_unknown"):
        await correct(newsroom, new, replaces="Chỉ thị số 2", replaces_text=None)
    await correct(newsroom, new, replaces=str(old), replaces_text=None)
    facts = (await read(newsroom, new)).document
    assert facts is not None
    assert facts.replaces is not None
    assert (facts.replaces.post_id, facts.replaces_text) == (old, None)
    replaced = (await read(newsroom, old)).document
    assert replaced is not None
    assert (replaced.validity, replaced.replaced_by and replaced.replaced_by.post_id) == (
        Validity.REPLACED, new,
    )  # fmt: skip
    was = (await editor.newsroom.post_history(new)).texts[0].facts
    assert was == {"replaces": None, "replaces_text": "Chỉ thị số 2"}


async def test_the_subject_is_corrected_to_one_of_the_list(
    newsroom: Newsroom, house: House
) -> None:
    post_id = await paper(newsroom, house, subject="Đảng viên")
    with pytest.raises(Invalid, match=r"document\.subject_unknown"):
        await correct(newsroom, post_id, subject="Thơ ca")
    for subject in ("Dân vận, đoàn thể", None):
        await correct(newsroom, post_id, subject=subject)
        facts = (await read(newsroom, post_id)).document
        assert facts is not None
        assert facts.subject == subject


async def test_the_type_is_corrected_too(newsroom: Newsroom, house: House) -> None:
    post_id = await paper(newsroom, house)
    await correct(newsroom, post_id, type="plan")
    facts = (await read(newsroom, post_id)).document
    assert facts is not None
    assert facts.type is DocumentType.PLAN


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"issued_on": None}, "document.date_missing"),
        ({"valid_from": "2026-05-02", "valid_until": "2026-05-01"}, "document.ends_before_it_begins"),
        ({"issued_on": "2026-02-31"}, "document.fact_unknown"),
        ({"type": "poem"}, "document.fact_unknown"),
        ({"unit_path": "00001"}, "document.fact_unknown"),
        ({"number": "9" * 61}, "document.fact_unknown"),
        ({"number": "12-CT/ĐU"}, "post.nothing_corrected"),
        ({"number": "12-CT/ĐU MẬT"}, "post.classified"),
    ],
)  # fmt: skip
async def test_what_cannot_stand_on_a_paper_is_refused_and_changes_nothing(
    newsroom: Newsroom, house: House, facts: dict[str, str | None], code: str
) -> None:
    post_id = await paper(newsroom, house)
    before = await read(newsroom, post_id)
    with pytest.raises(AppError) as refused:
        await correct(newsroom, post_id, **facts)
    assert refused.value.code == code
    assert await read(newsroom, post_id) == before


async def test_the_database_itself_looks_for_stamps_and_for_whose_paper_it_is(
    newsroom: Newsroom, house: House
) -> None:
    post_id = await paper(newsroom, house)
    sent = {
        "post_id": post_id, "version": 1, "title": "Chỉ thị thử", "lead": "", "body": "Nội dung.",
        "note": "Sửa người ký", "facts": {"signatory": "TỐI MẬT"},
    }  # fmt: skip
    editor = newsroom.people["editor"]
    stamped = await house.call(editor, "post_correct", key=uuid4(), **sent)
    assert stamped.outcome == "post.classified"
    for other in (newsroom.people["member"], "secretary_b", "admin"):
        refused = await house.call(other, "post_correct", key=uuid4(), **sent)
        assert refused.outcome == "post.not_found"
    article = await (await newsroom.of("editor")).posts.save(
        PostCreate(key=uuid4(), unit_id=newsroom.ward, category=Category.NEWS, title="Tin thử")
    )
    no_paper = await house.call(
        editor, "post_correct", key=uuid4(),
        **(sent | {"post_id": article, "title": "Tin thử", "facts": {"signatory": "Ai"}}),
    )  # fmt: skip
    assert no_paper.outcome == "document.fact_unknown"
    with pytest.raises(Conflict):
        await (await newsroom.of("editor")).newsroom.correct(
            correction(post_id, version=7, facts={"signatory": "Ai"})
        )
