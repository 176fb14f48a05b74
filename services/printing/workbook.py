"""A sheet to reckon with, row by row. No text in it can become a live formula."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any, cast

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from services.members.export import FORMULA_STARTS

Value = str | float | date | None


class Book:
    """One sheet with columns of given widths."""

    def __init__(self, title: str, widths: Sequence[int]) -> None:
        self._book = Workbook(write_only=True)
        # Typed as possibly a chart sheet; in write-only mode it is always the kind made here.
        self._sheet: Any = self._book.create_sheet(title)
        for place, width in enumerate(widths, 1):
            self._sheet.column_dimensions[get_column_letter(place)].width = width

    def row(self, *values: Value, bold: bool = False) -> None:
        """The next row; a fraction is shown in per cent."""
        self._sheet.append([self._cell(value, bold) for value in values])

    def _cell(self, value: Value, bold: bool) -> Any:
        words = ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value
        made = cast("Any", WriteOnlyCell)(self._sheet, words)
        if isinstance(words, str):
            made.data_type = "s"  # the library takes a text with an equals sign for a formula
            made.quotePrefix = words.startswith(FORMULA_STARTS)
            made.alignment = Alignment(wrap_text=True, vertical="top")
        elif isinstance(words, float):
            made.number_format = "0%"
        elif isinstance(words, date):
            made.number_format = "DD/MM/YYYY"
        if bold:
            made.font = Font(bold=True)
        return made

    def done(self) -> bytes:
        """The file."""
        held = BytesIO()
        self._book.save(held)
        return held.getvalue()
