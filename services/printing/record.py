"""A record on paper: sections, and in each the fields that are filled, with source and date."""

import textwrap
from datetime import datetime
from itertools import groupby

from fpdf.fonts import FontFace

from services.printing import strings
from services.printing.page import INNER, Sheet, moment, plain
from services.records import strings as words
from services.records.models import Field, Membership, Record
from services.records.written import field_name, lines, rough_day

_COLUMNS = (50, 78, 52)
_Row = tuple[str, str, str]
_PIECE_LINES, _PIECE_LETTERS = 10, 400


def record_pdf(record: Record, printed_at: datetime, *, demo: bool = False) -> bytes:
    """The record as it was given: what is masked in it stays masked."""
    foot = f"{record.full_name} · {strings.printed(moment(printed_at))}"
    sheet = Sheet(f"{strings.RECORD} {record.full_name}", foot=foot, demo=demo)
    sheet.add_page()
    sheet.style(12, bold=True, grey=True)
    sheet.write_lines(strings.RECORD)
    sheet.style(20, bold=True)
    sheet.write_lines(record.full_name)
    sheet.style(11)
    sheet.write_lines(", ".join(reversed(record.unit_names)), gap=1)
    sheet.style(9, grey=True)
    sheet.write_lines(strings.RECORD_NOTE, gap=2)
    for section, fields in groupby(record.fields, key=lambda f: f.section):
        _section(sheet, words.SECTIONS.get(section, section))
        rows = [_row(f) for f in fields if lines(f.kind, f.value)]
        _table(sheet, (strings.FIELD, strings.VALUE, strings.SOURCE), rows)
        if section == "party":
            _section(sheet, strings.UNITS)
            units = [_unit(m) for m in record.units]
            _table(sheet, (strings.FROM_TO, strings.UNIT, strings.REASON), units)
    return sheet.done()


def _section(sheet: Sheet, title: str) -> None:
    # A title at the foot of a page would stand there without its table.
    if sheet.will_page_break(28):
        sheet.add_page()
    sheet.ln(4)
    sheet.style(13, bold=True)
    sheet.start_section(title)
    sheet.write_lines(title, gap=1)


def _table(sheet: Sheet, head: _Row, rows: list[_Row]) -> None:
    if not rows:
        sheet.style(10.5, grey=True)
        sheet.write_lines(strings.NOTHING_HERE)
        return
    sheet.style(10.5)
    sheet.set_draw_color(170)
    small = FontFace(size_pt=9, color=90)
    with sheet.table(
        width=INNER,
        col_widths=_COLUMNS,
        borders_layout="HORIZONTAL_LINES",
        headings_style=FontFace(emphasis="", size_pt=9, color=90),
        line_height=5,
        text_align="LEFT",
        v_align="TOP",
        padding=(1, 2, 1, 0),
    ) as table:
        for label, value, source in (head, *rows):
            # A row that does not fit on a page could not be set.
            for number, piece in enumerate(pieces(value)):
                line = table.row()
                line.cell(label if number == 0 else "")
                line.cell(plain(piece))
                line.cell(plain(source) if number == 0 else "", style=small)
    sheet.style(11)


def pieces(words: str) -> list[str]:
    """A long text in pieces that each fit well on a page, parted between words."""
    found: list[str] = []
    held: list[str] = []
    for line in words.split("\n"):
        for part in textwrap.wrap(line, _PIECE_LETTERS) or [""]:
            if len(held) == _PIECE_LINES or len("\n".join([*held, part])) > _PIECE_LETTERS:
                found.append("\n".join(held))
                held = []
            held.append(part)
    return [*found, "\n".join(held)]


def _row(field: Field) -> _Row:
    source = words.SOURCES.get(field.source or "start", words.SOURCES["start"])
    when = moment(field.changed_at)[:10] if field.changed_at else ""
    said = "\n".join(lines(field.kind, field.value))
    return field_name(field.field), said, " · ".join(part for part in (source, when) if part)


def _unit(held: Membership) -> _Row:
    first = rough_day(held.starts_on.isoformat()) if held.starts_on else strings.NOT_KNOWN
    last = rough_day(held.ends_on.isoformat()) if held.ends_on else strings.UP_TO_NOW
    return strings.between(first, last), ", ".join(reversed(held.unit_names)), held.reason or ""
