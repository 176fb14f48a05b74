"""A cell's whole month by the screens alone: planned, held, voted on, written up, reported, answered."""

from __future__ import annotations

from contextlib import AsyncExitStack
from datetime import timedelta
from pathlib import Path

import pytest

from services.days import today
from services.meetings.models import Presence, Reply, State
from services.minutes import strings as papers
from tests.browser.devices import (
    confirmed,
    fill_in,
    picked,
    scroll_to,
    taken,
    tap_in,
    turn_on,
)
from tests.browser.kit import DESKTOP, Chromium, Phone
from tests.browser.month import (
    Month,
    digits_on,
    looked_over,
    opened,
    scanned,
    soon,
)
from tests.browser.month_votes import OPEN_VOTE, SECRET_VOTE, voted_in_secret, voted_openly
from tests.browser.papers import pdf_text, word_text
from tests.browser.people import enter
from tests.browser.serving import Site
from tests.minutes.desk import FULL
from views import paths
from views.meetings import strings as meetings
from views.meetings.day import strings as day
from views.minutes import strings as minutes
from views.opinions import strings as opinions
from views.shared.meetings import strings as after
from views.tasks import strings as tasks

PAPER = "du-thao-nghi-quyet.pdf"
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)
NAMED = "Đề nghị lắp đèn đầu ngõ 12, tối đi lại khó"
UNNAMED = "Nên họp sớm hơn nửa giờ"
CONCLUSION = "Nhất trí lắp bốn bóng đèn ngõ 12 trước ngày 20"
QUESTION = "Bao giờ phường sửa nhà văn hóa tổ 7?"
ANSWER = "Quý II sang năm khởi công, kinh phí đã bố trí."


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """The paper that is sent out before the meeting."""
    path = tmp_path / PAPER
    path.write_bytes(PDF)
    return path


@pytest.mark.timeout(600)  # four phones and a desk, one after another
async def test_a_month_of_a_cell(site: Site, chrome: Chromium, draft: Path) -> None:
    async with AsyncExitStack() as stack:
        month = Month(site, chrome, stack)
        desk = await month.phone(month.secretary, "/meetings")
        typing = await planned(month, desk, draft)
        third = await said_beforehand(month, typing)
        scanning = await arrived(month, desk, typing, third)
        await reckoned(month, desk)
        await talked_over(month, desk)
        await voted_openly(month, desk, typing, third)
        await voted_in_secret(month, desk, typing, scanning, third)
        await passed_up(month, desk)
        await written_up(month, desk)
        await reported(month, desk)
        office = await seen_above(month)
        await heard_back(month, typing)
        for phone in (desk, typing, scanning, third, office):
            assert phone.complaints == []


async def planned(month: Month, desk: Phone, draft: Path) -> Phone:
    """The plan, a paper, the invitation; a member finds it on the first screen and takes the paper."""
    starts = soon()
    month.title = f"Sinh hoạt chi bộ thường kỳ tháng {starts.month}"
    await desk.sees("Chưa có buổi sinh hoạt nào")
    await desk.shot("month-01-none")
    await tap_in(desk, meetings.PLAN)
    await desk.fill(meetings.TITLE, month.title)
    await desk.fill(meetings.ON_DAY, starts.strftime("%d/%m/%Y"))
    await desk.fill(meetings.AT, starts.strftime("%H:%M"))
    await desk.fill(meetings.PLACE, "Nhà văn hóa tổ 7")
    await looked_over(desk, "month-02-form")
    await tap_in(desk, meetings.SAVE_MEETING)
    await desk.sees(meetings.CALL)
    month.meeting = month.site.house.value(
        "select id from handbook.meetings where unit_id = %s", month.cell
    )
    await picked(desk, meetings.PAPER_ADD, draft)
    await desk.shot("month-03-paper")
    await confirmed(desk, meetings.CALL)
    await desk.sees(meetings.STATES[State.CALLED])
    await looked_over(desk, "month-04-called")

    member = await month.phone(month.typing)
    await member.sees("Giấy mời họp")
    await member.shot("month-05-home")
    await tap_in(member, "Giấy mời họp")
    await member.sees(meetings.REPLY_TITLE)
    await looked_over(member, "month-06-invitation")
    assert await taken(member, PAPER) == (PAPER, PDF)
    await tap_in(member, meetings.REPLIES[Reply.COMING])
    await member.sees(meetings.REPLIED[Reply.COMING])
    await member.shot("month-07-coming")
    return member


async def said_beforehand(month: Month, member: Phone) -> Phone:
    """One opinion under a name and one without; what is unnamed comes back to nobody's screen."""
    await tap_in(member, meetings.OPINIONS)
    await tap_in(member, opinions.SEND_NAMED)
    await member.fill(opinions.WORDS, NAMED)
    await member.shot("month-08-named")
    await tap_in(member, opinions.SEND)
    await member.sees(opinions.MINE)
    await member.shot("month-09-sent")
    third = await month.phone(month.third, paths.opinions(month.meeting))
    await tap_in(third, opinions.SEND_UNNAMED)
    await third.sees("phần mềm không lưu ai gửi")
    await third.fill(opinions.WORDS, UNNAMED)
    await third.shot("month-10-unnamed")
    await tap_in(third, opinions.SEND)
    await third.sees(opinions.SENT_UNNAMED)
    assert UNNAMED not in await third.words()
    await third.visit(paths.meeting(month.meeting))
    return third


