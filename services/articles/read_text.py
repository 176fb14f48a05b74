"""Plain text: the first line is the title, blank lines part paragraphs, labels may stand on top."""

import re
from html import escape
from pathlib import Path
from typing import Final

from services.articles import strings
from services.articles.assemble import named_category
from services.articles.dates import date_line, parse_date
from services.articles.draft import Draft
from services.articles.encoding import decode
from services.articles.images import PictureError
from services.articles.models import Caution

_BULLET: Final = re.compile(r"[-+*\u2022\u25cf\u25aa]\s+")
_NUMBER: Final = re.compile(r"\d{1,2}[.)]\s+")
_LABELLED: Final = re.compile(r"([^:\n]{2,20}):\s+(\S.*)")
_LABELS_WITHIN: Final = 8


def read_text(content: bytes, folder: Path) -> Draft:
    """A draft of a .txt file; such files have no pictures. Raises Refusal."""
    del folder
    text, caution = decode(content)
    lines = [line.strip() for line in text.split("\n")]
    draft = Draft(html="", lines=[line for line in lines if line], load_picture=_no_pictures)
    if caution:
        draft.warn(caution)
    rest = _take_labels(lines, draft)
    draft.html = "".join(_blocks(rest))
    return draft


def _no_pictures(address: str) -> bytes:
    raise PictureError(Caution.PICTURE_MISSING)


def _take_labels(lines: list[str], draft: Draft) -> list[str]:
    """Takes 'label: value' lines for title, lead, date, source, permission and category from the top."""
    kept: list[str] = []
    for number, line in enumerate(lines):
        label = _LABELLED.fullmatch(line) if number < _LABELS_WITHIN else None
        name = label.group(1).strip().casefold() if label else ""
        value = label.group(2).strip() if label else ""
        if name in strings.TITLE_LABELS and draft.title is None:
            draft.title = value
        elif name in strings.LEAD_LABELS and draft.lead is None:
            draft.lead = value
        elif name in strings.DATE_LABELS and draft.published_on is None and parse_date(value):
            draft.published_on = parse_date(value)
        elif name in strings.SOURCE_LABELS and draft.source is None:
            draft.source = value
        elif name in strings.PERMISSION_KEYS and draft.permission is None:
            draft.permission = value
        elif name in strings.CATEGORY_KEYS and named_category(value):
            draft.category = named_category(value)
        else:
            kept.append(line)
    return kept


def _blocks(lines: list[str]) -> list[str]:
    """HTML of the text's paragraphs and lists."""
    # In a text without blank lines every line is a paragraph.
    spaced = any(not line for line in _trimmed(lines))
    html: list[str] = []
    paragraph: list[str] = []
    for line in [*lines, ""]:
        alone = not spaced or _BULLET.match(line) or _NUMBER.match(line) or date_line(line)
        if (not line or alone) and paragraph:
            html.append(_paragraph(paragraph))
            paragraph = []
        if line and alone:
            html.append(_alone(line))
        elif line:
            paragraph.append(line)
        if len(html) == 0 and paragraph:
            # The first line is the title, also when the text goes on right below it.
            html.append(_paragraph(paragraph))
            paragraph = []
    return html


def _trimmed(lines: list[str]) -> list[str]:
    return "\n".join(lines).strip().split("\n")


def _paragraph(lines: list[str]) -> str:
    """One paragraph: hard-wrapped lines flow together, short lines (verse, addresses) stay."""
    widest = max(len(line) for line in lines)
    glue = " " if widest > 60 else "<br>"
    return f"<p>{glue.join(escape(line) for line in lines)}</p>"


def _alone(line: str) -> str:
    bullet = _BULLET.match(line)
    if bullet:
        return f"<ul><li>{escape(line[bullet.end() :])}</li></ul>"
    return f"<p>{escape(line)}</p>"
