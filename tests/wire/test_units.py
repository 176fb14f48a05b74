"""Units and offices on a phone: what each sees, and every change from the tap to the database."""

from __future__ import annotations

from uuid import UUID

from tests.browser.serving import Site
from tests.house import House, Person
from tests.robot import Robot
from tests.units.country import Country, found_country
from tests.wire.kit import NOT_FOUND, confirm, received, signed_in

CHANGE = "Thay đổi tổ chức"
DECISION = "Số quyết định, cơ quan ban hành"
UNITS = "/me/units"
PROPOSALS = "/me/role-proposals"


async def decide(robot: Robot, button: str) -> None:
    """The decision, the button, the question."""
    await robot.type(DECISION, "QĐ 21-QĐ/ĐU")
    await robot.tap(button)
    await confirm(robot)


async def at_unit(robot: Robot, *words: str) -> None:
    """Wait for the page of a unit that says these words."""
    await robot.until(lambda: CHANGE in robot.buttons() and all(robot.sees(w) for w in words))


def unit_at(house: House, name: str) -> UUID:
    """The newest unit of a name."""
    return house.value(
        "select id from handbook.units where name = %s order by created_at desc limit 1", name
    )


async def test_staff_go_down_and_up_the_tree(site: Site) -> None:
    async with signed_in(site, "staff_a", "/me") as robot:
        await robot.until("Số thẻ đảng viên")  # what is drawn before the card comes is drawn again
        await robot.tap("Tổ chức đảng")
        await robot.until("Đảng ủy phường Mẫu A")
        await robot.until("Chi bộ A1 – Tổ dân phố số 1")
        assert robot.sees("Đứng đầu: Phạm Quang Thiện")
        members = site.house.value(
            "select members from handbook.unit_tallies where unit_id = %s",
            site.house.unit("cell-a1"),
        )
        assert robot.sees(f"{members} đảng viên · 2 tổ đảng")
        await robot.tap("Chi bộ A1 – Tổ dân phố số 1")
        await robot.until("Tổ đảng số 1 – Ngõ Hoa Mẫu")
        assert robot.sees("Bí thư chi bộ")
        await robot.tap("Đảng ủy phường Mẫu A")
        await robot.until("Chi bộ A2 – Tổ dân phố số 2")
        assert received(robot, "Chi bộ B1", "Đảng ủy phường Mẫu B") == []


async def test_a_secretary_reads_the_own_cell_and_changes_nothing(site: Site) -> None:
    house = site.house
    cell = house.unit("cell-a1")
    async with signed_in(site, "secretary", "/me") as robot:
        await robot.until("Số thẻ đảng viên")
        await robot.tap("Chi bộ và tổ đảng")
        await robot.until("Tổ đảng số 1 – Ngõ Hoa Mẫu")
        assert CHANGE not in robot.buttons()
        assert "Giao chức vụ" not in robot.buttons()
        await robot.go(f"{UNITS}/{cell}/change")
        await robot.until("Đồng chí không được giao thay đổi tổ chức của đơn vị này.")
        await robot.go(f"{UNITS}/{cell}/change/renamed")
        await robot.until("Đồng chí không được giao thay đổi tổ chức của đơn vị này.")
        await robot.go(f"{UNITS}/{cell}/give")
        await robot.until("Đồng chí không được giao thay đổi tổ chức của đơn vị này.")
        for foreign in ("cell-a2", "ward-a", "cell-b1"):
            await robot.go(f"{UNITS}/{house.unit(foreign)}")
            await robot.until(NOT_FOUND)


async def test_other_wards_auditors_admins_and_members_see_nothing(site: Site) -> None:
    ward_a, cell_a1 = site.house.unit("ward-a"), site.house.unit("cell-a1")
    land = found_country(site.house)
    async with signed_in(site, land.staff, UNITS) as robot:
        await robot.until("Đảng ủy phường Thử Đông")
        for unit in (ward_a, cell_a1, land.there, land.far):
            for part in ("", "/change", "/change/merged", "/give"):
                await robot.go(f"{UNITS}/{unit}{part}")
                await robot.until(NOT_FOUND)
        assert received(robot, "Chi bộ A1", "Chi bộ Xa", "Đảng ủy phường Thử Tây") == []
    for who in ("auditor", "admin", "member"):
        async with signed_in(site, who, "/me") as robot:
            await robot.until("Của tôi")
            assert "Tổ chức đảng" not in robot.buttons()
            assert "Chi bộ và tổ đảng" not in robot.buttons()
            await robot.go(UNITS)
            await robot.until("Đồng chí chưa được giao theo dõi đơn vị nào.")
            await robot.go(f"{UNITS}/{cell_a1}")
            await robot.until(NOT_FOUND)
            await robot.go(PROPOSALS)
            await robot.until("Không có đề nghị nào đang chờ.")


