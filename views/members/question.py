"""The question that the roster of this window shows. The screens around it (filter, unit, columns,
export) change it or use it, so it is kept beside them, for the person who is signed in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID
from weakref import WeakKeyDictionary

import flet as ft

from services.members.models import RosterQuery
from views.session import use_me
from views.shared.flet_typed import use_state
from views.shared.look import current_page
from views.shared.returning import use_return

THIS_MONTH = 0
"""In place of a month: the present one, so that a saved filter stays true next month."""
_MONTHS = ("birthday_month", "milestone_month")
FilterValue = str | int | bool


@dataclass(frozen=True)
class Asked:
    """A question, and what its unit is called."""

    query: RosterQuery = field(default_factory=RosterQuery)
    unit_name: str | None = None

    def with_filter(self, name: str, value: FilterValue | None) -> Asked:
        """The same with one filter set, or without it."""
        filters = {k: v for k, v in self.query.filters.items() if k != name}
        if value is not None:
            filters[name] = value
        return self.asking(filters=filters)

    def asking(self, **changes: object) -> Asked:
        """The same with other parts of the query."""
        return replace(self, query=self.query.model_copy(update=changes))

    def within(self, unit_id: UUID | None, unit_name: str | None) -> Asked:
        """The same in another unit. A cell group belongs to the unit before, so it goes."""
        moved = self.with_filter("group_id", None).asking(unit_id=unit_id)
        return replace(moved, unit_name=unit_name)


def sent(query: RosterQuery, today: date) -> RosterQuery:
    """The query as the service takes it: 'this month' as a number."""
    filters = {
        name: today.month if name in _MONTHS and value == THIS_MONTH else value
        for name, value in query.filters.items()
    }
    return query.model_copy(update={"filters": filters})


_kept: WeakKeyDictionary[ft.Page, tuple[UUID, Asked]] = WeakKeyDictionary()


def use_asked() -> tuple[Asked, Callable[[Asked], None]]:
    """Hook: the question, and a function that changes it for all screens of this window."""
    me, page = use_me(), current_page()

    def held() -> Asked:
        whose, asked = _kept.get(page, (None, Asked())) if page is not None else (None, Asked())
        return asked if whose == me.member_id else Asked()

    asked, set_asked = use_state(held)
    use_return(lambda: set_asked(held()))

    def put(new: Asked) -> None:
        if page is not None:
            _kept[page] = (me.member_id, new)
        set_asked(new)

    return asked, put
