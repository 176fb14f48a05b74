"""Trang chủ tells of inspections whoever has something to do, and nobody else."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from services.days import today
from tests.database import value
from tests.house import House, Person
from tests.inspections.desk import Watched
from tests.inspections.test_year import report

NOTHING: dict[str, Any] = {"statements": [], "leading": [], "years": []}
NEVER = date(today().year, 12, 31)


def told(house: House, who: Person, dates: tuple[date, date] | None = None) -> dict[str, Any]:
    """What Trang chủ says to somebody, if the rule had these dates and a month before counted as near."""
    with house.arranging() as connection:
        if dates:
            connection.execute(
                "update handbook.policy_versions set content = jsonb_build_object('plan_by',"
                " to_char(%s::date, 'MM-DD'), 'report_by', to_char(%s::date, 'MM-DD'))"
                " where topic = 'inspection.dates'",
                dates,
            )
        else:  # as if this cell owed nothing of its year
            connection.execute(
                "update handbook.policy_versions set valid_from = '2190-01-01'"
                " where topic = 'inspection.dates'"
            )
        with house.acting(connection, who.id) as acting:
            return dict(value(acting, "select api.home() -> 'inspections'"))


def ids(rows: list[dict[str, Any]]) -> list[str]:
    """Lines by id."""
    return [row["line_id"] for row in rows]


async def test_a_report_waits_for_whoever_is_looked_at_until_something_is_said(
    house: House,
) -> None:
    cell = Watched(house)
    line = await cell.brought_to("under_way")
    assert told(house, cell.subject) == NOTHING
    assert (await cell.write(line, hand_in=True)).outcome == "ok"
    assert told(house, cell.subject)["statements"] == [
        {
            "line_id": str(line), "unit_id": str(cell.id), "year": cell.year,
            "content": "Việc chấp hành quy định",
        }
    ]  # fmt: skip
    for who in (cell.secretary, cell.fellow, cell.lead):
        assert told(house, who)["statements"] == []
    said = await house.call(
        cell.subject, "inspection_statement", key=uuid4(), line_id=line, words="Tôi nhất trí."
    )
    assert said.outcome == "ok"
    assert told(house, cell.subject) == NOTHING


@pytest.mark.parametrize("step", ["conclude", "return"])
async def test_nothing_waits_once_it_is_decided(house: House, step: str) -> None:
    cell = Watched(house)
    line = await cell.brought_to("reported")
    assert (await cell.take(line, step)).outcome == "ok"
    assert told(house, cell.subject) == NOTHING


async def test_a_group_and_a_committee_are_told(house: House) -> None:
    cell = Watched(house)
    group = house.found("cell_group", cell.id)
    house.run("update handbook.members set group_id = %s where id = %s", group, cell.subject.id)
    plan = await cell.begun()
    lines: list[UUID] = []
    for more in ({"target": "group", "group_id": group}, {"target": "committee"}):
        answer = await cell.put(plan, line=cell.line(subjects=[], **more))
        lines.append(UUID(answer.body["line_id"]))
    assert (await cell.adopt(plan)).outcome == "ok"
    for line in lines:
        assert (await cell.take(line, "start", cell.lead)).outcome == "ok"
        assert (await cell.write(line, hand_in=True)).outcome == "ok"
    assert ids(told(house, cell.subject)["statements"]) == [str(lines[0])]
    assert ids(told(house, cell.secretary)["statements"]) == [str(lines[1])]
    assert told(house, cell.fellow) == NOTHING


@pytest.mark.parametrize(
    ("days", "seen", "late"), [(15, False, False), (14, True, False), (0, True, False), (-1, True, True)]
)  # fmt: skip
async def test_a_line_is_told_to_whoever_leads_it(
    house: House, days: int, seen: bool, late: bool
) -> None:
    cell = Watched(house)
    line = await cell.brought_to("planned", doers=[cell.fellow.id])
    day = today() + timedelta(days=days)
    house.run("update handbook.inspection_lines set due_on = %s where id = %s", day, line)
    rows = told(house, cell.lead)["leading"]
    assert [(r["line_id"], r["by"], r["late"]) for r in rows] == (
        [(str(line), day.isoformat(), late)] if seen else []
    )
    assert told(house, cell.fellow) == NOTHING
    house.run("update handbook.members set activity_exempt = true where id = %s", cell.lead.id)
    assert not any(r["late"] for r in told(house, cell.lead)["leading"])
    assert (await cell.take(line, "drop")).outcome == "ok"
    assert told(house, cell.lead) == NOTHING


@pytest.mark.parametrize(
    ("days", "seen", "late"), [(31, False, False), (30, True, False), (0, True, False), (-1, True, True)]
)  # fmt: skip
async def test_what_the_year_owes_is_told_to_whoever_runs_the_cell(
    house: House, days: int, seen: bool, late: bool
) -> None:
    day = today() + timedelta(days=days)
    if day.year != today().year or day == NEVER:
        pytest.skip("at the turn of the year a neighbouring day is another year's")
    cell = Watched(house)

    def owes(wanted: str, dates: tuple[date, date]) -> list[tuple[str, str, bool]]:
        rows = told(house, cell.secretary, dates)["years"]
        return [(r["wanted"], r["by"], r["late"]) for r in rows if r["wanted"] == wanted]

    wanted = [("plan", day.isoformat(), late)] if seen else []
    assert owes("plan", (day, NEVER)) == wanted
    plan = await cell.begun()
    assert owes("plan", (day, NEVER)) == wanted, "a draft is no plan yet"
    assert (await cell.put(plan)).outcome == "ok"
    assert owes("report", (NEVER, day)) == []
    assert (await cell.adopt(plan)).outcome == "ok"
    assert owes("plan", (day, NEVER)) == []
    assert owes("report", (NEVER, day)) == ([("report", day.isoformat(), late)] if seen else [])
    assert told(house, cell.fellow, (day, day)) == NOTHING
    assert (await report(cell, plan, send=True)).outcome == "ok"
    assert owes("report", (NEVER, day)) == []


async def test_a_report_of_the_year_before_is_not_forgotten(house: House) -> None:
    cell = Watched(house)
    plan, _ = await cell.adopted()
    last = today().year - 1
    house.run("update handbook.inspection_plans set year = %s where id = %s", last, plan)
    with house.arranging() as connection:
        connection.execute(
            "update handbook.policy_versions set valid_from = %s where topic = 'inspection.dates'",
            (date(last, 1, 1),),
        )
        with house.acting(connection, cell.secretary.id) as acting:
            rows = value(acting, "select api.home() -> 'inspections' -> 'years'")
    assert ("report", last, True) in [(r["wanted"], r["year"], r["late"]) for r in rows]


async def test_a_draft_and_other_cells_tell_nobody(house: House) -> None:
    cell = Watched(house)
    plan = await cell.begun()
    line = (await cell.put(plan)).body["line_id"]
    house.run("update handbook.inspection_lines set due_on = %s where id = %s", today(), line)
    assert told(house, cell.lead) == NOTHING
    assert (await cell.adopt(plan)).outcome == "ok"
    assert ids(told(house, cell.lead)["leading"]) == [line]
    house.run(
        "update handbook.members set unit_id = %s where id = %s",
        house.unit("cell-a4"), cell.lead.id,
    )  # fmt: skip
    assert told(house, cell.lead) == NOTHING, "who has left leads nothing any more"
