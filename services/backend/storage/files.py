"""The bytes of stored files: one file on disk for each version, named by its random id only."""

import asyncio
import hashlib
import os
import secrets
import time
from pathlib import Path
from typing import BinaryIO
from uuid import UUID, uuid4

_STALE_SECONDS = 24 * 3600
_CHUNK = 1024 * 1024


class FileStore:
    """A folder of versions. Drafts are written beside them and moved in when complete."""

    def __init__(self, folder: Path) -> None:
        self._objects = folder / "objects"
        self._drafts = folder / "drafts"

    def prepare(self) -> None:
        """Make the folders, readable to this account only, and drop drafts left by a crash."""
        for folder in (self._objects, self._drafts):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        limit = time.time() - _STALE_SECONDS
        for draft in self._drafts.iterdir():
            if draft.stat().st_mtime < limit:
                draft.unlink(missing_ok=True)

    def path(self, version: str) -> Path:
        """Where a version lies. Raises ValueError for anything but a UUID."""
        name = str(UUID(version))
        return self._objects / name[:2] / name

    def draft(self) -> "Draft":
        """Begin a new version."""
        return Draft(self, self._drafts / secrets.token_hex(16))

    async def remove(self, version: str | None) -> None:
        """Delete a version; nothing happens when it is not there."""
        if version:
            await asyncio.to_thread(self.path(version).unlink, missing_ok=True)


class Draft:
    """A file being received; `async with` removes it unless it was kept."""

    def __init__(self, store: FileStore, path: Path) -> None:
        self._store = store
        self._path = path
        self._file: BinaryIO | None = None
        self._buffer = bytearray()
        self._digest = hashlib.sha256()
        self.version = str(uuid4())
        self.size = 0

    async def __aenter__(self) -> "Draft":
        handle = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        self._file = os.fdopen(handle, "wb", buffering=0)
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._file is not None:
            self._file.close()
            await asyncio.to_thread(self._path.unlink, missing_ok=True)

    async def write(self, data: bytes) -> None:
        """Append."""
        self.size += len(data)
        self._buffer += data
        if len(self._buffer) >= _CHUNK:
            await self._flush()

    @property
    def etag(self) -> str:
        """The fingerprint of what was written, quoted for HTTP; complete after `keep`."""
        return f'"{self._digest.hexdigest()[:32]}"'

    async def finish(self) -> None:
        """Write everything to the disk for good."""
        await self._flush()
        file = self._open_file()
        await asyncio.to_thread(os.fsync, file.fileno())

    async def keep(self) -> None:
        """Move the finished draft to its place."""
        self._open_file().close()
        self._file = None
        await asyncio.to_thread(self._move)

    def _move(self) -> None:
        target = self._store.path(self.version)
        target.parent.mkdir(mode=0o700, exist_ok=True)
        self._path.replace(target)
        folder = os.open(target.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)  # the name must survive a power cut as well as the bytes
        finally:
            os.close(folder)

    async def _flush(self) -> None:
        data, self._buffer = bytes(self._buffer), bytearray()
        if data:
            await asyncio.to_thread(self._write, data)

    def _write(self, data: bytes) -> None:
        self._digest.update(data)
        file, view = self._open_file(), memoryview(data)
        while view:
            view = view[file.write(view) :]

    def _open_file(self) -> BinaryIO:
        if self._file is None:
            raise RuntimeError("the draft is closed")
        return self._file
