"""The life of a task on phones: given to two, answered, handed in with a picture, returned, accepted,
and what is left of it in a year; the same screens with large text, and the offices' figures."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from PIL import Image

from services.tasks.strings import TOTAL
from tests.browser.devices import scroll_till, scroll_to, signed_in, to_top
from tests.browser.kit import DESKTOP, Chromium, Phone
from tests.browser.serving import Site
from tests.browser.test_newsroom import press
from tests.house import Person
from tests.tasks.desk import assign, assignment_of, state, today
from views import paths
from views.paths import Tab
from views.shared import strings as shared
from views.shared import text
from views.shared.people import strings as people
from views.tasks import strings

TITLE = "Lắp đèn chiếu sáng ngõ 12"


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    """A photograph as a phone takes it."""
    path = tmp_path / "den-ngo-12.jpg"
    Image.effect_mandelbrot((640, 480), (-2, -1.2, 1, 1.2), 60).convert("RGB").save(path)
    return path


class Cell:
    """A cell of one's own: who assigns, two who do, and the unit."""

    def __init__(self, site: Site) -> None:
        house = site.house
        self.id: UUID = house.found("cell", "ward-a", "Chi bộ Ngõ Đèn")
        self.secretary: Person = house.newcomer(
            self.id, ("secretary", self.id), name="Trần Thị Bích Hạnh"
        )
        self.first: Person = house.newcomer(self.id, name="Nguyễn Văn An")
        self.second: Person = house.newcomer(self.id, name="Lê Thị Mai")


async def attach(phone: Phone, file: Path) -> None:
    """Pick a file in a form."""
    pick = await scroll_to(phone, phone.button("Chọn tệp"))
    async with phone.page.expect_file_chooser() as chooser:
        await pick.click()
    await (await chooser.value).set_files(file)
    await phone.sees(file.name)


async def choose(phone: Phone, name: str) -> None:
    """Turn on the switch of a person."""
    target = phone.page.get_by_role("switch", name=name).first
    await (await scroll_to(phone, target)).click()


