"""A cell's year of meetings on the secretary's phone; what a single one goes through is in test_month.py."""

from __future__ import annotations

from tests.browser.devices import scroll_to, signed_in, tap_in
from tests.browser.kit import Chromium
from tests.browser.serving import Site
from tests.meetings.desk import Cell


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
        clerk = cell.member()
        await tap_in(phone, "Sinh hoạt chi bộ thường kỳ tháng 1/")
        await tap_in(phone, "Sửa")
        await phone.fill("Địa điểm", "Hội trường mới")
        agenda = phone.field("Chương trình")
        await scroll_to(phone, agenda)
        await phone.shot("meetings-edit")
        radio = phone.page.get_by_role("radio", name=clerk.name)
        await (await scroll_to(phone, radio)).click()
        await phone.shot("meetings-edit-clerk")
        await tap_in(phone, "Lưu")
        await phone.sees("Hội trường mới")
        await phone.sees(clerk.name)
        assert phone.complaints == []
    async with signed_in(chrome, site, "secretary", "/meetings") as phone:
        await phone.sees("Sắp tới")
        await phone.shot("meetings-demo")
        await scroll_to(phone, phone.page.get_by_text("Chuyên cần của tôi").first)
        await phone.shot("meetings-demo-below")
        assert phone.complaints == []
