"""Pieces of a report on paper: a fact with its label, and a table that goes on over pages."""

from collections.abc import Sequence

from fpdf.fonts import FontFace

from services.printing.page import INNER, MARGIN, Sheet, plain

_LABEL = 36.0


def pair(sheet: Sheet, label: str, words: str) -> None:
    """A label and what it says, on a line of its own."""
    top = sheet.get_y()
    sheet.set_xy(MARGIN, top)
    sheet.style(9.5, grey=True)
    sheet.cell(_LABEL, sheet.line_height(), label)
    sheet.set_xy(MARGIN + _LABEL, top)
    sheet.style(10.5)
    sheet.write_lines(words, INNER - _LABEL, gap=0.8)
    sheet.set_x(MARGIN)


def table(
    sheet: Sheet,
    widths: Sequence[int],
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    total: Sequence[str] | None,
) -> None:
    """Head and rows; with a total the columns after the first are numbers."""
    sheet.style(10)
    sheet.set_draw_color(170)
    with sheet.table(
        width=INNER,
        col_widths=tuple(widths),
        borders_layout="HORIZONTAL_LINES",
        headings_style=FontFace(emphasis="BOLD", size_pt=9),
        line_height=5,
        text_align="LEFT" if total is None else ("LEFT", *("RIGHT",) * (len(head) - 1)),
        padding=(1, 1, 1, 0),
    ) as drawn:
        drawn.row([plain(words) for words in head])
        for row in rows:
            drawn.row([plain(words) for words in row])
        if total is not None:
            drawn.row([plain(words) for words in total], style=FontFace(emphasis="BOLD"))
    sheet.style(11)
