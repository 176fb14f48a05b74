"""A thousand members of one unit vote in secret at the same time: through the gateway, each once."""

import asyncio
import time
from base64 import b64encode
from collections.abc import Sequence
from uuid import UUID

from bench.context import Bench, Call
from bench.measure import Line, Times
from bench.people import CELL, Somebody, sign_in, sign_out
from services.votes import sealing

VOTERS = 1000
FEW = 100
"""Enough to see that everything runs."""
LONGEST = 60.0
"""Seconds in which all of them are promised to have voted."""

Home = tuple[str, str, str]
"""A member, the unit and its path."""

_PEOPLE = """
    select m.id::text from handbook.members m join handbook.units u on u.id = m.unit_id
    where m.life_state = 'active' and u.path >= (select left(path, 10) from handbook.units where code = %s)
      and u.path < (select left(path, 10) || '~' from handbook.units where code = %s)
    order by m.id limit %s"""


async def run(bench: Bench) -> list[Line]:
    """Sealed ballots against bare inserts of the same bytes; then one count of all of them."""
    wanted = FEW if bench.quick else VOTERS
    rows = bench.admin.execute(_PEOPLE, (CELL, CELL, wanted)).fetchall()
    people = [sign_in(bench.admin, bench.embedded, str(row[0])) for row in rows]
    homes = _homes(bench, people)
    meeting = _arrange(bench, people)
    ours_vote, bare_vote = (_open_vote(bench, meeting) for _ in range(2))
    private = sealing.X25519PrivateKey.generate()
    public = sealing.public_of(private)
    try:
        ours, ours_spent = await _all_at_once(
            [_ballot(bench, who, ours_vote, public, "ballot_cast") for who in people]
        )
        base, base_spent = await _all_at_once(
            [_ballot(bench, who, bare_vote, public, "bench_ballot") for who in people]
        )
        kept = bench.value(
            "select count(ciphertext) from handbook.ballots where vote_id = %s", ours_vote
        )
        assert kept == len(people), "each once"
        assert ours_spent <= LONGEST, f"{len(people)} voters took {ours_spent:.0f} s"
        opening = await _open_all(bench, ours_vote, private)
    finally:
        _take_back(bench, meeting, people, homes)
    rate = (
        f"all in {ours_spent:.1f} s: {len(ours) / ours_spent:.0f}/s"
        f" against {len(base) / base_spent:.0f}/s"
    )
    return [
        Line(f"ballot, {len(people)} at once", Times.of(ours), Times.of(base), 1, note=rate),
        Line(f"opening {len(people)} ballots", Times.of([opening])),
    ]


def _ballot(bench: Bench, who: Somebody, vote: str, public: bytes, function: str) -> Call:
    sealed = sealing.seal_ballot(UUID(vote), public, [1])

    async def call() -> object:
        # sealing belongs to what is measured
        made = sealing.seal_ballot(UUID(vote), public, [1]) if function == "ballot_cast" else sealed
        arguments = {"vote_id": vote, "ciphertext": b64encode(made).decode()}
        if function == "bench_ballot":
            arguments["voter"] = who.member_id
        return await bench.rpc(who, function, **arguments)()

    return call


async def _all_at_once(calls: Sequence[Call]) -> tuple[list[float], float]:
    async def timed(call: Call) -> float:
        started = time.perf_counter()
        assert await call(), "no receipt"
        return time.perf_counter() - started

    begun = time.perf_counter()
    durations = await asyncio.gather(*map(timed, calls))
    return durations, time.perf_counter() - begun


async def _open_all(bench: Bench, vote: str, private: sealing.X25519PrivateKey) -> float:
    rows = bench.admin.execute(
        "select ciphertext from handbook.ballots where vote_id = %s", (vote,)
    ).fetchall()
    started = time.perf_counter()
    opened = await asyncio.to_thread(
        lambda: [sealing.open_ballot(UUID(vote), private, bytes(row[0]), 2) for row in rows]
    )
    assert all(picks == [1] for picks in opened)
    return time.perf_counter() - started


def _homes(bench: Bench, people: Sequence[Somebody]) -> list[Home]:
    """Where they belong, so that they can be brought back."""
    ids = [who.member_id for who in people]
    return bench.admin.execute(
        "select id::text, unit_id::text, unit_path from handbook.members where id::text = any (%s)",
        (ids,),
    ).fetchall()


def _settle(bench: Bench, homes: Sequence[Home]) -> None:
    """Members into units, past every trigger: nothing of it is meant to be counted."""
    bench.admin.execute("set session_replication_role = replica")
    bench.admin.execute(
        "update handbook.members m set unit_id = h.unit_id::uuid, unit_path = h.path"
        " from unnest(%s::text[], %s::text[], %s::text[]) as h(id, unit_id, path) where m.id::text = h.id",
        tuple([list(column) for column in zip(*homes, strict=True)]),
    )
    bench.admin.execute("set session_replication_role = origin")


def _arrange(bench: Bench, people: Sequence[Somebody]) -> str:
    """One cell of all of them, with a meeting where everybody is present."""
    ids = [who.member_id for who in people]
    cell = str(bench.value("select id::text from handbook.units where code = %s", CELL))
    path = str(bench.value("select path from handbook.units where code = %s", CELL))
    _settle(bench, [(one, cell, path) for one in ids])
    meeting = str(
        bench.value(
            "insert into handbook.meetings (unit_id, unit_path, kind, title, starts_at, minutes, place,"
            " month, state, opened_at) values (%s, '', 'extraordinary', 'Bench', now(), 60, 'Bench',"
            " handbook.today(), 'running', now()) returning id",
            cell,
        )
    )
    bench.admin.execute(
        "insert into handbook.meeting_summons select %s, id, 'official', false, false"
        " from handbook.members where id::text = any (%s)",
        (meeting, ids),
    )
    bench.admin.execute(
        "insert into handbook.meeting_attendance (meeting_id, member_id, presence, way)"
        " select meeting_id, member_id, 'present', 'clerk' from handbook.meeting_summons"
        " where meeting_id = %s",
        (meeting,),
    )
    return meeting


def _open_vote(bench: Bench, meeting: str) -> str:
    """A secret vote that is open; no account is younger than it."""
    return str(
        bench.value(
            "insert into handbook.votes (meeting_id, unit_path, title, secret, options, state, rule, base,"
            " opened_at) values (%s, '', 'Bench', true, array['A', 'B'], 'open', '{}', '{}',"
            " now() + interval '1 hour') returning id",
            meeting,
        )
    )


def _take_back(
    bench: Bench, meeting: str, people: Sequence[Somebody], homes: Sequence[Home]
) -> None:
    """So that the next run finds the same database; the audit log keeps what happened."""
    _settle(bench, homes)
    with bench.admin.transaction():
        bench.admin.execute("set local session_replication_role = replica")
        bench.admin.execute(
            "delete from handbook.ballots b using handbook.votes v"
            " where v.id = b.vote_id and v.meeting_id = %s",
            (meeting,),
        )
        for table, column in (
            ("votes", "meeting_id"),
            ("meeting_attendance", "meeting_id"),
            ("meeting_summons", "meeting_id"),
            ("meetings", "id"),
        ):
            bench.admin.execute(
                f"delete from handbook.{table} where {column} = %s".encode(), (meeting,)
            )
        sign_out(bench.admin, people)
