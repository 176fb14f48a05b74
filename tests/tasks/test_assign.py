"""Giving tasks: to whom, by whom, what is refused, what repeats, and what the secretary sees."""

import asyncio
from datetime import date, timedelta
from uuid import uuid4

import pytest

from tests.house import House
from tests.tasks.desk import assign, assignment_of, given, step, today


async def mine(house: House, person: object) -> list[dict[str, object]]:
    answer = await house.call(person, "my_tasks")  # type: ignore[arg-type]
    return list(answer.body)


async def test_several_members_at_once_each_with_an_answer_of_their_own(house: House) -> None:
    one, two, helper = (house.newcomer("cell-a1") for _ in range(3))
    answer = await assign(house, "secretary", "cell-a1", one.id, two.id, helpers=[str(helper.id)])
    assert answer.status == 200, answer
    task = answer.body["task_id"]
    first = assignment_of(house, task, one.id)
    assert (await step(house, one, first, "accept")).outcome == "ok"
    assert [line["state"] for line in await mine(house, one)] == ["accepted"]
    assert [line["state"] for line in await mine(house, two)] == ["assigned"]
    assert [line["part"] for line in await mine(house, helper)] == ["helper"]
    second = assignment_of(house, task, two.id)
    hidden = await house.call(one, "task_open", assignment_id=second)
    assert hidden.outcome == "task.not_found"  # each sees the own progress alone
    card = (
        await house.call(helper, "task_open", assignment_id=assignment_of(house, task, helper.id))
    ).body
    assert {p["full_name"] for p in card["people"]} == {one.name, two.name, helper.name}
    assert card["steps"] == ["comment"]


async def test_who_helps_may_add_words_that_all_who_take_part_read(house: House) -> None:
    doer, helper = house.newcomer("cell-a1"), house.newcomer("cell-a1")
    task = (await assign(house, "secretary", "cell-a1", doer.id, helpers=[str(helper.id)])).body[
        "task_id"
    ]
    own = assignment_of(house, task, helper.id)
    assert (await step(house, helper, own, "comment", words="Tôi lo phần loa đài")).outcome == "ok"
    assert (await step(house, helper, own, "hand_in")).outcome == "task.not_yours"
    card = (
        await house.call(doer, "task_open", assignment_id=assignment_of(house, task, doer.id))
    ).body
    assert [w["words"] for w in card["helpers_words"]] == ["Tôi lo phần loa đài"]


async def test_a_group_leader_assigns_and_checks_within_the_group(house: House) -> None:
    group = house.found("cell_group", "cell-a1", "Tổ đảng thử")
    leader = house.newcomer("cell-a1", ("cell_group_leader", group))
    inside, outside = house.newcomer("cell-a1"), house.newcomer("cell-a1")
    for person in (leader, inside):
        house.run("update handbook.members set group_id = %s where id = %s", group, person.id)
    answer = await assign(house, leader, group, inside.id)
    assignment = assignment_of(house, answer.body["task_id"], inside.id)
    assert (await step(house, inside, assignment, "hand_in")).outcome == "ok"
    assert (await step(house, leader, assignment, "approve")).outcome == "ok"
    assert (await assign(house, leader, group, outside.id)).outcome == "member.not_found"
    assert (await assign(house, leader, "cell-a1", inside.id)).outcome == "unit.not_found"
    other = await given(house, outside)
    assert (await step(house, leader, other, "cancel", words="Thử")).outcome == "task.not_found"
    # the secretary reaches the groups of the cell
    assert (await step(house, "secretary", assignment, "reopen", words="Xem lại")).outcome == "ok"


async def test_the_residence_cell_gives_a_task_to_who_works_elsewhere(house: House) -> None:
    resident = house.newcomer("cell-a1")
    code = house.value("select code from handbook.units where id = %s", house.unit("cell-b1"))
    assert (
        await assign(house, "secretary_b", "cell-b1", resident.id)
    ).outcome == "member.not_found"
    refused = await house.call(
        "secretary_b", "residence_set", key=uuid4(), member_id=resident.id, unit_code=code
    )
    assert refused.outcome == "member.not_found"
    answer = await house.call(
        "secretary", "residence_set", key=uuid4(), member_id=resident.id, unit_code=code
    )
    assert answer.status == 200
    task = await assign(house, "secretary_b", "cell-b1", resident.id)
    assignment = assignment_of(house, task.body["task_id"], resident.id)
    assert (await step(house, resident, assignment, "hand_in")).outcome == "ok"
    # the own cell did not give it and does not see it
    assert (await step(house, "secretary", assignment, "approve")).outcome == "task.not_found"
    assert (await step(house, "secretary_b", assignment, "approve")).outcome == "ok"
    await house.call(
        "secretary", "residence_set", key=uuid4(), member_id=resident.id, unit_code=code, ended=True
    )
    assert (
        await assign(house, "secretary_b", "cell-b1", resident.id)
    ).outcome == "member.not_found"


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"title": "  a "}, "task.title_length"),
        ({"due_on": "2020-01-01"}, "task.due_wrong"),
        ({"due_on": None}, "task.due_wrong"),
        ({"members": []}, "task.nobody"),
        ({"repeat": "monthly"}, "task.repeat_wrong"),
        ({"repeat_until": "2030-01-01"}, "task.repeat_wrong"),
        ({"repeat": "monthly", "repeat_until": "2021-01-01"}, "task.repeat_wrong"),
        ({"why": "Theo công văn TUYỆT MẬT"}, "task.classified"),
        ({"post_id": "00000000-0000-4000-8000-000000000000"}, "post.not_found"),
        ({"helpers": ["00000000-0000-4000-8000-000000000000"]}, "member.not_found"),
    ],
)
async def test_bad_tasks_are_refused(house: House, more: dict[str, object], code: str) -> None:
    person = house.newcomer("cell-a1")
    before = house.value("select count(*) from handbook.tasks")
    assert (await assign(house, "secretary", "cell-a1", person.id, **more)).outcome == code
    assert house.value("select count(*) from handbook.tasks") == before


