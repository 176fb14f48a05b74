"""More people for a given task, people taken off it, and how whoever helps ends with it."""

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.house import Answer, House, Person
from tests.tasks.desk import assign, assignment_of, given, state, step, today


def task_of(house: House, assignment: UUID) -> UUID:
    """The task behind an assignment."""
    found: UUID = house.value(
        "select task_id from handbook.task_assignments where id = %s", assignment
    )
    return found


async def add(house: House, who: str | Person, assignment: UUID, **more: object) -> Answer:
    """More people for the task behind an assignment."""
    arguments = {"key": uuid4(), "task_id": task_of(house, assignment)} | more
    return await house.call(who, "task_add", **arguments)


async def card(house: House, who: str | Person, assignment: UUID) -> dict[str, Any]:
    """The assignment as somebody sees it."""
    body: dict[str, Any] = (await house.call(who, "task_open", assignment_id=assignment)).body
    return body


async def waiting(house: House, who: Person) -> dict[str, int]:
    """What Trang chủ says of tasks."""
    counts: dict[str, int] = (await house.call(who, "home")).body["tasks"]
    return counts


async def test_one_more_is_told_accepts_and_the_first_reads_who_joined(house: House) -> None:
    first, second = house.newcomer("cell-a1"), house.newcomer("cell-a1")
    assignment = await given(house, first)
    later = today(house) + timedelta(days=20)
    answer = await add(
        house, "secretary", assignment, members=[second.id], due_on=later, words="Đồng chí làm cùng"
    )
    assert answer.outcome == "ok", answer
    assert (await waiting(house, second))["new"] == 1
    own = assignment_of(house, task_of(house, assignment), second.id)
    seen = await card(house, second, own)
    assert (seen["state"], seen["due_on"], seen["steps"]) == (
        "assigned", str(later), ["accept", "ask_change", "report", "hand_in", "ask_time", "comment"],
    )  # fmt: skip
    secretary = house.value(
        "select full_name from handbook.members where id = %s", house.id("secretary")
    )
    (given_step,) = seen["history"]
    assert (given_step["step"], given_step["actor"], given_step["words"]) == (
        "assign", secretary, "Đồng chí làm cùng",
    )  # fmt: skip
    assert (await step(house, second, own, "accept")).outcome == "ok"
    last = (await card(house, first, assignment))["history"][-1]
    assert (last["step"], last["actor"], last["about"]) == ("join_main", secretary, second.name)
    assert state(house, assignment) == "assigned"


async def test_a_helper_is_added_told_and_taken_off_with_a_reason(house: House) -> None:
    doer, helper = house.newcomer("cell-a1"), house.newcomer("cell-a1")
    assignment = await given(house, doer)
    assert (await add(house, "secretary", assignment, helpers=[helper.id])).outcome == "ok"
    told = await waiting(house, helper)
    assert (told["helping"], told["new"], told["waiting"]) == (1, 0, 1)
    own = assignment_of(house, task_of(house, assignment), helper.id)
    await card(house, helper, own)
    assert (await waiting(house, helper))["waiting"] == 0  # opened, so told
    people = (await card(house, "secretary", assignment))["people"]
    assert {p["assignment_id"] for p in people} == {str(assignment), str(own)}
    assert {p["assignment_id"] for p in (await card(house, doer, assignment))["people"]} == {None}
    assert (await step(house, "secretary", own, "cancel")).outcome == "task.words_missing"
    assert (await step(house, "secretary", own, "cancel", words="Bận việc nhà")).outcome == "ok"
    assert (
        await step(house, "secretary", own, "cancel", words="Lần nữa")
    ).outcome == "task.wrong_state"
    history = (await card(house, doer, assignment))["history"]
    assert [(e["step"], e["about"]) for e in history][-2:] == [
        ("join_helper", helper.name), ("leave_helper", helper.name),
    ]  # fmt: skip
    assert "Bận việc nhà" not in str(history)  # the reason is for whoever it is about
    assert "Bận việc nhà" in str((await card(house, helper, own))["history"])


async def test_who_was_taken_off_can_be_asked_anew_and_the_history_stays(house: House) -> None:
    one, two = house.newcomer("cell-a1"), house.newcomer("cell-a1")
    task = (await assign(house, "secretary", "cell-a1", one.id, two.id)).body["task_id"]
    first, second = (assignment_of(house, task, p.id) for p in (one, two))
    await step(house, two, second, "report", percent=50)
    await step(house, "secretary", second, "cancel", words="Đổi người")
    counted = "select given from handbook.task_tallies where unit_id = %s and year = %s"
    at = (house.unit("cell-a1"), today(house).year)
    before = house.value(counted, *at)
    assert (await add(house, "secretary", first, members=[two.id])).outcome == "ok"
    assert house.value(counted, *at) == before + 1
    again = await card(house, two, second)
    assert (again["state"], again["percent"]) == ("assigned", 0)
    assert [e["step"] for e in again["history"]] == ["assign", "report", "cancel", "assign"]


