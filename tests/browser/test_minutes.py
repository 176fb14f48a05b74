"""Writing up a meeting by hand on the phone, and the calendar; the plain way is in test_month.py."""

from __future__ import annotations

from datetime import timedelta

from services.days import today
from services.minutes import strings as papers
from tests.browser.devices import confirmed, fill_in, scroll_to, signed_in, taken, tap_in, turn_on
from tests.browser.kit import Chromium
from tests.browser.serving import Site
from tests.minutes.desk import Ended
from views import paths
from views.minutes import strings
from views.shared.meetings import strings as after

WORK = "Đồng chí Ổn vận động các hộ ngõ 3 phân loại rác"


async def test_what_is_typed_is_kept_and_a_line_becomes_a_task(
    site: Site, chrome: Chromium
) -> None:
    house = site.house
    cell = Ended(house)
    member = cell.member()
    meeting = await cell.closed(title="Sinh hoạt chi bộ thường kỳ thử văn bản")
    minutes = paths.meeting_part(meeting, "minutes")
    async with signed_in(chrome, site, cell.secretary, minutes) as phone:
        await tap_in(phone, strings.BEGIN["minutes"])
        await phone.sees(strings.NUMBER)
        closing = papers.SECTIONS["minutes"]["closing"]
        await fill_in(phone, closing, "Kết thúc lúc 21 giờ cùng ngày.")
        await phone.sees("Đã lưu lúc")
        kept = (
            "select sections::text from handbook.meeting_documents"
            " where meeting_id = %s and kind = 'minutes'"
        )
        for _ in range(40):
            if "21 giờ cùng ngày" in house.value(kept, meeting):
                break
            await phone.page.wait_for_timeout(250)
        assert "21 giờ cùng ngày" in house.value(kept, meeting)
        await phone.shot("minutes-editor-saved")

        await phone.visit(paths.meeting(meeting))
        await tap_in(phone, after.PAPERS["resolution"])
        await tap_in(phone, strings.BEGIN["resolution"])
        await phone.sees(strings.NUMBER)
        await fill_in(phone, papers.SECTIONS["resolution"]["assignments"], f"- {WORK}")
        await confirmed(phone, strings.SIGN["resolution"])
        await phone.sees(strings.SIGNED_WAITING)
        await scroll_to(phone, phone.button(WORK))
        await phone.shot("minutes-resolution-tasks")
        await tap_in(phone, WORK)
        await phone.sees("Nghị quyết số 01-NQ/CB")
        await phone.shot("minutes-task")
        due = today() + timedelta(days=20)
        await fill_in(phone, "Hạn hoàn thành", f"{due:%d/%m/%Y}")
        await turn_on(phone, member.name)
        await tap_in(phone, "Giao việc cho 1 đồng chí")
        await phone.sees(strings.GIVEN)
        task = house.value(
            "select t.title || ' ' || t.source from handbook.tasks t where t.meeting_id = %s", meeting,
        )  # fmt: skip
        assert task == f"{WORK} resolution"
        assert phone.complaints == []


async def test_an_invitation_goes_into_the_phones_calendar(site: Site, chrome: Chromium) -> None:
    cell = Ended(site.house)
    meeting = await cell.planned(title="Sinh hoạt chuyên đề về chuyển đổi số")
    await cell.step(meeting, "call")
    async with signed_in(chrome, site, cell.member(), paths.meeting(meeting)) as phone:
        name, content = await taken(phone, after.CALENDAR_ONE)
        assert name.endswith(".ics")
        assert "SUMMARY:Sinh hoạt chuyên đề về chuyển đổi số" in content.decode()
        await phone.shot("minutes-calendar")
        await phone.visit("/meetings")
        name, content = await taken(phone, after.CALENDAR_YEAR)
        assert name.startswith("lich-sinh-hoat-")
        assert content.count(b"BEGIN:VEVENT") == 1
        await phone.shot("minutes-calendar-year")


async def test_the_editor_fits_at_twice_the_size(site: Site, chrome: Chromium) -> None:
    cell = Ended(site.house)
    meeting = await cell.closed()
    await cell.save(meeting)
    path = paths.meeting_part(meeting, "minutes")
    async with signed_in(chrome, site, cell.secretary, path, scale=2.0) as phone:
        await phone.sees(strings.NUMBER)
        await phone.shot("minutes-editor-large")
        assert phone.complaints == []
