"""The only two places that await services: ``use_query`` for reading, ``use_action`` for doing.

Flet reports an exception of an effect nowhere and sends one of a handler to the client as text,
so everything is caught here and becomes a ``Failed``.
"""

from __future__ import annotations

import asyncio
import random
import uuid
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Generic, ParamSpec, TypeVar

import flet as ft

from views.shared.errors import Failed, failure, log
from views.shared.flet_typed import page_connected, page_gone, use_effect, use_ref, use_state
from views.shared.look import current_look, current_page

T = TypeVar("T")
P = ParamSpec("P")


def _nothing() -> None:
    return None


session_ended = ft.create_context(_nothing)
"""Context holding what to do when a service says that nobody is signed in any more."""


@dataclass(frozen=True)
class Loading:
    """The first answer is not there yet."""


@dataclass(frozen=True)
class Ready(Generic[T]):
    """The answer; during a reload it is the previous one."""

    value: T


@dataclass(frozen=True)
class Query(Generic[T]):
    """What ``use_query`` returns; match on ``state``."""

    state: Loading | Ready[T] | Failed
    reload: Callable[[], None]
    reloading: bool = False
    problem: Failed | None = None
    """Set when a reload failed and ``state`` still shows the previous answer."""


@dataclass(frozen=True)
class Policy:
    """Patience of a query, in seconds."""

    timeout: float = 20
    delays: tuple[float, ...] = (0.6, 1.5, 3, 6, 12, 20, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30)
    """Pauses before the automatic retries of a service that is unavailable."""
    quiet: int = 2
    """So many retries happen before the member is told."""


POLICY = Policy()


@dataclass(frozen=True)
class _Seen(Generic[T]):
    key: tuple[object, ...]
    state: Loading | Ready[T] | Failed = field(default_factory=Loading)
    reloading: bool = False
    problem: Failed | None = None


def use_query(
    load: Callable[[], Awaitable[T]],
    deps: Sequence[object] = (),
    *,
    name: str = "query",
    policy: Policy = POLICY,
) -> Query[T]:
    """Load a value when the screen opens, when ``deps`` change, and after a reconnection.

    While reloading the same ``deps`` the old value stays. A service that is unavailable is asked
    again by itself with growing pauses; other failures wait for ``reload``.
    """
    key = tuple(deps)
    seen, set_seen = use_state(lambda: _Seen[T](key))
    turn, set_turn = use_state(lambda: 0)
    ended = ft.use_context(session_ended)
    latest = use_ref(lambda: seen)
    if seen.key != key:
        # Another subject: its predecessor's answer must not be shown for a moment.
        seen = _Seen[T](key)
    latest.current = seen
    page = current_page()

    def put(new: _Seen[T]) -> None:
        latest.current = new
        set_seen(new)

    async def run() -> None:
        held = latest.current
        if held.key != key:
            held = _Seen[T](key)
        if isinstance(held.state, Ready):
            put(replace(held, reloading=True))
        for attempt in range(len(policy.delays) + 1):
            try:
                async with asyncio.timeout(policy.timeout):
                    value = await load()
            except Exception as error:
                failed = failure(error, name)
            else:
                put(_Seen(key, Ready(value)))
                return
            again = failed.may_pass and attempt < len(policy.delays)
            if not again or attempt >= policy.quiet:
                failed = replace(failed, retrying=again)
                if isinstance(held.state, Ready):
                    put(replace(held, reloading=again, problem=failed))
                else:
                    put(_Seen(key, failed, reloading=again))
            if failed.kind == "signed_out":
                ended()
            if not again or is_away(page):
                return  # a page that is away reloads when it comes back
            # Spread out, so that a restarted database is not met by everyone at once.
            await asyncio.sleep(policy.delays[attempt] * random.uniform(0.7, 1.3))  # noqa: S311

    # The no-op cleanup makes Flet cancel the task when the screen is left.
    use_effect(run, [*key, turn, current_look().connection], cleanup=_nothing)

    def reload() -> None:
        held = latest.current
        if isinstance(held.state, Failed):
            put(_Seen(key))
        set_turn(lambda n: n + 1)

    return Query(seen.state, reload, seen.reloading, seen.problem)


