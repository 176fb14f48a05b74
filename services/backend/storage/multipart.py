"""Reads multipart/form-data as it arrives: short fields and one file that is never in memory."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from email.message import Message
from email.parser import HeaderParser

from services.backend.storage.errors import invalid

_MAX_HEADERS = 8 * 1024
_MAX_FIELD = 64 * 1024
_MAX_PARTS = 12

OnData = Callable[[bytes], Awaitable[None]]


class Multipart:
    """One body: its fields by name, and the type of its file, known before `on_data` is called."""

    def __init__(
        self,
        content_type: str,
        chunks: AsyncIterator[bytes],
        on_file: Callable[[str], None],
        on_data: OnData,
    ) -> None:
        # The first boundary has no line break before it; a virtual one makes all of them alike.
        self._delimiter = b"\r\n--" + _boundary(content_type)
        self._source = _Source(b"\r\n", chunks)
        self._on_file = on_file
        self._on_data = on_data
        self.fields: dict[str, str] = {}
        self.has_file = False

    async def read(self) -> None:
        """Consume the body. Raises StorageError when it is not well formed."""
        await self._source.until(self._delimiter, _ignore)
        for _ in range(_MAX_PARTS):
            if await self._source.take(2) == b"--":
                await self._source.drain()
                return
            headers = _headers(await self._text(b"\r\n\r\n", _MAX_HEADERS))
            name = headers.get_param("name", "", "content-disposition")
            if headers.get_filename() is None:
                self.fields[str(name)] = await self._text(self._delimiter, _MAX_FIELD)
            elif self.has_file:
                raise invalid("Only one file can be uploaded at a time")
            else:
                self.has_file = True
                self._on_file(headers.get("content-type", "application/octet-stream"))
                await self._source.until(self._delimiter, self._on_data)
        raise invalid("Too many multipart fields")

    async def _text(self, end: bytes, limit: int) -> str:
        collected = bytearray()

        async def collect(data: bytes) -> None:
            collected.extend(data)
            if len(collected) > limit:
                raise invalid("A multipart field is too long")

        await self._source.until(end, collect)
        try:
            return collected.decode()
        except UnicodeDecodeError as error:
            raise invalid("A multipart field is not UTF-8") from error


class _Source:
    """Arriving bytes, read up to a mark."""

    def __init__(self, start: bytes, chunks: AsyncIterator[bytes]) -> None:
        self._buffer = bytearray(start)
        self._chunks = chunks

    async def until(self, mark: bytes, sink: OnData) -> None:
        """Give what comes before `mark` to `sink`, and swallow the mark."""
        while (place := self._buffer.find(mark)) < 0:
            # The mark may have begun in the last bytes: they wait for the next chunk.
            ready = len(self._buffer) - len(mark) + 1
            if ready > 0:
                await sink(bytes(self._buffer[:ready]))
                del self._buffer[:ready]
            await self._more()
        if place:
            await sink(bytes(self._buffer[:place]))
        del self._buffer[: place + len(mark)]

    async def take(self, size: int) -> bytes:
        """Exactly the next `size` bytes."""
        while len(self._buffer) < size:
            await self._more()
        taken = bytes(self._buffer[:size])
        del self._buffer[:size]
        return taken

    async def drain(self) -> None:
        """Read to the end; nothing after the last boundary has a meaning."""
        async for _ in self._chunks:
            pass

    async def _more(self) -> None:
        try:
            self._buffer += await anext(self._chunks)
        except StopAsyncIteration as error:
            raise invalid("Unexpected end of multipart data") from error


async def _ignore(_: bytes) -> None:
    return


def _boundary(content_type: str) -> bytes:
    message = Message()
    message["content-type"] = content_type
    boundary = message.get_param("boundary")
    if not isinstance(boundary, str) or not re.fullmatch(r"[ -~]{1,70}", boundary):
        raise invalid("Missing multipart boundary")
    return boundary.encode()


def _headers(text: str) -> Message:
    return HeaderParser().parsestr(text.removeprefix("\r\n"))
