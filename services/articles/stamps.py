"""Finds the stamp of a classified paper. Such papers don't belong here (design.md, section 4)."""

import re
import unicodedata
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Final

from services.articles.strings import (
    STAMP,
    STAMP_AFTER,
    STAMP_BEFORE,
    STAMP_FRAMES,
    STAMP_IN_NAMES,
    STAMP_LABEL,
    STAMP_LEVELS,
)

_HEAD_LINES: Final = 30
_ALONE: Final = frozenset({STAMP, *(level + STAMP for level in STAMP_LEVELS)})
_NOT_LETTERS: Final = re.compile(r"[\W\d_]+")
_LABEL: Final = re.compile(
    rf"\b{STAMP_LABEL}\b\s*[:\u2013-]\s*(?:{'|'.join(STAMP_LEVELS)}|{STAMP})\b"
)
_FRAMED: Final = re.compile(rf"\b(?:{'|'.join(STAMP_FRAMES)})\s+{STAMP}\b(?!\s+[^\W\d_])")
_AT_START: Final = re.compile(rf"\W*{STAMP}\s*(?:[-\u2013\u2014:|/\]).]|$)")


def stamped_lines(lines: Iterable[str]) -> bool:
    """Whether a text carries a stamp: alone on a line anywhere, or in a line near its head."""
    for number, raw in enumerate(lines):
        line = unicodedata.normalize("NFC", raw)
        if STAMP[-1] not in line:
            continue
        # Spaced-out capitals and frames of signs count as well.
        if _NOT_LETTERS.sub("", line) in _ALONE:
            return True
        if number < _HEAD_LINES and _in_head(line):
            return True
    return False


def stamped_name(path: Path) -> bool:
    """Whether the file's own name carries a stamp, with or without Vietnamese marks."""
    name = unicodedata.normalize("NFC", path.stem)
    words = [word for word in _NOT_LETTERS.split(name) if word]
    return (
        _stamped_words(words)
        or words[-1:] == ["MAT"]
        or re.search(rf"(?<![A-Za-z]){STAMP_IN_NAMES}(?![A-Za-z])", name) is not None
    )


def _in_head(line: str) -> bool:
    if _LABEL.search(line) or _FRAMED.search(line) or _AT_START.match(line):
        return True
    words = _NOT_LETTERS.split(line)
    return any(pair == (level, STAMP) for pair in _pairs(words) for level in STAMP_LEVELS)


def _stamped_words(words: list[str]) -> bool:
    return any(
        word == STAMP
        and (before in STAMP_LEVELS or before not in STAMP_BEFORE)
        and (before in STAMP_LEVELS or after not in STAMP_AFTER)
        for before, word, after in zip(["", *words], words, [*words[1:], ""], strict=False)
    )


def _pairs(words: list[str]) -> Iterable[tuple[str, str]]:
    return zip(words, islice(words, 1, None), strict=False)
