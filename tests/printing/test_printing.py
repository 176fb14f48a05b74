"""What is printed says what it should, in every Vietnamese letter, on no more paper than it may."""

from __future__ import annotations

import json
import logging
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from services.printing import strings
from services.printing.entries import entries_pdf
from services.printing.record import pieces, record_pdf
from services.printing.slips import slips_pdf
from services.records import strings as words
from services.records.models import Record
from services.records.taking import as_json, as_pdf
from tests.printing.samples import AT, LETTERS, entry, field, pages, record, slip

ADDRESS = "https://so-tay.phuong-mau-a.vn/kich-hoat"


# The record


def test_a_record_is_printed_in_sections_with_sources_and_dates():
    (text,) = pages(
        record_pdf(
            record(
                field("full_name", "Nguyễn Thị Hạnh"),
                field("birth_date", "1959-04-12", "rough_date"),
                field("sex", "female", "choice"),
                field("admission_date", "1986-05-19", "date", "party"),
                field("card_date", "2010", "rough_date", "party"),
                field("activity_exempt", False, "yes_no", "party"),
                field("rewards", ["Bằng khen 2005", "Huân chương 2010"], "list", "rewards"),
            ),
            AT,
        )
    )
    for expected in (
        "HỒ SƠ ĐẢNG VIÊN Nguyễn Thị Hạnh Chi bộ A1, Đảng ủy phường Mẫu A, Thành ủy Sông Mẫu",
        "Ngày sinh 12/04/1959 Cán bộ tổ chức cập nhật · 22/11/2026",
        "Giới tính Nữ",
        "Ngày cấp thẻ đảng 2010",
        "Được miễn công tác và sinh hoạt Không",
        "Bằng khen 2005 Huân chương 2010",
        "02/03/2019 – nay Chi bộ A1, Đảng ủy phường Mẫu A, Thành ủy Sông Mẫu QĐ 12-QĐ/ĐU",
        "In lúc 22/11/2026 12:30",
        "Trang 1/1",
    ):
        assert expected in text
    for section in ("identity", "party", "rewards"):
        assert words.SECTIONS[section] in text
    assert strings.DEMO not in text


def test_what_is_empty_is_left_out_and_an_empty_section_says_so():
    (text,) = pages(
        record_pdf(record(field("alias", None), field("rewards", [], "list", "rewards")), AT)
    )
    assert words.FIELDS["alias"] not in text
    assert text.count(strings.NOTHING_HERE) == 2


def test_every_vietnamese_letter_is_there_composed_or_not(caplog: pytest.LogCaptureFixture):
    apart = "Nguyê\u0303n Thi\u0323 A\u0306n"
    with caplog.at_level(logging.WARNING):
        both = LETTERS + " " + LETTERS.upper()
        (text,) = pages(
            record_pdf(record(field("alias", both), field("history", apart), name=both), AT)
        )
    assert "missing" not in caplog.text
    assert "Nguyễn Thị Ăn" in text
    assert {c for c in both if c not in text} == set()


def test_a_life_of_ten_thousand_letters_goes_over_pages_and_loses_no_word():
    said = " ".join(f"chữ{n}" for n in range(1400))
    lines = [f"dòng {n}" for n in range(100)]
    made = record_pdf(
        record(
            field("history", said, "long_text", "work"),
            field("positions", lines, "list", "work"),
            field("economy", "w" * 10_000, "long_text", "family"),
        ),
        AT,
        demo=True,
    )
    sheets = pages(made)
    whole = " ".join(sheets).split()
    assert len(sheets) > 3
    assert {f"chữ{n}" for n in range(1400)} <= set(whole)
    assert "".join(whole).count("w") == 10_000
    assert all(strings.DEMO in sheet for sheet in sheets)
    assert f"Trang {len(sheets)}/{len(sheets)}" in sheets[-1]


@pytest.mark.parametrize("text", ["", "một", "a\nb", "x" * 3000, "từ " * 900, "\n".join("abc" * 9)])
def test_pieces_hold_the_whole_text(text: str):
    found = pieces(text)
    assert "".join("".join(found).split()) == "".join(text.split())
    assert max(len(p) for p in found) <= 400


def test_a_printed_record_names_itself_and_its_language():
    reader = PdfReader(BytesIO(record_pdf(record(), AT)))
    assert reader.metadata is not None
    assert reader.metadata.title == "HỒ SƠ ĐẢNG VIÊN Nguyễn Thị Hạnh"
    assert reader.root_object["/Lang"] == "vi"


# First activation


