"""Thirty-two people acknowledge at the same time: through the gateway, each once."""

import asyncio
import time
import uuid
from collections.abc import Sequence

from bench.context import Bench, Call
from bench.measure import Line, Times
from bench.people import Somebody, sign_in, sign_out

AT_ONCE = 32

_WAITING = """
    select m.id::text from handbook.members m join handbook.accounts a on a.member_id = m.id
    where a.state = 'active' and not m.activity_exempt and m.phone like '+849%%'
      and not exists (
        select from handbook.acknowledgements k where k.member_id = m.id and k.post_id::text = %s)
    order by md5(m.id::text) limit %s"""
_DIRECTIVE = """
    select p.id::text from handbook.posts p join handbook.directives d on d.post_id = p.id
    where length(p.unit_path) = 5 and d.wants_acknowledgement and not p.leaders_only
      and p.category = 'directive'
    order by p.published_at desc limit 1"""


async def run(bench: Bench) -> list[Line]:
    """Our verb against a bare insert, in waves of AT_ONCE; what was written is taken back."""
    directive = bench.value(_DIRECTIVE)
    waves = max(bench.rounds // 20, 2)
    rows = bench.admin.execute(_WAITING, (directive, waves * AT_ONCE * 2)).fetchall()
    people = [sign_in(bench.admin, bench.embedded, str(row[0])) for row in rows]
    ours: list[float] = []
    base: list[float] = []
    spent = {"ours": 0.0, "base": 0.0}
    try:
        for turn, start in enumerate(range(0, len(people), AT_ONCE)):
            group = people[start : start + AT_ONCE]
            mine = turn % 2 == 0
            calls = [
                _verb(bench, p, directive) if mine else _bare(bench, p, directive) for p in group
            ]
            started = time.perf_counter()
            (ours if mine else base).extend(await _all_at_once(calls))
            spent["ours" if mine else "base"] += time.perf_counter() - started
    finally:
        _take_back(bench, directive, people)
    rate = f"{len(ours) / spent['ours']:.0f}/s against {len(base) / spent['base']:.0f}/s"
    return [Line(f"acknowledge, {AT_ONCE} at once", Times.of(ours), Times.of(base), 1, note=rate)]


def _verb(bench: Bench, who: Somebody, directive: str) -> Call:
    return bench.rpc(who, "directive_acknowledge", key=str(uuid.uuid4()), post_id=directive)


def _bare(bench: Bench, who: Somebody, directive: str) -> Call:
    return bench.rpc(who, "bench_acknowledge", reader=who.member_id, directive=directive)


async def _all_at_once(calls: Sequence[Call]) -> list[float]:
    async def timed(call: Call) -> float:
        started = time.perf_counter()
        answer = await call()
        assert answer["acknowledged_at"]
        return time.perf_counter() - started

    return await asyncio.gather(*map(timed, calls))


def _take_back(bench: Bench, directive: str, people: list[Somebody]) -> None:
    """So that the next run finds the same database; the audit log keeps what happened."""
    with bench.admin.transaction():
        bench.admin.execute("set local session_replication_role = replica")
        bench.admin.execute(
            """with gone as (
                 delete from handbook.acknowledgements where post_id::text = %s and member_id::text = any (%s)
                 returning post_id, member_id, acknowledged_at)
               update handbook.acknowledgement_tallies t set acknowledged = t.acknowledged - g.n,
                 late = t.late - g.late
               from (select gone.post_id, m.unit_id, count(*) n,
                       count(*) filter (where handbook.is_late(gone.acknowledged_at, d.acknowledge_by)) late
                     from gone join handbook.directives d on d.post_id = gone.post_id
                     join handbook.members m on m.id = gone.member_id group by 1, 2) g
               where t.post_id = g.post_id and t.unit_id = g.unit_id""",
            (directive, [who.member_id for who in people]),
        )
        sign_out(bench.admin, people)
