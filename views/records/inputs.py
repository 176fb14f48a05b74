"""The input for a field of a record, by its kind: for requests, edits and new members."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from services.records.models import Field
from services.records.strings import CHOICES, FIELDS, NO, YES
from services.records.written import in_words
from views.records import strings
from views.records.values import OFF, ON, most
from views.shared.fields import ChoiceInput, Kind, TextInput
from views.shared.flet_typed import keyed
from views.shared.strings import DATE_HINT

_KEYBOARDS = {
    "long_text": Kind.LONG,
    "list": Kind.LONG,
    "digits": Kind.NUMBER,
    "phone": Kind.PHONE,
    "email": Kind.EMAIL,
    "date": Kind.DATE,
    "rough_date": Kind.DATE,
}
_LINES = {"long_text": 5, "list": 3}


def field_input(
    field: Field, typed: str, on_change: Callable[[str], None], *, error: str | None = None
) -> ft.Control:
    """An input that holds what was typed as text (`values.parsed` reads it), so that nothing is
    lost while it is wrong."""
    label = FIELDS.get(field.field, field.field)
    if field.kind in ("choice", "yes_no"):
        return keyed(
            f"in-{field.field}",
            ChoiceInput,
            label,
            choices(field),
            typed,
            on_change,
            error=error,
        )
    return keyed(
        f"in-{field.field}",
        TextInput,
        label,
        typed,
        on_change,
        kind=_KEYBOARDS.get(field.kind, Kind.TEXT),
        error=error,
        help=hint(field),
        optional=not field.required,
        max_length=most(field),
        lines=_LINES.get(field.kind, 1),
    )


def choices(field: Field) -> list[tuple[str, str]]:
    """What can be chosen; nothing at all as well, where the field may stay empty."""
    if field.kind == "yes_no":
        offered = [(ON, YES), (OFF, NO)]
    else:
        offered = [(c, CHOICES.get(c, c)) for c in field.choices or []]
    return offered if field.required else [*offered, ("", strings.NOT_KNOWN)]


def hint(field: Field) -> str | None:
    """How a field is to be filled."""
    if field.field_class == "masked" and field.value is not None:
        return strings.masked_help(in_words(field.kind, field.value), required=field.required)
    match field.kind:
        case "date":
            return DATE_HINT
        case "rough_date":
            return strings.ROUGH_DATE_HINT
        case "list":
            return strings.LIST_HINT
        case "digits":
            return strings.digits_hint(field.digits or 0)
        case _:
            return None
