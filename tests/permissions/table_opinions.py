"""Opinions in the permission table: the same form as tests/permissions/table.py."""

# ruff: noqa: E501 - a table is read line by line

from uuid import UUID, uuid4

from tests.database import Database
from tests.permissions.lines import Arguments, Case
from tests.permissions.table_meetings import (
    ABOVE_A,
    CELL_A1,
    KEEPS,
    NO_MEETING,
    meeting_of_a1,
    of_a1,
    unit,
)
from tests.permissions.world import World


def note_about(database: Database, person: str) -> UUID:
    """A note about one of A1 that waits for consent, a new one each time."""
    note: UUID = database.value(
        "insert into handbook.meeting_notes (meeting_id, member_id, kind, words, noted_by)"
        " values (%s, %s, 'criticism', 'Còn vắng họp', %s) returning id",
        meeting_of_a1(database, "running"), database.id(person), database.id("secretary"),
    )  # fmt: skip
    return note


def question_of_cell(database: Database, *, passed: bool, cell: str = "cell-a1") -> UUID:
    """A question of cell A1, a new one each time."""
    question: UUID = database.value(
        "insert into handbook.meeting_questions (meeting_id, unit_id, unit_path, words, passed_up_at, noted_by)"
        " values (%s, %s, '', 'Bao giờ?', case when %s then now() end, %s) returning id",
        meeting_of_a1(database, "closed", cell), database.unit(cell), passed, database.id("secretary"),
    )  # fmt: skip
    return question


def note(world: World, who: str) -> Arguments:
    """Something about the probationary member."""
    return {
        "key": uuid4(), "meeting_id": meeting_of_a1(world.database, "running"),
        "member_id": world.database.id("probationary"), "kind": "criticism", "words": "Còn vắng họp",
    }  # fmt: skip


TABLE = (
    Case("meeting_opinion", "in A1", of_a1(keyed=True, words="Nên họp sớm hơn"), {"ok": CELL_A1}, NO_MEETING),
    Case("meeting_voice", "in A1",
         lambda world, who: {"voice_id": uuid4(), "meeting_id": meeting_of_a1(world.database), "words": "Nên họp sớm hơn"},
         {"ok": CELL_A1}, NO_MEETING),
    Case("meeting_opinions", "of A1", of_a1(), {"ok": CELL_A1}, NO_MEETING),
    Case("meeting_note", "in A1", note, KEEPS, NO_MEETING),
    Case("meeting_note_answer", "about the member of A1",
         lambda world, who: {"key": uuid4(), "note_id": note_about(world.database, "member"), "agreed": True},
         {"ok": "member"}, "meeting.note_not_found"),
    Case("meeting_question_add", "in A1", of_a1("running", keyed=True, words="Bao giờ?"), KEEPS, NO_MEETING),
    Case("meeting_question_pass", "in A1",
         lambda world, who: {"key": uuid4(), "question_id": question_of_cell(world.database, passed=False)},
         KEEPS, "meeting.question_not_found"),
    Case("meeting_question_answer", "in A1",
         lambda world, who: {"key": uuid4(), "question_id": question_of_cell(world.database, passed=True), "words": "Sang năm"},
         {"ok": ABOVE_A}, "meeting.question_not_found"),
    Case("meeting_questions_up", "in ward A",
         lambda world, who: {**unit("ward-a")(world, who), "page_size": len([question_of_cell(world.database, passed=True)])},
         {"ok": ABOVE_A}, "empty", "empty"),
)  # fmt: skip
BY_ID = {
    "meeting_opinion",
    "meeting_voice",
    "meeting_opinions",
    "meeting_note",
    "meeting_note_answer",
    "meeting_question_add",
    "meeting_question_pass",
    "meeting_question_answer",
    "meeting_questions_up",
}
