"""Saving a paper by itself: on every pause, again when the connection was gone, never the same twice."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from uuid import UUID, uuid5

from services.container import MemberServices
from services.errors import AppError, Unavailable
from services.minutes.models import Draft, Paper, Saved
from services.models import Frozen
from views.shared.errors import Failed
from views.shared.flet_typed import use_effect, use_ref
from views.shared.hooks import use_action

PAUSE_S = 1.0
"""How long the typing must rest."""
_AGAIN_S = (3.0, 6.0, 12.0, 30.0, 60.0)


class Form(Frozen):
    """What is on the screen, the saving it is built on, and whether its stamp was denied."""

    draft: Draft
    version: int
    edits: int
    denied: bool = False


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
class _Unsure:
    form: Form | None = None
    """Sent, and nobody knows what became of it."""
    refused: Form | None = None
    """Sent and refused: not sent again as it is."""
    tries: int = 0


def key_of(meeting_id: UUID, kind: Paper, form: Form) -> UUID:
    """The same for every try to save one content on top of one saving."""
    return uuid5(meeting_id, f"{kind.value} {form.model_dump_json()}")


def use_autosave(
    services: MemberServices,
    meeting_id: UUID,
    kind: Paper,
    form: Form,
    *,
    dirty: bool,
    on_saved: Callable[[Saved, Form], None],
) -> Autosave:
    """Hook: save ``form`` after each pause while it is ``dirty``."""
    unsure = use_ref(_Unsure)

    async def put(wanted: Form) -> Saved:
        unsure.current.form = wanted
        try:
            answer = await services.minutes.save(
                key_of(meeting_id, kind, wanted),
                meeting_id,
                kind,
                wanted.draft,
                wanted.edits,
                classified_confirmed=wanted.denied,
            )
        except Unavailable:
            raise
        except AppError:
            unsure.current.form = None
            unsure.current.refused = wanted
            raise
        unsure.current.form = None
        return answer

    async def save(wanted: Form) -> tuple[Saved, Form]:
        earlier = unsure.current.form
        if earlier is not None:
            # Its answer was lost. Asked again under its own key it is done once and tells its count.
            answer = await put(earlier)
            wanted = wanted.model_copy(update={"edits": answer.edits})
            if wanted.draft == earlier.draft:
                return answer, wanted
        return await put(wanted), wanted

    def saved(outcome: tuple[Saved, Form]) -> None:
        unsure.current.tries = 0
        unsure.current.refused = None
        on_saved(*outcome)

    action = use_action(save, on_done=saved, name="minutes.save", timeout=20)
    error = action.error
    refused = unsure.current.refused
    stuck = error is not None and not error.may_pass and refused == form

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

    if error is not None and error.code == "minutes.changed_meanwhile" and stuck:
        standing = Standing.CONFLICT
    elif error is not None and error.code == "meeting.classified" and not form.denied:
        standing = Standing.STAMPED
    elif error is not None and (stuck or error.may_pass):
        standing = Standing.FAILED
    elif action.busy and not action.done:
        standing = Standing.SAVING
    else:
        standing = Standing.WAITING if dirty else Standing.SAVED
    return Autosave(standing, error)
