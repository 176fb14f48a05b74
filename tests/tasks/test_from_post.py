"""Tasks that come from a directive: who sees which; what Trang chủ says of tasks."""

from datetime import timedelta
from uuid import UUID

from services.directives.models import WaitingTasks
from services.tasks.models import Step
from tests.house import House, Person
from tests.permissions.world import Text, write
from tests.tasks.desk import assign, assignment_of, given, step, today


async def from_post(house: House, who: str | Person, post_id: UUID) -> list[str]:
    """Whose tasks somebody sees under a post."""
    answer = await house.call(who, "post_tasks", post_id=post_id)
    return [line["full_name"] for line in answer.body]


async def test_whoever_gives_sees_them_all_whoever_does_one_the_own(house: House) -> None:
    post_id = write(house, Text("ward-a", "directive"))
    one, two, idle = (house.newcomer("cell-a1") for _ in range(3))
    for person in (one, two):
        answer = await assign(house, "secretary", "cell-a1", person.id, post_id=str(post_id))
        assert answer.outcome == "ok"
    assert sorted(await from_post(house, "secretary", post_id)) == sorted([one.name, two.name])
    assert await from_post(house, one, post_id) == [one.name]
    for outsider in (idle, "secretary_b", "office_a", "admin"):
        assert await from_post(house, outsider, post_id) == []
    called_off = assignment_of(house, answer.body["task_id"], two.id)
    assert (await step(house, "secretary", called_off, "cancel", words="Thôi")).outcome == "ok"
    assert await from_post(house, "secretary", post_id) == [one.name]


async def test_the_task_leads_back_while_its_directive_can_be_read(house: House) -> None:
    post_id = write(house, Text("ward-a", "directive"))
    who = house.newcomer("cell-a1")
    assignment = await given(house, who, post_id=str(post_id), source="directive")
    mine = await house.as_(who)
    assert (await mine.tasks.open(assignment)).post_id == post_id
    assert [line.assignment_id for line in await mine.tasks.from_post(post_id)] == [assignment]
    house.run("update handbook.posts set state = 'withdrawn' where id = %s", post_id)
    assert (await mine.tasks.open(assignment)).post_id is None


async def waiting(house: House, who: str | Person) -> WaitingTasks:
    return (await (await house.as_(who)).directives.home()).tasks


async def test_home_counts_each_task_once_and_says_why_it_waits(house: House) -> None:
    who, day = house.newcomer("cell-a1"), today(house)
    assert await waiting(house, who) == WaitingTasks()
    far = await given(house, who, due_on=day + timedelta(days=60))
    assert await waiting(house, who) == WaitingTasks(waiting=1, new=1)
    await step(house, who, far, Step.ACCEPT)
    assert await waiting(house, who) == WaitingTasks()
    near = await given(house, who, due_on=day + timedelta(days=1))
    assert await waiting(house, who) == WaitingTasks(waiting=1, new=1, near=1)
    house.run(
        "update handbook.task_assignments set due_on = %s where id = %s",
        day - timedelta(days=1), near,
    )  # fmt: skip
    assert await waiting(house, who) == WaitingTasks(waiting=1, new=1, late=1)
    house.run("update handbook.members set activity_exempt = true where id = %s", who.id)
    assert await waiting(house, who) == WaitingTasks(waiting=1, new=1)
    await step(house, who, near, Step.HAND_IN)
    assert await waiting(house, who) == WaitingTasks(), "who has handed in has nothing to do"
    await step(house, "secretary", near, Step.RETURN, words="Thiếu ảnh")
    assert await waiting(house, who) == WaitingTasks(waiting=1, returned=1)


async def test_home_counts_what_waits_for_my_decision_but_never_my_own(house: House) -> None:
    cell = house.found("cell", "ward-a", "Chi bộ chờ quyết định")
    secretary = house.newcomer(cell, ("secretary", cell))
    deputy = house.newcomer(cell, ("deputy_secretary", cell))
    doer = house.newcomer(cell)
    for person in (doer, deputy):
        answer = await assign(house, secretary, cell, person.id)
        task = assignment_of(house, answer.body["task_id"], person.id)
        await step(house, person, task, Step.HAND_IN)
    assert (await waiting(house, secretary)).to_decide == 2
    assert (await waiting(house, deputy)).to_decide == 1
    assert (await waiting(house, doer)).to_decide == 0
    assert (await waiting(house, "secretary_b")).to_decide == house.value(
        "select count(*) from handbook.task_assignments a where a.part = 'main'"
        " and a.state in ('handed_in', 'change_asked') and a.unit_id = %s", house.unit("cell-b1"),
    )  # fmt: skip
