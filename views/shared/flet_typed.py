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


def page_gone(page: ft.Page) -> bool:
    """Whether a page is over for good: its session has ended, and Flet raises for whatever is asked of it."""
    try:
        return cast("object | None", page.session) is None
    except RuntimeError:
        return True


def page_connected(page: ft.Page) -> bool:
    """Whether somebody is at the other end of a page at this moment."""
    # Typed as always there, but None while the client is disconnected.
    return not page_gone(page) and cast("object | None", page.session.connection) is not None


def use_state(initial: Callable[[], T]) -> tuple[T, Setter[T]]:
    """State of a component: value and setter. ``initial`` is called once. What a verb answers after its
    page has gone changes nothing any more."""
    value, set_value = cast("tuple[T, Setter[T]]", cast(Any, ft.use_state)(initial))

    def put(new: T | Callable[[T], T]) -> None:
        try:
            page: ft.Page | None = ft.context.page
        except RuntimeError:  # drawn without a page, by a test
            page = None
        if page is None or not page_gone(page):
            set_value(new)

    return value, put


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
