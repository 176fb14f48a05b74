"""Units and offices in a browser: staff at a wide desk, and the same on a phone."""

from __future__ import annotations

from tests.browser.devices import scroll_to, signed_in, to_top
from tests.browser.kit import DESKTOP, PHONE, Chromium, Phone
from tests.browser.serving import Site
from tests.units.country import found_country

UNITS = "/me/units"
CHANGE = "Thay đổi tổ chức"
DECISION = "Số quyết định, cơ quan ban hành"


async def press(phone: Phone, name: str) -> None:
    """Scroll to a button and press it."""
    target = phone.page.get_by_role("button", name=name).first
    await scroll_to(phone, target)
    await target.click(timeout=30_000)


async def write(phone: Phone, label: str, words: str) -> None:
    """Scroll to a field and fill it in."""
    await scroll_to(phone, phone.field(label))
    await phone.fill(label, words)


async def decide(phone: Phone, button: str, shot: str | None = None) -> None:
    """The decision, the button, and yes to the question."""
    await write(phone, DECISION, "QĐ 21-QĐ/ĐU")
    await press(phone, button)
    dialog = phone.page.get_by_role("button", name="Hủy")
    await dialog.wait_for(state="attached", timeout=30_000)
    if shot:
        await phone.shot(shot)
    await phone.page.get_by_role("button", name=button).last.click(timeout=30_000)
    await dialog.wait_for(state="detached", timeout=30_000)


async def test_staff_at_a_desk(site: Site, chrome: Chromium) -> None:
    async with signed_in(chrome, site, "staff_a", UNITS, size=DESKTOP) as desk:
        await desk.sees("Cây tổ chức")
        await desk.sees("Chi bộ A2 – Tổ dân phố số 2")
        await desk.shot("units-ward-wide")

        await press(desk, "Chi bộ A2 – Tổ dân phố số 2")
        await desk.sees("Chi bộ chưa có tổ đảng.")
        await desk.shot("units-cell-wide")
        await press(desk, CHANGE)
        await desk.sees("Chia tách")
        await desk.shot("units-change-menu-wide")
        await press(desk, "Thành lập đơn vị trực thuộc")
        await write(desk, "Tên đơn vị mới", "Tổ đảng số 1 – Ngõ Cây Đa")
        await desk.sees("có thêm tổ đảng")
        await decide(desk, "Thành lập", "units-found-wide")
        await desk.sees("Trực thuộc")
        await desk.sees("Tổ đảng số 1 – Ngõ Cây Đa")

        cell = site.house.unit("cell-a3")
        await desk.page.goto(f"{site.url}{UNITS}/{cell}/change/renamed")
        await desk.ready()
        await write(desk, "Tên mới", "Chi bộ A3 – Trường Mẫu A")
        await decide(desk, "Đổi tên")
        await desk.sees("thành “Chi bộ A3 – Trường Mẫu A”")

        await press(desk, "Giao chức vụ")
        await desk.sees("Người thu đảng phí")
        await desk.page.get_by_role("radio", name="Người thu đảng phí").first.click()
        name = str(
            site.house.value(
                "select full_name from handbook.members where unit_id = %s"
                " and life_state = 'active' order by sort_key limit 1",
                cell,
            )
        )
        await press(desk, name)
        await desk.sees("Chọn người khác")
        await desk.shot("units-give-wide")
        await decide(desk, "Giao chức vụ")
        await desk.sees(CHANGE)
        await desk.sees("Người thu đảng phí")
        await press(desk, name)
        await desk.sees("Ngày kết thúc")
        await desk.shot("units-end-wide")
        await decide(desk, "Kết thúc chức vụ")
        await desk.sees("Xem chức vụ đã kết thúc")
        assert desk.complaints == []


async def test_the_city_merges_two_cells(site: Site, chrome: Chromium) -> None:
    land = found_country(site.house)
    path = f"{UNITS}/{land.one}"
    async with signed_in(chrome, site, "city_staff", path, size=DESKTOP) as desk:
        await desk.sees("Tổ đảng Một")
        await desk.shot("units-city-wide")
        await press(desk, CHANGE)
        await press(desk, "Sáp nhập vào đơn vị khác")
        await press(desk, "Chi bộ Hai")
        await desk.sees("2 đảng viên sẽ chuyển sang Chi bộ Hai.")
        await decide(desk, "Sáp nhập", "units-merge-wide")
        await desk.sees("Chi bộ Một sáp nhập vào đây, 2 đảng viên chuyển đến")
        await desk.shot("units-merged-wide")
    assert land.cell_of(land.member) == land.two


async def test_staff_on_a_phone(site: Site, chrome: Chromium) -> None:
    async with signed_in(chrome, site, "staff_a", UNITS, size=PHONE) as phone:
        await phone.sees("Chi bộ A1 – Tổ dân phố số 1")
        await phone.shot("units-ward")
        await press(phone, "Chi bộ A1 – Tổ dân phố số 1")
        await phone.sees("Tổ đảng số 2 – Khu tập thể Bờ Sông")
        await phone.shot("units-cell")
        await press(phone, CHANGE)
        await press(phone, "Chia tách")
        await phone.sees("Cao Văn Điềm")
        await write(phone, "Tên đơn vị mới", "Chi bộ A5 – Tổ dân phố số 3")
        await write(phone, "Tìm đảng viên theo tên", "cao van diem")
        await phone.page.wait_for_timeout(1500)
        await press(phone, "Cao Văn Điềm")
        await phone.sees("Đã chọn 1 đảng viên")
        await phone.shot("units-split")
        await press(phone, "Chia tách")
        await phone.sees("Đồng chí điền số quyết định")
        await phone.shot("units-split-errors")
        await phone.page.go_back()
        await phone.page.go_back()
        await phone.sees("Tổ đảng số 2 – Khu tập thể Bờ Sông")
        await to_top(phone)
        assert phone.complaints == []


async def test_twice_the_text_on_a_phone(site: Site, chrome: Chromium) -> None:
    async with signed_in(chrome, site, "secretary", UNITS, scale=2.0) as phone:
        await phone.sees("Tổ đảng số 1 – Ngõ Hoa Mẫu")
        await phone.shot("units-cell-200")
        assert CHANGE not in await phone.words()


async def test_an_office_above_the_cell_is_confirmed_on_a_phone(
    site: Site, chrome: Chromium
) -> None:
    land = found_country(site.house)
    person = site.house.newcomer(land.two, name="Mai Thị Được")
    answer = await land.give(land.staff, person.id, land.here, "office_staff")
    assert answer.status == 200
    async with signed_in(chrome, site, land.second, f"{UNITS}/{land.here}") as phone:
        await phone.sees("Chi bộ Hai")
        await press(phone, "Chức vụ chờ xác nhận")
        await phone.sees("Mai Thị Được")
        await phone.shot("units-proposals")
        await press(phone, "Xác nhận")
        dialog = phone.page.get_by_role("button", name="Hủy")
        await dialog.wait_for(state="attached", timeout=30_000)
        await phone.page.get_by_role("button", name="Xác nhận").last.click(timeout=30_000)
        await phone.sees("Không có đề nghị nào đang chờ.")
        await phone.page.go_back()
        await phone.sees("Mai Thị Được")
        await scroll_to(phone, phone.page.get_by_text("Lịch sử").first)
        await phone.shot("units-offices")
