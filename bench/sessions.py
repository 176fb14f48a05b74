"""What a session costs: memory, and how long until the first view, one phone or many at once."""

import asyncio
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

from bench import database
from bench.measure import Line, Times
from bench.phones import Phone, kept_sessions, opened, phones, rest
from bench.served import Server, empty_app, our_app
from views.auth.strings import WELCOME
from views.home.strings import NOW

COUNTS = (1, 50, 200)
QUICK_COUNTS = (2,)
_REST_S, _QUICK_REST_S = 900.0, 3.0


@dataclass(frozen=True, slots=True)
class Opened:
    """First views of some phones; processor time and memory a session, in ms and MB."""

    views: Times
    cpu: float
    memory: float


def run(quick: bool, out: Path) -> list[Line]:
    """Our sign-in screen and our home screen against an empty Flet app, each in fresh processes."""
    counts = QUICK_COUNTS if quick else COUNTS
    database.make("ward", out)
    kept = asyncio.run(kept_sessions(out, sum(counts) + len(counts)))
    lines: list[Line] = []
    for count in counts:
        lines += asyncio.run(_compare(count, out, kept, quick))
    return lines


async def _compare(count: int, out: Path, kept: list[str], quick: bool) -> list[Line]:
    settle = _QUICK_REST_S if quick else _REST_S

    fresh = [""] * (count + 1)
    with empty_app() as server:
        base = await _open(server, phones(lambda robot: robot.sees("empty"), fresh), settle)
    with our_app(out / "ward", compress=not quick) as server:
        welcome = await _open(server, phones(lambda robot: robot.sees(WELCOME), fresh), settle)
    with our_app(out / "ward", compress=not quick) as server:
        mine = [kept.pop() for _ in fresh]
        home = await _open(server, phones(lambda robot: robot.sees(NOW), mine), settle)
    plural = "" if count == 1 else "s at once"
    lines: list[Line] = []
    for name, ours in (("sign-in", welcome), ("home", home)):
        lines += [
            Line(f"first view: {name}, {count} phone{plural}", ours.views, base.views, count),
            Line(
                f"processor time of it: {name}, {count}",
                Times((ours.cpu,)),
                Times((base.cpu,)),
                count,
            ),
            Line(
                f"memory a session: {name}, {count}",
                Times((ours.memory,)),
                Times((base.memory,)),
                count,
                note="MB, not ms",
            ),
        ]
    return lines


async def _open(server: Server, brought: list[Phone], at_most_s: float) -> Opened:
    """Open all but the first at once; the first, alone, has everything imported before.

    Before and after, the server comes to rest: with a new folder it compresses what it will serve,
    minutes long and with 100 MB of memory that go again.
    """
    async with AsyncExitStack() as stack:
        await opened(stack, server, brought[0])
        await rest(server, 3, at_most_s)
        memory, cpu = server.memory_mb(), server.cpu_ms()
        views = [
            seconds
            for _, seconds in await asyncio.gather(
                *(opened(stack, server, phone) for phone in brought[1:])
            )
        ]
        await rest(server, 1, at_most_s)
        return Opened(
            Times.of(views),
            (server.cpu_ms() - cpu) / len(views),
            (server.memory_mb() - memory) / len(views),
        )
