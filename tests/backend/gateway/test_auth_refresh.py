"""Rotation and reuse of refresh tokens: what is forgiven, and what ends the session."""

import asyncio
from typing import Any

import psycopg
import pytest
from supabase_auth.errors import AuthApiError

from services.backend import tokens
from tests.backend.gateway.world import World, value

USED = {
    "code": 400,
    "error_code": "refresh_token_already_used",
    "msg": "Invalid Refresh Token: Already Used",
}
NOT_FOUND = {
    "code": 400,
    "error_code": "refresh_token_not_found",
    "msg": "Invalid Refresh Token: Refresh Token Not Found",
}


async def _first(world: World) -> str:
    _, session, _ = await world.signed_in()
    return session.refresh_token


async def _next(world: World, token: str) -> str:
    answer = await world.refresh(token)
    assert answer.status_code == 200, answer.text
    return answer.json()["refresh_token"]


async def test_a_token_is_exchanged_for_a_new_pair(world: World) -> None:
    client, session, person = await world.signed_in()
    world.clock.advance(1800)
    answer = await world.refresh(session.refresh_token)
    body = answer.json()
    assert body["refresh_token"] != session.refresh_token
    claims = tokens.decode(body["access_token"], world.config.jwt_secret, world.clock())
    before = tokens.decode(session.access_token, world.config.jwt_secret, world.clock())
    assert claims["session_id"] == before["session_id"]
    assert claims["sub"] == person.id
    assert claims["iat"] == pytest.approx(world.clock(), abs=5)
    assert [m["method"] for m in _list(claims["amr"])] == ["password"]
    assert client is not None


def _list(value: object) -> list[dict[str, Any]]:
    assert isinstance(value, list)
    return value  # pyright: ignore[reportUnknownVariableType]


async def test_supabase_py_refreshes_and_restores(world: World) -> None:
    client, session, person = await world.signed_in()
    refreshed = await client.auth.refresh_session()
    assert refreshed.session is not None
    assert refreshed.session.refresh_token != session.refresh_token
    again = await world.client()
    restored = await again.auth.set_session(
        refreshed.session.access_token, refreshed.session.refresh_token
    )
    assert restored.user is not None
    assert restored.user.id == person.id
    assert (await value(again.rpc("whoami")))["uid"] == person.id


async def test_the_chain_goes_on(world: World) -> None:
    token, seen = await _first(world), set[str]()
    for _ in range(6):
        seen.add(token)
        world.clock.advance(3600)
        token = await _next(world, token)
    assert token not in seen


async def test_a_client_that_lost_the_answer_gets_the_same_token_again(world: World) -> None:
    """The parent of the newest token is forgiven for as long as the newest was not used."""
    first = await _first(world)
    second = await _next(world, first)
    for delay in (0, 5, 3600, 30 * 24 * 3600):
        world.clock.advance(delay)
        assert await _next(world, first) == second
    third = await _next(world, second)
    assert await _next(world, second) == third


async def test_a_grandparent_is_forgiven_for_ten_seconds(world: World) -> None:
    first = await _first(world)
    second = await _next(world, first)
    third = await _next(world, second)
    world.clock.advance(9)
    fourth = await _next(world, first)
    assert fourth not in (first, second, third)


async def test_an_old_token_ends_the_session(world: World) -> None:
    client, session, person = await world.signed_in()
    first = session.refresh_token
    second = await _next(world, first)
    third = await _next(world, second)
    world.clock.advance(11)
    answer = await world.refresh(first)
    assert (answer.status_code, answer.json()) == (400, USED)
    # The thief and the member are out alike, and at once.
    for token in (first, second, third):
        assert (await world.refresh(token)).json() == NOT_FOUND
    with pytest.raises(AuthApiError) as raised:
        await client.auth.get_user(session.access_token)
    assert raised.value.code == "session_not_found"
    with psycopg.connect(world.server.conninfo("postgres")) as conn:
        left = conn.execute(
            "select (select count(*) from auth.sessions where user_id = %(id)s),"
            " (select count(*) from auth.refresh_tokens where user_id = %(id)s::text)",
            {"id": person.id},
        ).fetchone()
    assert left == (0, 0)