async def arrived(month: Month, desk: Phone, typing: Phone, third: Phone) -> Phone:
    """By the code that a camera reads from the secretary's screen, signed in or not; by its digits."""
    await confirmed(desk, meetings.START)
    await desk.sees(meetings.STATES[State.RUNNING])
    await looked_over(desk, "month-11-running")
    await tap_in(desk, meetings.CODE)
    link = await scanned(desk)
    assert link.startswith(f"{month.site.url}{paths.arrive(month.meeting, '')}")
    await desk.shot("month-12-code")
    await third.visit(link.removeprefix(month.site.url))
    await third.sees(day.ARRIVED)
    await third.shot("month-13-scanned")

    # a phone whose camera opens the code before anybody has signed in there
    guest = await month.chrome.open(await scanned(desk))
    await guest.sees("Đã giữ giờ đồng chí đến họp")
    await guest.shot("month-14-held")
    await enter(guest, month.scanning)
    await guest.sees(day.ARRIVED)
    await tap_in(guest, day.ARRIVE_TO_MEETING)
    await guest.sees(meetings.ARRIVED_ME)

    await typing.visit(paths.meeting(month.meeting))
    await typing.shot("month-15-arrive")
    await tap_in(typing, meetings.ARRIVE)
    await typing.fill(day.ARRIVE_CODE, "000000")
    await tap_in(typing, day.ARRIVE_SEND)
    await typing.sees("Mã không đúng")
    await typing.fill(day.ARRIVE_CODE, await digits_on(desk))
    await typing.shot("month-16-typed")
    await tap_in(typing, day.ARRIVE_SEND)
    await typing.sees(meetings.ARRIVED_ME)
    await typing.shot("month-17-there")
    return guest


async def reckoned(month: Month, desk: Phone) -> None:
    """The clerk marks who has no phone; quorum and the base of votes stand there with how they came about."""
    await desk.visit(paths.meeting_part(month.meeting, "roll"))
    await desk.sees("3 trên 5 người có mặt")
    await looked_over(desk, "month-18-roll")
    for number, who in enumerate((month.elder, month.secretary), 4):
        await tap_in(desk, who.name)
        if number == 4:
            await desk.shot("month-19-marking")
        mark = desk.page.get_by_role(
            "button", name=meetings.PRESENCES[Presence.PRESENT], exact=True
        )
        await (await scroll_to(desk, mark)).click()
        await desk.sees(f"{number} trên 5 người có mặt")
    await desk.sees(meetings.QUORUM_YES)
    words = await desk.words()
    for label, said in meetings.reckoning(5, 0, 0, 5, 5, (1, 2)):
        assert label in words, label
        assert said in words, said
    await desk.shot("month-20-quorum")


async def talked_over(month: Month, desk: Phone) -> None:
    """An item with its clock, who spoke, what it came to, and a task given on the spot."""
    await desk.visit(paths.meeting_part(month.meeting, "agenda"))
    await desk.shot("month-21-agenda")
    await tap_in(desk, "Thảo luận nhiệm vụ tháng này")
    await tap_in(desk, day.ITEM_BEGIN)
    await desk.sees(day.ITEM_END)
    await desk.fill(day.CONCLUSION, CONCLUSION)
    await desk.sees(day.SAVED)
    await turn_on(desk, month.elder.name)
    await desk.shot("month-22-item")
    await tap_in(desk, day.GIVE_TASK)
    await desk.sees(month.title)
    await fill_in(desk, tasks.DUE, f"{today() + timedelta(days=20):%d/%m/%Y}")
    await turn_on(desk, month.third.name)
    await looked_over(desk, "month-23-task")
    await tap_in(desk, tasks.give_to(1))
    await desk.sees(tasks.GIVEN_DONE)
    await desk.sees(day.CONCLUSION)
    await desk.shot("month-24-task-given")


async def passed_up(month: Month, desk: Phone) -> None:
    """What was said beforehand is read out; a question goes up; the meeting ends."""
    await desk.visit(paths.opinions(month.meeting))
    await desk.sees(UNNAMED)
    await desk.sees(NAMED)
    await looked_over(desk, "month-50-opinions")
    await tap_in(desk, opinions.QUESTION_ADD)
    await desk.fill(opinions.QUESTION_WORDS, QUESTION)
    await desk.shot("month-51-question")
    await tap_in(desk, opinions.SEND)
    await desk.sees(opinions.PASSED)
    await desk.visit(paths.meeting(month.meeting))
    await confirmed(desk, meetings.CLOSE)
    await desk.sees(after.AFTER)
    await looked_over(desk, "month-52-closed")


