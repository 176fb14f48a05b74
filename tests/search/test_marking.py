"""What is marked in title and excerpt is what was looked for: pure functions."""

import unicodedata
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from services.posts.models import Category
from services.search.marking import marked, marked_excerpt
from services.search.models import Hit

AS_TYPED, OTHER_MARKS, BEGUN = 0, 1, 2


def shown(text: str, typed: str, level: int) -> str:
    """The text with what is marked in brackets."""
    return "".join(f"[{s.text}]" if s.hit else s.text for s in marked(text, typed, level))


@pytest.mark.parametrize(
    ("text", "typed", "level", "expected"),
    [
        ("Kết nạp đảng viên mới", "kết nạp", AS_TYPED, "[Kết nạp] đảng viên mới"),
        ("Kết nạp đảng viên mới", "ket dang", OTHER_MARKS, "[Kết] nạp [đảng] viên mới"),
        ("Đảng và dang, ĐẢNG", "đảng", AS_TYPED, "[Đảng] và dang, [ĐẢNG]"),
        ("Đảng và dang", "đảng", OTHER_MARKS, "[Đảng] và [dang]"),
        ("Vì hoà bình", "hòa bình", AS_TYPED, "Vì [hoà bình]"),
        ("Số 50-CT/TW về", "50-ct/tw", AS_TYPED, "Số [50-CT/TW] về"),
        ("Chi bộ họp, bộ chi", '"chi bộ"', AS_TYPED, "[Chi bộ] họp, bộ chi"),
        ("Nghị quyết quy định", "nghi quy", BEGUN, "[Nghị quyết quy] định"),
        ("Thư viện", "thu", AS_TYPED, "Thư viện"),
        ("Không có gì", "", AS_TYPED, "Không có gì"),
        ("", "đảng", AS_TYPED, ""),
        ("<b>đảng</b> & [x](y)", "đảng", AS_TYPED, "<b>[đảng]</b> & [x](y)"),
    ],
)
def test_marked(text: str, typed: str, level: int, expected: str) -> None:
    for form in ("NFC", "NFD"):
        assert shown(text, unicodedata.normalize(form, typed), level) == expected
        assert shown(unicodedata.normalize(form, text), typed, level) == expected


def test_an_excerpt_goes_from_word_to_word() -> None:
    hit = Hit(
        post_id=uuid4(), category=Category.NEWS, title="Bài", leaders_only=False, rank=1, place="text",
        published_at=datetime(2026, 11, 1, tzinfo=UTC), unit_name="Chi bộ", cut_before=True, cut_after=True,
        excerpt="ước khi họp,\fchi bộ gửi tài li",
    )  # fmt: skip
    segments = marked_excerpt(hit, "chi bộ")
    assert "".join(s.text for s in segments) == "\u2026 khi họp, chi bộ gửi tài \u2026"
    assert [s.text for s in segments if s.hit] == ["chi bộ"]


@pytest.mark.parametrize("typed", ['"', "(", "\\", "a" * 5000, "\u0301", "😀", "[", "*"])
def test_nothing_typed_is_an_error(typed: str) -> None:
    assert "".join(s.text for s in marked("Chi bộ A1", typed, BEGUN)) == "Chi bộ A1"