async def test_nobody_helps_oneself(house: House) -> None:
    person = house.newcomer("cell-a1")
    answer = await assign(house, "secretary", "cell-a1", person.id, helpers=[str(person.id)])
    assert answer.outcome == "task.twice"


async def test_the_secretary_sees_who_has_none_and_who_has_too_many(house: House) -> None:
    cell = house.found("cell", "ward-a", "Chi bộ tải")
    secretary = house.newcomer(cell, ("secretary", cell))
    idle, busy = house.newcomer(cell), house.newcomer(cell)
    many = house.value("select handbook.policy('task.load') ->> 'many'")
    for _ in range(int(many)):
        assert (await assign(house, secretary, cell, busy.id)).status == 200
    load = (await house.call(secretary, "task_load", unit_id=cell)).body
    by_id = {row["member_id"]: row for row in load}
    assert by_id[str(idle.id)]["open"] == 0
    assert (by_id[str(busy.id)]["open"], by_id[str(busy.id)]["many"]) == (int(many), True)
    assert load[-1]["member_id"] == str(busy.id)  # those without any stand first


async def test_late_and_near_due_are_plain_but_the_exempt_are_never_late(house: House) -> None:
    usual, exempt = house.newcomer("cell-a1"), house.newcomer("cell-a1", exempt=True)
    for person in (usual, exempt):
        assignment = await given(house, person)
        house.run(
            "update handbook.task_assignments set due_on = handbook.today() - 1 where id = %s",
            assignment,
        )
    assert [line["late"] for line in await mine(house, usual)] == [True]
    assert [line["late"] for line in await mine(house, exempt)] == [False]
    late = (
        await house.call("secretary", "tasks_given", unit_id=house.unit("cell-a1"), which="late")
    ).body
    names = {line["full_name"] for line in late}
    assert usual.name in names
    assert exempt.name not in names
    near = house.newcomer("cell-a1")
    await given(house, near, due_on=today(house) + timedelta(days=1))
    assert [(line["late"], line["near_due"]) for line in await mine(house, near)] == [(False, True)]


async def test_what_repeats_comes_again_once_however_many_ask(house: House) -> None:
    person, gone = house.newcomer("cell-a1"), house.newcomer("cell-a1")
    day = today(house)
    answer = await assign(
        house, "secretary", "cell-a1", person.id, gone.id,
        due_on=day, repeat="monthly", repeat_until=day + timedelta(days=200),
    )  # fmt: skip
    task = answer.body["task_id"]
    house.run("update handbook.members set life_state = 'left' where id = %s", gone.id)
    await asyncio.gather(*(house.services.service.rpc("tasks_turn") for _ in range(4)))
    turns = house.value("select count(*) from handbook.tasks where series_id = %s", task)
    assert turns == 2
    lines = await mine(house, person)
    assert [line["due_on"] for line in lines] == [
        str(day),
        str(house.value("select handbook.task_turn(%s, 'monthly', 1)", day)),
    ]
    assert house.value(
        "select count(*) from handbook.task_assignments a join handbook.tasks t on t.id = a.task_id"
        " where t.series_id = %s and a.member_id = %s", task, gone.id,
    ) == 1  # fmt: skip


@pytest.mark.parametrize(
    ("first", "repeat", "turn", "due"),
    [
        (date(2027, 1, 31), "monthly", 1, date(2027, 2, 28)),
        (date(2027, 1, 31), "monthly", 2, date(2027, 3, 31)),
        (date(2028, 1, 31), "monthly", 1, date(2028, 2, 29)),
        (date(2026, 11, 30), "quarterly", 1, date(2027, 2, 28)),
        (date(2026, 12, 28), "weekly", 1, date(2027, 1, 4)),
    ],
)
def test_turns_keep_the_day_of_the_month(
    house: House, first: date, repeat: str, turn: int, due: date
) -> None:
    assert house.value("select handbook.task_turn(%s, %s, %s)", first, repeat, turn) == due


async def test_the_same_key_gives_the_first_answer_and_another_content_is_refused(
    house: House,
) -> None:
    person, key = house.newcomer("cell-a1"), uuid4()
    first = await assign(house, "secretary", "cell-a1", person.id, key=key)
    again = await assign(house, "secretary", "cell-a1", person.id, key=key)
    assert again.body == first.body
    other = await assign(house, "secretary", "cell-a1", person.id, key=key, title="Việc khác hẳn")
    assert other.outcome == "write.key_reused"
    assert len(await mine(house, person)) == 1
