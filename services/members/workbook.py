"""A list of members as a workbook. Loaded when one is written: the library behind takes half a second."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, cast

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from services.members import strings
from services.members.export import DATE_FORMAT, FORMULA_STARTS, LONGEST, Cell, Column


class ListWorkbook:
    """The sink of `export.write` for .xlsx."""

    def __init__(self, columns: Sequence[Column], path: Path) -> None:
        self._path = path
        self._book = Workbook(write_only=True)
        # Typed as possibly a chart sheet; in write-only mode it is always the kind made here.
        self._sheet: Any = self._book.create_sheet(strings.SHEET)
        self._sheet.freeze_panes = "B2"
        for place, column in enumerate(columns, 1):
            self._sheet.column_dimensions[get_column_letter(place)].width = column.width
        head = [self._text(column.label) for column in columns]
        for cell in head:
            cell.font = Font(bold=True)
        self._sheet.append(head)

    def write(self, rows: Sequence[Sequence[Cell]]) -> None:
        """The next rows."""
        for row in rows:
            self._sheet.append([self._cell(value) for value in row])

    def finish(self) -> None:
        """Put the file where it was wanted."""
        self._book.save(self._path)

    def _cell(self, value: Cell) -> Any:
        if isinstance(value, date):
            cell = WriteOnlyCell(self._sheet, datetime(value.year, value.month, value.day))
            cell.number_format = DATE_FORMAT
            return cell
        return None if value is None else self._text(value)

    def _text(self, words: str) -> Any:
        words = ILLEGAL_CHARACTERS_RE.sub("", words)[:LONGEST]
        cell = cast("Any", WriteOnlyCell(self._sheet, words))
        cell.data_type = "s"  # the library takes a text with an equals sign for a formula
        if words.startswith(FORMULA_STARTS):
            cell.quotePrefix = True  # stays a text when somebody edits the cell
        return cell
