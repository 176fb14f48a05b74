"""Makes the Word templates of meetings and inspections: ``python -m services.minutes.templates``.

They look like papers of the party: A4, Times New Roman 14, the body and its superior at the left,
the party's name at the right. Offices may change them in Word; the words in braces are filled in.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

from docx import Document, oxml
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt

FOLDER = Path(__file__).resolve().parents[2] / "assets" / "templates" / "meetings"
FONT = "Times New Roman"
KINDS = ("minutes", "resolution", "report")
ALIKE = {"inspections": ("plan", "report")}
"""Folders beside it whose papers have the form of a report."""


def _element(name: str) -> Any:
    return cast(Any, oxml).OxmlElement(name)


def build(kind: str) -> Any:
    """The template of a kind of paper."""
    document = cast(Any, Document())
    _page(document)
    _head(document)
    _text(document, "{%p for mark in marks %}")
    _text(document, "{{ mark }}", bold=True, align=WD_ALIGN_PARAGRAPH.CENTER, size=12)
    _text(document, "{%p endfor %}")
    _text(document, "{{ title }}", bold=True, align=WD_ALIGN_PARAGRAPH.CENTER, size=16, before=12)
    _text(document, "{{ about }}", bold=True, align=WD_ALIGN_PARAGRAPH.CENTER)
    _rule(document, 6.2)
    _text(document, "{%p if note %}")
    _text(document, "{{ note }}", italic=True, align=WD_ALIGN_PARAGRAPH.CENTER)
    _text(document, "{%p endif %}")
    _text(document, "{%p for line in basis %}")
    _running(_text(document, "{{ line }}"))
    _text(document, "{%p endfor %}")
    _text(document, "{%p for part in parts %}")
    heading = _text(document, "{{ part.heading }}", bold=True, before=6)
    heading.paragraph_format.keep_with_next = True
    heading.paragraph_format.first_line_indent = Cm(1)
    _text(document, "{%p for line in part.lines %}")
    _running(_text(document, "{{ line }}"))
    _text(document, "{%p endfor %}")
    _text(document, "{%p endfor %}")
    _foot(document, clerk=kind == "minutes")
    return document


def _page(document: Any) -> None:
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(14)
    style.element.get_or_add_rPr().rFonts.set(qn("w:eastAsia"), FONT)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = number.add_run()._r
    for kind, words in (("begin", ""), ("", "PAGE"), ("end", "")):
        part = _element("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = words
        run.append(part)


def _text(
    place: Any,
    words: str,
    *,
    bold: bool = False,
    italic: bool = False,
    align: Any = WD_ALIGN_PARAGRAPH.LEFT,
    size: int = 14,
    before: int = 0,
    first: bool = False,
) -> Any:
    paragraph = place.paragraphs[0] if first else place.add_paragraph()
    run = paragraph.add_run(words)
    run.bold, run.italic = bold, italic
    run.font.size = Pt(size)
    paragraph.alignment = align
    paragraph.paragraph_format.space_before = Pt(before)
    paragraph.paragraph_format.space_after = Pt(0)
    return paragraph


def _running(paragraph: Any) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    paragraph.paragraph_format.first_line_indent = Cm(1)
    paragraph.paragraph_format.space_after = Pt(6)


def _rule(place: Any, aside: float) -> None:
    """A thin line in the middle, so far from either side, as under the party's name."""
    paragraph = _text(place, "", size=2)
    layout = paragraph.paragraph_format
    layout.left_indent = layout.right_indent = Cm(aside)
    layout.line_spacing = Pt(3)
    edges = _element("w:pBdr")
    below = _element("w:bottom")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "auto")):
        below.set(qn(f"w:{name}"), value)
    edges.append(below)
    paragraph._p.get_or_add_pPr().append(edges)


def _columns(document: Any, left: float, right: float) -> tuple[Any, Any]:
    table = document.add_table(rows=1, cols=2)
    table.autofit = False
    cells = table.rows[0].cells
    for cell, width in zip(cells, (left, right), strict=True):
        cell.width = Cm(width)
    return cells[0], cells[1]


def _head(document: Any) -> None:
    left, right = _columns(document, 7.5, 9)
    _text(left, "{{ superior }}", align=WD_ALIGN_PARAGRAPH.CENTER, size=13, first=True)
    _text(left, "{{ unit }}", bold=True, align=WD_ALIGN_PARAGRAPH.CENTER, size=13)
    _text(left, "*", align=WD_ALIGN_PARAGRAPH.CENTER, size=13)
    _text(left, "{{ number }}", align=WD_ALIGN_PARAGRAPH.CENTER, size=13)
    _text(right, "{{ party }}", bold=True, align=WD_ALIGN_PARAGRAPH.CENTER, first=True)
    _rule(right, 0.9)
    _text(right, "{{ place_day }}", italic=True, align=WD_ALIGN_PARAGRAPH.CENTER, before=12)


def _foot(document: Any, *, clerk: bool) -> None:
    _text(document, "")
    left, right = _columns(document, 8, 8.5)
    if clerk:
        _signature(left, "left")
    else:
        _text(left, "{%p if recipients_title %}", first=True)
        _text(left, "{{ recipients_title }}", italic=True, size=12)
        _text(left, "{%p endif %}")
        _text(left, "{%p for line in recipients %}")
        _text(left, "{{ line }}", size=11)
        _text(left, "{%p endfor %}")
    _signature(right, "right")


def _signature(cell: Any, side: str) -> None:
    _text(cell, f"{{%p for office in {side}.offices %}}", first=True)
    _text(cell, "{{ office }}", bold=True, align=WD_ALIGN_PARAGRAPH.CENTER)
    _text(cell, "{%p endfor %}")
    _text(
        cell,
        f"{{{{ {side}.signed }}}}",
        italic=True,
        align=WD_ALIGN_PARAGRAPH.CENTER,
        size=12,
        before=18,
    )
    _text(cell, f"{{{{ {side}.name }}}}", bold=True, align=WD_ALIGN_PARAGRAPH.CENTER, before=24)


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in KINDS:
        build(name).save(str(FOLDER / f"{name}.docx"))
    for folder, names in ALIKE.items():
        (FOLDER.parent / folder).mkdir(exist_ok=True)
        for name in names:
            build("report").save(str(FOLDER.parent / folder / f"{name}.docx"))
