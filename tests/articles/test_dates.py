"""Dates as people and programs write them."""

from datetime import date

import pytest

from services.articles.dates import date_line, find_date, parse_date

DAY = date(2026, 11, 2)


@pytest.mark.parametrize(
    "value",
    [
        "2026-11-02",
        "2026-11-02 08:30",
        "2026-11-02T08:30:00+07:00",
        "2026-11-01T17:00:00Z",  # already the next day in Vietnam
        "02/11/2026",
        "2.11.2026",
        "2-11-2026",
        "Thứ Hai, 02/11/2026, 08:30 (GMT+7)",
        "ngày 02 tháng 11 năm 2026",
    ],
)
def test_metadata_date_is_understood(value: str) -> None:
    assert parse_date(value) == DAY


@pytest.mark.parametrize(
    "line",
    [
        "Thứ Hai, ngày 2/11/2026",
        "Sông Mẫu, ngày 02 tháng 11 năm 2026",
        "Ngày 2 tháng 11 năm 2026",
        "NGÀY 2 THÁNG 11 NĂM 2026",
        "thứ 2, 02/11/2026 08:30",
        "Chủ nhật 02-11-2026",
        "02/11/2026 - 8h30",
        "02/11/2026",
    ],
)
def test_line_that_tells_the_date_is_found(line: str) -> None:
    assert date_line(line) == DAY


@pytest.mark.parametrize(
    "line",
    [
        "Sáng ngày 02/11/2026, bà con ở khắp các ngõ trong phường đã cùng nhau ra quân dọn dẹp.",
        "Số 12/11/20261",
        "31/02/2026",
        "02/11/1826",
        "Tổng cộng 12.11 tấn",
        "",
    ],
)
def test_other_lines_tell_no_date(line: str) -> None:
    assert date_line(line) is None


def test_date_is_sought_at_head_and_end_only() -> None:
    middle = [f"dòng {number}" for number in range(40)]
    assert find_date(["Tên", "02/11/2026", *middle]) == DAY
    assert find_date(["Tên", *middle, "Sông Mẫu, ngày 02/11/2026"]) == DAY
    assert find_date(["Tên", *middle, "02/11/2026", *middle]) is None
