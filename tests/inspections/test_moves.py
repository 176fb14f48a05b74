"""What may become of a line: every move from every state, from one table; by whom, and with what."""

from itertools import product
from typing import Any
from uuid import uuid4

import pytest

from tests.house import House
from tests.inspections.desk import Watched

LEADS_TO = {
    ("planned", "start"): "under_way", ("planned", "move"): "planned", ("planned", "drop"): "dropped",
    ("under_way", "hand_in"): "reported", ("under_way", "move"): "under_way",
    ("under_way", "drop"): "dropped", ("reported", "return"): "under_way",
    ("reported", "conclude"): "concluded", ("dropped", "resume"): "planned",
    ("concluded", "reopen"): "reported",
}  # fmt: skip
STATES = ("planned", "under_way", "reported", "concluded", "dropped")
STEPS = ("start", "hand_in", "return", "conclude", "move", "drop", "resume", "reopen", "remove")
REASONED = {"return", "move", "drop", "resume", "reopen"}


def test_the_database_has_the_same_table(house: House) -> None:
    with house.sql() as connection:
        rows = connection.execute(
            "select from_state::text, step, to_state::text, reasoned from handbook.inspection_moves"
        ).fetchall()
    assert {(a, b): c for a, b, c, _ in rows} == LEADS_TO
    assert {step for _, step, _, reasoned in rows if reasoned} == REASONED


@pytest.mark.parametrize("state", STATES)
async def test_every_step_from_every_state(house: House, state: str) -> None:
    for step in STEPS:
        cell = Watched(house)
        line = await cell.brought_to(state)
        if step == "hand_in":
            answer = await cell.write(line, hand_in=True)
        else:
            answer = await cell.take(line, step)
        found = house.value("select state::text from handbook.inspection_lines where id = %s", line)
        wanted = LEADS_TO.get((state, step))
        if wanted is None:
            assert (answer.outcome, found) == ("inspection.wrong_state", state), step
        else:
            assert (answer.outcome, found) == ("ok", wanted), step
            last = (await cell.open(line, cell.secretary))["history"][-1]
            assert (last["step"], last["actor"]) == (
                step, cell.lead.name if step == "hand_in" else cell.secretary.name,
            )  # fmt: skip


@pytest.mark.parametrize("step", sorted(REASONED))
async def test_a_reason_is_wanted(house: House, step: str) -> None:
    cell = Watched(house)
    start = next(state for (state, known), _ in LEADS_TO.items() if known == step)
    line = await cell.brought_to(start)
    for reason in (None, " ", "x"):
        answer = await cell.take(line, step, reason=reason)
        assert answer.outcome == "inspection.reason_missing", reason
    assert (await cell.take(line, step)).outcome == "ok"
    told = (await cell.open(line, cell.fellow))["history"][-1]
    assert (told["step"], told["reason"]) == (
        step,
        None if step in ("return", "reopen") else "Do bận việc phường",
    )


async def test_steps_are_told_to_whoever_may_take_them(house: House) -> None:
    cell = Watched(house)
    line = await cell.brought_to("under_way")
    people = ("secretary", "lead", "subject", "fellow")
    told = {who: set((await cell.open(line, getattr(cell, who)))["steps"]) for who in people}
    assert told == {
        "secretary": {"move", "drop"},
        "lead": {"hand_in"},
        "subject": set(),
        "fellow": set(),
    }
    assert (await cell.write(line, hand_in=True)).outcome == "ok"
    told = {who: set((await cell.open(line, getattr(cell, who)))["steps"]) for who in people}
    assert told == {
        "secretary": {"return", "conclude"},
        "lead": set(),
        "subject": set(),
        "fellow": set(),
    }


@pytest.mark.parametrize(("state", "step"), [*LEADS_TO, ("planned", "remove")])
async def test_who_has_no_say_takes_no_step(house: House, state: str, step: str) -> None:
    cell = Watched(house)
    line = await cell.brought_to(state)
    for who in (cell.subject, cell.fellow, "sibling", "staff_a", "secretary_b"):
        answer = await (
            cell.write(line, who, hand_in=True) if step == "hand_in" else cell.take(line, step, who)
        )
        assert answer.outcome == "inspection.not_found"
    allowed = {"start": "ok", "remove": "inspection.wrong_state"}.get(step, "inspection.not_found")
    if step != "hand_in":
        assert (await cell.take(line, step, cell.lead)).outcome == allowed


async def test_nothing_is_done_before_the_cell_adopts(house: House) -> None:
    cell = Watched(house)
    plan = await cell.begun()
    line = (await cell.put(plan)).body["line_id"]
    for step in ("start", "move", "drop", "conclude"):
        assert (await cell.take(line, step)).outcome == "inspection.wrong_state"
    assert (await cell.write(line)).outcome == "inspection.not_found"
    assert (await cell.take(line, "remove", cell.lead)).outcome == "inspection.not_found"
    assert (await cell.take(line, "remove")).outcome == "ok"
    assert (await cell.plan_of(cell.secretary))["lines"] == []


async def test_putting_off_keeps_what_was_planned(house: House) -> None:
    cell = Watched(house)
    line = await cell.brought_to("planned")
    for month, months in ((12, 1), (0, 1), (13, 1), (2, 3), (None, 1), (3, 2)):
        answer = await cell.take(line, "move", month=month, months=months)
        assert answer.outcome == "inspection.month_wrong", (month, months)
    assert (await cell.take(line, "move", month=10, months=3)).outcome == "ok"
    seen = await cell.open(line, cell.fellow)
    assert (seen["due_on"][5:], seen["months"], seen["planned_for"][5:]) == ("12-31", 3, "12-31")
    assert seen["history"][-1]["before"] == {"due_on": f"{cell.year}-12-31", "months": 1}
    assert seen["history"][-1]["reason"] == "Do bận việc phường"


async def test_two_at_once_and_the_same_twice(house: House) -> None:
    cell = Watched(house)
    line = await cell.brought_to("planned")
    key = uuid4()
    first = await cell.take(line, "start", key=key, version=1)
    assert first.outcome == "ok"
    assert (await cell.take(line, "start", key=key, version=1)).body == first.body
    assert (await cell.take(line, "drop", version=1)).outcome == "inspection.changed_meanwhile"
    assert (await cell.take(line, "drop", key=key, version=1)).outcome == "write.key_reused"
    assert (await cell.take(line, "explode")).outcome == "inspection.unknown_step"


async def test_the_cells_conclusion_has_a_day_and_words(house: House) -> None:
    cell = Watched(house)
    line = await cell.brought_to("reported")
    tries: tuple[tuple[dict[str, Any], str], ...] = (
        ({"words": " "}, "inspection.words_missing"),
        ({"on_day": None}, "inspection.day_wrong"),
        ({"on_day": "2099-01-01"}, "inspection.day_wrong"),
        ({"meeting_id": uuid4()}, "meeting.not_found"),
        ({"words": "Kết luận: MẬT"}, "inspection.classified"),
    )
    for more, refusal in tries:
        assert (await cell.take(line, "conclude", **more)).outcome == refusal
    meeting = await cell.running()
    assert (await cell.take(line, "conclude", meeting_id=meeting)).outcome == "ok"
    found = (await cell.open(line, cell.subject))["findings"]
    assert (found["conclusion"], found["concluded_by"]) == (
        "Chi bộ nhất trí với báo cáo.",
        cell.secretary.name,
    )


def test_all_pairs_are_tried() -> None:
    assert set(LEADS_TO) <= set(product(STATES, STEPS))
