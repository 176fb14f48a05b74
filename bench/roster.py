"""The roster at the size of a city: search by name as people type it, and pages near and far."""

import itertools
import time
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.context import Bench, Call
from bench.imports import peak
from bench.measure import Line, in_turns
from bench.people import CELL, WARD, Somebody
from services.members.export import columns_of, write
from services.members.models import RosterQuery
from services.members.names import normalise_name
from services.members.service import Roster

PROMISED = 1.5
"""A search takes at most this many times as long as the best plan known, for 95 of 100 calls."""
_TAKEN_OUT = ("status", "sex", "birth_date", "admission_date", "official_date", "phone", "degree")
_ACUTE, _GRAVE = "\u0301", "\u0300"


async def run(bench: Bench) -> list[Line]:
    """Recall first, then time against the baseline: secretary, ward, city; first page and page 1,000."""
    names: list[str] = bench.value(
        """select array_agg(full_name) from (
             select full_name from handbook.members where life_state = 'active'
             order by md5(id::text) limit %s) chosen""",
        20 if bench.quick else 200,
    )
    lines = [await _recall(bench, names)]
    path = "select path from handbook.units where code = %s"
    for label, who, lo in (
        ("a secretary", bench.cast.secretary, bench.value(path, CELL)),
        ("a ward", bench.cast.records_ward, bench.value(path, WARD)),
        ("the city", bench.cast.records_city, ""),
    ):
        typed = itertools.cycle([spelling for name in names for spelling in _spellings(name)])
        lines.append(await _search(bench, f"search, {label}", who, lo, typed))
    return [*lines, await _far(bench), await _taken_out(bench)]


def _spellings(name: str) -> tuple[str, str, str, str]:
    """As written, without marks, with wrong ones, and decomposed."""
    marks = unicodedata.normalize("NFD", name)
    bare = "".join(c for c in marks if not unicodedata.combining(c)).replace("\u0111", "d")
    wrong = marks.replace(_ACUTE, "\0").replace(_GRAVE, _ACUTE).replace("\0", _GRAVE)
    return name, bare.replace("\u0110", "D").lower(), normalise_name(wrong), marks


async def _taken_out(bench: Bench) -> Line:
    """A whole ward to a workbook: rows a second and memory, each member's log written."""
    roster = Roster(bench.cast.records_ward.gateway(bench.supabase))
    unit = bench.value("select id from handbook.units where code = %s", WARD)
    query = RosterQuery(unit_id=unit, columns=list(_TAKEN_OUT))
    with TemporaryDirectory() as folder:
        pages = roster.export(query, "bench")
        with peak() as grown:
            started = time.perf_counter()
            count = await write(pages, columns_of(_TAKEN_OUT), Path(folder) / "list", "xlsx")
            took = time.perf_counter() - started
    note = f"{took:.1f} s, {count / took:,.0f} members/s, {grown[0]:.0f} MB more at the peak"
    return Line(f"export, {count:,} members", note=note)


async def _recall(bench: Bench, names: list[str]) -> Line:
    """Of many people, each typed in four ways: is one of that name found, and is it the same list?"""
    city = bench.cast.records_city.gateway(bench.supabase)
    found, asked = 0, 0
    for name in names:
        lists = [
            await city.rpc("member_list", query=typed, page_size=500) for typed in _spellings(name)
        ]
        asked += len(lists)
        found += sum(
            any(row["full_name"] == name for row in rows) and rows == lists[0] for rows in lists
        )
    return Line("search, recall", note=f"{found} of {asked} typed names found")


async def _search(bench: Bench, label: str, who: Somebody, lo: str, typed: Iterator[str]) -> Line:
    gateway = who.gateway(bench.supabase)
    now = [next(typed)]
    turn = itertools.count()

    def word() -> str:
        # Both ways are asked the same, one after the other.
        if next(turn) % 2 == 0:
            now[0] = next(typed)
        return now[0]

    async def ours() -> object:
        return await gateway.rpc("member_list", query=word())

    async def base() -> object:
        folded = _spellings(normalise_name(word()))[1].split()
        patterns = [f"% {part}%" for part in folded]
        return await gateway.rpc("bench_member_list", lo=lo, hi=f"{lo}~", patterns=patterns)

    return await in_turns(label, ours, base, bench.rounds, limit=PROMISED, share=0.95)


async def _far(bench: Bench) -> Line:
    """Page 1,000 against the first page: the same question, further on."""
    who = bench.cast.records_city
    cursor = bench.value(
        """select jsonb_build_object('after_key', sort_key, 'after_id', id) from (
             select sort_key, id, row_number() over (order by sort_key, id) as n
             from handbook.members where life_state = 'active') numbered
           where n = least(49950, (select count(*) from handbook.members) / 2)"""
    )
    far: Call = bench.rpc(who, "member_list", **cursor)
    near: Call = bench.rpc(who, "member_list")
    return await in_turns(
        "roster, page 1,000 against page 1", far, near, bench.rounds, limit=PROMISED, same=False
    )
