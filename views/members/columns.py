"""Which columns the table has beyond the usual ones."""

from __future__ import annotations

from functools import partial

import flet as ft

from services.records.catalogue import COLUMNS
from services.records.strings import FIELDS
from views import paths
from views.members import strings
from views.members.question import use_asked
from views.shared.buttons import primary_button
from views.shared.fields import SwitchInput
from views.shared.flet_typed import keyed
from views.shared.guard import toast
from views.shared.look import go
from views.shared.parts import note
from views.shared.scaffold import scaffold
from views.shared.screens import screen

MOST = 4
ALWAYS = frozenset({"full_name", "status", "life_state", "birth_date", "admission_date", "phone"})
OFFERED = tuple(name for name in COLUMNS if name not in ALWAYS)


@screen
def ColumnsScreen() -> ft.View:
    """A switch for each field that a list may show."""
    asked, put = use_asked()
    chosen = asked.query.columns

    def turn(name: str, on: bool) -> None:
        if on and len(chosen) >= MOST:
            toast(strings.COLUMNS_FULL)
            return
        put(asked.asking(columns=[c for c in chosen if c != name] + ([name] if on else [])))

    switches: list[ft.Control] = [
        keyed(
            name,
            SwitchInput,
            FIELDS[name],
            name in chosen,
            partial(turn, name),
            disabled=len(chosen) >= MOST and name not in chosen,
        )
        for name in OFFERED
    ]
    return scaffold(
        strings.COLUMNS_TITLE,
        [note(strings.COLUMNS_NOTE), *switches],
        bottom=[primary_button(strings.SHOW_LIST, partial(go, paths.MEMBERS), key="show-list")],
    )
