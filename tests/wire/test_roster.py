"""The roster over the wire: who sees whom, search, filters, table, columns, export, slips."""

from __future__ import annotations

import csv
import io
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from io import BytesIO
from typing import Any, cast

import pytest
import pytest_asyncio
from openpyxl import load_workbook
from pypdf import PdfReader

from services.accounts.models import Device
from tests.browser.serving import Site, open_site
from tests.robot import Robot, open_robot
from tests.wire.kit import asked_of_device, confirm, kept, spotless
from views.members import strings

MEMBERS = "/me/members"


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def site(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Site]:
    """A house of its own: elsewhere others fill cell A1 with newcomers, beyond its first page."""
    async with open_site(tmp_path_factory.mktemp) as opened:
        yield opened


@asynccontextmanager
async def at(site: Site, who: str, route: str = MEMBERS, width: int = 390) -> AsyncGenerator[Robot]:
    """A window of that width, open at a screen of the roster."""
    services = await site.house.sign_in(who, Device(address="192.0.2.20", user_agent="robot"))
    headers = {"X-Forwarded-For": "192.0.2.20"}
    async with open_robot(
        site.url, route, browser=kept(services), headers=headers, size=(width, 800)
    ) as robot:
        await robot.until(lambda: bool(robot.words()) and not robot.sees("Đang mở sổ tay"))
        yield robot
        spotless(robot)


def names(site: Site, where: str, *values: object) -> list[str]:
    """Full names of active members, in the order of a register."""
    with site.house.sql() as connection:
        rows = connection.execute(
            f"select full_name from handbook.members m where life_state = 'active' and {where}"
            " order by sort_key, id".encode(),
            values,
        ).fetchall()
    return [name for (name,) in rows]


def in_cell(site: Site, cell: str = "cell-a1") -> list[str]:
    return names(site, "unit_id = %s", site.house.unit(cell))


def shown(robot: Robot) -> list[str]:
    """Who is on the list, from top to bottom."""
    found: list[str] = []
    for control, name in robot.tappable():
        if str(control.get("key", "")).startswith("member-"):
            title = cast("dict[str, Any]", control.get("title") or {})
            found.append(title.get("value") or name)
    return found


def saved_file(robot: Robot) -> tuple[str, bytes]:
    """The file that the app handed to the device last."""
    asked = asked_of_device(robot, "save_file")[-1]
    return asked["file_name"], asked["src_bytes"]


async def test_a_secretary_sees_the_cell_and_calls_in_one_tap(site: Site) -> None:
    async with at(site, "secretary") as robot:
        everybody = in_cell(site)
        await robot.until(strings.found(len(everybody), 10_000))
        await robot.until(lambda: shown(robot) == everybody)
        assert not robot.sees("Chi bộ A2")
        await robot.tap("Gọi 0900 000 001")
        assert robot.opened[-1] == "tel:+84900000001"
        message = next(n for n in robot.buttons() if n.startswith("Nhắn tin"))
        await robot.tap(message)
        assert robot.opened[-1].startswith("sms:+84")


async def test_search_finds_without_marks_by_year_and_by_phone(site: Site) -> None:
    house = site.house
    name = house.value("select full_name from handbook.members where id = %s", house.id("member"))
    async with at(site, "secretary") as robot:
        await robot.until(name)
        plain = house.value("select handbook.folded(%s)", name)
        for typed in (plain, "0900000001", name.upper()):
            await robot.type(strings.SEARCH, typed)
            await robot.until(lambda: shown(robot) == [name])
        await robot.type(strings.SEARCH, "khong co ai ten nay")
        await robot.until(strings.NOBODY)
        await robot.type(strings.SEARCH, "")
        await robot.until(lambda: len(shown(robot)) > 3)


async def test_filters_hold_are_said_saved_put_in_force_and_forgotten(site: Site) -> None:
    waiting = names(site, "unit_id = %s and status = 'probationary'", site.house.unit("cell-a1"))
    assert waiting
    async with at(site, "secretary") as robot:
        await robot.until(lambda: len(shown(robot)) > len(waiting))
        await robot.tap(strings.FILTER)
        await robot.until(strings.FILTER_TITLE)
        await robot.tap("Dự bị")
        await robot.type(strings.SAVE_AS, "Dự bị của tôi")
        await robot.tap(strings.SAVE)
        await robot.until("Dự bị của tôi")
        await robot.tap(strings.SHOW_LIST)
        await robot.until(lambda: shown(robot) == waiting)
        assert robot.sees(strings.filter_button(1))
        await robot.tap(strings.CLEAR_FILTERS)
        await robot.until(lambda: len(shown(robot)) > len(waiting))
        await robot.tap(strings.FILTER)
        await robot.until("Dự bị của tôi")
        await robot.tap("Dự bị của tôi")
        await robot.until(lambda: shown(robot) == waiting)
        await robot.tap(strings.filter_button(1))
        await robot.until(strings.SAVE_AS)
        await robot.until(strings.remove_filter("Dự bị của tôi"))
        await robot.tap(strings.remove_filter("Dự bị của tôi"))
        await robot.until(lambda: not robot.sees("Dự bị của tôi"))


