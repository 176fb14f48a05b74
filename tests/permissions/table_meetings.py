"""Meetings in the permission table: the same form as tests/permissions/table.py."""

# ruff: noqa: E501 - a table is read line by line

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from services.days import today
from tests.database import Database
from tests.permissions.lines import Arguments, Case, Make
from tests.permissions.world import World

NO_MEETING = "meeting.not_found"
NO_UNIT = "unit.not_found"
CELL_A1 = "member secretary probationary exempt"
ABOVE_A = "office_a staff_a city_staff"
KEEPS = {"ok": "secretary"}


def meeting_of_a1(database: Database, state: str = "planned", cell: str = "cell-a1") -> UUID:
    """A thematic meeting of cell A1 (or another) for today, a new one each time; a running one has its roll."""
    meeting: UUID = database.value(
        "insert into handbook.meetings (unit_id, unit_path, kind, title, starts_at, minutes, place, month, state, opened_at, closed_at)"
        " values (%s, '', 'thematic', 'Chuyên đề thử', now() + interval '1 minute', 90, 'Nhà văn hóa',"
        " date_trunc('month', handbook.today()), %s::handbook.meeting_state, case when %s in ('running', 'closed') then now() end,"
        " case when %s = 'closed' then now() end) returning id",
        database.unit(cell), state, state, state,
    )  # fmt: skip
    database.run(
        "insert into handbook.meeting_items (meeting_id, position, title) values (%s, 1, 'Thảo luận')",
        meeting,
    )
    if state == "running":
        database.run(
            "insert into handbook.meeting_summons (meeting_id, member_id, status, exempt, away)"
            " select %s, id, status, activity_exempt, working_away from handbook.members where unit_id = %s and life_state = 'active'",
            meeting, database.unit(cell),
        )  # fmt: skip
        database.run(
            "insert into handbook.meeting_secrets (meeting_id, secret) values (%s, 'x')", meeting
        )
    return meeting


def item_of_a1(database: Database) -> UUID:
    """An item of a running meeting of A1."""
    item: UUID = database.value(
        "select id from handbook.meeting_items where meeting_id = %s",
        meeting_of_a1(database, "running"),
    )
    return item


def paper_of_a1(database: Database) -> str:
    """A paper of a meeting of A1, a new one each time."""
    meeting = meeting_of_a1(database)
    name = f"{meeting}/{uuid4()}.pdf"
    database.run(
        "insert into handbook.meeting_papers (object_name, meeting_id, file_name, content_type, size_bytes)"
        " values (%s, %s, 'Tài liệu.pdf', 'application/pdf', 10)",
        name, meeting,
    )  # fmt: skip
    return name


def of_a1(state: str = "planned", *, keyed: bool = False, **more: object) -> Make:
    """About a new meeting of A1."""

    def make(world: World, who: str) -> Arguments:
        key = {"key": uuid4()} if keyed else {}
        return {**key, "meeting_id": meeting_of_a1(world.database, state), **more}

    return make


def unit(name: str, *, keyed: bool = False, **more: object) -> Make:
    """About one unit."""

    def make(world: World, who: str) -> Arguments:
        key = {"key": uuid4()} if keyed else {}
        return {**key, "unit_id": world.database.unit(name), **more}

    return make


def plan(name: str) -> Make:
    """A meeting of a cell next week."""
    return unit(
        name, keyed=True, kind="thematic", title="Chuyên đề thử", minutes=90, place="Nhà văn hóa",
        starts_at=(datetime.now(UTC) + timedelta(days=7)).isoformat(),
    )  # fmt: skip


def days_set(make: Make) -> Make:
    """The cell has a usual day, so that its year can be planned."""

    def arguments(world: World, who: str) -> Arguments:
        given = make(world, who)
        world.database.run(
            "insert into handbook.meeting_days (unit_id, unit_path, day, at, place) values (%s, '', 3, '19:00', 'Nhà văn hóa')"
            " on conflict do nothing",
            given["unit_id"],
        )
        return given

    return arguments


def mark(world: World, who: str) -> Arguments:
    """The probationary member is marked present."""
    return {
        "key": uuid4(), "meeting_id": meeting_of_a1(world.database, "running"),
        "member_id": world.database.id("probationary"), "presence": "present",
    }  # fmt: skip


