"""A mentor replies to an invitation for somebody without a phone, over the wire."""

from __future__ import annotations

from functools import partial
from uuid import uuid4

from tests.browser.serving import Site
from tests.meetings.desk import Cell
from tests.wire.kit import signed_in
from views import paths
from views.meetings import strings
from views.meetings.helping import strings as helping

at = partial(signed_in, address="192.0.2.33")


async def test_a_mentor_excuses_whom_to_help_with_the_reason_that_was_said(site: Site) -> None:
    cell = Cell(site.house)
    pupil, mentor = cell.member(), cell.member()
    tie = {"member_id": pupil.id, "mentor_id": mentor.id}
    await site.house.call(cell.secretary, "mentor_set", key=uuid4(), **tie)
    meeting = await cell.planned()
    await cell.step(meeting, "call")
    async with at(site, mentor, paths.meeting(meeting)) as robot:
        await robot.until(helping.TITLE)
        await robot.until(helping.NOT_YET)
        excused = helping.REPLIES["excused"]
        button = robot.by_key(f"for-{pupil.id}-excused")
        assert robot.words_of(button) == excused
        await robot.event(button["_i"], "click")
        await robot.until(helping.SEND)
        await robot.tap(helping.SEND)
        await robot.until(lambda: robot.error_of(helping.WHY) == helping.WHY_SHORT)
        await robot.type(helping.WHY, "Bác đau chân")
        await robot.settle(1.0)
        await robot.tap(helping.SEND)
        await robot.until(helping.said(excused, own=False))
    async with at(site, pupil, paths.meeting(meeting)) as robot:
        await robot.until(strings.BY_PROXY)
        assert not robot.sees(helping.TITLE)
