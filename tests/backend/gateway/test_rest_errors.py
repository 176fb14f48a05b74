"""PostgREST's errors: codes, bodies, statuses."""

import json
from collections.abc import AsyncIterator
from typing import Any

import httpx
import psycopg
import pytest
from postgrest import APIError

from tests.backend.gateway.world import World, value


async def _call(world: World, name: str, arguments: dict[str, Any]) -> httpx.Response:
    _, session, _ = await world.signed_in()
    return await world.rpc(name, arguments, headers=world.headers(session.access_token))


STATUS = {
    "PT404": 404,
    "PT403": 403,
    "PT409": 409,
    "PT422": 422,
    "PT429": 429,
    "PTABC": 500,
    "PT999": 500,
    "P0001": 400,
    "P0002": 500,
    "23503": 409,
    "23505": 409,
    "23502": 400,
    "22P02": 400,
    "25006": 405,
    "25001": 500,
    "42501": 403,
    "42883": 404,
    "42P01": 404,
    "42P17": 500,
    "42703": 400,
    "22023": 400,
    "21000": 500,
    "28000": 403,
    "0LP01": 403,
    "0P000": 403,
    "08006": 503,
    "09000": 500,
    "2D000": 500,
    "38000": 500,
    "39000": 500,
    "3B000": 500,
    "40001": 500,
    "53100": 503,
    "53400": 500,
    "54000": 500,
    "55P03": 500,
    "57014": 500,
    "57P01": 503,
    "58000": 500,
    "F0000": 500,
    "HV000": 500,
    "XX000": 500,
    "ZZ999": 400,
}


async def test_sqlstate_becomes_a_status(world: World) -> None:
    found = dict[str, int]()
    for state in STATUS:
        arguments = {"state": state, "message": "task.closed", "detail": '{"n": 1}', "hint": "wait"}
        answer = await world.rpc("fail", arguments, headers=world.admin_headers)
        found[state] = answer.status_code
        assert answer.json() == {
            "code": state,
            "message": "task.closed",
            "details": '{"n": 1}',
            "hint": "wait",
        }
        assert answer.headers["proxy-status"] == f"PostgREST; error={state}"
    assert found == STATUS


async def test_what_is_not_said_is_null(world: World) -> None:
    answer = await _call(world, "echo", {"value": 1, "more": 2})
    assert answer.json()["code"] == "PGRST202"
    with pytest.raises(APIError) as raised:
        client, _, _ = await world.signed_in()
        await client.rpc("text", {"value": {"a": 1}, "x": 1}).execute()
    assert raised.value.code == "PGRST202"


@pytest.mark.parametrize(
    ("name", "arguments", "message", "details", "hint"),
    [
        (
            "ad",
            {"b": 1, "a": 2},
            "Could not find the function api.ad(a, b) in the schema cache",
            "Searched for the function api.ad with parameters a, b or with a single unnamed "
            "json/jsonb parameter, but no matches were found in the schema cache.",
            "Perhaps you meant to call the function api.add",
        ),
        (
            "add",
            {"c": 1},
            "Could not find the function api.add(c) in the schema cache",
            "Searched for the function api.add with parameter c or with a single unnamed "
            "json/jsonb parameter, but no matches were found in the schema cache.",
            "Perhaps you meant to call the function api.add(a, b)",
        ),
        (
            "add",
            {"b": 1},
            "Could not find the function api.add(b) in the schema cache",
            "Searched for the function api.add with parameter b or with a single unnamed "
            "json/jsonb parameter, but no matches were found in the schema cache.",
            "Perhaps you meant to call the function api.add(a, b)",
        ),
        (
            "whoamy",
            {},
            "Could not find the function api.whoamy without parameters in the schema cache",
            "Searched for the function api.whoamy without parameters or with a single unnamed "
            "json/jsonb parameter, but no matches were found in the schema cache.",
            "Perhaps you meant to call the function api.whoami",
        ),
    ],
)
async def test_unknown_function_or_argument(
    world: World, name: str, arguments: dict[str, Any], message: str, details: str, hint: str | None
) -> None:
    answer = await _call(world, name, arguments)
    assert answer.status_code == 404
    assert answer.json() == {
        "code": "PGRST202",
        "message": message,
        "details": details,
        "hint": hint,
    }


async def test_a_function_outside_api_is_unknown(world: World) -> None:
    for name in ("pg_sleep", "uid", "gen_random_uuid", "api.add", "unnamed"):
        answer = await _call(world, name, {})
        assert (answer.status_code, answer.json()["code"]) == (404, "PGRST202"), name


async def test_overloads_that_both_fit(world: World) -> None:
    answer = await _call(world, "over", {"a": 1})
    assert answer.status_code == 300
    assert answer.json()["code"] == "PGRST203"
    assert "api.over(a => integer), api.over(a => text)" in answer.json()["message"]
    assert (await _call(world, "over", {"a": 1, "b": 2})).json() == "two"


async def test_only_schema_api_is_exposed(world: World) -> None:
    for schema in ("auth", "storage", "hidden", "public"):
        answer = await world.rpc("add", {"a": 1}, headers={"Content-Profile": schema})
        assert answer.status_code == 406
        assert answer.json() == {
            "code": "PGRST106",
            "message": f"Invalid schema: {schema}",
            "details": None,
            "hint": "Only the following schemas are exposed: api",
        }


