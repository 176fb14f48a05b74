"""The one error a failed start ends in."""


class StartRefused(Exception):
    """The server cannot be started; `str()` is one line in Vietnamese for the operator."""
