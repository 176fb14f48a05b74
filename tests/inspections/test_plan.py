"""Making a plan: by whom, what a line wants, adopting it, changing it afterwards, two at once."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from services.days import today
from tests.house import House
from tests.inspections.desk import Watched


async def test_a_plan_is_begun_once_for_this_year_the_last_or_the_next(house: House) -> None:
    cell = Watched(house)
    for year in (cell.year - 2, cell.year + 2, None):
        assert (await cell.begin(year=year)).outcome == "inspection.year_wrong"
    key = uuid4()
    first = await cell.begin(key=key, aims="Mục đích")
    assert first.outcome == "ok"
    assert (await cell.begin(key=key, aims="Mục đích")).body == first.body
    assert (await cell.begin()).outcome == "inspection.changed_meanwhile"
    assert (await cell.begin(year=cell.year + 1)).outcome == "ok"
    for who in (cell.fellow, "staff_a", "secretary_b"):
        assert (await cell.begin(who, year=cell.year - 1)).outcome == "unit.not_found"


async def test_a_draft_is_the_secretarys_alone(house: House) -> None:
    cell = Watched(house)
    plan = await cell.begun()
    assert (await cell.put(plan)).outcome == "ok"
    assert len((await cell.plan_of(cell.secretary))["lines"]) == 1
    for who in (cell.fellow, cell.lead, cell.subject, "staff_a"):
        seen = await cell.plan_of(who)
        assert (seen["plan"], seen["lines"], seen["choices"]) == (None, [], None)
    assert (await cell.adopt(plan)).outcome == "ok"
    for who in (cell.fellow, cell.subject, "staff_a"):
        seen = await cell.plan_of(who)
        assert [w["full_name"] for w in seen["lines"][0]["people"]] == [
            cell.subject.name,
            cell.lead.name,
        ]
        assert seen["plan"]["adopted_by"] == {"full_name": cell.secretary.name, "role": "secretary"}
    for who in ("sibling", "secretary_b", "office_a", "member"):
        answer = await house.call(who, "inspection_plan", unit_id=cell.id, year=cell.year)
        assert answer.outcome == "unit.not_found"


async def test_nobody_inspects_himself(house: House) -> None:
    cell = Watched(house)
    plan = await cell.begun()
    group = house.found("cell_group", cell.id)
    house.run("update handbook.members set group_id = %s where id = %s", group, cell.lead.id)
    for line in (
        cell.line(subjects=[cell.lead.id]),
        cell.line(doers=[cell.subject.id]),
        cell.line(target="committee", lead=cell.secretary.id),
        cell.line(target="committee", doers=[cell.secretary.id]),
        cell.line(target="group", group_id=group),
    ):
        assert (await cell.put(plan, line=line)).outcome == "inspection.oneself", line
    for line in (
        cell.line(target="committee", subjects=[]),
        cell.line(target="group", group_id=group, lead=cell.fellow.id),
    ):
        assert (await cell.put(plan, line=line)).outcome == "ok", line
    # Whoever has come to lead the cell since then cannot inspect the committee.
    house.run(
        "insert into handbook.roles (member_id, unit_id, kind) values (%s, %s, 'deputy_secretary')",
        cell.lead.id, cell.id,
    )  # fmt: skip
    assert (await cell.adopt(plan)).outcome == "inspection.unfinished"


@pytest.mark.parametrize(
    ("more", "refusal"),
    [
        ({"content": " x "}, "content_missing"),
        ({"kind": None}, "content_missing"),
        ({"period": "x" * 201}, "words_long"),
        ({"month": 0}, "month_wrong"),
        ({"month": 13}, "month_wrong"),
        ({"month": 2, "months": 3}, "month_wrong"),
        ({"months": 6}, "month_wrong"),
        ({"subjects": []}, "subjects_missing"),
        ({"target": "group"}, "group_missing"),
        ({"lead": None}, "lead_missing"),
        ({"content": "Nội dung TUYỆT MẬT"}, "classified"),
    ],
)
async def test_what_a_line_wants(house: House, more: dict[str, object], refusal: str) -> None:
    cell = Watched(house)
    plan = await cell.begun()
    assert (await cell.put(plan, line=cell.line(**more))).outcome == f"inspection.{refusal}"


async def test_those_named_are_of_the_cell(house: House) -> None:
    cell, other = Watched(house), Watched(house)
    plan = await cell.begun()
    for more in ({"subjects": [other.subject.id]}, {"lead": other.lead.id}, {"doers": [uuid4()]}):
        assert (await cell.put(plan, line=cell.line(**more))).outcome == "member.not_found"
    assert (await other.put(plan)).outcome == "inspection.not_found"
    group = house.found("cell_group", other.id)
    strange = cell.line(target="group", group_id=group)
    assert (await cell.put(plan, line=strange)).outcome == "inspection.group_missing"


async def test_adopting_has_a_day_a_meeting_and_something_to_adopt(house: House) -> None:
    cell = Watched(house)
    plan = await cell.begun()
    assert (await cell.adopt(plan)).outcome == "inspection.empty"
    assert (await cell.put(plan)).outcome == "ok"
    assert (await cell.adopt(plan, on_day=today() + timedelta(1))).outcome == "inspection.day_wrong"
    assert (await cell.adopt(plan, meeting_id=uuid4())).outcome == "meeting.not_found"
    assert (await cell.adopt(plan, version=99)).outcome == "inspection.changed_meanwhile"
    for who in (cell.fellow, cell.lead, "staff_a"):
        assert (await cell.adopt(plan, who)).outcome == "inspection.not_found"
    meeting = await cell.running()
    assert (await cell.adopt(plan, meeting_id=meeting)).outcome == "ok"
    assert (await cell.adopt(plan)).outcome == "inspection.adopted"


async def test_an_adopted_plan_changes_with_a_reason_and_keeps_its_old_words(house: House) -> None:
    cell = Watched(house)
    plan, line = await cell.adopted()
    known: dict[str, Any] = {"line_id": line, "version": 1}
    worded = cell.line(content="Việc đóng đảng phí", month=3, doers=[cell.fellow.id])
    assert (await cell.put(plan, line=worded, **known)).outcome == "inspection.reason_missing"
    assert (await cell.put(plan)).outcome == "inspection.reason_missing"
    changed = await cell.put(plan, line=worded, reason="Đảng ủy yêu cầu", **known)
    assert changed.outcome == "ok"
    again = await cell.put(plan, line=worded, reason="Đảng ủy yêu cầu", **known)
    assert again.outcome == "inspection.changed_meanwhile"
    seen = await cell.open(line, cell.fellow)
    assert (seen["content"], seen["part"], seen["due_on"]) == (
        "Việc đóng đảng phí", "doer", f"{cell.year}-12-31",
    )  # fmt: skip
    told = seen["history"][-1]
    assert (told["step"], told["reason"], told["before"]["content"]) == (
        "correct", "Đảng ủy yêu cầu", "Việc chấp hành quy định",
    )  # fmt: skip
    assert (await cell.begin(aims="Mới", version=2)).outcome == "inspection.reason_missing"
    assert (await cell.begin(aims="Mới", version=2, reason="Bổ sung")).outcome == "ok"
    steps = [e["step"] for e in (await cell.plan_of(cell.fellow))["history"]]
    assert steps == ["adopt", "correct_plan"]


@pytest.mark.parametrize("state", ["reported", "concluded", "dropped"])
async def test_what_is_reported_is_not_worded_anew(house: House, state: str) -> None:
    cell = Watched(house)
    line = await cell.brought_to(state)
    plan = house.value("select plan_id from handbook.inspection_lines where id = %s", line)
    version = house.value("select version from handbook.inspection_lines where id = %s", line)
    answer = await cell.put(plan, line_id=line, version=version, reason="Thử sửa")
    assert answer.outcome == "inspection.wrong_state"


async def test_last_years_plan_is_a_start(house: House) -> None:
    cell = Watched(house)
    plan = await cell.begun(year=cell.year - 1)
    for more in (
        {"month": 2, "doers": [cell.fellow.id]},
        {"target": "committee", "month": 1, "months": 3},
    ):
        assert (await cell.put(plan, line=cell.line(**more))).outcome == "ok"
    assert (await cell.plan_of(cell.secretary))["can_copy"] is False
    assert (await cell.adopt(plan)).outcome == "ok"
    assert (await cell.plan_of(cell.secretary))["can_copy"] is True
    house.run(
        "update handbook.members set unit_id = %s where id = %s",
        house.unit("cell-a2"),
        cell.fellow.id,
    )
    await cell.begun(copy=True)
    quarter, month = sorted(
        (await cell.plan_of(cell.secretary))["lines"], key=lambda x: x["months"], reverse=True
    )
    assert (quarter["due_on"], quarter["target"]) == (f"{cell.year}-03-31", "committee")
    assert month["due_on"] == house.value("select (make_date(%s, 3, 1) - 1)::text", cell.year)
    assert {w["full_name"] for w in month["people"]} == {cell.subject.name, cell.lead.name}
    assert {month["state"], quarter["state"]} == {"planned"}
