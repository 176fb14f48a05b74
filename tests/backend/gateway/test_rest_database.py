"""New functions, a restarted database, a pool that is too small."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest_asyncio

from services.backend.app import create_app
from tests.backend.gateway.world import Clock, World, client_of, config_of, value


def _as_owner(world: World, *statements: str) -> None:
    with psycopg.connect(world.server.conninfo("postgres"), autocommit=True) as conn:
        for statement in statements:
            conn.execute(statement.encode())


async def test_a_new_function_is_found_within_a_second(world: World) -> None:
    assert (await world.rpc("late", headers=world.admin_headers)).status_code == 404
    _as_owner(world, "create function api.late() returns int language sql as 'select 1'")
    try:
        await asyncio.sleep(1.05)
        assert (await world.rpc("late", headers=world.admin_headers)).json() == 1
    finally:
        _as_owner(world, "drop function api.late()")


async def test_notify_reloads_at_once(world: World) -> None:
    await world.rpc("add", {"a": 1})
    _as_owner(
        world,
        "create function api.changing(a int) returns text language sql as $$ select 'old' $$",
        "notify pgrst, 'reload schema'",
    )
    try:
        assert await _until(world, {"a": 1}, 200)
        _as_owner(
            world,
            "drop function api.changing(int)",
            "create function api.changing(b int) returns text language sql as $$ select 'new' $$",
            "notify pgrst, 'reload schema'",
        )
        assert await _until(world, {"b": 1}, 200)
        assert (
            await world.rpc("changing", {"a": 1}, headers=world.admin_headers)
        ).status_code == 404
    finally:
        _as_owner(world, "drop function if exists api.changing(int)")


async def _until(world: World, arguments: dict[str, int], status: int) -> bool:
    """The notice travels apart from the requests; well under the second of a mere look."""
    for _ in range(40):
        answer = await world.rpc("changing", arguments, headers=world.admin_headers)
        if answer.status_code == status:
            return True
        await asyncio.sleep(0.02)
    return False


async def test_broken_connections_are_replaced_unnoticed(world: World) -> None:
    client, _, _ = await world.signed_in()
    await asyncio.gather(*(client.rpc("add", {"a": 1}).execute() for _ in range(8)))
    with psycopg.connect(world.server.conninfo("supabase_admin"), autocommit=True) as conn:
        conn.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity"
            " where usename in ('authenticator', 'supabase_auth_admin', 'supabase_storage_admin')"
        )
    await asyncio.sleep(0.1)
    for _ in range(8):
        assert (await value(client.rpc("add", {"a": 1}))) == 11
    assert (await client.auth.get_user()) is not None


async def test_a_connection_cut_during_a_call_is_503(world: World) -> None:
    _, session, _ = await world.signed_in()
    call = asyncio.create_task(
        world.rpc("sleep", {"seconds": 5}, headers=world.headers(session.access_token))
    )
    with psycopg.connect(world.server.conninfo("supabase_admin"), autocommit=True) as conn:
        for _ in range(200):
            if conn.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity"
                " where usename = 'authenticator' and query like '%sleep%' and state = 'active'"
            ).fetchall():
                break
            await asyncio.sleep(0.02)
    answer = await call
    assert answer.status_code == 503
    assert answer.json()["code"] in ("57P01", "PGRST001")
    assert (await world.rpc("add", {"a": 1})).status_code == 200


@pytest_asyncio.fixture
async def narrow(world: World, tmp_path: Path) -> AsyncIterator[World]:
    """A gateway with a single connection and no patience."""
    clock = Clock()
    config = replace(
        config_of(world.server, tmp_path / "narrow", clock), rest_pool_size=1, pool_timeout=0.2
    )
    gateway = create_app(config)
    await gateway.open()
    address = world.address
    made = World(world.server, gateway, config, clock, address, client_of(gateway, address))
    yield made
    await made.close()
    await gateway.close()


async def test_a_full_pool_is_504(narrow: World) -> None:
    _, session, _ = await narrow.signed_in()
    headers = narrow.headers(session.access_token)
    await narrow.rpc("add", {"a": 1}, headers=headers)
    calls = await asyncio.gather(
        *(narrow.rpc("sleep", {"seconds": 0.6}, headers=headers) for _ in range(3))
    )
    assert sorted(answer.status_code for answer in calls) == [204, 504, 504]
    refused = next(answer for answer in calls if answer.status_code == 504)
    assert refused.json() == {
        "code": "PGRST003",
        "message": "Timed out acquiring connection from connection pool.",
        "details": None,
        "hint": None,
    }


async def test_nothing_of_a_request_stays_on_its_connection(narrow: World) -> None:
    """With one connection, a reload after a member's call still sees the settings of all roles."""
    _, session, _ = await narrow.signed_in()
    for _ in range(2):
        member = narrow.headers(session.access_token)
        assert (await narrow.rpc("whoami", headers=member)).json()["timeout"] == "8s"
        with psycopg.connect(narrow.server.conninfo("postgres"), autocommit=True) as conn:
            conn.execute("notify pgrst")
        await asyncio.sleep(0.1)
        assert (await narrow.rpc("whoami")).json()["timeout"] == "3s"


async def test_a_caller_who_leaves_frees_the_connection(narrow: World) -> None:
    _, session, _ = await narrow.signed_in()
    headers = narrow.headers(session.access_token)
    await narrow.rpc("add", {"a": 1}, headers=headers)
    call = asyncio.create_task(narrow.rpc("sleep", {"seconds": 5}, headers=headers))
    await asyncio.sleep(0.1)
    call.cancel()
    await asyncio.gather(call, return_exceptions=True)
    assert (await narrow.rpc("add", {"a": 1}, headers=headers)).json() == 11


async def test_no_database_at_all_is_an_answer(world: World, tmp_path: Path) -> None:
    def nowhere(user: str) -> str:
        return f"host={tmp_path} user={user} dbname=handbook connect_timeout=1"

    config = replace(
        config_of(world.server, tmp_path / "lost", world.clock),
        conninfo=nowhere,
        pool_timeout=0.3,
    )
    gateway = create_app(config)
    await gateway.open()
    lost = World(
        world.server, gateway, config, world.clock, "10.9.9.9", client_of(gateway, "10.9.9.9")
    )
    try:
        assert (await lost.rpc("add", {"a": 1})).status_code == 504
        answer = await lost.try_password("84900000000", "x")
        assert (answer.status_code, answer.json()["code"]) == (504, 504)
        stored = await lost.http.get("/storage/v1/bucket", headers=lost.admin_headers)
        assert stored.status_code == 544
        assert stored.json()["code"] == "DatabaseTimeout"
    finally:
        await lost.close()
        await gateway.close()
