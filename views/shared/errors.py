"""From what went wrong to a Vietnamese sentence that says what to do; never an exception's text."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from services.errors import (
    AppError,
    Conflict,
    Forbidden,
    Invalid,
    NotFound,
    SignedOut,
    TooMany,
    Unavailable,
)
from views.shared import strings

log = logging.getLogger("handbook.views")

_KINDS: tuple[tuple[type[AppError], str], ...] = (
    (Unavailable, "unavailable"),
    (SignedOut, "signed_out"),
    (Forbidden, "forbidden"),
    (NotFound, "not_found"),
    (Conflict, "conflict"),
    (Invalid, "invalid"),
    (TooMany, "too_many"),
)


@dataclass(frozen=True)
class Failed:
    """A load or a verb that did not work, as far as a screen may know."""

    code: str
    reference: str
    kind: str = "unexpected"
    """``unavailable``, ``timeout``, ``signed_out``, ``forbidden``, ``not_found``, ``conflict``,
    ``invalid``, ``too_many`` or ``unexpected``."""
    details: Mapping[str, Any] = field(default_factory=dict[str, Any])
    retry_after: int | None = None
    """Seconds to wait, where the server said so."""
    retrying: bool = False
    """Whether the app goes on trying by itself."""

    @property
    def may_pass(self) -> bool:
        """Whether trying the same again can help without anyone doing anything else."""
        return self.kind in ("unavailable", "timeout")

    @property
    def field(self) -> str | None:
        """The form field that the server found fault with, where it named one."""
        name = self.details.get("field")
        return name if isinstance(name, str) else None


def failure(error: BaseException, doing: str) -> Failed:
    """What a screen may know of an exception; anything but an AppError is logged in full.

    ``doing`` names the verb for the log. The reference links the screen to that log line.
    """
    if isinstance(error, AppError):
        kind = next((k for cls, k in _KINDS if isinstance(error, cls)), "unexpected")
        wait = error.retry_after if isinstance(error, TooMany) else None
        reference = error.reference or new_reference()
        log.info("%s: %s %s (%s)", doing, kind, error.code, reference)
        return Failed(error.code, reference, kind, error.details, wait)
    reference = new_reference()
    if isinstance(error, TimeoutError):
        log.warning("%s: timeout (%s)", doing, reference)
        return Failed("timeout", reference, "timeout")
    log.error("%s: unexpected error (%s)", doing, reference, exc_info=error)
    return Failed("unexpected", reference)


def new_reference() -> str:
    """Eight characters that a member can read out over the phone."""
    return secrets.token_hex(4)


def sentence(failed: Failed, room: Mapping[str, str] | None = None) -> str:
    """What to tell the member. ``room`` holds the sentences of a room by full code."""
    text = (
        (room or {}).get(failed.code)
        or strings.ERRORS.get(failed.code)
        or strings.ERRORS.get(failed.kind)
        or strings.ERRORS["unexpected"]
    )
    if failed.retry_after is not None:
        text = f"{text} {strings.wait_for(failed.retry_after)}"
    return text


def sentence_for(failed: Failed | None, name: str, room: Mapping[str, str]) -> str | None:
    """The sentence to show at form field ``name`` when the server found fault with that field."""
    if failed is None or failed.field != name:
        return None
    return sentence(failed, room)
