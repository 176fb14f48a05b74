"""Compressed copies of static files, made once and kept by content; never within a request."""

from __future__ import annotations

import contextlib
import gzip
import logging
import os
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import cast

import brotli

log = logging.getLogger("handbook.web")

_SMALLEST = 1024
_GAIN = 0.95
"""A copy that is not at least 5 % smaller is not kept (pictures, woff2)."""


def _brotli(data: bytes) -> bytes:
    pack = cast("Callable[..., bytes]", brotli.compress)  # pyright: ignore[reportUnknownMemberType]
    return pack(data, quality=11, lgwin=24)


def _gzip(data: bytes) -> bytes:
    return gzip.compress(data, 9, mtime=0)


_WAYS: tuple[tuple[str, str, Callable[[bytes], bytes]], ...] = (
    ("gzip", ".gz", _gzip),  # at once: a second for everything
    ("br", ".br", _brotli),  # best, and 9 to 19 seconds a large file
)


class Compressor:
    """A folder of copies named by digest, filled by one daemon thread of low priority.

    Several processes may share the folder: copies appear by renaming.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._ready: dict[tuple[str, str], Path] = {}
        self.done = threading.Event()

    def find(self, digest: str, accepted: str) -> tuple[Path | None, str | None]:
        """The best copy there is by now for an Accept-Encoding, or (None, None)."""
        offers = _accepted(accepted)
        for encoding in ("br", "gzip"):
            path = self._ready.get((digest, encoding))
            if path is not None and encoding in offers:
                return path, encoding
        return None, None

    def start(self, files: Sequence[tuple[Path, str, int]]) -> None:
        """Make what is missing of (path, digest, size), smallest files first, in the background."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            log.warning("no compressed copies: %s", error.strerror)
            return
        todo = sorted((f for f in files if f[2] >= _SMALLEST), key=lambda f: f[2])
        threading.Thread(target=self._work, args=(todo,), name="compress", daemon=True).start()

    def _work(self, files: Sequence[tuple[Path, str, int]]) -> None:
        with contextlib.suppress(OSError, AttributeError):
            # On Linux a thread has its own niceness: members' requests come first.
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), 19)
        try:
            for encoding, suffix, pack in _WAYS:
                for path, digest, size in files:
                    self._one(path, digest, size, encoding, suffix, pack)
        except OSError as error:
            log.warning("compressing stopped: %s", error.strerror)
        finally:
            self.done.set()

    def _one(
        self,
        path: Path,
        digest: str,
        size: int,
        encoding: str,
        suffix: str,
        pack: Callable[[bytes], bytes],
    ) -> None:
        copy = self.folder / f"{digest}{suffix}"
        if not copy.exists():
            packed = pack(path.read_bytes())
            if len(packed) > size * _GAIN:
                packed = b""  # remembered as not worth it
            part = copy.with_suffix(f"{suffix}.{os.getpid()}.part")
            part.write_bytes(packed)
            part.replace(copy)
        if copy.stat().st_size:
            self._ready[(digest, encoding)] = copy


def _accepted(header: str) -> set[str]:
    offers: set[str] = set()
    for part in header.lower().split(","):
        name, _, rest = part.strip().partition(";")
        if rest.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000"):
            offers.add(name.strip())
    return offers
