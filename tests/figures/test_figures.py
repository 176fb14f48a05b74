"""Figures: right sums, and small groups that neither show nor can be subtracted."""

import io
from datetime import date
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from services.figures.workbook import workbook
from services.posts.models import Category, Counts
from services.reading.counting import ReadCounter
from tests.house import House, Person
from tests.posts.test_save import a_post
from views.shared.posts.strings import CATEGORIES

SMALLEST = 5
MONTH = date(2026, 3, 1)


def fill(house: House, cells: list[tuple[int, int]]) -> tuple[UUID, list[UUID], Person]:
    """A ward of its own with cells of so many members, so many of whom have read; closed."""
    ward = house.found("ward", "city", "Đảng ủy phường thử số liệu")
    made = [house.found("cell", ward, f"Chi bộ thử {n}") for n in range(len(cells))]
    editor = house.newcomer(made[0], ("editor", ward))
    with house.sql() as connection:
        for cell, (members, readers) in zip(made, cells, strict=True):
            connection.execute(
                "insert into handbook.unit_tallies (unit_id, unit_path, members, expected)"
                " select id, path, %s, %s from handbook.units where id = %s"
                " on conflict (unit_id) do update set members = excluded.members",
                (members, members, cell),
            )
            connection.execute(
                "insert into handbook.reader_periods (unit_id, span, starts_on, unit_path, readers)"
                " select id, 'month', %s, path, %s from handbook.units where id = %s",
                (MONTH, readers, cell),
            )
        connection.execute(
            "insert into handbook.reader_periods (unit_id, span, starts_on, unit_path, readers)"
            " select id, 'month', %s, path, %s from handbook.units where id = %s",
            (MONTH, sum(readers for _, readers in cells), ward),
        )
        connection.execute(
            "insert into handbook.reader_periods (unit_id, span, starts_on, unit_path, readers)"
            " select id, 'month', %s, path, 100 from handbook.units where parent_id is null"
            " on conflict (unit_id, span, starts_on) do nothing",
            (MONTH,),
        )
        connection.execute("select handbook.close_readers('month', %s)", (MONTH,))
    return ward, made, editor


def shown(house: House, units: list[UUID]) -> dict[UUID, tuple[int, int]]:
    """What anybody may see of these units in that month."""
    with house.sql() as connection:
        rows = connection.execute(
            "select unit_id, readers, members from handbook.reader_periods"
            " where span = 'month' and starts_on = %s and shown and unit_id = any(%s)",
            (MONTH, units),
        ).fetchall()
    return {unit: (readers, members) for unit, readers, members in rows}


def telling(readers: int, members: int) -> bool:
    """Whether a number says something about few people, who read or who did not."""
    return readers < SMALLEST or members - readers < SMALLEST


CASES = [
    [(30, 12), (30, 15), (30, 3)],  # one small: another goes with it
    [(30, 12), (30, 15), (30, 28)],  # all but two have read: as telling as two
    [(30, 1), (30, 2), (30, 14)],  # two small ones whose sum is small
    [(30, 0), (30, 14), (30, 15)],  # nobody has read
    [(12, 6), (12, 6)],
    [(6, 3), (7, 3)],  # even the ward's sum is barely shown
    [(30, 30), (30, 30)],
]


@pytest.mark.parametrize("cells", CASES, ids=str)
def test_what_is_hidden_cannot_be_subtracted(house: House, cells: list[tuple[int, int]]) -> None:
    ward, made, _ = fill(house, cells)
    seen = shown(house, [ward, *made])
    for readers, members in seen.values():
        assert not telling(readers, members)
    hidden = [n for n, cell in enumerate(made) if cell not in seen]
    if ward in seen and hidden:
        assert len(hidden) > 1
        whole = (seen[ward][0], seen[ward][1])
        rest = (
            whole[0] - sum(seen[c][0] for c in made if c in seen),
            whole[1] - sum(seen[c][1] for c in made if c in seen),
        )
        assert not telling(*rest)
    if ward not in seen:
        assert not [c for c in made if c in seen]


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.integers(6, 40).flatmap(lambda m: st.tuples(st.just(m), st.integers(0, m))),
        min_size=2,
        max_size=6,
    )
)
def test_of_any_ward_nothing_about_few_can_be_worked_out(
    house: House, cells: list[tuple[int, int]]
) -> None:
    test_what_is_hidden_cannot_be_subtracted(house, cells)


