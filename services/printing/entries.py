"""What a proxy entered for a member, on paper for the member: two slips a page."""

from collections.abc import Sequence
from datetime import datetime

from services.printing import strings
from services.printing.page import HEIGHT, INNER, MARGIN, WIDTH, Sheet, moment, plain
from services.records.models import Request, Value
from services.records.written import field_name, lines

_A_PAGE = 2
_SLIP = HEIGHT / _A_PAGE
_LABEL = 42.0
_MOST_LETTERS = 230


def entries_pdf(requests: Sequence[Request], printed_at: datetime, *, demo: bool = False) -> bytes:
    """Slips of requests that somebody entered for a member, in the order given."""
    sheet = Sheet(strings.ENTRY)
    sheet.set_auto_page_break(False)
    for place, request in enumerate(requests):
        if place % _A_PAGE == 0:
            sheet.add_page()
        top = (place % _A_PAGE) * _SLIP
        _draw(sheet, request, top, printed_at, demo=demo)
        if place % _A_PAGE < _A_PAGE - 1:
            sheet.set_draw_color(120)
            sheet.set_dash_pattern(dash=2, gap=2)
            sheet.line(5, top + _SLIP, WIDTH - 5, top + _SLIP)
            sheet.set_dash_pattern()
    return sheet.done()


def _draw(sheet: Sheet, request: Request, top: float, printed_at: datetime, *, demo: bool) -> None:
    sheet.set_xy(MARGIN, top + 8)
    sheet.style(14, bold=True)
    sheet.write_lines(strings.ENTRY)
    sheet.style(9, grey=True)
    note = f"{strings.ENTRY_NOTE} {strings.printed(moment(printed_at))}."
    sheet.write_lines(f"{note} {strings.DEMO}" if demo else note, gap=2)
    rows = (
        (strings.SAID_BY, f"{request.full_name}\n{', '.join(reversed(request.unit_names))}"),
        (strings.ENTERED_BY, request.entered_by or ""),
        (strings.ENTERED_AT, moment(request.filed_at)),
        (strings.ENTRY_NUMBER, str(request.request_id)[:8].upper()),
        (strings.ABOUT, field_name(request.field)),
        (strings.BEFORE, _said(request.kind, request.before)),
        (strings.AFTER, _said(request.kind, request.proposed)),
        (strings.WHY, _cut(request.reason)),
    )
    for label, words in rows:
        _pair(sheet, label, words)
    sheet.set_xy(MARGIN, sheet.get_y() + 2)
    sheet.style(10, bold=True)
    sheet.write_lines(strings.HOW_TO_REVOKE)
    sheet.style(10)
    sheet.write_lines(strings.REVOKE)
    half = INNER / 2
    sheet.set_xy(MARGIN, max(sheet.get_y() + 2, top + _SLIP - 30))
    sheet.style(9, grey=True)
    sheet.cell(half, 5, strings.SIGN_MEMBER, align="C")
    sheet.cell(half, 5, strings.SIGN_PROXY, align="C")


def _pair(sheet: Sheet, label: str, words: str) -> None:
    top = sheet.get_y()
    sheet.set_xy(MARGIN, top)
    sheet.style(9.5, grey=True)
    sheet.cell(_LABEL, sheet.line_height(), label)
    sheet.set_xy(MARGIN + _LABEL, top)
    sheet.style(10.5)
    sheet.write_lines(words, INNER - _LABEL, gap=0.6)
    sheet.set_x(MARGIN)


def _said(kind: str, value: Value) -> str:
    return _cut("; ".join(lines(kind, value))) or strings.EMPTY


def _cut(words: str) -> str:
    """The beginning of a long text: the slip is to remind, the whole is in the app."""
    words = " ".join(plain(words).split())
    return words if len(words) <= _MOST_LETTERS else f"{words[:_MOST_LETTERS].rsplit(' ', 1)[0]}…"
