"""The life of a task on phones: given to two, answered, handed in with a picture, returned, accepted,
and what is left of it in a year; the same screens with large text, and the offices' figures."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from PIL import Image

from tests.browser.devices import scroll_to, signed_in, to_top
from tests.browser.kit import Chromium, Phone
from tests.browser.serving import Site
from tests.browser.test_newsroom import press
from tests.house import Person
from tests.tasks.desk import today
from views import paths
from views.paths import Tab
from views.shared import text
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
