"""What was changed is marked by lines and words; whatever authors write is drawn as text."""

from __future__ import annotations

from services.newsroom.differences import Keep, differences
from tests.render import render, texts
from views.newsroom.drawing import changes, spoken
from views.shared.parts import column

HOSTILE = '<img src=x onerror="alert(1)"><script>alert(1)</script>'


def test_a_change_is_told_in_words() -> None:
    (line,) = differences("Ngày 5 họp.", "Ngày 7 họp.")
    assert spoken(line) == "Ngày (bỏ: 5) (thêm: 7) họp."
    assert Keep.BOTH.value == "both"


def test_long_stretches_without_change_are_left_out() -> None:
    old = "\n".join(f"Đoạn số {n}." for n in range(20))
    said = " ".join(texts(render(column, changes(differences(old, old + "\nMới hẳn.")))))
    assert "18 đoạn không đổi" in said or "19 đoạn không đổi" in said
    assert "Đoạn số 3." not in said


def test_markup_of_authors_is_shown_as_text() -> None:
    lines = differences("Tên", HOSTILE)
    assert any(HOSTILE in "".join(p.words for p in line.pieces) for line in lines)
