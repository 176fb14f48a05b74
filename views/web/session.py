"""A Flet session that survives its own mistakes and keeps their text on the server.

Flet sends an unhandled exception to the client as text, and one in a component's body ends the
session's updates for good. The product's own handlers and screens catch everything; this is for
what slips through.
"""

from __future__ import annotations

import asyncio
import logging
import sys
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import flet as ft
import flet_web.fastapi.flet_app as flet_app
from flet.messaging.connection import Connection
from flet.messaging.protocol import Message, RegisterClientResponseBody
from flet.messaging.session import Session

from views.shared import strings
from views.shared.errors import new_reference
from views.shared.guard import toast
from views.shared.scaffold import scaffold
from views.shared.states import crashed
from views.web.resume import told_apart

log = logging.getLogger("handbook.web")

Main = Callable[[ft.Page], Awaitable[None]]

_DRAWINGS = 100
"""Turns of the loop that an event waits for the drawing at most; it takes two or three."""
_SEARCHES = 5.0
"""Events for unknown controls that a session may have looked for: at once, and one more a second."""


class QuietSession(Session):
    """Tells the member that something failed, with a reference, instead of what it said."""

    def __init__(self, conn: Connection) -> None:
        super().__init__(conn)
        self._searches, self._searched_at = _SEARCHES, time.monotonic()

    def error(self, message: str) -> None:
        """Log what Flet would have sent to the client."""
        reference = new_reference()
        log.error("session error (%s): %s", reference, message)
        toast(f"{strings.ERRORS['unexpected']} {strings.reference(reference)}")

    async def dispatch_event(self, control_id: int, event_name: str, event_data: Any) -> None:
        """Deliver an event to the screen as earlier events have left it.

        A busy server gets the last letter and the tap after it together. Flet would run the tap
        with the handler drawn before that letter, and send the form without it.
        """
        if control_id not in self.index and not self._may_search():
            return
        if event_name != "change":  # letters may be drawn together
            await self._drawn()
        await super().dispatch_event(control_id, event_name, event_data)

    def handle_invoke_method_results(
        self, control_id: int, call_id: str, result: Any, error: str | None
    ) -> None:
        """Drop the answer of a control that has gone meanwhile; Flet's own would end the socket."""
        if control_id in self.index:
            super().handle_invoke_method_results(control_id, call_id, result, error)

    async def _drawn(self) -> None:
        for _ in range(_DRAWINGS):
            if not getattr(self, "_Session__pending_updates", None):
                return
            await asyncio.sleep(0)

    def _may_search(self) -> bool:
        # Flet looks through the whole page for an id that it does not know: milliseconds in which
        # nobody else is served. A tap on what has just gone needs it once, a flood never.
        now = time.monotonic()
        left = min(_SEARCHES, self._searches + now - self._searched_at)
        self._searches, self._searched_at = max(0.0, left - 1), now
        return left >= 1

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


class QuietConnection(flet_app.FletApp):
    """A connection that drops what is sent while it is closing; Flet's own raises there."""

    def send_message(self, message: Message) -> None:
        """Send unless the socket has just gone."""
        if getattr(self, "_FletApp__send_queue", None) is None:
            return
        body = message.body
        if isinstance(body, RegisterClientResponseBody) and isinstance(body.page_patch, ft.Page):
            body = replace(body, page_patch=told_apart(body.page_patch))
            message = Message(message.action, body)
        super().send_message(message)


def install() -> None:
    """Make Flet's web server use both classes; it offers no other way to say so."""
    flet_app.Session = QuietSession
    # By name: the package has a function of the same name as this module.
    sys.modules["flet_web.fastapi.app"].FletApp = QuietConnection  # pyright: ignore[reportAttributeAccessIssue]


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
