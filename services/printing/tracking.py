"""Who has acknowledged a directive, on paper: figures by unit, at a cell by name."""

from datetime import datetime

from services.directives import report as said
from services.directives import strings
from services.directives.models import Report
from services.printing.page import Sheet
from services.printing.tables import pair, table

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
        pair(sheet, label, words)
    if report.leaders_only:
        sheet.style(9, grey=True)
        sheet.write_lines(strings.LEADERS)
    sheet.ln(3)
    rows = [_figures(row) for row in said.units(report)]
    table(sheet, _UNIT_COLUMNS, strings.UNIT_HEADS, rows, _figures(said.total(report)))
    if report.people:
        sheet.ln(5)
        table(sheet, _PEOPLE_COLUMNS, strings.PEOPLE_HEADS, said.people(report), None)
    sheet.ln(3)
    sheet.style(9, grey=True)
    sheet.write_lines(strings.NOTE)
    return sheet.done()


def _figures(row: said.UnitRow) -> tuple[str, ...]:
    name, *numbers, share = row
    return (name, *(f"{n:,}".replace(",", ".") for n in numbers), said.percent(share))
