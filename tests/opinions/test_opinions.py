"""Opinions, notes by consent, questions that go up: who says, who reads, who decides."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.house import Answer, House, Person
from tests.meetings.desk import Cell

Whom = str | Person


async def voices(house: House, who: Whom, meeting: UUID) -> dict[str, Any]:
    answer = await house.call(who, "meeting_opinions", meeting_id=meeting)
    assert answer.status == 200, answer
    return dict(answer.body)


async def say(house: House, who: Whom, meeting: UUID, words: str) -> Answer:
    return await house.call(who, "meeting_opinion", key=uuid4(), meeting_id=meeting, words=words)


async def say_unnamed(
    house: House, who: Whom, meeting: UUID, words: str, voice: UUID | None = None
) -> Answer:
    return await house.call(
        who, "meeting_voice", voice_id=voice or uuid4(), meeting_id=meeting, words=words
    )


async def test_a_named_opinion_is_read_by_its_author_and_who_runs_the_meeting(
    house: House,
) -> None:
    cell = Cell(house)
    author, other = cell.member(), cell.member()
    clerk = house.newcomer(cell.id, ("cell_clerk", cell.id))
    meeting = await cell.planned()
    assert (await say(house, author, meeting, "Nên lắp thêm đèn ngõ 12")).outcome == "ok"
    told = await voices(house, cell.secretary, meeting)
    assert [(o["full_name"], o["words"]) for o in told["named"]] == [
        (author.name, "Nên lắp thêm đèn ngõ 12")
    ]
    assert [o["words"] for o in (await voices(house, author, meeting))["mine"]]
    for who in (other, clerk):
        seen = await voices(house, who, meeting)
        assert (seen["named"], seen["mine"], seen["unnamed"]) == ([], [], [])
    for who in ("member", "secretary", "staff_a", "city_staff", "admin"):
        hidden = await house.call(who, "meeting_opinions", meeting_id=meeting)
        assert hidden.outcome == "meeting.not_found", who


async def test_an_unnamed_opinion_is_read_by_who_runs_the_meeting_and_repeated_is_one(
    house: House,
) -> None:
    cell = Cell(house)
    author = cell.member()
    meeting = await cell.planned()
    voice = uuid4()
    for _ in range(2):
        answer = await say_unnamed(house, author, meeting, "Họp muộn quá", voice)
        assert answer.outcome == "ok"
    told = await voices(house, cell.secretary, meeting)
    assert [o["words"] for o in told["unnamed"]] == ["Họp muộn quá"]
    assert set(told["unnamed"][0]) == {"words", "item_id"}
    assert (await voices(house, author, meeting))["unnamed"] == [], "not even to who sent it"


@pytest.mark.parametrize("send", [say, say_unnamed])
async def test_opinions_end_with_the_meeting_and_are_the_cells_own(house: House, send: Any) -> None:
    cell = Cell(house)
    author = cell.member()
    meeting = await cell.running()
    for who in ("member", "secretary_b", "staff_a", "auditor"):
        assert (await send(house, who, meeting, "Lời người ngoài")).outcome == "meeting.not_found"
    assert (await send(house, author, meeting, " ")).outcome == "meeting.opinion_length"
    await cell.step(meeting, "close")
    assert (await send(house, author, meeting, "Muộn rồi")).outcome == "meeting.not_found"


async def test_what_looks_classified_needs_a_name_to_be_let_through(house: House) -> None:
    cell = Cell(house)
    author = cell.member()
    meeting = await cell.planned()
    words = "Theo văn bản đóng dấu TỐI MẬT"
    assert (await say_unnamed(house, author, meeting, words)).outcome == "meeting.voice_classified"
    assert (await say(house, author, meeting, words)).outcome == "meeting.classified"
    answer = await house.call(
        author, "meeting_opinion", key=uuid4(), meeting_id=meeting, words=words, stamp_denied=True
    )
    assert answer.outcome == "ok"
    assert house.value(
        "select count(*) from handbook.audit_entries where action = 'meeting_opinions.stamp_denied'"
        " and actor_id = %s", author.id,
    ) == 1  # fmt: skip


async def noted(house: House, cell: Cell, meeting: UUID, about: Person) -> UUID:
    answer = await house.call(
        cell.secretary, "meeting_note", key=uuid4(), meeting_id=meeting, member_id=about.id,
        kind="self_criticism", words="Tôi còn vắng hai buổi trực",
    )  # fmt: skip
    assert answer.status == 200, answer
    found: UUID = house.value(
        "select id from handbook.meeting_notes where meeting_id = %s and member_id = %s",
        meeting, about.id,
    )  # fmt: skip
    return found


async def test_criticism_is_noted_only_by_consent_of_the_person(house: House) -> None:
    cell = Cell(house)
    one, two, other = cell.member(), cell.member(), cell.member()
    meeting = await cell.running()
    agreed, refused = await noted(house, cell, meeting, one), await noted(house, cell, meeting, two)
    for who in (cell.secretary, other, two, "secretary", "staff_a"):
        answer = await house.call(
            who, "meeting_note_answer", key=uuid4(), note_id=agreed, agreed=True
        )
        assert answer.outcome == "meeting.note_not_found", who
    for who, note, yes in ((one, agreed, True), (two, refused, False)):
        answer = await house.call(who, "meeting_note_answer", key=uuid4(), note_id=note, agreed=yes)
        assert answer.outcome == "ok"
    left = (await voices(house, cell.secretary, meeting))["notes"]
    assert [(n["full_name"], n["agreed"]) for n in left] == [(one.name, True)]
    assert (await voices(house, other, meeting))["notes"] == []
    facts = await house.call(cell.secretary, "meeting_facts", meeting_id=meeting)
    assert [n["full_name"] for n in facts.body["notes"]] == [one.name]
    assert house.value(
        "select count(*) from handbook.audit_values where after::text like %s or before::text like %s",
        "%vắng hai buổi trực%", "%vắng hai buổi trực%",
    ) == 0, "a refused note leaves its words nowhere"  # fmt: skip
    again = await house.call(one, "meeting_note_answer", key=uuid4(), note_id=agreed, agreed=False)
    assert again.outcome == "meeting.note_not_found", "what was agreed to stands"


async def test_a_question_goes_up_and_its_answer_comes_back_to_the_cell(house: House) -> None:
    cell = Cell(house)
    fellow = cell.member()
    meeting = await cell.running()
    added = await house.call(
        cell.secretary, "meeting_question_add", key=uuid4(), meeting_id=meeting,
        words="Bao giờ có nhà văn hóa mới?",
    )  # fmt: skip
    assert added.outcome == "ok"
    [question] = (await voices(house, fellow, meeting))["questions"]
    ward = house.unit("ward-a")

    async def waiting(who: Whom) -> list[str]:
        rows = (await house.call(who, "meeting_questions_up", unit_id=ward)).body
        return [row["question_id"] for row in rows]

    assert question["question_id"] not in await waiting("staff_a"), "not passed up yet"
    early = await house.call(
        "staff_a", "meeting_question_answer", key=uuid4(), question_id=question["question_id"],
        words="Sang năm",
    )  # fmt: skip
    assert early.outcome == "meeting.question_not_found"
    for who, outcome in (
        (fellow, "meeting.question_not_found"),
        (cell.secretary, "ok"),
        (cell.secretary, "meeting.question_not_found"),
    ):
        passed = await house.call(
            who, "meeting_question_pass", key=uuid4(), question_id=question["question_id"]
        )
        assert passed.outcome == outcome
    assert question["question_id"] in await waiting("staff_a")
    assert question["question_id"] not in await waiting("secretary_b")
    for who in (fellow, cell.secretary, "secretary", "secretary_b", "admin"):
        answer = await house.call(
            who, "meeting_question_answer", key=uuid4(), question_id=question["question_id"],
            words="Sang năm",
        )  # fmt: skip
        assert answer.outcome == "meeting.question_not_found", who
    answer = await house.call(
        "staff_a", "meeting_question_answer", key=uuid4(), question_id=question["question_id"],
        words="Quý II sang năm khởi công",
    )  # fmt: skip
    assert answer.outcome == "ok"
    [question] = (await voices(house, fellow, meeting))["questions"]
    assert question["answer"] == "Quý II sang năm khởi công"
    columns = house.value(
        "select string_agg(column_name, ' ') from information_schema.columns"
        " where table_schema = 'handbook' and table_name = 'meeting_questions'"
    )
    assert "asked" not in columns, "who asked is stored nowhere"
