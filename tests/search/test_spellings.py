"""What is typed, however it is spelled, and what is found by it, best first."""

# ruff: noqa: E501 - a table is read line by line

import unicodedata

import pytest

from tests.search.conftest import Shelf

EXACT = ["title", "lead", "run", "text", "other"]
BARE = ["title", "lead", "run", "other", "text"]

TABLE: list[tuple[str, list[str]]] = [
    # with marks as typed first, the title before the lead, side by side before apart
    ("kết nạp đảng viên", EXACT),
    ("KẾT NẠP ĐẢNG VIÊN", EXACT),
    ("ket nap dang vien", BARE),
    ("kết nap đảng vien", BARE),
    ("kêt nap đang viên", BARE),
    (unicodedata.normalize("NFD", "kết nạp đảng viên"), EXACT),
    ("  kết   nạp\tđảng viên ", EXACT),
    ("viên đảng nạp kết", EXACT),
    ("kẹt nấp dâng viện", ["other", "title", "lead", "run", "text"]),
    ("tham những", ["corruption", "visit"]),
    ("thăm những", ["visit", "corruption"]),
    ("tham nhũng", ["corruption", "visit"]),
    ("tham nhung", ["corruption", "visit"]),
    ("hòa bình", ["peace"]),
    ("hoà bình", ["peace"]),
    # a phrase
    ('"kết nạp đảng viên"', ["title", "lead", "run", "other"]),
    ('"ket nap dang vien"', ["title", "lead", "run", "other"]),
    ("\u201ckết nạp đảng viên\u201d", ["title", "lead", "run", "other"]),
    ('"đảng viên" họp', ["text"]),
    ('"viên đảng"', []),
    ('"kết nạp đảng', ["title", "lead", "run", "other"]),
    # beginnings of the last word
    ("kết nạp đả", BARE),
    ("cov", ["latin"]),
    ("ovid", []),
    ("ket nap dang vienz", []),
    # numbers, whole and by part
    ("50-CT/TW", ["paper"]),
    ("50-ct/tw", ["paper"]),
    ("50 CT TW", ["paper", "letter"]),
    ("CT/TW", ["paper"]),
    ("50", ["paper", "letter"]),
    ("Covid-19", ["latin"]),
    ("ban bí thư", ["paper"]),
    ("trần ký tên", ["paper"]),
    # files
    ("chuyển đổi số", ["files"]),
    ("chuyen doi so", ["files"]),
    ('"chuyển đổi số"', ["files"]),
    ("de-cuong-so-ket", ["files"]),
    ("đề cương", ["files"]),
    # nothing
    ("xyzzy", []),
    ("", []),
    ("   ", []),
    ("?!", []),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "expected"), TABLE, ids=[repr(typed) for typed, _ in TABLE])
async def test_found(shelf: Shelf, typed: str, expected: list[str]) -> None:
    services = await shelf.house.as_(shelf.member)
    assert await shelf.names(services, typed) == expected


HOSTILE = [
    "'", "''; drop table x; --", '"', '""', '"" "', "\\", "\\'", "%", "_", "|", "&", "!", ":*", "a:*", "<->", "(((",
    "đảng & | ! :*", "{}", "[^", "(?i)", "\\m\\M", "$1", "%s", "%L", "\u202e", "\ufffd", "😀", "a" * 500, "đ" * 500,
    "ả " * 250, "đảng " * 100, '"' * 99, "\x01\x02", "\n\r\t\f", "a", "ả", "9", "-", "'=đang' & x", "+chi bo", "=chi",
    "中文", "слово", "kết\u0301\u0301\u0301 nạp", "\u0301", "a'b\"c\\d",
]  # fmt: skip


@pytest.mark.parametrize("typed", HOSTILE, ids=[ascii(typed)[:30] for typed in HOSTILE])
async def test_nothing_typed_is_an_error(shelf: Shelf, typed: str) -> None:
    services = await shelf.house.as_(shelf.member)
    found = await shelf.find(services, typed)
    assert len(found.hits) <= 20


async def test_nul_is_refused_by_the_database_not_by_a_crash(shelf: Shelf) -> None:
    answer = await shelf.house.call(shelf.member, "search", words="đảng\0viên")
    assert answer.status in (200, 400, 422)
