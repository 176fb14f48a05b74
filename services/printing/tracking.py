"""Who has acknowledged a directive, on paper: figures by unit, at a cell by name."""

from collections.abc import Sequence
from datetime import datetime

from fpdf.fonts import FontFace

from services.directives import report as said
from services.directives import strings
from services.directives.models import Report
from services.printing.page import INNER, MARGIN, Sheet, plain

_LABEL = 36.0
_UNIT_COLUMNS = (78, 24, 18, 16, 26, 18)
_PEOPLE_COLUMNS = (80, 62, 38)


def tracking_pdf(report: Report, made_at: datetime, *, demo: bool = False) -> bytes:
    """The report as it was asked for."""
    foot = f"{report.unit.name} · {said.moment(made_at)}"
    sheet = Sheet(strings.REPORT, foot=foot, demo=demo)
    sheet.add_page()
    sheet.style(16, bold=True)
    sheet.write_lines(strings.REPORT, gap=2)
    for label, words in said.head(report, made_at):
        _pair(sheet, label, words)
    if report.leaders_only:
        sheet.style(9, grey=True)
        sheet.write_lines(strings.LEADERS)
    sheet.ln(3)
    rows = [_figures(row) for row in said.units(report)]
    _table(sheet, _UNIT_COLUMNS, strings.UNIT_HEADS, rows, _figures(said.total(report)))
    if report.people:
        sheet.ln(5)
        _table(sheet, _PEOPLE_COLUMNS, strings.PEOPLE_HEADS, said.people(report), None)
    sheet.ln(3)
    sheet.style(9, grey=True)
    sheet.write_lines(strings.NOTE)
    return sheet.done()


def _pair(sheet: Sheet, label: str, words: str) -> None:
    top = sheet.get_y()
    sheet.set_xy(MARGIN, top)
    sheet.style(9.5, grey=True)
    sheet.cell(_LABEL, sheet.line_height(), label)
    sheet.set_xy(MARGIN + _LABEL, top)
    sheet.style(10.5)
    sheet.write_lines(words, INNER - _LABEL, gap=0.8)
    sheet.set_x(MARGIN)


def _figures(row: said.UnitRow) -> tuple[str, ...]:
    name, *numbers, share = row
    return (name, *(f"{n:,}".replace(",", ".") for n in numbers), said.percent(share))


def _table(
    sheet: Sheet,
    widths: Sequence[int],
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    total: Sequence[str] | None,
) -> None:
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
    ) as table:
        table.row([plain(words) for words in head])
        for row in rows:
            table.row([plain(words) for words in row])
        if total is not None:
            table.row([plain(words) for words in total], style=FontFace(emphasis="BOLD"))
    sheet.style(11)
