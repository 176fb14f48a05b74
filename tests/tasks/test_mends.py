"""Correcting a task's text, mentors as proxies, how far returned work is, ties, and a unit's month."""

from datetime import timedelta
from uuid import UUID, uuid4

from services.tasks.reporting import Period
from tests.house import Answer, House, Person
from tests.tasks.desk import assign, assignment_of, given, state, step, today


async def correct(house: House, who: str | Person, assignment: UUID, **more: object) -> Answer:
    """Another text for the task behind an assignment."""
    task, version = house.value(
        "select jsonb_build_array(t.id, t.version) from handbook.tasks t"
        " join handbook.task_assignments a on a.task_id = t.id where a.id = %s",
        assignment,
    )
    arguments: dict[str, object] = {
        "key": uuid4(), "task_id": task, "version": version, "title": "Vận động 12 hộ", "weight": "heavy",
    }  # fmt: skip
    return await house.call(who, "task_correct", **(arguments | more))


async def test_a_corrected_task_keeps_what_it_said_and_answers_who_asked(house: House) -> None:
    one, two = house.newcomer("cell-a1"), house.newcomer("cell-a1")
    task = (await assign(house, "secretary", "cell-a1", one.id, two.id)).body["task_id"]
    first, second = (assignment_of(house, task, p.id) for p in (one, two))
    await step(house, one, first, "ask_change", words="Xin bớt số hộ")
    await step(house, two, second, "accept")
    for who in (one, "member", "secretary_b", "office_a"):
        assert (await correct(house, who, first)).outcome == "task.not_found"
    assert (await correct(house, "secretary", first, words="Bớt còn 12")).outcome == "ok"
    assert (state(house, first), state(house, second)) == ("assigned", "accepted")
    card = (await house.call(two, "task_open", assignment_id=second)).body
    assert (card["title"], card["weight"], card["task_version"]) == ("Vận động 12 hộ", "heavy", 2)
    assert [e["title"] for e in card["earlier"]] == ["Vận động phân loại rác"]
    assert card["history"][-1]["step"] == "correct"
    assert not card["may_correct"]
    older = await correct(house, "secretary", first, version=1, title="Khác nữa")
    assert older.outcome == "task.changed_meanwhile"
    assert (await correct(house, "secretary", first)).outcome == "task.nothing_new"
    stamped = {"title": "Công văn TUYỆT MẬT"}
    assert (await correct(house, "secretary", first, **stamped)).outcome == "task.classified"
    for person, assignment in ((one, first), (two, second)):
        await step(house, person, assignment, "hand_in")
        await step(house, "secretary", assignment, "approve")
    closed = await correct(house, "secretary", first, title="Muộn rồi")
    assert closed.outcome == "task.wrong_state"


async def test_a_group_leader_corrects_what_the_groups_leaders_gave(house: House) -> None:
    cell = house.found("cell", "ward-a", "Chi bộ sửa việc")
    group, other = (
        house.found("cell_group", cell, name) for name in ("Tổ đảng một", "Tổ đảng hai")
    )
    secretary = house.newcomer(cell, ("secretary", cell))
    former = house.newcomer(cell, ("cell_group_leader", group))
    beside = house.newcomer(cell, ("cell_group_leader", other))
    deputy = house.newcomer(cell, ("deputy_secretary", cell))
    inside = house.newcomer(cell, account=False)
    house.run("update handbook.members set group_id = %s where id = %s", group, inside.id)

    async def task_of(giver: str | Person) -> UUID:
        task = (await assign(house, giver, group, inside.id)).body["task_id"]
        return assignment_of(house, task, inside.id)

    async def offered(who: str | Person, assignment: UUID) -> bool:
        card = await house.call(who, "task_open", assignment_id=assignment)
        assert card.status == 200, card
        return bool(card.body["may_correct"])

    by_former = await task_of(former)
    house.run("update handbook.roles set ends_at = now() where member_id = %s", former.id)
    leader = house.newcomer(cell, ("cell_group_leader", group))
    by_leader, by_secretary = await task_of(leader), await task_of(secretary)
    for own in (by_former, by_leader):
        assert await offered(leader, own)
        assert (await correct(house, leader, own)).outcome == "ok"
    assert not await offered(leader, by_secretary)
    assert (await correct(house, leader, by_secretary)).outcome == "task.given_by_others"
    title = (
        "select t.title from handbook.tasks t join handbook.task_assignments a on a.task_id = t.id"
    )
    assert house.value(f"{title} where a.id = %s", by_secretary) == "Vận động phân loại rác"
    for unconcerned in (former, beside, "secretary", "secretary_b", "office_a"):
        for task in (by_former, by_leader, by_secretary):
            assert (await correct(house, unconcerned, task)).outcome == "task.not_found"
    for number, boss in enumerate((secretary, deputy)):
        for task in (by_former, by_leader, by_secretary):
            assert await offered(boss, task)
            said = {"title": f"Việc sửa lần {number}"}
            assert (await correct(house, boss, task, **said)).outcome == "ok"


