"""First-activation slips: three a page with cut lines, one per person, handed over by hand."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from io import BytesIO

import segno

from services.printing import strings
from services.printing.models import Slip
from services.printing.page import HEIGHT, MARGIN, WIDTH, Sheet, moment, plain

_A_PAGE = 3
_SLIP = HEIGHT / _A_PAGE
_QR = 46.0
_LEFT = WIDTH - 2 * MARGIN - _QR - 6


def slips_pdf(
    slips: Sequence[Slip], address: str, printed_at: datetime, *, demo: bool = False
) -> bytes:
    """The slips in the order given. ``address`` is where one activates; it carries no code."""
    sheet = Sheet(strings.SLIP)
    sheet.set_auto_page_break(False)
    square = _square(address)
    for place, slip in enumerate(slips):
        if place % _A_PAGE == 0:
            sheet.add_page()
        top = (place % _A_PAGE) * _SLIP
        _draw(sheet, slip, address, square, top, printed_at, demo=demo)
        if place % _A_PAGE < _A_PAGE - 1:
            _cut(sheet, top + _SLIP)
    return sheet.done()


def _draw(
    sheet: Sheet,
    slip: Slip,
    address: str,
    square: BytesIO,
    top: float,
    printed_at: datetime,
    *,
    demo: bool,
) -> None:
    sheet.set_xy(MARGIN, top + 7)
    sheet.style(9, bold=True, grey=True)
    title = f"{strings.SLIP} · {strings.SLIP_APP}"
    sheet.write_lines(f"{title}. {strings.DEMO}" if demo else title, WIDTH - 2 * MARGIN, gap=1)
    _one_line(sheet, slip.full_name, 18, _LEFT, bold=True)
    _one_line(sheet, slip.unit_name, 11, _LEFT)
    sheet.set_y(sheet.get_y() + 1)
    _one_line(sheet, f"{strings.LOGIN}: {slip.login}", 12, _LEFT)
    _one_line(sheet, f"{strings.CODE}:", 12, _LEFT)
    _one_line(sheet, slip.code.get_secret_value().replace("-", "   "), 26, _LEFT, bold=True)
    sheet.style(10.5)
    until = moment(printed_at + timedelta(hours=slip.valid_hours))
    sheet.write_lines(strings.valid_until(slip.valid_hours, until), _LEFT, gap=1.5)
    for number, step in enumerate(strings.STEPS, 1):
        sheet.style(10.5)
        sheet.write_lines(f"{number}. {step}", _LEFT)
        if number == 1:
            _one_line(sheet, address, 12, _LEFT, bold=True)
    sheet.set_y(sheet.get_y() + 1)
    sheet.style(10, bold=True)
    sheet.write_lines(strings.KEEP_TO_YOURSELF, WIDTH - 2 * MARGIN)
    sheet.image(square, WIDTH - MARGIN - _QR, top + 18, _QR, _QR, alt_text=address)


def _one_line(sheet: Sheet, words: str, size: float, width: float, *, bold: bool = False) -> None:
    """A line that gets smaller rather than pushing the rest of the slip away."""
    words = plain(words)
    sheet.style(size, bold=bold)
    while size > 6 and sheet.get_string_width(words) > width - 3:
        size -= 0.5
        sheet.style(size, bold=bold)
    sheet.set_x(MARGIN)
    sheet.cell(width, sheet.line_height(), words, new_x="LMARGIN", new_y="NEXT")


def _cut(sheet: Sheet, at: float) -> None:
    sheet.set_draw_color(120)
    sheet.set_dash_pattern(dash=2, gap=2)
    sheet.line(5, at, WIDTH - 5, at)
    sheet.set_dash_pattern()
    sheet.style(7, grey=True)
    sheet.set_xy(MARGIN, at - 4)
    sheet.cell(0, 4, strings.CUT_HERE, align="R")


def _square(address: str) -> BytesIO:
    picture = BytesIO()
    segno.make(address, error="m").save(picture, kind="png", scale=8, border=4)
    return picture
