"""The search at the size of a city: a common word, a rare one and a phrase, as member, secretary and city."""

from bench.context import Bench
from bench.measure import Line, in_turns
from bench.people import Somebody

PROMISED = 1.5
"""A search takes at most this many times as long as the best plan known."""

# What is typed, and the rank at which the baseline is told the whole first page lies; none where few are
# found, which are ranked in one go.
COMMON = ("a common word", "đảng", 1)
COMMON_BARE = ("a common word without marks", "thanh pho", 6)
RARE = ("a rare word", "cây xanh", None)
NONE = ("nothing", "zzzq", None)
PHRASE = ("a phrase", '"sinh hoạt chi bộ"', 1)
BEGUN = ("a word begun", "nghi quye", None)


async def run(bench: Bench) -> list[Line]:
    """Each question as each of three people, against a function that is told where to look."""
    lines: list[Line] = []
    people = (
        ("a member", bench.cast.member),
        ("a secretary", bench.cast.secretary),
        ("the city", bench.cast.city),
    )
    for label, who in people:
        for question, words, rank in (COMMON, COMMON_BARE, RARE, NONE, PHRASE, BEGUN):
            lines.append(
                await in_turns(
                    f"search {question}, {label}",
                    bench.rpc(who, "search", words=words),
                    bench.rpc(
                        who, "bench_search", words=words, known_rank=rank, **_place(bench, who)
                    ),
                    bench.rounds,
                    limit=PROMISED,
                )
            )
    return lines


def _place(bench: Bench, who: Somebody) -> dict[str, object]:
    """The units above somebody and those that are led there; whether all is overseen."""
    own = """select coalesce(array_agg(distinct a.path), '{}') from (
               select m.unit_path as path from handbook.members m where m.id::text = %(id)s
               union select u.path from handbook.roles r join handbook.units u on u.id = r.unit_id
               where r.member_id::text = %(id)s) at
             join handbook.units a on starts_with(at.path, a.path)"""
    led = """select coalesce(array_agg(distinct a.path), '{}') from handbook.roles r
             join handbook.units u on u.id = r.unit_id join handbook.units a on starts_with(u.path, a.path)
             where r.member_id::text = %(id)s and r.kind in ('secretary', 'deputy_secretary')"""
    found = [bench.admin.execute(query, {"id": who.member_id}).fetchone() for query in (own, led)]
    return {
        "own": found[0][0] if found[0] else [],
        "led": found[1][0] if found[1] else [],
        "everything": who is bench.cast.city,
    }
