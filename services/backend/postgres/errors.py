"""The one error a failed start ends in."""

from services.refusal import Refused


class StartRefused(Refused):
    """The server cannot be started; `str()` is one line in Vietnamese for the operator."""
