"""Draws components without Flutter, for pure view tests. Flet's Renderer is used nowhere else.

No effect runs here: a query stays loading. What happens over time is tested with the robot.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any, ParamSpec, cast

import flet as ft
from flet.components.component import Component, Renderer

P = ParamSpec("P")


def render(fn: Callable[P, object], *args: P.args, **kwargs: P.kwargs) -> Any:
    """The plain control tree of a component, all components inside expanded."""
    return expand(cast(Any, Renderer()).render(fn, *args, **kwargs))


def expand(value: Any) -> Any:
    """Replace each component by what it draws."""
    while isinstance(value, Component):
        value = cast(Any, Renderer(value)).render(value.fn, *value.args, **value.kwargs)
    if isinstance(value, list):
        return [expand(v) for v in cast("list[Any]", value)]
    if isinstance(value, ft.BaseControl):
        for name in _names(value):
            below = getattr(value, name, None)
            if isinstance(below, Component | list | ft.BaseControl):
                object.__setattr__(value, name, expand(below))
    return value


def walk(tree: Any) -> Iterator[ft.BaseControl]:
    """Every control of a tree, from the outside in."""
    if isinstance(tree, list):
        for below in cast("list[Any]", tree):
            yield from walk(below)
    elif isinstance(tree, ft.BaseControl):
        yield tree
        for name in _names(tree):
            yield from walk(getattr(tree, name, None))


def texts(tree: Any) -> list[str]:
    """All words of a tree, in order."""
    found: list[str] = []
    for control in walk(tree):
        for name in ("value", "label", "title", "content", "tooltip", "error", "helper"):
            words = getattr(control, name, None)
            if isinstance(words, str) and words:
                found.append(words)
    return found


def find(tree: Any, *, key: str | None = None, kind: type | None = None) -> list[Any]:
    """Controls with a key, or of a type."""
    return [
        c
        for c in walk(tree)
        if (key is None or getattr(c, "key", None) == key) and (kind is None or isinstance(c, kind))
    ]


def _names(control: ft.BaseControl) -> list[str]:
    if not is_dataclass(control):
        return []
    return [f.name for f in fields(control) if not f.name.startswith("_") and f.name != "data"]
