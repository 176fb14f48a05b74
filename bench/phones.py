"""Phones for the benches of a served app: robots that bring a kept session along."""

import asyncio
import secrets
import time
from collections.abc import Callable
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass
from pathlib import Path

from bench import database
from bench.people import admin
from bench.served import Server
from services.accounts.models import Device
from services.container import Services
from services.demo.seeds import DEMO_PASSWORD
from services.runtime import open_supabase, start_embedded
from tests.robot import Browser, Robot
from views.shared.device import KEY, DeviceState, KeptAccount

PATIENCE_S = 240.0
_AT_REST_MS = 50
"""Processor time a second that the background work of an idle server may take."""


@dataclass(frozen=True, slots=True)
class Phone:
    """What a robot brings along: its storage, its address, what it waits to see."""

    browser: Browser
    address: str
    expects: Callable[[Robot], bool]


def phones(expects: Callable[[Robot], bool], stored: list[str]) -> list[Phone]:
    """One for each kept state, "" for a new one; each from an address of its own."""
    return [
        Phone(Browser(stored={KEY: state} if state else {}), f"192.0.2.{n % 250 + 1}", expects)
        for n, state in enumerate(stored)
    ]


async def opened(stack: AsyncExitStack, server: Server, phone: Phone) -> tuple[Robot, float]:
    """Open one and wait for its first view; the robot, and the seconds it took."""
    robot = Robot(server.url.replace("http", "ws", 1) + "/ws", "/", phone.browser, (390, 844))
    robot.headers = {"X-Forwarded-For": phone.address}
    robot.patience = PATIENCE_S
    stack.push_async_callback(robot.drop)
    started = time.perf_counter()
    await robot.connect()
    await robot.until(lambda: phone.expects(robot), PATIENCE_S)
    assert robot.crashes == []
    return robot, time.perf_counter() - started


async def rest(server: Server, quiet_s: int, at_most_s: float) -> None:
    """Until the process has done next to nothing for some seconds, or for as long as there is time."""
    with suppress(TimeoutError):
        async with asyncio.timeout(at_most_s):
            quiet = 0
            while quiet < quiet_s:
                before = server.cpu_ms()
                await asyncio.sleep(1)
                quiet = quiet + 1 if server.cpu_ms() - before < _AT_REST_MS else 0


async def kept_sessions(out: Path, count: int, scale: str = "ward") -> list[str]:
    """What the storage of `count` phones holds after different people have signed in on them."""
    settings = database.settings_for(scale, out)
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
