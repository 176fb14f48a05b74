"""Other people's records over the wire: seen by class, edited, moved, erased; requests decided."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import timedelta
from io import BytesIO
from uuid import UUID, uuid4

import pytest
from pypdf import PdfReader

from services.accounts.models import Device
from services.records.models import Value
from tests.browser.serving import Site
from tests.house import Person
from tests.robot import Robot, open_robot
from tests.wire.kit import NOT_FOUND, PDF, asked_of_device, confirm, kept, spotless
from views import paths
from views.records import strings
from views.shared import text


@asynccontextmanager
async def at(site: Site, who: str | Person, route: str) -> AsyncGenerator[Robot]:
    """Somebody's phone at an address."""
    services = await site.house.sign_in(who, Device(address="192.0.2.21", user_agent="robot"))
    headers = {"X-Forwarded-For": "192.0.2.21"}
    async with open_robot(site.url, route, browser=kept(services), headers=headers) as robot:
        await robot.until(lambda: bool(robot.words()) and not robot.sees("Đang mở sổ tay"))
        yield robot
        spotless(robot)


async def enter(site: Site, who: Person, **fields: Value) -> None:
    """The ward's staff fill a record."""
    await (await site.house.as_("staff_a")).records.edit(uuid4(), who.id, fields, "Theo hồ sơ giấy")


async def ask(site: Site, who: Person, field: str, value: Value) -> UUID:
    """A request of a member, with a paper."""
    requests = (await site.house.as_(who)).requests
    paper = await requests.upload(who.id, "giay-to.pdf", PDF)
    return await requests.file(uuid4(), field, value, "Ghi chưa đúng", [paper])


async def value_of(site: Site, who: Person, field: str) -> Value:
    record = await (await site.house.as_(who)).records.mine()
    found = record.field(field)
    assert found is not None
    return found.value


def logged(site: Site, who: Person, action: str) -> int:
    return site.house.value(
        "select count(*) from handbook.audit_entries where member_id = %s and action = %s",
        who.id,
        action,
    )


# The record


async def test_a_secretary_reads_a_record_and_a_long_number_by_a_logged_tap(site: Site) -> None:
    who = site.house.newcomer("cell-a1")
    await enter(site, who, religion="Phật giáo", occupation="Giáo viên", languages=["Anh", "Nga"])
    async with at(site, "secretary", paths.member(who.id)) as robot:
        await robot.until("Giáo viên")
        assert robot.sees(strings.LOGGED)
        assert robot.sees("Anh\nNga")
        assert robot.sees("Phật giáo")
        number = f"{who.card[:4]} {who.card[4:8]} {who.card[8:]}"
        assert not robot.sees(number)
        await robot.tap(strings.show_field("Số thẻ đảng viên"))
        await robot.until(number)
        assert "Sửa hồ sơ" not in robot.buttons()
        assert strings.ERASE not in robot.buttons()
    assert logged(site, who, "record.reveal") == 1
    assert logged(site, who, "record.open") == 1


@pytest.mark.parametrize(
    "who", ["member", "sibling", "secretary_b", "admin", "auditor", "office_a"]
)
async def test_a_record_out_of_scope_is_not_there(site: Site, who: str) -> None:
    ours = site.house.newcomer("cell-a1", name="Nguyễn Thị Của Ta")
    for part in ("", "edit", "timeline", "move", "erase", "proxy"):
        async with at(site, who, paths.member(ours.id, part)) as robot:
            await robot.until(NOT_FOUND)
            assert not robot.sees(ours.name)
    async with at(site, who, paths.member(ours.id, "history")) as robot:
        await robot.until(strings.NO_HISTORY)
    assert logged(site, ours, "record.open") == 0


async def test_an_address_that_is_no_id_finds_nothing(site: Site) -> None:
    async with at(site, "secretary", paths.member("-" * 36)) as robot:
        await robot.until(NOT_FOUND)


async def test_an_earlier_day_and_the_versions(site: Site) -> None:
    who = site.house.newcomer("cell-a1")
    await enter(site, who, occupation="Giáo viên")
    site.house.run(
        "update handbook.record_changes set changed_at = now() - interval '10 days'"
        " where member_id = %s",
        who.id,
    )
    await enter(site, who, occupation="Kỹ sư")
    async with at(site, "secretary", paths.member(who.id)) as robot:
        await robot.until("Kỹ sư")
        yesterday = text.now().date() - timedelta(days=1)
        await robot.type(strings.AS_OF_DATE, text.day(yesterday))
        await robot.until(lambda: not robot.button(strings.AS_OF_SHOW).get("disabled"))
        await robot.tap(strings.AS_OF_SHOW)
        await robot.until("Giáo viên")
        assert not robot.sees("Kỹ sư")
        assert robot.sees(strings.as_of_banner(text.day(yesterday)))
        assert strings.show_field("Số thẻ đảng viên") not in robot.buttons()
        await robot.tap(strings.AS_OF_NOW)
        await robot.until("Kỹ sư")
        await robot.event(robot.by_key("history-occupation")["_i"], "click")
        await robot.until("Theo hồ sơ giấy")
        assert robot.sees("Giáo viên")
        assert robot.sees("Kỹ sư")
    async with at(site, "secretary", paths.member(who.id, "timeline")) as robot:
        await robot.until(strings.event("changed"))


