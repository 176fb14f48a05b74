"""A report on acknowledgements as a workbook."""

from datetime import datetime

from services.directives import report as said
from services.directives import strings
from services.directives.models import Report
from services.printing.workbook import Book

_WIDTHS = (46, 24, 18, 12, 16, 10)


def tracking_sheet(report: Report, made_at: datetime, *, demo: bool = False) -> bytes:
    """The file. Run it in a thread."""
    book = Book(strings.SHEET, _WIDTHS)
    book.row(strings.REPORT, bold=True)
    if demo:
        book.row(strings.DEMO)
    for label, words in said.head(report, made_at):
        book.row(label, words)
    book.row()
    book.row(*strings.UNIT_HEADS, bold=True)
    for row in said.units(report):
        book.row(*row)
    book.row(*said.total(report), bold=True)
    if report.people:
        book.row()
        book.row(*strings.PEOPLE_HEADS, bold=True)
        for person in said.people(report):
            book.row(*person)
    book.row()
    book.row(strings.NOTE)
    return book.done()
