"""Nothing a handler or a component body raises may freeze a session or reach a client as text."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

import flet as ft

from views.shared import strings
from views.shared.errors import log, new_reference
from views.shared.flet_typed import component
from views.shared.look import current_page

P = ParamSpec("P")
C = TypeVar("C", bound=ft.Control)


def safe(handler: Callable[P, None]) -> Callable[P, None]:
    """A handler that logs what it raises and tells the member, instead of ending the session."""

    @wraps(handler)
    def call(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            handler(*args, **kwargs)
        except Exception:
            reference = new_reference()
            log.exception("handler failed (%s)", reference)
            toast(f"{strings.ERRORS['unexpected']} {strings.reference(reference)}")

    return call


def tapped(handler: Callable[[], None]) -> Callable[[object], None]:
    """Adapt a verb without arguments to a Flet event, whose contents are never trusted."""
    guarded = safe(handler)

    def on_event(_: object) -> None:
        guarded()

    return on_event


def toast(text: str) -> None:
    """A short message at the foot of the screen; the only direct use of ``show_dialog``."""
    page = current_page()
    if page is None:
        return
    try:
        page.show_dialog(
            ft.SnackBar(
                ft.Text(text),
                show_close_icon=True,
                duration=ft.Duration(seconds=max(4, len(text) // 12)),
            )
        )
    except Exception:
        log.exception("toast failed")


def guarded(instead: Callable[[str], C]) -> Callable[[Callable[P, C]], Callable[P, C]]:
    """Make components whose body cannot raise: ``instead(reference)`` is drawn if it does.

    Flet ends a session's updates for good when a body raises.
    """

    def decorate(fn: Callable[P, C]) -> Callable[P, C]:
        @component
        @wraps(fn)
        def body(*args: P.args, **kwargs: P.kwargs) -> C:
            try:
                return fn(*args, **kwargs)
            except Exception:
                reference = new_reference()
                log.exception("%s could not be drawn (%s)", fn.__qualname__, reference)
                return instead(reference)

        return body

    return decorate