# Editing


async def test_staff_change_several_fields_after_a_review_with_a_reason(site: Site) -> None:
    who = site.house.newcomer("cell-a1")
    async with at(site, "staff_a", paths.member(who.id)) as robot:
        await robot.until(strings.EDIT)
        await robot.tap(strings.EDIT)
        await robot.until(strings.REVIEW)
        await robot.type("Ngày sinh", "31/31/1956")
        await robot.type("Họ và tên đang dùng, bí danh", "Tư Thử")
        await robot.tap("Liên hệ")
        await robot.until(lambda: robot.field("Email"))
        await robot.type("Email", "Moi@Vidu.VN")
        await robot.until(strings.changes_elsewhere(3))
        await robot.tap(strings.REVIEW)
        await robot.until(lambda: robot.error_of("Ngày sinh"))
        await robot.type("Ngày sinh", "5/1956")
        await robot.until(lambda: not robot.error_of("Ngày sinh"))
        await robot.tap(strings.REVIEW)
        await robot.until(strings.REVIEW_TITLE)
        assert robot.sees("05/1956")
        assert robot.sees("moi@vidu.vn")
        await robot.tap(strings.SAVE_CHANGES)
        await robot.until(lambda: robot.error_of(strings.REASON) == strings.REASON_SHORT)
        await robot.type(strings.REASON, "Theo thẻ căn cước")
        await robot.tap(strings.SAVE_CHANGES)
        await robot.until(strings.saved(3))
        await robot.until("Tư Thử")
    assert await value_of(site, who, "birth_date") == "1956-05"
    assert await value_of(site, who, "email") == "moi@vidu.vn"


async def test_what_the_database_refuses_stands_beside_its_field_and_nothing_is_lost(
    site: Site,
) -> None:
    one, other = site.house.newcomer("cell-a1"), site.house.newcomer("cell-a1")
    async with at(site, "staff_a", paths.member(one.id, "edit")) as robot:
        await robot.until(strings.REVIEW)
        await robot.type("Họ và tên đang dùng, bí danh", "Còn nguyên")
        await robot.tap("Trong Đảng")
        await robot.until(lambda: robot.field("Số thẻ đảng viên"))
        await robot.type("Số thẻ đảng viên", other.card)
        await robot.tap(strings.REVIEW)
        await robot.until(strings.REVIEW_TITLE)
        await robot.type(strings.REASON, "Theo thẻ")
        await robot.tap(strings.SAVE_CHANGES)
        await robot.until(
            lambda: robot.error_of("Số thẻ đảng viên") == strings.ERRORS["record.value_taken"]
        )
        await robot.tap("Lý lịch")
        await robot.until(
            lambda: robot.field("Họ và tên đang dùng, bí danh")["value"] == "Còn nguyên"
        )
    assert await value_of(site, one, "alias") is None


async def test_who_may_read_but_not_edit_is_told_so(site: Site) -> None:
    person, who = site.house.newcomer("cell-a1"), "secretary"
    async with at(site, who, paths.member(person.id, "edit")) as robot:
        await robot.until(strings.NOT_ALLOWED)
    async with at(site, who, paths.member(person.id, "erase")) as robot:
        await robot.until(strings.ERASE_NOT_YOURS)


async def test_a_new_member_begins_with_name_status_and_reason(site: Site) -> None:
    name = f"Lê Thị Mới {uuid4().hex[:4]}"
    async with at(site, "staff_a", "/me/members/new") as robot:
        await robot.until(lambda: robot.button("Đảng ủy phường Mẫu A"))
        await robot.tap("Đảng ủy phường Mẫu A")
        await robot.until("Chi bộ A2")
        await robot.tap("Chi bộ A2")
        await robot.until(strings.REASON)
        await robot.tap(strings.ADD)
        await robot.until(lambda: robot.error_of("Họ và tên khai sinh"))
        await robot.type("Họ và tên khai sinh", name)
        await robot.type("Ngày sinh", "1999")
        groups = robot.all_of("RadioGroup")
        await robot.event(groups[0]["_i"], "change", "female")
        await robot.props(groups[1]["_i"], value="probationary")
        await robot.event(groups[1]["_i"], "change", "probationary")
        await robot.type(strings.REASON, "Nghị quyết kết nạp số 7")
        await robot.until(strings.FIX_FIRST, gone=True)
        await robot.tap(strings.ADD)
        await robot.until(strings.RECORD)
        await robot.until("Nghị quyết", gone=True)
        await robot.until(name)
    unit = site.house.value("select unit_id from handbook.members where full_name = %s", name)
    assert unit == site.house.unit("cell-a2")


