"""Multipart bodies cut at every possible place."""

from collections.abc import AsyncIterator

import pytest

from services.backend.storage.errors import StorageError
from services.backend.storage.multipart import Multipart

CONTENT = b"\r\n--bound\r\nnot quite --boundary\r\n-- \r\n\r\n" + bytes(range(256))
BODY = (
    b"preamble\r\n"
    b"--boundary\r\n"
    b'Content-Disposition: form-data; name="cacheControl"\r\n\r\n'
    b"3600\r\n"
    b"--boundary\r\n"
    b'Content-Disposition: form-data; name=""; filename="T\xc3\xaan.pdf"\r\n'
    b"Content-Type: application/pdf\r\n\r\n" + CONTENT + b"\r\n"
    b"--boundary\r\n"
    b'Content-Disposition: form-data; name="metadata"\r\n\r\n'
    b'{"a": "\xc4\x90"}\r\n'
    b"--boundary--\r\nepilogue"
)


async def _pieces(body: bytes, size: int) -> AsyncIterator[bytes]:
    for start in range(0, len(body), size):
        yield body[start : start + size]


async def _read(body: bytes, size: int) -> tuple[dict[str, str], bytes, list[str]]:
    received, kinds = bytearray(), list[str]()

    async def take(data: bytes) -> None:
        received.extend(data)

    form = Multipart(
        "multipart/form-data; boundary=boundary", _pieces(body, size), kinds.append, take
    )
    await form.read()
    return form.fields, bytes(received), kinds


@pytest.mark.parametrize("size", [1, 2, 3, 5, 7, 11, 13, 17, 64, 10_000])
async def test_any_cut_gives_the_same(size: int) -> None:
    fields, content, kinds = await _read(BODY, size)
    assert fields == {"cacheControl": "3600", "metadata": '{"a": "Đ"}'}
    assert content == CONTENT
    assert kinds == ["application/pdf"]


async def test_an_empty_file_is_a_file() -> None:
    body = (
        b'--boundary\r\nContent-Disposition: form-data; name="f"; filename="a"\r\n\r\n'
        b"\r\n--boundary--"
    )
    assert await _read(body, 4) == ({}, b"", ["application/octet-stream"])


@pytest.mark.parametrize("end", range(0, len(BODY) - len(b"--\r\nepilogue"), 7))
async def test_a_cut_off_body_is_refused(end: int) -> None:
    with pytest.raises(StorageError):
        await _read(BODY[:end], 50)


async def test_two_files_are_refused() -> None:
    part = b'--boundary\r\nContent-Disposition: form-data; name="f"; filename="a"\r\n\r\nx\r\n'
    with pytest.raises(StorageError):
        await _read(part * 2 + b"--boundary--", 50)


@pytest.mark.parametrize("kind", ["multipart/form-data", 'multipart/form-data; boundary=""'])
def test_a_boundary_is_needed(kind: str) -> None:
    async def ignore(_: bytes) -> None:
        return

    with pytest.raises(StorageError):
        Multipart(kind, _pieces(b"", 1), lambda _: None, ignore)
