"""Dates as people and programs write them."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from services.articles import strings
from services.days import VIETNAM

_EARLIEST, _LATEST = 1930, 2100
_NUMBERS: Final = r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})(?!\d)"
_WORDS: Final = (
    rf"(\d{{1,2}})\s+{strings.WORD_MONTH}\s+(\d{{1,2}})\s*,?"
    rf"\s+{strings.WORD_YEAR}\s+(\d{{4}})(?!\d)"
)
_TIME: Final = r"(?:\s*[,|-]?\s*\d{1,2}\s*(?::|h|gi\u1edd)\s*\d{0,2}\s*(?:\(?gmt\+?7\)?)?)?"
_SAID: Final = (
    re.compile(rf"{strings.WORD_DAY}\s+{_WORDS}", re.IGNORECASE),
    re.compile(rf"{strings.WORD_DAY}\s*:?\s+{_NUMBERS}", re.IGNORECASE),
    re.compile(rf"{strings.WEEKDAYS}\s*,?\s*{_NUMBERS}", re.IGNORECASE),
)
_BARE: Final = re.compile(rf"\s*{_NUMBERS}{_TIME}\s*", re.IGNORECASE)
_ISO: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
# A line that tells the date holds little else: a place, a weekday, an hour.
_LONGEST_REST: Final = 45


def parse_date(value: str) -> date | None:
    """A date from metadata: ISO with or without time (in Vietnam's day), or as people write it."""
    text = value.strip()
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return _iso(text) or _said(text) or _bare(text)
    if moment.tzinfo is not None:
        moment = moment.astimezone(VIETNAM)
    return _plausible(moment.year, moment.month, moment.day)


def date_line(line: str) -> date | None:
    """The date if the line exists to tell it (a weekday or a place before it at most)."""
    text = line.strip()
    found = _bare(text)
    if found:
        return found
    if _ISO.fullmatch(text[:10]) and len(text) <= 25:
        return parse_date(text)
    for pattern in _SAID:
        match = pattern.search(text)
        if match and len(text) - len(match.group()) <= _LONGEST_REST:
            return _plausible(int(match.group(3)), int(match.group(2)), int(match.group(1)))
    return None


def find_date(lines: Sequence[str]) -> date | None:
    """The date told near the beginning or at the very end of a text."""
    for line in (*lines[:15], *reversed(lines[-6:])):
        found = date_line(line)
        if found:
            return found
    return None


def _said(text: str) -> date | None:
    for pattern in _SAID:
        match = pattern.search(text)
        if match:
            return _plausible(int(match.group(3)), int(match.group(2)), int(match.group(1)))
    return None


def _bare(text: str) -> date | None:
    match = _BARE.fullmatch(text)
    if not match:
        return None
    return _plausible(int(match.group(3)), int(match.group(2)), int(match.group(1)))


def _iso(text: str) -> date | None:
    match = _ISO.match(text)
    return _plausible(*(int(part) for part in match.groups())) if match else None


def _plausible(year: int, month: int, day: int) -> date | None:
    if not _EARLIEST <= year <= _LATEST:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
