"""What has changed between two versions of a text, word by word, and three versions made one: pure.

Lines are compared first (a line is a paragraph, a heading, or an item of a list), then the words of
lines that correspond to each other.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache
from typing import Final

from services.models import Frozen

# A word with its hyphens, or signs, each with the space after it: spaces of their own would match
# everywhere and make the comparison slow and its outcome confused.
_TOKEN: Final = re.compile(r"\s*(?:\w+(?:[-'’/.]\w+)*|[^\w\s]+)\s*")
_MOST_PAIRS: Final = 40_000
"""Lines paired by likeness up to so many comparisons; beyond, one after the other."""
_MOST_WORDS: Final = 4_000_000
"""Words compared up to so many pairs; beyond, a line counts as replaced whole."""
_ALIKE: Final = 0.4


class Change(StrEnum):
    """What happened to a piece of text."""

    SAME = "same"
    INSERTED = "inserted"
    DELETED = "deleted"


class Piece(Frozen):
    """Some words that share a fate."""

    change: Change
    words: str


class Line(Frozen):
    """A line of the two texts laid over each other."""

    pieces: tuple[Piece, ...]

    @property
    def change(self) -> Change | None:
        """What happened to the line as a whole; None where only parts of it changed."""
        kinds = {piece.change for piece in self.pieces if piece.words.strip()}
        return kinds.pop() if len(kinds) == 1 else None

    @property
    def touched(self) -> bool:
        """Whether anything in it changed."""
        return any(piece.change is not Change.SAME for piece in self.pieces)


def differences(old: str, new: str) -> list[Line]:
    """Both texts as one, each piece marked. Blank lines are left out."""
    before, after = _lines(old), _lines(new)
    drawn: list[Line] = []
    for tag, i, j, k, m in _opcodes(before, after):
        if tag == "equal":
            drawn += [_whole(Change.SAME, line) for line in after[k:m]]
        else:
            drawn += _changed(before[i:j], after[k:m])
    return drawn


def word_count(text: str) -> int:
    """Words a reader sees: signs of Markdown are none, nor are addresses."""
    text = re.sub(r"\]\([^)]*\)", "]", text)
    return len(re.findall(r"\w+(?:[-'’]\w+)*", text))


# Two versions --------------------------------------------------------------------------------


def _lines(text: str) -> list[str]:
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    return [line.rstrip() for line in text.split("\n") if line.strip()]


def _whole(change: Change, line: str) -> Line:
    return Line(pieces=(Piece(change=change, words=line),))


def _opcodes(a: Sequence[str], b: Sequence[str]) -> Sequence[tuple[str, int, int, int, int]]:
    return SequenceMatcher(None, a, b, autojunk=False).get_opcodes()


def _changed(before: list[str], after: list[str]) -> list[Line]:
    """A stretch of lines that differ: those that are alike side by side, the others gone or new."""
    drawn: list[Line] = []
    i = k = 0
    for left, right in [*_pairs(before, after), (len(before), len(after))]:
        drawn += [_whole(Change.DELETED, line) for line in before[i:left]]
        drawn += [_whole(Change.INSERTED, line) for line in after[k:right]]
        if left < len(before):
            drawn.append(_words(before[left], after[right]))
        i, k = left + 1, right + 1
    return drawn


def _pairs(before: list[str], after: list[str]) -> list[tuple[int, int]]:
    """Which line became which, in order, so that the likeness is greatest in all."""
    rows, columns = len(before), len(after)
    if rows * columns > _MOST_PAIRS:
        return [(n, n) for n in range(min(rows, columns))]
    left, right = [_bag(line) for line in before], [_bag(line) for line in after]
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    like = [[_likeness(a, b) for b in right] for a in left]
    for i in range(rows - 1, -1, -1):
        for k in range(columns - 1, -1, -1):
            taken = best[i + 1][k + 1] + like[i][k] if like[i][k] >= _ALIKE else 0.0
            best[i][k] = max(taken, best[i + 1][k], best[i][k + 1])
    pairs: list[tuple[int, int]] = []
    i = k = 0
    while i < rows and k < columns:
        if like[i][k] >= _ALIKE and best[i][k] == best[i + 1][k + 1] + like[i][k]:
            pairs.append((i, k))
            i, k = i + 1, k + 1
        elif best[i][k] == best[i + 1][k]:
            i += 1
        else:
            k += 1
    return pairs


@lru_cache(maxsize=4096)
def _bag(line: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", line.casefold()))


def _likeness(a: Counter[str], b: Counter[str]) -> float:
    """The share of words in common, from 0 to 1."""
    total = a.total() + b.total()
    if not total:
        return 0.0
    if len(a) > len(b):
        a, b = b, a
    return 2 * sum(min(count, b[word]) for word, count in a.items()) / total


def _words(before: str, after: str) -> Line:
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    if len(old) * len(new) > _MOST_WORDS:
        return Line(
            pieces=(
                Piece(change=Change.DELETED, words=before),
                Piece(change=Change.INSERTED, words=after),
            )
        )
    pieces: list[Piece] = []
    bare_old, bare_new = [word.strip() for word in old], [word.strip() for word in new]
    for tag, i, j, k, m in _opcodes(bare_old, bare_new):
        if tag == "equal":
            pieces.append(Piece(change=Change.SAME, words="".join(new[k:m])))
            continue
        if j > i:
            pieces.append(Piece(change=Change.DELETED, words="".join(old[i:j])))
        if m > k:
            pieces.append(Piece(change=Change.INSERTED, words="".join(new[k:m])))
    return Line(pieces=tuple(_joined(pieces)))


def _joined(pieces: list[Piece]) -> Iterator[Piece]:
    """A single sign left standing between two changes only makes them hard to read: it goes along
    with both."""
    pending: list[Piece] = []
    for number, piece in enumerate(pieces):
        lonely = (
            piece.change is Change.SAME
            and 0 < number < len(pieces) - 1
            and not re.search(r"\w", piece.words)
        )
        if lonely:
            pending += [
                piece.model_copy(update={"change": c}) for c in (Change.DELETED, Change.INSERTED)
            ]
        elif piece.change is Change.SAME:
            yield from _gathered(pending)
            pending = []
            yield piece
        else:
            pending.append(piece)
    yield from _gathered(pending)


def _gathered(pending: list[Piece]) -> Iterator[Piece]:
    for change in (Change.DELETED, Change.INSERTED):
        words = "".join(piece.words for piece in pending if piece.change is change)
        if words:
            yield Piece(change=change, words=words)


# Three versions ------------------------------------------------------------------------------


class Stretch(Frozen):
    """A stretch of a merged text. Where both sides changed the same lines, ``theirs`` holds the
    other's, and somebody has to choose."""

    lines: tuple[str, ...]
    theirs: tuple[str, ...] | None = None

    @property
    def clash(self) -> bool:
        """Whether both sides changed it, each in another way."""
        return self.theirs is not None


