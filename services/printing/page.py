"""The sheet under every print: A4, Roboto from this folder, a foot with page numbers."""

import unicodedata
from datetime import UTC, datetime
from pathlib import Path

from fpdf import FPDF

from services.days import VIETNAM
from services.printing import strings

FONTS = Path(__file__).with_name("fonts")
MARGIN = 15.0
WIDTH, HEIGHT = 210.0, 297.0
INNER = WIDTH - 2 * MARGIN
LINE = 1.3
"""Height of a line of text, in heights of its letters."""
_POINT = 25.4 / 72
_GREY = 90


class Sheet(FPDF):
    """A4 in millimetres. ``foot`` stands beside the page number; slips that are cut have none."""

    def __init__(self, title: str, *, foot: str = "", demo: bool = False) -> None:
        super().__init__("portrait", "mm", "A4")
        self._foot = foot
        self._demo = demo
        self.set_margin(MARGIN)
        self.set_auto_page_break(True, margin=MARGIN + 5)
        self.add_font("body", "", FONTS / "roboto-regular.ttf")
        self.add_font("body", "B", FONTS / "roboto-bold.ttf")
        # The bold file has Latin and Vietnamese alone; the regular one a little more.
        self.add_font("rest", "", FONTS / "roboto-regular.ttf")
        self.set_fallback_fonts(["rest"], exact_match=False)
        self.set_title(title)
        self.set_lang("vi")
        self.set_creator(strings.SLIP_APP)
        self.style(11)

    def style(self, size: float, *, bold: bool = False, grey: bool = False) -> None:
        """Write on in this size and weight."""
        self.set_font("body", "B" if bold else "", size)
        self.set_text_color(_GREY if grey else 0)

    def line_height(self) -> float:
        """Of the present size, in millimetres."""
        return self.font_size_pt * _POINT * LINE

    def write_lines(self, words: str, width: float = INNER, *, gap: float = 0) -> None:
        """A paragraph from the present place, wrapped; the next begins below it."""
        left = self.get_x()
        self.multi_cell(
            width, self.line_height(), plain(words), align="L", new_x="LEFT", new_y="NEXT"
        )
        self.set_xy(left, self.get_y() + gap)

    def header(self) -> None:
        """The mark of a demo, on every page."""
        if self._demo:
            self.set_y(6)
            self.style(9, bold=True)
            self.cell(0, 5, strings.DEMO, align="C")
            self.set_y(MARGIN)

    def footer(self) -> None:
        """What was printed, and which page of how many."""
        if not self._foot:
            return
        self.set_y(-MARGIN)
        self.style(9, grey=True)
        self.cell(0, 5, plain(self._foot), align="L")
        self.set_x(self.l_margin)
        self.cell(0, 5, strings.page_of(self.page_no(), str(self.str_alias_nb_pages)), align="R")

    def done(self) -> bytes:
        """The file."""
        return bytes(self.output())


def plain(words: str) -> str:
    """Text that can be set: composed letters, no control characters but line breaks."""
    composed = unicodedata.normalize("NFC", words)
    return "".join(c for c in composed if c == "\n" or unicodedata.category(c)[0] != "C")


def moment(value: datetime) -> str:
    """``14:05 ngày 03/02/2026`` without the word: date, then clock, in Vietnam."""
    there = (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(VIETNAM)
    return there.strftime("%d/%m/%Y %H:%M")
