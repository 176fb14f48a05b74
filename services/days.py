"""The day and the hour it is for people: in Vietnam, wherever the machine stands."""

from datetime import date, datetime, timedelta, timezone
from typing import Final

VIETNAM: Final = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")
"""Without summer time, and so without zone data that a machine may lack."""


def now() -> datetime:
    """The present moment, with Vietnam's hour."""
    return datetime.now(VIETNAM)


def today() -> date:
    """The day that it is in Vietnam, as the database's `handbook.today()`."""
    return now().date()
