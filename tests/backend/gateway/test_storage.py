"""Private files: policies decide, supabase-py's client speaks."""

import asyncio
import re
from dataclasses import replace
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit

import httpx
import psycopg
import pytest
from storage3.exceptions import StorageApiError
from supabase import AsyncClient

from services.backend import tokens
from services.backend.app import create_app
from tests.backend.gateway.world import Person, World, client_of

PDF = b"%PDF-1.7 " + bytes(range(256)) * 40
NOT_FOUND = {
    "statusCode": "404",
    "error": "not_found",
    "code": "NoSuchKey",
    "message": "Object not found",
}


async def _member(world: World) -> tuple[AsyncClient, Person, dict[str, str]]:
    client, session, person = await world.signed_in()
    return client, person, world.headers(session.access_token)


async def _put(
    client: AsyncClient, path: str, data: bytes = PDF, kind: str = "application/pdf"
) -> None:
    await client.storage.from_("files").upload(path, data, {"content-type": kind})


def _on_disk(world: World) -> list[Path]:
    return [path for path in world.config.storage_dir.rglob("*") if path.is_file()]


async def _shared(world: World, name: str = "shared/thong-bao.pdf") -> str:
    """A file that only the service may put where all members read it."""
    name = name.replace(".", f"-{world.address}.")
    await _put(await world.admin(), name)
    return name


async def test_a_file_goes_in_and_comes_out(world: World) -> None:
    client, person, _ = await _member(world)
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
    _, person, headers = await _member(world)
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
    mine, theirs = await _member(world), await _member(world)
    await _put(mine[0], f"{mine[1].id}/a.pdf")
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
    mine, theirs = await _member(world), await _member(world)
    await _put(mine[0], f"{mine[1].id}/a.pdf")
    for client, path in (
        (theirs[0], f"{mine[1].id}/b.pdf"),
        (theirs[0], "shared/b.pdf"),
        (await world.client(), f"{mine[1].id}/b.pdf"),
    ):
        with pytest.raises(StorageApiError) as raised:
            await _put(client, path)
        assert (raised.value.status, raised.value.code) == ("403", "Unauthorized")
        assert "row-level security" in raised.value.message
    with pytest.raises(StorageApiError) as raised:
        await theirs[0].storage.from_("files").update(f"{mine[1].id}/a.pdf", b"new")
    assert raised.value.status == "403"
    assert len(_on_disk(world)) == 1  # refused bytes leave nothing behind


async def test_the_right_is_checked_before_the_bytes_are_read(world: World) -> None:
    _, _, headers = await _member(world)
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
    name = await _shared(world)
    client, _, _ = await _member(world)
    assert await client.storage.from_("files").download(name) == PDF
    with pytest.raises(StorageApiError) as raised:
        await (await world.client()).storage.from_("files").download(name)
    assert (raised.value.status, raised.value.code) == ("404", "not_found")


async def test_a_name_is_taken_unless_overwritten(world: World) -> None:
    client, person, _ = await _member(world)
    path = f"{person.id}/a.txt"
    await _put(client, path, b"one", "text/plain")
    with pytest.raises(StorageApiError) as raised:
        await _put(client, path, b"two", "text/plain")
    assert (raised.value.status, raised.value.code) == ("409", "Duplicate")
    assert raised.value.message == "The resource already exists"
    files = client.storage.from_("files")
    await files.upload(path, b"three", {"content-type": "text/plain", "upsert": "true"})
    assert await files.download(path) == b"three"
    await files.update(path, b"four", {"content-type": "text/plain"})
    assert await files.download(path) == b"four"
    assert len(_on_disk(world)) == 1  # the former bytes are gone


async def test_two_uploads_of_one_name(world: World) -> None:
    client, person, _ = await _member(world)
    path = f"{person.id}/race.txt"
    answers = await asyncio.gather(
        *(_put(client, path, b"%d" % n * 50_000, "text/plain") for n in range(6)),
        return_exceptions=True,
    )
    assert sum(answer is None for answer in answers) == 1
    assert len(_on_disk(world)) == 1


