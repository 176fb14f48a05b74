"""Lists taken out: read back cell by cell, from made-up lines and from the real roster."""

from __future__ import annotations

import csv
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path
from typing import Any, cast
from uuid import uuid4

import pytest
from openpyxl import load_workbook

from services.errors import Invalid
from services.members.export import FORMULA_STARTS, columns_of, write
from services.members.models import MemberLine, RosterQuery
from services.records.catalogue import COLUMNS
from tests.cast import PHONES
from tests.house import House
from tests.views.samples import an_id

EVIL = [f"{start}HYPERLINK(1)" for start in FORMULA_STARTS]


def line(number: int, **more: Any) -> MemberLine:
    return MemberLine(
        member_id=an_id(number),
        place=f"{number:06}",
        full_name=more.pop("full_name", f"Nguyễn Văn {number}"),
        unit_id=an_id("cell"),
        unit_name="Chi bộ A1",
        group_name=None,
        status="official",
        life_state="active",
        sex=None,
        birth_date=None,
        admission_date=None,
        official_date=None,
        phone=None,
        email=None,
        activity_exempt=False,
        working_away=False,
        card_ending=None,
        more=more,
    )


async def pages(*lines: MemberLine) -> AsyncIterator[list[MemberLine]]:
    for one in lines:
        yield [one]


def cells(path: Path) -> list[tuple[Any, ...]]:
    book = load_workbook(path)
    return [tuple(row) for row in cast("Any", book.worksheets[0]).iter_rows(values_only=True)]


async def test_cells_are_typed_the_header_is_frozen_and_columns_have_widths(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    names = ["birth_date", "admission_date", "working_away", "sex", "phone", "languages"]
    given = {
        "birth_date": "1956",
        "admission_date": "1986-05-19",
        "working_away": True,
        "sex": "female",
        "phone": "+84912345678",
        "languages": ["Anh", "Nga"],
    }
    said: list[int] = []
    count = await write(
        pages(line(1, **given), line(2)), columns_of(names), path, "xlsx", said.append
    )
    assert (count, said) == (2, [1, 2])
    head, first, second = cells(path)
    assert head[:4] == ("Họ và tên khai sinh", "Chi bộ", "Tổ đảng", "Ngày sinh")
    assert first == (
        "Nguyễn Văn 1", "Chi bộ A1", None, "1956", datetime(1986, 5, 19), "Có", "Nữ",
        "0912345678", "Anh\nNga",
    )  # fmt: skip
    assert set(second[3:]) == {None}
    sheet = cast("Any", load_workbook(path).worksheets[0])
    assert sheet.freeze_panes == "B2"
    assert sheet["E2"].number_format == "dd/mm/yyyy"
    assert sheet.column_dimensions["A"].width == 28


async def test_no_text_is_a_live_formula_in_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    lines = [line(n, full_name=evil, alias=evil) for n, evil in enumerate(EVIL)]
    await write(pages(*lines), columns_of(["alias"]), path, "xlsx")
    sheet = cast("Any", load_workbook(path).worksheets[0])
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            assert cell.data_type != "f", cell.value
            if cell.value and cell.value.startswith(FORMULA_STARTS):
                assert cell.quotePrefix
    assert [row[0] for row in cells(path)[1:5]] == EVIL[:4]


async def test_no_text_is_a_live_formula_in_csv(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    lines = [line(n, full_name=evil, alias=evil) for n, evil in enumerate(EVIL)]
    await write(pages(*lines), columns_of(["alias"]), path, "csv")
    assert path.read_bytes().startswith("\ufeffHọ và tên khai sinh,".encode())
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))[1:]
    assert [row[0] for row in rows] == [f"'{evil}" for evil in EVIL]
    assert [row[3] for row in rows] == [f"'{evil}" for evil in EVIL]


async def test_letters_that_no_workbook_may_hold_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    await write(pages(line(1, alias="a\x00b\x0bc")), columns_of(["alias"]), path, "xlsx")
    assert cells(path)[1][3] == "abc"


@pytest.mark.parametrize("name", ["religion", "discipline", "health", "nothing_of_the_kind"])
def test_sensitive_columns_cannot_be_chosen(name: str) -> None:
    with pytest.raises(Invalid) as raised:
        columns_of(["phone", name])
    assert raised.value.code == "list.column_closed"
    assert raised.value.details["field"] == name


async def test_what_the_filter_shows_comes_out_and_each_members_log_says_why(
    house: House, tmp_path: Path
) -> None:
    roster = (await house.as_("secretary")).roster
    query = RosterQuery(columns=["phone", "card_number", "admission_date"])
    reason = f"Báo cáo {uuid4()}"
    path = tmp_path / "list.xlsx"
    count = await write(roster.export(query, reason), columns_of(query.columns), path, "xlsx")
    shown = [one.full_name for one in await roster.page(query, size=500)]
    assert count == await roster.count(query) == len(shown)
    rows = cells(path)[1:]
    assert [row[0] for row in rows] == shown
    assert all(row[1].startswith("Chi bộ A1") for row in rows)
    assert PHONES["member"] in [row[3] for row in rows]
    assert all(row[4] is None or row[4].startswith("•") for row in rows)
    logged = house.value(
        "select count(*) from handbook.audit_entries e join handbook.audit_values v"
        " on v.entry_id = e.id and v.at = e.at"
        " where e.action = 'record.export' and v.after ->> 'reason' = %s",
        reason,
    )
    assert logged == count


@pytest.mark.parametrize("who", ["member", "sibling", "admin", "auditor", "office_a"])
async def test_others_take_nothing_out(house: House, who: str) -> None:
    roster = (await house.as_(who)).roster
    assert [page async for page in roster.export(RosterQuery(), "Thử xem")] == []


async def test_a_scope_ends_at_its_unit(house: House) -> None:
    query = RosterQuery(unit_id=house.unit("cell-a1"))
    theirs = (await house.as_("secretary_b")).roster
    assert [page async for page in theirs.export(query, "Thử xem")] == []
    cells_seen = {
        one.unit_name.split(" – ")[0]
        async for page in (await house.as_("staff_a")).roster.export(RosterQuery(), "Thử xem")
        for one in page
    }
    assert {"Chi bộ A1", "Chi bộ A2"} <= cells_seen
    assert "Chi bộ B1" not in cells_seen


async def test_without_a_reason_nothing_comes_out(house: House) -> None:
    with pytest.raises(Invalid) as raised:
        _ = [p async for p in (await house.as_("secretary")).roster.export(RosterQuery(), " ")]
    assert raised.value.code == "record.reason_missing"


async def test_the_database_refuses_a_sensitive_column_too(house: House) -> None:
    query = RosterQuery(columns=["religion"])
    with pytest.raises(Invalid) as raised:
        _ = [p async for p in (await house.as_("secretary")).roster.export(query, "Báo cáo")]
    assert raised.value.code == "list.column_closed"
    assert set(COLUMNS).isdisjoint({"religion"})
