"""A list of members as a workbook or as CSV, written page by page as it comes.

No text in it can become a live formula, whatever somebody has written into a record.
"""

import asyncio
import csv
import io
from collections.abc import AsyncIterable, Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal, Protocol, cast

from services.errors import Invalid
from services.members import strings
from services.members.models import MemberLine
from services.records.catalogue import CATALOGUE, COLUMNS
from services.records.models import Value
from services.records.strings import CHOICES, FIELDS, NO, YES

FileKind = Literal["xlsx", "csv"]
Cell = str | date | None

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take a text for a formula."""
DATE_FORMAT = "dd/mm/yyyy"
LONGEST = 32_767  # characters a cell holds
_WIDTHS = {"date": 13, "rough_date": 13, "choice": 15, "yes_no": 10, "digits": 17, "phone": 15}


@dataclass(frozen=True)
class Column:
    """A column: where its value stands in a line, what it is called, how wide it is."""

    name: str
    label: str
    kind: str = "text"

    @property
    def width(self) -> int:
        """In characters, as spreadsheets measure."""
        return 28 if self.name == "full_name" else _WIDTHS.get(self.kind, 24)


class _Sink(Protocol):
    def write(self, rows: Sequence[Sequence[Cell]]) -> None: ...

    def finish(self) -> None: ...


def columns_of(names: Sequence[str]) -> list[Column]:
    """The columns of a list: the name, the unit and its group, then what was chosen.

    Raises Invalid `list.column_closed` for a field that no list may show.
    """
    for name in names:
        if name not in COLUMNS:
            raise Invalid("list.column_closed", {"field": name})
    first = [
        Column("full_name", FIELDS["full_name"]),
        Column("unit_name", strings.UNIT),
        Column("group_name", strings.GROUP),
    ]
    chosen = [Column(n, FIELDS[n], CATALOGUE[n].kind) for n in names if n != "full_name"]
    return first + chosen


def cell_of(column: Column, line: MemberLine) -> Cell:
    """One value, typed: a whole date is a date, what is known to the year or month is a text."""
    if column.name in ("full_name", "unit_name", "group_name"):
        return cast("str | None", getattr(line, column.name))
    value: Value = (line.more or {}).get(column.name)
    if value is None:
        return None
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, list):
        return "\n".join(value)
    if column.kind in ("date", "rough_date"):
        return _day(value)
    if column.kind == "choice":
        return CHOICES.get(value, value)
    if column.kind == "phone" and value.startswith("+84"):
        return f"0{value[3:]}"
    return value


def _day(value: str) -> Cell:
    # A spreadsheet counts days from 1900 on.
    if len(value) == 10 and value >= "1900-03-01":
        return date.fromisoformat(value)
    return "/".join(reversed(value.split("-")))


async def write(
    pages: AsyncIterable[list[MemberLine]],
    columns: Sequence[Column],
    path: Path,
    kind: FileKind,
    on_progress: Callable[[int], None] = lambda _: None,
) -> int:
    """Write all pages into a file; returns how many members are in it. Raises what `pages` raises."""
    sink: _Sink = _workbook(columns, path) if kind == "xlsx" else _Csv(columns, path)
    count = 0
    async for page in pages:
        rows = [[cell_of(column, line) for column in columns] for line in page]
        await asyncio.to_thread(sink.write, rows)
        count += len(rows)
        on_progress(count)
    await asyncio.to_thread(sink.finish)
    return count


def _workbook(columns: Sequence[Column], path: Path) -> _Sink:
    from services.members.workbook import ListWorkbook  # loads long: not at the app's start

    return ListWorkbook(columns, path)


class _Csv:
    def __init__(self, columns: Sequence[Column], path: Path) -> None:
        self._path = path
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerow([column.label for column in columns])

    def write(self, rows: Sequence[Sequence[Cell]]) -> None:
        held = io.StringIO(newline="")
        csv.writer(held).writerows([[_plain(value) for value in row] for row in rows])
        with self._path.open("a", encoding="utf-8", newline="") as file:
            file.write(held.getvalue())

    def finish(self) -> None:
        """Nothing is held back."""


def _plain(value: Cell) -> str:
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    words = value or ""
    return f"'{words}" if words.startswith(FORMULA_STARTS) else words
