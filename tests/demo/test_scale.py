"""The large demo: exact totals, sound rows, sign-in, and no half-born database."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
import pytest
from psycopg import sql

from services.accounts.models import Device
from services.container import Services
from services.demo.bulk import people, posts, units
from services.demo.bulk.ids import dice, text_id, unit_label
from services.demo.bulk.load import load_bulk
from services.demo.hanoi import SIZES, spread
from services.demo.ids import demo_id
from services.demo.scale import load_scale
from services.demo.seeds import DEMO_PASSWORD
from services.refusal import Refused
from services.runtime import Embedded, installation_kind, open_supabase, start_embedded
from services.settings import Settings
from tests.cast import PHONES

HANOI, WARD = SIZES["hanoi"], SIZES["ward"]
# What the small demo brings, as counted by tests/demo/test_organisation.py and test_posts.py.
START = units.Start("c" * 32, "0001.", 3, 12, 200, 38, 0, 20)
DEVICE = Device(address="192.0.2.9", user_agent="tests")


@pytest.fixture(scope="module")
def ward(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Settings, Embedded]]:
    """A database that was broken off once while loading, then loaded at ward scale."""
    settings = Settings(data_dir=tmp_path_factory.mktemp("ward"))
    embedded = start_embedded(settings)
    try:
        _break_off(settings, embedded)
        assert installation_kind(embedded) is None
        assert _value(embedded, "select count(*) from handbook.members") == 0
        loaded = load_scale("ward", settings, embedded)
        assert loaded == {"units": 1 + 4 + 52 + 2, "members": WARD.members, "posts": WARD.posts}
        yield settings, embedded
    finally:
        embedded.stop()


def _break_off(settings: Settings, embedded: Embedded) -> None:
    def broken(*args: Any) -> None:
        load_bulk(*args)
        raise KeyboardInterrupt

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("services.demo.scale.load_bulk", broken)
        with pytest.raises(KeyboardInterrupt):
            load_scale("ward", settings, embedded)


def _value(embedded: Embedded, query: str, user: str = "postgres") -> Any:
    with psycopg.connect(embedded.server.conninfo(user)) as connection:
        row = connection.execute(query.encode()).fetchone()
        assert row
        return row[0]


def test_totals_are_exact(ward: tuple[Settings, Embedded]) -> None:
    _, embedded = ward
    kinds = "select jsonb_object_agg(kind, n) from (select kind, count(*) n from handbook.units group by 1) k"
    assert _value(embedded, kinds) == {"city": 1, "ward": 4, "cell": 52, "cell_group": 2}
    assert _value(embedded, "select sum(reads) from handbook.post_reads") == WARD.reads
    assert installation_kind(embedded) == "demo"


def test_no_row_points_nowhere(ward: tuple[Settings, Embedded]) -> None:
    _, embedded = ward
    with psycopg.connect(embedded.server.conninfo("supabase_admin")) as connection:
        keys = connection.execute(
            """select c.conrelid::regclass::text, a.attname, c.confrelid::regclass::text, f.attname
               from pg_constraint c
               join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
               join pg_attribute f on f.attrelid = c.confrelid and f.attnum = c.confkey[1]
               where c.contype = 'f' and c.connamespace = 'handbook'::regnamespace"""
        ).fetchall()
        assert len(keys) > 20
        for table, column, target, target_column in keys:
            query = """select count(*) from {} t where t.{} is not null
                       and not exists (select from {} f where f.{} = t.{})"""
            orphans = connection.execute(
                sql.SQL(query).format(
                    sql.SQL(table), sql.Identifier(column), sql.SQL(target),
                    sql.Identifier(target_column), sql.Identifier(column),
                )
            ).fetchone()  # fmt: skip
            assert orphans == (0,), f"{table}.{column}"


@pytest.mark.parametrize(
    "query",
    [
        # paths are the tree's
        """select count(*) from handbook.units u join handbook.units p on p.id = u.parent_id
           where u.path !~ ('^' || p.path || '[0-9a-z]{4}[.]$')""",
        *(
            f"""select count(*) from handbook.{table} t
                join handbook.units u on u.id = t.unit_id where t.unit_path <> u.path"""
            for table in ("members", "posts", "unit_tallies", "acknowledgement_tallies")
        ),
        # the next unit gets a label that is still free
        """select count(*) from handbook.units
           where right(path, 5) >= handbook.base36(nextval('handbook.unit_labels'), 4) || '.'""",
        # counts are what triggers would have counted
        """select count(*) from (
             select unit_id, count(*)::int, count(*) filter (where not activity_exempt)::int
             from handbook.members group by 1
             except select unit_id, members, expected from handbook.unit_tallies) missing""",
        """select count(*) from (
             select a.post_id, m.unit_id, count(*)::int from handbook.acknowledgements a
             join handbook.members m on m.id = a.member_id where not m.activity_exempt group by 1, 2
             except select post_id, unit_id, acknowledged from handbook.acknowledgement_tallies) missing""",
        # nothing is dated later than now, and nobody answered what is not for them
        "select count(*) from handbook.posts where published_at > now()",
        """select count(*) from handbook.acknowledgements a join handbook.posts p on p.id = a.post_id
           join handbook.members m on m.id = a.member_id
           where a.acknowledged_at > now() or not starts_with(m.unit_path, p.unit_path)""",
        # every cell is led
        """select count(*) from handbook.units u where kind = 'cell' and not exists (
             select from handbook.roles r where r.unit_id = u.id and r.kind = 'secretary')""",
        # every inspection names who looks and at whom
        """select count(*) from handbook.inspection_lines l where not exists (
             select from handbook.inspection_people x where x.line_id = l.id and x.part = 'lead')
           or l.target = 'members' and not exists (
             select from handbook.inspection_people x where x.line_id = l.id and x.part = 'subject')""",
    ],
)
def test_nothing_is_out_of_step(ward: tuple[Settings, Embedded], query: str) -> None:
    assert _value(ward[1], query) == 0


def test_there_is_something_to_acknowledge_and_to_track(ward: tuple[Settings, Embedded]) -> None:
    _, embedded = ward
    acknowledged = "select count(*) from handbook.acknowledgements"
    assert WARD.members / 2 < _value(embedded, acknowledged) < 10 * WARD.members
    waiting = "select count(*) from handbook.directives where acknowledge_by > handbook.today()"
    assert _value(embedded, waiting) > 0
    assert _value(embedded, "select count(*) from handbook.read_marks") > 0
    plans = "select count(*) from handbook.inspection_plans where adopted_on is not null"
    assert _value(embedded, plans) > WARD.cells / 2


async def test_the_cast_and_the_made_up_sign_in(ward: tuple[Settings, Embedded]) -> None:
    settings, embedded = ward
    made_up = _value(
        embedded,
        """select m.phone from handbook.members m join handbook.accounts a on a.member_id = m.id
           where a.state = 'active' and m.phone like '+849001%' limit 1""",
    )
    async with open_supabase(settings, embedded) as (supabase, _):
        services = Services(supabase)
        for phone in (PHONES["member"], made_up):
            pair = await services.sign_in.sign_in(phone, DEMO_PASSWORD, DEVICE)
            feed = await services.member(pair, DEVICE).posts.feed()
            assert len([post for post in feed if post.pinned_until is None]) == 20


def test_a_born_database_is_left_alone(ward: tuple[Settings, Embedded]) -> None:
    settings, embedded = ward
    with pytest.raises(Refused):
        load_scale("ward", settings, embedded)
    with pytest.raises(Refused):
        load_scale("world", settings, embedded)


def test_hanoi_adds_up_without_loading_it() -> None:
    branches = list(units.wards(START, HANOI))
    cells = [cell for _, below in branches for cell in below]
    assert (len(branches) + 3, len(cells) + 12) == (HANOI.wards, HANOI.cells)
    assert sum(cell.size for cell in cells) + 200 == HANOI.members
    assert min(cell.size for cell in cells) >= 3
    assert [cell.first for cell in cells[1:]] == [cell.first + cell.size for cell in cells[:-1]]
    assert len({unit.path for unit in cells} | {ward.path for ward, _ in branches}) == 17_111
    assert (HANOI.members, HANOI.posts, HANOI.reads) == (500_000, 30_805, 2_127_518)


def test_reads_of_hanoi_add_up() -> None:
    now = datetime(2026, 11, 22, 9, tzinfo=UTC)
    branches = list(units.wards(START, HANOI))
    places = {
        "city": [units.city(START, HANOI)],
        "ward": [ward for ward, _ in branches],
        "cell": [cell for _, below in branches for cell in below],
    }
    written = list(posts.posts(3_000, HANOI, now, places.__getitem__, lambda _: "a" * 32))
    levels = [post.place.kind for post in written]
    assert 0.55 < 1 - levels.count("cell") / len(levels) < 0.65
    assert written[-1].published > now - timedelta(days=2)
    opened = list(posts.opened(HANOI.reads, written, now))
    assert sum(count for of in opened for _, count in of.days) == HANOI.reads


def test_the_same_people_every_time() -> None:
    cell = next(units.wards(START, WARD))[1][0]
    once, again = (people.people_of(cell, dice(1)) for _ in range(2))
    assert once == again
    assert len({person.row[3] for person in once}) > len(once) * 0.9  # names hardly repeat


@pytest.mark.parametrize("weights", [[1.0], [0.2, 5.0, 0.0, 3.3], [1.0] * 7])
def test_spread_gives_everything_away(weights: list[float]) -> None:
    shares = list(spread(1_000_003, weights))
    assert sum(shares) == 1_000_003
    assert min(shares) >= 0


def test_ids_and_labels_are_those_of_the_small_demo(ward: tuple[Settings, Embedded]) -> None:
    for number in range(50):
        assert text_id(f"member-{number}") == demo_id(f"member-{number}").hex
        label = _value(ward[1], f"select handbook.base36({number * 31_337}, 4) || '.'")
        assert unit_label(number * 31_337) == label
