"""A report on acknowledgements as a workbook. No text in it can become a live formula."""

from datetime import datetime
from io import BytesIO
from typing import Any, cast

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from services.directives import report as said
from services.directives import strings
from services.directives.models import Report
from services.members.export import FORMULA_STARTS

_WIDTHS = (46, 24, 18, 12, 16, 10)


def tracking_sheet(report: Report, made_at: datetime, *, demo: bool = False) -> bytes:
    """The file. Run it in a thread."""
    book = Workbook(write_only=True)
    # Typed as possibly a chart sheet; in write-only mode it is always the kind made here.
    sheet: Any = book.create_sheet(strings.SHEET)
    for place, width in enumerate(_WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width

    def cell(value: str | float | None, *, bold: bool = False) -> Any:
        words = ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value
        made = cast("Any", WriteOnlyCell(sheet, words))
        if isinstance(words, str):
            made.data_type = "s"  # the library takes a text with an equals sign for a formula
            made.quotePrefix = words.startswith(FORMULA_STARTS)
            made.alignment = Alignment(wrap_text=True, vertical="top")
        elif isinstance(words, float):
            made.number_format = "0%"
        if bold:
            made.font = Font(bold=True)
        return made

    sheet.append([cell(strings.REPORT, bold=True)])
    if demo:
        sheet.append([cell(strings.DEMO)])
    for label, words in said.head(report, made_at):
        sheet.append([cell(label), cell(words)])
    sheet.append([])
    sheet.append([cell(words, bold=True) for words in strings.UNIT_HEADS])
    for row in said.units(report):
        sheet.append([cell(value) for value in row])
    sheet.append([cell(value, bold=True) for value in said.total(report)])
    if report.people:
        sheet.append([])
        sheet.append([cell(words, bold=True) for words in strings.PEOPLE_HEADS])
        for person in said.people(report):
            sheet.append([cell(value) for value in person])
    sheet.append([])
    sheet.append([cell(strings.NOTE)])
    held = BytesIO()
    book.save(held)
    return held.getvalue()
