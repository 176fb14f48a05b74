"""Choosing people for a line: the names that are chosen, and the whole list behind one tap."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any
from uuid import UUID

import flet as ft

from services.inspections.models import Person
from views.inspections import strings
from views.shared.buttons import text_button
from views.shared.fields import ChoiceInput, SwitchInput, fault
from views.shared.flet_typed import keyed, use_state
from views.shared.parts import column, heading, note
from views.shared.screens import block
from views.shared.theme import GAP_XS


@block
def Chooser(
    label: str, people: Sequence[Person], chosen: frozenset[UUID], turn: Any, error: str | None
) -> ft.Control:
    """Several people: their names, and the whole list behind one tap."""
    opened, set_opened = use_state(lambda: False)
    names = ", ".join(p.full_name for p in people if p.member_id in chosen)
    rows: list[ft.Control] = [
        heading(label, level=3),
        note(names or strings.CHOSEN_NONE),
        *fault(error),
    ]
    if opened:
        rows += [
            keyed(
                f"who-{p.member_id}", SwitchInput, p.full_name, p.member_id in chosen,
                partial(turn, p.member_id),
            )
            for p in people
        ]  # fmt: skip
    rows.append(fold(label, opened, lambda: set_opened(not opened)))
    return column(rows, spacing=GAP_XS)


@block
def LeadChooser(people: Sequence[Person], lead: str, put: Any, error: str | None) -> ft.Control:
    """One person, as above."""
    opened, set_opened = use_state(lambda: False)
    name = next((p.full_name for p in people if str(p.member_id) == lead), None)
    rows: list[ft.Control] = [
        heading(strings.LEAD, level=3),
        note(name or strings.CHOSEN_NONE),
        *fault(error),
    ]
    if opened:
        options = [(str(p.member_id), p.full_name) for p in people]
        rows.append(keyed("options", ChoiceInput, "", options, lead, put))
    rows.append(fold(strings.LEAD, opened, lambda: set_opened(not opened)))
    return column(rows, spacing=GAP_XS)


def fold(label: str, opened: bool, turn: Any) -> ft.Control:
    """The tap that shows or hides a list of people, named for whom it is."""
    words = strings.FOLD if opened else strings.CHOOSE
    icon = ft.Icons.EXPAND_LESS if opened else ft.Icons.PERSON_ADD_ALT
    return ft.Row(
        [text_button(f"{words}: {label.lower()}", turn, icon=icon, key="fold")], wrap=True
    )
