"""What can go wrong, as types and stable codes. The words for people are the views'."""

import secrets
from typing import Any


class AppError(Exception):
    """A refusal or failure with a stable `code`, `details` for the sentence, and a `reference` to quote."""

    def __init__(self, code: str, details: dict[str, Any] | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.details: dict[str, Any] = details or {}
        self.reference = secrets.token_hex(4)


class Forbidden(AppError):
    """The caller may not do this."""


class NotFound(AppError):
    """Not there, or not the caller's: the two are never told apart."""


class Conflict(AppError):
    """The state of things does not allow it (any more)."""


class Invalid(AppError):
    """The input is not acceptable; `details["field"]` names the field where known."""


class TooMany(AppError):
    """Too many attempts; `retry_after` is in seconds."""

    def __init__(self, code: str, retry_after: int) -> None:
        super().__init__(code, {"retry_after": retry_after})
        self.retry_after = retry_after


class SignedOut(AppError):
    """The session has ended; the person must sign in again."""


class Unavailable(AppError):
    """The database or Auth does not answer now; trying again may help."""


def from_status(status: int, code: str, details: dict[str, Any] | None = None) -> AppError:
    """The error type for an HTTP status of the REST, Auth or Storage surface."""
    if status == 401:
        return SignedOut(code, details)
    if status == 403:
        return Forbidden(code, details)
    if status == 404:
        return NotFound(code, details)
    if status == 409:
        return Conflict(code, details)
    if status == 429:
        return TooMany(code, int((details or {}).get("retry_after", 30)))
    if status >= 500:
        return Unavailable(code, details)
    return Invalid(code, details)
