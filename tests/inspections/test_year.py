"""The year: what is late on which day, the report with its counts, what offices see of cells below."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from services.days import today
from tests.database import value
from tests.house import House, Person
from tests.inspections.desk import Watched

WORDS = {"good": "Chi bộ chấp hành tốt.", "lacking": "Một việc làm chậm.", "proposal": ""}


async def report(cell: Watched, plan: object, who: Any = None, **more: object) -> Any:
    """The year's report, saved or sent."""
    edits = cell.house.value(
        "select edits from handbook.inspection_reports where plan_id = %s", plan
    )
    arguments: dict[str, Any] = {"key": uuid4(), "plan_id": plan, "report": WORDS, "edits": edits}
    return await cell.house.call(
        who or cell.secretary, "inspection_report_save", **(arguments | more)
    )


def noticed(
    house: House, cell: Watched, dates: tuple[date, date], who: Person | None = None
) -> dict[str, Any]:
    """What the secretary is told if the rule had these dates."""
    with house.arranging() as connection:
        connection.execute(
            "update handbook.policy_versions set content = jsonb_build_object('plan_by',"
            " to_char(%s::date, 'MM-DD'), 'report_by', to_char(%s::date, 'MM-DD'))"
            " where topic = 'inspection.dates'",
            dates,
        )
        with house.acting(connection, (who or cell.secretary).id) as acting:
            return dict(value(acting, "select handbook.inspection_notice()"))


@pytest.mark.parametrize(("days", "late"), [(1, False), (0, False), (-1, True)])
async def test_a_day_is_late_when_it_is_over(house: House, days: int, late: bool) -> None:
    cell = Watched(house)
    day, never = today() + timedelta(days), date(today().year, 12, 31)
    if day.year != today().year:
        pytest.skip("at the turn of the year a neighbouring day is another year's")
    assert noticed(house, cell, (day, never))["plan_late"] is late
    assert noticed(house, cell, (day, never), cell.fellow)["plan_late"] is False
    plan = await cell.begun()
    assert noticed(house, cell, (day, never))["plan_late"] is late, "a draft is no plan yet"
    line = (await cell.put(plan)).body["line_id"]
    assert noticed(house, cell, (day, never))["lines"] == 1
    assert noticed(house, cell, (day, never), cell.fellow)["lines"] == 0, (
        "nobody's but the leaders'"
    )
    assert (await cell.adopt(plan)).outcome == "ok"
    assert noticed(house, cell, (day, never))["plan_late"] is False
    assert noticed(house, cell, (never, day))["report_late"] is late
    assert (await report(cell, plan, send=True)).outcome == "ok"
    assert noticed(house, cell, (never, day))["report_late"] is False
    house.run("update handbook.inspection_lines set due_on = %s where id = %s", day, line)
    assert noticed(house, cell, (never, never))["late"] == int(late)
    for state in ("under_way", "dropped"):
        house.run(
            "update handbook.inspection_lines set state = %s::handbook.inspection_state where id = %s",
            state, line,
        )  # fmt: skip
        seen = (await cell.plan_of(cell.fellow))["lines"][0]["late"]
        assert seen is (late and state == "under_way")


async def test_a_year_before_the_rule_is_never_late(house: House) -> None:
    cell = Watched(house)
    answer = await house.call(cell.secretary, "inspection_plan", unit_id=cell.id, year=2025)
    assert (answer.body["plan_by"], answer.body["report_by"]) == (None, None)


async def test_whom_something_waits_for_is_told(house: House) -> None:
    cell = Watched(house)
    line = await cell.brought_to("under_way")
    never = date(today().year, 12, 31)
    assert noticed(house, cell, (never, never), cell.lead)["mine"] == 1
    assert (await cell.write(line, hand_in=True)).outcome == "ok"
    assert noticed(house, cell, (never, never), cell.lead)["mine"] == 0
    assert noticed(house, cell, (never, never), cell.subject)["about_me"] == 1
    assert noticed(house, cell, (never, never), cell.fellow)["about_me"] == 0
    said = await house.call(
        cell.subject, "inspection_statement", key=uuid4(), line_id=line, words="Tôi tiếp thu."
    )
    assert said.outcome == "ok"
    assert noticed(house, cell, (never, never), cell.subject)["about_me"] == 0, "it was answered"


