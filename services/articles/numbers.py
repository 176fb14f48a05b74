"""The number of an official paper, as its letterhead says it."""

import re
from collections.abc import Sequence
from typing import Final

from services.articles import strings

_NUMBER: Final = re.compile(
    rf"\s*{strings.WORD_NUMBER}\s*[:.]?\s*(\d{{1,5}}\s*[-/]\s*[^\W\d_]{{1,8}}(?:\s?[-/]\s?[^\W_]{{1,12}}){{0,3}})\s*",
    re.IGNORECASE,
)
_NEAR_THE_TOP: Final = 12


def find_number(lines: Sequence[str]) -> str | None:
    """The number near the top of a text that has a letterhead; an article that speaks of a paper has
    none of its own."""
    top = lines[:_NEAR_THE_TOP]
    if not any(word in line.casefold() for line in top for word in strings.LETTERHEAD_WORDS):
        return None
    for line in top:
        # A letterhead of two columns may come as one line, its halves far apart.
        for part in re.split(r"\t|\s{3,}|\|", line):
            found = _NUMBER.fullmatch(part)
            if found:
                return re.sub(r"\s+", "", found.group(1))
    return None