def speaker(world: World, who: str) -> Arguments:
    """The probationary member took the floor."""
    return {
        "key": uuid4(), "item_id": item_of_a1(world.database),
        "member_id": world.database.id("probationary"), "spoke": True,
    }  # fmt: skip


TABLE = (
    Case("meeting_day_set", "of cell A1", unit("cell-a1", keyed=True, day=3, at="19:00", minutes=90, place="Nhà văn hóa"), KEEPS, NO_UNIT),
    Case("meetings_plan", "of cell A1", days_set(unit("cell-a1", keyed=True, year=today().year + 1)), KEEPS, NO_UNIT),
    Case("meeting_save", "in cell A1", plan("cell-a1"), KEEPS, NO_UNIT),
    Case("meeting_save", "in cell B1", plan("cell-b1"), {"ok": "secretary_b"}, NO_UNIT),
    Case("meeting_step", "calling, in A1", of_a1(keyed=True, step="call", version=1), KEEPS, NO_MEETING),
    Case("meeting_reply", "in A1", of_a1(keyed=True, reply="coming"), {"ok": CELL_A1}, NO_MEETING),
    Case("meeting_reply", "for the exempt member of A1",
         lambda world, who: {**of_a1(keyed=True, reply="coming")(world, who), "member_id": world.database.id("exempt")},
         {"ok": "secretary exempt"}, NO_MEETING),
    Case("meeting_paper_add", "in A1, of nothing uploaded", of_a1(keyed=True, object_name="x", file_name="x.pdf"),
         {"file.not_found": "secretary"}, NO_MEETING),
    Case("meeting_paper_remove", "in A1", lambda world, who: {"key": uuid4(), "object_name": paper_of_a1(world.database)},
         KEEPS, "file.not_found"),
    Case("meeting_year", "of cell A1", unit("cell-a1", year=2026), {"ok": f"{CELL_A1} {ABOVE_A}"}, NO_UNIT),
    Case("meeting_year", "of cell B1", unit("cell-b1", year=2026), {"ok": "secretary_b city_staff"}, NO_UNIT),
    Case("meeting_open", "in A1", of_a1(), {"ok": f"{CELL_A1} {ABOVE_A}"}, NO_MEETING),
    Case("meeting_standing", "in A1", of_a1(), {"ok": f"{CELL_A1} {ABOVE_A}"}, NO_MEETING),
    Case("meeting_code", "in A1", of_a1("running"), KEEPS, NO_MEETING),
    Case("meeting_arrive", "in A1", of_a1("running", code="000000"), {"ok": CELL_A1}, NO_MEETING),
    Case("meeting_mark", "in A1", mark, KEEPS, NO_MEETING),
    Case("meeting_roll", "of A1", of_a1("running"), KEEPS, NO_MEETING),
    Case("meeting_reckon", "of A1", of_a1("running"), {"ok": f"{CELL_A1} {ABOVE_A}"}, NO_MEETING),
    Case("meeting_item_save", "in A1", lambda world, who: {"key": uuid4(), "item_id": item_of_a1(world.database), "conclusion": "Nhất trí"},
         KEEPS, "meeting.item_not_found"),
    Case("meeting_speaker", "in A1", speaker, KEEPS, "meeting.item_not_found"),
    Case("cell_attendance", "of cell A1", unit("cell-a1", year=2026), KEEPS, "empty", "empty"),
    Case("meetings_overview", "of ward A", unit("ward-a", month="2026-11-01"), {"ok": ABOVE_A}, NO_UNIT),
    Case("meetings_overview", "of ward B", unit("ward-b", month="2026-11-01"), {"ok": "city_staff"}, NO_UNIT),
)  # fmt: skip
BY_ID = {
    "meeting_day_set",
    "meetings_plan",
    "meeting_save",
    "meeting_step",
    "meeting_reply",
    "meeting_paper_add",
    "meeting_paper_remove",
    "meeting_year",
    "meeting_open",
    "meeting_standing",
    "meeting_code",
    "meeting_arrive",
    "meeting_mark",
    "meeting_roll",
    "meeting_reckon",
    "meeting_item_save",
    "meeting_speaker",
    "cell_attendance",
    "meetings_overview",
}
