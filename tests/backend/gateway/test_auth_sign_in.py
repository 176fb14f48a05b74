"""Signing in and out, and what a session's token says."""

import asyncio
import json
from typing import Any

import bcrypt
import psycopg
import pytest
from supabase_auth.errors import AuthApiError

from services.backend import tokens
from tests.backend.gateway.world import PASSWORD, World, new_phone

WRONG = {"code": 400, "error_code": "invalid_credentials", "msg": "Invalid login credentials"}


async def test_the_token_response(world: World) -> None:
    person = await world.person(app_metadata={"unit": "a1"}, user_metadata={"text_size": 2})
    answer = await world.try_password("+" + person.phone, PASSWORD)
    assert answer.status_code == 200
    body = answer.json()
    assert set(body) == {
        "access_token",
        "token_type",
        "expires_in",
        "expires_at",
        "refresh_token",
        "user",
    }
    assert (body["token_type"], body["expires_in"]) == ("bearer", 3600)
    claims = tokens.decode(body["access_token"], world.config.jwt_secret, world.clock())
    assert claims == {
        "iss": "http://so-tay.test/auth/v1",
        "sub": person.id,
        "aud": "authenticated",
        "exp": body["expires_at"],
        "iat": body["expires_at"] - 3600,
        "email": "",
        "phone": person.phone,
        "app_metadata": {"provider": "phone", "providers": ["phone"], "unit": "a1"},
        "user_metadata": {"text_size": 2},
        "role": "authenticated",
        "aal": "aal1",
        "amr": [{"method": "password", "timestamp": claims["iat"]}],
        "session_id": claims["session_id"],
        "is_anonymous": False,
    }
    user = body["user"]
    assert (user["id"], user["phone"], user["email"]) == (person.id, person.phone, "")
    assert user["last_sign_in_at"].endswith("Z")
    assert [i["provider"] for i in user["identities"]] == ["phone"]
    assert "encrypted_password" not in json.dumps(body)


async def test_sign_in_by_email_ignores_case(world: World) -> None:
    email = f"An.{new_phone()}@Example.vn"
    await world.person(email=email, email_confirm=True)
    client = await world.client()
    answer = await client.auth.sign_in_with_password({"email": email.upper(), "password": PASSWORD})
    assert answer.user is not None
    assert answer.user.email == email.lower()
    assert answer.user.user_metadata == {"email_verified": True}


async def test_hashes_are_bcrypt_and_move_with_a_dump(world: World) -> None:
    person = await world.person()
    with psycopg.connect(world.server.conninfo("postgres")) as conn:
        row = conn.execute(
            "select encrypted_password, instance_id::text, confirmation_token, aud, role"
            " from auth.users where id = %s",
            (person.id,),
        ).fetchone()
    assert row is not None
    assert row[0].startswith("$2a$")
    assert bcrypt.checkpw(PASSWORD.encode(), row[0].encode())
    assert row[1:] == (
        "00000000-0000-0000-0000-000000000000",
        "",
        "authenticated",
        "authenticated",
    )


async def _refused_logins(world: World) -> dict[str, dict[str, Any]]:
    known, without_password = await world.person(), await world.person()
    other_hash = await world.person()
    banned = await world.person(ban_duration="24h")
    unconfirmed = await world.person(phone_confirm=False)
    with psycopg.connect(world.server.conninfo("postgres"), autocommit=True) as conn:
        conn.execute(
            "update auth.users set encrypted_password = null where id = %s", (without_password.id,)
        )
        conn.execute(
            "update auth.users set encrypted_password = '$argon2id$x' where id = %s",
            (other_hash.id,),
        )
    return {
        "known": {"phone": known.phone, "password": "not the password"},
        "unknown": {"phone": new_phone(), "password": PASSWORD},
        "unknown email": {"email": "khong.ai@example.vn", "password": PASSWORD},
        "no password": {"phone": without_password.phone, "password": PASSWORD},
        "hash of another kind": {"phone": other_hash.phone, "password": PASSWORD},
        "banned": {"phone": banned.phone, "password": "not the password"},
        "unconfirmed": {"phone": unconfirmed.phone, "password": "not the password"},
        "empty": {"phone": known.phone, "password": ""},
        "too long": {"phone": known.phone, "password": "x" * 500},
        "injection": {"phone": "' or 1=1 --", "password": PASSWORD},
    }


