"""Finds title, date and lead among the blocks of an article and takes them out of the body."""

import re
from typing import Final

from bs4 import BeautifulSoup, Tag

from services.articles import strings
from services.articles.dates import date_line
from services.articles.markup import blocks, text_lines

MAX_TITLE: Final = 300
MAX_LEAD: Final = 2000
MAX_SOURCE: Final = 300
_SOURCE: Final = re.compile(r"\(?([^:()]{2,12}):\s*(\S.{0,300}?)\)?")
_SOURCE_WITHIN: Final = 3
_LONGEST_TITLE_LINE: Final = 220
_LONGEST_PLAIN_LEAD: Final = 600
_HEADINGS: Final = ("h1", "h2")


def squash(text: str) -> str:
    """One line with single spaces."""
    return " ".join(text.split())


def same(first: str, second: str) -> bool:
    """Whether two texts are the same apart from case and spacing."""
    return squash(first).casefold() == squash(second).casefold()


def drop_letterhead(soup: BeautifulSoup) -> None:
    """Removes the two-column head of an official letter; its date was read before."""
    for block in blocks(soup)[:3]:
        text = squash(block.get_text(" ")).casefold()
        if any(word in text for word in strings.LETTERHEAD_WORDS) and len(text) < 600:
            block.decompose()


def drop_date_lines(soup: BeautifulSoup) -> None:
    """Removes lines near the top that only tell the date."""
    for block in blocks(soup)[:5]:
        lines = text_lines(block)
        if block.name == "p" and len(lines) == 1 and date_line(lines[0]) is not None:
            block.decompose()


def take_title(soup: BeautifulSoup, known: str | None) -> str | None:
    """The title, removed from the body: the known one, a heading, or a line that looks like one."""
    tops = blocks(soup)
    if known:
        for block in tops[:6]:
            if same(block.get_text(), known):
                block.decompose()
                break
        return squash(known)
    heading = next((block for block in tops[:8] if block.name in _HEADINGS), None)
    if heading is not None and heading.get_text().strip():
        return _with_subject(heading, tops)
    first = next((block for block in tops if block.get_text().strip()), None)
    if first is None or first.name not in ("p", "h3", "h4", "h5", "h6"):
        return None
    text = squash(first.get_text())
    if len(text) > _LONGEST_TITLE_LINE or len(text_lines(first)) > 2 or len(tops) < 2:
        return None
    ends_as_sentence = text.endswith((".", ";", ":", ",")) and not _is_bold(first)
    return None if ends_as_sentence else _with_subject(first, tops)


def _with_subject(block: Tag, tops: list[Tag]) -> str:
    """Removes the block; a bare kind of document is joined with the line that says on what."""
    title = squash(block.get_text(" "))
    following = next((b for b in tops[tops.index(block) + 1 :] if b.get_text().strip()), None)
    block.decompose()
    if title.casefold() in strings.DOCUMENT_KINDS and following is not None:
        subject = squash(following.get_text(" "))
        if len(subject) <= _LONGEST_TITLE_LINE:
            following.decompose()
            return f"{title} {subject}"
    return title


def take_lead(soup: BeautifulSoup, known: str | None) -> str:
    """The lead, removed from the body: the known one, a bold first paragraph, or a short one."""
    tops = [block for block in blocks(soup) if block.get_text().strip()]
    if known and squash(known):
        for block in tops[:4]:
            if same(block.get_text(), known):
                block.decompose()
                break
        return squash(known)
    if len(tops) < 2 or tops[0].name != "p":
        return ""
    first = tops[0]
    text = squash(first.get_text())
    if not (_is_bold(first) or (len(text) <= _LONGEST_PLAIN_LEAD and tops[1].name == "p")):
        return ""
    if re.match(r"[-+*\u2022]|\d+[.)]\s", text) or text.endswith(":"):
        # Starts a list or announces one: it belongs to the body.
        return ""
    first.decompose()
    return text


def take_source(soup: BeautifulSoup, known: str | None) -> str | None:
    """From where the text was taken: as is known, or as a line at its end says, which then goes."""
    for block in [block for block in blocks(soup) if block.get_text().strip()][-_SOURCE_WITHIN:]:
        lines = text_lines(block)
        found = _SOURCE.fullmatch(lines[0]) if block.name == "p" and len(lines) == 1 else None
        if found is not None and found[1].casefold() in strings.SOURCE_LABELS:
            block.decompose()
            known = known or found[2]
    return shorten(squash(known), MAX_SOURCE) if known and squash(known) else None


def _is_bold(block: Tag) -> bool:
    """Whether all of a paragraph's letters are bold (or italic, as some newspapers have it)."""
    everything = squash(block.get_text())
    for names in (["strong", "b"], ["em", "i"]):
        outer = [tag for tag in block.find_all(names) if tag.find_parent(names) is None]
        if everything and squash("".join(tag.get_text() for tag in outer)) == everything:
            return True
    return False


def shorten(text: str, limit: int) -> str:
    """Cut at a word, with an ellipsis."""
    if len(text) <= limit:
        return text
    return text[: limit - 1].rsplit(" ", 1)[0].rstrip(" ,;:.-") + "\u2026"
