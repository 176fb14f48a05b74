"""A year of inspection on phones: the plan is made and adopted, a line reported, answered and concluded."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest
from playwright.async_api import expect

from services.days import today
from services.inspections import strings as papers
from services.inspections.models import State, Step
from tests.browser.devices import (
    choose,
    confirmed,
    fill_in,
    scroll_to,
    signed_in,
    taken,
    tap_in,
    to_top,
    turn_on,
)
from tests.browser.kit import DESKTOP, Chromium, Phone
from tests.browser.papers import pdf_text, word_text
from tests.browser.serving import Site
from tests.inspections.desk import FOUND, Watched
from views import paths
from views.inspections import strings
from views.paths import Tab
from views.shared import strings as shared
from views.shared.inspections import strings as tab

AIMS = "Giữ nền nếp sinh hoạt Ặ Ẵ Ỡ ự ỵ"
CONTENT = "Việc dự sinh hoạt và đóng đảng phí"
STATEMENT = "Tôi nhất trí, xin sửa."
DECIDED = "Chi bộ nhất trí với báo cáo, nhắc nhở đồng chí."


async def named(
    phone: Phone, label: str, name: str, take: Callable[[Phone, str], Awaitable[None]] = turn_on
) -> None:
    """Open a list of people, take one, close it again."""
    await tap_in(phone, f"{strings.CHOOSE}: {label.lower()}")
    await take(phone, name)
    await tap_in(phone, f"{strings.FOLD}: {label.lower()}")


async def kept(phone: Phone, site: Site, query: str, wanted: str, *values: object) -> None:
    """Wait until the database has what was typed."""
    for _ in range(60):
        if wanted in str(site.house.value(query, *values) or ""):
            return
        await phone.page.wait_for_timeout(250)
    raise AssertionError(f"never saved: {wanted}")


@pytest.mark.timeout(400)
async def test_a_plan_is_made_adopted_carried_out_and_concluded(
    site: Site, chrome: Chromium
) -> None:
    house, cell = site.house, Watched(site.house)
    meeting = await cell.running(title="Sinh hoạt chi bộ thông qua kế hoạch")
    here = paths.inspections(cell.id, cell.year)

    async with signed_in(chrome, site, cell.secretary, Tab.MEETINGS) as phone:
        await phone.sees("Chi bộ chưa thông qua kế hoạch")
        await phone.shot("inspections-tab")
        await tap_in(phone, tab.DOOR)
        await phone.sees(strings.NONE_BEGUN)
        await phone.shot("inspections-none")
        await tap_in(phone, strings.BEGIN)
        await phone.sees(strings.LINES_NONE)
        await tap_in(phone, strings.AIMS_EDIT)
        await fill_in(phone, strings.AIMS, AIMS)
        await tap_in(phone, strings.SAVE)
        await phone.sees(AIMS)
        await tap_in(phone, strings.LINE_NEW)
        await phone.sees(strings.CONTENT)
        await tap_in(phone, strings.SAVE)
        await phone.sees(strings.CHECK)
        await to_top(phone)
        await phone.shot("inspections-form-faults")
        await fill_in(phone, strings.CONTENT, CONTENT)
        await named(phone, strings.SUBJECTS, cell.subject.name)
        await fill_in(phone, strings.PERIOD, "Cả năm")
        await fill_in(phone, strings.MONTH, "12")
        await named(phone, strings.LEAD, cell.lead.name, choose)
        await named(phone, strings.DOERS, cell.fellow.name)
        await phone.shot("inspections-form-filled")
        await tap_in(phone, strings.SAVE)
        await phone.sees(strings.led_by(cell.lead.name))
        await phone.shot("inspections-draft")
        await tap_in(phone, strings.ADOPT)
        await phone.sees(strings.DECIDED_IN)
        await phone.shot("inspections-adopt")
        await confirmed(phone, strings.ADOPT)
        await phone.sees(f"Chi bộ thông qua ngày {today():%d/%m/%Y}")
        await phone.shot("inspections-adopted")
        assert house.value(
            "select meeting_id from handbook.inspection_plans where unit_id = %s", cell.id
        ) == meeting  # fmt: skip
        line = house.value(
            "select l.id from handbook.inspection_lines l"
            " join handbook.inspection_plans p on p.id = l.plan_id where p.unit_id = %s", cell.id,
        )  # fmt: skip
        name, content = await taken(phone, strings.WORD)
        assert name == f"{papers.PLAN_FILE}-{cell.year}.docx"
        for words in (papers.PLAN, AIMS, CONTENT, cell.subject.name, papers.UNCONFIRMED):
            assert words in word_text(content), words
        name, content = await taken(phone, strings.PDF)
        assert CONTENT in pdf_text(content)
        assert phone.complaints == []

    at_line = paths.inspection_line(cell.id, cell.year, line)
    async with signed_in(chrome, site, cell.lead, Tab.MEETINGS) as phone:
        await phone.sees(tab.mine(1))
        await tap_in(phone, tab.DOOR)
        await tap_in(phone, CONTENT)
        await phone.sees(strings.NOT_WRITTEN)
        await phone.shot("inspections-line-planned")
        await confirmed(phone, strings.STEPS[Step.START])
        await tap_in(phone, strings.WRITE_FINDINGS)
        await fill_in(phone, strings.LOOKED_AT, FOUND["looked_at"])
        await fill_in(phone, strings.GOOD, FOUND["good"])
        await kept(
            phone, site, "select good from handbook.inspection_findings where line_id = %s",
            FOUND["good"], line,
        )  # fmt: skip
        await phone.visit(at_line)  # and back: nothing typed is lost
        await tap_in(phone, strings.WRITE_FINDINGS)
        await phone.sees(strings.FINDINGS_NOTE)
        good = await scroll_to(phone, phone.page.get_by_label(strings.GOOD, exact=True))
        await phone.shot("inspections-findings-again")
        await good.click()
        await expect(good).to_have_value(FOUND["good"])
        await fill_in(phone, strings.LACKING, FOUND["lacking"])
        await kept(
            phone, site, "select lacking from handbook.inspection_findings where line_id = %s",
            FOUND["lacking"], line,
        )  # fmt: skip
        await phone.sees("Đã lưu lúc")
        await phone.shot("inspections-findings")
        await confirmed(phone, strings.STEPS[Step.HAND_IN])
        await phone.sees(FOUND["lacking"])
        await phone.shot("inspections-handed-in")
        assert phone.complaints == []

    async with signed_in(chrome, site, cell.subject, Tab.MEETINGS) as phone:
        await phone.sees(tab.ABOUT_ME)
        await phone.visit(at_line)
        await phone.sees(FOUND["lacking"])
        await phone.shot("inspections-about-me")
        await tap_in(phone, strings.STATEMENT)
        await fill_in(phone, strings.STATEMENT_LABEL, STATEMENT)
        await tap_in(phone, strings.STATEMENT_SEND)
        await phone.sees(STATEMENT)
        assert phone.complaints == []

    async with signed_in(chrome, site, cell.secretary, at_line) as phone:
        await phone.sees(STATEMENT)
        await tap_in(phone, strings.STEPS[Step.CONCLUDE])
        await fill_in(phone, strings.CONCLUDE_LABEL, DECIDED)
        await phone.shot("inspections-conclude")
        await confirmed(phone, strings.STEPS[Step.CONCLUDE])
        await phone.sees(DECIDED)
        await phone.shot("inspections-concluded")
        await phone.visit(f"{here}/report")
        await fill_in(phone, strings.GOOD, "Chi bộ làm đủ các việc.")
        await phone.sees("Đã lưu lúc")
        await phone.shot("inspections-report")
        await confirmed(phone, strings.SEND)
        await phone.sees("Đã gửi")
        await phone.shot("inspections-report-sent")
        _, content = await taken(phone, strings.PDF)
        assert "đã kết luận 1/1 cuộc" in pdf_text(content)
        assert phone.complaints == []

    async with signed_in(chrome, site, cell.fellow, here) as phone:
        await phone.sees(strings.STATES[State.CONCLUDED])
        other = house.newcomer(cell.id)
        assert phone.complaints == []
    async with signed_in(chrome, site, other, at_line) as phone:
        await phone.sees(strings.NOT_FOR_YOU)
        assert FOUND["lacking"] not in await phone.words()
        await phone.shot("inspections-fellow")
        assert phone.complaints == []


async def test_the_ward_sees_plans_reports_and_what_is_late(site: Site, chrome: Chromium) -> None:
    house = site.house
    below = paths.inspections_below(house.unit("ward-a"), today().year)
    async with signed_in(chrome, site, "staff_a", Tab.MEETINGS, size=DESKTOP) as office:
        await office.sees(f"{tab.BELOW}: ")
        await office.visit(below)
        await office.sees(papers.TOTAL)
        await office.shot("inspections-below-wide")
        cell = house.value(
            "select u.name from handbook.units u where u.id = %s", house.unit("cell-a1")
        )
        name, content = await taken(office, shared.TAKE_EXCEL)
        assert name.endswith(".xlsx")
        assert content
        _, content = await taken(office, shared.TAKE_PDF)
        assert cell in pdf_text(content)
        await to_top(office)
        await tap_in(office, cell)
        await office.sees(strings.LINES)
        await office.shot("inspections-below-cell-wide")
        assert await office.page.get_by_role("button", name=strings.LINE_NEW).count() == 0
        assert office.complaints == []
