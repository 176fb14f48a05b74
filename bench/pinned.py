"""A directive of the city, pinned: two hundred phones open it within a minute."""

import asyncio
import time
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

from bench import database
from bench.measure import Line, Times
from bench.people import admin
from bench.phones import PATIENCE_S, Phone, kept_sessions, opened, phones, rest
from bench.served import Server, empty_app, our_app
from services.runtime import start_embedded
from tests.robot import Robot
from views.home.strings import NOW
from views.posts.strings import PAPER_DATE

COUNT, QUICK_COUNT = 200, 2
_SPAN_S, _QUICK_SPAN_S = 60.0, 1.0
_REST_S, _QUICK_REST_S = 900.0, 3.0

_PIN = """
    with chosen as (
      select p.id, p.unit_id, p.unit_path, p.title
      from handbook.posts p join handbook.directives d on d.post_id = p.id
      where length(p.unit_path) = 5 and d.wants_acknowledgement and not p.leaders_only
        and p.category = 'directive' and p.state = 'published'
      order by p.published_at desc limit 1),
    pinned as (
      insert into handbook.pins (post_id, unit_id, unit_path, pinned_until)
      select id, unit_id, unit_path, now() + interval '10 days' from chosen
      on conflict (post_id) do update set pinned_until = excluded.pinned_until)
    select id::text, title from chosen"""
_READ = "select coalesce(sum(reads), 0)::int from handbook.post_reads where post_id::text = %s"


@dataclass(frozen=True, slots=True)
class Rush:
    """How long each waited for the text; what the server spent for each and holds for it."""

    waits: Times
    cpu_ms: float
    memory_mb: float


def run(quick: bool, out: Path) -> list[Line]:
    """Ours: sign-in kept, Trang chủ, a tap on the pinned line, its text. The baseline: as many come
    in the same time to an empty Flet app. Raises AssertionError when one of them meets an error or
    a reading is not counted."""
    count, span = (QUICK_COUNT, _QUICK_SPAN_S) if quick else (COUNT, _SPAN_S)
    settle = _QUICK_REST_S if quick else _REST_S
    scale = "ward" if quick else "hanoi"
    database.make(scale, out)
    kept = asyncio.run(kept_sessions(out, count + 1, scale))
    post_id, title, before = _arrange(out, scale)
    with empty_app() as server:
        fresh = phones(lambda robot: robot.sees("empty"), [""] * (count + 1))
        base = asyncio.run(_rush(server, fresh, None, span, settle))
    with our_app(out / scale, compress=not quick) as server:
        ready = phones(lambda robot: robot.sees(NOW) and robot.sees(title), kept)
        ours = asyncio.run(_rush(server, ready, title, span, settle))
    counted = _arrange(out, scale)[2] - before
    assert counted == count + 1, f"{post_id}: {counted} readings counted of {count + 1}"
    name = f"{count} open a pinned directive in {span:.0f} s"
    return [
        Line(name, ours.waits, base.waits, count, note="no error; all readings counted", share=0.95),
        Line(f"processor time of it, {count}", Times((ours.cpu_ms,)), Times((base.cpu_ms,))),
        Line(
            f"memory a session of it, {count}",
            Times((ours.memory_mb,)),
            Times((base.memory_mb,)),
            note="MB, not ms",
        ),
    ]  # fmt: skip


def _arrange(out: Path, scale: str) -> tuple[str, str, int]:
    """Pin it; its id, its title and how often it has been read so far."""
    embedded = start_embedded(database.settings_for(scale, out))
    try:
        with admin(embedded) as connection:
            found = connection.execute(_PIN).fetchone()
            assert found, "the demo's city has no directive"
            read = connection.execute(_READ, (found[0],)).fetchone()
            return str(found[0]), str(found[1]), int(read[0]) if read else 0
    finally:
        embedded.stop()


async def _rush(
    server: Server, brought: list[Phone], title: str | None, span_s: float, settle_s: float
) -> Rush:
    """The first alone, so that everything is loaded; the others one after the other within the span."""
    async with AsyncExitStack() as stack:
        await _one(stack, server, brought[0], title, 0)
        await rest(server, 3, settle_s)
        memory, cpu = server.memory_mb(), server.cpu_ms()
        others = brought[1:]
        waits = await asyncio.gather(
            *(
                _one(stack, server, phone, title, span_s * place / len(others))
                for place, phone in enumerate(others)
            )
        )
        await rest(server, 2, settle_s)
        each = len(others)
        return Rush(
            Times.of(waits),
            (server.cpu_ms() - cpu) / each,
            (server.memory_mb() - memory) / each,
        )


async def _one(
    stack: AsyncExitStack, server: Server, phone: Phone, title: str | None, after_s: float
) -> float:
    """Seconds from the tap to the text; without a title, until the first view."""
    await asyncio.sleep(after_s)
    robot, seconds = await opened(stack, server, phone)
    if title is None:
        return seconds
    started = time.perf_counter()
    await _tap(robot, title)
    await robot.until(PAPER_DATE, PATIENCE_S)
    assert robot.crashes == []
    return time.perf_counter() - started


async def _tap(robot: Robot, title: str) -> None:
    name = next(name for _, name in robot.tappable() if title in name)
    await robot.tap(name)