async def test_a_group_is_founded_with_errors_beside_the_fields(site: Site) -> None:
    land = found_country(site.house)
    async with signed_in(site, land.staff, f"{UNITS}/{land.two}") as robot:
        await robot.until("Chi bộ Hai")
        await robot.tap(CHANGE)
        await robot.until("Thành lập đơn vị trực thuộc")
        await robot.tap("Thành lập đơn vị trực thuộc")
        await robot.until(lambda: robot.field("Tên đơn vị mới"))
        await robot.tap("Thành lập")
        await robot.until(lambda: robot.error_of("Tên đơn vị mới"))
        assert robot.error_of(DECISION)
        await robot.type("Tên đơn vị mới", "Tổ đảng Mới")
        await robot.until("Chi bộ Hai có thêm tổ đảng “Tổ đảng Mới”")
        await decide(robot, "Thành lập")
        await at_unit(robot, "Tổ đảng Mới", "QĐ 21-QĐ/ĐU")
    group = unit_at(site.house, "Tổ đảng Mới")
    assert land.path(group).startswith(land.path(land.two))


async def test_a_cell_is_renamed_and_the_screens_below_are_up_to_date(site: Site) -> None:
    land = found_country(site.house)
    async with signed_in(site, land.staff, f"{UNITS}/{land.here}") as robot:
        await robot.until("Chi bộ Hai")
        await robot.tap("Chi bộ Hai")
        await robot.until("Chi bộ chưa có tổ đảng.")
        await robot.tap(CHANGE)
        await robot.until("Đổi tên")
        await robot.tap("Đổi tên")
        await robot.until(lambda: robot.field("Tên mới"))
        await robot.type("Tên mới", "Chi bộ Hai Mới")
        await decide(robot, "Đổi tên")
        await robot.until("Đổi tên từ “Chi bộ Hai” thành “Chi bộ Hai Mới”")
        assert robot.sees("Chi bộ Hai Mới")


async def test_merging_says_what_will_happen(site: Site) -> None:
    land = found_country(site.house)
    async with signed_in(site, land.staff, f"{UNITS}/{land.one}/change/merged") as robot:
        await robot.until("Chi bộ Hai")
        assert "Chi bộ Một" not in robot.buttons()
        await robot.tap("Chi bộ Hai")
        await robot.until("2 đảng viên sẽ chuyển sang Chi bộ Hai.")
        assert robot.sees("1 tổ đảng chuyển theo. 1 chức vụ ở Chi bộ Một kết thúc ngay.")
        await decide(robot, "Sáp nhập")
        await at_unit(robot, "Chi bộ Một sáp nhập vào đây, 2 đảng viên chuyển đến")
    assert land.cell_of(land.member) == land.two


async def test_a_split_picks_members_by_a_search(site: Site) -> None:
    land = found_country(site.house)
    chosen = site.house.newcomer(land.one, name="Đặng Thị Tách")
    async with signed_in(site, land.staff, f"{UNITS}/{land.one}/change/split") as robot:
        await robot.until("Đặng Thị Tách")
        assert not robot.sees("Lê Cán Bộ"), "of another cell"
        await robot.type("Tên đơn vị mới", "Chi bộ Tách")
        await robot.type("Tìm đảng viên theo tên", "tach")
        await robot.until(lambda: robot.button("Đặng Thị Tách") and not robot.sees("Phan Bí Thư"))
        await robot.tap("Đặng Thị Tách")
        await robot.until("Đã chọn 1 đảng viên")
        await robot.until(
            "1 đảng viên sẽ chuyển từ Chi bộ Một sang “Chi bộ Tách”; 2 đảng viên ở lại"
        )
        await decide(robot, "Chia tách")
        await robot.until("Tách ra từ Chi bộ Một, nhận 1 đảng viên")
    assert land.cell_of(chosen) == unit_at(site.house, "Chi bộ Tách")


async def test_a_cell_moves_to_another_ward_by_the_city(site: Site) -> None:
    land = found_country(site.house)
    async with signed_in(site, "city_staff", f"{UNITS}/{land.one}/change/moved") as robot:
        await robot.until("Đảng ủy phường Mẫu A")
        await robot.event(robot.by_key(f"unit-{land.here}")["_i"], "click")
        await robot.until("Không có đơn vị nào phù hợp ở đây.")
        await robot.tap("Lên một cấp")
        await robot.until(lambda: robot.by_key(f"unit-{land.there}"))
        await robot.event(robot.by_key(f"unit-{land.there}")["_i"], "click")
        await robot.until("chuyển từ Đảng ủy phường Thử Đông về Đảng ủy phường Thử Tây")
        await decide(robot, "Chuyển đơn vị")
        await robot.until("Chuyển từ Đảng ủy phường Thử Đông về Đảng ủy phường Thử Tây")
    assert land.path(land.one).startswith(land.path(land.there))


