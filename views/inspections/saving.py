"""Saving what is being written by itself: on every pause, again after a lost connection, never twice."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from typing import Generic, TypeVar
from uuid import UUID, uuid5

import flet as ft

from services.errors import AppError, Unavailable
from services.inspections.models import Saved
from services.models import Frozen
from views.inspections import strings
from views.shared import strings as words
from views.shared.buttons import secondary_button
from views.shared.errors import Failed
from views.shared.flet_typed import use_effect, use_ref
from views.shared.hooks import use_action
from views.shared.parts import Tone, banner, note
from views.shared.states import problem

D = TypeVar("D", bound=Frozen)
PAUSE_S = 1.0
"""How long the typing must rest."""
_AGAIN_S = (3.0, 6.0, 12.0, 30.0, 60.0)


@dataclass(frozen=True)
class Form(Generic[D]):
    """What is on the screen, the saving it is built on, and whether its stamp was denied."""

    draft: D
    edits: int | None
    denied: bool = False

    def key(self, of: UUID, *, last: bool = False) -> UUID:
        """The same for every try to save one content on top of one saving; ``last`` for handing it over."""
        return uuid5(of, f"{self.draft.model_dump_json()} {self.edits} {self.denied} {last}")


class Standing(Enum):
    """How it stands with what is on the screen."""

    SAVED = "saved"
    WAITING = "waiting"
    SAVING = "saving"
    FAILED = "failed"
    STAMPED = "stamped"
    CONFLICT = "conflict"


@dataclass(frozen=True)
class Autosave:
    """What ``use_autosave`` returns."""

    standing: Standing
    error: Failed | None


@dataclass
class _Unsure(Generic[D]):
    form: Form[D] | None = None
    """Sent, and nobody knows what became of it."""
    refused: Form[D] | None = None
    """Sent and refused: not sent again as it is."""
    tries: int = 0


def use_autosave(
    form: Form[D],
    send: Callable[[Form[D]], Awaitable[Saved]],
    *,
    dirty: bool,
    on_saved: Callable[[Saved, Form[D]], None],
    name: str,
) -> Autosave:
    """Hook: save ``form`` after each pause while it is ``dirty``."""
    unsure = use_ref(lambda: _Unsure[D]())

    async def put(wanted: Form[D]) -> Saved:
        unsure.current.form = wanted
        try:
            answer = await send(wanted)
        except Unavailable:
            raise
        except AppError:
            unsure.current.form = None
            unsure.current.refused = wanted
            raise
        unsure.current.form = None
        return answer

    async def save(wanted: Form[D]) -> tuple[Saved, Form[D]]:
        earlier = unsure.current.form
        if earlier is not None:
            # Its answer was lost. Asked again under its own key it is done once and tells its count.
            answer = await put(earlier)
            wanted = replace(wanted, edits=answer.edits)
            if wanted.draft == earlier.draft:
                return answer, wanted
        return await put(wanted), wanted

    def saved(outcome: tuple[Saved, Form[D]]) -> None:
        unsure.current.tries = 0
        unsure.current.refused = None
        on_saved(*outcome)

    action = use_action(save, on_done=saved, name=name, timeout=20)
    error = action.error
    stuck = error is not None and not error.may_pass and unsure.current.refused == form

    async def settle() -> None:
        if not dirty or action.busy or stuck:
            return
        wait = PAUSE_S
        if error is not None and error.may_pass:
            wait = _AGAIN_S[min(unsure.current.tries, len(_AGAIN_S) - 1)]
            unsure.current.tries += 1
        await asyncio.sleep(wait)
        action.run(form)

    use_effect(settle, [form, dirty, action.busy, error], cleanup=lambda: None)

    if error is not None and error.code == "inspection.changed_meanwhile" and stuck:
        standing = Standing.CONFLICT
    elif error is not None and error.code == "inspection.classified" and not form.denied:
        standing = Standing.STAMPED
    elif error is not None and (stuck or error.may_pass):
        standing = Standing.FAILED
    elif action.busy and not action.done:
        standing = Standing.SAVING
    else:
        standing = Standing.WAITING if dirty else Standing.SAVED
    return Autosave(standing, error)


def told(
    saving: Autosave,
    saved_at: datetime | None,
    confirm: Callable[[], None],
    settle: Callable[[bool], None],
) -> list[ft.Control]:
    """How it stands with what was typed. ``settle(True)`` keeps mine where two have written."""
    match saving.standing:
        case Standing.CONFLICT:
            return [
                banner(strings.CONFLICT, Tone.FAULT),
                secondary_button(strings.KEEP_MINE, lambda: settle(True), key="mine"),
                secondary_button(strings.TAKE_THEIRS, lambda: settle(False), key="theirs"),
            ]
        case Standing.STAMPED:
            return [
                banner(words.CLASSIFIED_TEXT, Tone.FAULT),
                secondary_button(words.NOT_CLASSIFIED, confirm, key="not-classified"),
            ]
        case Standing.FAILED:
            passing = saving.error is not None and saving.error.may_pass
            return [
                *problem(saving.error, strings.ERRORS),
                *([note(strings.FAILED)] if passing else []),
            ]
        case Standing.SAVING:
            said = strings.SAVING
        case Standing.WAITING:
            said = strings.WAITING
        case _:
            said = strings.saved(saved_at) if saved_at else ""
    return [ft.Semantics(content=note(said), live_region=True)] if said else []
