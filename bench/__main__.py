"""`make bench`: one table of ratios and milliseconds, measured in one run."""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Annotated

import typer

from bench import (
    acknowledging,
    database,
    imports,
    meetings,
    pinned,
    reading,
    roster,
    rpc,
    screens,
    sealing,
    search,
    sessions,
    table,
    tasks,
    tracking,
    voting,
)
from bench.context import Bench
from bench.measure import Line
from bench.people import admin, find_cast
from services.runtime import Embedded, open_supabase

BENCHES: dict[str, Callable[[Bench], Awaitable[list[Line]]]] = {
    "rpc": rpc.run,
    "reading": reading.run,
    "screens": screens.run,
    "tracking": tracking.run,
    "tasks": tasks.run,
    "roster": roster.run,
    "search": search.run,
    "imports": imports.run,
    "meetings": meetings.run,
    "acknowledging": acknowledging.run,
    "sealing": sealing.run,
    "voting": voting.run,
}
SERVED: dict[str, Callable[[bool, Path], list[Line]]] = {
    "sessions": sessions.run,
    "pinned": pinned.run,
}
"""Those that start the app as an operator does."""
NAMES = (*BENCHES, *SERVED)


def main(
    quick: Annotated[bool, typer.Option(help="a ward instead of Hanoi, few rounds")] = False,
    only: Annotated[list[str] | None, typer.Option(help=f"of: {', '.join(NAMES)}")] = None,
    rounds: Annotated[int | None, typer.Option(help="how often a short call is timed")] = None,
    out: Annotated[Path, typer.Option(help="where databases and figures are kept")] = database.OUT,
) -> None:
    """Measure, print, and end with code 1 when a promise is not kept (a quick run promises nothing)."""
    scale = "ward" if quick else "hanoi"
    out.mkdir(parents=True, exist_ok=True)
    chosen = only or [*NAMES]
    if unknown := set(chosen).difference(NAMES):
        raise typer.BadParameter(f"no such bench: {', '.join(unknown)}")
    database.make(scale, out)
    with database.opened(scale, out) as embedded:
        asked = [name for name in chosen if name in BENCHES]
        lines, heading = asyncio.run(
            _measure(embedded, scale, out, asked, rounds or (20 if quick else 200))
        )
    for name in SERVED:
        if name in chosen:
            print(f"bench: {name} …", file=sys.stderr)
            lines += SERVED[name](quick, out)
    table.keep(lines, heading, out / f"last-{scale}.json")
    print(table.render(lines, heading))
    if not quick and not all(line.kept for line in lines):
        raise typer.Exit(1)


async def _measure(
    embedded: Embedded, scale: str, out: Path, chosen: list[str], rounds: int
) -> tuple[list[Line], str]:
    lines: list[Line] = []
    with admin(embedded) as connection:
        cast = find_cast(connection, embedded)
        settings = database.settings_for(scale, out)
        async with open_supabase(settings, embedded) as (supabase, _):
            bench = Bench(embedded, supabase, connection, cast, rounds)
            heading = table.machine(str(bench.value("show server_version"))) + f"; scale {scale}"
            for name in chosen:
                print(f"bench: {name} …", file=sys.stderr)
                lines += await BENCHES[name](bench)
    return lines, heading


if __name__ == "__main__":
    cli = typer.Typer(pretty_exceptions_enable=False, add_completion=False)
    cli.command()(main)
    cli()
