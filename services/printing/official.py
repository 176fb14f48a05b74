"""A paper of the party on A4: Tinos from this folder, the body at the left, the party at the right."""

from __future__ import annotations

from fpdf import FPDF

from services.minutes.layout import Layout, Signature
from services.printing import strings
from services.printing.page import FONTS, plain

LEFT, RIGHT, TOP = 30.0, 15.0, 20.0
INNER = 210.0 - LEFT - RIGHT
_POINT = 25.4 / 72
_LINE = 1.25
_INDENT = 10.0


class Official(FPDF):
    """The sheet: page numbers at the head from the second page on."""

    def __init__(self, title: str) -> None:
        super().__init__("portrait", "mm", "A4")
        self.set_margins(LEFT, TOP, RIGHT)
        self.set_auto_page_break(True, margin=TOP)
        for style, name in (("", "regular"), ("B", "bold"), ("I", "italic")):
            self.add_font("paper", style, FONTS / f"tinos-{name}.ttf")
        self.add_font("rest", "", FONTS / "roboto-regular.ttf")
        self.set_fallback_fonts(["rest"], exact_match=False)
        self.set_title(title)
        self.set_lang("vi")
        self.set_creator(strings.SLIP_APP)

    def header(self) -> None:
        """The number of the page, not on the first."""
        if self.page_no() > 1:
            self.set_y(TOP / 2)
            self.set_font("paper", "", 12)
            self.cell(0, 5, str(self.page_no()), align="C")
            self.set_y(TOP)

    def lines(
        self,
        words: str,
        *,
        size: float = 14,
        style: str = "",
        align: str = "L",
        left: float = LEFT,
        width: float = INNER,
        after: float = 0,
        indent: float = 0,
    ) -> None:
        """A paragraph at a place across the page; the next begins below it."""
        self.set_font("paper", style, size)
        self.set_xy(left, self.get_y())
        height = size * _POINT * _LINE
        if indent:
            with self.text_columns(
                text_align="J" if align == "J" else "L", line_height=_LINE, l_margin=left
            ) as columns:
                columns.paragraph(first_line_indent=indent).write(plain(words))
        else:
            self.multi_cell(width, height, plain(words), align=align, new_x="LMARGIN", new_y="NEXT")
        self.set_xy(LEFT, self.get_y() + after)

    def rule(self, left: float, width: float) -> None:
        """A thin line at the present place."""
        self.set_draw_color(0)
        self.set_line_width(0.25)
        self.line(left, self.get_y() + 0.5, left + width, self.get_y() + 0.5)
        self.set_y(self.get_y() + 1.5)


def official_pdf(layout: Layout) -> bytes:
    """The file. Run it in a thread."""
    sheet = Official(f"{layout.title} {layout.about}")
    sheet.add_page()
    _head(sheet, layout)
    for mark in layout.marks:
        sheet.lines(mark, size=12, style="B", align="C")
    sheet.set_y(sheet.get_y() + 5)
    sheet.lines(layout.title, size=16, style="B", align="C")
    sheet.lines(layout.about, style="B", align="C")
    sheet.rule(LEFT + INNER / 2 - 20, 40)
    sheet.set_y(sheet.get_y() + 3)
    if layout.note:
        sheet.lines(layout.note, size=13, style="I", align="C", after=2)
    for line in layout.basis:
        sheet.lines(line, align="J", indent=_INDENT, after=2)
    for part in layout.parts:
        if sheet.will_page_break(18):
            sheet.add_page()  # a heading does not stand alone at the foot
        sheet.lines(part.heading, style="B", left=LEFT + _INDENT, width=INNER - _INDENT, after=2)
        for line in part.lines:
            sheet.lines(line, align="J", indent=_INDENT, after=2)
    _foot(sheet, layout)
    return bytes(sheet.output())


def _head(sheet: Official, layout: Layout) -> None:
    top, half = sheet.get_y(), INNER * 0.46
    right = LEFT + half + 3
    rest = INNER - half - 3
    sheet.lines(layout.superior, size=13, align="C", width=half)
    sheet.lines(layout.unit, size=13, style="B", align="C", width=half)
    sheet.lines("*", size=13, align="C", width=half)
    sheet.lines(layout.number, size=13, align="C", width=half)
    bottom = sheet.get_y()
    sheet.set_y(top)
    sheet.lines(layout.party, style="B", align="C", left=right, width=rest)
    sheet.set_font("paper", "B", 14)
    width = min(sheet.get_string_width(layout.party), rest)
    sheet.rule(right + (rest - width) / 2, width)
    sheet.set_y(sheet.get_y() + 4)
    sheet.lines(layout.place_day, style="I", align="C", left=right, width=rest)
    sheet.set_y(max(bottom, sheet.get_y()) + 4)


def _foot(sheet: Official, layout: Layout) -> None:
    needed = 48 + 5 * len(layout.recipients)
    if sheet.will_page_break(needed):
        sheet.add_page()
    sheet.set_y(sheet.get_y() + 6)
    top, half = sheet.get_y(), INNER / 2
    if layout.left is not None:
        _signature(sheet, layout.left, LEFT, half)
    else:
        if layout.recipients_title:
            sheet.lines(layout.recipients_title, size=12, style="I", width=half)
        for line in layout.recipients:
            sheet.lines(line, size=11, width=half - 4)
    sheet.set_y(top)
    _signature(sheet, layout.right, LEFT + half, half)


def _signature(sheet: Official, who: Signature, left: float, width: float) -> None:
    for office in who.offices:
        sheet.lines(office, style="B", align="C", left=left, width=width)
    sheet.set_y(sheet.get_y() + 5)
    sheet.lines(who.signed or " ", size=12, style="I", align="C", left=left, width=width, after=8)
    sheet.lines(who.name or " ", style="B", align="C", left=left, width=width)
