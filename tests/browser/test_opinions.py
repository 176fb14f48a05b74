"""Opinions beforehand with and without a name, a note by consent, a question up and its answer back."""

from __future__ import annotations

from tests.browser.devices import scroll_to, signed_in
from tests.browser.kit import DESKTOP, Chromium
from tests.browser.serving import Site
from tests.browser.test_meetings import tap_in
from tests.meetings.desk import Cell
from views import paths


async def test_what_is_said_beside_the_agenda(site: Site, chrome: Chromium) -> None:
    house = site.house
    cell = Cell(house)
    member = cell.member()
    meeting = await cell.planned()
    await cell.step(meeting, "call")
    async with signed_in(chrome, site, member, paths.meeting(meeting)) as phone:
        await tap_in(phone, "Ý kiến, câu hỏi")
        await tap_in(phone, "Gửi ý kiến không ghi tên")
        await phone.sees("phần mềm không lưu ai gửi")
        await phone.fill("Ý kiến của đồng chí", "Nên họp sớm hơn nửa giờ")
        await phone.shot("opinions-unnamed")
        await tap_in(phone, "Gửi")
        await phone.sees("Đã gửi, không kèm tên")
        await tap_in(phone, "Gửi ý kiến có ghi tên")
        await phone.fill("Ý kiến của đồng chí", "Đề nghị lắp đèn ngõ 12")
        await phone.shot("opinions-named")
        await tap_in(phone, "Gửi")
        await phone.sees("Ý kiến đồng chí đã gửi")
        assert "Nên họp sớm hơn" not in await phone.words()

        await cell.step(meeting, "start")
        await cell.mark(meeting, member)
        async with signed_in(chrome, site, cell.secretary, paths.opinions(meeting)) as desk:
            await desk.sees("Nên họp sớm hơn nửa giờ")
            await desk.sees(member.name)
            await desk.shot("opinions-desk")
            await tap_in(desk, "Ghi tự phê bình, phê bình")
            await desk.fill("Nội dung", "Còn vắng hai buổi trực")
            radio = desk.page.get_by_role("radio", name=member.name)
            await (await scroll_to(desk, radio)).click()
            await desk.shot("opinions-note")
            await tap_in(desk, "Gửi")
            await desk.sees("Chờ người được ghi đồng ý")
            await tap_in(desk, "Ghi câu hỏi lên cấp trên")
            await desk.fill("Câu hỏi, kiến nghị", "Bao giờ có nhà văn hóa mới?")
            await desk.shot("opinions-question")
            await tap_in(desk, "Gửi")
            await desk.sees("Đã chuyển cấp trên")
            assert desk.complaints == []

        await phone.tap("Tải lại")
        await phone.sees("Chờ đồng chí đồng ý")
        await phone.shot("opinions-consent")
        await tap_in(phone, "Đồng ý ghi")
        await phone.sees("Đã đồng ý")

        up = paths.questions_up(house.unit("ward-a"))
        async with signed_in(chrome, site, "staff_a", up, size=DESKTOP) as office:
            await office.sees("Bao giờ có nhà văn hóa mới?")
            answer = office.page.get_by_role("button", name="Trả lời", exact=True).last
            await (await scroll_to(office, answer)).click()
            await office.fill("Trả lời chi bộ", "Quý II sang năm khởi công")
            await office.shot("opinions-up-wide")
            await tap_in(office, "Gửi trả lời")
            await office.sees("Đã trả lời chi bộ")
            assert office.complaints == []

        await phone.tap("Tải lại")
        await scroll_to(phone, phone.page.get_by_text("Quý II sang năm khởi công").first)
        await phone.shot("opinions-answer")
        assert phone.complaints == []
