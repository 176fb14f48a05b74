"""A field's value as it is typed into a form, and back: pure."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from services.accounts.rules import parse_login
from services.errors import Invalid
from services.records.models import Field, Value
from services.records.written import in_words
from views.records import strings
from views.shared import text
from views.shared.strings import DATE_WRONG, MUST_FILL

CLEAR = "-"
"""Typed into a masked field to empty it: an empty one means 'as it is'."""
ON, OFF = "yes", "no"
_MOST = {"long_text": 10_000, "list": 20_000}
_MONTH = re.compile(r"^\s*(?:(\d{1,2})\s*[/.\-]\s*)?(\d{4})\s*$")
_FIRST_YEAR = 1850


@dataclass(frozen=True)
class Parsed:
    """What was typed as the service takes it, or a sentence that says what to do."""

    value: Value = None
    fault: str | None = None


def as_typed(field: Field) -> str:
    """What a form begins with. A masked value is not known here, so its field begins empty."""
    if field.field_class == "masked" or field.value is None:
        return ""
    if field.kind == "choice":
        return str(field.value)
    if isinstance(field.value, bool):
        return ON if field.value else OFF
    return in_words(field.kind, field.value)


def most(field: Field) -> int:
    """How many characters a form takes for a field."""
    return _MOST.get(field.kind, 300)


def parsed(field: Field, typed: str, today: date | None = None) -> Parsed:
    """What was typed into a field, checked as the database will check it."""
    words = unicodedata.normalize("NFC", typed).strip()
    if field.field_class == "masked" and words == CLEAR:
        words = ""
    if not words:
        return Parsed(fault=MUST_FILL) if field.required else Parsed()
    match field.kind:
        case "yes_no":
            return Parsed(words == ON)
        case "choice":
            known = words in (field.choices or [])
            return Parsed(words) if known else Parsed(fault=strings.PICK_ONE)
        case "list":
            return _lines(words)
        case "digits":
            return _digits(words, field.digits or 0)
        case "phone" | "email":
            return _contact(field.kind, words)
        case "date" | "rough_date":
            return _date(words, today or text.now().date(), rough=field.kind == "rough_date")
        case "long_text":
            return Parsed(words)
        case _:
            return Parsed(" ".join(words.split()))


def _lines(words: str) -> Parsed:
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    if len(lines) > 100 or any(len(line) > 500 for line in lines):
        return Parsed(fault=strings.LINES_LONG)
    return Parsed(lines)


def _digits(words: str, count: int) -> Parsed:
    digits = re.sub(r"[\s.\-]", "", words)
    if re.fullmatch(rf"[0-9]{{{count}}}", digits) is None:
        return Parsed(fault=strings.digits_wrong(count))
    return Parsed(digits)


def _contact(kind: str, words: str) -> Parsed:
    wrong = Parsed(fault=strings.PHONE_WRONG if kind == "phone" else strings.EMAIL_WRONG)
    try:
        login = parse_login(words)
    except Invalid:
        return wrong
    found = login.phone if kind == "phone" else login.email
    return Parsed(found) if found else wrong


def _date(words: str, today: date, *, rough: bool) -> Parsed:
    day = text.parse_day(words)
    if day is not None:
        return _in_time(day.isoformat(), day, today)
    match = _MONTH.match(words)
    if not rough or match is None:
        return Parsed(fault=strings.ROUGH_DATE_WRONG if rough else DATE_WRONG)
    year, month = int(match[2]), int(match[1] or 1)
    if not 1 <= month <= 12 or year < 1:
        return Parsed(fault=strings.ROUGH_DATE_WRONG)
    known = f"{year:04}-{month:02}" if match[1] else f"{year:04}"
    return _in_time(known, date(year, month, 1), today)


def _in_time(value: str, day: date, today: date) -> Parsed:
    if day > today:
        return Parsed(fault=strings.DATE_FUTURE)
    return Parsed(value) if day.year >= _FIRST_YEAR else Parsed(fault=strings.DATE_EARLY)
