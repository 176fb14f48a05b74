"""The report on acknowledgements: every figure, as a page and as a sheet; names only where there are some."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from openpyxl import load_workbook

from services.directives import report as said
from services.directives import strings
from services.directives.models import Report
from services.directives.sheet import tracking_sheet
from services.printing.tracking import tracking_pdf
from tests.printing.samples import AT, LETTERS, UNITS, pages

ONE = UUID(int=1)


def report(**more: Any) -> Report:
    given: dict[str, Any] = {
        "post_id": ONE, "title": "Chỉ thị về phòng cháy", "number": "12-CT/ĐU", "issued_on": "2026-11-12",
        "acknowledge_by": "2026-11-20", "overdue": True, "wants_acknowledgement": True,
        "leaders_only": False, "unit": {"unit_id": ONE, "name": UNITS[1], "kind": "ward"},
        "expected": 1200, "acknowledged": 1100, "late": 60,
        "children": [
            {"unit_id": ONE, "name": f"Chi bộ {n}", "kind": "cell", "expected": 30, "acknowledged": 20,
             "late": 5}
            for n in range(1, 41)
        ],
        "people": [], "made_by": "Trần Văn Bình", "unit_names": UNITS[:2],
    }  # fmt: skip
    return Report.model_validate(given | more)


def person(name: str, **more: Any) -> dict[str, Any]:
    given = {"member_id": ONE, "full_name": name, "exempt": False, "acknowledged_at": None}
    return {**given, "reminded_at": None, "late": False, **more}


PEOPLE = [
    person("Nguyễn Thị Ánh", acknowledged_at=AT),
    person("Lê Muộn", acknowledged_at=AT, late=True),
    person("Đỗ Chưa", late=True),
    person("Bùi Miễn", exempt=True),
    person('=HYPERLINK("x")'),
]


def test_a_wards_report_has_figures_of_every_cell_on_numbered_pages():
    first, *others = pages(tracking_pdf(report(), AT, demo=True))
    for expected in (
        "Đơn vị Đảng ủy phường Mẫu A, Thành ủy Sông Mẫu",
        "12-CT/ĐU, ngày 12/11/2026",
        "20/11/2026 (đã qua)",
        "Người lập Trần Văn Bình",
        "Lập lúc 22/11/2026 12:30",
        "Chi bộ 1 30 15 5 10 67%",
        "Trang 1/",
        strings.DEMO,
    ):
        assert expected in first
    assert "Cộng 1.200 1.040 60 100 92%" in others[-1]
    assert strings.PEOPLE_HEADS[0] not in first + others[-1]


def test_a_cells_report_is_by_name_and_never_calls_the_exempt_late():
    (text,) = pages(tracking_pdf(report(children=[], people=PEOPLE), AT))
    for expected in (
        "Nguyễn Thị Ánh Đúng hạn 22/11/2026 12:30",
        "Lê Muộn Muộn 22/11/2026 12:30",
        "Đỗ Chưa Quá hạn, chưa xác nhận",
        "Bùi Miễn Được miễn sinh hoạt",
    ):
        assert expected in text
    assert strings.DEMO not in text


def test_a_sheet_has_numbers_as_numbers_and_no_formula():
    book = load_workbook(BytesIO(tracking_sheet(report(people=PEOPLE), AT, demo=True)))
    sheet = book[strings.SHEET]
    rows = [tuple(row) for row in sheet.iter_rows(values_only=True)]
    assert ("Chi bộ 40", 30, 15, 5, 10, pytest.approx(2 / 3)) in rows
    assert ("Cộng", 1200, 1040, 60, 100, pytest.approx(1100 / 1200)) in rows
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert any(cell.value == '=HYPERLINK("x")' and cell.quotePrefix for cell in cells)


def test_every_letter_and_a_long_title_fit():
    pages_ = pages(tracking_pdf(report(title=f"{LETTERS} " * 4, children=[], number=None), AT))
    assert len(pages_) == 1
    assert strings.NUMBER not in pages_[0]


@pytest.mark.parametrize(
    ("share", "words"), [(None, "–"), (0.0, "0%"), (0.001, "1%"), (0.999, "99%"), (1.0, "100%")]
)
def test_a_share_is_full_only_when_nobody_is_missing(share: float | None, words: str):
    assert said.percent(share) == words
