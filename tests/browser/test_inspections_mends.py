"""On phones: adoptions corrected and taken back, words entered for somebody, a conclusion reopened."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.async_api import expect

from services.days import today
from services.inspections.models import State, Step
from tests.browser.devices import confirmed, fill_in, scroll_to, signed_in, tap_in, to_top
from tests.browser.kit import Chromium
from tests.browser.serving import Site
from tests.inspections.desk import Watched
from views import paths
from views.home import strings as home
from views.inspections import strings
from views.inspections.mends import strings as mends
from views.paths import Tab

WORDS = "Tôi vắng hai buổi vì nằm viện, đã nhờ con báo tổ trưởng."


@pytest.mark.timeout(300)
async def test_an_adoption_is_corrected_and_taken_back(site: Site, chrome: Chromium) -> None:
    cell = Watched(site.house)
    plan, _ = await cell.adopted()
    site.house.run(
        "update handbook.inspection_plans set adopted_on = %s where id = %s",
        today() - timedelta(days=2), plan,
    )  # fmt: skip
    await cell.running(title="Sinh hoạt chi bộ bàn kế hoạch")
    here = paths.inspections(cell.id, cell.year)
    async with signed_in(chrome, site, cell.secretary, here) as phone:
        await phone.sees(mends.UNADOPT)
        await phone.shot("mends-plan")
        await tap_in(phone, mends.DAY_EDIT)
        await phone.sees(mends.DAY_NOTE)
        await tap_in(phone, mends.DAY_EDIT)
        await phone.sees(strings.ERRORS["inspection.reason_missing"])
        await phone.page.get_by_role("radio", name="Sinh hoạt chi bộ bàn kế hoạch").first.click()
        await fill_in(phone, mends.WHY, "Ghi nhầm buổi họp")
        await to_top(phone)
        await phone.shot("mends-day")
        await confirmed(phone, mends.DAY_EDIT)
        await phone.sees(f"Chi bộ thông qua ngày {today():%d/%m/%Y}")
        await scroll_to(phone, phone.page.get_by_text("Lý do: Ghi nhầm buổi họp"))
        await phone.shot("mends-day-history")
        await phone.visit(f"{here}/unadopt")
        await fill_in(phone, mends.WHY, "Chi bộ chưa họp")
        await phone.shot("mends-unadopt")
        await tap_in(phone, mends.UNADOPT)
        await phone.sees(mends.UNADOPT_ASK)
        await phone.shot("mends-unadopt-ask")
        await phone.page.get_by_role("button", name=mends.UNADOPT).last.click()
        await phone.sees(strings.DRAFT)
        await to_top(phone)
        await phone.shot("mends-draft-again")
        assert phone.complaints == []
    async with signed_in(chrome, site, cell.fellow, here) as phone:
        await phone.sees("Lý do: Chi bộ chưa họp")
        await phone.sees(strings.NONE_YET)
        await phone.shot("mends-cell-told")
        assert phone.complaints == []


@pytest.mark.timeout(300)
async def test_words_are_entered_for_somebody_and_disowned(site: Site, chrome: Chromium) -> None:
    cell = Watched(site.house)
    line = await cell.brought_to("reported")
    deputy = site.house.newcomer(cell.id, ("deputy_secretary", cell.id))
    at_line = paths.inspection_line(cell.id, cell.year, line)
    async with signed_in(chrome, site, cell.secretary, at_line) as phone:
        await tap_in(phone, mends.speak_for(cell.subject.name, again=False))
        await phone.sees(mends.SPEAK_ANOTHER)
        await fill_in(phone, mends.SPEAK_LABEL, WORDS)
        await phone.shot("mends-speak")
        await tap_in(phone, mends.SPEAK_SEND)
        await phone.sees(f"{cell.secretary.name} ghi thay")
        await scroll_to(phone, phone.page.get_by_text(mends.SPOKE_FOR))
        await phone.shot("mends-spoke")
        assert (
            await phone.page.get_by_role("button", name=strings.STEPS[Step.CONCLUDE]).count() == 0
        )
        assert phone.complaints == []
    async with signed_in(chrome, site, cell.subject, at_line) as phone:
        await phone.sees(f"{cell.secretary.name} đã ghi thay")
        revoke = phone.page.get_by_role("button", name=mends.REVOKE)
        await scroll_to(phone, revoke)
        await phone.shot("mends-entered-for-me")
        await confirmed(phone, mends.REVOKE)
        await phone.sees(f"{cell.subject.name} không nhận đây là lời của mình")
        await phone.shot("mends-disowned")
        assert await revoke.count() == 0
        assert phone.complaints == []
    async with signed_in(chrome, site, deputy, f"{at_line}/conclude") as phone:
        await fill_in(phone, strings.CONCLUDE_LABEL, "Kết luận ghi nhầm việc")
        await confirmed(phone, strings.STEPS[Step.CONCLUDE])
        await phone.sees(strings.STATES[State.CONCLUDED])
        reopen = strings.STEPS[Step.REOPEN]
        await tap_in(phone, reopen)
        await phone.sees(mends.REOPEN_NOTE)
        await fill_in(phone, strings.WHY, "Ghi nhầm việc")
        await phone.shot("mends-reopen")
        await confirmed(phone, reopen)
        await phone.sees(strings.STATES[State.REPORTED])
        await scroll_to(phone, phone.page.get_by_text(strings.EVENTS["reopen"]))
        await phone.shot("mends-reopened")
        await phone.visit(f"{at_line}/conclude")
        words = phone.page.get_by_label(strings.CONCLUDE_LABEL, exact=True)
        await scroll_to(phone, words)
        await words.click()
        await expect(words).to_have_value("Kết luận ghi nhầm việc", timeout=20_000)  # to be mended
        assert phone.complaints == []


async def test_the_home_screen_tells_what_waits(site: Site, chrome: Chromium) -> None:
    cell = Watched(site.house)
    late = {
        "subjects": [cell.secretary.id],
        "lead": cell.subject.id,
        "content": "Việc giữ liên hệ với dân",
    }
    plan = await cell.begun()
    for more in ({}, late):
        assert (await cell.put(plan, line=cell.line(**more))).outcome == "ok"
    assert (await cell.adopt(plan)).outcome == "ok"
    first, second = (x["line_id"] for x in (await cell.plan_of(cell.secretary))["lines"])
    assert (await cell.take(first, "start")).outcome == "ok"
    assert (await cell.write(first, hand_in=True)).outcome == "ok"
    site.house.run(
        "update handbook.inspection_lines set due_on = %s where id = %s",
        today() - timedelta(days=3), second,
    )  # fmt: skip
    async with signed_in(chrome, site, cell.subject) as phone:
        await phone.sees(home.leading("Việc giữ liên hệ với dân"))
        await scroll_to(phone, phone.page.get_by_text(home.leading("Việc giữ liên hệ với dân")))
        await phone.shot("mends-home")
        await tap_in(phone, home.about_me("Việc chấp hành quy định"))
        await phone.sees(strings.ABOUT_ME)
        assert phone.complaints == []
    other = Watched(site.house)
    async with signed_in(chrome, site, other.secretary, Tab.HOME) as phone:
        owed = home.YEAR_OWES["plan"](today().year)
        await phone.sees(owed)
        await scroll_to(phone, phone.page.get_by_text(owed))
        await phone.shot("mends-home-secretary")
        await tap_in(phone, owed)
        await phone.sees(strings.NONE_BEGUN)
        assert phone.complaints == []