async def test_another_session_of_the_member_lives_on(world: World) -> None:
    _, stolen, person = await world.signed_in()
    _, other, _ = await world.signed_in(person)
    await _next(world, await _next(world, stolen.refresh_token))
    world.clock.advance(11)
    assert (await world.refresh(stolen.refresh_token)).json() == USED
    await _next(world, other.refresh_token)


async def test_supabase_py_sees_the_code_of_reuse(world: World) -> None:
    client, session, _ = await world.signed_in()
    await _next(world, await _next(world, session.refresh_token))
    world.clock.advance(11)
    with pytest.raises(AuthApiError) as raised:
        await client.auth.refresh_session(session.refresh_token)
    assert raised.value.code == "refresh_token_already_used"


async def test_many_tabs_refresh_together(world: World) -> None:
    """Twenty requests with one token: one child, which everybody gets."""
    first = await _first(world)
    answers = await asyncio.gather(*(world.refresh(first) for _ in range(20)))
    assert {answer.status_code for answer in answers} == {200}
    children = {answer.json()["refresh_token"] for answer in answers}
    assert len(children) == 1
    await _next(world, children.pop())


async def test_unknown_and_malformed_tokens(world: World) -> None:
    assert (await world.refresh("abcdefghijkl")).json() == NOT_FOUND
    for token in ("", "short", "ABCDEFGHIJKL", "abcdefghijk'", "x" * 13, "x" * 500):
        answer = await world.refresh(token)
        assert answer.json() == {
            "code": 400,
            "error_code": "validation_failed",
            "msg": "Refresh token is not valid",
        }


async def test_a_ban_holds_for_refresh_too(world: World) -> None:
    _, session, person = await world.signed_in()
    admin = await world.admin()
    await admin.auth.admin.update_user_by_id(person.id, {"ban_duration": "24h"})
    answer = await world.refresh(session.refresh_token)
    assert answer.json() == {
        "code": 400,
        "error_code": "user_banned",
        "msg": "Invalid Refresh Token: User Banned",
    }
    await admin.auth.admin.update_user_by_id(person.id, {"ban_duration": "none"})
    await _next(world, session.refresh_token)


async def test_a_session_with_an_end(world: World) -> None:
    _, session, person = await world.signed_in()
    with psycopg.connect(world.server.conninfo("postgres"), autocommit=True) as conn:
        conn.execute(
            "update auth.sessions set not_after = now() + interval '1 hour' where user_id = %s",
            (person.id,),
        )
    token = await _next(world, session.refresh_token)
    world.clock.advance(3700)
    answer = await world.refresh(token)
    assert answer.json() == {
        "code": 400,
        "error_code": "session_expired",
        "msg": "Invalid Refresh Token: Session Expired",
    }


async def test_the_rows_are_those_of_supabase_auth(world: World) -> None:
    _, session, person = await world.signed_in()
    world.clock.advance(60)
    second = await _next(world, session.refresh_token)
    with psycopg.connect(world.server.conninfo("postgres")) as conn:
        rows = conn.execute(
            "select token, parent, revoked, instance_id::text from auth.refresh_tokens"
            " where user_id = %s order by id",
            (person.id,),
        ).fetchall()
        refreshed = conn.execute(
            "select refreshed_at from auth.sessions where user_id = %s", (person.id,)
        ).fetchone()
    nil = "00000000-0000-0000-0000-000000000000"
    assert rows == [
        (session.refresh_token, None, True, nil),
        (second, session.refresh_token, False, nil),
    ]
    assert refreshed is not None
    assert refreshed[0].tzinfo is None
