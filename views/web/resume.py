"""What a client is told when it comes back, in a form that it can take in without freezing.

Flet sends a returning client its whole page again. Flutter then compares each new control with the
one it replaces, and that comparison goes through everything below, hashing it anew at every level:
half a minute of a frozen screen on a full page. Controls with a different number of properties are
told apart at once, so each goes out with one property more than the client has, or with one less.
"""

from __future__ import annotations

from secrets import token_hex
from typing import Any, cast
from weakref import WeakKeyDictionary

import flet as ft
import msgpack
from flet.controls.base_control import BaseControl
from flet.messaging import protocol

_MARK = "_again"
"""A property that Flet's client does not know and so ignores."""

_marked: WeakKeyDictionary[ft.Page, set[int]] = WeakKeyDictionary()
"""The controls that a page's client has with the mark."""


def told_apart(page: ft.Page) -> dict[str, Any]:
    """The page as it is sent, no control alike the one that the client has."""
    _services_anew(page)
    pack, unpack = cast(Any, msgpack).packb, cast(Any, msgpack).unpackb
    packed = pack(
        page, default=cast(Any, protocol).configure_encode_object_for_msgpack(BaseControl)
    )
    whole = cast("dict[str, Any]", unpack(packed, strict_map_key=False))
    had = _marked.get(page, set[int]())
    has: set[int] = set()
    below: list[Any] = list(whole.values())  # the page itself is merged, not compared
    while below:
        value = below.pop()
        if isinstance(value, dict):
            control = cast("dict[Any, Any]", value)
            below.extend(control.values())
            number = control.get("_i")
            if isinstance(number, int) and number not in had:
                control[_MARK] = True
                has.add(number)
        elif isinstance(value, list):
            below.extend(cast("list[Any]", value))
    _marked[page] = has
    return whole


def _services_anew(page: ft.Page) -> None:
    """The client binds services (its storage, its clipboard) once for each registry it is told of. Of the
    same one it would go on with the controls from before, and never answer what these are asked."""
    cast(Any, page)._services._internals["uid"] = token_hex(5)
