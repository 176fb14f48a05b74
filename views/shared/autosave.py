"""Saving by itself: on every pause, again when the connection was gone, never the same twice."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from enum import Enum
from typing import Generic, TypeVar

from services.errors import AppError, Unavailable
from views.shared.errors import Failed
from views.shared.flet_typed import use_effect, use_ref
from views.shared.hooks import use_action

PAUSE_S = 1.0
"""How long the typing must rest."""
_AGAIN_S = (3.0, 6.0, 12.0, 30.0, 60.0)

F = TypeVar("F")
S = TypeVar("S")


class Standing(Enum):
    """How it stands with what is on the screen."""

    SAVED = "saved"
    WAITING = "waiting"
    SAVING = "saving"
    FAILED = "failed"
    STAMPED = "stamped"
    CONFLICT = "conflict"


@dataclass(frozen=True)
class Saver(Generic[F, S]):
    """How a form is saved, and what its refusals mean."""

    name: str
    """The verb, for the log."""
    put: Callable[[F], Awaitable[S]]
    """Sends a form. The same form is always sent under the same key."""
    built_on: Callable[[F, S], F]
    """The form on top of what has just been saved."""
    says: Callable[[F], object]
    """What is saved of a form, to be compared."""
    stamped: str
    """The code for words that look like those of a classified paper."""
    denied: Callable[[F], bool] = lambda _: False
    """Whether it has been said of a form that they are not."""
    conflicts: frozenset[str] = frozenset()
    """Codes that say that somebody else has changed it meanwhile."""
    base: Callable[[F], object] = lambda _: None
    """What a form is built on: after a conflict nothing is sent before this is another."""


@dataclass(frozen=True)
class Autosave:
    """What ``use_autosave`` returns. ``save_now`` waits for no pause; after ``close`` nothing more is sent:
    it was handed over."""

    standing: Standing
    error: Failed | None
    save_now: Callable[[], None]
    close: Callable[[], None]


@dataclass
class _Unsure(Generic[F, S]):
    form: F | None = None
    """Sent, and nobody knows what became of it."""
    refused: F | None = None
    """Sent and refused: not sent again as it is."""
    tries: int = 0
    done: tuple[F, S] | None = None
    """The last that was saved, and its answer."""
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    """One after the other, also what is left behind with the screen."""


@dataclass
class _Last:
    leave: Callable[[], None]
    closed: bool = False


def use_autosave(
    saver: Saver[F, S],
    form: F,
    *,
    dirty: bool,
    on_saved: Callable[[S, F], None],
    held: bool = False,
    leaving: bool = False,
) -> Autosave:
    """Hook: save ``form`` after each pause while it is ``dirty`` and not ``held`` back; ``leaving``:
    at once when the screen is left within a pause."""
    unsure = use_ref(lambda: _Unsure[F, S]())

    async def put(wanted: F) -> S:
        unsure.current.form = wanted
        try:
            answer = await saver.put(wanted)
        except Unavailable:
            raise
        except AppError:
            unsure.current.form = None
            unsure.current.refused = wanted
            raise
        unsure.current.form = None
        unsure.current.done = wanted, answer
        return answer

    async def save(wanted: F) -> tuple[S, F]:
        async with unsure.current.turn:
            return await in_turn(wanted)

    async def in_turn(wanted: F) -> tuple[S, F]:
        done = unsure.current.done
        if done is not None and saver.base(done[0]) == saver.base(wanted):
            # Typed while that was on its way, and sent before the screen had its answer.
            wanted = saver.built_on(wanted, done[1])
        earlier = unsure.current.form
        if earlier is not None:
            # Its answer was lost. Asked again under its own key it is done once and tells its count.
            answer = await put(earlier)
            wanted = saver.built_on(wanted, answer)
            if saver.says(wanted) == saver.says(earlier):
                return answer, wanted
        return await put(wanted), wanted

    def saved(outcome: tuple[S, F]) -> None:
        unsure.current.tries = 0
        unsure.current.refused = None
        on_saved(*outcome)

    action = use_action(save, on_done=saved, name=saver.name, timeout=20)
    parting = use_action(save, name=saver.name, timeout=20)
    error = action.error
    refused = unsure.current.refused
    torn = (
        error is not None
        and error.code in saver.conflicts
        and refused is not None
        and saver.base(refused) == saver.base(form)
    )
    stuck = torn or (error is not None and not error.may_pass and refused == form)

    last = use_ref(lambda: _Last(_nothing))

    async def settle() -> None:
        if not dirty or held or action.busy or stuck or last.current.closed:
            return
        wait = PAUSE_S
        if error is not None and error.may_pass:
            wait = _AGAIN_S[min(unsure.current.tries, len(_AGAIN_S) - 1)]
            unsure.current.tries += 1
        await asyncio.sleep(wait)
        action.run(form)

    use_effect(settle, [form, dirty, held, action.busy, error], cleanup=_nothing)

    def save_now() -> None:
        unsure.current.refused = None
        action.run(form)

    def leave() -> None:
        if leaving and dirty and not held and not stuck and not last.current.closed:
            parting.run(form)

    def close() -> None:
        last.current.closed = True

    last.current.leave = leave
    use_effect(_nothing, [], cleanup=lambda: last.current.leave())

    if torn:
        standing = Standing.CONFLICT
    elif error is not None and error.code == saver.stamped and not saver.denied(form):
        standing = Standing.STAMPED
    elif error is not None and (stuck or error.may_pass):
        standing = Standing.FAILED
    elif action.busy and not action.done:
        standing = Standing.SAVING
    else:
        standing = Standing.WAITING if dirty else Standing.SAVED
    return Autosave(standing, error, save_now, close)


def _nothing() -> None:
    return None