class Keep(StrEnum):
    """What becomes of a clash."""

    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"


def merged(base: str, mine: str, theirs: str) -> list[Stretch]:
    """Both sides' work on ``base`` as one text. Whatever only one side touched is taken from it."""
    origin, left, right = (_kept_lines(text) for text in (base, mine, theirs))
    stretches: list[Stretch] = []
    at = a = b = 0
    for start, in_left, in_right, size in [
        *_shared(origin, left, right),
        (len(origin), len(left), len(right), 0),
    ]:
        stretches += _between(origin[at:start], left[a:in_left], right[b:in_right])
        if size:
            stretches.append(Stretch(lines=tuple(origin[start : start + size])))
        at, a, b = start + size, in_left + size, in_right + size
    return _together(stretches)


def as_text(
    stretches: Sequence[Stretch], choose: Callable[[int], Keep] = lambda _: Keep.BOTH
) -> str:
    """The merged text; ``choose`` says of each clash, counted from 0, what is kept."""
    lines: list[str] = []
    clashes = 0
    for stretch in stretches:
        if stretch.theirs is None:
            lines += stretch.lines
            continue
        keep = choose(clashes)
        clashes += 1
        if keep is not Keep.THEIRS:
            lines += stretch.lines
        if keep is Keep.BOTH and lines and lines[-1].strip() and stretch.theirs:
            lines.append("")
        if keep is not Keep.MINE:
            lines += stretch.theirs
    return "\n".join(lines)


def _kept_lines(text: str) -> list[str]:
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n")).split("\n")


def _shared(
    origin: list[str], left: list[str], right: list[str]
) -> Iterator[tuple[int, int, int, int]]:
    """Stretches of the origin that both sides left alone: (in origin, in left, in right, length)."""
    ours = SequenceMatcher(None, origin, left, autojunk=False).get_matching_blocks()
    others = SequenceMatcher(None, origin, right, autojunk=False).get_matching_blocks()
    i = k = 0
    while i < len(ours) and k < len(others):
        one, two = ours[i], others[k]
        start, end = max(one.a, two.a), min(one.a + one.size, two.a + two.size)
        if start < end:
            yield start, one.b + start - one.a, two.b + start - two.a, end - start
        if one.a + one.size < two.a + two.size:
            i += 1
        else:
            k += 1


def _between(origin: list[str], left: list[str], right: list[str]) -> list[Stretch]:
    if left == right or right == origin:
        return [Stretch(lines=tuple(left))] if left else []
    if left == origin:
        return [Stretch(lines=tuple(right))] if right else []
    return [Stretch(lines=tuple(left), theirs=tuple(right))]


def _together(stretches: list[Stretch]) -> list[Stretch]:
    """Stretches that need no choice, joined."""
    joined: list[Stretch] = []
    for stretch in stretches:
        if joined and not stretch.clash and not joined[-1].clash:
            joined[-1] = Stretch(lines=(*joined[-1].lines, *stretch.lines))
        else:
            joined.append(stretch)
    return joined