async def test_a_saved_filter_brings_its_words_back_to_the_search_box(site: Site) -> None:
    async with at(site, "secretary") as robot:
        await robot.until(lambda: len(shown(robot)) > 3)
        await robot.type(strings.SEARCH, "gia bao")
        await robot.until(lambda: len(shown(robot)) == 1)
        await robot.tap(strings.FILTER)
        await robot.until(strings.SAVE_AS)
        await robot.type(strings.SAVE_AS, "Tìm Bảo")
        await robot.tap(strings.SAVE)
        await robot.until("Tìm Bảo")
        await robot.tap(strings.SHOW_LIST)
        await robot.until(strings.SEARCH_HINT)
        await robot.type(strings.SEARCH, "")
        await robot.until(lambda: len(shown(robot)) > 3)
        await robot.tap(strings.FILTER)
        await robot.until(lambda: robot.button("Tìm Bảo"))
        await robot.tap("Tìm Bảo")
        await robot.until(lambda: len(shown(robot)) == 1)
        await robot.until(lambda: robot.field(strings.SEARCH)["value"] == "gia bao")


async def test_a_secretary_filters_by_cell_group(site: Site) -> None:
    house = site.house
    group, name = house.value(
        "select array[id::text, name] from handbook.units"
        " where parent_id = %s and kind = 'cell_group' order by name",
        house.unit("cell-a1"),
    )
    async with at(site, "secretary", f"{MEMBERS}/filter") as robot:
        await robot.until(lambda: robot.button(name))
        await robot.tap(name)
        await robot.tap(strings.SHOW_LIST)
        await robot.until(lambda: shown(robot) == names(site, "group_id = %s::uuid", group))


async def test_the_citys_staff_see_both_wards(site: Site) -> None:
    async with at(site, "city_staff") as robot:
        for phone, cell in (("0900000001", "Chi bộ A1"), ("0900000007", "Chi bộ B1")):
            await robot.type(strings.SEARCH, phone)
            await robot.until(lambda here=cell: len(shown(robot)) == 1 and robot.sees(here))


async def test_a_filter_without_a_name_is_met_with_words(site: Site) -> None:
    async with at(site, "secretary", f"{MEMBERS}/filter") as robot:
        await robot.until(strings.FILTER_TITLE)
        await robot.settle()
        await robot.tap(strings.SAVE)
        await robot.until(lambda: robot.error_of(strings.SAVE_AS) == strings.NAME_MISSING)


async def test_staff_go_down_the_tree_to_a_cell(site: Site) -> None:
    async with at(site, "staff_a") as robot:
        await robot.until(strings.ALL_UNITS)
        await robot.tap(strings.ALL_UNITS)
        await robot.until("Đảng ủy phường Mẫu A")
        assert not robot.sees("Đảng ủy phường Mẫu B")
        await robot.tap("Đảng ủy phường Mẫu A")
        await robot.until("Chi bộ A2")
        await robot.tap("Chi bộ A2")
        await robot.until(lambda: shown(robot) == in_cell(site, "cell-a2"))
        assert robot.sees("Chi bộ A2")


async def test_a_wide_window_has_a_table_that_sorts_and_takes_columns(site: Site) -> None:
    cell = site.house.unit("cell-a1")
    async with at(site, "secretary", width=1280) as robot:
        await robot.until(lambda: shown(robot) == in_cell(site))
        await robot.tap(strings.BORN)
        with site.house.sql() as connection:
            rows = connection.execute(
                "select full_name from handbook.members where unit_id = %s and life_state = 'active'"
                " order by coalesce(birth_date, '0001-01-01'), id",
                (cell,),
            ).fetchall()
        by_birth = [name for (name,) in rows]
        await robot.until(lambda: shown(robot) == by_birth)
        await robot.tap(strings.BORN)
        await robot.until(lambda: shown(robot) == by_birth[::-1])
        await robot.tap(strings.COLUMNS)
        await robot.until(strings.COLUMNS_TITLE)
        assert not robot.sees("Tôn giáo")
        switches = robot.all_of("Switch")
        await robot.props(switches[0]["_i"], value=True)
        await robot.event(switches[0]["_i"], "change", True)
        await robot.tap(strings.SHOW_LIST)
        await robot.until("Họ và tên đang dùng, bí danh")


async def test_the_list_goes_on_page_by_page(site: Site) -> None:
    house = site.house
    cell = house.found("cell", "ward-a", "Chi bộ đông người")
    people = [house.newcomer(cell, account=False) for _ in range(60)]
    async with at(site, "staff_a") as robot:
        await robot.until(strings.SEARCH_HINT)
        await robot.type(strings.SEARCH, "nguyen van thu")
        await robot.until(strings.found(names_like(site), 10_000))
        await robot.until(lambda: len(shown(robot)) == 50)
        await robot.event(robot.by_key("more")["_i"], "click")
        await robot.until(lambda: len(shown(robot)) == names_like(site))
        assert {p.name for p in people} <= set(shown(robot))
        assert len(set(shown(robot))) == len(shown(robot))
        await robot.until(strings.END)


