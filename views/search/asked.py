"""The question of this window. It is kept here for as long as the window lives, so that the way back from
a post finds it again; it stands in no address, in no log, and not on the device."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID
from weakref import WeakKeyDictionary

import flet as ft

from services.search.models import Question
from views.session import use_me
from views.shared.flet_typed import use_state
from views.shared.look import current_page

_kept: WeakKeyDictionary[ft.Page, tuple[UUID, Question]] = WeakKeyDictionary()


def use_asked() -> tuple[Question, Callable[[Question], None]]:
    """Hook: the question, and a function that changes it."""
    me, page = use_me(), current_page()

    def held() -> Question:
        whose, asked = (
            _kept.get(page, (None, Question())) if page is not None else (None, Question())
        )
        return asked if whose == me.member_id else Question()

    asked, set_asked = use_state(held)

    def put(new: Question) -> None:
        if page is not None:
            _kept[page] = (me.member_id, new)
        set_asked(new)

    return asked, put
