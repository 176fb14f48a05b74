"""Made-up plans of inspection of a few cells, with lines in every state."""

import tomllib
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import psycopg
from psycopg.types.json import Jsonb

from services.days import VIETNAM, today
from services.demo.ids import demo_id
from services.demo.names import DATA

Connection = psycopg.Connection[Any]
PATHS = {
    "planned": (),
    "under_way": ("start",),
    "reported": ("start", "hand_in"),
    "concluded": ("start", "hand_in", "conclude"),
}


def load_inspections(connection: Connection) -> int:
    """Adopted plans of this year; returns how many lines they have."""
    seeds = tomllib.loads((DATA / "inspections.toml").read_text("utf-8"))
    lines = 0
    for seed in seeds["plan"]:
        plan = demo_id(f"inspections:{seed['cell']}")
        author = demo_id(seed["by"])
        day = min(date(today().year, 1, 20), today())
        connection.execute(
            """insert into handbook.inspection_plans (id, unit_id, unit_path, year, aims, adopted_on,
                 adopted_by, created_by, version) values (%s, %s, '', %s, %s, %s, %s, %s, 2)""",
            (plan, demo_id(seed["cell"]), day.year, seeds["aims"].strip(), day, author, author),
        )
        _event(connection, plan, None, "adopt", author, day)
        for number, line in enumerate(seed["line"]):
            line["reason"] = seeds["reason"]
            _line(connection, plan, demo_id(f"{plan}:{number}"), author, line)
        lines += len(seed["line"])
        if "report" in seed:
            _report(connection, plan, author, seed["report"])
    return lines


def _line(
    connection: Connection, plan: UUID, line: UUID, author: UUID, seed: dict[str, Any]
) -> None:
    if "committee" in seed:
        author = demo_id(seed["lead"])  # whoever is looked at takes no step
    due = _month_end(seed["month"])
    planned = _month_end(seed.get("planned", seed["month"]))
    state = seed["state"]
    decided = min(due, today()) if state == "concluded" else None
    target = "group" if "group" in seed else "committee" if "committee" in seed else "members"
    connection.execute(
        """insert into handbook.inspection_lines (id, plan_id, kind, target, group_id, content, period, form,
             due_on, months, planned_for, state, concluded_on)
           values (%s, %s, %s, %s, %s, %s, %s, %s, %s, 1, %s, %s, %s)""",
        (
            line, plan, seed["kind"], target, demo_id(seed["group"]) if "group" in seed else None,
            seed["content"], seed.get("period", ""), seed.get("form", ""), due, planned, state, decided,
        ),
    )  # fmt: skip
    for part, keys in (
        ("subject", seed.get("subjects", [])),
        ("lead", [seed["lead"]]),
        ("doer", seed.get("doers", [])),
    ):
        for key in keys:
            connection.execute(
                "insert into handbook.inspection_people (line_id, member_id, part) values (%s, %s, %s)",
                (line, demo_id(key), part),
            )
    if due > planned:
        before = Jsonb({"due_on": planned.isoformat(), "months": 1})
        _event(connection, plan, line, "move", author, planned, seed["reason"], before)
    day = min(due, today()) - timedelta(days=12)
    for step in PATHS[state]:
        actor = demo_id(seed["lead"]) if step == "hand_in" else author
        _event(connection, plan, line, step, actor, day)
        day += timedelta(days=5)
    if "looked_at" in seed:
        _findings(connection, line, author, seed)


def _findings(connection: Connection, line: UUID, author: UUID, seed: dict[str, Any]) -> None:
    lead = demo_id(seed["lead"])
    handed_in = seed["state"] in ("reported", "concluded")
    said = seed.get("conclusion", "")
    connection.execute(
        """insert into handbook.inspection_findings (line_id, looked_at, good, lacking, proposal, updated_by,
             handed_in_at, handed_in_by, conclusion, concluded_by)
           values (%s, %s, %s, %s, %s, %s, case when %s then now() end, %s, %s, %s)""",
        (
            line, seed["looked_at"], seed.get("good", ""), seed.get("lacking", ""), seed.get("proposal", ""),
            lead, handed_in, lead if handed_in else None, said, author if said else None,
        ),
    )  # fmt: skip
    if "statement" in seed:
        connection.execute(
            "insert into handbook.inspection_statements (line_id, member_id, words) values (%s, %s, %s)",
            (line, demo_id(seed["subjects"][0]), seed["statement"]),
        )


def _report(connection: Connection, plan: UUID, author: UUID, words: dict[str, str]) -> None:
    connection.execute(
        """insert into handbook.inspection_reports (plan_id, good, lacking, proposal, figures, updated_by,
             sent_at, sent_by)
           values (%s, %s, %s, %s, handbook.inspection_figures(%s), %s, now(), %s)""",
        (plan, words["good"], words["lacking"], words["proposal"], plan, author, author),
    )
    _event(connection, plan, None, "send", author, today())


def _event(
    connection: Connection,
    plan: UUID,
    line: UUID | None,
    step: str,
    actor: UUID,
    day: date,
    reason: str | None = None,
    before: Jsonb | None = None,
) -> None:
    connection.execute(
        """insert into handbook.inspection_events (plan_id, line_id, step, reason, before, actor_id, at)
           values (%s, %s, %s, %s, %s, %s, %s)""",
        (
            plan, line, step, reason, before, actor,
            datetime.combine(min(day, today()), time(9), VIETNAM),
        ),
    )  # fmt: skip


def _month_end(away: int) -> date:
    """The last day of the month so far away, inside this year."""
    month = min(max(today().month + away, 1), 12)
    return date(today().year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
