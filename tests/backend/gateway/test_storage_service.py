"""Storage as a service: buckets, tokens, what is not offered, what a crash leaves."""

import psycopg
import pytest
from storage3.exceptions import StorageApiError

from services.backend.app import create_app
from tests.backend.gateway.files import PDF, a_member, on_disk, put
from tests.backend.gateway.world import World


async def test_buckets_belong_to_the_service(world: World) -> None:
    admin = await world.admin()
    name = f"made-{world.address}-{world.server.major}"
    await admin.storage.create_bucket(
        name, options={"file_size_limit": 10, "allowed_mime_types": ["image/*"]}
    )
    made = await admin.storage.get_bucket(name)
    assert (made.public, made.file_size_limit) == (False, 10)
    assert name in [bucket.id for bucket in await admin.storage.list_buckets()]
    member, _, _ = await a_member(world)
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
    client, person, _ = await a_member(world)
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
    client, person, headers = await a_member(world)
    await put(client, f"{person.id}/a.pdf")
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
    _, person, headers = await a_member(world)
    answer = await world.http.post(
        f"/storage/v1/object/files/{person.id}/x",
        content=body,
        headers={**headers, "Content-Type": "multipart/form-data; boundary=b"},
    )
    assert (answer.status_code, answer.json()["statusCode"]) == (400, "400")
    assert on_disk(world) == []


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
    client, person, _ = await a_member(world)
    await put(client, f"{person.id}/a.pdf")
    on_disk(world)[0].unlink()
    with pytest.raises(StorageApiError) as raised:
        await client.storage.from_("files").download(f"{person.id}/a.pdf")
    assert (raised.value.status, raised.value.message) == ("404", "The resource was not found")
