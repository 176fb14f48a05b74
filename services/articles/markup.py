"""HTML made safe, and turned into Markdown."""

import re
from typing import Final
from urllib.parse import quote

import nh3
from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PageElement
from markdownify import MarkdownConverter

from services.posts.strings import picture_mark


def _names(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_TAGS: Final = _names(
    "p br h1 h2 h3 h4 h5 h6 strong b em i s del a ul ol li blockquote pre table thead tbody"
    " tfoot tr th td caption img hr figure figcaption div section article main header"
)
# Removed with everything in them; other unknown tags lose only the tag.
_DROPPED: Final = _names(
    "script style template noscript iframe object embed svg math form button select textarea"
    " nav aside footer head title audio video canvas dialog"
)
_BOXES: Final = _names("div section article main header figure")
_BLOCKS: Final = _BOXES | _names(
    "p h1 h2 h3 h4 h5 h6 ul ol li blockquote pre table thead tbody tfoot tr th td caption hr"
    " figcaption dl dt dd nav aside footer form body html address"
)
_PAGE_TAGS: Final = _names("title meta time span nav aside footer form address dl dt dd")
_SCHEMES: Final = frozenset({"http", "https", "mailto", "tel"})
PICTURE: Final = "data-picture"
"""Attribute of a rule that stands for a picture, with its number; the sanitiser lets none in."""
MAX_DEPTH: Final = 120
MAX_TAGS: Final = 40_000
# Elements that people's programs always close, so that counting them tells the depth.
_NESTING: Final = re.compile(
    r"<(/?)(?:div|section|article|span|blockquote|ul|ol|table|strong|em|font|center|figure)\b",
    re.IGNORECASE,
)
_ADDRESS: Final = re.compile(r"(?:https?://|mailto:|tel:)\S", re.IGNORECASE)


class TooDeepError(Exception):
    """Elements nested deeper, or more of them, than in any text a person wrote."""


def parse(html: str) -> BeautifulSoup:
    """A tree of tidied or sanitised HTML. Raises TooDeepError."""
    soup = BeautifulSoup(html, "html.parser")
    # An explicit walk: the tree may be deeper than Python's own stack.
    pending: list[tuple[Tag, int]] = [(soup, 0)]
    while pending:
        tag, depth = pending.pop()
        if depth > MAX_DEPTH:
            raise TooDeepError
        pending.extend((child, depth + 1) for child in tag.children if isinstance(child, Tag))
    return soup


def tidy(html: str) -> str:
    """A whole page well-formed and without scripts, yet with what it says about itself.

    Python's HTML parser takes very long over malformed pages; it only ever sees the result of
    this or of `sanitise()`. Raises TooDeepError.
    """
    _check_size(html)
    return nh3.clean(
        html,
        tags=_TAGS | _PAGE_TAGS,
        clean_content_tags=_DROPPED - _PAGE_TAGS,
        attributes={
            "*": {"class", "itemprop", "role", "hidden", "style", "content"},
            "meta": {"name", "property"},
            "time": {"datetime"},
            "a": {"href"},
            "img": {"src", "alt"},
            "ol": {"start"},
            "td": {"colspan"},
            "th": {"colspan"},
        },
        url_schemes=_SCHEMES | {"data", "file"},  # so that such pictures can be reported
        link_rel=None,
    )


def _check_size(html: str) -> None:
    """Refuses what would keep the parsers busy for minutes."""
    if html.count("<") > MAX_TAGS:
        raise TooDeepError
    depth = 0
    for found in _NESTING.finditer(html):
        depth += -1 if found.group(1) else 1
        if depth > 5 * MAX_DEPTH:
            raise TooDeepError


def sanitise(html: str) -> str:
    """Only what an article needs: no scripts, handlers, styles, frames, forms, odd addresses.

    Raises TooDeepError.
    """
    _check_size(html)
    return nh3.clean(
        html,
        tags=_TAGS,
        clean_content_tags=_DROPPED,
        attributes={
            "a": {"href"},
            "img": {"src", "alt"},
            "ol": {"start"},
            "td": {"colspan"},
            "th": {"colspan"},
        },
        url_schemes=_SCHEMES,
        link_rel=None,
        strip_comments=True,
    )


def text_lines(tag: Tag) -> list[str]:
    """The text's lines as a reader sees them: split at blocks, cells and breaks only."""
    pieces: list[str] = []
    _collect(tag, pieces)
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return [line for line in lines if line]


def _collect(tag: Tag, pieces: list[str]) -> None:
    for child in tag.children:
        if isinstance(child, Tag):
            if child.name in ("script", "style"):
                continue
            if child.name == "br":
                pieces.append("\n")
                continue
            edge = "\n" if child.name in _BLOCKS else ""
            pieces.append(edge)
            _collect(child, pieces)
            pieces.append(edge)
        elif type(child) is NavigableString:
            # Line ends inside a paragraph are only spaces, except in preformatted text.
            pieces.append(str(child) if tag.name == "pre" else child.replace("\n", " "))


def open_boxes(soup: BeautifulSoup) -> None:
    """Leaves only blocks at the top of sanitised HTML: boxes opened, loose text wrapped in <p>."""
    for box in reversed(soup.find_all(list(_BOXES))):
        if any(isinstance(child, Tag) and child.name in _BLOCKS for child in box.children):
            _wrap_loose(soup, box)
            box.unwrap()
        else:
            box.name = "p"
    _wrap_loose(soup, soup)


def blocks(soup: BeautifulSoup) -> list[Tag]:
    """The top-level blocks, once the boxes are opened; places of pictures are none."""
    return [
        child for child in soup.children if isinstance(child, Tag) and not child.has_attr(PICTURE)
    ]


def _wrap_loose(soup: BeautifulSoup, box: Tag) -> None:
    """Puts runs of inline content beside blocks into paragraphs of their own."""
    run: list[PageElement] = []
    for child in [*box.children, None]:
        if child is not None and not (isinstance(child, Tag) and child.name in _BLOCKS):
            run.append(child)
            continue
        if any(isinstance(item, Tag) or str(item).strip() for item in run):
            paragraph = soup.new_tag("p")
            run[0].insert_before(paragraph)
            for item in run:
                paragraph.append(item.extract())
        run = []


def to_markdown(soup: BeautifulSoup) -> str:
    """Markdown of a sanitised tree, tidy and without any HTML."""
    _prepare(soup)
    converter = _Converter(
        heading_style="atx", bullets="-", autolinks=False, table_infer_header=True
    )
    lines = converter.convert_soup(soup).split("\n")
    tidy = "\n".join(line.rstrip() + "  " * line.endswith("  ") for line in lines)
    return re.sub(r"(?:[ ]*\n){3,}", "\n\n", tidy).strip() + "\n"


def _prepare(soup: BeautifulSoup) -> None:
    for heading in soup.find_all("h1"):
        # The article's title is the only heading of the first level.
        heading.name = "h2"
    for link in soup.find_all("a"):
        address = str(link.get("href") or "").strip()
        if _ADDRESS.match(address):
            link["href"] = quote(address, safe=":/?#@!$&*+,;=%~-._")
        else:
            # A relative address leads nowhere once the text has left its site.
            link.unwrap()
    for block in soup.find_all("pre"):
        # Preformatted text would pass through unescaped: keep its lines as a paragraph.
        lines = block.get_text().strip("\n").split("\n")
        block.clear()
        block.name = "p"
        for number, line in enumerate(lines):
            if number:
                block.append(soup.new_tag("br"))
            block.append(line)


class _Converter(MarkdownConverter):
    """markdownify with escaping that is complete, yet keeps ordinary sentences readable."""

    def convert_hr(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """A rule, or the line that says which picture stands there."""
        del text, parent_tags
        number = el.get(PICTURE)
        return f"\n\n{picture_mark(int(str(number))) if number else '---'}\n\n"

    def escape(self, text: str, parent_tags: set[str]) -> str:
        """Text as Markdown that shows exactly that text; '-', '+' and '1.' may start lists."""
        text = re.sub(r"[\s\u00a0]+", " ", text)
        text = re.sub(r"([\\`*\[\]<])", r"\\\1", text)
        text = re.sub(r"(?<!\w)_|_(?!\w)|~(?=~)", r"\\\g<0>", text)
        text = re.sub(r"&(?=#?\w+;)", r"\\&", text)
        text = re.sub(r"^(\s*)(>|#{1,6}(?=\s|$)|[-=]{2,}(?=\s*$))", r"\1\\\2", text)
        if parent_tags & {"td", "th"}:
            text = text.replace("|", "\\|")
        return text
