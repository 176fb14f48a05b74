"""The second lock of inspection plans: attempts for tests/sql/test_locks.py."""

from __future__ import annotations

import json
from datetime import timedelta
from uuid import uuid4

from services.days import today
from tests.inspections.desk import FOUND
from tests.permissions.table_inspections import (
    REPORT,
    a_line,
    entered_in,
    line_of,
    plan_of,
    sent_report_of,
)
from tests.permissions.world import World
from tests.sql.locks_meetings import CELL, KEEPER
from tests.sql.locks_records import Arguments, Attempt, same, units

OVERSEES = {"staff_a", "city_staff"}
PLAN = "select api.inspection_plan(%s, %s)"


def of_year(plan: object, world: World) -> list[tuple[object, ...]]:
    """Cell A1 and the year of a plan."""
    year = world.database.value("select year from handbook.inspection_plans where id = %s", plan)
    return [(world.database.unit("cell-a1"), year)]


def draft(world: World) -> list[tuple[object, ...]]:
    """A draft of A1."""
    return of_year(plan_of(world.database, adopted=False), world)


def adopted(world: World) -> list[tuple[object, ...]]:
    """A plan of A1 with a line."""
    line = line_of(world.database)
    plan = world.database.value("select plan_id from handbook.inspection_lines where id = %s", line)
    return of_year(plan, world)


def line(state: str = "planned", *, keyed: bool = True, is_adopted: bool = True) -> Arguments:
    """A new line of A1, with a key before it where it is a write."""

    def make(world: World) -> list[tuple[object, ...]]:
        found = line_of(world.database, state, adopted=is_adopted)
        return [(uuid4(), found) if keyed else (found,)]

    return make


def ready(world: World) -> list[tuple[object, ...]]:
    """A draft with a line."""
    found = line_of(world.database, adopted=False)
    plan = world.database.value(
        "select plan_id from handbook.inspection_lines where id = %s", found
    )
    return [(uuid4(), plan, today())]


def one_more(world: World) -> list[tuple[object, ...]]:
    """A draft and a line for it."""
    return [(uuid4(), plan_of(world.database, adopted=False), json.dumps(a_line(world)))]


def last_year(world: World) -> list[tuple[object, ...]]:
    """Cell A1, which has no plan for the last year."""
    return [(uuid4(), world.database.unit("cell-a1"), today().year - 1)]


INSPECTIONS: dict[str, tuple[Attempt, ...]] = {
    "inspection_plan": (
        same(f"{PLAN} -> 'plan' ->> 'plan_id'", draft, KEEPER),
        same(f"{PLAN} -> 'plan' ->> 'plan_id'", adopted, CELL | OVERSEES),
        same(f"{PLAN} -> 'lines' -> 0 ->> 'content'", adopted, CELL | OVERSEES),
        same(
            f"{PLAN} -> 'report' ->> 'good'",
            lambda world: of_year(sent_report_of(world.database), world),
            KEEPER | OVERSEES,
        ),
    ),
    "inspection_plan_save": (
        same("select api.inspection_plan_save(%s, %s, %s) is not null", last_year, KEEPER),
    ),
    "inspection_line_save": (
        same("select api.inspection_line_save(%s, %s, %s::jsonb) is not null", one_more, KEEPER),
    ),
    "inspection_adopt": (
        same("select api.inspection_adopt(%s, %s, 1, %s) is not null", ready, KEEPER),
    ),
    "inspection_adoption_correct": (
        same(
            "select api.inspection_adoption_correct(%s, %s, 1, %s, 'Ghi nhầm ngày') is not null",
            lambda world: [(uuid4(), plan_of(world.database), today() - timedelta(days=3))],
            KEEPER,
        ),
    ),
    "inspection_unadopt": (
        same(
            "select api.inspection_unadopt(%s, %s, 1, 'Chi bộ chưa họp') is not null",
            lambda world: [(uuid4(), plan_of(world.database))],
            KEEPER,
        ),
    ),
    "inspection_line": (
        same(
            "select api.inspection_line(%s) ->> 'content'",
            line(keyed=False, is_adopted=False),
            KEEPER,
        ),
        same("select api.inspection_line(%s) ->> 'content'", line(keyed=False), CELL | OVERSEES),
        same(
            "select api.inspection_line(%s) -> 'findings' ->> 'good'",
            line("under_way", keyed=False),
            {"exempt"},
        ),
        same(
            "select api.inspection_line(%s) -> 'findings' ->> 'good'",
            line("reported", keyed=False),
            {"exempt", "member"} | KEEPER | OVERSEES,
        ),
    ),
    "inspection_step": (
        same(
            "select api.inspection_step(%s, %s, 'start', 1) is not null",
            line(),
            KEEPER | {"exempt"},
        ),
        same("select api.inspection_step(%s, %s, 'drop', 1, 'Thử') is not null", line(), KEEPER),
        same(
            "select api.inspection_step(%s, %s, 'reopen', 1, 'Thử') is not null",
            line("concluded"),
            KEEPER,
        ),
        same(
            "select api.inspection_step(%s, %s, 'remove', 1) is not null",
            line(is_adopted=False),
            KEEPER,
        ),
    ),
    "inspection_findings_save": (
        same(
            f"select api.inspection_findings_save(%s, %s, '{json.dumps(FOUND)}', 1) is not null",
            line("under_way"),
            {"exempt"},
        ),
    ),
    "inspection_statement": (
        same(
            "select api.inspection_statement(%s, %s, 'Tôi tiếp thu.') is not null",
            line("reported"),
            {"member"},
        ),
    ),
    "inspection_statement_for": (
        same(
            "select api.inspection_statement_for(%s, %s, %s, 'Tôi tiếp thu.') is not null",
            lambda world: [
                (uuid4(), line_of(world.database, "reported"), world.database.id("member"))
            ],
            KEEPER,
        ),
    ),
    "inspection_statement_revoke": (
        same(
            "select api.inspection_statement_revoke(%s, %s) is not null",
            lambda world: [(uuid4(), entered_in(world.database))],
            {"member"},
        ),
    ),
    "inspection_report_save": (
        same(
            f"select api.inspection_report_save(%s, %s, '{json.dumps(REPORT)}') is not null",
            lambda world: [(uuid4(), plan_of(world.database))],
            KEEPER,
        ),
    ),
    "inspections_overview": (
        same(
            "select nullif((api.inspections_overview(%s, 2026) ->> 'cells')::int, 0)",
            units,
            OVERSEES,
        ),
    ),
}
