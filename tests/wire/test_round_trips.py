"""A screen asks the database once when it opens."""

from __future__ import annotations

from tests.browser.serving import Site
from tests.meetings.desk import Cell
from tests.robot import Robot
from tests.wire.kit import eventually, signed_in
from views import paths
from views.meetings import strings as meetings
from views.meetings.day import strings as day
from views.opinions import strings as opinions
from views.paths import Tab
from views.settings import strings as settings


async def test_the_screens_of_meetings(site: Site, asked: dict[str, list[str]]) -> None:
    cell = Cell(site.house)
    meeting = await cell.running()
    await cell.mark(meeting, cell.secretary)
    item = site.house.value(
        "select id from handbook.meeting_items where meeting_id = %s order by position limit 1",
        meeting,
    )

    async def opened(robot: Robot, path: str, words: str) -> list[str]:
        """What a screen asked for, from its parent, which is open already."""
        mine = asked[str(cell.secretary.id)]
        await robot.settle(0.6)
        mine.clear()
        await robot.go(path)
        await robot.until(words)
        await eventually(lambda: mine)
        await robot.settle(0.6)  # a second question would follow the first answer
        return list(mine)

    async with signed_in(site, cell.secretary, "/me/settings", address="192.0.2.63") as robot:
        await robot.until(settings.LEAVING)
        here = paths.meeting(meeting)
        assert await opened(robot, Tab.MEETINGS, meetings.MY_ATTENDANCE) == ["meeting_year"]
        assert await opened(robot, here, meetings.RUN_AGENDA) == ["meeting_open"]
        assert await opened(robot, f"{here}/agenda", meetings.AGENDA) == ["meeting_open"]
        assert await opened(robot, paths.meeting_item(meeting, item), day.CONCLUSION) == [
            "meeting_open"
        ]
        await robot.go(here)
        await robot.until(meetings.RUN_AGENDA)
        assert await opened(robot, paths.opinions(meeting), opinions.QUESTIONS) == [
            "meeting_opinions"
        ]
