"""File locks that the kernel releases when the last process holding them ends."""

import fcntl
import os
from pathlib import Path


class LockHeldError(Exception):
    """Another process holds the lock."""


class FileLock:
    """An exclusive lock on a file. A child that inherits `fd` keeps it locked too."""

    def __init__(self, path: Path) -> None:
        self.fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)

    def take(self) -> None:
        """Take the lock at once. Raises LockHeldError."""
        try:
            fcntl.flock(self.fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise LockHeldError from None

    def close(self) -> None:
        """Let go, unless a child still has it."""
        os.close(self.fd)