async def scored(month: Month, phone: Phone, given: dict[str, str]) -> None:
    """Points for each criterion of the form in force, full ones but where given."""
    form = month.site.house.value(
        "select content -> 'criteria' from handbook.policy_versions where topic = 'meeting.score'"
    )
    for criterion in form:
        points = given.get(criterion["key"], f"{FULL[criterion['key']]:g}")
        label = f"{minutes.POINTS}: {criterion['title']}"
        await fill_in(phone, label, points)
        assert await phone.field(label).input_value() == points, label


async def written_up(month: Month, desk: Phone) -> None:
    """The cell scores itself; minutes, resolution and report are signed and taken home as Word and PDF."""
    await tap_in(desk, after.SCORE)
    await desk.sees(minutes.NOT_CHECKED)
    await scored(month, desk, {"time": "4,5", "conduct": "38"})
    await desk.sees("97,5/100")
    await desk.shot("month-53-self-score")
    await tap_in(desk, minutes.SAVE_SCORE)
    await desk.sees(minutes.SCORE_SAVED)
    there = (month.typing, month.scanning, month.third, month.elder, month.secretary)
    everywhere = ("97,5/100", CONCLUSION, month.secretary.name)
    wanted = {
        "minutes": (
            *(p.name for p in there),
            OPEN_VOTE,
            SECRET_VOTE,
            "4 phiếu, đủ số phiếu",
            "BIÊN BẢN",
        ),
        "resolution": (month.third.name, "NGHỊ QUYẾT"),
        "report": ("Có mặt 5/5 đảng viên", "BÁO CÁO"),
    }
    for kind, told in wanted.items():
        await desk.visit(paths.meeting(month.meeting))
        await opened(desk, after.PAPERS[kind])
        await tap_in(desk, minutes.BEGIN[kind])
        await desk.sees(minutes.NUMBER)
        await looked_over(desk, f"month-54-{kind}-editor")
        await tap_in(desk, minutes.PREVIEW)
        await desk.sees(CONCLUSION)
        await desk.shot(f"month-55-{kind}-preview")
        await confirmed(desk, minutes.SIGN[kind])
        await desk.sees(minutes.SIGNED_WAITING)
        await looked_over(desk, f"month-56-{kind}-signed")
        name, content = await taken(desk, minutes.WORD)
        assert name.endswith(".docx")
        in_word = word_text(content)
        name, content = await taken(desk, minutes.PDF)
        assert name.endswith(".pdf")
        in_pdf = pdf_text(content)
        for words in (*everywhere, *told):
            assert words in in_word, (kind, words)
            assert words in in_pdf, (kind, words)
        assert papers.DRAFT not in in_word + in_pdf


async def reported(month: Month, desk: Phone) -> None:
    """Posted to the cell and reported up, from the meeting's own screen."""
    await desk.visit(paths.meeting(month.meeting))
    await desk.shot("month-57-to-report")
    await confirmed(desk, after.POST)
    await desk.sees(after.POSTED)
    await looked_over(desk, "month-58-reported")


async def seen_above(month: Month) -> Phone:
    """The ward at its wide screen: who met, how many came, its own score; a question is answered."""
    office = await month.phone(month.staff, paths.meetings_below(month.ward), DESKTOP)
    await office.sees("1 trên 2 chi bộ đã họp")
    await office.sees("Dự họp: 5, Tỷ lệ dự: 100 %")
    await office.shot("month-59-ward")
    await tap_in(office, "Chi bộ Tổ dân phố 7")
    await tap_in(office, month.title)
    await office.sees(after.AFTER)
    await looked_over(office, "month-60-ward-meeting")
    await tap_in(office, after.SCORE)
    await office.sees("97,5/100")
    await looked_over(office, "month-61-ward-score")
    await scored(month, office, {"time": "4,5", "conduct": "35", "results": "28,5"})
    await office.sees("93/100")
    await tap_in(office, minutes.SAVE_SCORE)
    await office.sees(minutes.SCORE_SAVED)
    await office.shot("month-62-ward-scored")
    await office.visit(paths.questions_up(month.ward))
    await office.sees(QUESTION)
    answer = office.page.get_by_role("button", name=opinions.ANSWER, exact=True).last
    await (await scroll_to(office, answer)).click()
    await office.fill(opinions.ANSWER_WORDS, ANSWER)
    await office.shot("month-63-ward-answer")
    await tap_in(office, opinions.ANSWER_SEND)
    await office.sees(opinions.ANSWERED)
    await office.shot("month-64-ward-answered")
    return office


async def heard_back(month: Month, member: Phone) -> None:
    """A member reads the resolution, the answer of those above and both scores."""
    await member.visit(paths.opinions(month.meeting))
    await member.sees(ANSWER)
    await looked_over(member, "month-65-answer")
    await member.visit(paths.meeting(month.meeting))
    await looked_over(member, "month-66-member-after")
    await opened(member, after.PAPERS["resolution"])
    await member.sees(CONCLUSION)
    await member.shot("month-67-member-reads")
    await member.visit(paths.meeting_part(month.meeting, "score"))
    await member.sees("93/100")
    await member.shot("month-68-member-score")
