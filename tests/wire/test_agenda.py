"""What is written down at an item of a running meeting, over the wire."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import Any

from tests.browser.serving import Site
from tests.meetings.desk import Cell
from tests.wire.kit import eventually, signed_in
from views import paths
from views.meetings.day import strings
from views.shared.autosave import PAUSE_S

at = partial(signed_in, address="192.0.2.63")


async def test_words_are_saved_though_those_before_were_still_on_their_way(site: Site) -> None:
    house = site.house
    cell = Cell(house)
    meeting = await cell.running()
    item: Any = house.value(
        "select id from handbook.meeting_items where meeting_id = %s and position = 1", meeting
    )
    kept = "select conclusion from handbook.meeting_items where id = %s"
    async with at(site, cell.secretary, paths.meeting_item(meeting, item)) as robot:
        await robot.until(strings.CONCLUSION)
        # Somebody else holds the row: the first words wait.
        with house.sql() as slow, slow.transaction():
            slow.execute("select from handbook.meeting_items where id = %s for update", (item,))
            await robot.type(strings.CONCLUSION, "Nhất trí")
            await eventually(
                lambda: house.value("select count(*) from pg_locks where not granted") > 0
            )
            await robot.type(strings.CONCLUSION, "Nhất trí ba việc")
            await asyncio.sleep(3 * PAUSE_S)  # the hand rests, and nothing can be sent
            assert house.value(kept, item) == ""
        await eventually(lambda: house.value(kept, item) == "Nhất trí ba việc")
        await robot.until(strings.SAVED)
