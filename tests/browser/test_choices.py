"""Where staff choose: fields of a list's line, two officers at one record, cell groups, photographs."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID, uuid4

import pytest

from services.imports.models import Purpose
from tests.browser.devices import scroll, scroll_to, signed_in
from tests.browser.kit import DESKTOP, PHONE, Chromium
from tests.browser.serving import Site
from tests.imports.generator import members, write
from tests.members.test_photographs import picture
from views import paths
from views.imports import strings as imports
from views.members import strings as roster
from views.records import strings as records
from views.shared.people import strings as people

CELLS = ["Chi bộ A1", "Chi bộ A2", "99.000.001.000.003"]


@pytest.fixture(scope="module")
async def compared(site: Site, tmp_path_factory: pytest.TempPathFactory) -> UUID:
    """A reconciliation of ward A with one line that differs in four fields."""
    folder: Path = tmp_path_factory.mktemp("list")
    verbs = (await site.house.as_("staff_a")).imports
    listed = members(1, CELLS, share=0, offset=71_000_000)
    ward = site.house.unit("ward-a")

    async def tried(name: str, purpose: Purpose) -> UUID:
        path = write(listed, folder / name)
        import_id = await verbs.begin(uuid4(), ward, purpose, path, name)
        await verbs.check(import_id, (await verbs.open(import_id)).mapping)
        return import_id

    await verbs.apply(await tried("a.xlsx", Purpose.ADD))
    listed.rows[0] |= {
        "phone": "0987650777",
        "residence_detail": "Số 18, ngõ 5, đường Ven Hồ, tổ dân phố số 2",
        "email": "thu.moi@example.vn",
        "religion": "Phật giáo",
    }
    return await tried("danh-sach-thang-11.xlsx", Purpose.COMPARE)


@pytest.mark.parametrize(
    ("name", "size", "scale"),
    [("phone", PHONE, 1.0), ("wide", DESKTOP, 1.0), ("200", PHONE, 2.0)],
    ids=["phone", "wide", "200"],
)
async def test_fields_of_a_line_are_chosen(
    site: Site, chrome: Chromium, compared: UUID, name: str, size: tuple[int, int], scale: float
) -> None:
    lines = paths.import_lines(compared, "different")
    async with signed_in(chrome, site, "staff_a", lines, size=size, scale=scale) as staff:
        await scroll_to(staff, staff.button(imports.BY_FIELD))
        await staff.sees(imports.BY_FIELD)
        await staff.shot(f"merge-line-{name}")
        await staff.page.goto(f"{site.url}{lines}/5")
        await staff.ready()
        await scroll_to(staff, staff.button(imports.TAKE_ALL))
        await staff.shot(f"merge-{name}")
        await (await scroll_to(staff, staff.button(imports.KEEP_ALL))).click()
        await staff.sees("giữ tất cả như trong sổ")
        await scroll(staff, 600)
        await staff.shot(f"merge-kept-{name}")
        assert staff.complaints == []


async def test_the_screens_of_imports_fit_at_200_percent(
    site: Site, chrome: Chromium, compared: UUID
) -> None:
    for number, path in enumerate(
        ("/me/imports", "/me/imports/add", paths.one_import(compared),
         paths.import_lines(compared, "extra"))
    ):  # fmt: skip
        async with signed_in(chrome, site, "staff_a", path, scale=2.0) as staff:
            await staff.page.wait_for_timeout(1500)
            await staff.shot(f"imports-200-{number}")
            await scroll(staff, 700)
            await staff.shot(f"imports-200-{number}-end")
            assert staff.complaints == []


@pytest.mark.parametrize(("name", "size"), [("phone", PHONE), ("wide", DESKTOP)])
async def test_the_second_of_two_officers_is_told(
    site: Site, chrome: Chromium, name: str, size: tuple[int, int]
) -> None:
    who = site.house.newcomer("cell-a1", name="Bùi Thị Hai Người Sửa")
    path = paths.member(who.id, "edit")
    async with signed_in(chrome, site, "staff_a", path, size=size) as staff:
        await staff.sees(records.REVIEW)
        await staff.fill("Họ và tên đang dùng, bí danh", "Tư Hai")
        theirs = (await site.house.as_("city_staff")).records
        await theirs.edit(uuid4(), who.id, {"alias": "Tư Một"}, "Theo giấy khai sinh")
        await staff.tap(records.REVIEW)
        await staff.fill(records.REASON, "Theo lời khai")
        await staff.tap(records.SAVE_CHANGES)
        await staff.sees(records.SAVE_OVER)
        await staff.shot(f"overtaken-{name}")
        await scroll(staff, 600)
        await staff.shot(f"overtaken-end-{name}")
        await staff.tap(records.SAVE_OVER)
        await staff.sees(records.RECORD)
        assert staff.complaints == []


@pytest.mark.parametrize(("name", "size"), [("phone", PHONE), ("wide", DESKTOP)])
async def test_a_cell_group_is_filled(
    site: Site, chrome: Chromium, name: str, size: tuple[int, int]
) -> None:
    house = site.house
    cell = house.found("cell", "ward-a", f"Chi bộ Tổ dân phố {name}")
    house.found("cell_group", cell, "Tổ đảng số 1 – Ngõ Cây Đa")
    for _ in range(5):
        house.newcomer(cell, account=False)
    async with signed_in(chrome, site, "staff_a", paths.MEMBERS_GROUPS, size=size) as staff:
        await staff.tap("Đảng ủy phường Mẫu A")
        await staff.tap(f"Chi bộ Tổ dân phố {name}")
        await staff.sees(roster.GROUPS_FREE)
        await staff.shot(f"groups-{name}")
        await staff.page.get_by_role("radio", name="Ngõ Cây Đa").first.click()
        await staff.fill(roster.GROUPS_DECISION, "NQ 05-NQ/CB")
        await staff.page.get_by_role("button", name=roster.GROUPS_FREE).first.click()
        await staff.tap(roster.groups_review(5))
        await staff.sees(roster.groups_count(5))
        await staff.shot(f"groups-review-{name}")
        await staff.tap(roster.GROUPS_SAVE)
        await staff.sees(roster.groups_done(5))
        await staff.shot(f"groups-done-{name}")
        assert staff.complaints == []


async def test_photographs_are_seen(site: Site, chrome: Chromium) -> None:
    person = site.house.newcomer("cell-a1", name="Mai Thị Có Ảnh")
    mine = (await site.house.as_(person)).photographs
    await mine.put(uuid4(), person.id, picture())
    async with signed_in(chrome, site, person, paths.MY_PHOTOGRAPH) as phone:
        await phone.sees(people.PHOTOGRAPH_REPLACE)
        await phone.page.wait_for_timeout(1500)
        await phone.shot("photograph-mine")
        await phone.page.goto(f"{site.url}/me")
        await phone.ready()
        await phone.page.wait_for_timeout(2000)
        await phone.shot("photograph-card")
        assert phone.complaints == []
    async with signed_in(chrome, site, "secretary", paths.MEMBERS) as phone:
        await phone.fill(roster.SEARCH, "mai thi")
        await phone.sees("1 đảng viên")
        await phone.page.wait_for_timeout(2500)
        await phone.shot("photograph-roster")
        await phone.tap(person.name)
        await phone.sees(records.LOGGED)
        await phone.page.wait_for_timeout(1500)
        await phone.shot("photograph-record")
        assert phone.complaints == []
