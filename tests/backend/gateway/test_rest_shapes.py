"""What a call returns, in PostgREST's forms."""

import json
from typing import Any

import pytest

from tests.backend.gateway.world import World, value


@pytest.mark.parametrize(
    ("name", "arguments", "expected", "span"),
    [
        ("add", {"a": 1, "b": 2}, 3, "0-0/*"),
        ("add", {"a": 1}, 11, "0-0/*"),
        ("text", {"value": "Chi bộ 'A1' \\ % %s"}, "Chi bộ 'A1' \\ % %s", "0-0/*"),
        ("text", {"value": None}, None, "0-0/*"),
        (
            "echo",
            {"value": {"b": [1, 2.50, None], "a": "Đ"}},
            {"b": [1, 2.50, None], "a": "Đ"},
            "0-0/*",
        ),
        (
            "people",
            {"n": 2},
            [{"id": 1, "name": "Đảng viên 1"}, {"id": 2, "name": "Đảng viên 2"}],
            "0-1/*",
        ),
        ("people", {"n": 0}, [], "*/*"),
        ("numbers", {"n": 3}, [1, 2, 3], "0-2/*"),
        ("numbers", {"n": 0}, [], "*/*"),
        ("person", {"id": 7}, {"id": 7, "name": "An"}, "0-0/*"),
        ("no_person", {}, {"id": None, "name": None}, "0-0/*"),
        ("joined", {"parts": ["a", "b"]}, "a-b", "0-0/*"),
        ('odd %s "name"', {"a %s": 5}, 5, "0-0/*"),
    ],
)
async def test_result_is_the_json_postgrest_gives(
    world: World, name: str, arguments: dict[str, Any], expected: Any, span: str
) -> None:
    _, session, _ = await world.signed_in()
    answer = await world.rpc(name, arguments, headers=world.headers(session.access_token))
    assert answer.status_code == 200, answer.text
    assert answer.json() == expected
    assert answer.headers["content-range"] == span
    assert answer.headers["content-type"] == "application/json; charset=utf-8"
    assert answer.headers["content-profile"] == "api"


async def test_void_is_204_without_a_body(world: World) -> None:
    client, session, _ = await world.signed_in()
    answer = await world.rpc("nothing", headers=world.headers(session.access_token))
    assert (answer.status_code, answer.content) == (204, b"")
    assert "content-type" not in answer.headers
    assert (await value(client.rpc("nothing"))) == []


async def test_supabase_py_reads_every_shape(world: World) -> None:
    client, _, person = await world.signed_in()
    assert (await value(client.rpc("add", {"a": 2, "b": 3}))) == 5
    assert (await value(client.rpc("numbers", {"n": 2}))) == [1, 2]
    assert (await value(client.rpc("person", {"id": 1}).single()))["name"] == "An"
    seen = await value(client.rpc("whoami"))
    assert (seen["uid"], seen["role"], seen["user"]) == (
        person.id,
        "authenticated",
        "authenticated",
    )


async def test_an_object_is_one_row_or_406(world: World) -> None:
    _, session, _ = await world.signed_in()
    headers = {
        **world.headers(session.access_token),
        "Accept": "application/vnd.pgrst.object+json",
    }
    one = await world.rpc("people", {"n": 1}, headers=headers)
    assert one.json() == {"id": 1, "name": "Đảng viên 1"}
    assert one.headers["content-type"] == "application/vnd.pgrst.object+json; charset=utf-8"
    for rows in (0, 2):
        many = await world.rpc("people", {"n": rows}, headers=headers)
        assert many.status_code == 406
        assert many.json() == {
            "code": "PGRST116",
            "message": "Cannot coerce the result to a single JSON object",
            "details": f"The result contains {rows} rows",
            "hint": None,
        }


async def test_count_is_in_the_range(world: World) -> None:
    client, session, _ = await world.signed_in()
    headers = {**world.headers(session.access_token), "Prefer": "count=exact"}
    answer = await world.rpc("people", {"n": 2}, headers=headers)
    assert answer.headers["content-range"] == "0-1/2"
    assert client is not None


async def test_get_reads_and_head_has_no_body(world: World) -> None:
    client, session, _ = await world.signed_in()
    assert (await value(client.rpc("add", {"a": 1, "b": 2}, get=True))) == 3
    headers = {**world.headers(session.access_token), "Accept-Profile": "api"}
    seen = await world.http.get("/rest/v1/rpc/whoami", headers=headers)
    assert seen.json()["read_only"] == "on"
    assert seen.json()["method"] == "GET"
    head = await world.http.head("/rest/v1/rpc/numbers?n=4", headers=headers)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-range"] == "0-3/*"


async def test_get_cannot_write(world: World) -> None:
    _, session, _ = await world.signed_in()
    answer = await world.http.get(
        "/rest/v1/rpc/note?text=x", headers=world.headers(session.access_token)
    )
    assert answer.status_code == 405
    assert answer.json()["code"] == "25006"


async def test_numbers_keep_their_digits(world: World) -> None:
    _, session, _ = await world.signed_in()
    raw = '{"value": {"n": 12345678901234567890.12345678901234567890}}'
    answer = await world.http.post(
        "/rest/v1/rpc/echo",
        content=raw,
        headers={**world.headers(session.access_token), "Content-Type": "application/json"},
    )
    assert answer.text == json.dumps({"n": 0}).replace(
        "0", "12345678901234567890.12345678901234567890"
    )


async def test_the_transaction_knows_the_request(world: World) -> None:
    _, session, person = await world.signed_in()
    headers = {
        **world.headers(session.access_token),
        "User-Agent": "thử nghiệm".encode(),
        "Cookie": "a=b",
        "sb-forwarded-for": "203.0.113.9",
        "x-forwarded-for": "203.0.113.9",
    }
    seen = (await world.rpc("whoami", headers=headers)).json()
    assert seen["claims"]["sub"] == person.id
    assert seen["claims"]["aal"] == "aal1"
    assert seen["claims"]["session_id"]
    assert seen["claims"]["aud"] == "authenticated"
    assert seen["path"] == "/rpc/whoami"
    assert seen["method"] == "POST"
    assert seen["search_path"] == '"api", "public", "extensions"'
    assert seen["timeout"] == "8s"
    assert seen["headers"]["content-profile"] == "api"
    # No secret reaches the database, and no address that the caller made up.
    assert seen["headers"]["x-forwarded-for"] == world.address
    assert not {"authorization", "apikey", "cookie", "sb-forwarded-for"} & set(seen["headers"])


async def test_the_secret_key_speaks_for_another_address(world: World) -> None:
    headers = {**world.admin_headers, "sb-forwarded-for": "203.0.113.9, 198.51.100.1"}
    seen = (await world.rpc("whoami", headers=headers)).json()
    assert seen["headers"]["x-forwarded-for"] == "203.0.113.9"
    assert seen["role"] == "service_role"
    headers["sb-forwarded-for"] = "not an address"
    seen = (await world.rpc("whoami", headers=headers)).json()
    assert seen["headers"]["x-forwarded-for"] == world.address
