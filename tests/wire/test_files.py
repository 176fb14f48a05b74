"""Files: tickets of others, wrong and huge files, links after their minute, links to what is not for one."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urljoin, urlsplit
from uuid import UUID

import httpx
import jwt
import pytest

from services.backend import tokens
from tests.browser.serving import Site
from tests.robot import Robot
from tests.wire.kit import (
    PDF,
    asked_of_device,
    changes,
    post,
    received,
    rows,
    signed_in,
)
from views.library import strings as library

FILE = "ke-hoach.pdf"
LIMIT = 10 * 2**20
DRAFTS = ("handbook.form_drafts",)
"""What somebody typed is kept a second later, whatever becomes of the file."""


@asynccontextmanager
async def at_the_form(site: Site) -> AsyncGenerator[Robot]:
    """The secretary's form for a post."""
    async with signed_in(site, "secretary", "/news/compose") as robot:
        # The page of an earlier test may have saved its words since: they are offered.
        await robot.until(lambda: robot.sees("Chọn tệp") or robot.sees("Soạn tiếp"))
        if not robot.sees("Chọn tệp"):
            await robot.tap("Bỏ, soạn bài mới")
        await robot.until("Chọn tệp")
        yield robot


async def ticket(robot: Robot, *, name: object = FILE, size: object = len(PDF)) -> str | None:
    """Claim to have picked a file; the address to put it to, or None if the server asks for none."""
    before = len(asked_of_device(robot, "upload"))
    picker = robot.by_key("pick-file")["action"]["service_id"]
    await robot.event(picker, "result", {"files": [{"id": 1, "name": name, "size": size}]})
    for _ in range(40):
        await asyncio.sleep(0.05)
        asked = asked_of_device(robot, "upload")
        if len(asked) > before:
            return str(asked[-1]["files"][0]["upload_url"])
    return None


async def put(site: Site, url: str, content: Any, **headers: str) -> int:
    """Send bytes to an address."""
    async with httpx.AsyncClient() as http:
        return (
            await http.put(urljoin(site.url, url), content=content, headers=headers)
        ).status_code


def stored(site: Site) -> set[str]:
    """Names of all objects in the bucket."""
    house = site.house
    return set(house.value("select coalesce(array_agg(name), '{}') from storage.objects"))


def lying_about(site: Site) -> list[Path]:
    """Uploads that still lie on the app's disk."""
    return [p for p in (site.folder / "uploads").glob("*") if p.is_file()]


async def test_an_address_for_a_file_is_good_once_and_only_for_putting(site: Site) -> None:
    async with at_the_form(site) as robot:
        url = await ticket(robot)
        assert url is not None
        async with httpx.AsyncClient() as http:
            for method in ("GET", "POST", "DELETE"):
                answer = await http.request(method, urljoin(site.url, url))
                assert answer.status_code in (404, 405)
        assert await put(site, url, PDF) == 204
        assert await put(site, url, PDF) == 404
        await robot.until(FILE)
        assert lying_about(site) == []


async def test_nobody_elses_file_lands_in_a_form(site: Site) -> None:
    """Guessing, or going on from one's own address, finds no address of another's."""
    async with at_the_form(site) as victim, at_the_form(site) as robot:
        theirs, own = await ticket(victim), await ticket(robot)
        assert theirs is not None
        assert own is not None
        assert theirs.rsplit("/", 1)[1][:8] != own.rsplit("/", 1)[1][:8]
        assert len(theirs.rsplit("/", 1)[1]) >= 30
        assert received(robot, theirs) == []
        for guess in (own[:-1], own + "x", "/upload/", own.upper(), theirs[:-2] + "xx"):
            assert await put(site, guess, PDF) in (404, 405)
        assert await put(site, own, PDF) == 204
        await robot.until(FILE)
        assert not victim.sees(FILE)


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"MZ" + b"\0" * 500, "bao-cao.pdf", "Loại tệp này chưa dùng được"),
        (b"<html><script>alert(1)</script></html>", "x.html", "Loại tệp này chưa dùng được"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "x.svg", "Loại tệp này chưa dùng được"),
        (b"", "trong.pdf", "Tệp này trống"),
    ],
)
async def test_a_file_that_is_not_what_it_says_is_refused_in_words(
    site: Site, content: bytes, name: str, words: str
) -> None:
    async with at_the_form(site) as robot:
        before = rows(site.house)
        url = await ticket(robot, name=name, size=1000)
        assert url is not None
        await put(site, url, content)
        await robot.until(words)
        assert changes(before, rows(site.house), besides=DRAFTS) == []
        assert lying_about(site) == []