async def test_closing_says_what_is_in_the_way(site: Site) -> None:
    land = found_country(site.house)
    empty = site.house.found("cell", land.here, "Chi bộ Trống")
    async with signed_in(site, land.staff, f"{UNITS}/{land.one}/change/closed") as robot:
        await robot.until("Chưa kết thúc được: còn 2 đảng viên và 1 đơn vị trực thuộc.")
        assert "Kết thúc hoạt động" not in robot.buttons()
        await robot.go(f"{UNITS}/{empty}/change/closed")
        await robot.until("Chi bộ Trống ngừng hoạt động")
        await decide(robot, "Kết thúc hoạt động")
        await robot.until("Chi bộ Một")
        assert not robot.sees("Chi bộ Trống")


async def give(robot: Robot, land: Country, unit: UUID, role: str, to: Person) -> None:
    """Fill in the form of an office."""
    await robot.go(f"{UNITS}/{unit}/give")
    await robot.until(to.name)
    if robot.all_of("RadioGroup"):
        group = robot.all_of("RadioGroup")[0]
        await robot.props(group["_i"], value=role)
        await robot.event(group["_i"], "change", role)
    await robot.until(to.name)
    await robot.event(robot.by_key(f"member-{to.id}")["_i"], "click")
    await robot.until("Chọn người khác")


async def test_an_office_in_a_cell_is_given_and_ended(site: Site) -> None:
    land = found_country(site.house)
    async with signed_in(site, land.staff, f"{UNITS}/{land.one}") as robot:
        await robot.until("Phan Bí Thư")
        await give(robot, land, land.one, "treasurer", land.member)
        await decide(robot, "Giao chức vụ")
        await at_unit(robot, "Người thu đảng phí")
        await robot.tap("Phan Bí Thư")
        await robot.until("Chọn hôm nay thì quyền hết ngay lập tức")
        await decide(robot, "Kết thúc chức vụ")
        await robot.until("Xem chức vụ đã kết thúc")
        assert not robot.sees("Phan Bí Thư")
        await robot.tap("Xem chức vụ đã kết thúc")
        await robot.until("Phan Bí Thư")
    answer = await site.house.call(land.secretary, "unit_open", unit_id=land.one)
    assert answer.status == 404


async def test_above_the_cell_another_officer_confirms(site: Site) -> None:
    land = found_country(site.house)
    person = site.house.newcomer(land.two, name="Mai Văn Được")
    async with signed_in(site, land.staff, f"{UNITS}/{land.here}") as robot:
        await robot.until("Đảng ủy phường Thử Đông")
        await give(robot, land, land.here, "office_staff", person)
        await decide(robot, "Đề nghị giao chức vụ")
        await robot.until("Chờ một cán bộ khác xác nhận")
        assert "Xác nhận" not in robot.buttons()
    for outsider in (land.other_staff, land.secretary, person):
        async with signed_in(site, outsider, PROPOSALS) as robot:
            await robot.until("Không có đề nghị nào đang chờ.")
    async with signed_in(site, land.second, PROPOSALS) as robot:
        await robot.until("Mai Văn Được")
        await robot.tap("Xác nhận")
        await confirm(robot)
        await robot.until("Không có đề nghị nào đang chờ.")
    seen = await land.opened(land.staff, land.here)
    assert any(o["full_name"] == "Mai Văn Được" for o in seen["offices"])


async def test_a_proposal_is_refused_or_withdrawn(site: Site) -> None:
    land = found_country(site.house)
    person = site.house.newcomer(land.two, name="Mai Văn Thôi")
    office = site.house.newcomer(land.two, ("office_staff", land.here), name="Tạ Văn Phòng")
    for who, button in (
        (land.second, "Không đồng ý"),
        (office, "Không đồng ý"),
        (land.staff, "Rút đề nghị"),
    ):
        assert (await land.give(land.staff, person.id, land.here, "office_staff")).status == 200
        async with signed_in(site, who, PROPOSALS) as robot:
            await robot.until("Mai Văn Thôi")
            await robot.tap(button)
            await confirm(robot)
            await robot.until("Không có đề nghị nào đang chờ.")
    async with signed_in(site, office, "/me") as robot:
        await robot.until("Chức vụ chờ xác nhận")
        assert "Tổ chức đảng" not in robot.buttons()
    roles = "select count(*) from handbook.roles where member_id = %s"
    assert site.house.value(roles, person.id) == 0


async def test_what_was_typed_stays_after_a_refusal(site: Site) -> None:
    land = found_country(site.house)
    async with signed_in(site, land.staff, f"{UNITS}/{land.one}/change/renamed") as robot:
        await robot.until(lambda: robot.field("Tên mới"))
        await robot.type("Tên mới", "Chi bộ Một Khác")
        await land.done("city_staff", "merged", land.one, other_id=land.two)
        await decide(robot, "Đổi tên")
        await robot.until("Đơn vị này đã kết thúc hoạt động.")
        assert robot.field("Tên mới")["value"] == "Chi bộ Một Khác"
        assert robot.field(DECISION)["value"] == "QĐ 21-QĐ/ĐU"
