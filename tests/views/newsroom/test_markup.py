"""The buttons above the text; ⟨ and ⟩ stand around what is selected."""

from __future__ import annotations

import random
import re

import pytest

from views.newsroom.markup import Tool, Written, apply, from_units, insert_block, to_units, within


def read(drawn: str) -> Written:
    start = drawn.index("⟨")
    end = drawn.index("⟩") - 1
    return Written(drawn.replace("⟨", "").replace("⟩", ""), start, end)


def draw(at: Written) -> str:
    return f"{at.text[: at.start]}⟨{at.chosen}⟩{at.text[at.end :]}"


@pytest.mark.parametrize(
    ("tool", "before", "after"),
    [
        (Tool.BOLD, "⟨⟩", "**⟨mẫu⟩**"),
        (Tool.BOLD, "một ⟨hai⟩ ba", "một **⟨hai⟩** ba"),
        (Tool.BOLD, "một⟨ hai ⟩ba", "một **⟨hai⟩** ba"),
        (Tool.BOLD, "một **⟨hai⟩** ba", "một ⟨hai⟩ ba"),
        (Tool.BOLD, "⟨một\n\nhai⟩", "⟨**một**\n\n**hai**⟩"),
        (Tool.ITALIC, "một ⟨hai⟩", "một *⟨hai⟩*"),
        (Tool.ITALIC, "**⟨hai⟩**", "***⟨hai⟩***"),
        (Tool.ITALIC, "*⟨hai⟩*", "⟨hai⟩"),
        (Tool.HEADING, "⟨⟩", "## ⟨⟩"),
        (Tool.HEADING, "Mở đầu⟨⟩", "## Mở đầu⟨⟩"),
        (Tool.HEADING, "## Mở đầu⟨⟩", "Mở đầu⟨⟩"),
        (Tool.HEADING, "Đoạn.\nĐề⟨⟩", "Đoạn.\n\n## Đề⟨⟩"),
        (Tool.BULLETS, "⟨một\nhai⟩", "⟨- một\n- hai⟩"),
        (Tool.BULLETS, "⟨- một\n- hai⟩", "⟨một\nhai⟩"),
        (Tool.BULLETS, "⟨1. một\n2. hai⟩", "⟨- một\n- hai⟩"),
        (Tool.BULLETS, "- một\nhai⟨⟩", "- một\n- hai⟨⟩"),
        (Tool.NUMBERS, "⟨một\n\nhai⟩", "⟨1. một\n\n2. hai⟩"),
        (Tool.QUOTE, "a\n\n⟨lời⟩\n\nb", "a\n\n⟨> lời⟩\n\nb"),
        (Tool.QUOTE, "⟨> lời⟩", "⟨lời⟩"),
        (Tool.LINK, "⟨Báo⟩ viết", "[Báo](https://⟨⟩) viết"),
        (Tool.LINK, "⟨⟩", "[mẫu](https://⟨⟩)"),
        (Tool.LINK, "⟨https://a.example/x⟩", "[⟨mẫu⟩](https://a.example/x)"),
    ],
)
def test_a_button_does_what_it_says(tool: Tool, before: str, after: str) -> None:
    assert draw(apply(tool, read(before), "mẫu")) == after


def test_a_picture_is_a_paragraph_of_its_own() -> None:
    assert draw(insert_block(read("Một.⟨⟩\nHai."), "[Ảnh 1]")) == "Một.\n\n[Ảnh 1]\n\n⟨⟩Hai."
    assert draw(insert_block(read("Một.\n⟨⟩Hai."), "[Ảnh 1]")) == "Một.\n\n[Ảnh 1]\n\n⟨⟩Hai."
    assert draw(insert_block(read("**Một** ⟨hai⟩."), "[Ảnh 1]")) == "**Một** hai.\n\n[Ảnh 1]\n⟨⟩"
    torn = draw(insert_block(read("Một ⟨⟩hai.\n\nBa."), "[Ảnh 1]"))
    assert torn == "Một hai.\n\n[Ảnh 1]\n\n⟨⟩Ba.", "no sentence is torn"
    assert draw(insert_block(read("⟨⟩"), "[Ảnh 1]")) == "[Ảnh 1]\n⟨⟩"


def test_any_selection_a_client_may_claim_is_harmless() -> None:
    random_ = random.Random(5)
    text = "Một **hai** 😀\n\n- ba\n> bốn"
    for _ in range(400):
        at = within(text, random_.randint(-9, 99), random_.randint(-9, 99))
        made = apply(random_.choice(list(Tool)), at, "mẫu")
        assert 0 <= made.start <= made.end <= len(made.text)
        assert re.sub(r"\W|\d|mẫu|https", "", made.text) == re.sub(r"\W", "", text)


def test_places_are_counted_as_the_browser_counts_them() -> None:
    text = "a😀b"
    assert [from_units(text, n) for n in (0, 1, 3, 4, 99)] == [0, 1, 2, 3, 3]
    assert [to_units(text, n) for n in range(4)] == [0, 1, 3, 4]
