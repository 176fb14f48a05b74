"""Any sequence of changes keeps everybody in exactly one open cell, every path and every count true."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg.types.json import Jsonb

from services.days import today
from tests.database import Connection, value
from tests.house import House
from tests.units.country import DECISION, Country, found_country
from tests.units.straying import astray

HOMELESS = """
  select count(*) from handbook.members m join handbook.units u on u.id = m.unit_id
  left join handbook.units g on g.id = m.group_id
  where m.id = any (%s) and (u.closed_on is not null or u.kind <> 'cell' or m.unit_path <> u.path
    or m.group_id is not null and (g.closed_on is not null or g.parent_id <> u.id))
"""
MISCOUNTED = """
  select count(*) from handbook.units u left join handbook.unit_tallies t on t.unit_id = u.id
  where u.kind = 'cell'
    and (coalesce(t.members, 0), coalesce(t.expected, 0)) <> (
      select count(*), count(*) filter (where not m.activity_exempt) from handbook.members m
      where m.unit_id = u.id and m.life_state = 'active')
"""
HALF_GONE = """
  select count(*) from handbook.memberships s join handbook.members m on m.id = s.member_id
  where s.ends_on is null and s.unit_id <> m.unit_id
"""
IDLE_OFFICES = """
  select count(*) from handbook.roles r join handbook.units u on u.id = r.unit_id
  where u.closed_on is not null and (r.ends_at is null or r.ends_at > now())
"""

Step = tuple[str, int, int, int]
steps = st.lists(
    st.tuples(
        st.sampled_from(["merged", "split", "moved", "founded", "closed", "transfer"]),
        st.integers(0, 30),
        st.integers(0, 30),
        st.integers(1, 2**8 - 1),
    ),
    min_size=1,
    max_size=10,
)


@dataclass
class Walk:
    """One sequence in a transaction that is rolled back."""

    house: House
    land: Country
    people: list[UUID]
    connection: Connection
    done: list[str] = field(default_factory=list[str])

    def units(self, *kinds: str) -> list[UUID]:
        """Open units of these kinds in the two wards, in the order of the tree."""
        found = self.connection.execute(
            """select id from handbook.units where closed_on is null and kind::text = any (%s)
               and (path like %s or path like %s) order by path""",
            (
                list(kinds),
                self.land.path(self.land.here) + "%",
                self.land.path(self.land.there) + "%",
            ),
        ).fetchall()
        return [row[0] for row in found]

    def take(self, step: Step) -> None:
        """Do it as the city's staff; a refusal leaves all as it was."""
        verb, first, second, mask = step
        below = self.units("cell", "cell_group")
        unit, other = below[first % len(below)], below[second % len(below)]
        more: dict[str, Any] = {}
        if verb == "moved":
            places = self.units("ward", "cell")
            more = {"other_id": places[second % len(places)]}
        elif verb == "merged":
            more = {"other_id": other}
        elif verb == "founded":
            wards = self.units("ward", "cell")
            unit = wards[first % len(wards)]
            more = {"name": "Đơn vị mới", "kind": "cell" if mask % 2 else "cell_group"}
        elif verb == "split":
            there = self.connection.execute(
                "select id from handbook.members where unit_id = %s or group_id = %s order by id",
                (unit, unit),
            ).fetchall()
            more = {
                "name": "Phần tách",
                "member_ids": [row[0] for i, row in enumerate(there) if mask >> i % 8 & 1],
            }
        elif verb == "transfer":
            self.call(
                "member_move", member_id=self.people[mask % len(self.people)], unit_id=unit,
                on_date=today(), decision=DECISION,
            )  # fmt: skip
            return
        self.call(
            "unit_change", verb=verb, unit_id=unit, on_date=today(), decision=DECISION, **more
        )

    def call(self, function: str, **arguments: Any) -> None:
        """As PostgREST would; a refusal must be one of ours."""
        named = {"key": uuid4(), **arguments}
        query = f"select api.{function}({', '.join(f'{n} => %({n})s' for n in named)})"
        query = query.replace("%(verb)s", "%(verb)s::handbook.unit_event")
        query = query.replace("%(kind)s", "%(kind)s::handbook.unit_kind")
        claims = self.house.claims(self.house.id("city_staff"))
        try:
            with self.connection.transaction():
                self.connection.execute(
                    "select set_config('request.jwt.claims', %s, true)", (claims,)
                )
                self.connection.execute("set local role authenticated")
                self.connection.execute(query.encode(), named)
                self.connection.execute("reset role")
            self.done.append(str(arguments.get("verb", function)))
        except psycopg.Error as error:
            assert error.sqlstate is not None and error.sqlstate.startswith("PT"), error

    def check(self) -> None:
        """What must be true after each step."""
        assert value(self.connection, HOMELESS, self.people) == 0
        assert value(self.connection, MISCOUNTED) == 0
        assert value(self.connection, HALF_GONE) == 0
        assert value(self.connection, IDLE_OFFICES) == 0
        assert astray(self.connection) == {}


