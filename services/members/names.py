"""Vietnamese personal names: normal form and sorting by given name."""

import unicodedata
from typing import Final

# The seven letters beyond the Latin ones, as base letter + mark. Built from marks instead of
# ready-made letters because input may come composed or decomposed.
_BREVE, _CIRCUMFLEX, _HORN, _D_BAR = "\u0306", "\u0302", "\u031b", "\u0111"

# Dictionary order of tones: level, falling, dipping-rising, creaky rising, rising, heavy.
_TONES: Final = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
# Order within one base letter: a, a-breve, a-circumflex; o, o-circumflex, o-horn; u, u-horn.
_VARIANTS: Final = {_BREVE: 1, _CIRCUMFLEX: 2, _HORN: 3}

_TIER: Final = " "  # sorts before the word separator, so a shorter name comes first
_WORD: Final = "."


def normalise_name(full_name: str) -> str:
    """The name in NFC with single spaces, as it is stored."""
    return " ".join(unicodedata.normalize("NFC", full_name).split())


def vietnamese_sort_key(full_name: str) -> str:
    """An ASCII key that sorts names as a Vietnamese register does.

    Given name (last word) first, then family and middle names; letters in the order
    a, a-breve, a-circumflex, b, c, d, d-bar, e and so on; and, where letters are equal, tones in
    dictionary order. Plain byte order (Python's, or collation "C" in Postgres) is enough.
    """
    words = unicodedata.normalize("NFD", full_name).casefold().split()
    if not words:
        return ""
    given, rest = words[-1:], words[:-1]
    return _TIER.join((_letters(given), _tones(given), _letters(rest), _tones(rest))).rstrip()


def _letters(words: list[str]) -> str:
    return _WORD.join(_word_letters(word) for word in words)


def _word_letters(word: str) -> str:
    cells: list[str] = []
    for char in word:
        if char == _D_BAR:
            cells.append("d1")
        elif char in _VARIANTS and cells:
            cells[-1] = cells[-1][0] + str(_VARIANTS[char])
        elif char in _TONES:
            continue
        elif char.isascii() and char.isalnum():
            cells.append(char + "0")
    return "".join(cells)


def _tones(words: list[str]) -> str:
    return "".join(
        str(next((_TONES[char] for char in word if char in _TONES), 0)) for word in words
    )
