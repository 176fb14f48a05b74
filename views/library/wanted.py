"""What the library of this window shows. The list and its filter change it, so it is kept beside them,
for the person who is signed in."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID
from weakref import WeakKeyDictionary

import flet as ft

from services.library.models import Wanted
from views.library import strings
from views.session import use_me
from views.shared.flet_typed import use_state
from views.shared.look import current_page
from views.shared.posts.strings import DOCUMENT_TYPES, VALIDITIES
from views.shared.returning import use_return

_kept: WeakKeyDictionary[ft.Page, tuple[UUID, Wanted]] = WeakKeyDictionary()


def use_wanted() -> tuple[Wanted, Callable[[Wanted], None]]:
    """Hook: what is wanted, and a function that changes it for all screens of this window."""
    me, page = use_me(), current_page()

    def held() -> Wanted:
        whose, wanted = _kept.get(page, (None, Wanted())) if page is not None else (None, Wanted())
        return wanted if whose == me.member_id else Wanted()

    wanted, set_wanted = use_state(held)
    use_return(lambda: set_wanted(held()))

    def put(new: Wanted) -> None:
        if page is not None:
            _kept[page] = (me.member_id, new)
        set_wanted(new)

    return wanted, put


def in_words(wanted: Wanted) -> list[str]:
    """What is chosen; how documents stand is always said, since the list hides those that do not hold."""
    words = [VALIDITIES[wanted.validity] if wanted.validity else strings.ANY_VALIDITY]
    if wanted.type is not None:
        words.append(DOCUMENT_TYPES[wanted.type])
    words += [w for w in (wanted.body, wanted.subject) if w]
    if wanted.year is not None:
        words.append(f"{strings.YEAR} {wanted.year}")
    return words
