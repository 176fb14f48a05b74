"""Markdown, with or without a header; rendered first, so that raw HTML in it is sanitised too."""

from pathlib import Path
from typing import Final

from markdown_it import MarkdownIt

from services.articles import strings
from services.articles.assemble import named_category
from services.articles.dates import parse_date
from services.articles.draft import Draft
from services.articles.encoding import decode
from services.articles.front_matter import split_front_matter
from services.articles.images import load_local
from services.articles.markup import parse, text_lines, tidy
from services.articles.models import Reason, Refusal

# Twice what an article may have: the renderer is slow over long hostile texts.
_MAX_TEXT: Final = 400_000


def read_markdown(content: bytes, folder: Path) -> Draft:
    """A draft of a .md file. Raises Refusal, TooDeepError."""
    text, caution = decode(content)
    if len(text) > _MAX_TEXT:
        raise Refusal(Reason.TOO_LONG)
    parts = split_front_matter(text)
    values = parts.values
    html = (
        MarkdownIt("commonmark", {"html": True})
        .enable(["table", "strikethrough"])
        .render(parts.body)
    )
    draft = Draft(
        html=html,
        lines=[*values.values(), *text_lines(parse(tidy(html)))],
        load_picture=lambda address: load_local(folder, address),
        title=_first(values, strings.TITLE_KEYS),
        lead=_first(values, strings.LEAD_KEYS),
        published_on=parse_date(_first(values, strings.DATE_KEYS) or ""),
        source=_first(values, strings.SOURCE_KEYS),
        permission=_first(values, strings.PERMISSION_KEYS),
        category=named_category(_first(values, strings.CATEGORY_KEYS)),
    )
    if caution:
        draft.warn(caution)
    return draft


def _first(values: dict[str, str], keys: tuple[str, ...]) -> str | None:
    return next((values[key] for key in keys if values.get(key)), None)
