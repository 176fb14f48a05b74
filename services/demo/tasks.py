"""Made-up tasks of one cell, one in every state, and some of its first cell group."""

import tomllib
from datetime import UTC, date, datetime, timedelta
from typing import Any

import psycopg

from services.days import today
from services.demo.ids import demo_id
from services.demo.names import DATA
from services.demo.organisation import group_leader

Connection = psycopg.Connection[Any]

CELL = "cell-a1"
AFTER = {
    "accept": "accepted",
    "report": "accepted",
    "hand_in": "handed_in",
    "ask_change": "change_asked",
    "approve": "done",
}


def load_tasks(connection: Connection) -> int:
    """Tasks whose days count from today, with the history that led there; returns how many."""
    seeds = tomllib.loads((DATA / "tasks.toml").read_text("utf-8"))["task"]
    for number, seed in enumerate(seeds):
        _insert(connection, f"task:{number}", seed)
    return len(seeds)


def _who(named: str, doer: str) -> str:
    """Whose step it is: somebody by key, whoever does it, or whoever leads the group."""
    return {"doer": doer, "leader": group_leader()}.get(named, named)


def _insert(connection: Connection, key: str, seed: dict[str, Any]) -> None:
    due = today() + timedelta(days=seed["due"])
    repeat = seed.get("repeat", "never")
    task_id = demo_id(key)
    connection.execute(
        """insert into handbook.tasks (id, unit_id, unit_path, title, why, details, source, source_note,
             post_id, weight, due_on, repeat, repeat_until, series_id, created_by, created_at)
           values (%s, %s, '', %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)""",
        (
            task_id, demo_id(seed.get("unit", CELL)), seed["title"], seed["why"], seed.get("details", ""),
            seed.get("source", "manual"), seed.get("source_note"),
            demo_id(f"post:{seed['post']}") if "post" in seed else None, seed["weight"], due, repeat,
            due + timedelta(days=330) if repeat != "never" else None, task_id,
            demo_id(_who(seed["steps"][0][1], "")), _moment(due, 0),
        ),
    )  # fmt: skip
    for part in ("main", "helpers"):
        for person in seed.get(part, []):
            _assign(connection, f"{key}:{person}", task_id, person, part, due, seed)


def _assign(
    connection: Connection,
    key: str,
    task_id: object,
    person: str,
    part: str,
    due: date,
    seed: dict[str, Any],
) -> None:
    steps = seed["steps"] if part == "main" else seed["steps"][:1]
    state, percent, handed_in = "assigned", 0, None
    for step, _, _, *done in steps:
        state = AFTER.get(step, state)
        percent = 100 if step == "hand_in" else int(done[0]) if done else percent
        handed_in = min(due, today()) if step == "hand_in" else handed_in
    connection.execute(
        """insert into handbook.task_assignments (id, task_id, member_id, unit_id, unit_path, part, state,
             due_on, year, percent, handed_in_on, done_at, version)
           values (%s, %s, %s, %s, '', %s, %s, %s, %s, %s, %s, %s, %s)""",
        (
            demo_id(key), task_id, demo_id(person), demo_id(seed.get("unit", CELL)),
            "main" if part == "main" else "helper", state, due, due.year, percent, handed_in,
            _moment(due, len(steps)) if state == "done" else None, len(steps),
        ),
    )  # fmt: skip
    before = "assigned"
    for number, (step, named, words, *done) in enumerate(steps):
        actor = _who(named, person)
        after = AFTER.get(step, before)
        connection.execute(
            """insert into handbook.task_events (assignment_id, member_id, step, state_before, state_after,
                 words, percent, actor_id, proxy, at) values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)""",
            (
                demo_id(key), demo_id(person), step, before, after, words or None,
                done[0] if done else None, demo_id(actor),
                step in ("accept", "report", "hand_in", "ask_change") and actor != person,
                _moment(due, number),
            ),
        )  # fmt: skip
        before = after


def _moment(due: date, number: int) -> datetime:
    """When a step was taken: some days before the due day, never in the future."""
    start = min(due, today()) - timedelta(days=10)
    then = datetime(start.year, start.month, start.day, 2, 30, tzinfo=UTC) + timedelta(
        days=2 * number
    )
    return min(then, datetime.now(UTC) - timedelta(minutes=5))
