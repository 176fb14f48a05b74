"""Figures as a workbook: a sheet each for accesses, posts, readers, units below. What is hidden on the
screen is hidden here."""

import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from services.figures import strings
from services.figures.models import Figures
from services.posts.models import Category

Value = str | int | date | None


def workbook(figures: Figures, categories: Mapping[Category, str]) -> bytes:
    """The bytes of a file; takes a moment, so call it by ``asyncio.to_thread``."""
    book = Workbook(write_only=True)
    _sheet(book, strings.ACCESSES, _accesses(figures))
    _sheet(book, strings.PUBLISHED, _published(figures, categories))
    _sheet(book, strings.READERS, _readers(figures))
    if figures.children:
        _sheet(book, strings.UNITS, _units(figures, categories))
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def _accesses(figures: Figures) -> list[list[Value]]:
    rows: list[list[Value]] = [[strings.DAY, strings.COUNT]]
    found = figures.accesses
    if found is None:
        return [*rows, [strings.HIDDEN, None]]
    totals: list[list[Value]] = [
        [strings.TODAY, strings.HIDDEN if found.today is None else found.today],
        [strings.WEEK, found.week],
        [strings.THIS_MONTH, found.month],
        [strings.ALL, found.all],
    ]
    days: list[list[Value]] = [[d.starts_on, d.count] for d in found.days]
    months: list[list[Value]] = [[m.starts_on.strftime("%m/%Y"), m.count] for m in found.months]
    return [*rows, *totals, *days, [strings.MONTH, strings.COUNT], *months]


def _published(figures: Figures, categories: Mapping[Category, str]) -> list[list[Value]]:
    rows: list[list[Value]] = [[strings.MONTH, strings.CATEGORY, strings.POSTS]]
    for item in figures.published:
        rows.append([item.month.strftime("%m/%Y"), categories[item.category], item.count])
    return rows


def _readers(figures: Figures) -> list[list[Value]]:
    rows: list[list[Value]] = [[strings.MONTH, strings.READERS, strings.MEMBERS]]
    for item in figures.readers:
        shown = item.starts_on.strftime("%m/%Y") if item.span == "month" else item.starts_on
        rows.append([shown, item.readers, item.members])
    return rows


def _units(figures: Figures, categories: Mapping[Category, str]) -> list[list[Value]]:
    head: list[Value] = [strings.UNIT, *categories.values(), strings.SUM]
    rows: list[list[Value]] = [[*head, strings.READERS, strings.MEMBERS]]
    for child in figures.children:
        counts = [child.published.get(category, 0) for category in categories]
        people: list[Value] = [strings.HIDDEN, None]
        if child.readers is not None:
            people = [child.readers, child.members]
        rows.append([child.name, *counts, sum(counts), *people])
    return rows


def _sheet(book: Workbook, title: str, rows: Sequence[Sequence[Value]]) -> None:
    # Typed as possibly a chart sheet; in write-only mode it is always the kind made here.
    sheet: Any = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    sheet.column_dimensions["A"].width = 34
    for letter in "BCDEFGH":
        sheet.column_dimensions[letter].width = 16
    for place, row in enumerate(rows):
        cells = [_cell(sheet, value) for value in row]
        if place == 0:
            for cell in cells:
                cell.font = Font(bold=True)
        sheet.append(cells)


def _cell(sheet: Any, value: Value) -> Any:
    if isinstance(value, date):
        cell: Any = WriteOnlyCell(sheet, datetime(value.year, value.month, value.day))
        cell.number_format = "dd/mm/yyyy"
        return cell
    cell = WriteOnlyCell(sheet, value)
    if isinstance(value, str):
        cell.data_type = "s"  # a unit's name that begins with an equals sign is no formula
    return cell
