"""A Flet session that survives its own mistakes and keeps their text on the server.

Flet sends an unhandled exception to the client as text, and one in a component's body ends the
session's updates for good. The product's own handlers and screens catch everything; this is for
what slips through.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

import flet as ft
import flet_web.fastapi.flet_app as flet_app
from flet.messaging.session import Session

from views.shared import strings
from views.shared.errors import new_reference
from views.shared.guard import toast
from views.shared.scaffold import scaffold
from views.shared.states import crashed

log = logging.getLogger("handbook.web")

Main = Callable[[ft.Page], Awaitable[None]]


class QuietSession(Session):
    """Tells the member that something failed, with a reference, instead of what it said."""

    def error(self, message: str) -> None:
        """Log what Flet would have sent to the client."""
        reference = new_reference()
        log.error("session error (%s): %s", reference, message)
        toast(f"{strings.ERRORS['unexpected']} {strings.reference(reference)}")

    def start_updates_scheduler(self) -> None:
        """Start Flet's scheduler and start it anew whenever a component's body ends it."""
        super().start_updates_scheduler()
        task: asyncio.Task[None] | None = getattr(self, "_Session__updates_task", None)
        if task is not None:
            task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        if task.cancelled() or task.exception() is None:
            return
        reference = new_reference()
        log.error("drawing failed (%s)", reference, exc_info=task.exception())
        self.start_updates_scheduler()
        toast(f"{strings.ERRORS['unexpected']} {strings.reference(reference)}")


def install() -> None:
    """Make Flet's web server create ``QuietSession``; it offers no other way to say so."""
    flet_app.Session = QuietSession


def guarded_main(main: Main) -> Main:
    """A main whose failure shows a page with a reference instead of an endless spinner."""

    async def run(page: ft.Page) -> None:
        try:
            await main(page)
        except Exception:
            reference = new_reference()
            log.exception("page could not be opened (%s)", reference)
            page.views = [scaffold(strings.ERROR_TITLE, crashed(reference), route="/")]
            page.update()

    return run
