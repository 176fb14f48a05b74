"""Saving by itself: on every pause, again when the connection was gone, never the same twice."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from uuid import UUID

from services.container import MemberServices
from services.errors import AppError, Unavailable
from services.newsroom.models import Present, Saved
from views.newsroom.form import Form, to_save
from views.shared.errors import Failed
from views.shared.flet_typed import use_effect, use_ref
from views.shared.hooks import use_action, use_every

PAUSE_S = 1.2
"""How long the typing must rest."""
BEAT_S = 30.0
"""How often others are told that one is still there."""
_AGAIN_S = (4.0, 8.0, 15.0, 30.0, 60.0)


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
    save_now: Callable[[], None]


@dataclass
class _Unsure:
    form: Form | None = None
    """Sent, and nobody knows what became of it."""
    refused: Form | None = None
    """Sent and refused: not sent again as it is."""
    tries: int = 0


def use_autosave(
    services: MemberServices,
    form: Form,
    *,
    dirty: bool,
    held: bool,
    on_saved: Callable[[Saved, Form], None],
) -> Autosave:
    """Hook: save ``form`` after each pause while it is ``dirty`` and not ``held`` back."""
    unsure = use_ref(_Unsure)

    async def put(wanted: Form) -> Saved:
        unsure.current.form = wanted
        try:
            answer = await services.newsroom.save(
                to_save(wanted), classified_confirmed=wanted.denied
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
            # Its answer was lost. Asked again under its own key it is done once and tells its version.
            answer = await put(earlier)
            wanted = built_on(wanted, answer)
            if wanted.says() == earlier.says():
                return answer, wanted
        return await put(wanted), wanted

    def saved(outcome: tuple[Saved, Form]) -> None:
        unsure.current.tries = 0
        unsure.current.refused = None
        on_saved(*outcome)

    action = use_action(save, on_done=saved, name="manuscript.save", timeout=20)
    error = action.error
    refused = unsure.current.refused
    same = refused is not None and (refused.says(), refused.denied) == (form.says(), form.denied)
    stuck = error is not None and not error.may_pass and same

    async def settle() -> None:
        if not dirty or held or action.busy or stuck:
            return
        if error is not None and error.may_pass:
            wait = _AGAIN_S[min(unsure.current.tries, len(_AGAIN_S) - 1)]
            unsure.current.tries += 1
        else:
            wait = PAUSE_S
        await asyncio.sleep(wait)
        action.run(form)

    use_effect(settle, [form, dirty, held, action.busy, error], cleanup=_nothing)

    def save_now() -> None:
        unsure.current.refused = None
        action.run(form)

    if error is not None and error.code in ("manuscript.changed_meanwhile", "manuscript.not_open"):
        standing = Standing.CONFLICT
    elif error is not None and error.code == "post.classified" and not form.denied:
        standing = Standing.STAMPED
    elif error is not None and (stuck or error.may_pass):
        standing = Standing.FAILED
    elif action.busy and not action.done:
        standing = Standing.SAVING
    else:
        standing = Standing.WAITING if dirty else Standing.SAVED
    return Autosave(standing, error, save_now)


def built_on(form: Form, saved: Saved) -> Form:
    """The form on top of what has just been saved."""
    return form.model_copy(update={"manuscript_id": saved.manuscript_id, "version": saved.version})


@dataclass
class _Here:
    manuscript_id: UUID | None = None
    """Where others have been told that one is."""


def use_company(
    services: MemberServices, form: Form, on_heard: Callable[[tuple[Present, ...]], None]
) -> None:
    """Hook: tell others that one is here, hear who else is; leaving is told as well."""
    wanted = form.manuscript_id
    here = use_ref(_Here)

    async def tell(manuscript_id: UUID, leaving: bool) -> tuple[Present, ...]:
        return tuple((await services.newsroom.present(manuscript_id, leaving=leaving)).others)

    beat = use_action(tell, on_done=on_heard, name="manuscript.present")
    leave = use_action(tell, name="manuscript.leave")

    def go_on() -> None:
        here.current.manuscript_id = wanted

    def still_here() -> None:
        if wanted is not None:
            beat.run(wanted, False)

    def gone() -> None:
        if here.current.manuscript_id is not None:
            leave.run(here.current.manuscript_id, True)

    use_effect(go_on, [wanted], cleanup=gone)
    use_every(BEAT_S, still_here)


def _nothing() -> None:
    return None
