"""What was typed into a form of fields, and what of it differs: pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from services.records.models import Field, Value
from views.records.values import as_typed, parsed

Typed = Mapping[str, str]
"""What was typed, by field; a field that was never touched is not in it."""


def differing(fields: Iterable[Field], typed: Typed) -> list[Field]:
    """The fields whose text is another than the form began with."""
    return [f for f in fields if f.field in typed and typed[f.field].strip() != as_typed(f).strip()]


def faults(fields: Iterable[Field], typed: Typed) -> dict[str, str]:
    """What is wrong with the fields that differ, in words."""
    found: dict[str, str] = {}
    for field in differing(fields, typed):
        fault = parsed(field, typed[field.field]).fault
        if fault is not None:
            found[field.field] = fault
    return found


def changes(fields: Iterable[Field], typed: Typed) -> dict[str, Value]:
    """The new values. Only for what has no faults."""
    found: dict[str, Value] = {}
    for field in differing(fields, typed):
        value = parsed(field, typed[field.field]).value
        # A masked number's old value is not known here; the database finds out what is the same.
        if field.field_class == "masked" or value != field.value:
            found[field.field] = value
    return found
