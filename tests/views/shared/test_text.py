"""Dates, numbers and names as Vietnamese readers write them."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from views.shared import text

AT = datetime(2026, 2, 3, 7, 5, tzinfo=UTC)  # 14:05 in Vietnam


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (AT, "hôm nay 14:05"),
        (AT - timedelta(hours=14, minutes=4), "hôm nay 00:01"),
        (AT - timedelta(hours=14, minutes=6), "hôm qua 23:59"),
        (AT + timedelta(hours=10), "ngày mai 00:05"),
        (AT - timedelta(days=5), "29/01/2026 14:05"),
        (datetime(2026, 2, 3, 7, 5), "hôm nay 14:05"),
        (datetime(2026, 2, 3, 9, 5, tzinfo=timezone(timedelta(hours=2))), "hôm nay 14:05"),
    ],
)
def test_moments(value: datetime, words: str) -> None:
    assert text.moment(value, AT) == words


@pytest.mark.parametrize(
    ("back", "words"),
    [
        (timedelta(seconds=20), "vừa xong"),
        (timedelta(minutes=5, seconds=50), "5 phút trước"),
        (timedelta(hours=3), "3 giờ trước"),
        (timedelta(hours=15), "hôm qua"),
        (timedelta(days=3), "3 ngày trước"),
        (timedelta(days=8), "26/01/2026"),
        (timedelta(minutes=-30), "hôm nay 14:35"),
    ],
)
def test_how_long_ago(back: timedelta, words: str) -> None:
    assert text.ago(AT - back, AT) == words


def test_deadlines_say_what_is_left() -> None:
    today = date(2026, 2, 3)
    assert text.due(date(2026, 2, 8), today) == "08/02/2026 (còn 5 ngày)"
    assert text.due(today, today) == "03/02/2026 (hạn hôm nay)"
    assert text.due(date(2026, 2, 1), today) == "01/02/2026 (quá hạn 2 ngày)"
    assert text.weekday(today) == "thứ Ba"


def test_numbers_follow_the_house_style() -> None:
    assert text.number(30805) == "30.805"
    assert text.number(2127518) == "2.127.518"
    assert text.decimal(1234.5) == "1.234,5"
    assert text.file_size(900) == "1 KB"
    assert text.file_size(1_258_291) == "1,2 MB"


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("3/2/2026", date(2026, 2, 3)),
        (" 03-02-2026 ", date(2026, 2, 3)),
        ("03.02.2026", date(2026, 2, 3)),
        ("03022026", date(2026, 2, 3)),
        ("29/02/2024", date(2024, 2, 29)),
        ("29/02/2026", None),
        ("2026/02/03", None),
        ("3/2/26", None),
        ("hôm nay", None),
        ("", None),
    ],
)
def test_typed_dates(typed: str, day: date | None) -> None:
    assert text.parse_day(typed) == day


def test_initials() -> None:
    assert text.initials("Nguyễn Văn Ánh") == "NÁ"
    assert text.initials("  đỗ  ") == "Đ"
    assert text.initials("123") == "?"