@pytest.fixture(scope="module")
def crowd(house: House) -> tuple[Country, list[UUID]]:
    """Two wards with people who have groups, records and requests."""
    land = found_country(house)
    people = [land.member.id, land.secretary.id]
    for cell in (land.one, land.two, land.far):
        people += [house.newcomer(cell, account=False, exempt=n == 0).id for n in range(3)]
    house.run(
        "update handbook.members set group_id = %s where unit_id = %s and not activity_exempt",
        land.group, land.one,
    )  # fmt: skip
    with house.sql() as connection:
        for member in people:
            connection.execute(
                "select handbook.write_record(%s, %s, 'staff', 'Bổ sung')",
                (member, Jsonb({"degree": "Đại học", "religion": "Không"})),
            )
    return land, people


@given(steps)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_sequence_keeps_everybody_and_every_path(
    house: House, crowd: tuple[Country, list[UUID]], taken: list[Step]
) -> None:
    with house.arranging() as connection:
        walk = Walk(house, *crowd, connection)
        for step in taken:
            walk.take(step)
            walk.check()


@given(st.integers(1, 2**5 - 2), st.booleans())
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_merge_then_split_and_split_then_merge_keep_everybody(
    house: House, crowd: tuple[Country, list[UUID]], mask: int, merge_first: bool
) -> None:
    land, people = crowd
    with house.arranging() as connection:
        walk = Walk(house, land, people, connection)

        def merge(unit: UUID, other: UUID) -> None:
            walk.call(
                "unit_change", verb="merged", unit_id=unit, other_id=other, on_date=today(),
                decision=DECISION,
            )  # fmt: skip

        def split(unit: UUID) -> None:
            inside: list[UUID] = value(
                connection,
                "select array_agg(id order by id) from handbook.members where unit_id = %s",
                unit,
            )
            walk.call(
                "unit_change", verb="split", unit_id=unit, name="Phần tách", on_date=today(),
                decision=DECISION, member_ids=[m for i, m in enumerate(inside) if mask >> i & 1],
            )  # fmt: skip

        if merge_first:
            merge(land.one, land.two)
            split(land.two)
        else:
            before = set(walk.units("cell"))
            split(land.one)
            (new,) = set(walk.units("cell")) - before
            merge(new, land.one)
        assert walk.done == (["merged", "split"] if merge_first else ["split", "merged"])
        walk.check()
        counted = value(
            connection,
            "select sum(members) from handbook.unit_tallies t join handbook.units u on u.id = t.unit_id"
            " where u.closed_on is null and u.id = any (%s)",
            walk.units("cell"),
        )
        everybody = value(
            connection,
            "select count(*) from handbook.members where unit_id = any (%s)",
            walk.units("cell"),
        )
        assert counted == everybody
