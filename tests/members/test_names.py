"""Names sort as in a Vietnamese register, composed or decomposed."""

import unicodedata

import pytest

from services.members.names import normalise_name, vietnamese_sort_key

# Each list is in the order a register has it.
ORDERED = [
    # by given name, then family name, then middle name
    ["Trần Văn An", "Lê Thị Bích", "Nguyễn Anh Cúc"],
    ["Bùi Văn Nam", "Đỗ Văn Nam", "Lê Hữu Nam", "Lê Văn Nam"],
    # letters: a ă â, d đ, e ê, o ô ơ, u ư
    ["Lê An", "Lê Ăn", "Lê Ân"],
    ["Lê Danh", "Lê Duy", "Lê Đan", "Lê Em"],
    ["Lê Hen", "Lê Hên", "Lê Ho", "Lê Hô", "Lê Hơ", "Lê Hu", "Lê Hư"],
    # tones only where the letters are equal: level, falling, dipping, creaky, rising, heavy
    ["Lê Ha", "Lê Hà", "Lê Hả", "Lê Hã", "Lê Há", "Lê Hạ", "Lê Han"],
    ["Lê Hạnh", "Lê Hào", "Lê Hân"],
    # a tone of the given name weighs more than the family name
    ["Vũ Thị Hà", "Bùi Thị Hạ"],
    # the shorter name first
    ["Nguyễn An", "Nguyễn Văn An"],
]


@pytest.mark.parametrize("names", ORDERED, ids=lambda names: names[0])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_sort_key_orders_as_a_register(names: list[str], form: str) -> None:
    written = [unicodedata.normalize(form, name) for name in reversed(names)]  # type: ignore[arg-type]
    result = [
        unicodedata.normalize("NFC", name) for name in sorted(written, key=vietnamese_sort_key)
    ]
    assert result == names


def test_sort_key_is_ascii_and_ignores_case_and_spacing() -> None:
    key = vietnamese_sort_key("Đặng  Thị Ngọc Ánh ")
    assert key.isascii()
    assert key == vietnamese_sort_key("ĐẶNG THỊ NGỌC ÁNH")


def test_sort_key_of_nothing_is_empty() -> None:
    assert vietnamese_sort_key("  ") == ""


def test_normalise_name_composes_and_trims() -> None:
    assert normalise_name(unicodedata.normalize("NFD", "  Lê\tThị  Hường ")) == "Lê Thị Hường"
