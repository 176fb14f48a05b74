"""Tasks of a unit over a month or a year, or the figures of units, on paper."""

from services.printing.page import Sheet
from services.printing.tables import pair, table
from services.tasks.paper import Paper, said


def tasks_pdf(paper: Paper, *, demo: bool = False) -> bytes:
    """The report as it was asked for."""
    sheet = Sheet(paper.title, foot=f"{paper.head[0][1]} · {paper.head[1][1]}", demo=demo)
    sheet.add_page()
    sheet.style(16, bold=True)
    sheet.write_lines(paper.title, gap=2)
    for label, words in paper.head:
        pair(sheet, label, words)
    sheet.ln(3)
    rows = [[said(value) for value in row] for row in paper.rows]
    total = [said(value) for value in paper.total] if paper.total is not None else None
    table(sheet, tuple(paper.widths), paper.heads, rows, total)
    sheet.ln(3)
    sheet.style(9, grey=True)
    sheet.write_lines(paper.note)
    return sheet.done()
