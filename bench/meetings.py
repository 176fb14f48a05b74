"""Meetings: a secretary's year, and many cells checking in on one evening."""

import asyncio
import time
from collections.abc import Sequence

from bench.context import Bench, Call
from bench.measure import Line, Times, in_turns
from bench.people import CELL, Somebody, sign_in, sign_out

AT_ONCE = 32
EACH = 20
"""Members of one cell who check in."""

_CELLS = """
    select u.id::text from handbook.units u
    join handbook.unit_tallies t on t.unit_id = u.id and t.members >= %s
    where u.kind = 'cell' and u.code like '99.%%' order by md5(u.id::text) limit %s"""
_OPEN = """
    insert into handbook.meetings (unit_id, unit_path, kind, title, starts_at, minutes, place, month, state,
      opened_at)
    select u.id, u.path, 'extraordinary', 'roll-call', now(), 90, 'here', handbook.today(), 'running', now()
    from handbook.units u where u.id::text = any (%s) returning id::text"""
_SUMMON = """
    insert into handbook.meeting_summons (meeting_id, member_id, status, exempt, away)
    select m.id, p.id, p.status, p.activity_exempt, p.working_away from handbook.meetings m
    cross join lateral (select * from handbook.members p
      where p.unit_id = m.unit_id and p.life_state = 'active' order by p.id limit %s) p
    where m.id::text = any (%s) returning meeting_id::text, member_id::text"""


async def run(bench: Bench) -> list[Line]:
    """The secretary's screen against its baseline; arrivals against bare inserts."""
    return [await _year(bench), *await _overviews(bench), *await _arrivals(bench)]


async def _year(bench: Bench) -> Line:
    who = bench.cast.secretary
    cell = bench.value("select id::text from handbook.units where code = %s", CELL)
    year = bench.value("select extract(year from handbook.today() - 31)::int")
    return await in_turns(
        "a secretary's year of meetings",
        bench.rpc(who, "meeting_year", year=year),
        bench.rpc(who, "bench_meeting_year", reader=who.member_id, of_unit=cell, of_year=year),
        bench.rounds,
        limit=1.5,
    )


async def _overviews(bench: Bench) -> list[Line]:
    """Last month of a ward and of the city, summed up from what meetings counted when they ended."""
    cell = bench.value("select path from handbook.units where code = %s", CELL)
    month = bench.value(
        "select (date_trunc('month', handbook.today()) - interval '1 month')::date::text"
    )
    lines: list[Line] = []
    for label, who, path in (
        ("a ward", bench.cast.ward, cell[:-5]),
        ("the city", bench.cast.city, cell[:5]),
    ):
        unit = bench.value("select id::text from handbook.units where path = %s", path)
        lines.append(
            await in_turns(
                f"meetings of {label}, a month",
                bench.rpc(who, "meetings_overview", unit_id=unit, month=month),
                bench.rpc(who, "bench_meetings_overview", of_unit=unit, of_path=path, first=month),
                bench.rounds,
                limit=1.5,
            )
        )
    return lines


async def _arrivals(bench: Bench) -> list[Line]:
    """Half of the cells through the verb, half by bare inserts, in turns; all of it is taken back."""
    cells = 2_000 if bench.rounds >= 200 else 8
    units = [str(row[0]) for row in bench.admin.execute(_CELLS, (EACH, cells)).fetchall()]
    with bench.admin.transaction():
        bench.admin.execute("set local session_replication_role = replica")
        meetings = [str(row[0]) for row in bench.admin.execute(_OPEN, (units,)).fetchall()]
        summoned = bench.admin.execute(_SUMMON, (EACH, meetings)).fetchall()
        bench.admin.execute(
            "insert into handbook.meeting_secrets (meeting_id, secret)"
            " select id, sha256(convert_to(id::text, 'UTF8')) from handbook.meetings"
            " where id::text = any (%s)",
            (meetings,),
        )
    people = [(str(m), sign_in(bench.admin, bench.embedded, str(member))) for m, member in summoned]
    ours: list[float] = []
    base: list[float] = []
    spent = {"ours": 0.0, "base": 0.0}
    try:
        for turn, start in enumerate(range(0, len(people), AT_ONCE)):
            group = people[start : start + AT_ONCE]
            mine = turn % 2 == 0
            calls = await asyncio.to_thread(_calls, bench, group, mine)
            started = time.perf_counter()
            (ours if mine else base).extend(await _all_at_once(calls))
            spent["ours" if mine else "base"] += time.perf_counter() - started
    finally:
        _take_back(bench, meetings, [who for _, who in people])
    rate = len(ours) / spent["ours"]
    needed = 2_000 * EACH / 600
    note = (
        f"{len(ours)} arrivals of {len(units)} cells, {rate:.0f}/s against {len(base) / spent['base']:.0f}/s;"
        f" 2,000 cells of {EACH} in ten minutes need {needed:.0f}/s"
    )
    return [
        Line(
            f"roll-call, {AT_ONCE} at once",
            Times.of(ours),
            Times.of(base),
            1,
            note=note,
            share=0.95,
        )
    ]


def _calls(bench: Bench, group: Sequence[tuple[str, Somebody]], mine: bool) -> list[Call]:
    if not mine:
        return [
            bench.rpc(who, "bench_meeting_arrive", reader=who.member_id, of_meeting=meeting)
            for meeting, who in group
        ]
    rows = bench.admin.execute(
        "select meeting_id::text, handbook.roll_digits(secret, handbook.code_step(now()))"
        " from handbook.meeting_secrets where meeting_id::text = any (%s)",
        ([meeting for meeting, _ in group],),
    ).fetchall()
    codes = {str(meeting): str(code) for meeting, code in rows}
    return [
        bench.rpc(who, "meeting_arrive", meeting_id=meeting, code=codes[meeting])
        for meeting, who in group
    ]


async def _all_at_once(calls: Sequence[Call]) -> list[float]:
    async def timed(call: Call) -> float:
        started = time.perf_counter()
        answer = await call()
        assert answer["arrived"], answer
        return time.perf_counter() - started

    return await asyncio.gather(*map(timed, calls))


def _take_back(bench: Bench, meetings: list[str], people: list[Somebody]) -> None:
    """So that the next run finds the same database; the audit log keeps what happened."""
    with bench.admin.transaction():
        bench.admin.execute("set local session_replication_role = replica")
        for table in ("attendance", "tries", "secrets", "summons"):
            bench.admin.execute(
                f"delete from handbook.meeting_{table} where meeting_id::text = any (%s)".encode(),
                (meetings,),
            )
        bench.admin.execute("delete from handbook.meetings where id::text = any (%s)", (meetings,))
        sign_out(bench.admin, people)