async def test_figures_show_only_what_may_be_shown(house: House) -> None:
    ward, made, editor = fill(house, [(30, 12), (30, 15), (30, 3)])
    figures = await (await house.as_(editor)).figures.of()
    assert figures.unit.unit_id == ward
    with house.arranging() as connection, house.acting(connection, editor.id) as acting:
        rows = acting.execute(
            b"select unit_id from handbook.reader_periods where unit_id = any(%s)", (made,)
        ).fetchall()
    assert {unit for (unit,) in rows} == set(shown(house, made))
    assert all(not telling(r.readers, r.members) for r in figures.readers)


async def test_published_and_accesses_are_summed_up_to_every_unit_above(house: House) -> None:
    ward = house.found("ward", "city", "Đảng ủy phường thử cộng")
    cell = house.found("cell", ward, "Chi bộ thử cộng")
    secretary = house.newcomer(cell, ("secretary", cell))
    editor = house.newcomer(cell, ("editor", ward))
    house.run(
        "update handbook.unit_tallies set members = 120 where unit_id = %s", cell
    )  # enough for numbers of today
    posts = (await house.as_(secretary)).posts
    ids = [
        await posts.save(a_post(cell, title=f"Bài {n}", category=category))
        for n, category in enumerate((Category.NEWS, Category.NEWS, Category.STUDY))
    ]
    counter = ReadCounter()
    for post in (*ids, ids[0]):
        counter.add(post, Counts(unit_id=cell, post=True, day=False, month=False))
    await counter.flush(house.services.service)
    of_ward = await (await house.as_(editor)).figures.of()
    assert of_ward.accesses is not None
    found = of_ward.accesses
    assert (found.today, found.week, found.month, found.all) == (4, 4, 4, 4)
    assert (found.days[-1].count, found.months[-1].count, len(found.months)) == (4, 4, 12)
    assert {p.category: p.count for p in of_ward.published} == {Category.NEWS: 2, Category.STUDY: 1}
    (child,) = of_ward.children
    assert (child.unit_id, child.published) == (cell, {Category.NEWS: 2, Category.STUDY: 1})
    of_cell = await (await house.as_(editor)).figures.of(cell)
    assert (of_cell.above and of_cell.above.unit_id, of_cell.accesses) == (ward, found)
    book = load_workbook(io.BytesIO(workbook(of_ward, CATEGORIES)))
    assert book.sheetnames == ["Lượt truy cập", "Bài đã đăng", "Người đọc", "Các đơn vị"]
    assert book["Các đơn vị"]["A2"].value == "Chi bộ thử cộng"


async def test_where_few_are_meant_today_does_not_grow_while_one_looks_on(house: House) -> None:
    ward = house.found("ward", "city", "Đảng ủy phường ít người")
    cell = house.found("cell", ward, "Chi bộ ít người")
    secretary = house.newcomer(cell, ("secretary", cell))
    figures = (await house.as_(secretary)).figures
    assert (await figures.of()).accesses is None  # one member: nothing at all
    house.run("update handbook.unit_tallies set members = 20 where unit_id = %s", cell)
    post = await (await house.as_(secretary)).posts.save(a_post(cell))
    before = await figures.of()
    counter = ReadCounter()
    counter.add(post, Counts(unit_id=cell, post=True, day=True, month=True))
    await counter.flush(house.services.service)
    assert await figures.of() == before.model_copy(
        update={"published": (await figures.of()).published}
    )
    assert before.accesses is not None
    assert (before.accesses.today, before.live) == (None, False)


async def test_days_and_months_close_when_they_are_over(house: House) -> None:
    ward = house.found("ward", "city", "Đảng ủy phường thử chốt")
    house.run(
        "insert into handbook.reader_periods (unit_id, span, starts_on, unit_path, readers)"
        " select id, s::handbook.reading_span, d::date, path, 7 from handbook.units,"
        " (values ('day', handbook.today()), ('day', handbook.today() - 3),"
        " ('month', date_trunc('month', now())),"
        " ('month', date_trunc('month', now()) - interval '2 months')) as v(s, d) where id = %s",
        ward,
    )
    await house.services.service.rpc("reading_upkeep")
    closed = (
        "select array_agg(closed order by span, starts_on) from handbook.reader_periods"
        " where unit_id = %s"
    )
    assert house.value(closed, ward) == [True, False, True, False]