async def test_a_later_turn_of_a_series_is_its_first_givers(house: House) -> None:
    group = house.found("cell_group", "cell-a1", "Tổ đảng việc định kỳ")
    former = house.newcomer("cell-a1", ("cell_group_leader", group))
    inside = house.newcomer("cell-a1", account=False)
    house.run("update handbook.members set group_id = %s where id = %s", group, inside.id)
    task = (await assign(house, former, group, inside.id)).body["task_id"]
    house.run(
        "update handbook.tasks set created_at = now() - interval '40 days' where id = %s", task
    )
    house.run(
        "update handbook.roles set starts_at = now() - interval '50 days',"
        " ends_at = now() - interval '5 days' where member_id = %s",
        former.id,
    )
    later = house.value(
        "insert into handbook.tasks (unit_id, unit_path, title, due_on, series_id, series_no, created_by)"
        " select unit_id, unit_path, title, due_on + 30, series_id, 1, created_by"
        " from handbook.tasks where id = %s returning id",
        task,
    )
    house.run(
        "insert into handbook.task_assignments (task_id, member_id, unit_id, unit_path, due_on, year)"
        " select %s, member_id, unit_id, unit_path, due_on + 30, year"
        " from handbook.task_assignments where task_id = %s",
        later,
        task,
    )
    leader = house.newcomer("cell-a1", ("cell_group_leader", group))
    assert (await correct(house, leader, assignment_of(house, later, inside.id))).outcome == "ok"


async def test_a_mentor_enters_what_the_member_said_and_decides_nothing(house: House) -> None:
    pupil, mentor = house.newcomer("cell-a1", account=False), house.newcomer("cell-a1")
    assignment = await given(house, pupil)
    assert (await house.call(mentor, "task_open", assignment_id=assignment)).outcome == (
        "task.not_found"
    )
    tie = {"member_id": pupil.id, "mentor_id": mentor.id}
    assert (await house.call("secretary", "mentor_set", key=uuid4(), **tie)).outcome == "ok"
    home = await (await house.as_(mentor)).tasks.home()
    assert [line.assignment_id for line in home.entrusted] == [assignment]
    card = (await house.call(mentor, "task_open", assignment_id=assignment)).body
    assert card["may_answer_for"] and "hand_in" in card["steps"] and "cancel" not in card["steps"]
    said = await step(house, mentor, assignment, "hand_in", words="Bác báo đã xong")
    assert said.outcome == "ok"
    assert (await step(house, mentor, assignment, "approve")).outcome == "task.not_yours"
    last = house.value(
        "select jsonb_build_array(proxy, actor_id) from handbook.task_events"
        " where assignment_id = %s order by id desc limit 1",
        assignment,
    )
    assert last == [True, str(mentor.id)]
    file = await (await house.as_(mentor)).tasks.upload(pupil.id, "a.pdf", b"%PDF-1.4\n%%EOF\n")
    assert file.object_name.startswith(str(pupil.id))
    ended = await house.call("secretary", "mentor_set", key=uuid4(), ended=True, **tie)
    assert ended.outcome == "ok"
    assert (await step(house, mentor, assignment, "take_back")).outcome == "task.not_found"