def test_a_slip_says_all_that_is_needed_and_the_address_carries_no_code():
    made = slips_pdf([slip()], ADDRESS, AT)
    (text,) = pages(made)
    for expected in (
        "Nguyễn Thị Hạnh",
        "Chi bộ A1, Đảng ủy phường Mẫu A",
        "Tên đăng nhập: số điện thoại 0900 000 001",
        "7K3QF 9WXRT 2HM",
        "7 ngày, đến 29/11/2026 12:30",
        *strings.STEPS,
        ADDRESS,
        strings.KEEP_TO_YOURSELF,
    ):
        assert expected in text
    assert strings.CUT_HERE in text


def test_three_slips_a_page_each_whole_with_the_longest_names():
    names = [f"Công Tằng Tôn Nữ Hoàng Phương Thảo Nguyên Nguyễn Trần {n}" for n in range(7)]
    long = {"unit_name": "Chi bộ Tổ dân phố số mười hai khu đô thị mới, " * 3}
    far = "https://so-tay-dang-vien.phuong-mau-a.dang-bo-thanh-pho-song-mau.vn/kich-hoat"
    sheets = pages(slips_pdf([slip(n, **long) for n in names], far, AT, demo=True))
    assert len(sheets) == 3
    assert [sheet.count(strings.STEPS[2]) for sheet in sheets] == [3, 3, 1]
    for place, name in enumerate(names):
        assert name in sheets[place // 3]
    assert all(strings.DEMO in sheet for sheet in sheets)


def test_nothing_on_a_slip_reaches_the_next_one():
    name = "Công Tằng Tôn Nữ Hoàng Phương Thảo Nguyên Nguyễn Trần"
    far = "https://so-tay-dang-vien.phuong-mau-a.dang-bo-thanh-pho-song-mau.vn/kich-hoat"
    page = PdfReader(BytesIO(slips_pdf([slip(name)] * 3, far, AT, demo=True))).pages[0]
    heights: dict[str, list[float]] = {"last": [], "first": []}

    def visit(text: str, _cm: object, tm: list[float], _font: object, _size: object) -> None:
        if strings.KEEP_TO_YOURSELF[:10] in text:
            heights["last"].append(tm[5])
        if strings.SLIP[:10] in text:
            heights["first"].append(tm[5])

    page.extract_text(visitor_text=visit)
    third = 841.9 / 3
    assert len(heights["last"]) == len(heights["first"]) == 3
    for n, (low, high) in enumerate(zip(heights["last"], heights["first"], strict=True)):
        assert (2 - n) * third + 14 < low < high < (3 - n) * third


# Entries of proxies


def test_an_entry_says_who_said_what_who_entered_it_and_how_to_revoke():
    (text,) = pages(entries_pdf([entry()], AT))
    for expected in (
        "Người nói Cao Văn Điềm",
        "Người nhập giúp Phạm Quang Thiện",
        "Nhập lúc 22/11/2026 12:30",
        "Số tra cứu 3F2A9C41",
        "Nơi ở hiện nay",
        "Đang ghi là (để trống)",
        "Đề nghị ghi là Số 12, ngõ Hoa Mẫu, phường Mẫu A",
        "Lý do Bác chuyển về ở với con gái",
        strings.REVOKE,
        strings.SIGN_MEMBER,
    ):
        assert expected in text


def test_two_entries_a_page_however_much_was_said():
    long = "Một lời dài hơn mọi lời khác " * 40
    many = [entry(before=long, proposed=["dòng"] * 100, kind="list", reason=long)] * 5
    sheets = pages(entries_pdf(many, AT, demo=True))
    assert [sheet.count(strings.SIGN_PROXY) for sheet in sheets] == [2, 2, 1]


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        ("rough_date", "1959", "1959"),
        ("rough_date", "1959-04", "04/1959"),
        ("date", "1959-04-12", "12/04/1959"),
        ("yes_no", True, "Có"),
        ("choice", "in_person", "Gặp trực tiếp"),
        ("phone", "+84900000001", "0900 000 001"),
        ("digits", "001059012345", "0010 5901 2345"),
        ("list", ["Tiếng Anh", "Tiếng Tày"], "Tiếng Anh; Tiếng Tày"),
    ],
)
def test_values_are_printed_as_people_write_them(kind: str, value: object, shown: str):
    (text,) = pages(entries_pdf([entry(kind=kind, proposed=value)], AT))
    assert f"{strings.AFTER} {shown} {strings.WHY}" in text


# Taking away


def test_what_is_taken_away_reads_back_and_has_names():
    held = record(field("alias", "Sáu Hồ"), field("history", None))
    row = held.model_dump(mode="json")
    for one in row["fields"]:
        one["class"] = one.pop("field_class")
    data: dict[str, Any] = {"schema_version": 1, "record": row, "changes": []}
    back = json.loads(as_json(data))
    assert Record.of(back["record"]) == held
    assert back["field_names"] == words.FIELDS
    assert "Sáu Hồ" in as_json(data).decode()
    assert "Sáu Hồ" in pages(as_pdf(data, AT))[0]
