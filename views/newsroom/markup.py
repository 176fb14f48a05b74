"""What the buttons above the text do to it and to what is selected: pure.

Places in a text come from the client in units of UTF-16; here they are characters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

_LIST = re.compile(r"^(\s*)(?:[-*+]|\d{1,3}[.)])\s+")
_HEADING = re.compile(r"^#{1,6}\s+")
_QUOTE = re.compile(r"^>\s?")


class Tool(Enum):
    """One button."""

    BOLD = "**"
    ITALIC = "*"
    HEADING = "## "
    BULLETS = "- "
    NUMBERS = "1. "
    QUOTE = "> "
    LINK = "link"


@dataclass(frozen=True)
class Written:
    """A text and what is selected in it (the place where one writes, if both are the same)."""

    text: str
    start: int
    end: int

    @property
    def chosen(self) -> str:
        """The selected words."""
        return self.text[self.start : self.end]


def within(text: str, start: int, end: int) -> Written:
    """A selection that is really inside the text."""
    start, end = sorted((min(max(start, 0), len(text)), min(max(end, 0), len(text))))
    return Written(text, start, end)


def from_units(text: str, unit: int) -> int:
    """A place in units of UTF-16 as a number of characters."""
    seen = 0
    for place, character in enumerate(text):
        if seen >= unit:
            return place
        seen += 2 if ord(character) > 0xFFFF else 1
    return len(text)


def to_units(text: str, place: int) -> int:
    """The reverse."""
    return sum(2 if ord(character) > 0xFFFF else 1 for character in text[:place])


def apply(tool: Tool, at: Written, sample: str) -> Written:
    """The text after a button; ``sample`` stands where nothing was selected, and is selected then, so
    that typing replaces it. A second time takes back what the first did."""
    match tool:
        case Tool.BOLD | Tool.ITALIC:
            return _wrap(at, tool.value, sample)
        case Tool.LINK:
            return _link(at, sample)
        case _:
            return _lines(at, tool)


def insert_block(at: Written, block: str) -> Written:
    """A paragraph of its own after the line in which one writes, or ahead of one that one has not
    begun; no sentence is torn."""
    end = at.end
    if at.text[at.text.rfind("\n", 0, end) + 1 : end].strip():
        end = (at.text + "\n").index("\n", end)
    before, after = at.text[:end], at.text[end:]
    ahead = "" if not before.strip() else "\n\n"
    behind = "\n\n" if after.strip() else "\n"
    text = f"{before.rstrip()}{ahead}{block}{behind}{after.lstrip()}"
    place = len(before.rstrip()) + len(ahead) + len(block) + len(behind)
    return within(text, place, place)


def _wrap(at: Written, mark: str, sample: str) -> Written:
    size = len(mark)
    before, after = at.text[: at.start], at.text[at.end :]
    inside = at.chosen
    # A star of bold letters is no sign of slanted ones.
    alone = mark != "*" or (not before.endswith("**") or before.endswith("***"))
    if inside and before.endswith(mark) and after.startswith(mark) and alone:
        text = before[:-size] + inside + after[size:]
        return Written(text, at.start - size, at.end - size)
    # Marks must touch the words, or they are shown as stars.
    bare = inside.strip()
    lead = inside[: len(inside) - len(inside.lstrip())] if bare else ""
    trail = inside[len(inside.rstrip()) :] if bare else ""
    if "\n" in bare:
        lines = [f"{mark}{x.strip()}{mark}" if x.strip() else x for x in bare.split("\n")]
        whole = "\n".join(lines)
        start = at.start + len(lead)
        return Written(f"{before}{lead}{whole}{trail}{after}", start, start + len(whole))
    words = bare or sample
    start = at.start + len(lead) + size
    return Written(f"{before}{lead}{mark}{words}{mark}{trail}{after}", start, start + len(words))


def _link(at: Written, sample: str) -> Written:
    words = " ".join(at.chosen.split())
    if re.fullmatch(r"https?://\S+", words):
        new = f"[{sample}]({words})"
        start = at.start + 1
        return Written(at.text[: at.start] + new + at.text[at.end :], start, start + len(sample))
    address = "https://"
    new = f"[{words or sample}]({address})"
    start = at.start + len(new) - 1
    return Written(at.text[: at.start] + new + at.text[at.end :], start, start)


def _lines(at: Written, tool: Tool) -> Written:
    begin = at.text.rfind("\n", 0, at.start) + 1
    stop = at.text.find("\n", max(at.end - 1, begin) if at.end > at.start else at.end)
    stop = len(at.text) if stop < 0 else stop
    lines = at.text[begin:stop].split("\n")
    marked = [line for line in lines if line.strip()]
    off = bool(marked) and all(_has(line, tool) for line in marked)
    number = 0
    new: list[str] = []
    for line in lines:
        if not line.strip() and len(lines) > 1:
            new.append(line)
            continue
        bare = _bare(line)
        number += 1
        new.append(
            bare if off else f"{number}. {bare}" if tool is Tool.NUMBERS else tool.value + bare
        )
    block = "\n".join(new)
    # A list or a heading right below a paragraph would be taken for its next line.
    head = at.text[:begin]
    last = head.rstrip("\n").rsplit("\n", 1)[-1]
    apart = not off and head.endswith("\n") and not head.endswith("\n\n") and last.strip()
    gap = "\n" if apart and not _has(last, tool) else ""
    text = head + gap + block + at.text[stop:]
    end = begin + len(gap) + len(block)
    start = begin + len(gap) if at.start != at.end else end
    return Written(text, start, end)


def _has(line: str, tool: Tool) -> bool:
    line = line.lstrip()
    match tool:
        case Tool.HEADING:
            return bool(_HEADING.match(line))
        case Tool.QUOTE:
            return bool(_QUOTE.match(line))
        case Tool.NUMBERS:
            return bool(re.match(r"\d{1,3}[.)]\s", line))
        case _:
            return bool(re.match(r"[-*+]\s", line))


def _bare(line: str) -> str:
    """A line without what makes it a heading, an item or a quotation."""
    line = _QUOTE.sub("", line.strip())
    return _LIST.sub("", _HEADING.sub("", line))
