"""A report on tasks as a workbook."""

from services.printing.workbook import Book
from services.tasks import strings
from services.tasks.paper import Paper


def tasks_sheet(paper: Paper, *, demo: bool = False) -> bytes:
    """The file. Run it in a thread."""
    book = Book(strings.SHEET, paper.sheet_widths)
    book.row(paper.title, bold=True)
    if demo:
        book.row(strings.DEMO)
    for label, words in paper.head:
        book.row(label, words)
    book.row()
    book.row(*paper.heads, bold=True)
    for row in paper.rows:
        book.row(*row)
    if paper.total is not None:
        book.row(*paper.total, bold=True)
    book.row()
    book.row(paper.note)
    return book.done()
