"""Lists of members as wards keep them: thousands of rows, and in a known share of them known faults."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from openpyxl import Workbook

from services.demo.names import Sex, invent_name
from services.imports.encodings import to_tcvn3, to_vni

HEADS = {
    "full_name": "Họ và tên khai sinh",
    "sex": "Giới tính",
    "birth_date": "Ngày sinh",
    "ethnicity": "Dân tộc",
    "religion": "Tôn giáo",
    "personal_id": "Số định danh cá nhân",
    "card_number": "Số thẻ đảng viên",
    "unit": "Chi bộ đang sinh hoạt",
    "admission_date": "Ngày vào Đảng",
    "official_date": "Ngày chính thức",
    "phone": "Số điện thoại",
    "email": "Email",
    "residence_detail": "Nơi thường trú",
}
ROWS_ABOVE = 4
"""A title, a blank row, and headings of two rows stand above the members."""


@dataclass
class Listed:
    """A list, and what is wrong in it: (row of the sheet, field, kind)."""

    rows: list[dict[str, str | int]]
    faults: set[tuple[int, str, str]] = field(default_factory=set[tuple[int, str, str]])


@dataclass
class Faulter:
    """Puts each kind of fault into a share of the rows, at most one into each row."""

    listed: Listed
    chance: random.Random

    def missing(self, n: int, row: dict[str, str | int]) -> None:
        name = self.chance.choice(["sex", "ethnicity", "personal_id", "admission_date"])
        row[name] = ""
        self._told(n, name, "missing")

    def bad_date(self, n: int, row: dict[str, str | int]) -> None:
        row["birth_date"] = self.chance.choice(["31/02/1970", "không rõ", "12/13/1980", "1/1"])
        self._told(n, "birth_date", "bad_date")

    def needs_day(self, n: int, row: dict[str, str | int]) -> None:
        row["admission_date"] = "1999"
        self._told(n, "admission_date", "needs_day")

    def future_date(self, n: int, row: dict[str, str | int]) -> None:
        row["official_date"] = "01/01/2099"
        self._told(n, "official_date", "future_date")

    def contradicting_dates(self, n: int, row: dict[str, str | int]) -> None:
        row["official_date"] = "02/03/1950"
        self._told(n, "official_date", "contradicting_dates")

    def bad_card(self, n: int, row: dict[str, str | int]) -> None:
        row["card_number"] = self.chance.choice(["12345", f"{n:011}", "AB1234567890"])
        self._told(n, "card_number", "bad_card")

    def bad_personal_id(self, n: int, row: dict[str, str | int]) -> None:
        row["personal_id"] = f"{n:09}"
        self._told(n, "personal_id", "bad_personal_id")

    def unit_unknown(self, n: int, row: dict[str, str | int]) -> None:
        row["unit"] = "Chi bộ không có thật"
        self._told(n, "unit", "unit_unknown")

    def bad_phone(self, n: int, row: dict[str, str | int]) -> None:
        row["phone"] = self.chance.choice(["12", "0912", "không có"])
        self._told(n, "phone", "bad_phone")

    def bad_email(self, n: int, row: dict[str, str | int]) -> None:
        row["email"] = "thu.vien"
        self._told(n, "email", "bad_email")

    def unknown_choice(self, n: int, row: dict[str, str | int]) -> None:
        row["sex"] = "khác"
        self._told(n, "sex", "unknown_choice")

    def legacy_encoding(self, n: int, row: dict[str, str | int]) -> None:
        convert = self.chance.choice([to_tcvn3, to_vni])
        row["residence_detail"] = convert("Phường Đông Hải, số nhà mười tám")
        self._told(n, "residence_detail", "legacy_encoding")

    def cell_error(self, n: int, row: dict[str, str | int]) -> None:
        row["email"] = "#REF!"
        self._told(n, "email", "cell_error")

    def _told(self, n: int, name: str, kind: str) -> None:
        self.listed.faults.add((n, name, kind))


KINDS = (
    "missing", "bad_date", "needs_day", "future_date", "contradicting_dates", "bad_card", "bad_personal_id",
    "unit_unknown", "bad_phone", "bad_email", "unknown_choice", "legacy_encoding", "cell_error",
)  # fmt: skip


def members(
    count: int, cells: list[str], *, share: float = 0.03, seed: int = 3, offset: int = 0
) -> Listed:
    """A list of so many members with each kind of fault in ``share`` of the rows."""
    chance = random.Random(seed)
    listed = Listed([])
    faulter = Faulter(listed, chance)
    numbers = list(range(count))
    chance.shuffle(numbers)
    each = int(count * share)
    wrong: dict[int, str] = {}
    for place, kind in enumerate((*KINDS, "card_number_twice")):
        for number in numbers[place * each : (place + 1) * each]:
            wrong[number] = kind
    cards: list[int] = []
    for number in range(count):
        n = ROWS_ABOVE + 1 + number
        row = _member(chance, number + offset, cells)
        kind = wrong.get(number)
        if kind == "card_number_twice":
            cards.append(number)
        elif kind is not None:
            getattr(faulter, kind)(n, row)
        listed.rows.append(row)
    for first, second in zip(cards[::2], cards[1::2], strict=False):
        listed.rows[second]["card_number"] = listed.rows[first]["card_number"]
        for number in (first, second):
            listed.faults.add((ROWS_ABOVE + 1 + number, "card_number", "card_number_twice"))
    return listed


def _member(chance: random.Random, number: int, cells: list[str]) -> dict[str, str | int]:
    sex: Sex = chance.choice(("male", "female"))
    born = date(1940, 1, 1) + timedelta(days=chance.randrange(20_000))
    admitted = born + timedelta(days=chance.randrange(7_000, 9_500))
    official = admitted + timedelta(days=366)
    day = chance.choice(("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "serial", "year"))
    written: str | int = (
        (born - date(1899, 12, 30)).days
        if day == "serial"
        else born.strftime("%Y" if day == "year" else day)
    )
    return {
        "full_name": invent_name(chance, sex, born.year),
        "sex": "Nam" if sex == "male" else "Nữ",
        "birth_date": written,
        "ethnicity": "Kinh",
        "religion": "Không",
        "personal_id": f"{79_000_000_000 + number:012}",
        "card_number": f"{55_000_000_000 + number:012}",
        "unit": cells[number % len(cells)],
        "admission_date": admitted.strftime("%d/%m/%Y"),
        "official_date": official.strftime("%d/%m/%Y"),
        "phone": f"09{number % 10**8:08}" if number % 3 else "",
        "email": f"dv{number}@example.vn" if number % 4 == 0 else "",
        "residence_detail": "Số nhà 12, ngõ Hoa Mẫu",
    }


def write(listed: Listed, path: Path) -> Path:
    """As a workbook: a title, a blank row, headings merged over two rows, members."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("DS")
    sheet.append(["DANH SÁCH ĐẢNG VIÊN"])
    sheet.append([])
    names = list(HEADS)
    upper = ["" if h in ("phone", "email") else HEADS[h] for h in names]
    upper[names.index("phone")] = "Liên lạc"
    sheet.append(upper)
    sheet.append([HEADS[h] if h in ("phone", "email") else "" for h in names])
    for row in listed.rows:
        sheet.append([row.get(name, "") for name in names])
    book.save(path)
    return path
