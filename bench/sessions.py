"""What a session costs: memory, and how long until the first view, one phone or many at once."""

import asyncio
import secrets
import time
from collections.abc import Callable
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass
from pathlib import Path

from bench import database
from bench.measure import Line, Times
from bench.people import admin
from bench.served import Server, empty_app, our_app
from services.accounts.models import Device
from services.container import Services
from services.demo.seeds import DEMO_PASSWORD
from services.runtime import open_supabase, start_embedded
from tests.robot import Browser, Robot
from views.auth.strings import WELCOME
from views.home.strings import NOW
from views.shared.device import KEY, DeviceState, KeptAccount

COUNTS = (1, 50, 200)
QUICK_COUNTS = (2,)
_PATIENCE_S = 240.0
_AT_REST_MS = 50
"""Processor time a second that the background work of an idle server may take."""
_REST_S, _QUICK_REST_S = 900.0, 3.0


@dataclass(frozen=True, slots=True)
class Phone:
    """What a robot brings along: its storage, its address, what it waits to see."""

    browser: Browser
    address: str
    expects: Callable[[Robot], bool]


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
    kept = asyncio.run(_kept_sessions(out, sum(counts) + len(counts)))
    lines: list[Line] = []
    for count in counts:
        lines += asyncio.run(_compare(count, out, kept, quick))
    return lines


async def _compare(count: int, out: Path, kept: list[str], quick: bool) -> list[Line]:
    rest = _QUICK_REST_S if quick else _REST_S

    def phones(expects: Callable[[Robot], bool], stored: list[str]) -> list[Phone]:
        return [
            Phone(Browser(stored={KEY: state} if state else {}), f"192.0.2.{n % 250 + 1}", expects)
            for n, state in enumerate(stored)
        ]

    fresh = [""] * (count + 1)
    with empty_app() as server:
        base = await _open(server, phones(lambda robot: robot.sees("empty"), fresh), rest)
    with our_app(out / "ward", compress=not quick) as server:
        welcome = await _open(server, phones(lambda robot: robot.sees(WELCOME), fresh), rest)
    with our_app(out / "ward", compress=not quick) as server:
        mine = [kept.pop() for _ in fresh]
        home = await _open(server, phones(lambda robot: robot.sees(NOW), mine), rest)
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


async def _open(server: Server, phones: list[Phone], at_most_s: float) -> Opened:
    """Open all but the first at once; the first, alone, has everything imported before.

    Before and after, the server comes to rest: with a new folder it compresses what it will serve,
    minutes long and with 100 MB of memory that go again.
    """
    async with AsyncExitStack() as stack:
        await _first_view(stack, server, phones[0])
        await _rest(server, 3, at_most_s)
        memory, cpu = server.memory_mb(), server.cpu_ms()
        views = await asyncio.gather(*(_first_view(stack, server, p) for p in phones[1:]))
        await _rest(server, 1, at_most_s)
        return Opened(
            Times.of(views),
            (server.cpu_ms() - cpu) / len(views),
            (server.memory_mb() - memory) / len(views),
        )


async def _rest(server: Server, quiet_s: int, at_most_s: float) -> None:
    """Until the process has done next to nothing for some seconds, or for as long as there is time."""
    with suppress(TimeoutError):
        async with asyncio.timeout(at_most_s):
            quiet = 0
            while quiet < quiet_s:
                before = server.cpu_ms()
                await asyncio.sleep(1)
                quiet = quiet + 1 if server.cpu_ms() - before < _AT_REST_MS else 0


async def _first_view(stack: AsyncExitStack, server: Server, phone: Phone) -> float:
    robot = Robot(server.url.replace("http", "ws", 1) + "/ws", "/", phone.browser, (390, 844))
    robot.headers = {"X-Forwarded-For": phone.address}
    robot.patience = _PATIENCE_S
    stack.push_async_callback(robot.drop)
    started = time.perf_counter()
    await robot.connect()
    await robot.until(lambda: phone.expects(robot), _PATIENCE_S)
    assert robot.crashes == []
    return time.perf_counter() - started


async def _kept_sessions(out: Path, count: int) -> list[str]:
    """What the storage of `count` phones holds after different people have signed in on them."""
    settings = database.settings_for("ward", out)
    embedded = start_embedded(settings)
    try:
        with admin(embedded) as connection:
            rows = connection.execute(
                """select m.phone from handbook.members m join handbook.accounts a on a.member_id = m.id
                   where a.state = 'active' and m.phone like '+849001%%' order by m.phone limit %s""",
                (count,),
            ).fetchall()
        async with open_supabase(settings, embedded) as (supabase, _):
            services = Services(supabase)
            return [
                await _kept(services, str(row[0]), f"198.51.100.{number % 250 + 1}")
                for number, row in enumerate(rows)
            ]
    finally:
        embedded.stop()


async def _kept(services: Services, phone: str, address: str) -> str:
    device = Device(address=address, user_agent="robot")
    pair = await services.sign_in.sign_in(phone, DEMO_PASSWORD, device)
    account = KeptAccount(user_id=pair.user_id, name="bench", refresh_token=pair.refresh_token)
    return DeviceState(
        device_id=secrets.token_hex(16), current=pair.user_id, accounts=(account,),
        seen=(f"guide {pair.user_id}",),
    ).text()  # fmt: skip
