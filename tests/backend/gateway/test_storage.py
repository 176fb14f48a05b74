"""Private files: policies decide, supabase-py's client speaks."""

import asyncio
import re
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import httpx
import psycopg
import pytest
from storage3.exceptions import StorageApiError

from services.backend.app import create_app
from tests.backend.gateway.files import NOT_FOUND, PDF, a_member, on_disk, put, shared
from tests.backend.gateway.world import World, client_of


async def test_a_file_goes_in_and_comes_out(world: World) -> None:
    client, person, _ = await a_member(world)
    path = f"{person.id}/nghi-quyet.pdf"
    answer = await client.storage.from_("files").upload(
        path, PDF, {"content-type": "application/pdf", "metadata": {"số": 5}}
    )
    assert answer.full_path == f"files/{path}"
    assert await client.storage.from_("files").download(path) == PDF
    info = await client.storage.from_("files").info(path)
    assert (info["size"], info["content_type"]) == (len(PDF), "application/pdf")
    assert info["metadata"] == {"số": 5}
    with psycopg.connect(world.server.conninfo("supabase_admin")) as conn:
        row = conn.execute(
            "select owner::text, owner_id, metadata ->> 'mimetype', (metadata ->> 'size')::int,"
            " path_tokens from storage.objects where name = %s",
            (path,),
        ).fetchone()
    assert row == (person.id, person.id, "application/pdf", len(PDF), [person.id, "nghi-quyet.pdf"])


async def test_bytes_without_a_form_as_supabase_js_sends_them(world: World) -> None:
    _, person, headers = await a_member(world)
    path = f"/storage/v1/object/files/{person.id}/raw.png"
    sent = await world.http.post(
        path, content=PDF, headers={**headers, "Content-Type": "image/png"}
    )
    assert sent.status_code == 200
    assert set(sent.json()) == {"Id", "Key"}
    got = await world.http.get(path.replace("object/", "object/authenticated/"), headers=headers)
    assert (got.content, got.headers["content-type"]) == (PDF, "image/png")
    assert got.headers["cache-control"] == "private, no-cache"
    assert got.headers["x-content-type-options"] == "nosniff"
    assert int(got.headers["content-length"]) == len(PDF)


async def test_what_is_not_yours_is_not_there(world: World) -> None:
    mine, theirs = await a_member(world), await a_member(world)
    await put(mine[0], f"{mine[1].id}/a.pdf")
    answers = [
        await world.http.request(method, f"/storage/v1/object/{path}", json=body, headers=headers)
        for headers in (theirs[2], world.public_headers)
        for name in (f"{mine[1].id}/a.pdf", f"{mine[1].id}/none.pdf")
        for method, path, body in (
            ("GET", f"files/{name}", None),
            ("GET", f"authenticated/files/{name}", None),
            ("GET", f"info/files/{name}", None),
            ("POST", f"sign/files/{name}", {"expiresIn": 60}),
        )
    ]
    for answer in answers:
        assert (answer.status_code, answer.json()) == (400, NOT_FOUND)
    head = await world.http.head(f"/storage/v1/object/files/{mine[1].id}/a.pdf", headers=theirs[2])
    assert head.status_code == 400
    removed = await theirs[0].storage.from_("files").remove([f"{mine[1].id}/a.pdf"])
    assert removed == []
    assert await theirs[0].storage.from_("files").list(mine[1].id) == []
    many = await theirs[0].storage.from_("files").create_signed_urls([f"{mine[1].id}/a.pdf"], 60)
    assert many[0]["signedURL"] is None
    assert await mine[0].storage.from_("files").download(f"{mine[1].id}/a.pdf") == PDF


async def test_nobody_writes_where_the_policy_forbids(world: World) -> None:
    mine, theirs = await a_member(world), await a_member(world)
    await put(mine[0], f"{mine[1].id}/a.pdf")
    for client, path in (
        (theirs[0], f"{mine[1].id}/b.pdf"),
        (theirs[0], "shared/b.pdf"),
        (await world.client(), f"{mine[1].id}/b.pdf"),
    ):
        with pytest.raises(StorageApiError) as raised:
            await put(client, path)
        assert (raised.value.status, raised.value.code) == ("403", "Unauthorized")
        assert "row-level security" in raised.value.message
    with pytest.raises(StorageApiError) as raised:
        await theirs[0].storage.from_("files").update(f"{mine[1].id}/a.pdf", b"new")
    assert raised.value.status == "403"
    assert len(on_disk(world)) == 1  # refused bytes leave nothing behind


async def test_the_right_is_checked_before_the_bytes_are_read(world: World) -> None:
    _, _, headers = await a_member(world)
    sent = 0

    async def body() -> Any:
        nonlocal sent
        for _ in range(100):
            sent += 1
            yield b"x" * 10_000

    path = "/storage/v1/object/files/shared/x.bin"
    answer = await world.http.post(path, content=cast(Any, body()), headers=headers)
    assert answer.json()["statusCode"] == "403"
    assert sent <= 1


async def test_members_read_what_is_shared(world: World) -> None:
    name = await shared(world)
    client, _, _ = await a_member(world)
    assert await client.storage.from_("files").download(name) == PDF
    with pytest.raises(StorageApiError) as raised:
        await (await world.client()).storage.from_("files").download(name)
    assert (raised.value.status, raised.value.code) == ("404", "not_found")


