"""One file from a phone: random address, once, bounded, gone afterwards."""

import asyncio
from pathlib import Path

import httpx
import pytest

from tests.views.sample import backstage, served
from views.shared.uploads import UploadFailed, desk


async def put(url: str, body: bytes) -> httpx.Response:
    async with httpx.AsyncClient() as client:
        return await client.put(url, content=body)


async def test_a_file_arrives_and_its_copy_goes(tmp_path: Path) -> None:
    async with served(backstage(), tmp_path) as url:
        async with desk.expect() as upload:
            sent, path = await asyncio.gather(put(url + upload.url, b"%PDF-1.7"), upload.path())
            assert sent.status_code == 204
            assert path.read_bytes() == b"%PDF-1.7"
            assert path.parent.stat().st_mode & 0o777 == 0o700
        assert not path.exists()
        assert (await put(url + upload.url, b"again")).status_code == 404


async def test_an_address_is_good_once(tmp_path: Path) -> None:
    async with served(backstage(), tmp_path) as url, desk.expect() as upload:
        assert (await put(url + upload.url, b"one")).status_code == 204
        assert (await put(url + upload.url, b"two")).status_code == 404
        assert (await upload.path()).read_bytes() == b"one"


async def test_addresses_cannot_be_guessed_or_named_by_the_client(tmp_path: Path) -> None:
    async with served(backstage(), tmp_path) as url, desk.expect() as upload:
        assert len(upload.url) > 35
        for name in ("x", "..%2f..%2fetc%2fpasswd", upload.url[8:-1]):
            assert (await put(f"{url}/upload/{name}", b"x")).status_code in (404, 405)


async def test_too_large_a_file_is_refused_and_removed(tmp_path: Path) -> None:
    async with served(backstage(), tmp_path, max_upload=1000) as url:
        with pytest.raises(UploadFailed) as failed:
            async with desk.expect() as upload:
                assert (await put(url + upload.url, b"x" * 1001)).status_code == 413
                await upload.path()
        assert failed.value.code == "file.too_large"

        async def lying() -> object:
            for _ in range(10):
                yield b"x" * 500

        with pytest.raises(UploadFailed):
            async with desk.expect() as upload:
                async with httpx.AsyncClient() as client:
                    answer = await client.put(url + upload.url, content=lying())  # pyright: ignore
                assert answer.status_code == 413
                await upload.path()
        assert list((tmp_path / "uploads").glob("*")) == []


async def test_waiting_ends(tmp_path: Path) -> None:
    async with served(backstage(), tmp_path):
        with pytest.raises(UploadFailed) as failed:
            async with desk.expect(seconds=0.1) as upload:
                await upload.path()
        assert failed.value.code == "file.failed"


async def test_a_waiter_that_leaves_takes_the_address_with_it(tmp_path: Path) -> None:
    async with served(backstage(), tmp_path) as url:
        async with desk.expect() as upload:
            pass
        assert (await put(url + upload.url, b"late")).status_code == 404
        assert not (tmp_path / "uploads").exists() or not list((tmp_path / "uploads").iterdir())


async def test_what_a_killed_process_left_is_removed(tmp_path: Path) -> None:
    import os

    folder = tmp_path / "uploads"
    folder.mkdir()
    old, new = folder / "old", folder / "new"
    for path in (old, new):
        path.write_bytes(b"x")
    os.utime(old, (1, 1))
    async with served(backstage(), tmp_path):
        assert not old.exists() and new.exists()
