"""Other people's records over the wire: seen by class, edited, moved, erased."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from uuid import uuid4

import pytest

from tests.browser.serving import Site
from tests.wire.kit import NOT_FOUND, confirm, signed_in
from tests.wire.records import enter, logged, value_of
from views import paths
from views.records import strings
from views.shared import text

at = partial(signed_in, address="192.0.2.21")


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


async def test_going_through_the_screens_of_a_record_is_one_visit(site: Site) -> None:
    who = site.house.newcomer("cell-a1")
    screens = {
        "edit": strings.REVIEW,
        "move": strings.MOVE_NOTE,
        "": strings.LOGGED,
    }
    async with at(site, "staff_a", paths.member(who.id)) as robot:
        await robot.until(strings.LOGGED)
        for part, words in screens.items():
            await robot.go(paths.member(who.id, part))
            await robot.until(words)
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