async def test_the_life_of_a_task(site: Site, chrome: Chromium, picture: Path) -> None:
    cell = Cell(site)
    due = text.day(today(site.house) + timedelta(days=3))
    async with (
        signed_in(chrome, site, cell.secretary, paths.tasks_given(cell.id)) as secretary,
        signed_in(chrome, site, cell.first, Tab.TASKS) as member,
    ):
        await member.sees(strings.NONE)
        await member.shot("tasks-none")
        await secretary.sees(strings.GIVEN_NONE["open"])
        await secretary.shot("given-none")
        await press(secretary, strings.ASSIGN)
        await secretary.sees(strings.MEMBERS)
        await secretary.shot("assign-empty")
        await secretary.fill(strings.TITLE, TITLE)
        await secretary.fill(strings.DUE, due)
        await choose(secretary, cell.first.name)
        await choose(secretary, cell.second.name)
        await secretary.shot("assign-people")
        await press(secretary, strings.give_to(2))
        await secretary.sees(cell.second.name)
        await secretary.shot("given")

        await member.tap("Tải lại")
        await member.sees(TITLE)
        await member.shot("tasks")
        await member.tap(TITLE)
        await member.sees(strings.STEPS["accept"])
        await member.shot("task-new")
        await press(member, strings.STEPS["accept"])
        await member.sees(strings.STATES["accepted"])
        await press(member, "50 %")
        await member.sees(strings.percent(50))
        await member.shot("task-reported")
        await press(member, strings.STEPS["hand_in"])
        await member.sees(strings.WORDS["hand_in"])
        await member.fill(strings.WORDS["hand_in"], "Đã lắp 4 bóng đèn, sáng từ tối qua.")
        await attach(member, picture)
        await member.shot("hand-in")
        await press(member, strings.STEPS["hand_in"])
        await member.sees(strings.STATES["handed_in"])
        await member.shot("task-handed-in")

        await press(secretary, strings.FILTERS["to_decide"])
        await secretary.sees(strings.STATES["handed_in"])
        await secretary.shot("given-to-decide")
        await secretary.tap(cell.first.name)
        await secretary.sees(strings.STEPS["approve"])
        await secretary.shot("task-to-decide")
        await scroll_to(secretary, secretary.button(picture.name))
        await secretary.shot("task-to-decide-history")
        await press(secretary, strings.STEPS["return"])
        await secretary.sees(strings.WORDS["return"])
        await secretary.fill(strings.WORDS["return"], "Còn bóng ở đầu ngõ chưa sáng.")
        await secretary.shot("return")
        await press(secretary, strings.STEPS["return"])
        await secretary.sees(strings.STATES["returned"])

        await member.tap("Quay lại")
        await member.sees(strings.STATES["returned"])
        await member.shot("tasks-returned")
        await member.tap(TITLE)
        await member.sees("Còn bóng ở đầu ngõ chưa sáng.")
        await to_top(member)
        await member.shot("task-returned")
        await press(member, strings.STEPS["hand_in"])
        await member.sees(strings.WORDS["hand_in"])
        await member.fill(strings.WORDS["hand_in"], "Đã thay bóng đầu ngõ.")
        await press(member, strings.STEPS["hand_in"])
        await member.sees(strings.STATES["handed_in"])

        await secretary.tap("Quay lại")
        await secretary.sees(cell.first.name)
        await secretary.tap(cell.first.name)
        await press(secretary, strings.STEPS["approve"])
        await secretary.sees(strings.BEYOND_LABEL)
        await secretary.shot("approve")
        await press(secretary, strings.STEPS["approve"])
        await secretary.sees(strings.STATES["done"])
        await secretary.shot("task-done")

        await member.visit(paths.TASKS_YEAR)
        await member.sees(TITLE)
        await member.shot("year")
        await secretary.visit(paths.task_load(cell.id))
        await secretary.sees(cell.second.name)
        await secretary.shot("load")
        assert member.complaints == secretary.complaints == []


async def test_a_task_is_corrected_somebody_helps_and_a_month_is_taken_away(
    site: Site, chrome: Chromium
) -> None:
    cell = Cell(site)
    day = today(site.house)  # so that it stands in the present month
    given = await assign(site.house, cell.secretary, cell.id, cell.first.id, due_on=day)
    task = given.body["task_id"]
    assignment = assignment_of(site.house, task, cell.first.id)
    async with signed_in(chrome, site, cell.secretary, paths.tasks_given(cell.id)) as phone:
        await phone.tap(cell.first.name)
        await phone.sees(strings.CORRECT)
        await (await scroll_to(phone, phone.button(strings.CORRECT))).click()
        await phone.sees(strings.CORRECT_HELP)
        await phone.fill(strings.TITLE, "Vận động 12 hộ phân loại rác")
        await phone.shot("correct")
        await (await scroll_to(phone, phone.button(strings.CORRECT_SAVE))).click()
        await phone.sees("Vận động 12 hộ phân loại rác")
        await scroll_to(phone, phone.page.get_by_text(strings.EARLIER_TEXTS))
        await phone.shot("task-corrected")

        await phone.visit(paths.member(cell.first.id))
        await phone.sees(people.TIES)
        await (await scroll_to(phone, phone.button(people.TIES))).click()
        await phone.sees(strings.MENTORS)
        await phone.shot("ties-none")
        radio = phone.page.get_by_role("radio", name=cell.second.name).first
        await (await scroll_to(phone, radio)).click()
        await (await scroll_to(phone, phone.button(strings.MENTOR_ADD))).click()
        await phone.sees(strings.END_MENTOR)
        await (await scroll_to(phone, phone.field(strings.CELL_SEARCH))).click()
        await phone.fill(strings.CELL_SEARCH, "chi bo b1 phuong mau b")
        await press(phone, strings.CELL_FIND)
        first = phone.page.get_by_role("button", name="Chi bộ B1").first
        await first.wait_for(state="attached")
        await scroll_to(phone, first)
        await phone.shot("ties-found")
        await (await scroll_to(phone, first)).click()
        await press(phone, strings.INTRODUCE, last=True)
        await phone.sees(strings.END_RESIDENCE)
        await to_top(phone)
        await phone.shot("ties")

        await phone.visit(paths.tasks_month(cell.id))
        await phone.sees(shared.TAKE_PDF)
        await phone.shot("month")
        for words, ending in ((shared.TAKE_PDF, "pdf"), (shared.TAKE_EXCEL, "xlsx")):
            button = await scroll_to(phone, phone.button(words))
            async with phone.page.expect_download() as coming:
                await button.click()
            file = await coming.value
            assert file.suggested_filename.endswith(f".{ending}")
            assert (await file.path()).stat().st_size > 2000
        assert phone.complaints == []
    async with signed_in(chrome, site, cell.second, Tab.TASKS) as helper:
        await helper.sees(strings.ENTRUSTED)
        await helper.shot("tasks-entrusted")
        await helper.tap(cell.first.name)
        await press(helper, strings.PROXY)
        await helper.sees(strings.PROXY_HELP)
        await helper.shot("task-proxy")
        await press(helper, strings.STEPS["accept"])
        await helper.sees(strings.STATES["accepted"])
    assert state(site.house, assignment) == "accepted"


