"""Flet's frames, as far as they must be judged before either side sees them.

A client may name any property of any control and fire any event; only what the real client sends
passes. The server may put an exception's text into a frame; it never leaves.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeGuard, cast

import msgpack

REGISTER, PATCH, EVENT, PROPS, INVOKE, CRASHED = 1, 2, 3, 4, 5, 6

_MARK = b"\x00"
_CRASH_HEAD = _MARK + bytes([0x92, CRASHED])
_REGISTER_HEAD = _MARK + bytes([0x92, REGISTER])
_NO_ERROR_TAIL = b"\xa5error\xa0"

PAGE = 1
"""Id of the page itself."""

_PROPS = frozenset(
    [
        "value",
        "selected_index",
        "selected",
        "open",
        "expanded",
        "text",
        "selection",
        "entry_mode",
        "start_value",
        "end_value",
        "route",
        "width",
        "height",
        "media",
        "platform_brightness",
    ]
)
"""What the client of Flet 1.0.5 reports of itself; every other property is the server's."""

_PAGE_EVENTS = frozenset(
    [
        "route_change",
        "view_pop",
        "views_pop_until",
        "resize",
        "media_change",
        "platform_brightness_change",
        "locale_change",
        "app_lifecycle_state_change",
        "keyboard_event",
    ]
)
"""Events of the page that only a client can know of; ``connect``, ``close`` and the like are
the server's own."""

_FLAGS = ("pwa", "web", "debug", "wasm", "multi_view")
_PLATFORMS = frozenset(
    {
        "ios",
        "android",
        "android_tv",
        "macos",
        "windows",
        "linux",
    }
)
_SIDES = ("left", "top", "right", "bottom")


@dataclass(frozen=True)
class Refuse:
    """The frame breaks the protocol; the socket is closed."""

    why: str


def inbound(frame: bytes, *, registered: bool) -> bytes | Refuse | None:
    """A client's frame as it may go on, None to drop it, or Refuse to close the socket."""
    if not frame.startswith(_MARK):
        return None  # a data channel: the product uses none
    try:
        message = _unpack(frame)
        if not _is_message(message):
            return Refuse("not a message")
        return _judged(message[0], message[1], frame, registered)
    except Exception as error:
        return Refuse(f"not a frame ({type(error).__name__})")


def _judged(
    action: int, body: dict[str, Any], frame: bytes, registered: bool
) -> bytes | Refuse | None:
    if action == REGISTER:
        return Refuse("registered twice") if registered else _pack(action, _register(body))
    if not registered:
        return Refuse("not registered")
    if action == PROPS:
        return _props(body, frame)
    if action == EVENT:
        return _event(body, frame)
    if action == INVOKE:
        return frame if _is_reply(body) else Refuse("not a reply")
    return Refuse("unknown action")


def outbound(frame: bytes, safe_words: str) -> bytes | None:
    """A server's frame as it may leave: without any exception's text; None to drop it."""
    if frame.startswith(_CRASH_HEAD):
        return None
    if frame.startswith(_REGISTER_HEAD) and not frame.endswith(_NO_ERROR_TAIL):
        return _pack(REGISTER, {"session_id": "", "page_patch": {}, "error": safe_words})
    return frame


def _register(body: dict[str, Any]) -> dict[str, Any]:
    session = body.get("session_id")
    given = body.get("page")
    page = given if _is_dict(given) else dict[str, Any]()
    clean: dict[str, Any] = {flag: page.get(flag) is True for flag in _FLAGS}
    route = page.get("route")
    clean["route"] = route[:2000] if isinstance(route, str) and route.startswith("/") else "/"
    for side in ("width", "height"):
        size = page.get(side)
        clean[side] = float(size) if _is_size(size) else 390.0
    platform = page.get("platform")
    clean["platform"] = platform if platform in tuple(_PLATFORMS) else "linux"
    if page.get("platform_brightness") in ("light", "dark"):
        clean["platform_brightness"] = page["platform_brightness"]
    media = _media(page.get("media"))
    if media is not None:
        clean["media"] = media
    known = isinstance(session, str) and 0 < len(session) <= 64
    return {"session_id": session if known else None, "page_name": "", "page": clean}


def _media(given: object) -> dict[str, Any] | None:
    if not _is_dict(given):
        return None
    clean: dict[str, Any] = {}
    for name in ("padding", "view_padding", "view_insets"):
        sides = given.get(name)
        if not _is_dict(sides):
            return None
        clean[name] = {s: float(v) for s in _SIDES if _is_number(v := sides.get(s, 0))}
    ratio = given.get("device_pixel_ratio")
    clean["device_pixel_ratio"] = float(ratio) if _is_number(ratio) else 1.0
    orientation = given.get("orientation")
    clean["orientation"] = orientation if orientation in ("portrait", "landscape") else "portrait"
    clean["always_use_24_hour_format"] = given.get("always_use_24_hour_format") is True
    return clean


def _props(body: dict[str, Any], frame: bytes) -> bytes | Refuse | None:
    target, props = body.get("id"), body.get("props")
    if not isinstance(target, int) or not _is_dict(props):
        return Refuse("not properties")
    kept: dict[str, Any] = {}
    for name, value in props.items():
        if name not in _PROPS:
            continue
        if name == "media":
            value = _media(value)
        if name in ("width", "height") and not _is_size(value):
            continue
        if name == "platform_brightness" and value not in ("light", "dark"):
            continue
        if name == "route" and not isinstance(value, str):
            continue
        if value is not None or name in ("value", "selected_index"):
            kept[name] = value
    if not kept:
        return None
    return frame if kept == props else _pack(PROPS, {"id": target, "props": kept})


def _event(body: dict[str, Any], frame: bytes) -> bytes | Refuse | None:
    target, name = body.get("target"), body.get("name")
    if not isinstance(target, int) or not isinstance(name, str) or len(name) > 60:
        return Refuse("not an event")
    if set(body) - {"target", "name", "data"}:
        return Refuse("not an event")
    if target == PAGE and name not in _PAGE_EVENTS:
        return None
    return frame if "data" in body else _pack(EVENT, {**body, "data": None})


def _is_reply(body: dict[str, Any]) -> bool:
    return (
        isinstance(body.get("control_id"), int)
        and isinstance(body.get("call_id"), str)
        and set(body) <= {"control_id", "call_id", "result", "error"}
        and {"result", "error"} <= set(body)
        and isinstance(body["error"], str | None)
    )


def _is_dict(value: object) -> TypeGuard[dict[str, Any]]:
    return isinstance(value, dict)


def _is_message(value: object) -> TypeGuard[tuple[int, dict[str, Any]]]:
    if not isinstance(value, list):
        return False
    parts = cast("list[object]", value)
    return len(parts) == 2 and isinstance(parts[0], int) and isinstance(parts[1], dict)


def _is_number(value: object) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_size(value: object) -> TypeGuard[float]:
    return _is_number(value) and 0 < value < 20000


def _unpack(frame: bytes) -> object:
    unpack = cast("Callable[..., object]", msgpack.unpackb)  # pyright: ignore[reportUnknownMemberType]
    return unpack(frame[1:], ext_hook=msgpack.ExtType, strict_map_key=False, use_list=True)


def _pack(action: int, body: object) -> bytes:
    pack = cast("Callable[..., bytes]", msgpack.packb)  # pyright: ignore[reportUnknownMemberType]
    return _MARK + pack([action, body])
