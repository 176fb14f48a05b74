"""Votes in the permission table: the same form as tests/permissions/table.py."""

# ruff: noqa: E501 - a table is read line by line

from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256
from uuid import UUID, uuid4

from tests.database import Database
from tests.permissions.lines import Arguments, Case, Make
from tests.permissions.table_meetings import meeting_of_a1
from tests.permissions.world import World

NO_VOTE = "vote.not_found"
CELL_A1 = "member secretary probationary exempt"
KEEPS = {"ok": "secretary"}
PROOF = bytes(range(32))
SALT, KEY, BALLOT, PROVED = (b64encode(b).decode() for b in (bytes(16), PROOF, bytes(69), PROOF))
EMPTY = {"counts": [0, 0], "blank": 0, "invalid": 0, "paper_total": 0, "paper": [0, 0]}


def vote_of_a1(
    database: Database, state: str = "open", *, secret: bool = True, cell: str = "cell-a1"
) -> UUID:
    """A vote in a running meeting of cell A1 (or another) where everybody is present, a new one each time;
    of a secret one the member and the secretary are tellers."""
    meeting = meeting_of_a1(database, "running", cell)
    database.run(
        "insert into handbook.meeting_attendance (meeting_id, member_id, presence, way, arrived_at)"
        " select meeting_id, member_id, 'present', 'clerk', now() - interval '1 minute' from handbook.meeting_summons where meeting_id = %s",
        meeting,
    )
    vote: UUID = database.value(
        """insert into handbook.votes (meeting_id, unit_path, title, secret, options, state, rule, base, opened_at, commitment, counts)
           values (%s, '', 'Câu hỏi thử', %s, array['Có', 'Không'], %s::handbook.vote_state, '{"over": [1, 2]}', '{"base": 9}',
             now() + interval '1 second', %s, case when %s = 'counted' then array[1, 0] end) returning id""",
        meeting, secret, state, sha256(PROOF).digest(), state,
    )  # fmt: skip
    if secret and cell == "cell-a1":
        for place, who in enumerate(("member", "secretary"), 1):
            database.run(
                "insert into handbook.vote_tellers (vote_id, member_id, place) values (%s, %s, %s)",
                vote, database.id(who), place,
            )  # fmt: skip
    if state == "counted":
        database.run("insert into handbook.vote_receipts values (%s, 'AAAA')", vote)
    return vote


def tellers(database: Database) -> list[str]:
    """The member and the secretary of A1."""
    return [str(database.id(who)) for who in ("member", "secretary")]


def of_a1(
    state: str = "open",
    *,
    secret: bool = True,
    keyed: bool = False,
    more: Callable[[Database], dict[str, object]] = lambda database: {},
) -> Make:
    """About a new vote of A1."""

    def make(world: World, who: str) -> Arguments:
        key = {"key": uuid4()} if keyed else {}
        vote = vote_of_a1(world.database, state, secret=secret)
        return {**key, "vote_id": vote, **more(world.database)}

    return make


def meeting_with_a_vote(world: World, who: str) -> Arguments:
    """A meeting of A1 in which there is a vote."""
    vote = vote_of_a1(world.database)
    return {
        "meeting_id": world.database.value(
            "select meeting_id from handbook.votes where id = %s", vote
        )
    }


def question(world: World, who: str) -> Arguments:
    """A secret question to a meeting of A1."""
    return {
        "key": uuid4(), "meeting_id": meeting_of_a1(world.database), "title": "Câu hỏi thử", "secret": True,
        "options": ["Có", "Không"], "tellers": tellers(world.database),
    }  # fmt: skip


TABLE = (
    Case("vote_people", "of a meeting of A1", meeting_with_a_vote, KEEPS, "empty", "empty"),
    Case("vote_prepare", "in A1", question, KEEPS, "meeting.not_found"),
    Case("vote_tellers", "in A1", of_a1("prepared", keyed=True, more=lambda d: {"tellers": tellers(d)}), KEEPS, NO_VOTE),
    Case("vote_see", "in A1", of_a1(), {"ok": CELL_A1}, NO_VOTE),
    Case("vote_standing", "in A1", of_a1(), {"ok": CELL_A1}, NO_VOTE),
    Case("vote_teller_key", "in A1", of_a1("prepared", more=lambda d: {"salt": SALT, "public_key": KEY}),
         {"ok": "member secretary"}, NO_VOTE),
    Case("vote_open", "in A1", of_a1("prepared", secret=False, more=lambda d: {"version": 1}), KEEPS, NO_VOTE),
    Case("vote_cast", "in A1", of_a1(secret=False, keyed=True, more=lambda d: {"picks": [1]}),
         {"ok": "member secretary exempt", "vote.probationary": "probationary"}, NO_VOTE),
    Case("ballot_cast", "in A1", of_a1(more=lambda d: {"ciphertext": BALLOT}),
         {"ok": "member secretary exempt", "vote.probationary": "probationary"}, NO_VOTE),
    Case("vote_hands", "in A1", of_a1(secret=False, keyed=True, more=lambda d: {"persons": 1, "counts": [1, 0]}), KEEPS, NO_VOTE),
    Case("vote_paper", "in A1", of_a1(keyed=True, more=lambda d: {"member_id": d.id("member")}), KEEPS, NO_VOTE),
    Case("vote_close", "in A1", of_a1(keyed=True), KEEPS, NO_VOTE),
    Case("vote_cancel", "in A1", of_a1(keyed=True, more=lambda d: {"why": "Nhầm"}), KEEPS, NO_VOTE),
    Case("vote_for_count", "in A1", of_a1("closed"), {"ok": "member secretary"}, NO_VOTE),
    Case("vote_count", "in A1", of_a1("closed", more=lambda d: {"proof": PROVED, "tellers": tellers(d), **EMPTY}),
         {"ok": "member secretary"}, NO_VOTE),
    Case("vote_receipts", "in A1", of_a1("counted"), {"ok": CELL_A1}, "empty", "empty"),
)  # fmt: skip

NAMED: dict[str, tuple[str, bool, dict[str, object]]] = {
    "vote_see": ("open", False, {}),
    "vote_standing": ("open", False, {}),
    "vote_receipts": ("counted", False, {}),
    "vote_tellers": ("prepared", True, {"tellers": []}),
    "vote_teller_key": ("prepared", False, {"salt": SALT, "public_key": KEY}),
    "vote_open": ("prepared", False, {"version": 1}),
    "vote_cast": ("open", True, {"picks": [1]}),
    "ballot_cast": ("open", False, {"ciphertext": BALLOT}),
    "vote_hands": ("open", True, {"persons": 1, "counts": [1, 0]}),
    "vote_paper": ("open", True, {"member_id": str(uuid4())}),
    "vote_close": ("open", True, {}),
    "vote_cancel": ("open", True, {"why": "Nhầm"}),
    "vote_for_count": ("closed", False, {}),
    "vote_count": ("closed", False, {"proof": PROVED, "tellers": [], **EMPTY}),
}
"""Verbs about one vote: in which state, whether with a key, and what else they take."""
BY_ID = {*NAMED, "vote_people", "vote_prepare"}
