"""The second lock of drafts of forms: attempts for tests/sql/test_locks.py."""

from __future__ import annotations

from tests.permissions.table_drafts import FORM, draft_of
from tests.permissions.world import World
from tests.sql.locks_records import Attempt, same


def of_the_member(world: World) -> list[tuple[object, ...]]:
    """What the member of A1 has written and not sent."""
    return [(FORM, draft_of(world.database, "member"))]


DRAFTS: dict[str, tuple[Attempt, ...]] = {
    "draft": (
        same("select api.draft(%s, %s) -> 'content' ->> 'words'", of_the_member, {"member"}),
    ),
    "my_drafts": (
        same(
            "select nullif(api.my_drafts() @> jsonb_build_array(jsonb_build_object("
            "'form', %s::text, 'about', %s::uuid)), false)",
            of_the_member,
            {"member"},
        ),
    ),
}

WITHOUT_LOCK = {
    "draft_keep": "row security alone: a member's own row",
    "draft_drop": "a definer helper bound to the caller's own drafts",
}
