"""Headings inside a text are headings to a screen reader as well."""

import flet as ft
import pytest

from tests.render import find, render
from tests.views.samples import draw_as, me
from views.shared.markdown import MarkdownText, Section, sections

TEXT = """Mở bài.

## Phần **thứ nhất**

- Ý một
- Ý hai

### Mục nhỏ ###
Đoạn hai.
"""


def test_a_text_is_parted_at_its_headings() -> None:
    assert sections(TEXT) == [
        Section("Mở bài."),
        Section("Phần thứ nhất", 2),
        Section("- Ý một\n- Ý hai"),
        Section("Mục nhỏ", 3),
        Section("Đoạn hai."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Không có đề mục.",
        "```\n# lời chú trong mã\n```",
        "#khong-phai-de-muc",
        "    # bốn dấu cách là mã",
        "## [Liên kết](https://example.vn) còn bấm được",
        "",
    ],
)
def test_what_is_no_heading_stays_whole(text: str) -> None:
    assert sections(text) == [Section(text)]


def test_they_are_drawn_as_headings_below_the_title() -> None:
    drawn = draw_as(me(), lambda: render(lambda: MarkdownText("# Một\n\nLời.\n\n#### Bốn")))
    found = [(c.heading_level, c.header) for c in find(drawn, kind=ft.Semantics)]
    assert found == [(2, True), (4, True)]
    assert [c.value for c in find(drawn, kind=ft.Markdown)] == ["Lời."]
