"""Which records were changed on screens above, so that the record below is loaded again once."""

from __future__ import annotations

from uuid import UUID
from weakref import WeakKeyDictionary

import flet as ft

from views.shared.look import current_page

_touched: WeakKeyDictionary[ft.Page, set[UUID]] = WeakKeyDictionary()


def touch(member_id: UUID) -> None:
    """This record has been changed in this window."""
    page = current_page()
    if page is not None:
        _touched.setdefault(page, set()).add(member_id)


def taken(member_id: UUID) -> bool:
    """Whether the record has been changed since the last time this was asked."""
    page = current_page()
    held = _touched.get(page, set()) if page is not None else set[UUID]()
    known = member_id in held
    held.discard(member_id)
    return known
