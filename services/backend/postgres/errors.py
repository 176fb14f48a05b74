"""The one error a failed start ends in."""


class StartRefused(Exception):  # noqa: N818 - a refusal, named so in the public interface
    """The server cannot be started; `str()` is one line in Vietnamese for the operator."""
