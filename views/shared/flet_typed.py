"""Flet's hooks and component decorator with complete types; behaviour is Flet's own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ParamSpec, Protocol, TypeVar, cast

import flet as ft

T = TypeVar("T")
P = ParamSpec("P")


Setter = Callable[[T | Callable[[T], T]], None]
"""Changes a state: to a value, or by a function of the old value. Equal values do nothing."""


class Ref(Protocol[T]):
    """A box that stays the same through all renders; changing it renders nothing."""

    current: T


def use_state(initial: Callable[[], T]) -> tuple[T, Setter[T]]:
    """State of a component: value and setter. ``initial`` is called once."""
    return cast("tuple[T, Setter[T]]", cast(Any, ft.use_state)(initial))


def use_ref(initial: Callable[[], T]) -> Ref[T]:
    """A mutable box of a component, filled once by ``initial``."""
    return cast("Ref[T]", cast(Any, ft.use_ref)(initial))


def use_effect(
    setup: Callable[[], Any], deps: Sequence[object], cleanup: Callable[[], Any] | None = None
) -> None:
    """Run ``setup`` after mounting and when ``deps`` change. Async setups are cancelled on
    unmount only if a ``cleanup`` is given; what they raise is reported nowhere. The ``cleanup`` that
    runs is the newest render's: what it undoes must stand in a ref."""
    cast(Any, ft.use_effect)(setup, list(deps), cleanup)


def component(fn: Callable[P, T]) -> Callable[P, T]:
    """A function component. Its body must not raise; screens use ``screen``."""
    return cast("Callable[P, T]", cast(Any, ft.component)(fn))


def keyed(key: str, fn: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Call a component with an identity, so that lists keep each item's state."""
    return cast("T", cast(Any, fn)(*args, **kwargs, key=key))
