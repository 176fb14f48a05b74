"""Who has acknowledged a directive of the city: in a cell by name, in a ward and the city by count."""

from bench.context import Bench
from bench.measure import Line, alone, in_turns
from bench.people import CELL, WARD

_DIRECTIVE = """
    select p.id::text from handbook.posts p join handbook.directives d on d.post_id = p.id
    join handbook.units u on u.id = p.unit_id
    where u.parent_id is null and d.wants_acknowledgement and p.leaders_only = %s
      and p.category = 'directive'
    order by p.published_at desc limit 1"""


async def run(bench: Bench) -> list[Line]:
    """A directive for everybody at three levels; one for leaders in the whole city, by itself."""
    unit = "select id::text from handbook.units where code = %s"
    everybody = bench.value(_DIRECTIVE, False)
    cell, ward = bench.value(unit, CELL), bench.value(unit, WARD)
    city = bench.value("select id::text from handbook.units where parent_id is null")
    short = max(bench.rounds // 4, 5)
    return [
        await in_turns(
            "tracking, a cell",
            bench.rpc(bench.cast.secretary, "directive_tracking", post_id=everybody),
            bench.rpc(
                bench.cast.secretary, "bench_tracking_cell", directive=everybody, cell=cell
            ),
            bench.rounds,
        ),
        await in_turns(
            "tracking, a ward",
            bench.rpc(bench.cast.ward, "directive_tracking", post_id=everybody),
            bench.rpc(
                bench.cast.ward, "bench_tracking_units", directive=everybody, at_unit=ward
            ),
            bench.rounds,
        ),
        await in_turns(
            "tracking, the city",
            bench.rpc(bench.cast.city, "directive_tracking", post_id=everybody),
            bench.rpc(
                bench.cast.city, "bench_tracking_units", directive=everybody, at_unit=city
            ),
            short,
        ),
        await alone(
            "tracking, the city, one for leaders",
            bench.rpc(
                bench.cast.city, "directive_tracking", post_id=bench.value(_DIRECTIVE, True)
            ),
            max(short // 5, 3),
        ),
    ]  # fmt: skip
