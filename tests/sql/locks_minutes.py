"""The second lock of what comes of a meeting: attempts for tests/sql/test_locks.py."""

from __future__ import annotations

import json
from uuid import uuid4

from tests.minutes.desk import lines
from tests.permissions.table_minutes import paper_of, scored_of
from tests.permissions.world import World
from tests.sql.locks_meetings import ABOVE, CELL, KEEPER, MEETINGS
from tests.sql.locks_records import Arguments, Attempt, same


def paper(*, signed: bool = False, reported: bool = False, keyed: bool = False) -> Arguments:
    """New minutes of A1, with a key before them where it is a write."""

    def make(world: World) -> list[tuple[object, ...]]:
        found = paper_of(world.database, signed=signed, reported=reported)
        return [(uuid4(), found) if keyed else (found,)]

    return make


def scoring(side: str, *, reported: bool = False) -> Arguments:
    """Full marks for a new meeting of A1."""

    def make(world: World) -> list[tuple[object, ...]]:
        found = paper_of(world.database, signed=reported, reported=reported)
        return [(uuid4(), found, side, json.dumps(lines()))]

    return make


READ = "select nullif(jsonb_array_length(api.meeting_paper(%s, 'minutes') -> 'versions'), 0)"
SCORED = "select nullif(jsonb_array_length(api.meeting_score(%s) -> 'scores'), 0)"
STANDS = (
    "select p ->> 'signed' from jsonb_array_elements(api.meeting_open(%s, '{after}') #> '{after,papers}') p"
    " where p ->> 'signed' is not null"
)
GIVE = "select api.meeting_score_save(%s, %s, %s::handbook.score_side, %s::jsonb) is not null"

MINUTES: dict[str, tuple[Attempt, ...]] = {
    "meeting_open": (
        *MEETINGS["meeting_open"],
        same(STANDS, paper(signed=True), KEEPER),
        same(STANDS, paper(signed=True, reported=True), CELL | ABOVE),
    ),
    "meeting_facts": (same("select api.meeting_facts(%s) ->> 'summoned'", paper(), KEEPER),),
    "meeting_paper": (
        same(READ, paper(), KEEPER),
        same(READ, paper(signed=True), KEEPER),
        same(READ, paper(signed=True, reported=True), CELL | ABOVE),
    ),
    "meeting_paper_save": (
        same(
            "select api.meeting_paper_save(%s, %s, 'report', '', '',"
            """ '[{"key": "opening", "text": "Thử"}]') is not null""",
            paper(keyed=True),
            KEEPER,
        ),
        same(
            "select api.meeting_paper_save(%s, %s, 'minutes', '', '',"
            """ '[{"key": "opening", "text": "Thử"}]', 1) is not null""",
            paper(keyed=True),
            KEEPER,
        ),
    ),
    "meeting_paper_sign": (
        same(
            "select api.meeting_paper_sign(%s, %s, 'minutes', 1) is not null",
            paper(keyed=True),
            KEEPER,
        ),
    ),
    "meeting_score": (same(SCORED, lambda world: [(scored_of(world.database),)], CELL | ABOVE),),
    "meeting_score_save": (
        same(GIVE, scoring("self"), KEEPER),
        same(GIVE, scoring("superior", reported=True), ABOVE),
    ),
    "meeting_report": (
        same(
            "select api.meeting_report(%s, %s) is not null", paper(signed=True, keyed=True), KEEPER
        ),
    ),
}