@pytest.mark.parametrize("method", ["GET", "POST", "PATCH", "DELETE", "PUT"])
async def test_no_table_is_exposed(world: World, method: str) -> None:
    _, session, _ = await world.signed_in()
    for table in ("notes", "users", "objects"):
        answer = await world.http.request(
            method, f"/rest/v1/{table}?select=*", headers=world.headers(session.access_token)
        )
        assert answer.status_code == 404
        assert answer.json() == {
            "code": "PGRST205",
            "message": f"Could not find the table 'api.{table}' in the schema cache",
            "details": None,
            "hint": None,
        }


@pytest.mark.parametrize(
    ("body", "kind", "status", "code"),
    [
        (b"{", "application/json", 400, "PGRST102"),
        (b"\xff", "application/json", 400, "PGRST102"),
        (b'{"a": NaN}', "application/json", 400, "PGRST102"),
        (b'{"a": "\x01"}', "application/json", 400, "PGRST102"),
        (b"[" * 100_000, "application/json", 400, "PGRST102"),
        (b"[1]", "application/json", 501, "GW501"),
        (b"a=1", "application/x-www-form-urlencoded", 501, "GW501"),
        (b"a=1", "image/png", 400, "PGRST102"),
        (b'{"a": "x"}', "application/json", 400, "22P02"),
        (b'{"a": 99999999999}', "application/json", 400, "22003"),
    ],
)
async def test_bad_bodies(world: World, body: bytes, kind: str, status: int, code: str) -> None:
    answer = await world.http.post(
        "/rest/v1/rpc/add", content=body, headers={**world.public_headers, "Content-Type": kind}
    )
    assert (answer.status_code, answer.json()["code"]) == (status, code)


async def test_a_body_without_end_is_cut(world: World) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(1000):
            yield b'"' + b"x" * 100_000

    answer = await world.http.post(
        "/rest/v1/rpc/add", content=endless(), headers=world.public_headers
    )
    assert answer.status_code == 413


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("PUT", "/rest/v1/rpc/add", 405, "PGRST101"),
        ("DELETE", "/rest/v1/rpc/add", 405, "PGRST101"),
        ("OPTIONS", "/rest/v1/rpc/add", 501, "GW501"),
        ("GET", "/rest/v1/", 501, "GW501"),
        ("GET", "/rest/v1/rpc/add/more", 404, "PGRST125"),
        ("GET", "/rest/v1/rpc/numbers?n=1&limit=1", 501, "GW501"),
        ("POST", "/rest/v1/rpc/numbers?select=n", 501, "GW501"),
        ("POST", "/realtime/v1/websocket", 501, "GW501"),
        ("POST", "/functions/v1/hello", 501, "GW501"),
        ("POST", "/graphql/v1", 501, "GW501"),
    ],
)
async def test_what_is_not_offered_says_so(
    world: World, method: str, path: str, status: int, code: str
) -> None:
    answer = await world.http.request(method, path, headers=world.public_headers)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


@pytest.mark.parametrize(
    ("accept", "status", "code"),
    [
        ("text/csv", 501, "GW501"),
        ("application/vnd.pgrst.object+json;nulls=stripped", 501, "GW501"),
        ("image/png", 406, "PGRST107"),
    ],
)
async def test_forms_that_are_not_made(world: World, accept: str, status: int, code: str) -> None:
    answer = await world.rpc("add", {"a": 1}, headers={"Accept": accept})
    assert (answer.status_code, answer.json()["code"]) == (status, code)


async def test_an_error_undoes_everything(world: World) -> None:
    client, _, person = await world.signed_in()
    text = f"of {person.id}"
    with pytest.raises(APIError) as raised:
        await client.rpc("note_and_fail", {"text": text}).execute()
    assert raised.value.code == "PT409"
    assert (await value(client.rpc("notes"))) == []
    await client.rpc("note", {"text": text}).execute()
    assert (await value(client.rpc("notes"))) == [text]
    with pytest.raises(APIError) as raised:
        await client.rpc("note", {"text": text}).execute()
    assert raised.value.code == "23505"
    assert (await world.rpc("nothing", headers=world.public_headers)).status_code == 401


async def test_a_full_answer_can_be_raised(world: World) -> None:
    arguments = {
        "state": "PGRST",
        "message": json.dumps({"code": "own", "message": "said", "hint": "h"}),
        "detail": json.dumps({"status": 402, "headers": {"X-Due": "dues"}}),
    }
    answer = await world.rpc("fail", arguments, headers=world.admin_headers)
    assert answer.status_code == 402
    assert answer.headers["x-due"] == "dues"
    assert answer.json() == {"code": "own", "message": "said", "details": None, "hint": "h"}
    arguments["message"] = "not json"
    answer = await world.rpc("fail", arguments, headers=world.admin_headers)
    assert (answer.status_code, answer.json()["code"]) == (500, "PGRST121")


async def test_time_runs_out_as_the_role_says(world: World) -> None:
    with psycopg.connect(world.server.conninfo("supabase_admin"), autocommit=True) as conn:
        conn.execute("alter role anon set statement_timeout = '100ms'")
    try:
        answer = await world.rpc("sleep", {"seconds": 2})
        assert (answer.status_code, answer.json()["code"]) == (500, "57014")
        _, session, _ = await world.signed_in()
        member = await world.rpc(
            "sleep", {"seconds": 0.2}, headers=world.headers(session.access_token)
        )
        assert member.status_code == 204
        hurried = await world.rpc("hurried", headers=world.headers(session.access_token))
        assert (hurried.status_code, hurried.json()["code"]) == (500, "57014")
    finally:
        with psycopg.connect(world.server.conninfo("supabase_admin"), autocommit=True) as conn:
            conn.execute("alter role anon set statement_timeout = '3s'")
