"""The second lock of the newsroom: attempts for tests/sql/test_locks.py."""

from __future__ import annotations

from uuid import UUID

from tests.permissions.table_newsroom import AUTHOR, manuscript_of, something_at_each_desk
from tests.permissions.world import Text, World, write
from tests.sql.asking import Asking, unlock
from tests.sql.locks_records import Arguments, Attempt, keyed, same, units

DESKS = {"secretary", "office_a", "news"}
WRITERS = {"secretary", "secretary_b", "office_a", "news"}


def manuscripts(*states: str) -> Arguments:
    """Manuscripts of cell A1 for ward A, a new one of each state."""
    return lambda world: [(manuscript_of(world.database, state),) for state in states]


def posts(world: World) -> list[tuple[object, ...]]:
    """Published posts of cell A1, ward A, cell B1 and the city, with something in their history."""
    names = ("cell-a1", "ward-a", "cell-b1", "city")
    written = [write(world.database, Text(name)) for name in names]
    for post_id in written:
        world.database.run(
            "insert into handbook.newsroom_history (post_id, step, from_state, to_state)"
            " values (%s, 'pin', 'published', 'published')",
            post_id,
        )
    return [(post_id,) for post_id in written]


def at_the_desks(query: str) -> Attempt:
    """Without the lock every desk sees the same, and nobody else anything."""

    def attempt(asking: Asking, world: World, function: str) -> None:
        something_at_each_desk(world, AUTHOR)
        before = asking.each(query)
        unlock(asking.connection, function)
        assert asking.each(query) == before
        assert {who for who, found in before.items() if found not in ([], [0], ["0"])} == DESKS

    return attempt


def own_or_opened(asking: Asking, world: World, function: str) -> None:
    """Without the lock the own list shows what one may open anyway, and nothing more."""
    foreign = {manuscript_of(world.database, author=world.database.id("secretary_b"))}
    something_at_each_desk(world, AUTHOR)
    query = "select (r ->> 'manuscript_id')::uuid from api.my_manuscripts(page_size => 100) r"
    before = asking.each(query)
    unlock(asking.connection, function)
    for who, found in asking.each(query).items():
        for more in set(found) - set(before[who]):
            opened = "select api.manuscript_open(%s) is not null"
            assert asking.rows(who, opened, more) == [True], who
        assert who == "secretary_b" or foreign.isdisjoint({UUID(str(x)) for x in found}), who


NEWSROOM: dict[str, tuple[Attempt, ...]] = {
    "manuscript_save": (
        same(
            "select api.manuscript_save(%s, unit_id => u, target_id => u) is not null"
            " from (select %s::uuid as u) x",
            keyed(units),
            WRITERS,
        ),
    ),
    "my_manuscripts": (own_or_opened,),
    "manuscript_queue": (
        at_the_desks("select r ->> 'manuscript_id' from api.manuscript_queue(page_size => 100) r"),
    ),
    "manuscript_counts": (at_the_desks("select api.manuscript_counts() ->> 'unclaimed'"),),
    "post_step": (
        same(
            "select api.post_step(%s, %s, 'withdraw', 'Sai số liệu') is not null",
            keyed(posts),
            WRITERS,
        ),
    ),
    "post_correct": (
        same(
            "select api.post_correct(%s, %s, 1, 'Bài sửa', '', 'x', 'Sửa lỗi') is not null",
            keyed(posts),
            WRITERS,
        ),
    ),
    "post_history": (same("select api.post_history(%s) #>> '{steps,0,step}'", posts, WRITERS),),
}


def opened(verb: str, entitled: set[str], *states: str) -> Attempt:
    """What the one helper finds, by way of a verb that asks it."""
    return same(f"select api.{verb} is not null", manuscripts(*states), entitled)


IN_HELPERS: dict[str, Attempt] = {
    "handbook.seen_manuscript of a draft": opened("manuscript_open(%s)", {AUTHOR}, "draft"),
    "handbook.seen_manuscript thrown away": opened("manuscript_open(%s)", {AUTHOR}, "discarded"),
    "handbook.seen_manuscript at a desk": opened(
        "manuscript_open(%s)", {AUTHOR, "office_a"}, "submitted", "returned"
    ),
    "handbook.seen_manuscript for its history": opened(
        "manuscript_history(%s)", {AUTHOR, "office_a"}, "submitted"
    ),
    "handbook.seen_manuscript for its versions": opened(
        "manuscript_versions(%s, '{1}')", {AUTHOR}, "draft"
    ),
    "handbook.seen_manuscript for presence": opened("manuscript_present(%s)", {AUTHOR}, "draft"),
    "handbook.seen_manuscript for a step": opened(
        "manuscript_step(gen_random_uuid(), %s, 'submit', 1)", {AUTHOR}, "draft"
    ),
}
"""The lock of everything about one manuscript stands in a helper."""

WITHOUT_LOCK = {
    "manuscript_places": "a definer helper bound to the caller's own rights",
    "manuscript_open": "the lock is in handbook.seen_manuscript",
    "manuscript_present": "the lock is in handbook.seen_manuscript",
    "manuscript_file_quarantine": "the lock is in handbook.seen_manuscript",
    "manuscript_step": "the lock is in handbook.seen_manuscript",
    "manuscript_history": "the lock is in handbook.seen_manuscript",
    "manuscript_versions": "the lock is in handbook.seen_manuscript",
}
