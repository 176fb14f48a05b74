"""What is written in one cell, as the value of its field; or what is wrong with it."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

import phonenumbers

from services.imports.headings import strings as headings
from services.imports.layout import folded
from services.imports.models import Fault
from services.imports.opening import ERROR, FORMULA
from services.members.names import normalise_name
from services.records.catalogue import CATALOGUE
from services.records.models import Field, Value
from services.records.strings import CHOICES

_EPOCH: Final = date(1899, 12, 30)  # Excel's day 0, its leap-year mistake of 1900 behind it
_OLDEST: Final = 1850

_DAY: Final = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4}|\d{2})")
_ISO: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]\d{2}:\d{2}.*)?")
_MONTH: Final = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{4})")
_YEAR: Final = re.compile(r"\d{4}")
_SERIAL: Final = re.compile(r"\d{5}")
_NOTHING: Final = {"", "-", "--", "/", ".", "…", "..."}
_EMAIL: Final = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_MOST_TEXT, _MOST_LONG, _MOST_NAME = 300, 10_000, 100
_MOST_LINES, _MOST_LINE = 100, 500

Told = tuple[Value, Fault | None]


class Wrong(Exception):
    """A cell that cannot be read: the kind of fault, and what would help."""

    def __init__(self, kind: str, hint: str | None = None) -> None:
        super().__init__(kind)
        self.kind = kind
        self.hint = hint


def value_of(field: str, cell: str, today: date) -> Told:
    """The value of a cell, already in composed Unicode; None for a blank one."""
    if cell.startswith((FORMULA, ERROR)):
        kind = "formula" if cell.startswith(FORMULA) else "cell_error"
        return None, Fault(field=field, kind=kind, seen=cell[1:80])
    known = CATALOGUE[field]
    if cell.strip() in _NOTHING and known.kind != "yes_no":
        return None, None
    try:
        return _READERS[known.kind](known, cell, today), None
    except Wrong as wrong:
        return None, Fault(field=field, kind=wrong.kind, seen=cell[:80], hint=wrong.hint)


def _text(field: Field, cell: str, today: date) -> Value:
    if field.field == "full_name":
        return _name(cell)
    words = unicodedata.normalize("NFC", cell.strip())
    if len(words) > _MOST_TEXT:
        raise Wrong("too_long", str(_MOST_TEXT))
    return words


def _name(cell: str) -> str:
    name = normalise_name(cell)
    if name.isupper():
        name = name.title()
    if not 2 <= len(name) <= _MOST_NAME or any(c.isdigit() for c in name):
        raise Wrong("bad_name")
    return name


def _long_text(field: Field, cell: str, today: date) -> Value:
    if len(cell) > _MOST_LONG:
        raise Wrong("too_long", str(_MOST_LONG))
    return unicodedata.normalize("NFC", cell)


def _list(field: Field, cell: str, today: date) -> Value:
    lines = [line.strip() for line in unicodedata.normalize("NFC", cell).split("\n")]
    lines = [line for line in lines if line]
    if len(lines) > _MOST_LINES or any(len(line) > _MOST_LINE for line in lines):
        raise Wrong("too_long", str(_MOST_LINE))
    return lines or None


def _rough_date(field: Field, cell: str, today: date) -> Value:
    written = read_date(cell, today, adult=field.field == "birth_date")
    if written is None:
        raise Wrong("bad_date")
    if written[: len(today.isoformat())] > today.isoformat()[: len(written)]:
        raise Wrong("future_date")
    return written


def _date(field: Field, cell: str, today: date) -> Value:
    written = _rough_date(field, cell, today)
    if not isinstance(written, str) or len(written) != 10:
        raise Wrong("needs_day")
    return written


def read_date(cell: str, today: date, *, adult: bool = False) -> str | None:
    """YYYY-MM-DD, YYYY-MM or YYYY of what is written, whichever is known; None if it is no date.

    `adult` says that a two-digit year lies at least 18 years back.
    """
    text = re.sub(r"\s+", " ", cell.strip())
    if found := _ISO.fullmatch(text):
        return _day_of(int(found[1]), int(found[2]), int(found[3]))
    if found := _DAY.fullmatch(text):
        year = int(found[3])
        if len(found[3]) == 2:
            newest = today.year - (18 if adult else 0)
            year += 2000 if year + 2000 <= newest else 1900
        return _day_of(year, int(found[2]), int(found[1]))
    if found := _MONTH.fullmatch(text):
        return _day_of(int(found[2]), int(found[1]), 1, letters=7)
    if _YEAR.fullmatch(text) and _OLDEST <= int(text) <= 2199:
        return text
    if _SERIAL.fullmatch(text):
        found_day = _EPOCH + timedelta(days=int(text))
        return found_day.isoformat()
    return None


def _day_of(year: int, month: int, day: int, *, letters: int = 10) -> str | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found.isoformat()[:letters] if _OLDEST <= year < 2200 else None


@lru_cache(maxsize=1)
def _choices() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for field, options in headings.CHOICES.items():
        found[field] = {
            folded(words): value
            for value, others in options.items()
            for words in (CHOICES[value], *others)
        }
    return found


def choice(field: str, cell: str) -> str | None:
    """The option that these words name."""
    return _choices().get(field, {}).get(folded(cell))


def _choice(field: Field, cell: str, today: date) -> Value:
    found = choice(field.field, cell)
    if found is None:
        raise Wrong("unknown_choice", ", ".join(CHOICES[o] for o in field.choices or []))
    return found


_YES: Final = {folded(word) for word in headings.YES}
_NO: Final = {folded(word) for word in headings.NO}


def _yes_no(field: Field, cell: str, today: date) -> Value:
    words = folded(cell)
    if words in _YES or words in _NO:
        return words in _YES
    raise Wrong("unknown_choice", ", ".join((headings.YES[0], headings.NO[0])))


def _digits(field: Field, cell: str, today: date) -> Value:
    number = re.sub(r"[\s.\-']", "", cell)
    if not (number.isascii() and number.isdigit()) or len(number) != field.digits:
        raise Wrong("bad_card" if field.field == "card_number" else "bad_personal_id")
    return number


@lru_cache(maxsize=20_000)
def _phone_number(cell: str) -> str | None:
    # A number kept as a number has lost its zero.
    written = f"0{cell}" if re.fullmatch(r"[1-9]\d{8}", cell) else cell
    try:
        parsed = phonenumbers.parse(written, "VN")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(parsed) or not phonenumbers.is_valid_number(parsed):
        return None
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


def _phone(field: Field, cell: str, today: date) -> Value:
    found = _phone_number(cell)
    if found is None:
        raise Wrong("bad_phone")
    return found


def _email(field: Field, cell: str, today: date) -> Value:
    address = cell.strip().lower()
    if not _EMAIL.fullmatch(address) or len(address) > _MOST_TEXT:
        raise Wrong("bad_email")
    return address


_READERS: Final[dict[str, Callable[[Field, str, date], Value]]] = {
    "text": _text,
    "long_text": _long_text,
    "list": _list,
    "date": _date,
    "rough_date": _rough_date,
    "choice": _choice,
    "yes_no": _yes_no,
    "digits": _digits,
    "phone": _phone,
    "email": _email,
}
