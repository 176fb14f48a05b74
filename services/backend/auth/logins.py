"""Phone numbers and e-mail addresses as Supabase Auth writes them, and its durations."""

import re
from datetime import timedelta

from services.backend.auth.errors import validation_failed

_E164 = re.compile(r"[1-9][0-9]{1,14}")
_EMAIL = re.compile(
    r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*"
)
_DURATION = re.compile(r"([0-9]+(?:\.[0-9]*)?|\.[0-9]+)(ns|us|µs|ms|s|m|h)")
_SECONDS = {"ns": 1e-9, "us": 1e-6, "µs": 1e-6, "ms": 1e-3, "s": 1, "m": 60, "h": 3600}
_LONGEST = timedelta(days=365 * 290)


def plain_phone(text: str) -> str:
    """Without the leading plus sign and spaces."""
    return text.removeprefix("+").replace(" ", "")


def valid_phone(text: str) -> str:
    """E.164 without the plus sign. Raises AuthError."""
    phone = plain_phone(text)
    if not _E164.fullmatch(phone):
        raise validation_failed("Invalid phone number format (E.164 required)")
    return phone


def valid_email(text: str) -> str:
    """Lower case. Raises AuthError."""
    email = text.lower()
    if len(email) > 255:
        raise validation_failed("An email address is too long")
    if not _EMAIL.fullmatch(email):
        raise validation_failed("Unable to validate email address: invalid format")
    return email


def duration(text: str) -> timedelta:
    """`24h`, `1h30m`, or `none` for zero. Raises AuthError."""
    if text == "none":
        return timedelta(0)
    parts = _DURATION.findall(text)
    if not parts or "".join(number + unit for number, unit in parts) != text:
        raise validation_failed(f'invalid format for ban duration: time: invalid duration "{text}"')
    try:
        length = timedelta(seconds=sum(float(number) * _SECONDS[unit] for number, unit in parts))
    except OverflowError:
        length = _LONGEST + timedelta(1)
    if length > _LONGEST:
        raise validation_failed(f'invalid format for ban duration: time: invalid duration "{text}"')
    return length