async def test_a_mentor_is_of_the_same_cell_and_somebody_else(house: House) -> None:
    pupil, other = house.newcomer("cell-a1"), house.newcomer("cell-a2")
    for mentor in (pupil, other):
        answer = await house.call(
            "secretary", "mentor_set", key=uuid4(), member_id=pupil.id, mentor_id=mentor.id
        )
        assert answer.outcome == "mentor.wrong"


async def test_a_mentor_who_has_left_the_cell_sees_nothing_any_more(house: House) -> None:
    pupil, mentor = house.newcomer("cell-a1"), house.newcomer("cell-a1")
    assignment = await given(house, pupil)
    tie = {"member_id": pupil.id, "mentor_id": mentor.id}
    await house.call("secretary", "mentor_set", key=uuid4(), **tie)
    house.run(
        "update handbook.members set unit_id = %s where id = %s", house.unit("cell-a2"), mentor.id
    )
    gone = await house.call(mentor, "task_open", assignment_id=assignment)
    assert gone.outcome == "task.not_found"


async def test_returned_work_is_as_far_as_was_last_reported(house: House) -> None:
    person = house.newcomer("cell-a1")
    assignment = await given(house, person)

    def percent() -> int:
        return int(
            house.value("select percent from handbook.task_assignments where id = %s", assignment)
        )

    await step(house, person, assignment, "report", percent=40)
    for back, who in (("take_back", person), ("return", "secretary")):
        await step(house, person, assignment, "hand_in")
        assert percent() == 100
        assert (await step(house, who, assignment, back, words="Còn thiếu")).outcome == "ok"
        assert percent() == 40


async def test_cells_are_found_by_name_and_told_with_the_ward(house: House) -> None:
    cell = house.found("cell", "ward-b", "Chi bộ Vườn Ươm 7")
    tasks = (await house.as_("secretary")).tasks
    found = await tasks.cells("vuon uom 7")
    assert [c.name for c in found] == ["Chi bộ Vườn Ươm 7"]
    assert len(found[0].unit_names) > 1
    assert await (await house.as_("member")).tasks.cells("vuon uom 7") == []
    person = house.newcomer("cell-a1")
    await tasks.introduce(uuid4(), person.id, found[0].code)
    ties = await tasks.ties(person.id)
    assert [r.unit_id for r in ties.residences] == [cell]
    assert (await (await house.as_(person)).tasks.home()).residences == ["Chi bộ Vườn Ươm 7"]


async def test_a_month_of_a_cell_counts_what_is_due_in_it(house: House) -> None:
    cell = house.found("cell", "ward-a", "Chi bộ một tháng")
    secretary, person = house.newcomer(cell, ("secretary", cell)), house.newcomer(cell)
    day = today(house)
    for due in (day, day + timedelta(days=62)):
        await assign(house, secretary, cell, person.id, due_on=due)
    tasks = (await house.as_(secretary)).tasks
    month = Period(year=day.year, month=day.month)
    report = await tasks.report(cell, month)
    assert (report.given, report.done, report.late) == (1, 0, 0)
    assert [line.full_name for line in report.lines] == [person.name]
    assert (await tasks.report(cell, month.moved(5))).lines == []


def test_periods_go_over_the_end_of_the_year() -> None:
    assert Period(year=2026, month=12).moved(1) == Period(year=2027, month=1)
    assert Period(year=2027, month=1).moved(-1) == Period(year=2026, month=12)
    assert Period(year=2028, month=2).last.day == 29
    assert Period(year=2026).moved(1).first.isoformat() == "2027-01-01"


async def test_a_meeting_that_nobody_knows_is_no_source(house: House) -> None:
    person = house.newcomer("cell-a1")
    answer = await assign(
        house, "secretary", "cell-a1", person.id, source="meeting", meeting_id=str(uuid4())
    )
    assert answer.outcome == "meeting.not_found"
