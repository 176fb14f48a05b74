"""Bodies and addresses made to hurt: an answer of the client's fault, never of the server's."""

import logging
from typing import Any

import pytest

from tests.backend.gateway.world import PASSWORD, World

# 501 is said on purpose, of what is not offered.
FINE = {*range(200, 500), 501}
NESTED = b"[" * 50_000 + b"]" * 50_000
BODIES = {
    "nul": b'{"%s": "a\\u0000b"}',
    "half": b'{"%s": "a\\ud800"}',
    "number": b'{"%s": 1e999}',
    "list": b'{"%s": [1, {"a": 2}]}',
    "null": b'{"%s": null}',
    "long": b'{"%s": "' + b"x" * 300_000 + b'"}',
    "nested": b'{"%s": ' + NESTED + b"}",
    "empty": b"",
    "text": b'"%s"',
    "broken": b"\xc3\x28%s",
}
# Each endpoint with a field that it reads.
ENDPOINTS = [
    ("POST", "/auth/v1/token?grant_type=password", "phone"),
    ("POST", "/auth/v1/token?grant_type=password", "password"),
    ("POST", "/auth/v1/token?grant_type=refresh_token", "refresh_token"),
    ("POST", "/auth/v1/signup", "phone"),
    ("PUT", "/auth/v1/user", "password"),
    ("PUT", "/auth/v1/user", "data"),
    ("POST", "/auth/v1/factors", "friendly_name"),
    ("POST", "/auth/v1/admin/users", "phone"),
    ("POST", "/auth/v1/admin/users", "user_metadata"),
    ("POST", "/rest/v1/rpc/text", "value"),
    ("POST", "/rest/v1/rpc/add", "a"),
    ("POST", "/storage/v1/bucket", "name"),
    ("POST", "/storage/v1/object/sign/files/a/b.pdf", "expiresIn"),
    ("POST", "/storage/v1/object/sign/files", "paths"),
    ("POST", "/storage/v1/object/list/files", "prefix"),
    ("DELETE", "/storage/v1/object/files", "prefixes"),
]


@pytest.mark.parametrize("kind", BODIES)
async def test_no_body_breaks_the_server(world: World, kind: str) -> None:
    _, session, _ = await world.signed_in()
    bodies = [BODIES[kind].replace(b"%s", field.encode()) for _, _, field in ENDPOINTS]
    wrong = list[tuple[str, str, int, str]]()
    for (method, path, _), body in zip(ENDPOINTS, bodies, strict=True):
        for headers in (world.headers(session.access_token), world.admin_headers):
            answer = await world.http.request(
                method, path, content=body, headers={**headers, "Content-Type": "application/json"}
            )
            if answer.status_code not in FINE:
                wrong.append((method, path, answer.status_code, answer.text[:200]))
    assert wrong == []


@pytest.mark.parametrize(
    "path",
    [
        "/rest/v1/rpc/text?value=%00",
        "/rest/v1/rpc/text?value=%ff%fe",
        "/rest/v1/rpc/%00",
        "/rest/v1/rpc/%22%3B--",
        "/rest/v1/%2e%2e/%2e%2e",
        "/auth/v1/admin/users/%00",
        "/auth/v1/admin/users?page=-1",
        "/auth/v1/admin/users?page=9999999999999999999999",
        "/auth/v1/admin/users?per_page=%D9%A3",
        "/auth/v1/token?grant_type=%00",
        "/storage/v1/object/%00/a.pdf",
        "/storage/v1/object/files/%00",
        "/storage/v1/object/sign/files/a.pdf?token=%00",
        "/storage/v1/object/sign/files/a.pdf?token=a.b.c&download=%00",
        "/storage/v1/bucket/%00",
        "/storage/v1/object/files",
        "/storage/v1/",
        "/%00",
        "//",
    ],
)
async def test_no_address_breaks_the_server(world: World, path: str) -> None:
    for method in ("GET", "POST", "HEAD"):
        answer = await world.http.request(method, path, headers=world.admin_headers)
        assert answer.status_code in FINE, (method, answer.text)


@pytest.mark.parametrize("body", [b"[1]", b"a=1"])
async def test_headers_that_make_no_sense(world: World, body: bytes) -> None:
    for name, value in (
        ("Content-Type", b"\xff\xfe"),
        ("Accept", b"\xff;q=x,,,"),
        ("Prefer", b"=,=count"),
        ("Authorization", b"Bearer \xff\xff.\xff.\xff"),
        ("Authorization", b"Bearer " + b"a" * 5000),
        ("Authorization", b"Basic YTpi"),
        ("apikey", b"\xff"),
        ("X-Supabase-Api-Version", b"9999-99-99"),
        ("sb-forwarded-for", b",,,"),
        ("User-Agent", b"\xff" * 2000),
        ("Content-Length", b"x"),
        ("Range", b"bytes=9-1,-"),
    ):
        for path in ("/rest/v1/rpc/add", "/auth/v1/token?grant_type=password"):
            headers: dict[str, Any] = {**world.public_headers, name: value}
            answer = await world.http.post(path, content=body, headers=headers)
            assert answer.status_code in FINE, (name, path)


async def test_the_log_keeps_no_secret(world: World, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, logger="services.backend")
    client, session, person = await world.signed_in()
    await world.try_password(person.phone, "mật khẩu sai")
    await world.rpc("text", {"value": "Nguyễn Văn An"}, headers=world.headers(session.access_token))
    await world.rpc(
        "fail",
        {"state": "XX000", "message": "Nguyễn Văn An"},
        headers=world.headers(session.access_token),
    )
    await world.rpc(f"tra_cuu_{person.phone}", headers=world.headers(session.access_token))
    await client.storage.from_("files").upload(f"{person.id}/ho-so-cua-an.pdf", b"x")
    link = await client.storage.from_("files").create_signed_url(
        f"{person.id}/ho-so-cua-an.pdf", 60
    )
    await world.http.get(str(link["signedURL"]))
    logged = "\n".join(
        record.getMessage()
        for record in caplog.records
        if record.name.startswith("services.backend")
    )
    assert "rpc fail failed: 500 XX000" in logged
    assert "POST auth 400" in logged
    secrets = (
        session.access_token,
        session.refresh_token,
        person.phone,
        person.id,
        PASSWORD,
        "mật khẩu",
        "Nguyễn",
        "ho-so",
        "token=",
        world.config.secret_key,
        world.config.publishable_key,
        world.address,
    )
    assert [secret for secret in secrets if secret in logged] == []
