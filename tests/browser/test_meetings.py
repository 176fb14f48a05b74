"""A cell's meeting, from the plan to the roll and what the ward sees, on the phones of those who come."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlsplit
from uuid import UUID

from services.days import now
from tests.browser.devices import scroll_to, signed_in
from tests.browser.kit import DESKTOP, Chromium, Phone
from tests.browser.people import enter
from tests.browser.serving import Site
from tests.meetings.desk import Cell, code_of
from views import paths

TITLE = "Sinh hoạt thường kỳ thử trên điện thoại"


async def tap_in(phone: Phone, name: str) -> None:
    """Tap a button that may lie further down."""
    await (await scroll_to(phone, phone.button(name))).click()


async def confirmed(phone: Phone, name: str) -> None:
    """The same for one that asks first."""
    await tap_in(phone, name)
    await phone.page.get_by_role("button", name=name, exact=True).last.click()


async def test_a_meeting_from_the_plan_to_the_end(site: Site, chrome: Chromium) -> None:
    house = site.house
    cell = Cell(house)
    scanning, typing, elder = (cell.member() for _ in range(3))
    starts = now() + timedelta(minutes=20)
    async with signed_in(chrome, site, cell.secretary, "/meetings") as phone:
        await phone.sees("Chưa có buổi sinh hoạt nào")
        await phone.shot("meetings-none")
        await tap_in(phone, "Thêm buổi sinh hoạt")
        await phone.fill("Tên buổi sinh hoạt", TITLE)
        await phone.fill("Ngày", starts.strftime("%d/%m/%Y"))
        await phone.fill("Giờ bắt đầu", starts.strftime("%H:%M"))
        await phone.fill("Địa điểm", "Nhà văn hóa tổ 3")
        await phone.shot("meetings-form")
        await tap_in(phone, "Lưu")
        await phone.sees("Chương trình")
        await phone.shot("meetings-planned")
        await confirmed(phone, "Mời họp")
        await phone.sees("Đã mời họp")
        meeting = UUID(urlsplit(phone.page.url).path.rsplit("/", 1)[-1])

        async with signed_in(chrome, site, typing) as member:
            await member.sees("Giấy mời họp")
            await member.shot("meetings-home")
            await tap_in(member, "Giấy mời họp")
            await member.sees("Đồng chí trả lời giấy mời")
            await member.shot("meetings-invitation")
            await tap_in(member, "Tôi sẽ đến")
            await member.sees("Báo sẽ đến")

            await confirmed(phone, "Bắt đầu họp")
            await phone.sees("Mã điểm danh")
            await phone.shot("meetings-running")

            # a phone whose camera opens the code before anybody has signed in there
            token = code_of(house, meeting, digits=False)
            guest = await chrome.open(f"{site.url}{paths.arrive(meeting, token)}")
            await guest.sees("Đã giữ giờ đồng chí đến họp")
            await guest.shot("meetings-held")
            await enter(guest, scanning)
            await guest.sees("Đã ghi đồng chí có mặt")
            await guest.shot("meetings-arrived")
            await guest.page.context.close()

            await tap_in(member, "Tải lại")
            await tap_in(member, "Báo có mặt")
            await member.fill("Sáu số", "000000")
            await tap_in(member, "Tôi có mặt")
            await member.sees("Mã không đúng")
            await member.shot("meetings-wrong-code")
            await member.fill("Sáu số", code_of(house, meeting))
            await tap_in(member, "Tôi có mặt")
            await member.sees("Đồng chí đã được ghi có mặt")
            assert member.complaints == []

        await tap_in(phone, "Mã điểm danh")
        await phone.sees("Mã đổi sau")
        await phone.shot("meetings-code")
        await phone.visit(paths.meeting_part(meeting, "roll"))
        await phone.sees("Chưa đủ điều kiện tiến hành")
        await tap_in(phone, elder.name)
        await tap_in(phone, "Có mặt")
        await phone.sees("Đủ điều kiện tiến hành")
        await phone.shot("meetings-roll")
        await scroll_to(phone, phone.button(cell.secretary.name))
        await phone.shot("meetings-roll-names")

        await phone.visit(paths.meeting_part(meeting, "agenda"))
        await tap_in(phone, "Thảo luận nhiệm vụ tháng này")
        await tap_in(phone, "Bắt đầu nội dung này")
        await phone.sees("Xong nội dung này")
        await phone.fill("Kết luận, ghi chép", "Nhất trí ba việc")
        await phone.sees("Đã lưu")
        await phone.shot("meetings-item")
        speaker = phone.page.get_by_role("switch", name=elder.name)
        await (await scroll_to(phone, speaker)).click()
        await phone.page.wait_for_timeout(1500)
        await phone.shot("meetings-speakers")
        assert house.value(
            "select conclusion from handbook.meeting_items"
            " where meeting_id = %s and kind = 'discussion'", meeting,
        ) == "Nhất trí ba việc"  # fmt: skip
        assert house.value(
            "select count(*) from handbook.meeting_speakers s"
            " join handbook.meeting_items i on i.id = s.item_id"
            " where i.meeting_id = %s and s.member_id = %s", meeting, elder.id,
        ) == 1  # fmt: skip

        await phone.visit(paths.meeting(meeting))
        await confirmed(phone, "Kết thúc họp")
        await phone.sees("Đã họp")
        await phone.shot("meetings-closed")
        assert phone.complaints == []

    month = starts.strftime("%Y-%m-01")
    ward = house.unit("ward-a")
    async with signed_in(
        chrome, site, "staff_a", paths.meetings_below(ward), size=DESKTOP
    ) as office:
        await office.sees("chi bộ đã họp")
        await office.shot("meetings-below-wide")
        row = house.value(
            "select count(*) from handbook.meetings where state = 'closed' and kind = 'regular'"
            " and month = %s and unit_id = %s", month, cell.id
        )  # fmt: skip
        assert row == 1
        assert office.complaints == []


async def test_a_year_is_planned_and_large_text_fits(site: Site, chrome: Chromium) -> None:
    cell = Cell(site.house)
    async with signed_in(chrome, site, cell.secretary, "/meetings") as phone:
        await tap_in(phone, "Ngày họp thường lệ")
        await phone.fill("Ngày trong tháng", "5")
        await phone.fill("Địa điểm", "Nhà văn hóa")
        await tap_in(phone, "Lưu")
        await tap_in(phone, "Năm sau")
        await tap_in(phone, "Lập lịch thường kỳ năm")
        await phone.sees("Đã lập 12 buổi thường kỳ")
        await phone.shot("meetings-year")
        assert phone.complaints == []
    async with signed_in(chrome, site, "secretary", "/meetings") as phone:
        await phone.sees("Sắp tới")
        await phone.shot("meetings-demo")
        await scroll_to(phone, phone.page.get_by_text("Chuyên cần của tôi").first)
        await phone.shot("meetings-demo-below")
        assert phone.complaints == []