async def test_unknown_and_known_accounts_answer_equally(world: World) -> None:
    """Same status, body and headers, and the same work: one hash each, whoever is asked for."""
    passwords = world.gateway.auth.passwords
    seen = set[tuple[Any, ...]]()
    for what, body in (await _refused_logins(world)).items():
        before = passwords.computed
        answer = await world.grant(body, http=world.from_address("192.0.2.7"))
        assert passwords.computed - before == 1, what
        headers = {k: v for k, v in answer.headers.items() if k != "date"}
        seen.add((answer.status_code, answer.text, tuple(sorted(headers.items()))))
        assert (answer.status_code, answer.json()) == (400, WRONG), what
    assert len(seen) == 1


async def test_the_work_for_nobody_is_as_hard(world: World) -> None:
    """The hash that stands in for a missing one has the cost of the real ones."""
    person = await world.person()
    with psycopg.connect(world.server.conninfo("postgres")) as conn:
        row = conn.execute(
            "select encrypted_password from auth.users where id = %s", (person.id,)
        ).fetchone()
    assert row is not None
    assert world.gateway.auth.passwords.stand_in[:7] == row[0][:7] == "$2a$04$"


async def test_the_holder_of_the_password_is_told_more(world: World) -> None:
    banned = await world.person(ban_duration="1h")
    answer = await world.try_password(banned.phone, PASSWORD)
    assert (answer.status_code, answer.json()["error_code"]) == (400, "user_banned")
    world.clock.advance(3601)
    assert (await world.try_password(banned.phone, PASSWORD)).status_code == 200
    unconfirmed = await world.person(phone_confirm=False)
    answer = await world.try_password(unconfirmed.phone, PASSWORD)
    assert answer.json() == {
        "code": 400,
        "error_code": "phone_not_confirmed",
        "msg": "Phone not confirmed",
    }


@pytest.mark.parametrize(
    ("query", "body", "status", "code", "message"),
    [
        ("grant_type=password", b"{", 400, "bad_json", None),
        ("grant_type=password", b"[]", 400, "bad_json", None),
        ("grant_type=password", b'{"phone": 1, "password": "x"}', 400, "bad_json", None),
        (
            "grant_type=password",
            b'{"password": "x"}',
            400,
            "validation_failed",
            "missing email or phone",
        ),
        (
            "grant_type=password",
            b'{"email": "a@b.vn", "phone": "84900", "password": "x"}',
            400,
            "validation_failed",
            "Only an email address or phone number should be provided on login.",
        ),
        (
            "grant_type=password",
            b'{"phone": "84\\u0000", "password": "x"}',
            400,
            "bad_json",
            None,
        ),
        ("grant_type=magic", b"{}", 400, "invalid_credentials", "unsupported_grant_type"),
        ("", b"{}", 400, "invalid_credentials", "unsupported_grant_type"),
        ("grant_type=pkce", b"{}", 501, "feature_disabled", None),
        ("grant_type=password", b"{" + b" " * (1 << 20), 413, "request_entity_too_large", None),
    ],
)
async def test_malformed_requests(
    world: World, query: str, body: bytes, status: int, code: str, message: str | None
) -> None:
    answer = await world.http.post(
        f"/auth/v1/token?{query}", content=body, headers=world.public_headers
    )
    assert (answer.status_code, answer.json()["error_code"]) == (status, code)
    assert answer.json()["code"] == status
    assert answer.headers["x-sb-error-code"] == code
    if message:
        assert answer.json()["msg"] == message


async def test_both_versions_of_error_bodies(world: World) -> None:
    body = {"phone": new_phone(), "password": "x"}
    old = await world.grant(body)
    assert old.json() == WRONG
    assert "x-supabase-api-version" not in old.headers
    new = await world.grant(body, headers={"X-Supabase-Api-Version": "2024-01-01"})
    assert new.json() == {"code": "invalid_credentials", "message": "Invalid login credentials"}
    assert new.headers["x-supabase-api-version"] == "2024-01-01"
    client = await world.client()
    with pytest.raises(AuthApiError) as raised:
        await client.auth.sign_in_with_password({"phone": new_phone(), "password": "x"})
    assert (raised.value.code, raised.value.status) == ("invalid_credentials", 400)
    assert raised.value.message == "Invalid login credentials"