async def test_signed_links_open_without_an_account_until_they_end(world: World) -> None:
    client, person, _ = await _member(world)
    path = f"{person.id}/a.pdf"
    await _put(client, path)
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
    client, person, headers = await _member(world)
    for name in ("a.pdf", "b.pdf"):
        await _put(client, f"{person.id}/{name}")
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
    client, person, _ = await _member(world)
    path = f"{person.id}/a.pdf"
    await _put(client, path)
    made = await client.storage.from_("files").create_signed_url(path, 60)
    removed = await client.storage.from_("files").remove([path, f"{person.id}/none.pdf"])
    assert [row["name"] for row in removed] == [path]
    assert _on_disk(world) == []
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
    client, person, headers = await _member(world)
    await _put(client, f"{person.id}/a.pdf")
    answer = await world.http.post(
        f"/storage/v1/object/sign/files/{person.id}/a.pdf", json=body, headers=headers
    )
    assert (answer.status_code, answer.json()["message"]) == (400, message)


async def _saved_as(world: World, query: str, kind: str = "application/pdf") -> httpx.Headers:
    client, person, headers = await _member(world)
    await _put(client, f"{person.id}/a.bin", b"<script>alert(1)</script>", kind)
    answer = await world.http.get(
        f"/storage/v1/object/files/{person.id}/a.bin{query}", headers=headers
    )
    assert answer.status_code == 200
    return answer.headers


