"""What somebody is writing, kept on the device: it survives a lost connection or a closed browser,
and goes with the account (views/shared/device.py)."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Generic, TypeVar

import flet as ft
from pydantic import BaseModel, ValidationError

from views.shared.flet_typed import use_effect, use_ref, use_state

PAUSE_S = 1.0
"""How long the typing must rest before it is written down."""
_DEVICE_S = 5.0

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True)
class Kept(Generic[M]):
    """What was found on the device, how to drop it for good or to ``clear`` it and go on, how to write down
    at once what is typed; ``adopt`` says that what lies there under this name is what one goes on with."""

    found: M | None
    forget: Callable[[], Awaitable[None]]
    clear: Callable[[], Awaitable[None]]
    store: Callable[[], Awaitable[None]]
    adopt: Callable[[], None]


@dataclass(frozen=True)
class Left(Generic[M]):
    """Several things that lie unfinished on the device, by their names, and how to drop one."""

    found: tuple[tuple[str, M], ...]
    drop: Callable[[str], Awaitable[None]]


def use_kept(name: str, form: M, *, worth: bool, passing: bool = False) -> Kept[M]:
    """Hook: keep ``form`` on the device under ``name`` while it is ``worth`` keeping. What the
    device does not answer is as if nothing had been kept. ``passing``: it goes from the device as
    soon as it is no longer worth keeping, such as when the server has it."""
    device = use_ref(ft.SharedPreferences)
    closed = use_ref(lambda: False)
    written = use_ref(lambda: False)
    found, set_found = use_state(lambda: _nothing(type(form)))

    async def look() -> None:
        with suppress(Exception):
            async with asyncio.timeout(_DEVICE_S):
                set_found(read(type(form), await device.current.get(name)))

    async def keep() -> None:
        if not worth:
            if passing and written.current:
                await clear()
            return
        await asyncio.sleep(PAUSE_S)
        if not closed.current:  # sent meanwhile
            await store()

    async def store() -> None:
        written.current = True
        with suppress(Exception):
            async with asyncio.timeout(_DEVICE_S):
                await device.current.set(name, form.model_dump_json())

    async def forget() -> None:
        closed.current = True
        await clear()

    async def clear() -> None:
        written.current = False
        with suppress(Exception):
            async with asyncio.timeout(_DEVICE_S):
                await device.current.remove(name)

    def adopt() -> None:
        written.current = True

    use_effect(look, [name], cleanup=lambda: None)
    use_effect(keep, [form, worth], cleanup=lambda: None)
    return Kept(found, forget, clear, store, adopt)


def use_left(prefix: str, model: type[M], *, wanted: bool) -> Left[M]:
    """Hook: all that lies on the device under names with this beginning, if it is ``wanted``. Where
    each piece of work has a name of its own, two tabs never write over each other's."""
    device = use_ref(ft.SharedPreferences)
    found, set_found = use_state(lambda: _none_left(model))

    async def look() -> None:
        if not wanted:
            return
        with suppress(Exception):
            async with asyncio.timeout(_DEVICE_S):
                forms: list[tuple[str, M]] = []
                for name in sorted(await device.current.get_keys(prefix)):
                    form = read(model, await device.current.get(name))
                    if form is not None:
                        forms.append((name, form))
                set_found(tuple(forms))

    async def drop(name: str) -> None:
        set_found(lambda old: tuple(one for one in old if one[0] != name))
        with suppress(Exception):
            async with asyncio.timeout(_DEVICE_S):
                await device.current.remove(name)

    use_effect(look, [prefix, wanted], cleanup=lambda: None)
    return Left(found, drop)


def read(model: type[M], kept: object) -> M | None:
    """The form written down on a device, unless it is something else by now."""
    if not isinstance(kept, str) or not kept:
        return None
    try:
        return model.model_validate_json(kept)
    except ValidationError:
        return None


def _none_left(_: type[M]) -> tuple[tuple[str, M], ...]:
    return ()


def _nothing(_: type[M]) -> M | None:
    return None