async def test_a_file_that_is_larger_than_it_says_is_refused_and_gone(site: Site) -> None:
    async def endless() -> AsyncGenerator[bytes]:
        for _ in range(LIMIT // 65536 + 2):
            yield b"x" * 65536

    async with at_the_form(site) as robot:
        before = rows(site.house)
        url = await ticket(robot, size=10)
        assert url is not None
        assert await put(site, url, endless()) == 413
        await robot.until("Tệp quá lớn")
        declared = await ticket(robot, size=10)
        assert declared is not None
        assert await put(site, declared, b"x" * (LIMIT + 1)) == 413
        assert await ticket(robot, size=LIMIT + 1) is None  # not even asked for
        assert changes(before, rows(site.house), besides=DRAFTS) == []
        assert lying_about(site) == []


@pytest.mark.parametrize("name", ["../../keys.json", "a\0b.pdf", "x" * 4000 + ".pdf", "‮fdp.exe"])
async def test_a_files_name_is_a_name_and_no_path(site: Site, name: str) -> None:
    async with at_the_form(site) as robot:
        known = stored(site)
        url = await ticket(robot, name=name)
        assert url is not None
        assert await put(site, url, PDF) == 204
        await robot.until(lambda: "Chọn tệp khác" in robot.buttons())
        (new,) = stored(site) - known
        unit, _, rest = new.partition("/")
        assert UUID(unit) == site.house.unit("cell-a1")
        assert UUID(rest.removesuffix(".pdf"))
        assert not robot.sees("../")


@pytest.mark.parametrize("files", [None, [], "x", [{}], [{"id": 1}], [{"id": "a", "size": "b"}], 7])
async def test_an_odd_choice_of_files_is_none(site: Site, files: object) -> None:
    async with at_the_form(site) as robot:
        picker = robot.by_key("pick-file")["action"]["service_id"]
        await robot.event(picker, "result", {"files": files})
        await robot.event(picker, "upload", {"file_name": 1, "progress": "x", "error": files})
        await asyncio.sleep(0.3)
        assert await ticket(robot) is not None


async def carried(site: Site) -> tuple[UUID, str]:
    """A directive of A1 with an attachment; its id and the object's name."""
    house = site.house
    services = await house.as_("secretary")
    file = await services.posts.upload(house.unit("cell-a1"), FILE, PDF)
    post_id = await post(house, "secretary", "Có tệp kèm", unit="cell-a1", files=[file])
    return post_id, file.object_name


async def test_a_link_lives_a_minute_and_leads_to_one_file(site: Site) -> None:
    house = site.house
    post_id, name = await carried(site)
    _, other = await carried(site)
    async with signed_in(site, "member", f"/news/{post_id}") as robot:
        await robot.until(lambda: any(FILE in b for b in robot.buttons()))
        assert received(robot, "token=") == []  # a link is made for a tap, not before
        await robot.tap(FILE)
        await robot.until(library.DOWNLOAD)
        assert received(robot, "token=") == []  # nor is one made for looking at it
        await robot.tap(library.DOWNLOAD)
        await robot.until(lambda: bool(robot.opened))
        link = urljoin(site.url, robot.opened[-1])
    token = parse_qs(urlsplit(link).query)["token"][0]
    claims = jwt.decode(token, options={"verify_signature": False})
    assert claims["exp"] <= time.time() + 61
    secret = tokens.derived_secret(house.config.jwt_secret, "storage links")
    stale = tokens.encode(
        {**claims, "iat": claims["iat"] - 61, "exp": int(time.time()) - 1}, secret
    )
    forged = tokens.encode({**claims, "url": f"attachments/{other}"}, "not the secret" * 4)
    async with httpx.AsyncClient() as http:
        good = await http.get(link)
        assert good.content == PDF
        assert good.headers["content-disposition"].startswith("attachment")
        assert "no-cache" in good.headers["cache-control"]
        for bad in (
            link.replace(token, stale),
            link.replace(token, forged),
            link.replace(token, token[:-4] + "AAAA"),
            link.replace(token, ""),
            link.replace(name, other),
            link.split("?")[0],
        ):
            answer = await http.get(bad)
            assert answer.status_code in (400, 401, 403, 404)
            assert PDF not in answer.content
        for session in (claims | {"role": "service_role"}, claims | {"scope": "session"}):
            wrong = tokens.encode(session, house.config.jwt_secret)
            assert (await http.get(link.replace(token, wrong))).status_code == 400


@pytest.mark.parametrize("who", ["sibling", "secretary_b", "auditor"])
async def test_no_link_is_made_for_whom_the_post_is_not(site: Site, who: str) -> None:
    post_id, name = await carried(site)
    async with signed_in(site, who, f"/news/{post_id}") as robot:
        await robot.until("Không tìm thấy nội dung")
        for number in sorted(robot.live()):
            await robot.event(number, "click", {"object_name": name})
        await asyncio.sleep(0.5)
        assert robot.opened == []
        assert received(robot, name, "token=") == []
