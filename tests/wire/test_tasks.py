"""A task over the wire: given by the secretary, answered by the member, accepted; entered for somebody."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from tests.browser.serving import Site
from tests.robot import Robot
from tests.tasks.desk import assign, assignment_of, state, today
from tests.wire.kit import confirm, signed_in
from views import paths
from views.paths import Tab
from views.shared import text
from views.tasks import strings

at = partial(signed_in, address="192.0.2.31")


async def choose(robot: Robot, name: str) -> None:
    """Turn on the switch of a person."""
    tile = next(t for t in robot.all_of("ListTile") if name in robot.words_of(t))
    switch = tile["trailing"]
    await robot.props(switch["_i"], value=True)
    await robot.event(switch["_i"], "change", True)


async def test_the_secretary_gives_the_member_answers_the_secretary_accepts(site: Site) -> None:
    who, title = site.house.newcomer("cell-a1"), "Kiểm tra tủ sách khu phố"
    async with at(site, "secretary", paths.task_assign(site.house.unit("cell-a1"))) as robot:
        await robot.until(strings.MEMBERS)
        await robot.tap(strings.GIVE)
        await robot.until(lambda: robot.error_of(strings.TITLE) == strings.TITLE_SHORT)
        await robot.type(strings.TITLE, title)
        await robot.type(strings.DUE, text.day(today(site.house) + timedelta(days=3)))
        await choose(robot, who.name)
        await robot.until(strings.give_to(1))
        await robot.tap(strings.give_to(1))
        await robot.until(who.name)
    async with at(site, who, Tab.TASKS) as robot:
        await robot.until(title)
        await robot.tap(title)
        await robot.until(strings.STEPS["accept"])
        await robot.tap(strings.STEPS["accept"])
        await robot.until(strings.STATES["accepted"])
        await robot.settle(1.0)
        await robot.tap("50 %")
        await robot.until(strings.percent(50))
        await robot.settle(1.0)  # a second tap at once would count as the same
        await robot.tap(strings.STEPS["hand_in"])
        await robot.until(strings.WORDS["hand_in"])
        await robot.type(strings.WORDS["hand_in"], "Đã xếp lại toàn bộ tủ sách")
        await robot.tap(strings.STEPS["hand_in"])
        await robot.until(strings.STATES["handed_in"])
    async with at(site, "secretary", paths.tasks_given(site.house.unit("cell-a1"))) as robot:
        await robot.until(strings.FILTERS["to_decide"])
        await robot.tap(strings.FILTERS["to_decide"])
        await robot.until(who.name)
        await robot.settle(1.0)  # the name stood in the list before the filter, too
        await robot.tap(who.name)
        await robot.until("Đã xếp lại toàn bộ tủ sách")
        await robot.tap(strings.STEPS["approve"])
        await robot.until(strings.BEYOND_LABEL)
        await robot.tap(strings.STEPS["approve"])
        await robot.until(strings.STATES["done"])


async def test_what_a_proxy_entered_is_named_and_taken_back(site: Site) -> None:
    who = site.house.newcomer("cell-a1")
    task = (await assign(site.house, "secretary", "cell-a1", who.id)).body["task_id"]
    assignment = assignment_of(site.house, task, who.id)
    async with at(site, "secretary", paths.task(assignment)) as robot:
        await robot.until(strings.PROXY)
        assert strings.STEPS["accept"] not in robot.buttons()
        await robot.tap(strings.PROXY)
        await robot.until(strings.PROXY_HELP)
        await robot.tap(strings.STEPS["accept"])
        await robot.until(strings.STATES["accepted"])
    async with at(site, who, paths.task(assignment)) as robot:
        await robot.until(strings.BY_PROXY)
        await robot.tap(strings.REVOKE)
        await confirm(robot)
        await robot.until(strings.REVOKE_DONE)
    assert state(site.house, assignment) == "assigned"


async def test_a_task_of_somebody_else_is_not_there(site: Site) -> None:
    who = site.house.newcomer("cell-a1")
    task = (await assign(site.house, "secretary", "cell-a1", who.id)).body["task_id"]
    async with at(site, "member", paths.task(assignment_of(site.house, task, who.id))) as robot:
        await robot.until(strings.ERRORS["task.not_found"])
