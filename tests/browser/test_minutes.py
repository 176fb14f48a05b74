"""What comes of a meeting, on the secretary's phone: score, minutes, resolution, tasks, the report."""

from __future__ import annotations

import io
from datetime import timedelta

from docx import Document
from pypdf import PdfReader

from services.days import today
from services.minutes import strings as papers
from tests.browser.devices import scroll_to, signed_in
from tests.browser.kit import DESKTOP, Chromium, Phone
from tests.browser.serving import Site
from tests.minutes.desk import FULL, Ended
from views import paths
from views.minutes import strings
from views.shared.meetings import strings as after

CONCLUSION = "Nhất trí sửa đường điện ngõ 3, làm sạch bờ sông Ặ Ẵ Ỡ Ự ỵ"
WORK = "Đồng chí Ổn vận động các hộ ngõ 3 phân loại rác"


async def tap_in(phone: Phone, name: str) -> None:
    """Tap a button that may lie further down."""
    await (await scroll_to(phone, phone.button(name))).click()


async def confirmed(phone: Phone, name: str) -> None:
    """The same for one that asks first."""
    await tap_in(phone, name)
    await phone.page.get_by_role("button", name=name, exact=True).last.click()


async def fill_in(phone: Phone, label: str, words: str) -> None:
    """Type into a field that may lie further down."""
    await scroll_to(phone, phone.page.get_by_label(label, exact=True))
    await phone.fill(label, words)


async def taken(phone: Phone, name: str) -> tuple[str, bytes]:
    """A file that the phone gets when a button is tapped."""
    async with phone.page.expect_download() as coming:
        await tap_in(phone, name)
    file = await coming.value
    return file.suggested_filename, (await file.path()).read_bytes()


def word_text(content: bytes) -> str:
    """All text of a Word document, tables first."""
    document = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*cells, *(paragraph.text for paragraph in document.paragraphs)])


def pdf_text(content: bytes) -> str:
    """All text of a PDF, lines joined."""
    pages = PdfReader(io.BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


async def test_a_meeting_is_written_up_scored_and_reported(site: Site, chrome: Chromium) -> None:
    house = site.house
    cell = Ended(house)
    member = cell.member()
    meeting = await cell.running(title="Sinh hoạt chi bộ thường kỳ thử văn bản")
    await cell.mark(meeting, member)
    await cell.mark(meeting, cell.secretary)
    house.run(
        "update handbook.meeting_items set conclusion = %s where meeting_id = %s and kind = 'discussion'",
        CONCLUSION, meeting,
    )  # fmt: skip
    await cell.step(meeting, "close")

    async with signed_in(chrome, site, cell.secretary, paths.meeting(meeting)) as phone:
        await phone.sees(after.AFTER)
        await phone.sees("Cần ký trước khi đăng")
        await phone.shot("minutes-after-open")

        await tap_in(phone, after.SCORE)
        await phone.sees(strings.NOT_CHECKED)
        await phone.shot("minutes-score-empty")
        form = {"time": "4,5", "conduct": "38"}
        names = {row["key"]: row["title"] for row in house.value(
            "select content -> 'criteria' from handbook.policy_versions where topic = 'meeting.score'"
        )}  # fmt: skip
        for key, most in FULL.items():
            label = f"{strings.POINTS}: {names[key]}"
            await fill_in(phone, label, form.get(key, f"{most:g}"))
        await phone.sees("97,5/100")
        await tap_in(phone, strings.USE_PROPOSED)
        await phone.shot("minutes-score-typed")
        await tap_in(phone, strings.SAVE_SCORE)
        await phone.sees(strings.SCORE_SAVED)
        assert house.value(
            "select total || band from handbook.meeting_scores where meeting_id = %s", meeting
        ) == "97.5good"  # fmt: skip

        await phone.visit(paths.meeting_part(meeting, "minutes"))
        await phone.sees(strings.NOT_BEGUN)
        await phone.shot("minutes-begin")
        await tap_in(phone, strings.BEGIN["minutes"])
        await phone.sees(strings.NUMBER)
        await phone.shot("minutes-editor")
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
        await tap_in(phone, strings.PREVIEW)
        await phone.sees(CONCLUSION)
        await phone.shot("minutes-preview")
        await confirmed(phone, strings.SIGN["minutes"])
        await phone.sees(strings.SIGNED_WAITING)
        await phone.shot("minutes-signed")
        name, content = await taken(phone, strings.WORD)
        assert name.startswith("bien-ban-")
        text = word_text(content)
        for words in (
            papers.PARTY,
            "BIÊN BẢN",
            CONCLUSION,
            member.name,
            "97,5/100",
            cell.secretary.name,
        ):
            assert words in text, words
        name, content = await taken(phone, strings.PDF)
        assert name.endswith(".pdf")
        assert CONCLUSION in pdf_text(content)
        assert papers.DRAFT not in pdf_text(content)

        await phone.visit(paths.meeting(meeting))
        await tap_in(phone, after.PAPERS["resolution"])
        await tap_in(phone, strings.BEGIN["resolution"])
        await phone.sees(strings.NUMBER)
        await fill_in(phone, papers.SECTIONS["resolution"]["assignments"], f"- {WORK}")
        await phone.page.wait_for_timeout(500)
        await confirmed(phone, strings.SIGN["resolution"])
        await phone.sees(strings.SIGNED_WAITING)
        await scroll_to(phone, phone.button(WORK))
        await phone.shot("minutes-resolution-tasks")
        await tap_in(phone, WORK)
        await phone.sees("Nghị quyết số 01-NQ/CB")
        await phone.shot("minutes-task")
        due = today() + timedelta(days=20)
        await fill_in(phone, "Hạn hoàn thành", f"{due:%d/%m/%Y}")
        switch = phone.page.get_by_role("switch", name=member.name)
        await (await scroll_to(phone, switch)).click()
        await tap_in(phone, "Giao việc cho 1 đồng chí")
        await phone.sees(strings.GIVEN)
        task = house.value(
            "select t.title || ' ' || t.source from handbook.tasks t where t.meeting_id = %s", meeting,
        )  # fmt: skip
        assert task == f"{WORK} resolution"

        await phone.visit(paths.meeting(meeting))
        await phone.sees(after.POST)
        await confirmed(phone, after.POST)
        await phone.sees("Đã đăng và báo cáo")
        await phone.shot("minutes-reported")
        assert phone.complaints == []

    async with signed_in(chrome, site, member, paths.meeting(meeting)) as phone:
        await phone.sees(after.AFTER)
        await tap_in(phone, after.PAPERS["resolution"])
        await phone.sees(WORK)
        await phone.shot("minutes-member-reads")
        assert await phone.page.get_by_role("button", name=strings.CORRECT).count() == 0
        assert phone.complaints == []

    score = paths.meeting_part(meeting, "score")
    async with signed_in(chrome, site, "office_a", score, size=DESKTOP) as office:
        await office.sees("97,5/100")
        await office.sees(strings.SUPERIOR)
        await office.shot("minutes-superior-wide")
        assert office.complaints == []


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
