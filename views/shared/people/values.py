"""Values of a record in words: pure."""

from __future__ import annotations

from services.records.models import Value
from services.records.strings import CHOICES, NO, YES
from views.shared.people.strings import phone_number


def rough_day(value: str) -> str:
    """`1956`, `05/1956` or `19/05/1956`, as far as a date is known."""
    return "/".join(reversed(value.split("-")))


def in_words(kind: str, value: Value) -> str:
    """A value as people read it; nothing for none."""
    if value is None or value == []:
        return ""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, list):
        return "\n".join(value)
    match kind:
        case "date" | "rough_date":
            return rough_day(value)
        case "choice":
            return CHOICES.get(value, value)
        case "phone":
            return phone_number(value)
        case _:
            return value