def names_like(site: Site) -> int:
    ward = site.house.unit("ward-a")
    path = site.house.value("select path from handbook.units where id = %s", ward)
    return len(
        names(
            site,
            "search_name like '%% nguyen%%' and search_name like '%% van%%'"
            " and search_name like '%% thu%%' and starts_with(unit_path, %s)",
            path,
        )
    )


@pytest.mark.parametrize("who", ["member", "sibling", "admin", "auditor", "probationary"])
@pytest.mark.parametrize("part", ["", "/export", "/slips", "/new"])
async def test_others_see_no_list_and_take_nothing_out(site: Site, who: str, part: str) -> None:
    async with at(site, who, f"{MEMBERS}{part}") as robot:
        await robot.until(lambda: robot.sees("chưa được giao"))
        assert shown(robot) == []
        secret = site.house.value(
            "select full_name from handbook.members where id = %s", site.house.id("exempt")
        )
        assert not robot.sees(secret)


async def test_another_cells_secretary_sees_none_of_ours(site: Site) -> None:
    async with at(site, "secretary_b") as robot:
        await robot.until(lambda: shown(robot) == in_cell(site, "cell-b1"))
        await robot.type(strings.SEARCH, "0900000001")
        await robot.until(strings.NOBODY)


async def test_the_way_stands_under_ones_own_tab_for_readers_of_records(site: Site) -> None:
    async with at(site, "secretary", "/me") as robot:
        await robot.until("Danh sách, tìm, lọc, gọi, xem hồ sơ")
    async with at(site, "member", "/me") as robot:
        await robot.until("Cài đặt")
        assert not robot.sees("Danh sách, tìm, lọc, gọi, xem hồ sơ")


async def test_an_export_wants_a_reason_and_hands_over_a_workbook(site: Site) -> None:
    async with at(site, "secretary", f"{MEMBERS}/export") as robot:
        await robot.until(strings.EXPORT_NOW)
        assert not robot.sees("Tôn giáo")
        await robot.tap(strings.EXPORT_NOW)
        await robot.until(lambda: robot.error_of(strings.EXPORT_REASON) == strings.REASON_SHORT)
        await robot.type(strings.EXPORT_REASON, "Báo cáo quý IV")
        await robot.tap(strings.EXPORT_NOW)
        everybody = in_cell(site)
        await robot.until(strings.exported(len(everybody)))
        name, content = saved_file(robot)
        assert name.endswith(".xlsx")
        rows = [*cast("Any", load_workbook(BytesIO(content)).worksheets[0]).values]
        assert [row[0] for row in rows[1:]] == everybody


async def test_what_is_filtered_is_what_comes_out_as_csv(site: Site) -> None:
    waiting = names(site, "unit_id = %s and status = 'probationary'", site.house.unit("cell-a1"))
    async with at(site, "secretary") as robot:
        await robot.until(strings.FILTER)
        await robot.tap(strings.FILTER)
        await robot.until(strings.FILTER_TITLE)
        await robot.tap("Dự bị")
        await robot.tap(strings.SHOW_LIST)
        await robot.until(lambda: shown(robot) == waiting)
        await robot.tap(strings.EXPORT)
        await robot.until(strings.EXPORT_REASON)
        await robot.tap(strings.CSV)
        await robot.type(strings.EXPORT_REASON, "Theo dõi đảng viên dự bị")
        await robot.tap(strings.EXPORT_NOW)
        await robot.until(strings.exported(len(waiting)))
        name, content = saved_file(robot)
        assert name.endswith(".csv")
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
        assert [row[0] for row in rows[1:]] == waiting


async def test_slips_are_issued_once_for_those_chosen(site: Site) -> None:
    house = site.house
    new = house.newcomer("cell-a1", account=False, name="Đỗ Thị Phiếu Mới")
    async with at(site, "secretary", f"{MEMBERS}/slips") as robot:
        await robot.until(new.name)
        await robot.tap(strings.SLIPS_ISSUE)
        await robot.until(strings.SLIPS_CHOOSE)
        tile = next(c for c in robot.all_of("ListTile") if new.name in robot.words_of(c))
        switch = tile["trailing"]
        await robot.props(switch["_i"], value=True)
        await robot.event(switch["_i"], "change", True)
        await robot.until(strings.SLIPS_CHOOSE, gone=True)
        await robot.tap(strings.SLIPS_ISSUE)
        await confirm(robot)
        await robot.until(strings.slips_ready(1))
        await robot.tap(strings.SLIPS_SAVE)
        await robot.until(lambda: bool(asked_of_device(robot, "save_file")))
        name, content = saved_file(robot)
        assert name.endswith(".pdf")
        words = " ".join(PdfReader(BytesIO(content)).pages[0].extract_text().split())
        assert new.name in words
        assert "/kich-hoat" in words
        await robot.tap(strings.SLIPS_DONE)
        await robot.until(strings.SLIPS_INVITED)
    issued = house.value(
        "select count(*) from handbook.one_time_codes where member_id = %s", new.id
    )
    assert issued == 1
