"""A page that is closed in the middle of a form, and opened again: what was typed is there."""

from __future__ import annotations

from playwright.async_api import expect

from tests.browser.devices import scroll_to, signed_in, to_top
from tests.browser.kit import Chromium, Phone
from tests.browser.serving import Site
from tests.meetings.desk import Cell
from views import paths
from views.meetings import strings as meetings
from views.opinions import strings as opinions
from views.profile.drafts import strings as own
from views.shared import strings as words
from views.tasks import strings as tasks

SAVED = "Đã lưu nháp lúc"
FOUND = "Đây là bản đồng chí viết dở"


async def again(chrome: Chromium, site: Site, phone: Phone, path: str) -> Phone:
    """The page dies; another one of the same browser."""
    device = phone.page.context
    await phone.page.close()
    return await chrome.open(f"{site.url}{path}", context=device)


async def holds(phone: Phone, label: str, text: str) -> None:
    """Wait until a field that is tapped holds a text; the page tells it of the focused one alone."""
    await (await scroll_to(phone, phone.field(label))).click()
    await expect(phone.field(label)).to_have_value(text)


async def said(phone: Phone, picture: str) -> None:
    """Wait until it is said that a draft is kept, and look at it."""
    await phone.sees(SAVED)
    await scroll_to(phone, phone.button(words.DRAFT_DROP))
    await phone.shot(picture)


async def test_forms_that_a_page_died_over(site: Site, chrome: Chromium) -> None:
    cell = Cell(site.house)
    meeting = await cell.planned()
    form = paths.task_assign(cell.id)
    async with signed_in(chrome, site, cell.secretary, form) as phone:
        await phone.sees(tasks.MEMBERS)
        await phone.type_in(tasks.TITLE, "Dọn vệ sinh ngõ 12")
        await said(phone, "draft-task-saved")
        phone = await again(chrome, site, phone, form)
        await phone.sees(FOUND)
        await holds(phone, tasks.TITLE, "Dọn vệ sinh ngõ 12")
        await to_top(phone)
        await phone.shot("draft-task-found")
        await (await scroll_to(phone, phone.button(words.DRAFT_DROP))).click()
        await phone.sees(words.DRAFT_DROP_TEXT)
        await phone.shot("draft-task-drop")
        await phone.page.get_by_role("button", name=words.DRAFT_DROP, exact=True).last.click()
        await phone.page.get_by_text(FOUND).first.wait_for(state="detached")
        await holds(phone, tasks.TITLE, "")

        new = paths.meetings_of(cell.id, "new")
        await phone.visit(new)
        await phone.sees(meetings.TITLE)
        await phone.fill(meetings.TITLE, "Sinh hoạt chuyên đề quý")
        await said(phone, "draft-meeting-saved")
        phone = await again(chrome, site, phone, new)
        await phone.sees(FOUND)
        await holds(phone, meetings.TITLE, "Sinh hoạt chuyên đề quý")
        await phone.shot("draft-meeting-found")

        named = f"{paths.opinions(meeting)}/named"
        await phone.visit(named)
        await phone.sees(opinions.WORDS)
        await phone.fill(opinions.WORDS, "Đề nghị lắp đèn ngõ 12")
        await said(phone, "draft-opinion-saved")
        phone = await again(chrome, site, phone, named)
        await phone.sees(FOUND)
        await holds(phone, opinions.WORDS, "Đề nghị lắp đèn ngõ 12")
        await phone.shot("draft-opinion-found")

        excuse = paths.meeting_part(meeting, "excuse")
        await phone.visit(excuse)
        await phone.sees(meetings.EXCUSE_WHY)
        await phone.fill(meetings.EXCUSE_WHY, "Phải đưa mẹ đi khám bệnh")
        await said(phone, "draft-excuse-saved")
        phone = await again(chrome, site, phone, excuse)
        await phone.sees(FOUND)
        await phone.shot("draft-excuse-found")

        await phone.visit(paths.MY_DRAFTS)
        for form in ("meeting.new", "opinion.named", "meeting.excuse"):
            await phone.sees(own.form(form))
        await phone.sees("Phải đưa mẹ đi khám bệnh")
        await phone.shot("my-drafts")
        await phone.page.get_by_role("button", name=own.OPEN).first.click()
        await phone.sees(FOUND)
        await holds(phone, meetings.EXCUSE_WHY, "Phải đưa mẹ đi khám bệnh")
        await phone.visit(paths.MY_DRAFTS)
        await phone.sees(own.form("meeting.excuse"))
        await phone.page.get_by_role("button", name=words.DRAFT_DROP).first.click()
        await phone.sees(own.DROP_TEXT)
        await phone.shot("my-drafts-drop")
        await phone.page.get_by_role("button", name=words.DRAFT_DROP, exact=True).last.click()
        await phone.page.get_by_text("Phải đưa mẹ đi khám bệnh").first.wait_for(state="detached")
        await phone.sees(own.form("opinion.named"))
        await phone.visit(paths.Tab.ME)
        await phone.sees(own.TITLE)
        await phone.shot("me-drafts")

        await phone.visit(f"{paths.opinions(meeting)}/unnamed")
        await phone.sees(opinions.WORDS)
        await phone.fill(opinions.WORDS, "Không ghi tên")
        await phone.shot("draft-opinion-unnamed")
        phone = await again(chrome, site, phone, f"{paths.opinions(meeting)}/unnamed")
        await phone.sees(opinions.WORDS)
        await holds(phone, opinions.WORDS, "")
        assert phone.complaints == []
