"""Minutes over the wire: saved by themselves, also when the line is cut; two who write; signing."""

from __future__ import annotations

import asyncio
from functools import partial
from uuid import UUID

from services.minutes import strings as papers
from tests.browser.serving import Site
from tests.minutes.desk import Ended
from tests.wire.kit import confirm, signed_in, spotless
from views import paths
from views.minutes import strings
from views.shared import strings as shared

at = partial(signed_in, address="192.0.2.33")
OPENING = papers.SECTIONS["minutes"]["opening"]


def kept(cell: Ended, meeting: UUID) -> str:
    """The text of the minutes as the server has it."""
    return str(
        cell.house.value(
            "select sections::text from handbook.meeting_documents where meeting_id = %s"
            " order by version desc limit 1",
            meeting,
        )
    )


async def arrives(cell: Ended, meeting: UUID, words: str) -> None:
    """Wait until the server has these words."""
    for _ in range(80):
        if words in kept(cell, meeting):
            return
        await asyncio.sleep(0.1)
    raise AssertionError(kept(cell, meeting))


async def test_what_was_typed_before_the_line_was_cut_is_saved(site: Site) -> None:
    cell = Ended(site.house)
    meeting = await cell.closed()
    await cell.save(meeting)
    path = paths.meeting_part(meeting, "minutes")
    async with at(site, cell.secretary, path) as robot:
        await robot.until(strings.NUMBER)
        await robot.type(OPENING, "Câu đầu, đã nghỉ tay")
        await arrives(cell, meeting, "Câu đầu, đã nghỉ tay")
        await robot.until("Đã lưu lúc")
        await robot.type(OPENING, "Câu thứ hai, vừa gõ xong thì mất mạng")
        await robot.settle(0.4)
        await robot.drop()
        await arrives(cell, meeting, "Câu thứ hai, vừa gõ xong thì mất mạng")
    edits = "select edits from handbook.meeting_documents where meeting_id = %s"
    assert cell.house.value(edits, meeting) == 3, "begun, and saved once for each pause"


async def test_two_who_write_at_once_choose(site: Site) -> None:
    cell = Ended(site.house)
    clerk = site.house.newcomer(cell.id, ("cell_clerk", cell.id))
    meeting = await cell.closed()
    await cell.save(meeting)
    path = paths.meeting_part(meeting, "minutes")
    async with (
        at(site, cell.secretary, path) as first,
        signed_in(site, clerk, path, address="192.0.2.34") as second,
    ):
        await first.until(strings.NUMBER)
        await second.until(strings.NUMBER)
        assert strings.SIGN["minutes"] not in second.buttons(), "the clerk does not sign"
        await first.type(OPENING, "Bí thư viết")
        await arrives(cell, meeting, "Bí thư viết")
        await second.type(OPENING, "Thư ký viết")
        await second.until(shared.CONFLICT)
        assert "Bí thư viết" in kept(cell, meeting), "nothing was written over"
        await second.tap(shared.KEEP_MINE)
        await arrives(cell, meeting, "Thư ký viết")
        await first.type(OPENING, "Bí thư viết tiếp")
        await first.until(shared.CONFLICT)
        await first.tap(shared.TAKE_THEIRS)
        await first.until(shared.CONFLICT, gone=True)
        assert first.field(OPENING)["value"] == "Thư ký viết"
        spotless(first)
        spotless(second)


async def test_signed_and_corrected_with_a_note(site: Site) -> None:
    cell = Ended(site.house)
    meeting = await cell.closed()
    await cell.save(meeting)
    async with at(site, cell.secretary, paths.meeting_part(meeting, "minutes")) as robot:
        await robot.until(strings.SIGN["minutes"])
        await robot.type(OPENING, "Gõ xong ký ngay")
        await robot.tap(strings.SIGN["minutes"])
        await confirm(robot)
        await robot.until(strings.SIGNED_WAITING)
        assert "Gõ xong ký ngay" in kept(cell, meeting), "what was not saved yet is signed too"
        await robot.tap(strings.CORRECT)
        await robot.until(strings.CORRECT_NOTE)
        await robot.tap(strings.CORRECT)
        await robot.until(lambda: robot.error_of(strings.CORRECT_NOTE) == strings.CORRECT_MISSING)
        await robot.type(strings.CORRECT_NOTE, "Sửa giờ họp")
        await robot.tap(strings.CORRECT)
        await robot.until(strings.NUMBER)
        await robot.until(strings.correction("Sửa giờ họp"))
        await robot.until(strings.VERSIONS)
        spotless(robot)
    states = site.house.value(
        "select string_agg(version || state::text, ' ' order by version)"
        " from handbook.meeting_documents where meeting_id = %s",
        meeting,
    )
    assert states == "1signed 2draft"


async def test_who_does_not_keep_the_meeting_finds_no_draft(site: Site) -> None:
    cell = Ended(site.house)
    meeting = await cell.closed()
    await cell.save(meeting)
    for part in ("minutes", "score"):
        path = paths.meeting_part(meeting, part)
        async with signed_in(site, cell.member(), path, address="192.0.2.35") as robot:
            await robot.until(strings.ERRORS["meeting.not_found"])
            spotless(robot)
