"""Where the headings of a table stand, and which field each column holds."""

import hashlib
import itertools
import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from services.errors import Invalid
from services.imports import strings
from services.imports.encodings import guess, repaired
from services.imports.headings import strings as headings
from services.imports.models import UNIT, Sheet
from services.imports.opening import MOST_COLUMNS, Row, Table
from services.records.strings import FIELDS, SECTIONS

_LOOKED_AT: Final = 40
"""Rows in which headings are looked for."""
_DEEPEST: Final = 3
"""Rows that headings may take up, when they are merged."""
_SAMPLE: Final = 200
_SHOWN: Final = 3
_FEWEST: Final = 2
"""Columns that have to be recognised before a row counts as headings by them."""

_NUMBERING: Final = re.compile(r"\(?\d{1,2}\)?")


def folded(text: str) -> str:
    """Lower case without marks and signs: what headings and choices are compared by."""
    bare = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    letters = "".join(c for c in bare if not unicodedata.combining(c)).lower()
    return " ".join(re.findall(r"[a-z0-9]+", letters))


@lru_cache(maxsize=1)
def _known() -> dict[str, str]:
    """Every heading that is understood, folded."""
    found = {folded(label): field for field, label in FIELDS.items()}
    for field, others in headings.HEADINGS.items():
        found |= {folded(other): field for other in others}
    return found


def recognised(heading: str) -> str | None:
    """The field that a column of this heading holds, if that is certain."""
    known = _known()
    short = re.sub(r"[(\[*].*$", "", heading)  # what stands in brackets explains
    last = heading.rpartition(": ")[2]  # below a heading that only gathers columns
    for words in (folded(heading), folded(short), folded(last)):
        words = re.sub(r"^\d+ ", "", words)
        if words in known:
            return known[words]
    return None


def find_sheet(tables: Sequence[Table]) -> tuple[Table, Sheet]:
    """The sheet with the most columns that are understood, and its headings. Raises Invalid."""
    best: tuple[int, Table, Sheet] | None = None
    trouble: Invalid | None = None
    for table in tables:
        try:
            found = _headings(table)
        except Invalid as error:
            trouble = trouble or error
            continue
        if found and (best is None or found[0] > best[0]):
            best = (found[0], table, found[1])
    if best is None:
        raise trouble or Invalid("import.empty")
    return best[1], best[2]


def _headings(table: Table) -> tuple[int, Sheet] | None:
    rows = list(itertools.islice(table.rows(), _SAMPLE + _LOOKED_AT))
    if not rows:
        return None
    encoding = guess(cell for _, cells in rows for cell in cells)
    first = [(n, [repaired(cell, encoding)[0] for cell in cells]) for n, cells in rows[:_LOOKED_AT]]
    score, heads, last = _best(first)
    if len(heads) > MOST_COLUMNS:
        raise Invalid("import.too_many_columns", {"most": MOST_COLUMNS})
    mapping = _mapping(heads)
    sample = [cells for n, cells in first if n > last and not is_numbering(cells)][:_SHOWN]
    return score, Sheet(
        name=table.name,
        heads=heads,
        mapping=mapping,
        head_row=last,
        head_key=head_key(heads),
        encoding=encoding,
        sample=sample,
    )


def _best(rows: Sequence[Row]) -> tuple[int, list[str], int]:
    """How many columns are understood, the headings, and the last row that they take up."""
    found: tuple[int, int, list[str], int] | None = None
    for start in range(len(rows)):
        for deep in range(1, _DEEPEST + 1):
            band = rows[start : start + deep]
            if len(band) < deep or band[-1][0] - band[0][0] >= _DEEPEST:
                break
            heads = _joined([cells for _, cells in band])
            score = sum(1 for field in _mapping(heads) if field)
            # Fewer rows are better: a row of data below must not be taken for headings.
            if found is None or (score, -deep) > found[:2]:
                found = (score, -deep, heads, band[-1][0])
    if found is not None and found[0] >= _FEWEST:
        return found[0], found[2], found[3]
    # Nothing is understood: the first row with several cells, matched by hand.
    for number, cells in rows:
        if sum(1 for cell in cells if cell) >= _FEWEST:
            return 0, _joined([cells]), number
    raise Invalid("import.no_headings")


def _joined(band: Sequence[list[str]]) -> list[str]:
    """Headings of several rows as one: what is merged across stands above each column below it."""
    width = max(len(cells) for cells in band)
    levels = [cells + [""] * (width - len(cells)) for cells in band]
    for level, cells in enumerate(levels[:-1]):
        above = ""
        for place in range(width):
            below = any(levels[deeper][place] for deeper in range(level + 1, len(levels)))
            if cells[place]:
                above = cells[place]
            elif below:
                cells[place] = above
    heads: list[str] = []
    for place in range(width):
        words = [cells[place] for cells in levels if cells[place]]
        heads.append(": ".join(dict.fromkeys(" ".join(w.split())[:150] for w in words))[:200])
    return heads


def _mapping(heads: Sequence[str]) -> list[str | None]:
    """Each field once: the first column that names it holds it."""
    taken: set[str] = set()
    found: list[str | None] = []
    for heading in heads:
        field = recognised(heading)
        found.append(None if field in taken else field)
        taken |= {field} if field else set()
    return found


def is_numbering(cells: Iterable[str]) -> bool:
    """Whether a row only numbers the columns, as official forms do below their headings."""
    filled = [cell for cell in cells if cell]
    return len(filled) >= _FEWEST and all(_NUMBERING.fullmatch(cell) for cell in filled)


def head_key(heads: Sequence[str]) -> str:
    """A digest of the headings, by which a mapping made by hand is found again."""
    return hashlib.sha256("\n".join(folded(head) for head in heads).encode()).hexdigest()


def choices() -> list[tuple[str, str]]:
    """What a column may hold, for choosing by hand: (field, words)."""
    return [(UNIT, strings.UNIT), *FIELDS.items()]


def sections() -> dict[str, str]:
    """Names of the sections, in order."""
    return SECTIONS
