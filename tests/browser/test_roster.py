"""The roster and others' records: a secretary on the phone, the ward's staff on a wide window."""

from __future__ import annotations

from uuid import uuid4

from playwright.async_api import Download

from tests.browser.devices import scroll, scroll_to, signed_in
from tests.browser.kit import DESKTOP, Chromium
from tests.browser.serving import Site
from tests.house import House
from views.members import strings
from views.records import strings as words

JOB = "Nghề nghiệp hiện nay"


def one_more(house: House) -> tuple[str, str]:
    """A given name of its own for each try, and how it is typed: those of earlier tries stay."""
    earlier: int = house.value(
        "select count(*) from handbook.members where full_name like %s", "Trịnh Thị Đề %"
    )
    return (("Nghị", "nghi"), ("Xuất", "xuat"), ("Bạt", "bat"), ("Cử", "cu"))[earlier]


async def test_a_secretary_finds_filters_reads_and_decides_on_the_phone(
    site: Site, chrome: Chromium
) -> None:
    house = site.house
    given, typed = one_more(house)
    who = house.newcomer("cell-a1", name=f"Trịnh Thị Đề {given}")
    await (await house.as_(who)).requests.file(
        uuid4(), "occupation", "Cán bộ hưu trí", "Tôi nghỉ hưu từ tháng 6.", []
    )
    async with signed_in(chrome, site, "secretary", "/me") as phone:
        await phone.tap("Danh sách, tìm, lọc")
        await phone.sees("Đặng Gia Bảo")
        await phone.shot("roster-phone")
        await phone.fill(strings.SEARCH, f"trinh de {typed}")
        await phone.sees("1 đảng viên")
        await phone.shot("roster-search")
        await phone.page.get_by_role("button", name=strings.FILTER).first.click()
        await phone.sees(strings.EXEMPTION)
        await phone.shot("roster-filter")
        await phone.page.get_by_role("button", name="Chính thức", exact=True).first.click()
        await phone.tap(strings.SHOW_LIST)
        await phone.sees(strings.filter_button(1))
        await phone.tap(who.name)
        await phone.sees(words.LOGGED)
        await phone.shot("record-phone")
        await (await scroll_to(phone, phone.button("Hiện đầy đủ: Số thẻ"))).click()
        await phone.sees(f"{who.card[:4]} {who.card[4:8]}")
        await phone.shot("record-number")
        await scroll(phone, 20_000)
        await phone.shot("record-end")
        await phone.page.goto(f"{site.url}/me/inbox")
        await phone.ready()
        await phone.sees(who.name)
        await phone.shot("inbox-phone")
        await phone.tap(who.name)
        await phone.sees("Cán bộ hưu trí")
        await phone.shot("request-phone")
        await (await scroll_to(phone, phone.button(words.ACCEPT))).click()
        await phone.sees(words.ACCEPT_ASK)
        await phone.shot("request-ask")
        await phone.page.get_by_role("button", name=words.ACCEPT).last.click()
        await phone.sees(words.DONE["accepted"])
        assert phone.complaints == []


async def test_at_twice_the_size_the_list_and_a_request_hold(site: Site, chrome: Chromium) -> None:
    house = site.house
    who = house.newcomer("cell-a1", name="Phùng Thị Chữ To")
    request = await (await house.as_(who)).requests.file(
        uuid4(), "occupation", "Cán bộ hưu trí", "Tôi nghỉ hưu từ tháng 6.", []
    )
    async with signed_in(chrome, site, "secretary", "/me/members", scale=2.0) as phone:
        await phone.sees(strings.FILTER)
        await phone.shot("roster-large")
        await scroll(phone, 700)
        await phone.sees("Gọi 09")
        await phone.shot("roster-large-list")
        await phone.page.goto(f"{site.url}/me/inbox/{request}")
        await phone.ready()
        await phone.sees("Cán bộ hưu trí")
        await phone.shot("request-large")
        await phone.page.goto(f"{site.url}/me/members/{who.id}")
        await phone.ready()
        await phone.sees(words.LOGGED)
        await phone.shot("record-large")


async def test_the_wards_staff_sort_edit_and_export_on_a_wide_window(
    site: Site, chrome: Chromium
) -> None:
    who = site.house.newcomer("cell-a2", name="Mai Văn Bảng Rộng")
    async with signed_in(chrome, site, "staff_a", "/me/members", size=DESKTOP) as phone:
        await phone.sees(strings.ADMITTED)
        await phone.shot("roster-table")
        await phone.page.get_by_role("button", name=strings.BORN).first.click()
        await phone.sees(strings.ORDERED_UP)
        await phone.fill(strings.SEARCH, "mai bang")
        await phone.sees("1 đảng viên")
        await phone.shot("roster-table-sorted")
        # By the keyboard: the name is a button that can be focused and pressed.
        name = phone.page.get_by_role("button", name=who.name).first
        await name.focus()
        await phone.page.keyboard.press("Enter")
        await phone.sees(words.LOGGED)
        await phone.shot("record-wide")
        await phone.tap(words.EDIT)
        await phone.page.get_by_role("button", name="Công tác", exact=True).first.click()
        await phone.fill(JOB, "Kỹ sư cầu đường")
        await phone.shot("edit-wide")
        await phone.tap(words.REVIEW)
        await phone.fill(words.REASON, "Theo hồ sơ giấy")
        await phone.shot("edit-review")
        await phone.tap(words.SAVE_CHANGES)
        await phone.sees("Kỹ sư cầu đường")
        await phone.page.goto(f"{site.url}/me/members/export")
        await phone.ready()
        await phone.fill(strings.EXPORT_REASON, "Báo cáo quý IV")
        await phone.shot("export-wide")
        async with phone.page.expect_download() as coming:
            await phone.tap(strings.EXPORT_NOW)
        download: Download = await coming.value
        assert download.suggested_filename.endswith(".xlsx")
        assert phone.complaints == []
