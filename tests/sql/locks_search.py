"""The second lock of the search: attempts for tests/sql/test_locks.py."""

from __future__ import annotations

from uuid import UUID

from tests.cast import CAST
from tests.permissions.world import World
from tests.sql.asking import Asking, unlock
from tests.sql.locks_records import Attempt, same


def found_posts_can_be_opened(asking: Asking, world: World, function: str) -> None:
    """Even where the helper looks for everybody everywhere, nothing is shown that may not be opened."""
    query = "select jsonb_path_query(api.search('thế giới thử', page_size => 50), '$.hits[*].post_id') ->> 0"
    before = asking.each(query)
    assert len(before["news"]) > len(before["office_a"]) > len(before["member"]) > 0
    unlock(asking.connection, function)
    assert asking.each(query) == before
    asking.connection.execute(
        "create or replace function handbook.search_scope() returns text language sql stable"
        " set search_path = '' as $$ select 'true'::text $$"
    )
    for who in CAST:
        found = asking.rows(who, query)
        assert isinstance(found, list) and set(before[who]) <= set(found), who
        for post in {UUID(post) for post in found} - {UUID(post) for post in before[who]}:
            assert isinstance(asking.rows(who, "select api.post_open(%s)", post), list), who


def entries_are_as_private_as_their_post(asking: Asking, world: World, function: str) -> None:
    """Row security of the table by itself."""
    for who, found in asking.each("select post_id from handbook.search_entries").items():
        assert isinstance(found, list), who
        visible = asking.rows(who, "select id from handbook.posts where state = 'published'")
        assert set(found) <= set(visible), who


SEARCH: dict[str, tuple[Attempt, ...]] = {
    "search_places": (
        same(
            "select jsonb_path_query(api.search_places(), '$.below[*].name') ->> 0",
            lambda world: [()],
            {"office_a", "staff_a", "city_staff", "news"},
        ),
    ),
    "search": (found_posts_can_be_opened, entries_are_as_private_as_their_post),
}
