"""Nothing but the functions of schema `api` is there: no table, no helper, no other schema."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from postgrest.exceptions import APIError

from tests.cast import ANONYMOUS, EVERYBODY, NO_MEMBER
from tests.house import House
from tests.permissions.world import World

TABLES = ("posts", "members", "accounts", "one_time_codes", "audit_entries", "roles")


@pytest.mark.parametrize("who", EVERYBODY)
async def test_no_table_is_reached_from_outside(house: House, world: World, who: str) -> None:
    client = await house.client(who)
    for table in TABLES:
        rows: Any = client.from_(table)
        tries = (
            rows.select("*"),
            rows.insert({"id": str(uuid4())}),
            rows.update({"title": "x"}).eq("id", str(world.posts["news_a1"])),
            rows.delete().eq("id", str(world.posts["news_a1"])),
        )
        for attempt in tries:
            with pytest.raises(APIError) as refused:
                await attempt.execute()
            assert refused.value.code == "PGRST205"


@pytest.mark.parametrize("who", EVERYBODY)
@pytest.mark.parametrize("schema", ("handbook", "auth", "storage", "public", "pg_catalog"))
async def test_no_other_schema_is_exposed(house: House, who: str, schema: str) -> None:
    client = (await house.client(who)).schema(schema)
    for attempt in (client.from_("posts").select("*"), client.rpc("me", {})):
        with pytest.raises(APIError) as refused:
            await attempt.execute()
        assert refused.value.code == "PGRST106"


@pytest.mark.parametrize(
    "function",
    ("scope", "issue_code", "end_sessions", "approve_reset", "pg_sleep", "lo_import", "no_such"),
)
async def test_unknown_functions_are_not_found(house: House, function: str) -> None:
    for who in ("member", "admin", ANONYMOUS):
        answer = await house.call(who, function)
        assert (answer.status, answer.outcome) == (404, "PGRST202")


async def test_an_argument_too_many_is_another_function(house: House) -> None:
    answer = await house.call("member", "feed", as_member=house.id("secretary"))
    assert answer.outcome == "PGRST202"


async def test_the_publishable_key_alone_is_told_to_sign_in(house: House) -> None:
    answer = await house.call(ANONYMOUS, "feed")
    assert (answer.status, answer.outcome) == (401, "42501")


async def test_a_user_without_member_is_nobody(house: House) -> None:
    assert (await house.call(NO_MEMBER, "feed")).body == []
    ended = await house.call(NO_MEMBER, "my_session")
    assert (ended.status, ended.outcome) == (401, "session.ended")


async def test_claims_of_the_request_decide_nothing(house: House) -> None:
    """Role and rights named in headers or metadata are not looked at: tables decide."""
    pair = await house.pair("member")
    headers = {
        "apikey": house.supabase.publishable_key,
        "Authorization": f"Bearer {pair.access_token.get_secret_value()}",
        "x-supabase-role": "service_role",
        "role": "service_role",
        "request.jwt.claims": '{"role": "service_role"}',
        "x-handbook-address": "203.0.113.9",
    }
    answer = await house.post("rpc/audit_head", {}, headers)
    assert answer.outcome == "audit.forbidden"


async def test_malformed_input_is_refused(house: House) -> None:
    tries: dict[str, dict[str, object]] = {
        "post_open": {"post_id": "1 or 1=1"},
        "directive_tracking": {"post_id": None, "unit_id": []},
        "post_save": {
            "key": uuid4(),
            "unit_id": house.unit("cell-a1"),
            "category": "x",
            "title": "y",
        },
    }
    pages: list[dict[str, object]] = [
        {"category": "secret"},
        {"page_size": -1},
        {"page_size": 10**12},
        {"before": "yesterday'; drop table posts; --"},
    ]
    for who in ("secretary", NO_MEMBER):
        for function, arguments in tries.items():
            answer = await house.call(who, function, **arguments)
            assert 400 <= answer.status < 500, (who, function, answer)
        for page in pages:
            assert (await house.call(who, "feed", **page)).status == 400, (who, page)


async def test_a_page_is_never_larger_than_promised(house: House) -> None:
    rows = (await house.call("member", "feed", page_size=1_000_000)).body
    assert len([row for row in rows if row["pinned_until"] is None]) <= 100
    rows = (await house.call("auditor", "audit_entries", page_size=1_000_000)).body
    assert len(rows) <= 200


async def test_ids_are_random(house: House, world: World) -> None:
    for post in world.posts.values():
        assert UUID(str(post)).version == 4
