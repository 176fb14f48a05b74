"""Mistakes are taken back: the day of an adoption, an adoption, a conclusion; by whom, until when."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from services.days import today
from tests.house import Answer, House
from tests.inspections.desk import Watched, Whom
from tests.inspections.test_year import report

WHY = "Ghi nhầm buổi họp"
BEFORE = today() - timedelta(days=9)


async def correct(cell: Watched, plan: UUID, who: Whom | None = None, **more: object) -> Answer:
    """Another day for the adoption."""
    arguments: dict[str, Any] = {
        "key": uuid4(), "plan_id": plan, "version": version_of(cell, plan), "on_day": BEFORE, "reason": WHY,
    }  # fmt: skip
    return await cell.house.call(
        who or cell.secretary, "inspection_adoption_correct", **(arguments | more)
    )


async def take_back(cell: Watched, plan: UUID, who: Whom | None = None, **more: object) -> Answer:
    """The adoption taken back."""
    arguments: dict[str, Any] = {
        "key": uuid4(), "plan_id": plan, "version": version_of(cell, plan), "reason": WHY,
    }  # fmt: skip
    return await cell.house.call(who or cell.secretary, "inspection_unadopt", **(arguments | more))


def version_of(cell: Watched, plan: UUID) -> int:
    """The version that is there now."""
    found: int = cell.house.value(
        "select version from handbook.inspection_plans where id = %s", plan
    )
    return found


def outsiders(cell: Watched) -> tuple[Whom, ...]:
    """Who has no say: those named in the line, the secretary of a sibling, offices, another ward."""
    sibling = cell.house.newcomer("cell-a4", ("secretary", cell.house.unit("cell-a4")))
    return (cell.lead, cell.subject, cell.fellow, sibling, "sibling", "staff_a", "secretary_b")


def logged(cell: Watched, plan: UUID) -> str:
    """What the log kept of a plan, by whoever acted."""
    return str(
        cell.house.value(
            "select string_agg(concat_ws(' ', e.action, e.actor_id, v.before, v.after), ' ' order by e.id)"
            " from handbook.audit_entries e join handbook.audit_values v on v.entry_id = e.id"
            " where e.subject_id = %s",
            str(plan),
        )
    )


async def test_the_day_and_the_meeting_of_an_adoption_are_corrected(house: House) -> None:
    cell = Watched(house)
    plan, _ = await cell.adopted()
    tries: tuple[tuple[dict[str, Any], str], ...] = (
        ({"version": 1}, "inspection.changed_meanwhile"),
        ({"on_day": today() + timedelta(days=1)}, "inspection.day_wrong"),
        ({"on_day": today()}, "inspection.same_day"),
        ({"meeting_id": uuid4()}, "meeting.not_found"),
        ({"reason": " "}, "inspection.reason_missing"),
        ({"reason": "Theo văn bản MẬT"}, "inspection.classified"),
    )
    for more, refusal in tries:
        assert (await correct(cell, plan, **more)).outcome == refusal, more
    for who in outsiders(cell):
        assert (await correct(cell, plan, who)).outcome == "inspection.not_found"
    key, deputy = uuid4(), house.newcomer(cell.id, ("deputy_secretary", cell.id))
    first = await correct(cell, plan, deputy, key=key, version=2)
    assert first.outcome == "ok"
    assert (await correct(cell, plan, deputy, key=key, version=2)).body == first.body
    assert (await correct(cell, plan, version=2)).outcome == "inspection.changed_meanwhile"
    meeting = await cell.running(title="Họp bàn kế hoạch")
    assert (await correct(cell, plan, on_day=today(), meeting_id=meeting)).outcome == "ok"
    told = await cell.plan_of(cell.fellow)
    assert (told["plan"]["adopted_on"], told["plan"]["meeting_id"]) == (
        today().isoformat(), str(meeting),
    )  # fmt: skip
    assert told["plan"]["adopted_by"]["full_name"] == cell.secretary.name
    mends = [e for e in told["history"] if e["step"] == "correct_adoption"]
    assert [(e["reason"], e["actor"], e["before"]) for e in mends] == [
        (WHY, deputy.name, {"adopted_on": today().isoformat(), "adopted_by": cell.secretary.name}),
        (WHY, cell.secretary.name, {"adopted_on": BEFORE.isoformat(), "adopted_by": deputy.name}),
    ]
    kept = logged(cell, plan)
    assert str(deputy.id) in kept
    assert BEFORE.isoformat() in kept


async def test_a_draft_has_no_adoption_to_correct_or_to_take_back(house: House) -> None:
    cell = Watched(house)
    plan = await cell.begun()
    assert (await correct(cell, plan)).outcome == "inspection.not_adopted"
    assert (await take_back(cell, plan)).outcome == "inspection.not_adopted"


async def test_an_adoption_is_taken_back_while_nothing_is_begun(house: House) -> None:
    cell = Watched(house)
    plan, line = await cell.adopted()
    tries: tuple[tuple[dict[str, Any], str], ...] = (
        ({"version": 1}, "inspection.changed_meanwhile"),
        ({"reason": None}, "inspection.reason_missing"),
    )
    for more, refusal in tries:
        assert (await take_back(cell, plan, **more)).outcome == refusal
    for who in outsiders(cell):
        assert (await take_back(cell, plan, who)).outcome == "inspection.not_found"
    assert (await cell.plan_of(cell.secretary))["plan"]["may_unadopt"] is True
    assert (await cell.plan_of(cell.fellow))["plan"]["may_unadopt"] is False
    key = uuid4()
    first = await take_back(cell, plan, key=key, version=2)
    assert first.outcome == "ok"
    assert (await take_back(cell, plan, key=key, version=2)).body == first.body
    assert (await take_back(cell, plan)).outcome == "inspection.not_adopted"

    told = await cell.plan_of(cell.fellow)
    assert (told["plan"], told["lines"], told["history"]) == (None, [], [])
    assert (told["taken_back"]["reason"], told["taken_back"]["actor"]) == (WHY, cell.secretary.name)
    assert "lines" not in told["taken_back"]["before"]
    assert (await house.call("sibling", "inspection_line", line_id=line)).status == 404
    step = await cell.take(line, "start")
    assert step.outcome == "inspection.wrong_state"

    assert (await cell.put(plan, line=cell.line(content="Việc khác"))).outcome == "ok"
    assert (await cell.adopt(plan)).outcome == "ok"
    told = await cell.plan_of(cell.fellow)
    assert told["taken_back"] is None
    steps = {e["step"]: e for e in told["history"]}
    assert [e["step"] for e in told["history"]] == ["adopt", "unadopt", "adopt"]
    before = steps["unadopt"]["before"]
    assert (before["adopted_on"], before["adopted_by"]) == (
        today().isoformat(),
        cell.secretary.name,
    )
    assert [x["content"] for x in before["lines"]] == ["Việc chấp hành quy định"]
    log = (await house.call(cell.subject, "my_log", page_size=50)).body
    assert [e["action"] for e in log].count(
        "inspection.step"
    ) == 4  # adopted, taken back, two lines adopted
    assert str(cell.secretary.id) in logged(cell, plan)


async def test_a_line_that_the_cell_had_read_leaves_the_draft_with_its_history(
    house: House,
) -> None:
    cell = Watched(house)
    plan, line = await cell.adopted()
    assert (
        await cell.put(plan, line=cell.line(content="Việc ở lại"), reason="Thêm")
    ).outcome == "ok"
    assert (await cell.take(line, "move")).outcome == "ok"
    assert (await take_back(cell, plan)).outcome == "ok"
    assert (await cell.take(line, "remove")).outcome == "ok"
    assert (await cell.adopt(plan)).outcome == "ok"
    told = (await cell.plan_of(cell.fellow))["history"]
    assert [e["step"] for e in told] == ["adopt", "add", "move", "unadopt", "remove", "adopt"]
    moved = next(e for e in told if e["step"] == "move")
    assert moved["before"] == {
        "content": "Việc chấp hành quy định", "due_on": f"{cell.year}-12-31", "months": 1,
    }  # fmt: skip


@pytest.mark.parametrize("step", ["start", "drop"])
async def test_what_was_begun_is_no_draft_again(house: House, step: str) -> None:
    cell = Watched(house)
    plan, line = await cell.adopted()
    assert (await cell.take(line, step)).outcome == "ok"
    assert (await take_back(cell, plan)).outcome == "inspection.begun"
    assert (await cell.plan_of(cell.secretary))["plan"]["may_unadopt"] is False
    if step == "start":  # and not by way of dropping it either
        assert (await cell.take(line, "drop")).outcome == "ok"
        assert (await cell.take(line, "resume")).outcome == "ok"
        assert (await take_back(cell, plan)).outcome == "inspection.begun"


async def test_once_the_year_has_gone_up_it_stands(house: House) -> None:
    cell = Watched(house)
    plan, _ = await cell.adopted()
    assert (await report(cell, plan, send=True)).outcome == "ok"
    assert (await take_back(cell, plan)).outcome == "inspection.sent"
    assert (await correct(cell, plan)).outcome == "ok", "a day changes nothing that was counted"


async def test_whoever_is_looked_at_does_not_make_the_plan_a_draft_again(house: House) -> None:
    cell = Watched(house)
    plan, _ = await cell.adopted(subjects=[cell.secretary.id])
    assert (await take_back(cell, plan)).outcome == "inspection.about_oneself"
    assert (await take_back(cell, plan, cell.fellow)).outcome == "inspection.not_found"
    deputy = house.newcomer(cell.id, ("deputy_secretary", cell.id))
    assert (await cell.plan_of(deputy))["plan"]["may_unadopt"] is True
    assert (await cell.plan_of(cell.lead))["plan"]["may_unadopt"] is True
    assert (await take_back(cell, plan, cell.lead)).outcome == "ok"


async def test_a_committee_that_is_looked_at_leaves_it_to_whoever_leads(house: House) -> None:
    cell = Watched(house)
    deputy = house.newcomer(cell.id, ("deputy_secretary", cell.id))
    plan, _ = await cell.adopted(target="committee", subjects=[])
    for who in (cell.secretary, deputy):
        assert (await take_back(cell, plan, who)).outcome == "inspection.about_oneself"
    assert (await take_back(cell, plan, cell.lead)).outcome == "ok"


async def test_a_conclusion_is_taken_back_and_kept(house: House) -> None:
    cell = Watched(house)
    line = await cell.brought_to("reported")
    meeting = await cell.running(title="Họp kết luận")
    concluded = await cell.take(line, "conclude", meeting_id=meeting, words="Ghi nhầm người.")
    assert concluded.outcome == "ok"
    for who in (cell.subject, cell.lead, cell.fellow, *outsiders(cell)[3:]):
        assert (await cell.take(line, "reopen", who)).outcome == "inspection.not_found"
    assert (await cell.open(line, cell.secretary))["steps"] == ["reopen"]
    assert (await cell.take(line, "reopen", version=1)).outcome == "inspection.changed_meanwhile"
    key = uuid4()
    first = await cell.take(line, "reopen", key=key, version=4)
    assert first.outcome == "ok"
    assert (await cell.take(line, "reopen", key=key, version=4)).body == first.body
    assert (await cell.take(line, "reopen")).outcome == "inspection.wrong_state"
    for who in (cell.subject, cell.lead, cell.secretary, "staff_a"):
        told = await cell.open(line, who)
        assert (told["state"], told["concluded_on"], told["findings"]["conclusion"]) == (
            "reported", None, "",
        )  # fmt: skip
        last = told["history"][-1]
        assert (last["step"], last["reason"], last["actor"]) == (
            "reopen", "Do bận việc phường", cell.secretary.name,
        )  # fmt: skip
        assert last["before"] == {
            "conclusion": "Ghi nhầm người.", "concluded_on": today().isoformat(),
            "concluded_by": cell.secretary.name, "meeting": "Họp kết luận",
        }  # fmt: skip
    fellow = (await cell.open(line, cell.fellow))["history"][-1]
    assert (fellow["step"], fellow["reason"], fellow["before"]) == ("reopen", None, None)
    said = await house.call(
        cell.subject, "inspection_statement", key=uuid4(), line_id=line, words="Xin nói thêm."
    )
    assert said.outcome == "ok"
    assert (await cell.take(line, "conclude")).outcome == "ok"
    kept = house.value(
        "select string_agg(concat_ws(' ', v.before, v.after), ' ') from handbook.audit_entries e"
        " join handbook.audit_values v on v.entry_id = e.id where e.subject_id = %s",
        str(line),
    )
    assert '"step": "reopen"' in kept
    assert "Ghi nhầm người." not in kept


async def test_a_conclusion_stands_once_the_year_has_gone_up(house: House) -> None:
    cell = Watched(house)
    line = await cell.brought_to("concluded")
    plan = house.value("select plan_id from handbook.inspection_lines where id = %s", line)
    assert (await report(cell, plan, send=True)).outcome == "ok"
    told = await cell.open(line, cell.secretary)
    assert (told["steps"], told["sent"]) == ([], True)
    assert (await cell.take(line, "reopen")).outcome == "inspection.sent"


async def test_whoever_is_looked_at_takes_no_conclusion_back(house: House) -> None:
    cell = Watched(house)
    _, line = await cell.adopted(subjects=[cell.secretary.id])
    assert (await cell.take(line, "start", cell.lead)).outcome == "ok"
    assert (await cell.write(line, hand_in=True)).outcome == "ok"
    assert (await cell.take(line, "conclude", cell.lead)).outcome == "ok"
    assert (await cell.take(line, "reopen")).outcome == "inspection.about_oneself"
    assert (await cell.take(line, "reopen", cell.fellow)).outcome == "inspection.not_found"
    assert (await cell.take(line, "reopen", cell.lead)).outcome == "ok"
