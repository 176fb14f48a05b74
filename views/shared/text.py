"""Dates, times, numbers and names as Vietnamese readers write them. Pure functions."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime, time

from services.days import VIETNAM, now
from views.shared import strings


def local(moment: datetime) -> datetime:
    """A moment in Vietnam; one without a zone is taken as UTC."""
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return moment.astimezone(VIETNAM)


def day(value: date) -> str:
    """``03/02/2026``."""
    return f"{value.day:02d}/{value.month:02d}/{value.year:04d}"


def clock(moment: datetime) -> str:
    """``14:05``, in Vietnam."""
    return local(moment).strftime("%H:%M")


_CLOCK = re.compile(r"\s*([01]?\d|2[0-3])\s*[:.hg]\s*([0-5]\d)?\s*")


def parse_clock(typed: str) -> time | None:
    """A time of the day as people write it: 7:30, 07.30, 7h30, 7h."""
    found = _CLOCK.fullmatch(typed.lower())
    return time(int(found[1]), int(found[2] or 0)) if found else None


def moment_at(day: date | None, typed: str) -> datetime | None:
    """A day and a typed hour in Vietnam as one moment; None where one of them is missing."""
    at = parse_clock(typed)
    return datetime.combine(day, at, VIETNAM) if day and at else None


def moment(value: datetime, at: datetime | None = None) -> str:
    """A moment as a full line: ``hôm nay 14:05``, ``hôm qua 08:30``, ``03/02/2026 07:00``."""
    then, present = local(value), local(at or now())
    days = (present.date() - then.date()).days
    word = {0: strings.TODAY, 1: strings.YESTERDAY, -1: strings.TOMORROW}.get(days)
    return f"{word or day(then.date())} {clock(then)}"


def ago(value: datetime, at: datetime | None = None) -> str:
    """How long ago, briefly: ``5 phút trước``, ``3 ngày trước``; older than a week is a date."""
    then, present = local(value), local(at or now())
    seconds = (present - then).total_seconds()
    days = (present.date() - then.date()).days
    if seconds < 0:
        return moment(value, at)
    if seconds < 60:
        return strings.JUST_NOW
    if seconds < 3600:
        return strings.minutes_ago(int(seconds // 60))
    if days == 0:
        return strings.hours_ago(int(seconds // 3600))
    if days == 1:
        return strings.YESTERDAY
    if days <= 7:
        return strings.days_ago(days)
    return day(then.date())


def due(value: date, today: date | None = None) -> str:
    """``03/02/2026 (còn 5 ngày)``: a date by which something is to be done."""
    left = (value - (today or now().date())).days
    return f"{day(value)} ({strings.days_left(left)})"


def weekday(value: date) -> str:
    """``thứ Hai``."""
    return strings.WEEKDAYS[value.weekday()]


def number(value: int) -> str:
    """``30.805``: thousands are parted by a point."""
    return f"{value:,}".replace(",", ".")


def decimal(value: float, places: int = 1) -> str:
    """``12,5``: decimals follow a comma; thousands are parted by a point."""
    whole, _, rest = f"{value:,.{places}f}".partition(".")
    return whole.replace(",", ".") + (f",{rest}" if rest else "")


def file_size(size: int) -> str:
    """``340 KB``, ``1,2 MB``."""
    if size < 1024 * 1024:
        return f"{max(1, round(size / 1024))} KB"
    return f"{decimal(size / 1024 / 1024)} MB"


_DATE = re.compile(r"^\s*(\d{1,2})\s*[/.\-\s]\s*(\d{1,2})\s*[/.\-\s]\s*(\d{4})\s*$")
_DIGITS = re.compile(r"^\s*(\d{2})(\d{2})(\d{4})\s*$")


def parse_day(typed: str) -> date | None:
    """The date a member typed as day, month, year (``3/2/2026``, ``03022026``), or None."""
    match = _DATE.match(typed) or _DIGITS.match(typed)
    if match is None:
        return None
    try:
        return date(int(match[3]), int(match[2]), int(match[1]))
    except ValueError:
        return None


def folded(words: str) -> str:
    """Without marks and case, for finding a name as it is typed."""
    bare = unicodedata.normalize("NFD", words.casefold().strip()).replace("\u0111", "d")
    return "".join(c for c in bare if not unicodedata.combining(c))


def initials(name: str) -> str:
    """One or two letters for an avatar: family name and given name (``Nguyễn Văn An``: ``NA``)."""
    words = [w for w in unicodedata.normalize("NFC", name).split() if w[0].isalpha()]
    if not words:
        return "?"
    letters = words[0][0] + (words[-1][0] if len(words) > 1 else "")
    return letters.upper()
