"""A record's values in words: as a screen, a list or a printed page shows them. Pure."""

from services.records import strings
from services.records.models import Value


def rough_day(written: str) -> str:
    """``03/02/2026``, ``02/2026`` or ``2026``: as much of a date as is known."""
    return "/".join(reversed(written.split("-")))


def phone_number(e164: str) -> str:
    """``0900 000 001``: a phone number as it is written in Vietnam; a foreign one as it is."""
    if not e164.startswith("+84"):
        return e164
    digits = f"0{e164[3:]}"
    return f"{digits[:4]} {digits[4:7]} {digits[7:]}" if len(digits) == 10 else digits


def grouped(number: str) -> str:
    """A long number or key in groups of four, so that it can be read out."""
    return " ".join(number[i : i + 4] for i in range(0, len(number), 4))


def lines(kind: str, value: Value) -> list[str]:
    """A value of a kind of field, line by line; no lines when there is none."""
    if value is None or value in ("", []):
        return []
    if isinstance(value, bool):
        return [strings.YES if value else strings.NO]
    if isinstance(value, list):
        return value
    if kind in ("date", "rough_date"):
        return [rough_day(value)]
    if kind == "choice":
        return [strings.CHOICES.get(value, value)]
    if kind == "phone":
        return [phone_number(value)]
    if kind == "digits":
        return [grouped(value)]
    return value.splitlines()


def in_words(kind: str, value: Value) -> str:
    """A value in one text; an empty one when there is none."""
    return "\n".join(lines(kind, value))


def field_name(field: str) -> str:
    """What a field is called; one of a later version by its own name."""
    return strings.FIELDS.get(field, field)
