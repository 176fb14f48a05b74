"""One file from a phone to a private folder on disk, for as long as a verb needs it.

The browser puts the file to an address that this process made up for that one upload: random,
short-lived, good once. The screen's code waits for it, moves it to Storage, and the copy goes.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import gettempdir

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

log = logging.getLogger("handbook.views")

MAX_OPEN = 500
"""Tickets that may be open at once in this process."""
TICKET_SECONDS = 300


class UploadFailed(Exception):
    """An upload that did not arrive whole; ``code`` is one of strings.ERRORS (``file.…``)."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass
class _Ticket:
    arrived: asyncio.Future[Path]
    until: float
    most: int
    used: bool = False


@dataclass(frozen=True)
class Upload:
    """Where the browser is to put the file, and the file once it is there."""

    url: str
    _arrived: asyncio.Future[Path]

    async def path(self) -> Path:
        """The file on disk. Raises UploadFailed."""
        return await self._arrived


class UploadDesk:
    """The process's open uploads."""

    def __init__(self) -> None:
        self._tickets: dict[str, _Ticket] = {}
        self._folder = Path(gettempdir()) / f"handbook-uploads-{secrets.token_hex(8)}"
        self._max = 10 * 1024 * 1024

    def open(self, folder: Path, max_bytes: int) -> None:
        """Use this folder, after removing what a killed process has left there."""
        self._folder, self._max = folder, max_bytes
        with suppress(OSError):
            for path in folder.iterdir():
                # Another process may be using the same folder: only what nobody can still await.
                if time.time() - path.stat().st_mtime > 2 * TICKET_SECONDS:
                    path.unlink(missing_ok=True)

    def close(self) -> None:
        """Give up what is awaited; each waiting block removes its own file."""
        for ticket in self._tickets.values():
            ticket.arrived.cancel()
        self._tickets.clear()

    @asynccontextmanager
    async def expect(
        self, seconds: float = TICKET_SECONDS, most: int | None = None
    ) -> AsyncGenerator[Upload]:
        """Await one upload; the file and the address end with the block. ``most`` bytes, where a
        file may be larger than those of members.

        Raises UploadFailed when too many uploads are open.
        """
        self._expire()
        if len(self._tickets) >= MAX_OPEN:
            raise UploadFailed("file.failed")
        name = secrets.token_urlsafe(24)
        arrived = asyncio.get_running_loop().create_future()
        ticket = _Ticket(arrived, time.monotonic() + seconds, most or self._max)
        self._tickets[name] = ticket
        try:
            async with asyncio.timeout(seconds):
                yield Upload(f"/upload/{name}", ticket.arrived)
        except TimeoutError:
            raise UploadFailed("file.failed") from None
        finally:
            self._tickets.pop(name, None)
            if ticket.arrived.done() and not ticket.arrived.cancelled():
                if ticket.arrived.exception() is None:
                    ticket.arrived.result().unlink(missing_ok=True)
            else:
                ticket.arrived.cancel()

    async def receive(self, request: Request) -> Response:
        """The route ``PUT /upload/{ticket}``: raw bytes, at most the set size."""
        ticket = self._tickets.get(request.path_params["ticket"])
        if ticket is None or ticket.used or time.monotonic() > ticket.until:
            return JSONResponse({"code": "upload.unknown"}, 404)
        ticket.used = True
        try:
            path = await self._write(request, ticket.most)
        except UploadFailed as error:
            _fail(ticket, error)
            return JSONResponse({"code": error.code}, 413)
        except (OSError, ClientDisconnect) as error:
            log.warning("upload failed: %s", type(error).__name__)
            _fail(ticket, UploadFailed("file.failed"))
            return JSONResponse({"code": "file.failed"}, 500)
        if ticket.arrived.done():  # nobody waits any more
            path.unlink(missing_ok=True)
        else:
            ticket.arrived.set_result(path)
        return Response(status_code=204)

    async def _write(self, request: Request, most: int) -> Path:
        declared = request.headers.get("content-length", "0")
        if not declared.isdigit() or int(declared) > most:
            raise UploadFailed("file.too_large")
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = self._folder / secrets.token_hex(16)
        size = 0
        try:
            # Some MB in pieces of some kB to a local disk: a thread each would cost more.
            with path.open("xb") as file:
                async for chunk in request.stream():
                    size += len(chunk)
                    if size > most:
                        raise UploadFailed("file.too_large")
                    file.write(chunk)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        return path

    def _expire(self) -> None:
        now = time.monotonic()
        for name in [n for n, t in self._tickets.items() if now > t.until]:
            self._tickets.pop(name).arrived.cancel()


def _fail(ticket: _Ticket, error: UploadFailed) -> None:
    if not ticket.arrived.done():
        ticket.arrived.set_exception(error)


desk = UploadDesk()
"""The one of this process; ``build_web`` opens it and serves its route."""
