"""Files as they come: layouts of many offices, old encodings, and files that are no lists or mean harm."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from services.errors import Invalid
from services.imports.encodings import to_tcvn3
from services.imports.models import RawRow
from services.imports.opening import FORMULA
from services.imports.service import raw_rows, read_sheet


def book(path: Path, *rows: Sequence[object]) -> Path:
    made = Workbook()
    sheet: Any = made.active
    for row in rows:
        sheet.append(row)
    made.save(path)
    return path


def read(path: Path) -> tuple[list[str | None], list[RawRow]]:
    table, sheet = read_sheet(path)
    return sheet.mapping, list(raw_rows(table, sheet))


def refusal(path: Path) -> str:
    with pytest.raises(Invalid) as refused:
        read(path)
    return refused.value.code


PERSON = ["Nguyễn Văn An", "03/02/1960", "055000000001"]
HEADS = ["Họ và tên", "Ngày sinh", "Số thẻ đảng"]


def test_headings_below_a_title_over_merged_rows_with_numbers_beneath(tmp_path: Path) -> None:
    path = tmp_path / "quoc-gia.xlsx"
    made = Workbook()
    sheet: Any = made.active
    sheet["A1"] = "DANH SÁCH ĐẢNG VIÊN"
    for cell, words in {
        "A4": "STT", "B4": "Họ và tên khai sinh *", "C4": "Quê quán", "F4": "Thẻ đảng viên",
        "C5": "Quốc gia", "D5": "Tỉnh/Thành phố", "E5": "Chi tiết", "F5": "Số", "G5": "Ngày cấp",
    }.items():  # fmt: skip
        sheet[cell] = words
    for area in ("A4:A5", "B4:B5", "C4:E4", "F4:G4"):
        sheet.merge_cells(area)
    for column in range(1, 8):
        sheet.cell(6, column, f"({column})")
    values = (1, "Nguyễn Văn An", "Việt Nam", "Hà Nội", "Xã Mẫu", "055000000001", "2001")
    for column, value in enumerate(values, 1):
        sheet.cell(9, column, value)
    made.save(path)
    mapping, rows = read(path)
    assert mapping == [
        None, "full_name", "home_country", "home_province", "home_detail", "card_number", "card_date",
    ]  # fmt: skip
    assert [row.n for row in rows] == [9], "blank rows and the numbering are no members"


@pytest.mark.parametrize("sign", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_csv_of_any_kind(tmp_path: Path, sign: str, encoding: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text("\n".join(sign.join(row) for row in (HEADS, PERSON)), encoding)
    mapping, rows = read(path)
    assert mapping == ["full_name", "birth_date", "card_number"]
    assert rows[0].raw == PERSON


def test_csv_in_tcvn3_has_its_headings_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    lines = [HEADS, *[PERSON] * 5]
    path.write_text("\n".join(",".join(map(to_tcvn3, line)) for line in lines), "latin-1")
    table, sheet = read_sheet(path)
    assert sheet.mapping == ["full_name", "birth_date", "card_number"]
    assert sheet.encoding == "tcvn3"
    assert table.encoding == "latin-1"


def test_formulas_are_never_computed(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", [*HEADS], ["=1+1", "03/02/1960", "=HYPERLINK(1)"])
    _, rows = read(path)
    assert rows[0].raw == [f"{FORMULA}=1+1", "03/02/1960", f"{FORMULA}=HYPERLINK(1)"]


def test_the_value_that_a_formula_last_had_is_taken(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", [*HEADS], ["=A9", "03/02/1960", "055000000001"])
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"]
    assert b"<f>A9</f><v" in sheet
    parts["xl/worksheets/sheet1.xml"] = re.sub(
        rb'<c r="A2"><f>A9</f><v ?(/>|></v>)', b'<c r="A2" t="str"><f>A9</f><v>An</v>', sheet
    )
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    assert read(path)[1][0].raw[0] == "An"


def test_a_zip_bomb_is_refused_before_it_is_opened(tmp_path: Path) -> None:
    path = book(tmp_path / "bomb.xlsx", [*HEADS])
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/worksheets/sheet2.xml", b"0" * 300_000_000)
    assert path.stat().st_size < 1_000_000
    assert refusal(path) == "import.bomb"


def test_entities_that_multiply_are_refused(tmp_path: Path) -> None:
    path = book(tmp_path / "laughs.xlsx", [*HEADS])
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("xl/more.xml", b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aa">]><x/>')
    assert refusal(path) == "import.bomb"


def test_macros_are_refused(tmp_path: Path) -> None:
    path = book(tmp_path / "macro.xlsx", [*HEADS])
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("xl/vbaProject.bin", b"x")
    assert refusal(path) == "import.macros"


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "import.empty"),
        (OLE, "import.old_format"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "import.encrypted"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "import.picture"),
        (b"%PDF-1.4\n", "import.not_workbook"),
        (b"<html><table></table></html>", "import.not_workbook"),
        (b"PK\x03\x04 not a package", "import.broken"),
        (b"\0\1\2\3" * 100, "import.not_workbook"),
        (b"mot cot thoi\nhai\n", "import.no_headings"),
    ],
)
def test_what_is_no_list_is_refused_by_its_kind(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(content)
    assert refusal(path) == code


def test_a_document_of_another_program_is_refused(tmp_path: Path) -> None:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as package:
        package.writestr("word/document.xml", "<x/>")
    path = tmp_path / "a.xlsx"
    path.write_bytes(kept.getvalue())
    assert refusal(path) == "import.not_workbook"


def test_a_cut_off_workbook_is_broken(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", [*HEADS], PERSON)
    path.write_bytes(path.read_bytes()[:-200])
    assert refusal(path) == "import.broken"


def test_ten_thousand_columns_are_refused(tmp_path: Path) -> None:
    path = book(tmp_path / "wide.xlsx", [f"c{n}" for n in range(10_000)], PERSON)
    assert refusal(path) == "import.too_many_columns"


def test_more_rows_than_one_import_takes_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_text(",".join(HEADS) + "\n" + "An,1960,1\n" * 120_001, "utf-8")
    assert refusal(path) == "import.too_many_rows"


def test_a_sheet_that_lies_about_its_size_is_read_to_its_end(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", [*HEADS], PERSON, PERSON)
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    name = "xl/worksheets/sheet1.xml"
    parts[name] = parts[name].replace(b'ref="A1:C3"', b'ref="A1:A1"')
    with zipfile.ZipFile(path, "w") as package:
        for part, content in parts.items():
            package.writestr(part, content)
    assert len(read(path)[1]) == 2


def test_very_long_cells_are_cut_and_control_characters_go(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(",".join(HEADS) + "\n" + "x" * 50_000 + ",a\x07b,1\n", "utf-8")
    _, rows = read(path)
    assert len(rows[0].raw[0]) == 10_001
    assert rows[0].raw[1] == "a b"


def test_a_formatted_sheet_without_end_ends_with_its_members(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", [*HEADS], PERSON)
    opened = load_workbook(path)
    sheet: Any = opened.active
    sheet.cell(60_000, 1).value = ""
    sheet.cell(60_000, 5).number_format = "0"
    opened.save(path)
    assert len(read(path)[1]) == 1
