"""Many people at once for a task, and more people for a given one, over the wire."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from uuid import UUID

from tests.browser.serving import Site
from tests.house import Person
from tests.robot import Robot
from tests.tasks.desk import assign, assignment_of, state, today
from tests.wire.kit import signed_in
from tests.wire.test_tasks import choose
from views import paths
from views.paths import Tab
from views.shared import text
from views.tasks import strings
from views.tasks.people import strings as people

at = partial(signed_in, address="192.0.2.32")


class Grouped:
    """A cell of one's own: a secretary, a group of two, one beside it, one exempt."""

    def __init__(self, site: Site) -> None:
        house = site.house
        self.id: UUID = house.found("cell", "ward-a", "Chi bộ Bến Đò")
        self.group: UUID = house.found("cell_group", self.id, "Tổ đảng Bờ Nam")
        self.secretary: Person = house.newcomer(self.id, ("secretary", self.id))
        self.leader: Person = house.newcomer(self.id, ("cell_group_leader", self.group))
        self.fellow: Person = house.newcomer(self.id)
        self.beside: Person = house.newcomer(self.id)
        self.exempt: Person = house.newcomer(self.id, exempt=True)
        for person in (self.leader, self.fellow):
            house.run(
                "update handbook.members set group_id = %s where id = %s", self.group, person.id
            )


def doers(site: Site, unit: UUID) -> set[UUID]:
    """Who does a unit's tasks."""
    found: list[UUID] | None = site.house.value(
        "select array_agg(member_id) from handbook.task_assignments where unit_id = %s", unit
    )
    return set(found or [])


async def chosen(robot: Robot, count: int, of: int) -> None:
    """Wait for the words that say how many are chosen."""
    await robot.until(people.chosen(count, of))


async def test_everybody_or_a_group_is_chosen_at_once_but_not_the_exempt(site: Site) -> None:
    cell = Grouped(site)
    async with at(site, cell.secretary, paths.task_assign(cell.id)) as robot:
        await robot.until(people.left_out([cell.exempt.name]))
        await robot.tap(people.everybody(4))
        await chosen(robot, 4, 5)
        await robot.tap(people.NONE)
        await chosen(robot, 0, 5)
        await robot.tap(people.group("Tổ đảng Bờ Nam", 2))
        await chosen(robot, 2, 5)
        await choose(robot, cell.exempt.name)  # who wants to, may
        await chosen(robot, 3, 5)
        await robot.type(strings.TITLE, "Dọn vệ sinh bến đò")
        await robot.type(strings.DUE, text.day(today(site.house) + timedelta(days=3)))
        await robot.tap(strings.give_to(3))
        await robot.until(strings.FILTERS["to_decide"])
    assert doers(site, cell.id) == {cell.leader.id, cell.fellow.id, cell.exempt.id}


async def test_the_leader_of_a_group_adds_somebody_who_helps_and_takes_them_off(site: Site) -> None:
    cell = Grouped(site)
    task = (await assign(site.house, cell.leader, cell.group, cell.leader.id)).body["task_id"]
    own = assignment_of(site.house, task, cell.leader.id)
    async with at(site, cell.leader, paths.task(own, paths.tasks_given(cell.group))) as robot:
        await robot.until(people.ADD)
        await robot.tap(people.ADD)
        await robot.until(cell.fellow.name)
        assert not robot.sees(cell.beside.name)
        await robot.tap(people.ADD)
        await robot.until(people.MISSING)
        (part,) = robot.all_of("RadioGroup")
        await robot.props(part["_i"], value="helper")
        await robot.event(part["_i"], "change", "helper")
        await robot.until(people.DUE, gone=True)
        await choose(robot, cell.fellow.name)
        await robot.until(people.add(1))
        await robot.tap(people.add(1))
        await robot.until(people.JOINED["join_helper"])
        await robot.settle(1.0)
        await robot.tap(cell.fellow.name)
        await robot.until(people.LEAVE_HELPER)
        await robot.tap(people.LEAVE_HELPER)
        await robot.until(strings.WORDS["cancel"])
        await robot.type(strings.WORDS["cancel"], "Đồng chí đi công tác")
        await robot.tap(people.LEAVE_HELPER)
        await robot.until(strings.STATES["cancelled"])
    assert state(site.house, assignment_of(site.house, task, cell.fellow.id)) == "cancelled"


async def test_one_more_finds_the_task_on_the_first_screen_and_accepts(site: Site) -> None:
    cell = Grouped(site)
    task = (await assign(site.house, cell.secretary, cell.id, cell.fellow.id)).body["task_id"]
    own = assignment_of(site.house, task, cell.fellow.id)
    async with at(site, cell.secretary, paths.task(own, paths.tasks_given(cell.id))) as robot:
        await robot.until(people.ADD)
        await robot.tap(people.ADD)
        await robot.until(cell.beside.name)
        await choose(robot, cell.beside.name)
        await robot.until(people.add(1))
        await robot.tap(people.add(1))
        await robot.until(people.JOINED["join_main"])
    async with at(site, cell.beside, Tab.HOME) as robot:
        await robot.until("1 việc mới")
        await robot.tap("1 nhiệm vụ chờ đồng chí")
        await robot.until("Vận động phân loại rác")
        await robot.tap("Vận động phân loại rác")
        await robot.until(strings.STEPS["accept"])
        await robot.tap(strings.STEPS["accept"])
        await robot.until(strings.STATES["accepted"])
    assert state(site.house, assignment_of(site.house, task, cell.beside.id)) == "accepted"