def is_away(page: ft.Page | None) -> bool:
    """Whether the page has lost its device for now; nobody sits before it."""
    return page is not None and not page_connected(page)


@dataclass(frozen=True)
class Action(Generic[P, T]):
    """What ``use_action`` returns. ``run`` starts the verb and returns at once."""

    run: Callable[P, None]
    busy: bool
    error: Failed | None
    done: bool
    result: T | None
    reset: Callable[[], None]


@dataclass(frozen=True)
class _Progress(Generic[T]):
    busy: bool = False
    error: Failed | None = None
    done: bool = False
    result: T | None = None


@dataclass
class _Gate:
    shut: bool = False


_SECOND_TAP = 0.4
"""Seconds after success in which a further tap counts as the second half of a double tap."""

_running: set[asyncio.Task[None]] = set()


def use_action(
    verb: Callable[P, Awaitable[T]],
    *,
    on_done: Callable[[T], None] | None = None,
    name: str = "action",
    timeout: float = 30,
) -> Action[P, T]:
    """A verb that changes something: ``run`` it from a button, show ``busy`` and ``error``.

    A second tap while it runs, or right after, does nothing. It is finished even if the member
    leaves the screen; ``on_done`` runs after success only, and not for a page that is over for good.
    """
    progress, set_progress = use_state(lambda: _Progress[T]())
    gate = use_ref(_Gate)
    ended = ft.use_context(session_ended)
    page = current_page()

    async def work(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            async with asyncio.timeout(timeout):
                result = await verb(*args, **kwargs)
        except Exception as error:
            failed = failure(error, name)
            gate.current.shut = False
            set_progress(_Progress[T](error=failed))
            if failed.kind == "signed_out":
                ended()
            return
        set_progress(_Progress(busy=True, done=True, result=result))
        if on_done is not None and (page is None or not page_gone(page)):
            try:
                on_done(result)
            except Exception:
                log.exception("%s: on_done failed", name)
        await asyncio.sleep(_SECOND_TAP)
        gate.current.shut = False
        set_progress(_Progress(done=True, result=result))

    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        if gate.current.shut:
            return
        gate.current.shut = True
        set_progress(_Progress[T](busy=True))
        task = asyncio.get_running_loop().create_task(work(*args, **kwargs))
        _running.add(task)
        task.add_done_callback(_running.discard)

    def reset() -> None:
        if not gate.current.shut:
            set_progress(_Progress[T]())

    return Action(run, progress.busy, progress.error, progress.done, progress.result, reset)


@dataclass(frozen=True)
class RequestKey:
    """An idempotency key: the same for every retry of one intention."""

    value: str
    renew: Callable[[], None]


def use_request_key(*about: object) -> RequestKey:
    """A key to send with a write, so that a retry cannot do it twice.

    It stays while ``about`` (the form's content) stays; call ``renew`` after success to allow the
    same content to be sent again on purpose.
    """
    held, set_held = use_state(lambda: (about, uuid.uuid4().hex))
    if held[0] != about:
        held = (about, uuid.uuid4().hex)
        set_held(held)

    def renew() -> None:
        set_held((about, uuid.uuid4().hex))

    return RequestKey(held[1], renew)


def use_every(seconds: float, act: Callable[[], None], *, even_away: bool = False) -> None:
    """Does something every so many seconds while this part is on the screen.

    Not while the device is away, whose page outlives it for a while: nobody looks. What keeps somebody's
    words says ``even_away``.
    """
    latest = use_ref(lambda: act)
    latest.current = act
    page = current_page()

    async def wait() -> None:
        while page is None or not page_gone(
            page
        ):  # Flet ends no task of a page that is over for good
            await asyncio.sleep(seconds)
            if even_away or not is_away(page):
                latest.current()

    use_effect(wait, [seconds], cleanup=_nothing)


def use_after(seconds: float) -> bool:
    """False at first, True once so many seconds have passed with this part on the screen."""
    passed, set_passed = use_state(lambda: False)

    async def wait() -> None:
        await asyncio.sleep(seconds)
        set_passed(True)

    use_effect(wait, [], cleanup=_nothing)
    return passed
