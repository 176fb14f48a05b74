"""The import's report: a table that a person reads in a terminal or in a text file."""

import textwrap
from collections.abc import Sequence
from typing import Final

from services.articles import strings
from services.articles.models import FileResult

_FILE_WIDTH: Final = 30
_LAST_WIDTH: Final = 30
_GAP: Final = "  "


def report_table(results: Sequence[FileResult], *, width: int = 110) -> str:
    """The table with a summary below; lines are at most `width` characters."""
    if not results:
        return strings.NOTHING + "\n"
    rows = [_cells(result) for result in results]
    heads = strings.COLUMNS
    sizes = [
        min(max(len(row[column]) for row in [*rows, heads]), _FILE_WIDTH)
        for column in range(len(heads) - 1)
    ]
    rest = width - sum(sizes) - len(_GAP) * len(sizes)
    if rest < _LAST_WIDTH:
        # A narrow terminal: the names give way first.
        sizes[0] = max(sizes[0] - (_LAST_WIDTH - rest), len(heads[0]))
        rest = _LAST_WIDTH
    lines = [
        _line(heads, sizes, heads[-1]),
        _line(["-" * size for size in sizes], sizes, "-" * rest),
    ]
    for row, result in zip(rows, results, strict=True):
        texts = textwrap.wrap(row[-1], rest, break_long_words=True)
        for caution in result.warnings:
            texts += textwrap.wrap(strings.NOTE_MARK + strings.CAUTIONS[caution], rest)
        names = textwrap.wrap(row[0], sizes[0], break_long_words=True) or [""]
        for number in range(max(len(texts), len(names))):
            cells = list(row[:-1]) if number == 0 else [""] * len(sizes)
            cells[0] = names[number] if number < len(names) else ""
            lines.append(_line(cells, sizes, texts[number] if number < len(texts) else ""))
    ok = sum(result.outcome == "ok" for result in results)
    summary = strings.SUMMARY.format(total=len(results), ok=ok, refused=len(results) - ok)
    return "\n".join([*lines, "", summary]) + "\n"


def _cells(result: FileResult) -> tuple[str, ...]:
    name = _printable(result.file.name)
    if result.article is None:
        reason = strings.REASONS[result.reason] if result.reason else ""
        return (name, strings.REFUSED, "", "", "", reason)
    article = result.article
    day = (
        article.published_on.strftime("%d/%m/%Y") if article.published_on else strings.NO_DATE_CELL
    )
    return (
        name,
        strings.OK,
        day,
        strings.CATEGORIES[article.category],
        str(len(article.pictures)),
        _printable(article.title),
    )


def _printable(text: str) -> str:
    """Without anything that could move the cursor: names and titles come from outside."""
    return "".join(char if char.isprintable() else "\ufffd" for char in text)


def _line(cells: Sequence[str], sizes: Sequence[int], last: str) -> str:
    fixed = _GAP.join(cell.ljust(size) for cell, size in zip(cells, sizes, strict=False))
    return f"{fixed}{_GAP}{last}".rstrip()