async def test_download_names(world: World) -> None:
    assert "content-disposition" not in await _saved_as(world, "")
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
    client, person, headers = await _member(world)
    await _put(client, f"{person.id}/a.pdf")
    path = f"/storage/v1/object/files/{person.id}/a.pdf"
    first = await world.http.get(path, headers=headers)
    again = await world.http.get(path, headers={**headers, "If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


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
    _, _, headers = await _member(world)
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
    assert _on_disk(world) == []


async def test_names_on_disk_say_nothing(world: World) -> None:
    client, person, _ = await _member(world)
    await _put(client, f"{person.id}/danh-sach-dang-vien.pdf")
    (found,) = _on_disk(world)
    assert re.fullmatch(
        r"objects/[0-9a-f]{2}/[0-9a-f-]{36}", str(found.relative_to(world.config.storage_dir))
    )
    assert found.stat().st_mode & 0o077 == 0
    assert found.parent.stat().st_mode & 0o077 == 0


async def test_limits_of_a_bucket(world: World) -> None:
    client, person, headers = await _member(world)
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
    assert len(_on_disk(world)) == 1


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
    client, person, headers = await _member(world)
    for name in ("b.txt", "a.txt", "sub/c.txt", "sub/d.txt"):
        await _put(client, f"{person.id}/{name}", b"x", "text/plain")
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


async def test_buckets_belong_to_the_service(world: World) -> None:
    admin = await world.admin()
    name = f"made-{world.address}-{world.server.major}"
    await admin.storage.create_bucket(
        name, options={"file_size_limit": 10, "allowed_mime_types": ["image/*"]}
    )
    made = await admin.storage.get_bucket(name)
    assert (made.public, made.file_size_limit) == (False, 10)
    assert name in [bucket.id for bucket in await admin.storage.list_buckets()]
    member, _, _ = await _member(world)
    assert await member.storage.list_buckets() == []
    with pytest.raises(StorageApiError) as raised:
        await member.storage.create_bucket("own")
    assert raised.value.status == "403"
    with pytest.raises(StorageApiError) as raised:
        await member.storage.get_bucket(name)
    assert (raised.value.status, raised.value.code) == ("404", "Bucket not found")
    with pytest.raises(StorageApiError) as raised:
        await admin.storage.create_bucket(name)
    assert (raised.value.status, raised.value.code) == ("409", "Duplicate")
    public = await world.http.post(
        "/storage/v1/bucket", json={"name": "open", "public": True}, headers=world.admin_headers
    )
    assert public.status_code == 501


async def test_unknown_buckets(world: World) -> None:
    client, person, _ = await _member(world)
    unknown = client.storage.from_("nowhere")
    for call in (
        unknown.upload(f"{person.id}/a.pdf", PDF),
        unknown.download("a/b.pdf"),
        unknown.create_signed_url("a/b.pdf", 60),
    ):
        with pytest.raises(StorageApiError) as raised:
            await call
        assert (raised.value.status, raised.value.code) == ("404", "Bucket not found")
    public = await world.http.get(f"/storage/v1/object/public/files/{person.id}/a.pdf")
    assert (public.status_code, public.json()["error"]) == (400, "Bucket not found")


async def test_tokens_at_storage(world: World) -> None:
    client, person, headers = await _member(world)
    await _put(client, f"{person.id}/a.pdf")
    path = f"/storage/v1/object/files/{person.id}/a.pdf"
    only_token = {"Authorization": headers["Authorization"]}
    assert (await world.http.get(path, headers=only_token)).content == PDF
    none = await world.http.get(path)
    assert none.json()["message"] == "headers must have required property 'authorization'"
    broken = await world.http.get(path, headers={"Authorization": "Bearer a.b.c"})
    assert broken.json() == {
        "statusCode": "403",
        "error": "Unauthorized",
        "code": "AccessDenied",
        "message": "Invalid Compact JWS",
    }
    wrong_key = await world.http.get(path, headers={**headers, "apikey": "sb_publishable_x"})
    assert wrong_key.status_code == 401
    world.clock.advance(3601)
    late = await world.http.get(path, headers=headers)
    assert late.json()["message"] == '"exp" claim timestamp check failed'


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "object/copy"),
        ("POST", "object/move"),
        ("POST", "object/upload/sign/files/a/b"),
        ("POST", "object/list-v2/files"),
        ("DELETE", "object/files/a/b.pdf"),
        ("POST", "upload/resumable"),
        ("GET", "render/image/authenticated/files/a.png"),
        ("DELETE", "bucket/files"),
        ("POST", "bucket/files/empty"),
        ("GET", "s3"),
    ],
)
async def test_what_is_not_offered_says_so(world: World, method: str, path: str) -> None:
    answer = await world.http.request(
        method, f"/storage/v1/{path}", json={}, headers=world.admin_headers
    )
    assert answer.status_code == 501
    assert (answer.json()["statusCode"], answer.json()["code"]) == ("501", "NotSupported")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"--b",
        b"--b\r\nContent-Disposition: form-data; name=x\r\n\r\nvalue",
        b'--b\r\nContent-Disposition: form-data; name="f"; filename="a"\r\n\r\nbytes',
        b"--b\r\nContent-Disposition: form-data; name=x\r\n\r\nonly a field\r\n--b--\r\n",
        b"--b\r\n" + b"X: " + b"y" * 9000 + b"\r\n\r\n",
        b"".join(b"--b\r\nContent-Disposition: form-data; name=x\r\n\r\nv\r\n" for _ in range(20))
        + b"--b--",
    ],
)
async def test_broken_forms_leave_nothing(world: World, body: bytes) -> None:
    _, person, headers = await _member(world)
    answer = await world.http.post(
        f"/storage/v1/object/files/{person.id}/x",
        content=body,
        headers={**headers, "Content-Type": "multipart/form-data; boundary=b"},
    )
    assert (answer.status_code, answer.json()["statusCode"]) == (400, "400")
    assert _on_disk(world) == []


async def test_rows_cannot_be_deleted_past_the_files(world: World) -> None:
    """As on hosted Supabase: whoever deletes a row by SQL would leave the bytes behind."""
    with psycopg.connect(world.server.conninfo("postgres"), autocommit=True) as conn:
        for table in ("objects", "buckets"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                conn.execute(f"delete from storage.{table}".encode())


async def test_drafts_of_a_crash_are_dropped_at_the_next_start(world: World) -> None:
    import os

    drafts = world.config.storage_dir / "drafts"
    old, fresh = drafts / "old", drafts / "fresh"
    old.write_bytes(b"x")
    fresh.write_bytes(b"x")
    os.utime(old, (0, 0))
    gateway = create_app(world.config)
    await gateway.open()
    await gateway.close()
    assert [path.name for path in drafts.iterdir()] == ["fresh"]


async def test_a_lost_file_is_not_an_error_of_the_server(world: World) -> None:
    client, person, _ = await _member(world)
    await _put(client, f"{person.id}/a.pdf")
    _on_disk(world)[0].unlink()
    with pytest.raises(StorageApiError) as raised:
        await client.storage.from_("files").download(f"{person.id}/a.pdf")
    assert (raised.value.status, raised.value.message) == ("404", "The resource was not found")
