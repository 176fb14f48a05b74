"""The page, its files, health, headers, and errors of plain routes."""

import asyncio
import hashlib
import re
from pathlib import Path

import httpx
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tests.views.sample import ASSETS, SECRET, backstage, served
from views.web import WebSettings
from views.web.compress import Compressor
from views.web.static import Pages


async def get(url: str, path: str, **headers: str) -> httpx.Response:
    async with httpx.AsyncClient() as client:
        return await client.get(url + path, headers=headers)


async def test_health_follows_the_database(tmp_path: Path) -> None:
    answers: list[object] = [True]

    async def probe() -> object:
        if isinstance(answers[0], Exception):
            raise answers[0]
        return answers[0]

    async with served(backstage(), tmp_path, probe=probe) as url:
        first = await get(url, "/healthz")
        assert (first.status_code, first.json()) == (200, {"status": "ok"})
        for bad in (False, RuntimeError(SECRET)):
            answers[0] = bad
            await asyncio.sleep(1.1)  # an answer is kept for a second
            answer = await get(url, "/healthz")
            assert (answer.status_code, answer.json()) == (503, {"status": "unavailable"})


async def test_a_database_that_hangs_is_not_healthy(tmp_path: Path) -> None:
    async def probe() -> object:
        await asyncio.sleep(60)
        return True

    async with served(backstage(), tmp_path, probe=probe) as url:
        assert (await get(url, "/healthz")).status_code == 503


async def test_the_page_speaks_vietnamese_before_any_script(tmp_path: Path) -> None:
    async with served(backstage(), tmp_path) as url:
        for path in ("/", "/tasks", "/me/settings/devices", "/tasks/0e9c"):
            page = await get(url, path)
            assert page.status_code == 200
            assert page.headers["cache-control"] == "no-cache"
            assert '<html lang="vi">' in page.text
            assert "Sổ tay đảng viên điện tử" in page.text
            assert "{{" not in page.text
            assert "user-scalable" not in page.text
        again = await get(url, "/", **{"If-None-Match": page.headers["etag"]})
        assert again.status_code == 304


async def test_the_policy_allows_no_inline_script_and_no_foreign_host(tmp_path: Path) -> None:
    async with served(backstage(), tmp_path) as url:
        page = await get(url, "/")
    policy = page.headers["content-security-policy"]
    script = next(p for p in policy.split("; ") if p.startswith("script-src"))
    assert script == "script-src 'self' 'wasm-unsafe-eval'"
    assert "http" not in policy
    assert "frame-ancestors 'none'" in policy
    assert re.findall(r"<script(?![^>]*(src=|application/json))", page.text) == []
    assert page.headers["x-content-type-options"] == "nosniff"
    assert page.headers["referrer-policy"] == "no-referrer"


async def test_everything_the_page_names_is_there_and_kept_for_a_year(tmp_path: Path) -> None:
    async with served(backstage(), tmp_path) as url:
        page = (await get(url, "/")).text
        names = re.findall(r'(?:src|href)="(/-/[^"]+)"', page)
        assert len(names) >= 5
        prefix = re.match(r"/-/[0-9a-f]+/", names[0])
        assert prefix
        names += [
            prefix[0] + more
            for more in (
                "main.dart.wasm",
                "main.dart.mjs",
                "main.dart.js",
                "canvaskit/skwasm.wasm",
                "assets/FontManifest.json",
                "assets/fonts/roboto.woff2",
                "assets/fonts/roboto-bold.woff2",
            )
        ]
        for name in names:
            answer = await get(url, name)
            assert answer.status_code == 200, name
            assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
        manifest = await get(url, "/manifest.json")
        assert manifest.json()["name"] == "Sổ tay đảng viên điện tử"
        for icon in manifest.json()["icons"]:
            assert (await get(url, icon["src"])).headers["content-type"] == "image/png"


