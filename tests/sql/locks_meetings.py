"""The second lock of meetings: attempts for tests/sql/test_locks.py."""

from __future__ import annotations

from uuid import uuid4

from services.days import today
from tests.permissions.table_meetings import item_of_a1, meeting_of_a1, paper_of_a1
from tests.permissions.world import World
from tests.sql.asking import Asking, unlock
from tests.sql.locks_records import Arguments, Attempt, same, units

CELL = {"member", "secretary", "probationary", "exempt"}
ABOVE = {"office_a", "staff_a", "city_staff"}
KEEPER = {"secretary"}


def meeting(state: str = "planned", *, keyed: bool = False) -> Arguments:
    """A new meeting of A1, with a key before it where it is a write."""

    def make(world: World) -> list[tuple[object, ...]]:
        found = meeting_of_a1(world.database, state)
        return [(uuid4(), found) if keyed else (found,)]

    return make


def usual_day(world: World) -> list[tuple[object, ...]]:
    """Cell A1, which has a usual day, and next year."""
    cell = world.database.unit("cell-a1")
    world.database.run(
        "insert into handbook.meeting_days (unit_id, unit_path, day, at, place)"
        " values (%s, '', 3, '19:00', 'Nhà văn hóa') on conflict do nothing",
        cell,
    )
    return [(uuid4(), cell, today().year + 1)]


def uploaded(world: World) -> list[tuple[object, ...]]:
    """A file that lies in the bucket for a meeting of A1."""
    found = meeting_of_a1(world.database)
    name = f"{found}/{uuid4()}.pdf"
    world.database.run(
        "insert into storage.objects (bucket_id, name, metadata) values ('meetings', %s,"
        """ '{"mimetype": "application/pdf", "size": 10}')""",
        name,
    )
    return [(uuid4(), found, name)]


def own_or_kept(asking: Asking, world: World, function: str) -> None:
    """Without the lock nobody but the secretary learns of another's attendance."""
    cell = world.database.unit("cell-a1")
    world.database.run(
        "update handbook.meetings set state = 'closed', closed_at = now() where id = %s",
        meeting_of_a1(world.database, "running"),
    )
    year = today().year
    query = f"select r ->> 'member_id' from {function}(%s, %s) r where (r ->> 'meetings')::int > 0"
    before = asking.each(query, cell, year)
    unlock(asking.connection, function)
    for who, found in asking.each(query, cell, year).items():
        if who in KEEPER:
            assert found == before[who]
            assert found
        else:
            assert before[who] == []
            assert set(found) <= {str(world.database.id(who))}, who


MEETINGS: dict[str, tuple[Attempt, ...]] = {
    "meeting_day_set": (
        same(
            "select api.meeting_day_set(%s, %s, 3, '19:00', 90, 'Nhà văn hóa') is not null",
            lambda world: [(uuid4(), world.database.unit("cell-a1"))],
            KEEPER,
        ),
    ),
    "meetings_plan": (same("select api.meetings_plan(%s, %s, %s) is not null", usual_day, KEEPER),),
    "meeting_save": (
        same(
            "select api.meeting_save(%s, %s, 'thematic', 'Chuyên đề thử', now() + interval '7 days', 90,"
            " 'Nhà văn hóa') is not null",
            lambda world: [(uuid4(), world.database.unit("cell-a1"))],
            KEEPER,
        ),
    ),
    "meeting_step": (
        same("select api.meeting_step(%s, %s, 'call', 1) is not null", meeting(keyed=True), KEEPER),
    ),
    "meeting_reply": (
        same("select api.meeting_reply(%s, %s, 'coming') is not null", meeting(keyed=True), CELL),
        same(
            "select api.meeting_reply(%s, %s, 'coming', null, %s) is not null",
            lambda world: [(uuid4(), meeting_of_a1(world.database), world.database.id("exempt"))],
            {"secretary", "exempt"},
        ),
    ),
    "meeting_paper_add": (
        same(
            "select api.meeting_paper_add(%s, %s, %s, 'Tài liệu.pdf') is not null",
            uploaded,
            KEEPER,
        ),
    ),
    "meeting_paper_remove": (
        same(
            "select api.meeting_paper_remove(%s, %s) is not null",
            lambda world: [(uuid4(), paper_of_a1(world.database))],
            KEEPER,
        ),
    ),
    "meeting_year": (
        same(
            "select nullif(jsonb_array_length(api.meeting_year(2026, %s) -> 'meetings'), 0)",
            lambda world: [
                (world.database.unit("cell-a1"),) for _ in [meeting_of_a1(world.database)]
            ],
            CELL | ABOVE,
        ),
    ),
    "meeting_open": (
        same("select api.meeting_open(%s) is not null", meeting(), CELL | ABOVE),
        same(
            "select r ->> 'full_name'"
            " from jsonb_array_elements(api.meeting_open(%s, '{people}') -> 'people') r",
            meeting("running"),
            KEEPER,
        ),
    ),
    "meeting_standing": (
        same("select api.meeting_standing(%s) ->> 'state'", meeting(), CELL | ABOVE),
    ),
    "meeting_code": (same("select api.meeting_code(%s) is not null", meeting("running"), KEEPER),),
    "meeting_arrive": (
        same(
            "select (api.meeting_arrive(%s, '000000') ->> 'arrived')::boolean or null",
            meeting("running"),
            set(),
        ),
    ),
    "meeting_mark": (
        same(
            "select api.meeting_mark(%s, %s, %s, 'present') is not null",
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
    "meeting_roll": (
        same(
            "select nullif(jsonb_array_length(api.meeting_roll(%s) -> 'people'), 0)",
            meeting("running"),
            KEEPER,
        ),
    ),
    "meeting_reckon": (
        same(
            "select nullif((api.meeting_reckon(%s) ->> 'summoned')::int, 0)",
            meeting("running"),
            CELL | ABOVE,
        ),
    ),
    "meeting_item_save": (
        same(
            "select api.meeting_item_save(%s, %s, 'Nhất trí') is not null",
            lambda world: [(uuid4(), item_of_a1(world.database))],
            KEEPER,
        ),
    ),
    "meeting_speaker": (
        same(
            "select api.meeting_speaker(%s, %s, %s, true) is not null",
            lambda world: [
                (uuid4(), item_of_a1(world.database), world.database.id("probationary"))
            ],
            KEEPER,
        ),
    ),
    "cell_attendance": (own_or_kept,),
    "meetings_overview": (
        same(
            "select nullif((api.meetings_overview(%s, '2026-11-01') ->> 'cells')::int, 0)",
            units,
            {"office_a", "staff_a", "city_staff"},
        ),
    ),
}
