"""Saved web pages: the article among its site's furniture, with what the page says about it."""

import re
from datetime import date
from pathlib import Path
from typing import Final

from bs4 import BeautifulSoup, Tag

from services.articles.dates import parse_date
from services.articles.draft import Draft
from services.articles.encoding import decode
from services.articles.images import load_local
from services.articles.markup import parse, text_lines, tidy
from services.articles.outline import squash

_DATE_PROPERTIES: Final = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "pubdate",
    "publishdate",
    "dc.date",
    "dc.date.issued",
    "date",
)
_LEAD_CLASS: Final = re.compile(
    r"(?:^|[-_\s])(?:sapo|lead|summary|chapeau|abstract)(?:$|[-_\s])", re.I
)
_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_FURNITURE: Final = ("script", "style", "nav", "aside", "footer", "form", "template", "noscript")


def read_html(content: bytes, folder: Path) -> Draft:
    """A draft of an .html file. Raises Refusal, TooDeepError."""
    text, caution = decode(content)
    soup = parse(tidy(text))
    lines = text_lines(soup)
    for hidden in [*soup.find_all(True, attrs={"hidden": True}), *soup.find_all(style=_HIDDEN)]:
        if not hidden.decomposed:
            hidden.decompose()
    root = _root(soup)
    draft = Draft(
        html=str(root),
        lines=lines,
        load_picture=lambda address: load_local(folder, address),
        title=_title(soup, root),
        lead=_lead(soup, root),
        published_on=_date(soup, root),
    )
    if caution:
        draft.warn(caution)
    return draft


def _root(soup: BeautifulSoup) -> Tag:
    """The element that holds the article: the longest <article>, else <main>, else all."""
    articles = soup.find_all("article")
    if articles:
        return max(articles, key=lambda tag: len(tag.get_text()))
    main = soup.find("main") or soup.find(True, attrs={"role": "main"})
    if isinstance(main, Tag):
        return main
    for tag in soup.find_all(list(_FURNITURE)):
        if not tag.decomposed:
            tag.decompose()
    body = soup.find("body")
    return body if isinstance(body, Tag) else soup


def _title(soup: BeautifulSoup, root: Tag) -> str | None:
    heading = root.find("h1") or soup.find("h1")
    if isinstance(heading, Tag) and squash(heading.get_text(" ")):
        return squash(heading.get_text(" "))
    named = _meta(soup, ("og:title", "twitter:title"))
    if named:
        return named
    title = soup.find("title")
    text = squash(title.get_text()) if isinstance(title, Tag) else ""
    site = _meta(soup, ("og:site_name",))
    if site:
        text = re.sub(rf"\s*[|\u2013\u2014-]\s*{re.escape(site)}\s*$", "", text)
    return text or None


def _lead(soup: BeautifulSoup, root: Tag) -> str | None:
    marked = root.find(class_=_LEAD_CLASS) or root.find(True, attrs={"itemprop": "description"})
    if isinstance(marked, Tag) and 20 <= len(squash(marked.get_text(" "))) <= 1500:
        return squash(marked.get_text(" "))
    return _meta(soup, ("og:description", "description"))


def _date(soup: BeautifulSoup, root: Tag) -> date | None:
    told = _meta(soup, _DATE_PROPERTIES)
    if told and parse_date(told):
        return parse_date(told)
    for place in (root, soup):
        for tag in place.find_all("time"):
            found = parse_date(str(tag.get("datetime") or tag.get_text()))
            if found:
                return found
    marked = soup.find(True, attrs={"itemprop": "datePublished"})
    if isinstance(marked, Tag):
        return parse_date(str(marked.get("content") or marked.get_text()))
    return None


def _meta(soup: BeautifulSoup, names: tuple[str, ...]) -> str | None:
    """The first meta element of these names or properties, in the order given."""
    found: dict[str, str] = {}
    for tag in soup.find_all("meta"):
        for attribute in ("property", "name", "itemprop"):
            name = str(tag.get(attribute) or "").casefold()
            value = squash(str(tag.get("content") or ""))
            if name and value:
                found.setdefault(name, value)
    return next((found[name] for name in names if name in found), None)
