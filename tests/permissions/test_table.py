"""The permission table, tried by everybody over REST with the real supabase client."""

from collections.abc import Mapping
from typing import Any, cast
from uuid import UUID

import pytest
from postgrest.exceptions import APIError

from tests.cast import CAST, EVERYBODY
from tests.house import House
from tests.permissions import table_imports, table_records
from tests.permissions.lines import Case
from tests.permissions.table import TABLE
from tests.permissions.world import World

RETURNS_NOTHING = (
    {"share_contact", "end_device", "cancel_reset"} | table_records.VOID | table_imports.VOID
)


async def outcome(house: House, who: str, function: str, arguments: Mapping[str, object]) -> str:
    client = await house.client(who)
    given = {k: str(v) if isinstance(v, UUID) else v for k, v in arguments.items()}
    try:
        answer: Any = await client.rpc(function, cast(dict[str, Any], given)).execute()
    except APIError as error:
        code = str(error.code)
        return str(error.message) if code.startswith("PT") else code
    if (
        function
        in {"share_contact", "end_device", "cancel_reset"} | table_records.VOID | table_imports.VOID
    ):  # they return nothing
        return "ok"
    return "empty" if answer.data in ([], None) else "ok"


@pytest.mark.parametrize("case", TABLE, ids=lambda case: f"{case.function}: {case.target}")
async def test_everybody_gets_what_the_table_says(house: House, world: World, case: Case) -> None:
    found = {
        who: await outcome(house, who, case.function, case.arguments(world, who))
        for who in EVERYBODY
    }
    assert found == case.expected


def test_each_function_about_a_thing_is_refused_to_somebody() -> None:
    """Only what is about oneself may be open to the whole cast."""
    open_to_all = {c.function for c in TABLE if {c.expected[w] for w in CAST} == {"ok"}}
    refused = {c.function for c in TABLE if {c.expected[w] for w in CAST} - {"ok", "empty"}}
    assert open_to_all - refused == {
        "feed", "home", "my_session", "my_card", "share_contact", "my_cell", "my_log", "my_devices",
        "my_record", "my_record_data", "my_consents", "consent_set", "my_requests", "member_count",
        "filter_save", "filter_remove", "my_photograph", "photograph_share", "my_manuscripts", "my_questions",
        "manuscript_counts", "search", "search_places", "my_reading", "library_list", "library_facets",
        "files_to_check", "tasks_home", "draft", "draft_keep", "draft_drop", "my_drafts",
    }  # fmt: skip


LISTED = {
    # who: posts of the world in the feed, posts of the world in what the units below publish
    "member": ("news_city directive_city news_a directive_a news_a1 directive_a1", ""),
    "secretary": ("news_city directive_city news_a directive_a leaders_a news_a1 directive_a1", ""),
    "sibling": ("news_city directive_city news_a directive_a news_a2", ""),
    "secretary_b": ("news_city directive_city news_b1 directive_b1", ""),
    "office_a": (
        "news_city directive_city news_a directive_a leaders_a",
        "news_a1 directive_a1 news_a2",
    ),
    "staff_a": (
        "news_city directive_city news_a directive_a leaders_a",
        "news_a1 directive_a1 news_a2",
    ),
    "city_staff": (
        "news_city directive_city",
        "news_a directive_a leaders_a news_a1 directive_a1 news_a2 news_b1 directive_b1",
    ),
    "auditor": ("news_city directive_city", ""),
    "admin": ("news_city directive_city", ""),
}


@pytest.mark.parametrize("who", LISTED)
async def test_lists_show_exactly_what_may_be_opened(house: House, world: World, who: str) -> None:
    names = {str(post_id): name for name, post_id in world.posts.items()}

    async def listed(function: str, **after: object) -> set[str]:
        rows = (await house.call(who, function, page_size=100, **after)).body
        seen = {names[row["post_id"]] for row in rows if row["post_id"] in names}
        if function == "posts_below" and len(rows) == 100:
            last = rows[-1]
            seen |= await listed(function, before=last["published_at"], before_id=last["post_id"])
        return seen

    feed, below = await listed("feed"), await listed("posts_below")
    opened = {
        name
        for name, post_id in world.posts.items()
        if (await house.call(who, "post_open", post_id=post_id)).status == 200
    }
    assert (feed, below) == tuple(set(text.split()) for text in LISTED[who])
    unlisted = {"draft_a", "draft_a1", "withdrawn_a1"}
    assert feed | below == opened - unlisted
