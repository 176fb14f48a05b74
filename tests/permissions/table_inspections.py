"""Inspection plans in the permission table: the same form as tests/permissions/table.py."""

# ruff: noqa: E501 - a table is read line by line

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from services.days import today
from tests.database import Database
from tests.inspections.desk import FOUND
from tests.permissions.lines import Arguments, Case, Make
from tests.permissions.table_meetings import CELL_A1, KEEPS, NO_UNIT
from tests.permissions.world import World

NO_INSPECTION = "inspection.not_found"
OVERSEES_A = "staff_a city_staff"
REPORT = {"good": "Tốt", "lacking": "", "proposal": ""}


def plan_of(database: Database, *, adopted: bool = True, cell: str = "cell-a1") -> UUID:
    """A plan of A1 (or another), for a year far away that no other test has taken."""
    plan: UUID = database.value(
        "insert into handbook.inspection_plans (unit_id, unit_path, year, adopted_on, adopted_by)"
        " select %s, '', coalesce(max(year), 2100) + 1, case when %s then handbook.today() end, case when %s then %s::uuid end"
        " from handbook.inspection_plans where year > 2100 returning id",
        database.unit(cell), adopted, adopted, database.id("secretary"),
    )  # fmt: skip
    return plan


def line_of(
    database: Database,
    state: str = "planned",
    *,
    adopted: bool = True,
    cell: str = "cell-a1",
    people: tuple[str, str] | None = ("member", "exempt"),
) -> UUID:
    """A line of such a plan: who is looked at, who leads; a report where the state has one."""
    line: UUID = database.value(
        "insert into handbook.inspection_lines (plan_id, kind, target, content, due_on, months, planned_for, state, concluded_on)"
        " values (%s, 'inspection', 'members', 'Việc thử', '2099-12-31', 1, '2099-12-31', %s::handbook.inspection_state,"
        " case when %s = 'concluded' then handbook.today() end) returning id",
        plan_of(database, adopted=adopted, cell=cell), state, state,
    )  # fmt: skip
    for who, part in zip(people or (), ("subject", "lead"), strict=False):
        database.run(
            "insert into handbook.inspection_people (line_id, member_id, part) values (%s, %s, %s::handbook.inspection_part)",
            line, database.id(who), part,
        )  # fmt: skip
    if state in ("under_way", "reported", "concluded"):
        database.run(
            "insert into handbook.inspection_findings (line_id, looked_at, good, handed_in_at)"
            " values (%s, 'Sổ họp', 'Tốt', case when %s <> 'under_way' then now() end)",
            line, state,
        )  # fmt: skip
    return line


def sent_report_of(database: Database) -> UUID:
    """A plan of A1 whose report was sent up."""
    plan = plan_of(database)
    database.run(
        "insert into handbook.inspection_reports (plan_id, good, figures, sent_at) values (%s, 'Tốt', '[]', now())",
        plan,
    )
    return plan


def plan(*, adopted: bool = True, **more: object) -> Make:
    """About a new plan of A1."""
    return lambda world, who: {
        "key": uuid4(),
        "plan_id": plan_of(world.database, adopted=adopted),
        **more,
    }


def line(state: str, *, keyed: bool = True, adopted: bool = True, **more: object) -> Make:
    """About a new line of A1."""

    def make(world: World, who: str) -> Arguments:
        key = {"key": uuid4()} if keyed else {}
        return {**key, "line_id": line_of(world.database, state, adopted=adopted), **more}

    return make


def a_line(world: World) -> dict[str, object]:
    """The exempt looks at the member."""
    return {
        "kind": "inspection", "target": "members", "subjects": [str(world.database.id("member"))], "content": "Việc thử",
        "period": "", "form": "", "month": 5, "months": 1, "lead": str(world.database.id("exempt")), "doers": [],
    }  # fmt: skip


def unit(name: str, **more: object) -> Make:
    """About one unit."""
    return lambda world, who: {"unit_id": world.database.unit(name), **more}


def begun(name: str) -> Make:
    """This year's plan of a cell that has none."""

    def make(world: World, who: str) -> Arguments:
        database = world.database
        database.run(
            "update handbook.inspection_plans set year = (select coalesce(max(year), 2100) + 1 from handbook.inspection_plans where year > 2100)"
            " where unit_id = %s and year = %s",
            database.unit(name), today().year + 1,
        )  # fmt: skip
        return {"key": uuid4(), "unit_id": database.unit(name), "year": today().year + 1}

    return make


