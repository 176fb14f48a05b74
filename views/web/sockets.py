"""The door before Flet's WebSocket: who may open one, for how long without a word, what passes."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections import deque
from contextvars import ContextVar
from dataclasses import dataclass

import flet as ft
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from views.shared import strings
from views.web import wire
from views.web.proxies import Hosts, client_host, header
from views.web.settings import WebSettings

log = logging.getLogger("handbook.web")

_TOO_BUSY, _POLICY, _TOO_BIG = 1013, 1008, 1009
_BURST, _PER_SECOND = 300, 60
"""Messages that are read at once and per second on average; typing sends some 30."""
_DRAIN_SECONDS = 3
_PATIENCE = 300
"""So many messages in a row may have to be slowed down; then the socket is closed."""
_LEAVE_SECONDS = 15
"""How long Flet may take to let go of a socket that is closed."""


@dataclass(frozen=True)
class Client:
    """Who is at the other end of a socket, as the server sees it."""

    address: str
    agent: str


_client: ContextVar[Client] = ContextVar("web_client", default=Client("", ""))  # noqa: B039


def client_address(page: ft.Page) -> str:
    """The client's network address for logs and limits; it cannot be forged by the client.

    ``page.client_ip`` can: a client may overwrite page properties. This comes from the socket (or
    a listed proxy) by way of the context in which the page's own tasks run.
    """
    return client_of(page).address


def client_of(_: ft.Page) -> Client:
    """Address and user agent (which the client chooses) of the page whose code is running."""
    return _client.get()


class SocketGate:
    """ASGI wrapper around Flet's socket handler, with its own count of what is open."""

    def __init__(self, app: ASGIApp, settings: WebSettings, hosts: Hosts) -> None:
        self.app = app
        self.settings = settings
        self.hosts = hosts
        self.open = 0
        self._waiting: deque[asyncio.Timeout] = deque()
        """The patience with each socket that has not registered yet, the oldest first."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI entry; WebSocket scopes only."""
        first = await receive()
        if first["type"] != "websocket.connect":
            return
        if not self.hosts.allows_host(scope) or not self.hosts.allows_origin(scope):
            log.warning("socket refused: origin %r", header(scope, b"origin")[:100])
            await send({"type": "websocket.close", "code": _POLICY})
            return
        if self.open >= self.settings.max_sockets:
            log.warning("socket refused: %s open", self.open)
            await send({"type": "websocket.close", "code": _TOO_BUSY})
            return
        self.open += 1
        try:
            await self._serve(scope, receive, send)
        finally:
            self.open -= 1

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "websocket.accept"})
        if len(self._waiting) >= self.settings.max_unregistered:
            # The longest silent one has to go: whoever holds sockets open shuts nobody out.
            self._waiting.popleft().reschedule(0)
        patience = asyncio.timeout(self.settings.register_seconds)
        try:
            async with patience:
                self._waiting.append(patience)
                frame = await self._registration(receive)
        except TimeoutError:
            frame = wire.Refuse("silent")
        finally:
            with contextlib.suppress(ValueError):
                self._waiting.remove(patience)
        if frame is None:
            return
        if isinstance(frame, wire.Refuse):
            await _close(send, _POLICY, frame.why)
            return
        _client.set(Client(client_host(scope), header(scope, b"user-agent")[:300]))
        link = _Link(frame, receive, send, self.settings.max_frame)
        # Flet sees a socket only once it has registered: it would keep a silent one for ever.

        async def run() -> None:
            await self.app(scope, link.receive, link.send)

        task = asyncio.create_task(run())
        link.ended.add_done_callback(lambda _: _cancel_later(task))
        try:
            await task
        except asyncio.CancelledError:
            if not task.cancelled():
                task.cancel()
                raise
        except Exception:
            log.exception("socket handler failed")
        finally:
            link.end()

    async def _registration(self, receive: Receive) -> bytes | wire.Refuse | None:
        while True:
            message = await receive()
            if message["type"] == "websocket.disconnect":
                return None
            frame = _frame(message)
            if frame is None or len(frame) > self.settings.max_frame:
                return wire.Refuse("not a frame")
            judged = wire.inbound(frame, registered=False)
            if judged is not None:
                return judged


class _Link:
    """Both directions of one registered socket."""

    def __init__(self, first: bytes, receive: Receive, send: Send, max_frame: int) -> None:
        self._first: deque[Message] = deque(
            ({"type": "websocket.connect"}, {"type": "websocket.receive", "bytes": first})
        )
        self._receive, self._send, self._max_frame = receive, send, max_frame
        self._tokens, self._at = float(_BURST), time.monotonic()
        self._slowed = 0
        self._gone = False
        self.ended: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    async def receive(self) -> Message:
        if self._first:
            return self._first.popleft()
        if self._gone:
            return {"type": "websocket.disconnect", "code": 1006}
        while True:
            message = await self._receive()
            if message["type"] == "websocket.disconnect":
                self.end()
                return message
            frame = _frame(message)
            if frame is None:
                continue
            if len(frame) > self._max_frame:
                return await self._expel(_TOO_BIG, "frame too large")
            if not await self._paced():
                return await self._expel(_POLICY, "flood")
            judged = wire.inbound(frame, registered=True)
            if isinstance(judged, wire.Refuse):
                return await self._expel(_POLICY, judged.why)
            if judged is not None:
                return {"type": "websocket.receive", "bytes": judged}

    async def send(self, message: Message) -> None:
        if message["type"] == "websocket.accept" or self._gone:
            return
        frame = message.get("bytes")
        if isinstance(frame, bytes):
            judged = wire.outbound(frame, strings.ERRORS["unexpected"])
            if judged is None:
                return
            if judged is not frame:
                message = {**message, "bytes": judged}
        try:
            await self._send(message)
        except Exception:
            # An exception here would make Flet skip its own clean-up of the session; the close
            # arrives through receive().
            self.end()

    def end(self) -> None:
        self._gone = True
        if not self.ended.done():
            self.ended.set_result(None)

    async def _expel(self, code: int, why: str) -> Message:
        await _close(self._send, code, why)
        self.end()
        with contextlib.suppress(Exception):
            # What is still on its way is thrown away unread, so that the close gets through.
            async with asyncio.timeout(_DRAIN_SECONDS):
                while (await self._receive())["type"] != "websocket.disconnect":
                    pass
        return {"type": "websocket.disconnect", "code": code}

    async def _paced(self) -> bool:
        """Slow a flood down; False when it does not end. What is not read here waits in the
        client's own buffers."""
        now = time.monotonic()
        self._tokens = min(_BURST, self._tokens + (now - self._at) * _PER_SECOND) - 1
        self._at = now
        if self._tokens >= 0:
            self._slowed = 0
            return True
        self._slowed += 1
        if self._slowed > _PATIENCE:
            return False
        await asyncio.sleep(-self._tokens / _PER_SECOND)
        return True


def _frame(message: Message) -> bytes | None:
    frame: object = message.get("bytes")
    return frame if isinstance(frame, bytes) and frame else None


async def _close(send: Send, code: int, why: str) -> None:
    log.warning("socket closed: %s", why)
    try:
        await send({"type": "websocket.close", "code": code})
    except Exception:
        log.debug("socket was gone already")


def _cancel_later(task: asyncio.Task[None]) -> None:
    if not task.done():
        handle = asyncio.get_running_loop().call_later(_LEAVE_SECONDS, task.cancel)
        task.add_done_callback(lambda _: handle.cancel())