async def test_a_name_is_taken_unless_overwritten(world: World) -> None:
    client, person, _ = await a_member(world)
    path = f"{person.id}/a.txt"
    await put(client, path, b"one", "text/plain")
    with pytest.raises(StorageApiError) as raised:
        await put(client, path, b"two", "text/plain")
    assert (raised.value.status, raised.value.code) == ("409", "Duplicate")
    assert raised.value.message == "The resource already exists"
    files = client.storage.from_("files")
    await files.upload(path, b"three", {"content-type": "text/plain", "upsert": "true"})
    assert await files.download(path) == b"three"
    await files.update(path, b"four", {"content-type": "text/plain"})
    assert await files.download(path) == b"four"
    assert len(on_disk(world)) == 1  # the former bytes are gone


async def test_two_uploads_of_one_name(world: World) -> None:
    client, person, _ = await a_member(world)
    path = f"{person.id}/race.txt"
    answers = await asyncio.gather(
        *(put(client, path, b"%d" % n * 50_000, "text/plain") for n in range(6)),
        return_exceptions=True,
    )
    assert sum(answer is None for answer in answers) == 1
    assert len(on_disk(world)) == 1


@pytest.mark.parametrize(
    "name",
    [
        "../other/a.pdf",
        "x/../../a.pdf",
        "x//a.pdf",
        "x/./a.pdf",
        "/etc/passwd",
        "x/tên.pdf",
        "x/a\x00.pdf",
        "x/a\\b.pdf",
        "x/" + "a" * 1100,
        "..",
    ],
)
async def test_names_that_are_no_names(world: World, name: str) -> None:
    _, _, headers = await a_member(world)
    url = httpx.URL("http://gateway.test/", raw_path=b"/")
    raw = ("/storage/v1/object/files/" + name).encode()
    quoted = b"".join(
        b"%%%02x" % c if c < 33 or c > 126 or c in b"%.\\" else bytes([c]) for c in raw
    )
    request = world.http.build_request(
        "POST", url.copy_with(raw_path=quoted), headers=headers, content=b"x"
    )
    answer = await world.http.send(request)
    assert answer.status_code == 400, answer.text
    assert answer.json()["code"] in ("InvalidKey", "InvalidBucketName")
    assert on_disk(world) == []


async def test_names_on_disk_say_nothing(world: World) -> None:
    client, person, _ = await a_member(world)
    await put(client, f"{person.id}/danh-sach-dang-vien.pdf")
    (found,) = on_disk(world)
    assert re.fullmatch(
        r"objects/[0-9a-f]{2}/[0-9a-f-]{36}", str(found.relative_to(world.config.storage_dir))
    )
    assert found.stat().st_mode & 0o077 == 0
    assert found.parent.stat().st_mode & 0o077 == 0


async def test_limits_of_a_bucket(world: World) -> None:
    client, person, headers = await a_member(world)
    small = client.storage.from_("small")
    await small.upload(f"{person.id}/a.png", b"x" * 1000, {"content-type": "image/png"})
    with pytest.raises(StorageApiError) as raised:
        await small.upload(f"{person.id}/b.png", b"x" * 1001, {"content-type": "image/png"})
    assert (raised.value.status, raised.value.code) == ("413", "Payload too large")
    assert raised.value.message == "The object exceeded the maximum allowed size"
    raw = await world.http.post(
        f"/storage/v1/object/small/{person.id}/c.png",
        content=b"x" * 1001,
        headers={**headers, "Content-Type": "image/png"},
    )
    assert raw.json()["statusCode"] == "413"
    with pytest.raises(StorageApiError) as raised:
        await small.upload(f"{person.id}/b.html", b"x", {"content-type": "text/html"})
    assert (raised.value.status, raised.value.code) == ("415", "invalid_mime_type")
    assert raised.value.message == "mime type text/html is not supported"
    assert len(on_disk(world)) == 1


async def test_the_gateway_s_own_limit(world: World, tmp_path: Path) -> None:
    config = replace(world.config, max_object_bytes=500, storage_dir=tmp_path / "few")
    gateway = create_app(config)
    await gateway.open()
    try:
        async with client_of(gateway, world.address) as http:
            for size, status in ((500, "200"), (501, "413")):
                answer = await http.post(
                    f"/storage/v1/object/files/shared/{world.address}-{size}",
                    content=b"x" * size,
                    headers=world.admin_headers,
                )
                assert answer.json().get("statusCode", "200") == status
    finally:
        await gateway.close()


async def test_listing_shows_folders_and_own_files(world: World) -> None:
    client, person, headers = await a_member(world)
    for name in ("b.txt", "a.txt", "sub/c.txt", "sub/d.txt"):
        await put(client, f"{person.id}/{name}", b"x", "text/plain")
    files = client.storage.from_("files")
    listed = await files.list(person.id)
    assert [(row["name"], row["id"] is None) for row in listed] == [
        ("a.txt", False),
        ("b.txt", False),
        ("sub", True),
    ]
    assert listed[0]["metadata"]["size"] == 1
    assert [row["name"] for row in await files.list(f"{person.id}/sub")] == ["c.txt", "d.txt"]
    down = await files.list(
        person.id, {"sortBy": {"column": "name", "order": "desc"}, "limit": 1, "offset": 1}
    )
    assert [row["name"] for row in down] == ["b.txt"]
    assert [row["name"] for row in await files.list(person.id, {"search": "b"})] == ["b.txt"]
    bad = await world.http.post(
        "/storage/v1/object/list/files",
        json={"prefix": "", "sortBy": {"column": "name; drop table x"}},
        headers=headers,
    )
    assert bad.json()["statusCode"] == "400"