def with_line(world: World, who: str) -> Arguments:
    """One more line for a draft."""
    return {
        "key": uuid4(),
        "plan_id": plan_of(world.database, adopted=False),
        "line": a_line(world),
    }


def ready(world: World, who: str) -> Arguments:
    """A draft with a line, to be adopted."""
    found = line_of(world.database, adopted=False)
    of_plan = world.database.value(
        "select plan_id from handbook.inspection_lines where id = %s", found
    )
    return {"key": uuid4(), "plan_id": of_plan, "version": 1, "on_day": today()}


def said_for(world: World, who: str) -> Arguments:
    """What the member of A1 said of a report."""
    found = line_of(world.database, "reported")
    return {
        "key": uuid4(),
        "line_id": found,
        "member_id": world.database.id("member"),
        "words": "Tôi tiếp thu.",
    }


def entered_in(database: Database) -> UUID:
    """A line of A1 in which the secretary entered what the member said."""
    found = line_of(database, "reported")
    database.run(
        "insert into handbook.inspection_statements (line_id, member_id, words, entered_by)"
        " values (%s, %s, 'Tôi tiếp thu.', %s)",
        found, database.id("member"), database.id("secretary"),
    )  # fmt: skip
    return found


def entered(world: World, who: str) -> Arguments:
    """That these are not the member's words."""
    return {"key": uuid4(), "line_id": entered_in(world.database)}


DONE: dict[str, Any] = {"words": "Chi bộ nhất trí.", "on_day": today()}
FINDINGS: dict[str, Any] = {"findings": FOUND, "edits": 1}
TABLE = (
    Case("inspection_plan", "of A1", unit("cell-a1", year=2026), {"ok": f"{CELL_A1} {OVERSEES_A}"}, NO_UNIT),
    Case("inspection_plan_save", "of A1", begun("cell-a1"), KEEPS, NO_UNIT),
    Case("inspection_plan_save", "of B1", begun("cell-b1"), {"ok": "secretary_b"}, NO_UNIT),
    Case("inspection_line_save", "of A1", with_line, KEEPS, NO_INSPECTION),
    Case("inspection_adopt", "of A1", ready, KEEPS, NO_INSPECTION),
    Case("inspection_adoption_correct", "of A1", plan(version=1, on_day=today() - timedelta(days=3), reason="Ghi nhầm ngày"), KEEPS, NO_INSPECTION),
    Case("inspection_unadopt", "of A1", plan(version=1, reason="Chi bộ chưa họp"), KEEPS, NO_INSPECTION),
    Case("inspection_line", "of a draft of A1", line("planned", keyed=False, adopted=False), KEEPS, NO_INSPECTION),
    Case("inspection_line", "of A1", line("reported", keyed=False), {"ok": f"{CELL_A1} {OVERSEES_A}"}, NO_INSPECTION),
    Case("inspection_step", "start, of A1", line("planned", step="start", version=1), {"ok": "secretary exempt"}, NO_INSPECTION),
    Case("inspection_step", "drop, of A1", line("planned", step="drop", version=1, reason="Thử"), KEEPS, NO_INSPECTION),
    Case("inspection_step", "conclude, of A1", line("reported", step="conclude", version=1, **DONE), KEEPS, NO_INSPECTION),
    Case("inspection_step", "reopen, of A1", line("concluded", step="reopen", version=1, reason="Thử"), KEEPS, NO_INSPECTION),
    Case("inspection_findings_save", "of A1", line("under_way", **FINDINGS), {"ok": "exempt"}, NO_INSPECTION),
    Case("inspection_statement", "of A1", line("reported", words="Tôi tiếp thu."), {"ok": "member"}, NO_INSPECTION),
    Case("inspection_statement_for", "of A1", said_for, KEEPS, NO_INSPECTION),
    Case("inspection_statement_revoke", "of A1", entered, {"ok": "member"}, NO_INSPECTION),
    Case("inspection_report_save", "of A1", plan(report=REPORT), KEEPS, NO_INSPECTION),
    Case("inspections_overview", "ward A", unit("ward-a", year=2026), {"ok": OVERSEES_A}, NO_UNIT),
    Case("inspections_overview", "ward B", unit("ward-b", year=2026), {"ok": "city_staff"}, NO_UNIT),
)  # fmt: skip
BY_ID = {case.function for case in TABLE}
