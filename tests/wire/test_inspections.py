"""Inspections over the wire: saved by themselves, two who write, two who decide, who finds nothing."""

from __future__ import annotations

import asyncio
from functools import partial
from uuid import UUID

from services.inspections.models import Step
from tests.browser.serving import Site
from tests.inspections.desk import FOUND, Watched
from tests.wire.kit import confirm, eventually, signed_in, spotless, wrote
from views import paths
from views.inspections import strings
from views.shared import strings as shared
from views.shared import strings as words

at = partial(signed_in, address="192.0.2.53")


async def arrives(cell: Watched, line: UUID, words: str) -> None:
    """Wait until the server has these words."""
    query = "select good from handbook.inspection_findings where line_id = %s"
    for _ in range(80):
        if cell.house.value(query, line) == words:
            return
        await asyncio.sleep(0.1)
    raise AssertionError(cell.house.value(query, line))


def address(cell: Watched, line: UUID, part: str = "") -> str:
    """A line of this year's plan."""
    return paths.inspection_line(cell.id, cell.year, line, part)


async def test_what_was_typed_before_the_line_was_cut_is_saved(site: Site) -> None:
    cell = Watched(site.house)
    line = await cell.brought_to("under_way")
    async with at(site, cell.lead, address(cell, line, "findings")) as robot:
        await robot.until(strings.FINDINGS_NOTE)
        await robot.type(strings.GOOD, "Câu đầu")
        await arrives(cell, line, "Câu đầu")
        await robot.until("Đã lưu lúc")
        await robot.settle(0.6)  # an action takes no second tap so soon after it was done
        await robot.type(strings.GOOD, "Câu giữa, vừa gõ xong thì quay lại")
        await robot.go(address(cell, line))
        await arrives(cell, line, "Câu giữa, vừa gõ xong thì quay lại")
        await robot.go(address(cell, line, "findings"))
        await robot.until(strings.FINDINGS_NOTE)
        await robot.type(strings.GOOD, "Câu thứ hai, vừa gõ xong thì mất mạng")
        await robot.settle(0.4)
        await robot.drop()
        await arrives(cell, line, "Câu thứ hai, vừa gõ xong thì mất mạng")


async def test_two_phones_of_one_lead_choose(site: Site) -> None:
    cell = Watched(site.house)
    line = await cell.brought_to("under_way")
    path = address(cell, line, "findings")
    async with (
        at(site, cell.lead, path) as first,
        signed_in(site, cell.lead, path, address="192.0.2.54") as second,
    ):
        await first.until(strings.FINDINGS_NOTE)
        await second.until(strings.FINDINGS_NOTE)
        await first.type(strings.GOOD, "Viết ở máy thứ nhất")
        await arrives(cell, line, "Viết ở máy thứ nhất")
        await second.type(strings.GOOD, "Viết ở máy thứ")
        await second.until(shared.CONFLICT)
        await second.type(strings.GOOD, "Viết ở máy thứ hai")  # typing on decides nothing
        await second.settle(1.5)
        await second.until(shared.CONFLICT)
        await arrives(cell, line, "Viết ở máy thứ nhất")
        await second.tap(shared.KEEP_MINE)
        await arrives(cell, line, "Viết ở máy thứ hai")
        await first.type(strings.GOOD, "Viết tiếp ở máy thứ nhất")
        await first.until(shared.CONFLICT)
        await first.tap(shared.TAKE_THEIRS)
        await first.until(shared.CONFLICT, gone=True)
        assert first.field(strings.GOOD)["value"] == "Viết ở máy thứ hai"
        spotless(first)
        spotless(second)


async def test_what_is_not_saved_yet_is_handed_in_too(site: Site) -> None:
    cell = Watched(site.house)
    line = await cell.brought_to("under_way")
    async with at(site, cell.lead, address(cell, line, "findings")) as robot:
        await robot.until(strings.FINDINGS_NOTE)
        await robot.tap(strings.STEPS[Step.HAND_IN])
        await confirm(robot)
        await robot.until(strings.ERRORS["inspection.report_short"])
        await robot.type(strings.LOOKED_AT, "Sổ họp")
        await robot.type(strings.GOOD, "Gõ xong nộp ngay")
        await robot.tap(strings.STEPS[Step.HAND_IN])
        await confirm(robot)
        await robot.until(strings.HANDED_IN)
        await arrives(cell, line, "Gõ xong nộp ngay")
        spotless(robot)


async def test_a_stamp_is_asked_about_before_anything_is_kept(site: Site) -> None:
    cell = Watched(site.house)
    line = await cell.brought_to("under_way")
    async with at(site, cell.lead, address(cell, line, "findings")) as robot:
        await robot.until(strings.FINDINGS_NOTE)
        await robot.type(strings.GOOD, "Đã đọc tài liệu MẬT")
        await robot.until(words.CLASSIFIED_TEXT)
        query = "select count(*) from handbook.inspection_findings where line_id = %s"
        assert cell.house.value(query, line) == 0
        spotless(robot)


async def test_of_two_who_decide_the_second_is_told(site: Site) -> None:
    cell = Watched(site.house)
    line = await cell.brought_to("planned")
    path = address(cell, line, "drop")
    async with at(site, cell.secretary, path) as robot:
        await robot.until(strings.WHY)
        assert (await cell.take(line, "move")).outcome == "ok"
        await robot.type(strings.WHY, "Người phụ trách ốm")
        await robot.tap(strings.STEPS[Step.DROP])
        await robot.until(strings.ERRORS["inspection.changed_meanwhile"])
        assert robot.field(strings.WHY)["value"] == "Người phụ trách ốm", "what was typed stays"
        spotless(robot)


async def test_who_may_not_finds_nothing(site: Site) -> None:
    cell = Watched(site.house)
    line = await cell.brought_to("reported")
    here = paths.inspections(cell.id, cell.year)
    async with at(site, cell.fellow, here) as robot:
        await robot.until(strings.LINES)
        assert strings.LINE_NEW not in robot.buttons()
        await robot.go(address(cell, line))
        await robot.until(strings.NOT_FOR_YOU)
        assert not robot.sees(FOUND["lacking"])
        await robot.go(paths.inspections(cell.id, cell.year + 1))
        await robot.until(strings.NONE_YET)
        spotless(robot)
    async with at(site, "sibling", here) as robot:
        await robot.until(strings.ERRORS["unit.not_found"])
        await robot.go(address(cell, line))
        await robot.until(strings.ERRORS["inspection.not_found"])
        spotless(robot)


async def test_a_line_half_written_is_found_again(site: Site) -> None:
    cell = Watched(site.house)
    await cell.begun()
    new = paths.inspections(cell.id, cell.year, "new")
    async with at(site, cell.secretary, new) as robot:
        await robot.until(lambda: robot.field(strings.CONTENT))
        await robot.type(strings.CONTENT, "Việc đóng đảng phí")
        await eventually(lambda: wrote(site.house, cell.secretary, "Việc đóng đảng phí"))
        await robot.go(paths.inspections(cell.id, cell.year))
        await robot.until(strings.LINES_NONE)
        await robot.go(new)
        await robot.until(lambda: robot.field(strings.CONTENT)["value"] == "Việc đóng đảng phí")
        spotless(robot)
