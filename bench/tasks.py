"""A secretary's month of tasks, in the first made-up cell."""

from bench.context import Bench
from bench.measure import Line, in_turns
from bench.people import CELL
from services.days import today
from services.tasks.reporting import Period

PROMISED = 1.5
"""The month takes at most this many times as long as the best plan known."""


async def run(bench: Bench) -> list[Line]:
    """The month, as its screen opens with it, and the year behind the printed list."""
    cell, lo = (
        bench.value(f"select {column} from handbook.units where code = %s", CELL)
        for column in ("id::text", "path")
    )
    now = today()
    lines: list[Line] = []
    for label, period in (
        ("a month", Period(year=now.year, month=now.month)),
        ("a year", Period(year=now.year)),
    ):
        days = {"from_on": period.first.isoformat(), "until_on": period.last.isoformat()}
        lines.append(
            await in_turns(
                f"tasks of a cell, {label}",
                bench.rpc(bench.cast.secretary, "tasks_report", unit_id=cell, **days),
                bench.rpc(bench.cast.secretary, "bench_tasks_month", cell=cell, lo=lo, **days),
                bench.rounds,
                limit=PROMISED,
            )
        )
    return lines
