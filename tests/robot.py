"""A phone without a browser: speaks Flet's wire protocol, sees what a member would see, and taps.

It keeps the tree of controls, answers what the server asks of the device (storage, navigation,
links), and can forge anything.
"""

from __future__ import annotations

import asyncio
import contextlib
import ssl
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Self, cast

import msgpack
import websockets

from tests.tree import Control, Tree, name_of, unwrapped, walk, words

REGISTER, PATCH, EVENT, PROPS, INVOKE, CRASHED = 1, 2, 3, 4, 5, 6

_BUTTONS = {
    "FilledButton",
    "OutlinedButton",
    "TextButton",
    "Button",
    "IconButton",
    "ListTile",
    "FloatingActionButton",
}


class NotSeen(AssertionError):
    """What the test expects is not on the screen; the message says what is."""


@dataclass
class Browser:
    """What outlives a tab: the browser's storage. Give one to several robots for several tabs."""

    stored: dict[str, Any] = field(default_factory=dict[str, Any])
    full: bool = False
    """Refuses every write, as a private window may."""


class Robot:
    """One tab. Use ``open_robot``."""

    def __init__(self, url: str, route: str, browser: Browser, size: tuple[int, int]) -> None:
        self.url = url
        self.browser = browser
        self.size = size
        self.tree = Tree(route)
        self.session_id: str | None = None
        self.crashes: list[str] = []
        """Texts of crashes and errors that the server sent; must stay empty."""
        self.opened: list[str] = []
        """Addresses that the app opened outside itself."""
        self.frames: list[bytes] = []
        self.answer_device = True
        """False: the device's storage never answers."""
        self._copy: dict[str, Any] | None = None
        self._socket: websockets.ClientConnection | None = None
        self._reader: asyncio.Task[None] | None = None
        self._changed = asyncio.Event()
        self._registered = asyncio.Event()
        self.headers: dict[str, str] = {}
        self.agent = "robot"
        self.tls: ssl.SSLContext | None = None
        self.patience = 15.0
        """Seconds that opening a socket, and then registering, may take."""

    @property
    def page(self) -> Control:
        """The page itself; its properties are what this client believes."""
        return self.tree.page

    @property
    def index(self) -> dict[int, Control]:
        """Every control that was ever sent to this client, by id; those gone since as well."""
        return self.tree.index

    def live(self) -> dict[int, Control]:
        """Every control that is on the page now, below other screens and hidden ones as well."""
        return {control["_i"]: control for control in walk(self.page, hidden=True)}

    # Connection

    async def connect(self) -> Self:
        """Open a socket and register; resumes the session if there was one."""
        self._registered.clear()
        self._socket = await websockets.connect(
            self.url,
            max_size=None,
            open_timeout=self.patience,
            ssl=self.tls,
            additional_headers=self.headers,
            user_agent_header=self.agent,
        )
        self._reader = asyncio.create_task(self._read(self._socket))
        width, height = self.size
        await self.send(
            REGISTER,
            {
                "session_id": self.session_id,
                "page_name": "",
                "page": {
                    "route": self.page.get("route", "/"),
                    "width": width,
                    "height": height,
                    "web": True,
                    "pwa": False,
                    "platform": "android",
                    "platform_brightness": "light",
                    "media": {},
                },
            },
        )
        async with asyncio.timeout(self.patience):
            await self._registered.wait()
        return self

    async def drop(self) -> None:
        """Lose the connection."""
        if self._reader is not None:
            self._reader.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._reader
        if self._socket is not None:
            await self._socket.close()
        self._socket = self._reader = None

    @property
    def connected(self) -> bool:
        """Whether the socket is open."""
        return self._socket is not None and self._socket.close_code is None

    async def send(self, action: int, body: object) -> None:
        """Send any message; hostile tests use it directly."""
        assert self._socket is not None, "not connected"
        packed = cast("bytes", cast(Any, msgpack).packb([action, body]))
        await self._socket.send(b"\0" + packed)

    async def event(self, target: int, name: str, data: object = None) -> None:
        """Fire any event of any control."""
        await self.send(EVENT, {"target": target, "name": name, "data": data})

    async def props(self, target: int, **props: object) -> None:
        """Claim any properties of any control."""
        await self.send(PROPS, {"id": target, "props": props})

    # What a member does

    async def tap(self, name: str) -> None:
        """Tap the button, list item or tab of that name."""
        for bar in self.all_of("NavigationBar", "NavigationRail"):
            for place, destination in enumerate(bar.get("destinations", [])):
                if self.words_of(destination) == name:
                    await self.props(bar["_i"], selected_index=place)
                    await self.event(bar["_i"], "change", place)
                    return
        button = self.button(name)
        if button.get("disabled"):
            raise NotSeen(f"{name!r} is disabled")
        self._perform(button.get("action"))
        await self.event(button["_i"], "click")

    async def type(self, label: str, text: str) -> None:
        """Put a text into the field of that label."""
        field_ = self.field(label)
        field_["value"] = text
        await self.props(field_["_i"], value=text)
        await self.event(field_["_i"], "change", text)

    async def go(self, route: str) -> None:
        """Change the address, as the browser's address bar or back button does."""
        self.page["route"] = route
        await self.props(1, route=route)
        await self.event(1, "route_change", {"route": route})

    # What a member sees

    def words(self) -> list[str]:
        """All texts of the uppermost screen and of open dialogs, from top to bottom."""
        return [w for root in self._seen() for w in words(root)]

    def sees(self, text: str) -> bool:
        """Whether a text contains these words."""
        return any(text in w for w in self.words())

    async def until(
        self, wanted: str | Callable[[], object], seconds: float = 20, *, gone: bool = False
    ) -> None:
        """Wait for words, or a condition, on the screen; with ``gone`` for their absence.

        A condition that raises NotSeen does not hold yet. Raises NotSeen with what is there instead.
        """

        def holds() -> bool:
            try:
                return bool(wanted() if callable(wanted) else self.sees(wanted))
            except NotSeen:
                return False

        try:
            async with asyncio.timeout(seconds):
                while holds() is gone:
                    self._changed.clear()
                    await self._changed.wait()
        except TimeoutError:
            what = "a condition" if callable(wanted) else repr(wanted)
            raise NotSeen(f"{what}, gone={gone}; seen: {self.words()}") from None

    async def settle(self, seconds: float = 0.3) -> None:
        """Let the server answer until it has been silent for a while: nothing is drawn anew."""
        count = -1
        while count != len(self.frames):
            count = len(self.frames)
            await asyncio.sleep(seconds)

    def all_of(self, *types: str) -> list[Control]:
        """All controls of these types on the uppermost screen."""
        return [c for root in self._seen() for c in walk(root) if c.get("_c") in types]

    def by_key(self, key: str) -> Control:
        """The control with a key. Raises NotSeen."""
        for root in self._seen():
            for control in walk(root):
                if control.get("key") == key:
                    return control
        raise NotSeen(f"key {key!r}; seen: {self.words()}")

    def button(self, name: str) -> Control:
        """The thing to tap of that name. Raises NotSeen."""
        found = [c for c, n in self.tappable() if n == name] or [
            c for c, n in self.tappable() if n.startswith(name)
        ]
        if not found:
            raise NotSeen(f"button {name!r}; there are: {[n for _, n in self.tappable()]}")
        return found[0]

    def buttons(self) -> list[str]:
        """Names of everything that can be tapped."""
        return [name for _, name in self.tappable()]

    def field(self, label: str) -> Control:
        """The text field of that label. Raises NotSeen."""
        labels: list[str] = []
        for named in self.all_of("Semantics"):
            for control in walk(named):
                if control.get("_c") == "TextField" and named.get("label"):
                    labels.append(named["label"])
                    if named["label"] == label:
                        return control
        raise NotSeen(f"field {label!r}; there are: {labels}")

    def error_of(self, label: str) -> str | None:
        """The message below a field."""
        return self.field(label).get("error")

    def words_of(self, control: Control) -> str:
        """All texts inside a control, in one line."""
        label = control.get("label")
        if isinstance(label, str):
            return label.replace("\n", " ")
        return " ".join(words(control))

    # The protocol

    def _seen(self) -> list[Control]:
        views = unwrapped(self.page.get("views"))
        dialogs = unwrapped(cast(Control, self.page.get("_dialogs") or {}).get("controls"))
        return [*views[-1:], *(d for d in dialogs if d.get("open"))]

    def tappable(self) -> list[tuple[Control, str]]:
        """Everything that can be tapped on the uppermost screen, with its name."""
        found: list[tuple[Control, str]] = []
        for root in self._seen():
            named: str | None = None
            for control in walk(root):
                kind = control.get("_c")
                if kind == "Semantics" and control.get("button"):
                    named = control.get("label")
                if kind in _BUTTONS and (control.get("on_click") or control.get("disabled")):
                    tip = control.get("tooltip")
                    found.append((control, tip if isinstance(tip, str) else name_of(control)))
                elif kind == "Container" and control.get("on_click"):
                    found.append((control, named or name_of(control)))
                    named = None
        return found

    def _perform(self, action: object) -> None:
        for one in cast("list[Any]", action if isinstance(action, list) else [action]):
            if isinstance(one, dict):
                self._remember_link(cast(Control, one).get("args"))

    def _remember_link(self, args: object) -> None:
        url = cast(Control, args).get("url") if isinstance(args, dict) else None
        if isinstance(url, dict):
            url = cast(Control, url).get("url")
        if isinstance(url, str):
            self.opened.append(url)

    async def _read(self, socket: websockets.ClientConnection) -> None:
        with contextlib.suppress(websockets.ConnectionClosed):
            async for frame in socket:
                assert isinstance(frame, bytes)
                self.frames.append(frame)
                await self._take(frame)
        self._changed.set()

    async def _take(self, frame: bytes) -> None:
        action, body = cast(Any, msgpack).unpackb(
            frame[1:], ext_hook=cast(Any, msgpack).ExtType, strict_map_key=False
        )
        if action == REGISTER:
            if body.get("error"):
                self.crashes.append(body["error"])
            self.session_id = body["session_id"]
            self.tree.merge(body["page_patch"])
            self._registered.set()
        elif action == PATCH:
            self.tree.patch(body["id"], body["patch"])
        elif action == INVOKE:
            await self._invoked(body)
        elif action == CRASHED:
            self.crashes.append(body["message"])
        self._changed.set()

    async def _invoked(self, body: Control) -> None:
        name: str = body["name"]
        args: Control = body.get("args") or {}
        control = self.index.get(body["control_id"], {})
        result: object = None
        error: str | None = None
        if control.get("_c") == "SharedPreferences":
            if not self.answer_device:
                return
            if self._copy is None:
                self._copy = dict(self.browser.stored)
            if name == "get":
                result = self._copy.get(args["key"])
            elif name == "set":
                self._copy[args["key"]] = args["value"]
                if self.browser.full:
                    error = "QuotaExceededError"
                else:
                    self.browser.stored[args["key"]] = args["value"]
                    result = True
            elif name == "get_keys":
                result = [k for k in self._copy if k.startswith(args["key_prefix"])]
            elif name == "remove":
                self._copy.pop(args["key"], None)
                self.browser.stored.pop(args["key"], None)
                result = True
        elif name == "launch_url":
            self._remember_link(args)
        reply = {
            "control_id": body["control_id"],
            "call_id": body["call_id"],
            "result": result,
            "error": error,
        }
        await self.send(INVOKE, reply)
        if name == "push_route":
            await self.go(args["route"])


@asynccontextmanager
async def open_robot(
    url: str,
    route: str = "/",
    *,
    browser: Browser | None = None,
    size: tuple[int, int] = (390, 844),
    headers: dict[str, str] | None = None,
    agent: str = "robot",
    tls: ssl.SSLContext | None = None,
) -> AsyncGenerator[Robot]:
    """A tab at ``url`` (``http://127.0.0.1:8000``), connected until the block ends."""
    socket = url.replace("http", "ws", 1).rstrip("/") + "/ws"
    robot = Robot(socket, route, browser or Browser(), size)
    robot.headers, robot.agent, robot.tls = headers or {}, agent, tls
    await robot.connect()
    try:
        yield robot
    finally:
        await robot.drop()
