"""The second lock of opinions: attempts for tests/sql/test_locks.py."""

from __future__ import annotations

from uuid import uuid4

from tests.permissions.table_meetings import meeting_of_a1
from tests.permissions.table_opinions import note_about, question_of_cell
from tests.sql.locks_meetings import CELL, KEEPER, meeting
from tests.sql.locks_records import Attempt, same

OPINIONS: dict[str, tuple[Attempt, ...]] = {
    "meeting_opinion": (
        same(
            "select api.meeting_opinion(%s, %s, 'Nên họp sớm') is not null",
            meeting(keyed=True),
            CELL,
        ),
    ),
    "meeting_voice": (
        same(
            "select api.meeting_voice(%s, %s, 'Nên họp sớm') is not null", meeting(keyed=True), CELL
        ),
    ),
    "meeting_opinions": (
        same(
            "select nullif(jsonb_array_length(r -> 'unnamed') + jsonb_array_length(r -> 'named'), 0)"
            " from api.meeting_opinions(%s) r",
            lambda world: [
                (found,)
                for found in [meeting_of_a1(world.database)]
                for _ in [
                    world.database.run(
                        "insert into handbook.meeting_voices (id, meeting_id, words) values (%s, %s, 'Nên')",
                        uuid4(),
                        found,
                    )
                ]
            ],
            KEEPER,
        ),
    ),
    "meeting_note": (
        same(
            "select api.meeting_note(%s, %s, %s, 'criticism', 'Còn vắng họp') is not null",
            lambda world: [
                (
                    uuid4(),
                    meeting_of_a1(world.database, "running"),
                    world.database.id("probationary"),
                )
            ],
            KEEPER,
        ),
    ),
    "meeting_note_answer": (
        same(
            "select api.meeting_note_answer(%s, %s, true) is not null",
            lambda world: [(uuid4(), note_about(world.database, "member"))],
            {"member"},
        ),
        same(
            "select api.meeting_note_answer(%s, %s, false) is not null",
            lambda world: [(uuid4(), note_about(world.database, "member"))],
            {"member"},
        ),
    ),
    "meeting_question_add": (
        same(
            "select api.meeting_question_add(%s, %s, 'Bao giờ?') is not null",
            meeting("running", keyed=True),
            KEEPER,
        ),
    ),
    "meeting_question_pass": (
        same(
            "select api.meeting_question_pass(%s, %s) is not null",
            lambda world: [(uuid4(), question_of_cell(world.database, passed=False))],
            KEEPER,
        ),
    ),
    "meeting_questions_up": (
        same(
            "select r ->> 'question_id' from api.meeting_questions_up(%s) r",
            lambda world: [
                (world.database.unit("ward-a"),)
                for _ in [question_of_cell(world.database, passed=True)]
            ],
            {"office_a", "staff_a", "city_staff"},
        ),
    ),
    "meeting_question_answer": (
        same(
            "select api.meeting_question_answer(%s, %s, 'Sang năm') is not null",
            lambda world: [(uuid4(), question_of_cell(world.database, passed=True))],
            {"office_a", "staff_a", "city_staff"},
        ),
    ),
}