async def test_sign_up_is_closed(world: World) -> None:
    client = await world.client()
    with pytest.raises(AuthApiError) as raised:
        await client.auth.sign_up({"phone": new_phone(), "password": PASSWORD})
    assert (raised.value.code, raised.value.status) == ("signup_disabled", 422)
    assert raised.value.message == "Signups not allowed for this instance"
    with pytest.raises(AuthApiError) as raised:
        await client.auth.sign_in_anonymously()
    assert (raised.value.code, raised.value.status) == ("anonymous_provider_disabled", 422)


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "otp"),
        ("POST", "verify"),
        ("POST", "recover"),
        ("POST", "magiclink"),
        ("POST", "resend"),
        ("POST", "invite"),
        ("GET", "authorize"),
        ("GET", "reauthenticate"),
        ("POST", "sso"),
        ("POST", "admin/generate_link"),
        ("GET", "admin/audit"),
        ("GET", "user/identities/authorize"),
    ],
)
async def test_what_is_not_offered_says_so(world: World, method: str, path: str) -> None:
    answer = await world.http.request(
        method, f"/auth/v1/{path}", json={}, headers=world.admin_headers
    )
    assert (answer.status_code, answer.json()["error_code"]) == (501, "feature_disabled")
    assert "local gateway" in answer.json()["msg"]


async def test_health_settings_and_keys(world: World) -> None:
    health = await world.http.get("/auth/v1/health", headers=world.public_headers)
    assert health.json()["name"] == "GoTrue"
    settings = (await world.http.get("/auth/v1/settings", headers=world.public_headers)).json()
    assert settings["disable_signup"] is True
    assert settings["external"]["phone"] is True
    keys = await world.http.get("/auth/v1/.well-known/jwks.json", headers=world.public_headers)
    assert keys.json() == {"keys": []}
    assert (
        await world.http.get("/auth/v1/nothing", headers=world.public_headers)
    ).status_code == 404


async def test_supabase_py_reads_the_claims(world: World) -> None:
    client, _, person = await world.signed_in()
    claims = await client.auth.get_claims()
    assert claims is not None
    assert claims["claims"].get("sub") == person.id


async def _sessions(world: World, person_id: str) -> int:
    with psycopg.connect(world.server.conninfo("postgres")) as conn:
        row = conn.execute(
            "select count(*) from auth.sessions where user_id = %s", (person_id,)
        ).fetchone()
    assert row is not None
    return int(row[0])


async def test_signing_out_here_elsewhere_everywhere(world: World) -> None:
    first, _, person = await world.signed_in()
    second, second_session, _ = await world.signed_in(person)
    third, _, _ = await world.signed_in(person)
    await first.auth.sign_out({"scope": "local"})
    assert await _sessions(world, person.id) == 2
    await third.auth.sign_out({"scope": "others"})
    assert await _sessions(world, person.id) == 1
    refused = await world.refresh(second_session.refresh_token)
    assert refused.json()["error_code"] == "refresh_token_not_found"
    with pytest.raises(AuthApiError) as raised:
        await second.auth.get_user()
    assert (raised.value.code, raised.value.status) == ("session_not_found", 403)
    fourth, _, _ = await world.signed_in(person)
    await fourth.auth.sign_out()
    assert await _sessions(world, person.id) == 0
    other = await world.http.post(
        "/auth/v1/logout?scope=all", headers=world.headers(second_session.access_token)
    )
    assert other.json()["msg"] == 'Unsupported logout scope "all"'


async def test_the_secret_key_signs_a_member_out(world: World) -> None:
    _, session, person = await world.signed_in()
    await world.signed_in(person)
    admin = await world.admin()
    await admin.auth.admin.sign_out(session.access_token, "global")
    assert await _sessions(world, person.id) == 0


async def test_the_session_row_says_where_from(world: World) -> None:
    person = await world.person()
    answer = await world.grant(
        {"phone": person.phone, "password": PASSWORD},
        headers={
            **world.admin_headers,
            "sb-forwarded-for": "2001:db8::5",
            "user-agent": "Điện thoại".encode().decode("ascii", "ignore"),
        },
    )
    assert answer.status_code == 200
    with psycopg.connect(world.server.conninfo("postgres")) as conn:
        row = conn.execute(
            "select host(ip), aal::text, refreshed_at, not_after from auth.sessions"
            " where user_id = %s",
            (person.id,),
        ).fetchone()
    assert row == ("2001:db8::5", "aal1", None, None)


async def test_a_weak_old_password_still_opens_but_is_reported(world: World) -> None:
    person = await world.person(password="ngắn")
    answer = await world.try_password(person.phone, "ngắn")
    assert answer.json()["weak_password"] == {
        "message": "Password should be at least 12 characters.",
        "reasons": ["length"],
    }


async def test_many_at_once(world: World) -> None:
    """More people than connections and hashing threads; nobody gets another's session."""
    people = [await world.person() for _ in range(12)]
    found = await asyncio.gather(*(world.signed_in(person) for person in people))
    for (_, session, _), person in zip(found, people, strict=True):
        assert session.user.id == person.id