async def test_the_report_is_counted_sent_and_corrected_with_a_reason(house: House) -> None:
    cell = Watched(house)
    draft = await cell.begun()
    assert (await report(cell, draft)).outcome == "inspection.not_adopted"
    for more in ({}, {"kind": "supervision"}, {"month": 1, "months": 3}):
        assert (await cell.put(draft, line=cell.line(**more))).outcome == "ok"
    assert (await cell.adopt(draft)).outcome == "ok"
    lines = (await cell.plan_of(cell.secretary))["lines"]
    first = next(x["line_id"] for x in lines if x["due_on"].endswith("03-31"))
    assert (await cell.take(first, "move", month=12)).outcome == "ok"

    assert (await report(cell, draft)).outcome == "ok"
    for who in (cell.fellow, "staff_a"):
        assert (await cell.plan_of(who))["report"] is None
        assert (await report(cell, draft, who)).outcome == "inspection.not_found"
    assert (await report(cell, draft, edits=7)).outcome == "inspection.changed_meanwhile"
    empty = {"good": " ", "lacking": "", "proposal": ""}
    assert (await report(cell, draft, report=empty, send=True)).outcome == "inspection.report_short"
    assert (await report(cell, draft, send=True)).outcome == "ok"
    sent = (await cell.plan_of("staff_a"))["report"]
    counts = {f["kind"]: (f["planned"], f["done"], f["moved"]) for f in sent["figures"]}
    assert counts == {
        "inspection": (2, 0, 1), "supervision": (1, 0, 0), "thematic_supervision": (0, 0, 0)
    }  # fmt: skip
    assert sent["sent_by"] == {"full_name": cell.secretary.name, "role": "secretary"}
    assert (await cell.plan_of(cell.fellow))["report"] is None

    assert (await report(cell, draft)).outcome == "inspection.sent"
    assert (await report(cell, draft, send=True)).outcome == "inspection.reason_missing"
    mended = WORDS | {"lacking": "Không có."}
    answer = await report(cell, draft, send=True, report=mended, reason="Số liệu nhầm")
    assert answer.outcome == "ok"
    last = (await cell.plan_of("staff_a"))["history"][-1]
    assert (last["step"], last["before"]["lacking"]) == ("correct_report", "Một việc làm chậm.")
    assert (await cell.plan_of(cell.fellow))["history"][-1]["before"] is None


async def test_offices_see_counts_of_cells_below_and_drill_down(house: House) -> None:
    ward = house.found("ward", "city", f"Đảng ủy thử {uuid4().hex[:6]}")
    cells = [Watched(house, ward) for _ in range(3)]  # type: ignore[arg-type]
    inspector = house.newcomer("cell-a4", ("inspection_staff", ward))
    plan, _ = await cells[0].adopted()
    await cells[1].begun()
    assert (await report(cells[0], plan, send=True)).outcome == "ok"
    seen = (
        await house.call(inspector, "inspections_overview", unit_id=ward, year=today().year)
    ).body
    assert {k: seen[k] for k in ("cells", "adopted", "sent", "planned", "done")} == {
        "cells": 3, "adopted": 1, "sent": 1, "planned": 1, "done": 0
    }  # fmt: skip
    assert {c["unit_id"]: c["adopted"] for c in seen["children"]} == {
        str(cells[0].id): 1, str(cells[1].id): 0, str(cells[2].id): 0
    }  # fmt: skip
    above = (
        await house.call(
            "city_staff", "inspections_overview", unit_id=house.unit("city"), year=today().year
        )
    ).body
    mine = next(c for c in above["children"] if c["unit_id"] == str(ward))
    assert (mine["cells"], mine["adopted"], mine["sent"]) == (3, 1, 1)
    for who in ("office_a", "staff_a", cells[0].secretary, cells[0].fellow):
        answer = await house.call(who, "inspections_overview", unit_id=ward, year=today().year)
        assert answer.outcome == "unit.not_found"
    nothing = await house.call(inspector, "inspections_overview", unit_id=ward, year=1999)
    assert nothing.outcome == "inspection.year_wrong"
