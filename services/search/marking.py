"""Which letters of a text are the words looked for: pure functions, by the rules of the database.

The database finds, this only marks what it found; a test holds the two together.
"""

import re
import unicodedata
from dataclasses import dataclass

from services.search.models import Hit

_QUOTES = str.maketrans(dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb", '"'))
_MARKS = re.compile("[\u0300-\u036f]")
_WORD = re.compile("[a-z0-9\u0111\u0300-\u036f\u0400-\u1fff\u2c00-\ud7ff]+")
_TONES = re.compile("([\u0300\u0301\u0303\u0309\u0323])([a-z0-9\u0111\u0300-\u036f]+)")
_EDGE = 24


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of text, to be marked or not."""

    text: str
    hit: bool


@dataclass(frozen=True, slots=True)
class _Word:
    bare: str
    exact: str
    start: int = 0
    end: int = 0

    def fits(self, wanted: "_Word", level: int, *, last: bool) -> bool:
        if level == 0:
            return self.exact == wanted.exact
        if level == 2 and last and len(wanted.bare) > 1:
            return self.bare.startswith(wanted.bare)
        return self.bare == wanted.bare


def marked(text: str, typed: str, level: int) -> list[Segment]:
    """The text in pieces, those that were looked for marked; words side by side in one piece."""
    text = plain(text)
    words, wanted = _words(text), _groups(typed)
    spans: list[tuple[int, int]] = []
    for number, group in enumerate(wanted):
        ends = number == len(wanted) - 1
        for first in range(len(words) - len(group) + 1):
            run = words[first : first + len(group)]
            if all(
                word.fits(sought, level, last=ends and place == len(group) - 1)
                for place, (word, sought) in enumerate(zip(run, group, strict=True))
            ):
                spans.append((run[0].start, run[-1].end))
    return _cut(text, _joined(text, spans))


def marked_title(hit: Hit, typed: str) -> list[Segment]:
    """The title of a hit."""
    return marked(hit.title, typed, hit.level)


def marked_excerpt(hit: Hit, typed: str) -> list[Segment]:
    """The text around the words, from a whole word to a whole word."""
    text = plain(hit.excerpt)
    if hit.cut_before and 0 <= (blank := text.find(" ")) < _EDGE:
        text = "\u2026 " + text[blank + 1 :]
    if hit.cut_after and (blank := text.rfind(" ")) > len(text) - _EDGE:
        text = text[:blank] + " \u2026"
    return marked(text, typed, hit.level)


def plain(text: str) -> str:
    """Each letter one character, whatever was sent; no line breaks."""
    return " ".join(_MARKS.sub("", unicodedata.normalize("NFC", text)).split())


def _groups(typed: str) -> list[list[_Word]]:
    """Words that belong side by side: what stands in quotation marks, or hangs together."""
    pieces = plain(typed[:300]).translate(_QUOTES).split('"')
    parts = [
        part
        for number, piece in enumerate(pieces)
        for part in ([piece] if number % 2 else piece.split())
    ]
    return [group for part in parts if (group := _words(part))]


def _words(text: str) -> list[_Word]:
    """The words with their places. Letter by letter, as one composed letter has several marks."""
    lowered: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        for part in _lowered(letter):
            lowered.append(part)
            places.append(place)
    return [
        _Word(
            _MARKS.sub("", found[0]).replace("\u0111", "d"),
            _TONES.sub(r"\2\1", found[0]),
            places[found.start()],
            places[found.end() - 1] + 1,
        )
        for found in _WORD.finditer("".join(lowered))
    ]


def _lowered(letter: str) -> str:
    """ASCII and Đ alone get smaller, as in the database, whose collation is C."""
    parts = unicodedata.normalize("NFD", letter).replace("\u0110", "\u0111")
    return "".join(part.lower() if part.isascii() else part for part in parts)


def _joined(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Without overlaps; neighbours that only a blank parts become one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and not text[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def _cut(text: str, spans: list[tuple[int, int]]) -> list[Segment]:
    segments: list[Segment] = []
    place = 0
    for start, end in spans:
        segments += [Segment(text[place:start], False), Segment(text[start:end], True)]
        place = end
    return [segment for segment in [*segments, Segment(text[place:], False)] if segment.text]
