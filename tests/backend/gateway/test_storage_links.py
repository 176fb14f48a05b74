"""How files come out: links that end, names, types that never run, nothing sent twice."""

import re
from typing import Any, cast
from urllib.parse import urlsplit

import httpx
import pytest

from services.backend import tokens
from tests.backend.gateway.files import NOT_FOUND, PDF, a_member, on_disk, put
from tests.backend.gateway.world import World


async def test_signed_links_open_without_an_account_until_they_end(world: World) -> None:
    client, person, _ = await a_member(world)
    path = f"{person.id}/a.pdf"
    await put(client, path)
    made = await client.storage.from_("files").create_signed_url(path, 60)
    link = cast(str, made["signedURL"])
    assert "/storage/v1/object/sign/files/" in link
    got = await world.http.get(link)
    assert (got.status_code, got.content) == (200, PDF)
    assert "GMT" in got.headers["expires"]
    part = await world.http.get(link, headers={"Range": "bytes=10-19"})
    assert (part.status_code, part.content) == (206, PDF[10:20])
    world.clock.advance(61)
    late = await world.http.get(link)
    assert (late.status_code, late.json()) == (
        400,
        {
            "statusCode": "400",
            "error": "InvalidJWT",
            "code": "InvalidJWT",
            "message": '"exp" claim timestamp check failed',
        },
    )


async def test_a_link_is_for_one_file(world: World) -> None:
    client, person, headers = await a_member(world)
    for name in ("a.pdf", "b.pdf"):
        await put(client, f"{person.id}/{name}")
    made = await client.storage.from_("files").create_signed_url(f"{person.id}/a.pdf", 60)
    token = urlsplit(cast(str, made["signedURL"])).query.removeprefix("token=")
    other = await world.http.get(
        f"/storage/v1/object/sign/files/{person.id}/b.pdf", params={"token": token}
    )
    assert (other.status_code, other.json()["code"]) == (400, "InvalidSignature")
    # Neither a session's token nor one made with the sessions' secret opens a file, nor a link's
    # token a session.
    forged = tokens.encode(
        {"url": f"files/{person.id}/b.pdf", "scope": "download", "exp": world.clock() + 60},
        world.config.jwt_secret,
    )
    for wrong in (headers["Authorization"].removeprefix("Bearer "), forged, "a.b.c", "x"):
        answer = await world.http.get(
            f"/storage/v1/object/sign/files/{person.id}/b.pdf", params={"token": wrong}
        )
        assert (answer.status_code, answer.json()["code"]) == (400, "InvalidJWT")
    none = await world.http.get(f"/storage/v1/object/sign/files/{person.id}/b.pdf")
    assert none.json()["message"] == "querystring must have required property 'token'"
    session = await world.rpc("whoami", headers=world.headers(token))
    assert session.status_code == 401


async def test_a_link_to_a_removed_file(world: World) -> None:
    client, person, _ = await a_member(world)
    path = f"{person.id}/a.pdf"
    await put(client, path)
    made = await client.storage.from_("files").create_signed_url(path, 60)
    removed = await client.storage.from_("files").remove([path, f"{person.id}/none.pdf"])
    assert [row["name"] for row in removed] == [path]
    assert on_disk(world) == []
    gone = await world.http.get(cast(str, made["signedURL"]))
    assert (gone.status_code, gone.json()) == (400, NOT_FOUND)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({}, "body must have required property 'expiresIn'"),
        ({"expiresIn": 0}, "body/expiresIn must be >= 1"),
        ({"expiresIn": "soon"}, "body/expiresIn must be integer"),
        ({"expiresIn": True}, "body/expiresIn must be integer"),
        ({"expiresIn": 60, "transform": {"width": 10}}, "Image transformation is not enabled"),
    ],
)
async def test_links_that_are_not_made(world: World, body: dict[str, Any], message: str) -> None:
    client, person, headers = await a_member(world)
    await put(client, f"{person.id}/a.pdf")
    answer = await world.http.post(
        f"/storage/v1/object/sign/files/{person.id}/a.pdf", json=body, headers=headers
    )
    assert (answer.status_code, answer.json()["message"]) == (400, message)


async def _saved_as(world: World, query: str, kind: str = "application/pdf") -> httpx.Headers:
    client, person, headers = await a_member(world)
    await put(client, f"{person.id}/a.bin", b"<script>alert(1)</script>", kind)
    answer = await world.http.get(
        f"/storage/v1/object/files/{person.id}/a.bin{query}", headers=headers
    )
    assert answer.status_code == 200
    return answer.headers


async def test_download_names(world: World) -> None:
    # Pictures are shown where they stand; all else is saved, never opened in the app's place.
    assert "content-disposition" not in await _saved_as(world, "", "image/png")
    assert (await _saved_as(world, ""))["content-disposition"] == "attachment"
    assert (await _saved_as(world, "?download="))["content-disposition"] == "attachment"
    named = (await _saved_as(world, "?download=Nghị quyết 05.pdf"))["content-disposition"]
    assert named == (
        'attachment; filename="Ngh_ quy_t 05.pdf"; '
        "filename*=UTF-8''Ngh%E1%BB%8B%20quy%E1%BA%BFt%2005.pdf"
    )
    hostile = await _saved_as(world, '?download=a"%0d%0aSet-Cookie:x=1;.html')
    assert "set-cookie" not in hostile
    assert re.fullmatch(
        r"attachment; filename=\"[^\"\r\n]*\"; filename\*=UTF-8''[\w%.~-]+",
        hostile["content-disposition"],
    )


@pytest.mark.parametrize(
    ("kind", "shown"),
    [
        ("text/html", "text/plain; charset=utf-8"),
        ("image/svg+xml", "image/svg+xml"),
        ("application/xhtml+xml", "text/plain; charset=utf-8"),
        ("text/javascript", "text/javascript; charset=utf-8"),
    ],
)
async def test_active_content_is_saved_never_run(world: World, kind: str, shown: str) -> None:
    headers = await _saved_as(world, "", kind)
    assert headers["content-type"] == shown
    assert headers["content-disposition"] == "attachment"
    assert headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert headers["x-content-type-options"] == "nosniff"


async def test_an_unchanged_file_is_not_sent_again(world: World) -> None:
    client, person, headers = await a_member(world)
    await put(client, f"{person.id}/a.pdf")
    path = f"/storage/v1/object/files/{person.id}/a.pdf"
    first = await world.http.get(path, headers=headers)
    again = await world.http.get(path, headers={**headers, "If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