async def test_what_a_proxy_entered_is_revoked_though_somebody_joined_since(house: House) -> None:
    doer, other = house.newcomer("cell-a1"), house.newcomer("cell-a1")
    assignment = await given(house, doer)
    await step(house, "secretary", assignment, "accept")
    await add(house, "secretary", assignment, members=[other.id])
    seen = await card(house, doer, assignment)
    entry = next(e for e in seen["history"] if e["proxy"])
    await house.call(doer, "task_revoke", key=uuid4(), event_id=entry["event_id"])
    assert state(house, assignment) == "assigned"


async def test_a_group_leader_adds_within_the_group_alone(house: House) -> None:
    cell = house.found("cell", "ward-a", "Chi bộ thêm người")
    group = house.found("cell_group", cell, "Tổ đảng thêm người")
    secretary = house.newcomer(cell, ("secretary", cell))
    leader = house.newcomer(cell, ("cell_group_leader", group))
    inside, more, outside = (house.newcomer(cell) for _ in range(3))
    for person in (leader, inside, more):
        house.run("update handbook.members set group_id = %s where id = %s", group, person.id)
    task = (await assign(house, leader, group, inside.id)).body["task_id"]
    assignment = assignment_of(house, task, inside.id)
    refused = await add(house, leader, assignment, members=[outside.id])
    assert refused.outcome == "member.not_found"
    assert (await add(house, leader, assignment, helpers=[more.id])).outcome == "ok"
    of_cell = await assign(house, secretary, cell, outside.id)
    its = assignment_of(house, of_cell.body["task_id"], outside.id)
    assert (await add(house, leader, its, members=[more.id])).outcome == "task.not_found"
    load = (await house.call(secretary, "task_load", unit_id=cell)).body
    groups = {row["member_id"]: row["group_name"] for row in load}
    assert (groups[str(more.id)], groups[str(outside.id)]) == ("Tổ đảng thêm người", None)


async def test_whoever_helps_is_done_with_the_task_and_helps_again_when_it_is_reopened(
    house: House,
) -> None:
    one, two, helper = (house.newcomer("cell-a1") for _ in range(3))
    answer = await assign(house, "secretary", "cell-a1", one.id, two.id, helpers=[str(helper.id)])
    task = answer.body["task_id"]
    parts = [assignment_of(house, task, p.id) for p in (one, two)]
    own = assignment_of(house, task, helper.id)
    for person, assignment in zip((one, two), parts, strict=True):
        assert state(house, own) == "assigned"
        await step(house, person, assignment, "hand_in")
    both = await asyncio.gather(*(step(house, "secretary", a, "approve") for a in parts))
    assert [a.outcome for a in both] == ["ok", "ok"]
    assert state(house, own) == "done"
    assert (await house.call(helper, "my_tasks")).body == []
    closed = (await house.call(helper, "my_tasks", closed=True)).body
    assert [line["assignment_id"] for line in closed] == [str(own)]
    refused = await add(house, "secretary", parts[0], members=[house.newcomer("cell-a1").id])
    assert refused.outcome == "task.wrong_state"
    assert (await step(house, "secretary", parts[0], "reopen", words="Còn thiếu")).outcome == "ok"
    assert state(house, own) == "assigned"


async def test_a_task_that_nobody_is_left_for_is_given_to_somebody_else(house: House) -> None:
    one, two, helper = (house.newcomer("cell-a1") for _ in range(3))
    answer = await assign(house, "secretary", "cell-a1", one.id, helpers=[str(helper.id)])
    task = answer.body["task_id"]
    assignment = assignment_of(house, task, one.id)
    await step(house, "secretary", assignment, "cancel", words="Đồng chí ốm")
    assert state(house, assignment_of(house, task, helper.id)) == "cancelled"
    assert (await add(house, "secretary", assignment, members=[two.id])).outcome == "ok"
    assert state(house, assignment_of(house, task, two.id)) == "assigned"


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({}, "task.nobody"),
        ({"members": ["new"], "helpers": ["new"]}, "task.twice"),
        ({"members": ["doer"]}, "task.already_in"),
        ({"helpers": ["doer"]}, "task.already_in"),
        ({"members": ["00000000-0000-4000-8000-000000000000"]}, "member.not_found"),
        ({"members": ["new"], "due_on": "2020-01-01"}, "task.due_wrong"),
        ({"members": ["new"], "words": "Theo công văn TUYỆT MẬT"}, "task.classified"),
        ({"members": ["new"], "words": "a" * 4001}, "task.words_long"),
    ],
)
async def test_bad_additions_are_refused(house: House, more: dict[str, Any], code: str) -> None:
    doer, new = house.newcomer("cell-a1"), house.newcomer("cell-a1")
    assignment = await given(house, doer)
    ids = {"doer": str(doer.id), "new": str(new.id)}
    filled = more | {
        name: [ids.get(one, one) for one in more[name]]
        for name in ("members", "helpers")
        if name in more
    }
    assert (await add(house, "secretary", assignment, **filled)).outcome == code
    assert (await house.call(new, "my_tasks")).body == []
