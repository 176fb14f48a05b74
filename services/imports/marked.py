"""The list as it was brought, faulty cells coloured and commented, with a summary on a second sheet."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter

from services.imports import strings
from services.imports.models import Fault, Import, MarkedRow, Weight
from services.imports.opening import ERROR, FORMULA

_COLOURS: Final = {Weight.ERROR: "FFF4B6B6", Weight.ASK: "FFFFE08A", Weight.NOTE: "FFD5E5F5"}
_FILLS: Final = {weight: PatternFill("solid", fgColor=c) for weight, c in _COLOURS.items()}
_BOLD: Final = Font(bold=True)
_WIDTH: Final = 20.0
_COMMENT: Final = {"width": 320, "height": 120}


def write_marked(found: Import, rows: Iterable[MarkedRow], path: Path) -> None:
    """Write the workbook: every row where it stood, so that row numbers still hold."""
    book = Workbook(write_only=True)
    sheet: Any = book.create_sheet(strings.REPORT_SHEET)
    summary: Any = book.create_sheet(strings.SUMMARY_SHEET)
    places = {field: place for place, field in enumerate(found.mapping) if field}
    for place in range(len(found.heads)):
        sheet.column_dimensions[get_column_letter(place + 1)].width = _WIDTH
    for letter, width in zip("ABCDE", (8, 8, 34, 60, 60), strict=True):
        summary.column_dimensions[letter].width = width
    sheet.freeze_panes = f"A{found.head_row + 1}"
    summary.freeze_panes = "A2"
    summary.append([_cell(summary, words, bold=True) for words in strings.SUMMARY_COLUMNS])
    written = 0
    # Headings of several rows were joined; they stand on the last of them.
    while written < found.head_row - 1:
        sheet.append([])
        written += 1
    sheet.append([_cell(sheet, head, bold=True) for head in found.heads])
    written += 1
    for number, raw, faults in rows:
        while written < number - 1:
            sheet.append([])
            written += 1
        sheet.append(_row(sheet, raw, faults, places, len(found.heads)))
        written += 1
        for fault in faults:
            wrong, remedy = strings.explained(fault.kind, fault.seen, fault.hint)
            place = places.get(fault.field or "")
            line = (
                number,
                get_column_letter(place + 1) if place is not None else "",
                found.heads[place] if place is not None else strings.field_name(fault.field),
                wrong,
                remedy,
            )
            summary.append([_cell(summary, words) for words in line])
    book.save(path)


def _row(
    sheet: Any, raw: list[str], faults: list[Fault], places: dict[str, int], width: int
) -> list[Any]:
    marks: dict[int, list[Fault]] = {}
    for fault in faults:
        # What belongs to no column stands at the first cell.
        marks.setdefault(places.get(fault.field or "", 0), []).append(fault)
    cells: list[Any] = []
    for place in range(max(width, len(raw))):
        words = raw[place] if place < len(raw) else ""
        if place not in marks:
            cells.append(_cell(sheet, words) if words else None)
            continue
        cell = _cell(sheet, words)
        weights = {fault.weight for fault in marks[place]}
        cell.fill = _FILLS[next(w for w in Weight if w in weights)]
        said = ["\n".join(strings.explained(f.kind, f.seen, f.hint)) for f in marks[place]]
        cell.comment = Comment("\n\n".join(said), strings.AUTHOR, **_COMMENT)
        cells.append(cell)
    return cells


def _cell(sheet: Any, words: str | int, *, bold: bool = False) -> Any:
    """A cell that is never a formula, whatever its text begins with."""
    if isinstance(words, str):
        words = words.replace(FORMULA, "").replace(ERROR, "")[:32_000]
    cell = WriteOnlyCell(sheet, words)
    if isinstance(words, str):
        cell.data_type = "s"
        cell.number_format = "@"
    if bold:
        cell.font = _BOLD
    return cell
