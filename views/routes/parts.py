"""Pieces of every table of addresses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import flet as ft

UUID = r"([0-9a-fA-F-]{36})"
FIELD = r"([a-z0-9_]{2,40})"


def at(
    path: str, screen: Callable[..., Any], children: Sequence[ft.Route] = (), *, under: str = ""
) -> ft.Route:
    """A screen at an address of ``views.paths``, told below which one it stands."""
    own = path.removeprefix(under).strip("/")
    return ft.Route(path=own, component=screen, children=list(children) or None)
