"""The socket against clients that are silent, noisy, foreign or hostile."""

import asyncio
import contextlib
from pathlib import Path
from typing import Any, cast

import msgpack
import pytest
import websockets
from flet_web.fastapi.flet_app_manager import app_manager

from tests.robot import open_robot
from tests.views.sample import SECRET, backstage, served
from views.shared import strings


def ws(url: str) -> str:
    return url.replace("http", "ws", 1) + "/ws"


def frame(action: int, body: object) -> bytes:
    return b"\0" + cast("bytes", cast(Any, msgpack).packb([action, body]))


REGISTRATION: dict[str, Any] = {"session_id": None, "page_name": "", "page": {"route": "/"}}


async def closed(socket: websockets.ClientConnection, seconds: float = 5) -> int | None:
    """The code the server closed with."""
    async with asyncio.timeout(seconds):
        await socket.wait_closed()
    return socket.close_code


async def refused(url: str, **headers: str) -> bool:
    try:
        async with websockets.connect(ws(url), additional_headers=headers):
            return False
    except websockets.InvalidStatus as error:
        return error.response.status_code == 403


async def test_a_foreign_page_cannot_open_a_socket(tmp_path: Path) -> None:
    async with served(backstage(), tmp_path, public_url="https://so-tay.example") as url:
        assert await refused(url, Origin="https://evil.example")
        assert await refused(url, Origin="null")
        assert not await refused(url, Origin=url)
        assert not await refused(url, Origin="https://so-tay.example")
        assert await refused(url, Host="evil.example", Origin="http://evil.example")


async def test_a_silent_socket_is_closed_in_time(tmp_path: Path) -> None:
    async with (
        served(backstage(), tmp_path, register_seconds=0.3) as url,
        websockets.connect(ws(url)) as socket,
    ):
        assert await closed(socket) == 1008


async def test_unregistered_sockets_are_bounded_in_number(tmp_path: Path) -> None:
    async with served(backstage(), tmp_path, max_unregistered=3) as url:
        held = [await websockets.connect(ws(url)) for _ in range(4)]
        assert await closed(held[0]) == 1008  # the oldest made room for the newest
        assert [socket.close_code for socket in held[1:]] == [None] * 3
        async with open_robot(url) as robot:
            await robot.until("Nghị quyết số 05")
        for socket in held:
            await socket.close()


def sessions() -> set[asyncio.Task[object]]:
    """The apps that are running: what another test has left is not this one's matter."""
    return {task for task in asyncio.all_tasks() if "send_loop" in repr(task.get_coro())}


async def test_open_sockets_are_bounded_in_number(tmp_path: Path) -> None:
    async with (
        served(backstage(), tmp_path, max_sockets=2) as url,
        open_robot(url) as one,
        open_robot(url),
    ):
        await one.until("Nghị quyết số 05")
        assert await refused(url)


async def test_a_socket_that_never_registers_reaches_no_app(tmp_path: Path) -> None:
    back = backstage()
    before = sessions()
    async with served(back, tmp_path) as url:
        for first in (b"", b"\0junk", frame(3, {"target": 1, "name": "x", "data": None}), b"\x01x"):
            async with websockets.connect(ws(url)) as socket:
                if first:
                    await socket.send(first)
        await asyncio.sleep(0.2)
        assert back.pages == []
        assert sessions() <= before


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        (b"\0\xc1", 1008),
        (frame(1, REGISTRATION), 1008),
        (frame(9, {}), 1008),
        (b"\0" + b"x" * 600_000, 1009),
    ],
)
async def test_a_broken_frame_ends_the_socket_and_lets_the_session_go(
    tmp_path: Path, bad: bytes, code: int
) -> None:
    before = sessions()
    async with served(backstage(), tmp_path) as url:
        async with websockets.connect(ws(url), max_size=None) as socket:
            await socket.send(frame(1, REGISTRATION))
            await socket.recv()
            await socket.send(bad)
            while socket.close_code is None:
                try:
                    await asyncio.wait_for(socket.recv(), 5)
                except websockets.ConnectionClosed:
                    break
            assert socket.close_code == code
        await asyncio.sleep(0.2)
        assert sessions() <= before


