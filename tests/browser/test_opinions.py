"""A note about somebody waits for that person's consent; opinions and questions are in test_month.py."""

from __future__ import annotations

from tests.browser.devices import choose, signed_in, tap_in
from tests.browser.kit import Chromium
from tests.browser.serving import Site
from tests.meetings.desk import Cell
from views import paths


async def test_a_note_about_somebody_waits_for_consent(site: Site, chrome: Chromium) -> None:
    cell = Cell(site.house)
    member = cell.member()
    meeting = await cell.running()
    await cell.mark(meeting, member)
    async with signed_in(chrome, site, cell.secretary, paths.opinions(meeting)) as desk:
        await tap_in(desk, "Ghi tự phê bình, phê bình")
        await desk.fill("Nội dung", "Còn vắng hai buổi trực")
        await choose(desk, member.name)
        await desk.shot("opinions-note")
        await tap_in(desk, "Gửi")
        await desk.sees("Chờ người được ghi đồng ý")
        await desk.shot("opinions-desk")
        assert desk.complaints == []
    async with signed_in(chrome, site, member, paths.opinions(meeting)) as phone:
        await phone.sees("Chờ đồng chí đồng ý")
        await phone.shot("opinions-consent")
        await tap_in(phone, "Đồng ý ghi")
        await phone.sees("Đã đồng ý")
        assert phone.complaints == []