async def test_what_is_not_there_is_not_found(tmp_path: Path) -> None:
    async with served(backstage(), tmp_path) as url:
        for path in (
            "/x.js",
            "/-/0000000000000000/main.dart.js",
            "/-/x",
            "/pyodide/pyodide.mjs",
            "/templates/index.html",
            "/..%2f..%2fpyproject.toml",
            "/upload/unknown",
        ):
            answer = await get(url, path)
            assert answer.status_code in (404, 405), (path, answer.status_code)
        async with httpx.AsyncClient() as client:
            assert (await client.post(url + "/")).status_code == 405


async def test_a_foreign_host_name_is_refused(tmp_path: Path) -> None:
    async with served(backstage(), tmp_path) as url:
        answer = await get(url, "/", Host="evil.example")
        assert answer.status_code == 421
        assert "Sổ tay" not in answer.text


async def test_a_route_that_raises_says_nothing_of_it(tmp_path: Path) -> None:
    async def broken(_: Request) -> Response:
        raise RuntimeError(SECRET)

    route = Route("/files/{name}", broken)
    async with served(backstage(), tmp_path, extra_routes=(route,)) as url:
        answer = await get(url, "/files/x")
        assert answer.status_code == 500
        assert "hunter2" not in answer.text
        assert answer.headers["cache-control"] == "no-store"


async def test_hsts_only_where_there_is_tls(tmp_path: Path) -> None:
    async with served(backstage(), tmp_path, trusted_proxies=("127.0.0.1",)) as url:
        assert "strict-transport-security" not in (await get(url, "/")).headers
        secure = await get(url, "/", **{"X-Forwarded-Proto": "https"})
        assert "strict-transport-security" in secure.headers


def test_compressed_copies_are_made_once_and_by_content(tmp_path: Path) -> None:
    text = tmp_path / "a.js"
    text.write_bytes(b"let x = 1; " * 2000)
    noise = tmp_path / "b.png"
    noise.write_bytes(hashlib.sha256(b"x").digest() * 100)
    small = tmp_path / "c.txt"
    small.write_bytes(b"tiny")
    files = [
        (p, hashlib.sha256(p.read_bytes()).hexdigest(), p.stat().st_size)
        for p in (text, noise, small)
    ]
    first = Compressor(tmp_path / "cache")
    first.start(files)
    assert first.done.wait(30)
    path, encoding = first.find(files[0][1], "gzip, deflate, br")
    assert encoding == "br" and path is not None
    made = {p: p.stat().st_mtime_ns for p in (tmp_path / "cache").iterdir()}
    assert first.find(files[0][1], "gzip")[1] == "gzip"
    assert first.find(files[0][1], "br;q=0, identity")[1] is None
    assert first.find(files[2][1], "br")[1] is None
    second = Compressor(tmp_path / "cache")
    second.start(files)
    assert second.done.wait(30)
    assert {p: p.stat().st_mtime_ns for p in (tmp_path / "cache").iterdir()} == made
    assert second.find(files[0][1], "br")[0] == path


def test_an_unwritable_cache_does_not_stop_the_server(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("x")
    compressor = Compressor(blocked / "cache")
    compressor.start([(blocked, "d", 5000)])
    assert compressor.find("d", "br") == (None, None)


async def test_compressed_copies_are_served_when_there(tmp_path: Path) -> None:
    pages = Pages(ASSETS, WebSettings(cache_dir=tmp_path / "cache", upload_dir=tmp_path))
    boot = pages.files["boot.js"]
    pages.compressor.start([(boot.path, boot.digest, boot.size)])
    assert pages.compressor.done.wait(30)
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app=pages), base_url="http://127.0.0.1"
    ) as client:
        plain = await client.get(pages.prefix + "boot.js", headers={"Accept-Encoding": "identity"})
        packed = await client.get(pages.prefix + "boot.js", headers={"Accept-Encoding": "br"})
        assert "content-encoding" not in plain.headers
        assert packed.headers["content-encoding"] == "br"
        assert packed.headers["vary"] == "Accept-Encoding"
        assert packed.text == plain.text
        assert packed.headers["etag"] != plain.headers["etag"]
        same = {"Accept-Encoding": "br", "If-None-Match": packed.headers["etag"]}
        assert (await client.get(pages.prefix + "boot.js", headers=same)).status_code == 304
