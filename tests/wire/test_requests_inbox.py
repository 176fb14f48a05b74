"""Other people's requests over the wire: seen, decided, entered for somebody."""

from __future__ import annotations

from functools import partial
from io import BytesIO
from uuid import uuid4

import pytest
from pypdf import PdfReader

from tests.browser.serving import Site
from tests.wire.kit import NOT_FOUND, asked_of_device, confirm, signed_in
from tests.wire.records import ask, enter, value_of
from views import paths
from views.records import strings

at = partial(signed_in, address="192.0.2.22")


# Requests


async def test_a_request_is_seen_with_its_paper_and_accepted(site: Site) -> None:
    who = site.house.newcomer("cell-a1")
    await enter(site, who, occupation="Giáo viên")
    await ask(site, who, "occupation", "Kỹ sư cầu đường", paper=True)
    async with at(site, "secretary", paths.INBOX) as robot:
        await robot.until(who.name)
        await robot.tap(who.name)
        await robot.until("Kỹ sư cầu đường")
        assert robot.sees("Giáo viên")
        await robot.tap("giay-to.pdf")
        await robot.until(lambda: bool(robot.opened))
        assert "/storage/v1/object/sign/evidence/" in robot.opened[-1]
        await robot.tap(strings.ACCEPT)
        await confirm(robot)
        await robot.until(strings.DONE["accepted"])
        await robot.until(lambda: who.name not in " ".join(robot.buttons()))
    assert await value_of(site, who, "occupation") == "Kỹ sư cầu đường"


async def test_a_refusal_needs_a_reason_that_the_member_reads(site: Site) -> None:
    who = site.house.newcomer("cell-a1")
    request = await ask(site, who, "occupation", "Kỹ sư", paper=True)
    async with at(site, "secretary", paths.inbox(request)) as robot:
        await robot.until(strings.REJECT)
        await robot.tap(strings.REJECT)
        await robot.until(lambda: robot.error_of(strings.ANSWER) == strings.ANSWER_SHORT)
        await robot.type(strings.ANSWER, "Thiếu giấy tờ của cơ quan")
        await robot.tap(strings.REJECT)
        await confirm(robot)
        await robot.until(strings.DONE["rejected"])
    (mine,) = await (await site.house.as_(who)).requests.mine()
    assert (mine.state, mine.answer) == ("rejected", "Thiếu giấy tờ của cơ quan")


async def test_back_from_the_record_the_answer_is_still_there(site: Site) -> None:
    who = site.house.newcomer("cell-a1")
    request = await ask(site, who, "occupation", "Kỹ sư", paper=True)
    async with at(site, "secretary", paths.inbox(request)) as robot:
        await robot.until(strings.REJECT)
        await robot.type(strings.ANSWER, "Đang viết dở")
        await robot.tap(strings.OPEN_RECORD)
        await robot.until(strings.LOGGED)
        await robot.go(paths.inbox(request))
        await robot.until(lambda: robot.field(strings.ANSWER)["value"] == "Đang viết dở")


async def test_what_the_ward_decides_is_passed_on_and_decided_there(site: Site) -> None:
    who = site.house.newcomer("cell-a1")
    request = await ask(site, who, "alias", "Tư Thử", paper=True)
    async with at(site, "secretary", paths.inbox(request)) as robot:
        await robot.until(strings.FORWARD)
        assert strings.ACCEPT not in robot.buttons()
        await robot.tap(strings.FORWARD)
        await confirm(robot)
        await robot.until(strings.DONE["forwarded"])
    async with at(site, "staff_a", paths.inbox(request)) as robot:
        await robot.until(strings.ACCEPT)
        await robot.tap(strings.ACCEPT)
        await confirm(robot)
        await robot.until(strings.DONE["accepted"])
    assert await value_of(site, who, "alias") == "Tư Thử"


