"""A list that comes a page at a time, the next one after the last line of what is shown."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Generic, TypeVar

import flet as ft

from views.shared.buttons import secondary_button
from views.shared.flet_typed import use_state
from views.shared.hooks import Action, Query, use_action, use_query
from views.shared.states import problem

T = TypeVar("T")

PAGE = 50
"""Lines of a page, as the services ask for them."""


@dataclass(frozen=True)
class Paged(Generic[T]):
    """What ``use_pages`` returns. Draw ``query`` with ``shown``; inside, ``items`` and ``button``."""

    query: Query[list[T]]
    reload: Callable[[], None]
    """Begins anew with the first page."""
    later: tuple[T, ...]
    more: Action[[T | None], list[T]]
    key_of: Callable[[T], Hashable]

    def items(self, first: Sequence[T]) -> list[T]:
        """The first page, as fresh as it is, and what was loaded after it; each line once."""
        known = {self.key_of(item) for item in first}
        return [*first, *(item for item in self.later if self.key_of(item) not in known)]

    def button(
        self,
        items: Sequence[T],
        label: str,
        errors: Mapping[str, str] | None = None,
        size: int = PAGE,
    ) -> list[ft.Control]:
        """Loads what comes after ``items``; nothing when they are all there is."""
        if len(items) % size or self.more.result == []:
            return []
        run = partial(self.more.run, items[-1])
        return [
            *problem(self.more.error, errors),
            secondary_button(label, run, busy=self.more.busy, key="more"),
        ]


def use_pages(
    load: Callable[[T | None], Awaitable[list[T]]],
    deps: Sequence[object],
    *,
    key_of: Callable[[T], Hashable],
    name: str,
) -> Paged[T]:
    """Hook: ``load(None)`` is the first page, ``load(item)`` the one after that item."""

    def none() -> tuple[T, ...]:
        return ()

    later, set_later = use_state(none)
    query = use_query(lambda: load(None), deps, name=name)
    more = use_action(load, on_done=lambda page: set_later(lambda held: (*held, *page)), name=name)

    def reload() -> None:
        set_later(none())
        more.reset()
        query.reload()

    return Paged(query, reload, later, more, key_of)
