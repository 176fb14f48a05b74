"""What an office sees of the units below: a table on a wide screen, cards on a phone and with large text."""

from __future__ import annotations

from services.days import today
from services.inspections.strings import TOTAL as INSPECTIONS_TOTAL
from services.meetings.strings import TOTAL as MEETINGS_TOTAL
from services.tasks.strings import TOTAL as TASKS_TOTAL
from tests.browser.devices import scroll_till, scroll_to, signed_in, taken
from tests.browser.kit import DESKTOP, Chromium, Phone
from tests.browser.papers import pdf_text
from tests.browser.serving import Site
from tests.meetings.desk import Cell
from views import paths
from views.inspections import strings as inspections
from views.meetings import strings as meetings
from views.paths import Tab
from views.shared import strings as shared
from views.shared import text
from views.tasks import strings as tasks

YEAR = today().year
TOTALS = {"meetings": MEETINGS_TOTAL, "inspections": INSPECTIONS_TOTAL, "tasks": TASKS_TOTAL}
NAMED = {
    "meetings": meetings.UNITS_BELOW,
    "inspections": inspections.UNITS_BELOW,
    "tasks": tasks.UNITS_BELOW,
}


def screens(site: Site, unit: str) -> dict[str, str]:
    found = site.house.unit(unit)
    return {
        "meetings": paths.meetings_below(found),
        "inspections": paths.inspections_below(found, YEAR),
        "tasks": paths.task_figures(found),
    }


async def looked_at(phone: Phone, site: Site, unit: str, how: str) -> None:
    for name, path in screens(site, unit).items():
        await phone.visit(path)
        if how == "wide":  # the last row, below those of what other tests made
            await scroll_till(phone, TOTALS[name])
        else:
            await phone.sees(NAMED[name])
        await phone.shot(f"rollup-{name}-{unit}-{how}")


async def at_year(phone: Phone, year: int) -> None:
    await phone.page.get_by_role("heading", name=inspections.year(year)).first.wait_for()


async def test_wide_screens_have_tables_and_the_keyboard_goes_down(
    site: Site, chrome: Chromium
) -> None:
    cell = Cell(site.house)
    meeting = await cell.running()
    await cell.mark(meeting, cell.secretary)
    assert (await cell.step(meeting, "close")).status == 200
    async with signed_in(chrome, site, "city_staff", Tab.ME, size=DESKTOP) as desk:
        await desk.sees(shared.HOME)
        await looked_at(desk, site, "ward-a", "wide")
        await looked_at(desk, site, "city", "wide")
        await desk.visit(paths.inspections_below(site.house.unit("city"), YEAR - 1))
        await at_year(desk, YEAR - 1)
        # By the keyboard alone: the row of a ward, then that of a cell, both of the year before.
        for unit in ("ward-a", "cell-a1"):
            name = site.house.value(
                "select name from handbook.units where id = %s", site.house.unit(unit)
            )
            row = await scroll_to(desk, desk.page.get_by_role("button", name=name).first)
            await row.focus()
            await desk.page.keyboard.press("Enter")
            await desk.page.wait_for_url(f"**/{site.house.unit(unit)}/{YEAR - 1}")
        await at_year(desk, YEAR - 1)
        await desk.visit(paths.meetings_below(site.house.unit("ward-a")))
        await scroll_till(desk, f"{meetings.STATE}: {meetings.cell_state(1, 0)}")
        await scroll_till(desk, shared.TAKE_EXCEL)
        name, content = await taken(desk, shared.TAKE_PDF)
        assert name.endswith(f"{text.now():%Y-%m}.pdf")
        assert "Sinh hoạt của các chi bộ" in pdf_text(content)
        name, content = await taken(desk, shared.TAKE_EXCEL)
        assert name.endswith(".xlsx")
        assert len(content) > 2000
        assert desk.complaints == []


async def test_phones_and_large_text_keep_cards(site: Site, chrome: Chromium) -> None:
    async with signed_in(chrome, site, "staff_a", Tab.ME) as phone:
        await phone.sees(shared.HOME)
        await looked_at(phone, site, "ward-a", "phone")
        assert phone.complaints == []
    async with signed_in(chrome, site, "staff_a", Tab.ME, size=DESKTOP, scale=2.0) as large:
        await large.sees(shared.HOME)
        await looked_at(large, site, "ward-a", "large")
        assert large.complaints == []
