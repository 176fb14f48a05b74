"""What comes from Word is clean Markdown; what was clean stays as it is."""

from __future__ import annotations

import unicodedata

import pytest

from services.newsroom.tidying import looks_pasted, tidied


@pytest.mark.parametrize(
    ("pasted", "clean"),
    [
        ("", ""),
        ("Một\r\nHai\rBa", "Một\nHai\nBa"),
        ("Số\u00a010\u202fvà\u3000hết\u00ad.\ufeff", "Số 10 và hết."),
        ("\u200bẨn\u200e \u2028xuống dòng\u2029đoạn mới", "Ẩn\nxuống dòng\n\nđoạn mới"),
        (unicodedata.normalize("NFD", "Nghị quyết Đại hội"), "Nghị quyết Đại hội"),
        ("•\tMột\n●\tHai\n▪ Ba\n· Bốn", "- Một\n- Hai\n- Ba\n- Bốn"),
        ("\uf0b7\tMột\n\uf0a7\tHai\n\uf0d8\tBa", "- Một\n- Hai\n- Ba"),
        ("•\tMột\no\tDưới\n\to\tDưới nữa", "- Một\n  - Dưới\n  - Dưới nữa"),
        ("1.\tMột\n2)\tHai", "1. Một\n2. Hai"),
        ("–\tGạch dài\n—  Dài nữa\n- Gạch ngắn", "- Gạch dài\n- Dài nữa\n- Gạch ngắn"),
        ("\tThụt đầu dòng như văn bản", "Thụt đầu dòng như văn bản"),
        ("    Bốn dấu cách", "Bốn dấu cách"),
        ("Cột một\tCột hai", "Cột một Cột hai"),
        ("Một\n\n\n\n\nHai\n", "Một\n\nHai"),
        ("Chữ \ue000riêng\ufffd và \x07điều khiển", "Chữ riêng và điều khiển"),
        ("Vui 👨\u200d👩\u200d👧 quá", "Vui 👨\u200d👩\u200d👧 quá"),
        ("ông o bế", "ông o bế"),
        ("3.5 triệu người", "3.5 triệu người"),
        ("2026. Một năm", "2026. Một năm"),
        ("-5 độ", "-5 độ"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        # What is Markdown already stays so.
        ("## Đề mục\n\n**Đậm** và *nghiêng*\n\n- Một\n  - Hai\n\n> Trích", None),
        ("Dòng một  \nDòng hai", None),
    ],
)
def test_it_says_what_was_meant(pasted: str, clean: str | None) -> None:
    expected = pasted if clean is None else clean
    assert tidied(pasted) == expected
    assert tidied(expected) == expected  # a second time changes nothing
    if clean is None:
        assert not looks_pasted(pasted)


def test_what_nobody_types_is_noticed() -> None:
    for pasted in (
        "a\u00a0b",
        "•\tMột",
        "o\tMột",
        "\uf0b7 Một",
        unicodedata.normalize("NFD", "Đại hội"),
    ):
        assert looks_pasted(pasted)
    assert not looks_pasted("Đồng chí viết bình thường.\n\n- một\n- hai")
