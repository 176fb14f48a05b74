"""A hostile client breaks the protocol: it is cut off, says nothing to anybody, and others go on."""

from __future__ import annotations

import asyncio
import contextlib
import struct
from collections.abc import AsyncGenerator
from typing import Any, cast

import httpx
import msgpack
import pytest
import websockets

from tests.browser.serving import Site
from tests.robot import EVENT, INVOKE, PROPS, REGISTER
from tests.wire.kit import HOME, INSIDE_WORDS, READING, VISITING, changes, rows, signed_in

PAGE: dict[str, Any] = {"route": "/", "width": 390, "height": 844, "web": True}


def packed(*message: object) -> bytes:
    """A frame of Flet's protocol."""
    return b"\0" + cast("bytes", cast(Any, msgpack).packb(list(message)))


def registration(**changes_: object) -> bytes:
    """The first frame of a client."""
    return packed(REGISTER, {"session_id": None, "page_name": "", "page": PAGE, **changes_})


def nested(depth: int) -> bytes:
    """A list within a list, and so on."""
    head = b"\0\x92\x04\x82\xa2id\x01\xa5props\x81\xa5value"
    return head + b"\x91" * depth + b"\xc0"


BROKEN = {
    "nothing": b"\0",
    "no msgpack": b"\0\xc1\xc1",
    "cut off": registration()[:-3],
    "more than one": registration() + b"\xc0",
    "no list": b"\0\x81\xa1a\x01",
    "long list": packed(EVENT, {}, {}),
    "no action": packed(None, {}),
    "huge action": packed(2**63, {}),
    "negative action": packed(-1, {}),
    "unknown action": packed(99, {}),
    "the server's own": packed(2, {"id": 1, "patch": []}),
    "a crash": packed(6, {"message": "x"}),
    "event without target": packed(EVENT, {"name": "click"}),
    "event of a text": packed(EVENT, {"target": "1", "name": "click", "data": None}),
    "event with a long name": packed(EVENT, {"target": 5, "name": "x" * 5000, "data": None}),
    "event with more": packed(EVENT, {"target": 5, "name": "click", "data": 1, "page": 1}),
    "properties of nothing": packed(PROPS, {"props": {"value": 1}}),
    "properties that are none": packed(PROPS, {"id": 1, "props": [1]}),
    "reply without error": packed(INVOKE, {"control_id": 1, "call_id": "x", "result": 1}),
    "registered again": registration(),
    "deep": nested(5_000),
    "deeper": nested(200_000),
    "a list of four thousand million": b"\0\xdd\xff\xff\xff\xff",
    "a map of four thousand million": b"\0\x92\x04\xdf\xff\xff\xff\xff",
    "a text of two thousand million": b"\0\x92\x04\xdb\x7f\xff\xff\xff",
    "huge": b"\0" + b"\xc4" * 700_000,
}
HARMLESS = {
    "empty": b"",
    "data channel": b"\x01" + struct.pack("<I", 5) + b"x",
    "unknown kind": b"\x7fabc",
    "extension": b"\0\x92\x03\x83\xa6target\x05\xa4name\xa5click\xa4data\xd4\x7f\x00",
    "a moment": b"\0\x92\x03\x83\xa6target\x05\xa4name\xa5click\xa4data\xd6\xff\xff\xff\xff\xff",
    "not a number": packed(PROPS, {"id": 1, "props": {"width": float("nan"), "height": -1.0}}),
    "endless": packed(PROPS, {"id": 1, "props": {"width": float("inf")}}),
    "huge number": packed(PROPS, {"id": 2**64 - 1, "props": {"value": 2**64 - 1}}),
    "bytes": packed(EVENT, {"target": 5, "name": "change", "data": b"\xff\xfe"}),
    "closed": packed(EVENT, {"target": 1, "name": "close", "data": None}),
    "signed in": packed(EVENT, {"target": 1, "name": "login", "data": {"error": ""}}),
    "private": packed(PROPS, {"id": 1, "props": {"_state": 1, "__class__": "x", "client_ip": "1"}}),
    "some depth": nested(600),
    "a name of a method": packed(EVENT, {"target": 1, "name": "_trigger_event", "data": {}}),
}


@contextlib.asynccontextmanager
async def registered(site: Site) -> AsyncGenerator[websockets.ClientConnection]:
    """A bare socket with a session of nobody."""
    address = f"ws://127.0.0.1:{site.port}/ws"
    async with websockets.connect(address, max_size=None) as socket:
        await socket.send(registration())
        await asyncio.wait_for(socket.recv(), 20)
        yield socket


