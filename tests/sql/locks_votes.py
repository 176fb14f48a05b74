"""The second lock of votes: attempts for tests/sql/test_locks.py."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

from tests.database import Database
from tests.permissions.table_meetings import meeting_of_a1
from tests.permissions.table_votes import BALLOT, KEY, PROVED, SALT, vote_of_a1
from tests.permissions.world import World
from tests.sql.locks_records import Arguments, Attempt, same

CELL = {"member", "secretary", "probationary", "exempt"}
ELECTORS = {"member", "secretary", "exempt"}
TELLERS = {"member", "secretary"}
KEEPER = {"secretary"}


def vote(
    state: str = "open",
    *,
    secret: bool = True,
    keyed: bool = False,
    more: Callable[[Database], tuple[object, ...]] = lambda database: (),
) -> Arguments:
    """A new vote of A1, with a key before it where it is a write."""

    def make(world: World) -> list[tuple[object, ...]]:
        found = vote_of_a1(world.database, state, secret=secret)
        return [((uuid4(),) if keyed else ()) + (found, *more(world.database))]

    return make


def meeting_of_vote(world: World) -> list[tuple[object, ...]]:
    """The meeting of a new vote."""
    found = vote_of_a1(world.database)
    return [(world.database.value("select meeting_id from handbook.votes where id = %s", found),)]


def both(database: Database) -> tuple[object, ...]:
    """The member and the secretary."""
    return (database.id("member"), database.id("secretary"))


IN_HELPERS: dict[str, Attempt] = {
    "handbook.votes_of_meeting": same(
        "select r ->> 'title' from jsonb_array_elements(api.meeting_open(%s, '{votes}') -> 'votes') r",
        meeting_of_vote,
        CELL,
    )
}
"""The lock of a meeting's votes stands in a helper of the meeting's own function."""

VOTES: dict[str, tuple[Attempt, ...]] = {
    "vote_people": (
        same("select r ->> 'full_name' from api.vote_people(%s) r", meeting_of_vote, KEEPER),
    ),
    "vote_prepare": (
        same(
            "select api.vote_prepare(%s, %s, 'Câu hỏi thử', false, array['Có', 'Không']) is not null",
            lambda world: [(uuid4(), meeting_of_a1(world.database))],
            KEEPER,
        ),
    ),
    "vote_tellers": (
        same(
            "select api.vote_tellers(%s, %s, array[%s, %s]::uuid[]) is not null",
            vote("prepared", keyed=True, more=both),
            KEEPER,
        ),
    ),
    "vote_see": (same("select api.vote_see(%s) ->> 'title'", vote(), CELL),),
    "vote_standing": (same("select api.vote_standing(%s) ->> 'state'", vote(), CELL),),
    "vote_teller_key": (
        same(
            "select api.vote_teller_key(%s, %s, %s) is not null",
            vote("prepared", more=lambda database: (SALT, KEY)),
            TELLERS,
        ),
    ),
    "vote_open": (
        same(
            "select api.vote_open(%s, 1) is not null",
            vote("prepared", secret=False),
            KEEPER,
        ),
    ),
    "vote_cast": (
        same(
            "select api.vote_cast(%s, %s, array[1]) is not null",
            vote(secret=False, keyed=True),
            ELECTORS,
        ),
    ),
    "ballot_cast": (
        same("select api.ballot_cast(%s, %s)", vote(more=lambda database: (BALLOT,)), ELECTORS),
    ),
    "vote_hands": (
        same(
            "select api.vote_hands(%s, %s, 1, array[1, 0]) is not null",
            vote(secret=False, keyed=True),
            KEEPER,
        ),
    ),
    "vote_paper": (
        same(
            "select api.vote_paper(%s, %s, %s) is not null",
            vote(keyed=True, more=lambda database: (database.id("member"),)),
            KEEPER,
        ),
    ),
    "vote_close": (same("select api.vote_close(%s, %s) is not null", vote(keyed=True), KEEPER),),
    "vote_cancel": (
        same("select api.vote_cancel(%s, %s, 'Nhầm') is not null", vote(keyed=True), KEEPER),
    ),
    "vote_for_count": (same("select api.vote_for_count(%s) is not null", vote("closed"), TELLERS),),
    "vote_count": (
        same(
            "select api.vote_count(%s, %s, array[0, 0], 0, 0, array[%s, %s]::uuid[], 0, array[0, 0])"
            " is not null",
            vote("closed", more=lambda database: (PROVED, *both(database))),
            TELLERS,
        ),
    ),
    "vote_receipts": (same("select r from api.vote_receipts(%s) r", vote("counted"), CELL),),
}