async def test_conflicts_are_explained(site: Site) -> None:
    who = site.house.newcomer("cell-a1")
    moved = await ask(site, who, "occupation", "Kỹ sư", paper=True)
    async with at(site, "secretary", paths.inbox(moved)) as robot:
        await robot.until(strings.ACCEPT)
        await enter(site, who, occupation="Bác sĩ")
        await robot.tap(strings.ACCEPT)
        await confirm(robot)
        await robot.until(strings.REQUEST_ERRORS["request.value_moved_on"])
    closed = await ask(site, who, "workplace", "Trạm y tế", paper=True)
    async with at(site, "secretary", paths.inbox(closed)) as robot:
        await robot.until(strings.ACCEPT)
        await (await site.house.as_(who)).requests.settle(uuid4(), closed, "withdraw")
        await robot.tap(strings.ACCEPT)
        await confirm(robot)
        await robot.until(strings.REQUEST_ERRORS["request.closed"])
        await robot.tap("Tải lại")
        await robot.until(strings.CANNOT_DECIDE)


@pytest.mark.parametrize("who", ["sibling", "secretary_b", "admin", "auditor", "office_a"])
async def test_a_request_of_others_is_not_there(site: Site, who: str) -> None:
    person = site.house.newcomer("cell-a1")
    request = await ask(site, person, "occupation", "Bí mật của tôi", paper=True)
    async with at(site, who, paths.inbox(request)) as robot:
        await robot.until(NOT_FOUND)
        assert not robot.sees("Bí mật của tôi")
    async with at(site, who, paths.INBOX) as robot:
        if who == "secretary_b":
            await robot.until(strings.INBOX_EMPTY)
        else:
            await robot.until(strings.INBOX_NOT_YOURS)


async def test_nobody_decides_the_own_request(site: Site) -> None:
    boss = site.house.newcomer("cell-a2", ("secretary", site.house.unit("cell-a2")))
    request = await ask(site, boss, "occupation", "Kỹ sư", paper=True)
    async with at(site, boss, paths.inbox(request)) as robot:
        await robot.until(strings.CANNOT_DECIDE)
        assert strings.ACCEPT not in robot.buttons()


# Entering for a member


async def test_a_secretary_enters_what_a_member_said_and_prints_the_slip(site: Site) -> None:
    who = site.house.newcomer("cell-a1")
    async with at(site, "secretary", paths.member(who.id)) as robot:
        await robot.until(strings.PROXY)
        await robot.tap(strings.PROXY)
        await robot.until(strings.PROXY_NOTE)
        await robot.tap("Nghề nghiệp hiện nay")
        await robot.until(lambda: robot.field(strings.PROXY_REASON))
        begun = strings.in_the_words_of(who.name)
        assert robot.field(strings.PROXY_REASON)["value"] == begun
        await robot.type("Nghề nghiệp hiện nay", "Nghỉ hưu")
        await robot.tap(strings.PROXY_SEND)
        await robot.until(lambda: robot.error_of(strings.PROXY_REASON) == strings.REASON_SHORT)
        await robot.type(strings.PROXY_REASON, begun + "đã nghỉ hưu từ tháng 6")
        await robot.tap(strings.PROXY_SEND)
        await robot.until(strings.PROXY_DONE)
        await robot.tap(strings.PROXY_PRINT)
        await robot.until(lambda: bool(asked_of_device(robot, "save_file")))
        slip = asked_of_device(robot, "save_file")[-1]["src_bytes"]
        words = " ".join(PdfReader(BytesIO(slip)).pages[0].extract_text().split())
        assert who.name in words
        assert "Nghỉ hưu" in words
    (mine,) = await (await site.house.as_(who)).requests.mine()
    assert (mine.field, mine.proposed, mine.state) == ("occupation", "Nghỉ hưu", "open")
    assert mine.entered_by is not None


async def test_staff_above_the_cell_are_no_proxies(site: Site) -> None:
    who = site.house.newcomer("cell-a1")
    async with at(site, "staff_a", paths.member(who.id, "proxy")) as robot:
        await robot.until(strings.PROXY_NOT_YOURS)