async def test_a_member_moves_to_another_cell_by_a_decision(site: Site) -> None:
    who = site.house.newcomer("cell-a1")
    async with at(site, "staff_a", paths.member(who.id)) as robot:
        await robot.until(strings.MOVE)
        await robot.tap(strings.MOVE)
        await robot.until(lambda: robot.button("Đảng ủy phường Mẫu A"))
        await robot.tap("Đảng ủy phường Mẫu A")
        await robot.until("Chi bộ A2")
        await robot.tap("Chi bộ A2")
        await robot.until(strings.DECISION)
        await robot.tap(strings.DO_MOVE)
        await robot.until(lambda: robot.error_of(strings.DECISION) == strings.DECISION_SHORT)
        await robot.type(strings.DECISION, "QĐ số 15-QĐ/ĐU")
        await robot.tap(strings.DO_MOVE)
        await confirm(robot)
        await robot.until(strings.MOVED)
        await robot.until(strings.UNITS)
        await robot.until("QĐ số 15-QĐ/ĐU")
    unit = site.house.value("select unit_id from handbook.members where id = %s", who.id)
    assert unit == site.house.unit("cell-a2")


async def test_erasure_wants_the_name_again_and_only_the_citys_staff_may(site: Site) -> None:
    who = site.house.newcomer("cell-a1", name="Phạm Văn Đã Ra")
    async with at(site, "city_staff", paths.member(who.id, "erase")) as robot:
        await robot.until(strings.ERASE_NOT_YET)
    await enter(site, who, life_state="left")
    async with at(site, "staff_a", paths.member(who.id, "erase")) as robot:
        await robot.until(strings.ERASE_NOT_YOURS)
    async with at(site, "city_staff", paths.member(who.id, "erase")) as robot:
        await robot.until(strings.ERASE_NAME)
        await robot.type(strings.REASON, "Hết căn cứ lưu giữ")
        await robot.type(strings.ERASE_NAME, "Phạm Văn")
        await robot.tap(strings.ERASE_YES)
        await robot.until(lambda: robot.error_of(strings.ERASE_NAME) == strings.ERASE_NAME_WRONG)
        await robot.type(strings.ERASE_NAME, "phạm văn  đã ra")
        await robot.tap(strings.ERASE_YES)
        await confirm(robot)
        await robot.until(strings.ERASED)
    assert site.house.value("select phone from handbook.members where id = %s", who.id) is None


# Requests


async def test_a_request_is_seen_with_its_paper_and_accepted(site: Site) -> None:
    who = site.house.newcomer("cell-a1")
    await enter(site, who, occupation="Giáo viên")
    await ask(site, who, "occupation", "Kỹ sư cầu đường")
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
    request = await ask(site, who, "occupation", "Kỹ sư")
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
    request = await ask(site, who, "occupation", "Kỹ sư")
    async with at(site, "secretary", paths.inbox(request)) as robot:
        await robot.until(strings.REJECT)
        await robot.type(strings.ANSWER, "Đang viết dở")
        await robot.tap(strings.OPEN_RECORD)
        await robot.until(strings.LOGGED)
        await robot.go(paths.inbox(request))
        await robot.until(lambda: robot.field(strings.ANSWER)["value"] == "Đang viết dở")


async def test_what_the_ward_decides_is_passed_on_and_decided_there(site: Site) -> None:
    who = site.house.newcomer("cell-a1")
    request = await ask(site, who, "alias", "Tư Thử")
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
    moved = await ask(site, who, "occupation", "Kỹ sư")
    async with at(site, "secretary", paths.inbox(moved)) as robot:
        await robot.until(strings.ACCEPT)
        await enter(site, who, occupation="Bác sĩ")
        await robot.tap(strings.ACCEPT)
        await confirm(robot)
        await robot.until(strings.REQUEST_ERRORS["request.value_moved_on"])
    closed = await ask(site, who, "workplace", "Trạm y tế")
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
    request = await ask(site, person, "occupation", "Bí mật của tôi")
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
    request = await ask(site, boss, "occupation", "Kỹ sư")
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