async def test_a_flood_slows_down_nobody_but_its_sender(tmp_path: Path) -> None:
    back = backstage()
    async with served(back, tmp_path) as url, open_robot(url) as other:
        await other.until("Nghị quyết số 05")
        async with open_robot(url) as flooder:
            await flooder.until("Nghị quyết số 05")

            async def flood() -> None:
                with contextlib.suppress(websockets.ConnectionClosed):
                    while True:
                        await flooder.event(999_999, "click")
                        await asyncio.sleep(0.002)

            flooding = asyncio.create_task(flood())
            await asyncio.sleep(2)
            loop = asyncio.get_running_loop()
            start = loop.time()
            await other.tap("Cá nhân")
            await other.until("Chi bộ A1")
            assert loop.time() - start < 10  # unpaced, the flood would hold it up for good
            async with asyncio.timeout(90):
                await flooding  # in the end it is cut off
            assert not flooder.connected


async def test_forged_properties_change_nothing(tmp_path: Path) -> None:
    back = backstage()
    async with served(back, tmp_path) as url, open_robot(url) as robot:
        await robot.until("Nghị quyết số 05")
        page = back.pages[0]
        await robot.props(1, client_ip="6.6.6.6", _services=[], title="x", views=[])
        for control in list(robot.index):
            await robot.props(control, _b=None, _state={}, kwargs={"x": 1}, visible=False, fn="x")
        await robot.tap("Cá nhân")
        await robot.until("Chi bộ A1")
        assert page.client_ip == "127.0.0.1"
        assert robot.crashes == []


async def test_every_event_of_every_control_can_be_forged_without_harm(tmp_path: Path) -> None:
    back = backstage()
    async with served(back, tmp_path) as url, open_robot(url, "/tasks") as robot:
        await robot.until("Gửi")
        for control in sorted(robot.index):
            for name, data in (("click", {"a": 1}), ("change", 10**9), ("dismiss", "x")):
                await robot.event(control, name, data)
        await robot.event(1, "route_change", {"route": "/me"})
        await robot.until("Chi bộ A1", seconds=30)
        assert robot.crashes == []
        assert not any(b"Traceback" in f for f in robot.frames)


async def test_an_exception_in_a_bare_handler_stays_on_the_server(tmp_path: Path) -> None:
    async with served(backstage(), tmp_path) as url, open_robot(url, "/meetings") as robot:
        await robot.until("Màn hình còn sống")
        for button in ("Nút hỏng", "Nút kit hỏng"):
            await robot.tap(button)
            await robot.until("Mã tra cứu")
        await robot.tap("Trang chủ")
        await robot.until("Nghị quyết số 05")
        assert robot.crashes == []
        assert not any(b"hunter2" in f or b"Traceback" in f for f in robot.frames)


async def test_a_component_that_raises_does_not_freeze_the_session(tmp_path: Path) -> None:
    async with served(backstage(), tmp_path) as url, open_robot(url, "/meetings") as robot:
        await robot.until("Màn hình còn sống")
        await robot.tap("Vẽ hỏng")
        await robot.until(strings.ERRORS["unexpected"])
        await robot.go("/")
        await robot.until("Nghị quyết số 05")
        assert not any(b"hunter2" in f for f in robot.frames)


async def test_an_exception_in_main_shows_a_page(tmp_path: Path) -> None:
    back = backstage(crash_main=True)
    async with served(back, tmp_path) as url, open_robot(url) as robot:
        await robot.until(strings.ERRORS["unexpected"])
        await robot.until("Mã tra cứu")
        assert robot.crashes == []
        assert not any(SECRET.encode() in f for f in robot.frames)


async def test_the_clients_address_is_the_sockets(tmp_path: Path) -> None:
    back = backstage()
    async with served(back, tmp_path) as url:
        forged = {"X-Forwarded-For": "6.6.6.6"}
        async with open_robot(url, headers=forged) as robot:
            await robot.until("Nghị quyết số 05")
    async with served(back, tmp_path, trusted_proxies=("127.0.0.0/8",)) as url:
        told = {"X-Forwarded-For": "6.6.6.6, 203.0.113.7"}
        async with open_robot(url, headers=told) as robot:
            await robot.until("Nghị quyết số 05")
    assert back.seen_addresses == ["127.0.0.1", "203.0.113.7"]


@pytest.mark.slow
async def test_a_lost_client_is_let_go_after_its_time(tmp_path: Path) -> None:
    async with served(backstage(), tmp_path, session_seconds=1) as url:
        async with open_robot(url) as robot:
            await robot.until("Nghị quyết số 05")
            session_id = robot.session_id
        sessions = cast("dict[str, object]", app_manager._FletAppManager__sessions)  # pyright: ignore
        assert any(str(session_id) in key for key in sessions)
        async with asyncio.timeout(25):  # Flet looks every ten seconds
            while any(str(session_id) in key for key in sessions):  # noqa: ASYNC110
                await asyncio.sleep(0.5)
