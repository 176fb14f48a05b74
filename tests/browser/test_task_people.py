"""Whole groups for a task, and more people for a given one, as they look on a phone."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from tests.browser.devices import scroll_to, signed_in, to_top
from tests.browser.kit import Chromium
from tests.browser.serving import Site
from tests.browser.test_newsroom import press
from tests.browser.test_tasks import choose
from tests.house import Person
from tests.tasks.desk import today
from views import paths
from views.shared import text
from views.tasks import strings
from views.tasks.people import strings as people

TITLE = "Dọn vệ sinh bờ sông"


class Grouped:
    """A cell of one's own with two groups, somebody beside them, and somebody exempt."""

    def __init__(self, site: Site) -> None:
        house = site.house
        self.id: UUID = house.found("cell", "ward-a", "Chi bộ Bờ Sông")
        south, north = (
            house.found("cell_group", self.id, f"Tổ đảng Bờ {n}") for n in ("Nam", "Bắc")
        )
        self.secretary: Person = house.newcomer(
            self.id, ("secretary", self.id), name="Trần Thị Bích Hạnh"
        )
        self.beside: Person = house.newcomer(self.id, name="Đỗ Văn Thịnh")
        house.newcomer(self.id, exempt=True, name="Phan Thị Cúc")
        for group, names in ((south, ("Nguyễn Văn An", "Lê Thị Mai")), (north, ("Võ Minh Tâm",))):
            for name in names:
                person = house.newcomer(self.id, name=name)
                house.run(
                    "update handbook.members set group_id = %s where id = %s", group, person.id
                )


async def test_groups_and_more_people(site: Site, chrome: Chromium) -> None:
    cell = Grouped(site)
    form = paths.task_assign(cell.id)
    async with signed_in(chrome, site, cell.secretary, form) as phone:
        await phone.sees(strings.MEMBERS)
        await phone.fill(strings.TITLE, TITLE)
        await phone.fill(strings.DUE, text.day(today(site.house) + timedelta(days=3)))
        await press(phone, people.group("Tổ đảng Bờ Nam", 2))
        await phone.sees(people.chosen(2, 6))
        await scroll_to(phone, phone.button(strings.give_to(2)))
        await phone.shot("assign-groups-end")
        await to_top(phone)
        await phone.shot("assign-groups")
        await press(phone, strings.give_to(2))
        await phone.sees("Nguyễn Văn An")
        await phone.tap("Nguyễn Văn An")
        await phone.sees(TITLE)
        await scroll_to(phone, phone.button(people.ADD))
        await phone.shot("task-who")
        await press(phone, people.ADD)
        await phone.sees(people.WHO)
        await choose(phone, cell.beside.name)
        await phone.shot("task-more-people-end")
        await to_top(phone)
        await phone.shot("task-more-people")
        await press(phone, people.add(1))
        await phone.sees(people.JOINED["join_main"])
        assert phone.complaints == []
    given = paths.tasks_given(cell.id)
    async with signed_in(chrome, site, cell.secretary, given) as phone:
        await phone.sees(cell.beside.name)
        await phone.shot("given-to-a-group")
