"""Keys, tokens and roles at the REST part; two members on one HTTP client."""

import asyncio
from typing import Any

import jwt
import pytest
from postgrest import APIError

from services.backend import tokens
from tests.backend.gateway.world import World, value


async def test_a_key_is_needed(world: World) -> None:
    for path in ("/rest/v1/rpc/add", "/auth/v1/token?grant_type=password", "/auth/v1/health"):
        none = await world.http.post(path, json={})
        assert none.status_code == 401
        assert none.json() == {
            "message": "No API key found in request",
            "hint": "No `apikey` request header or url param was found.",
        }
        wrong = await world.http.post(path, json={}, headers={"apikey": "sb_secret_guess"})
        assert wrong.status_code == 401
        assert wrong.json()["message"] == "Invalid API key"


async def test_the_key_gives_the_role(world: World) -> None:
    assert (await world.rpc("whoami")).json()["user"] == "anon"
    assert (await world.rpc("whoami", headers=world.admin_headers)).json()["user"] == "service_role"
    only_key = {"apikey": world.config.secret_key, "Authorization": ""}
    assert (await world.rpc("whoami", headers=only_key)).json()["user"] == "service_role"


async def test_a_member_s_token_counts_more_than_the_key(world: World) -> None:
    _, session, person = await world.signed_in()
    headers = {**world.admin_headers, "Authorization": f"Bearer {session.access_token}"}
    seen = (await world.rpc("whoami", headers=headers)).json()
    assert (seen["user"], seen["uid"]) == ("authenticated", person.id)


async def test_one_key_is_no_token_for_the_other(world: World) -> None:
    headers = {"Authorization": f"Bearer {world.config.secret_key}"}
    answer = await world.rpc("whoami", headers=headers)
    assert answer.status_code == 401
    assert answer.json() == {
        "code": "PGRST301",
        "message": "Expected 3 parts in JWT; got 1",
        "details": None,
        "hint": None,
    }
    assert 'error="invalid_token"' in answer.headers["www-authenticate"]


async def test_missing_rights_are_401_for_strangers_and_403_for_members(world: World) -> None:
    stranger = await world.rpc("work_only")
    assert (stranger.status_code, stranger.json()["code"]) == (401, "42501")
    assert stranger.headers["www-authenticate"] == "Bearer"
    _, session, _ = await world.signed_in()
    member = await world.rpc("work_only", headers=world.headers(session.access_token))
    assert (member.status_code, member.json()["code"]) == (403, "42501")
    assert (await world.rpc("work_only", headers=world.admin_headers)).json() == "service_role"


async def _with_claims(world: World, *, signed_with: str | None = None, **claims: Any) -> Any:
    now = int(world.clock())
    token = tokens.encode(
        {"sub": "x", "role": "authenticated", "aud": "authenticated", "exp": now + 60, **claims},
        signed_with or world.config.jwt_secret,
    )
    return await world.rpc("add", {"a": 1}, headers=world.headers(token))


async def test_tokens_that_are_refused(world: World) -> None:
    now = int(world.clock())
    cases: list[tuple[dict[str, Any], str, str]] = [
        ({"exp": now - 40}, "PGRST303", "JWT expired"),
        ({"nbf": now + 60}, "PGRST303", "JWT not yet valid"),
        ({"iat": now + 60}, "PGRST303", "JWT issued at future"),
        ({"aud": "somebody else"}, "PGRST303", "JWT not in audience"),
        ({"exp": "soon"}, "PGRST303", "Parsing claims failed"),
        ({"exp": None}, "PGRST303", "Parsing claims failed"),
    ]
    for claims, code, message in cases:
        answer = await _with_claims(world, **claims)
        assert answer.status_code == 401, claims
        assert (answer.json()["code"], answer.json()["message"]) == (code, message)
    forged = await _with_claims(world, signed_with="another secret of the same length" + "x" * 32)
    assert forged.status_code == 401
    assert forged.json()["code"] == "PGRST301"
    assert (await _with_claims(world, exp=now - 20)).status_code == 200  # within the skew


async def test_an_unsigned_token_is_refused(world: World) -> None:
    claims = {"role": "service_role", "exp": world.clock() + 60}
    for token in (
        jwt.encode(claims, "", "none"),
        jwt.encode(claims, world.config.jwt_secret, "HS512"),
    ):
        answer = await world.rpc("whoami", headers=world.headers(token))
        assert (answer.status_code, answer.json()["code"]) == (401, "PGRST301")


async def test_a_role_of_no_request_is_refused(world: World) -> None:
    for role in ("postgres", "supabase_admin", "supabase_auth_admin", "authenticator"):
        answer = await _with_claims(world, role=role)
        assert answer.status_code in (200, 403)
        # authenticator may become itself, which holds no right on anything.
        if role != "authenticator":
            assert answer.json()["code"] == "42501"
    answer = await _with_claims(world, role="nobody at all")
    assert (answer.status_code, answer.json()["code"]) == (401, "22023")


async def test_the_clock_of_the_gateway_decides(world: World) -> None:
    client, _, _ = await world.signed_in()
    world.clock.advance(3600 + 20)
    await client.rpc("add", {"a": 1}).execute()
    world.clock.advance(20)
    with pytest.raises(APIError) as raised:
        await client.rpc("add", {"a": 1}).execute()
    assert (raised.value.code, raised.value.message) == ("PGRST303", "JWT expired")


async def test_two_members_on_one_http_client_never_mix(world: World) -> None:
    members = [await world.signed_in() for _ in range(4)]
    anonymous = await world.client()

    async def ask(which: int) -> None:
        client, session, person = members[which % 4]
        seen = await value(client.rpc("whoami"))
        assert seen["uid"] == person.id
        assert seen["claims"]["session_id"] == tokens_session(world, session.access_token)
        text = f"{person.id} {which}"
        await client.rpc("note", {"text": text}).execute()
        assert all(note.startswith(person.id) for note in (await value(client.rpc("notes"))))

    async def ask_nobody() -> None:
        assert (await value(anonymous.rpc("whoami")))["uid"] is None

    await asyncio.gather(*(ask(n) for n in range(80)), *(ask_nobody() for _ in range(20)))
    for client, _, person in members:
        assert len(await value(client.rpc("notes"))) == 20, person


def tokens_session(world: World, token: str) -> object:
    return tokens.decode(token, world.config.jwt_secret, world.clock())["session_id"]


async def test_settings_of_one_request_are_gone_in_the_next(world: World) -> None:
    """More requests than connections, members and strangers in turn on the same ones."""
    _, session, person = await world.signed_in()
    for turn in range(24):
        member = turn % 2 == 0
        headers = world.headers(session.access_token) if member else world.public_headers
        seen = (await world.rpc("whoami", headers=headers)).json()
        assert seen["uid"] == (person.id if member else None)
        assert seen["timeout"] == ("8s" if member else "3s")
        failed = await world.rpc("fail", {"state": "PT409", "message": "x"}, headers=headers)
        assert failed.status_code == (409 if member else 401)
