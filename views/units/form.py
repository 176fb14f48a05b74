"""What the forms of this room share: the decision they rest on, faults at their fields, their end."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date

import flet as ft

from views.shared.errors import Failed, sentence
from views.shared.fields import TextInput, fault
from views.shared.states import problem
from views.units import strings


def a_day(value: date | None) -> date | None:
    """A day of a form, which may be emptied."""
    return value


def faults_at(
    found: Mapping[str, str], failed: Failed | None, fields: Collection[str]
) -> tuple[dict[str, str], Failed | None]:
    """Faults by field, with what the server found at one of them; what it found elsewhere."""
    if failed is None or failed.field is None or failed.field not in fields:
        return dict(found), failed
    return {**found, failed.field: sentence(failed, strings.ERRORS)}, None


def decision_input(value: str, on_change: Callable[[str], None], error: str | None) -> ft.Control:
    """Number and name of the decision."""
    return TextInput(
        strings.DECISION,
        value,
        on_change,
        hint=strings.DECISION_HINT,
        max_length=200,
        error=error,
    )


def form_end(found: Mapping[str, str], told: Failed | None, button: ft.Control) -> list[ft.Control]:
    """That fields need another look, what went wrong, and the button."""
    return [
        *fault(strings.CHECK_FIELDS if found else None),
        *problem(told, strings.ERRORS),
        button,
    ]