async def heard(socket: websockets.ClientConnection, seconds: float) -> bytes:
    """All that arrives until it is silent for so long, or closed."""
    frames: list[bytes] = []
    with contextlib.suppress(TimeoutError, websockets.ConnectionClosed):
        while True:
            frame = await asyncio.wait_for(socket.recv(), seconds)
            assert isinstance(frame, bytes)
            frames.append(frame)
    return b"".join(frames)


def silent_about_the_inside(said: bytes) -> None:
    assert [word for word in INSIDE_WORDS if word in said] == []


async def test_broken_frames_end_their_own_socket_only(site: Site) -> None:
    async with signed_in(site, "member") as calm:
        await calm.until(HOME)
        before = rows(site.house)
        for name, frame in BROKEN.items():
            for first in (False, True):
                if first and name == "registered again":
                    continue
                address = f"ws://127.0.0.1:{site.port}/ws"
                opened = websockets.connect(address, max_size=None) if first else registered(site)
                async with opened as socket:
                    with contextlib.suppress(websockets.ConnectionClosed):
                        await socket.send(frame)
                    said = await heard(socket, 5)
                    silent_about_the_inside(said)
                    assert socket.close_code is not None, f"{name}, first={first}: still open"
        await calm.go("/me")
        await calm.until("Trợ giúp")
        assert changes(before, rows(site.house), besides=(*VISITING, *READING)) == []


async def test_odd_frames_are_taken_for_nothing(site: Site) -> None:
    async with registered(site) as socket:
        for frame in HARMLESS.values():
            await socket.send(frame)
        said = await heard(socket, 1)
        silent_about_the_inside(said)
        assert socket.close_code is None
        await socket.send(packed(EVENT, {"target": 1, "name": "resize", "data": {"width": 400}}))
        await heard(socket, 0.3)
        assert socket.close_code is None


async def test_text_instead_of_bytes_is_nothing(site: Site) -> None:
    async with registered(site) as socket:
        await socket.send('{"action": 3}')
        await heard(socket, 0.3)
        assert socket.close_code is None


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://127.0.0.1:1", "file://", "http://localhost."]
)
async def test_a_page_of_somebody_else_opens_no_socket(site: Site, origin: str) -> None:
    with pytest.raises(websockets.InvalidStatus):
        async with websockets.connect(
            f"ws://127.0.0.1:{site.port}/ws", additional_headers={"Origin": origin}
        ):
            pass


async def test_members_get_in_while_sockets_stand_open_in_silence(site: Site) -> None:
    """Whoever opens hundreds of sockets and says nothing shuts nobody out."""
    silent = [
        asyncio.ensure_future(
            websockets.connect(f"ws://127.0.0.1:{site.port}/ws", open_timeout=20).__aenter__()
        )
        for _ in range(260)
    ]
    done = await asyncio.gather(*silent, return_exceptions=True)
    try:
        assert sum(not isinstance(d, BaseException) for d in done) >= 150
        async with signed_in(site, "sibling") as robot:
            await robot.until(HOME)
    finally:
        for socket in done:
            if isinstance(socket, websockets.ClientConnection):
                await socket.close()


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/rest/v1/rpc/ready"),
        ("POST", "/auth/v1/token?grant_type=password"),
        ("POST", "/storage/v1/object/sign/attachments/x"),
        ("GET", "/storage/v1/object/attachments/x"),
        ("GET", "/storage/v1/object/public/attachments/x"),
        ("GET", "/storage/v1/object/sign/attachments/x"),
        ("GET", "/storage/v1/object/sign/attachments/..%2f..%2fkeys.json?token=x"),
        ("POST", "/upload/abc"),
        ("PUT", "/upload/abc"),
        ("PUT", "/upload/../keys.json"),
        ("GET", "/-/../../keys.json"),
        ("GET", "/keys.json"),
        ("GET", "/assets/../../.env"),
        ("DELETE", "/"),
        ("GET", "/openapi.json"),
        ("GET", "/docs"),
        ("GET", "/oauth_callback?code=1&state=2"),
    ],
)
async def test_nothing_stands_open_beside_the_page(site: Site, method: str, path: str) -> None:
    """The gateway faces inward; the page's own address answers with the page, which holds nothing."""
    async with httpx.AsyncClient() as http:
        answer = await http.request(method, f"{site.url}{path}", content=b"{}")
    silent_about_the_inside(answer.content)
    assert "jwt_secret" not in answer.text
    assert '"code":"GW' not in answer.text
    if answer.status_code == 200:
        assert answer.headers["content-type"].startswith("text/html")
        assert "so-tay" in answer.text or "Sổ tay" in answer.text
    else:
        assert answer.status_code in (400, 404, 405)