async def test_large_text_and_wide_windows(site: Site, chrome: Chromium) -> None:
    unit = site.house.unit("cell-a1")
    async with signed_in(chrome, site, "member", Tab.TASKS, scale=2.0) as phone:
        await phone.sees("Vận động 10 hộ")
        await phone.shot("tasks-200")
        await phone.tap("Vận động 10 hộ")
        await phone.sees(strings.HISTORY)
        await phone.shot("task-200")
        await phone.visit(paths.TASKS_YEAR)
        await phone.sees(strings.GIVEN_COUNT)
        await phone.shot("year-200")
    async with signed_in(chrome, site, "secretary", paths.tasks_given(unit), scale=2.0) as phone:
        await phone.sees(strings.MONTH)
        await phone.shot("given-200")
        await phone.visit(paths.tasks_month(unit))
        await phone.sees(strings.GIVEN_COUNT)
        await phone.shot("month-200")
        await phone.visit(paths.task_assign(unit))
        await phone.sees(strings.MORE_DETAILS)
        await phone.shot("assign-200")
    async with signed_in(chrome, site, "secretary", Tab.TASKS) as phone:
        await phone.sees(strings.GIVING)
        await phone.shot("tasks-secretary")
        await phone.visit(paths.tasks_given(unit))
        await phone.sees(strings.ASSIGN)
        await phone.shot("given-demo")
        await phone.visit(paths.task_assign(unit))
        await press(phone, strings.MORE_DETAILS)
        await phone.sees(strings.WEIGHT_LABEL)
        await phone.shot("assign-more")
        await phone.visit(paths.task_load(unit))
        await phone.sees(strings.WITHOUT)
        await phone.shot("load-demo")
    ward = paths.task_figures(site.house.unit("ward-a"))
    async with signed_in(chrome, site, "office_a", ward, size=DESKTOP) as desk:
        await scroll_till(desk, TOTAL)
        await desk.shot("figures-tasks-wide")
        await desk.tap("Chi bộ")
        await desk.sees(strings.GIVEN_COUNT)
        await desk.tap("Quay lại")
        await scroll_till(desk, TOTAL)
    async with signed_in(chrome, site, "secretary", paths.tasks_month(unit), size=DESKTOP) as desk:
        await desk.sees(shared.TAKE_PDF)
        await desk.shot("month-wide")
