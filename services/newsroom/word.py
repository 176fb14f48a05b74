"""The text and pictures of a Word file, for an article that is being written."""

import asyncio
from dataclasses import dataclass
from pathlib import Path

from services.articles.models import Caution, ImportedArticle, Reason, Refusal
from services.errors import Invalid

_LEFT_OUT = {
    Caution.REMOTE_PICTURE,
    Caution.PICTURE_OUTSIDE,
    Caution.PICTURE_MISSING,
    Caution.PICTURE_REFUSED,
    Caution.TOO_MANY_PICTURES,
}


@dataclass(frozen=True)
class WordArticle:
    """What a Word file holds; ``whole`` is false when it has pictures that cannot be taken."""

    article: ImportedArticle
    whole: bool
    stamped: bool = False
    """It seems to carry a secrecy stamp, perhaps in what is not taken over: to be asked about."""


async def read_word(content: bytes, name: str) -> WordArticle:
    """A .docx as an article: title, lead, body in Markdown, pictures. Raises Invalid
    (word.unreadable, word.empty)."""
    try:
        return await asyncio.to_thread(_read, content, name)
    except Refusal as refusal:
        code = "word.empty" if refusal.reason is Reason.EMPTY else "word.unreadable"
        raise Invalid(code, {"field": "file"}) from refusal


def _read(content: bytes, name: str) -> WordArticle:
    # Readers of Word take half a second to load: only when somebody brings such a file.
    from services.articles.assemble import assemble, looks_stamped
    from services.articles.markup import TooDeepError
    from services.articles.read_docx import read_docx

    try:
        draft = read_docx(content, Path())
        stamped = looks_stamped(draft)
        article = assemble(draft, name, Path(name).stem, stamps_too=True)
    except (TooDeepError, RecursionError) as error:
        raise Refusal(Reason.TOO_COMPLEX) from error
    return WordArticle(article, whole=not _LEFT_OUT & set(draft.warnings), stamped=stamped)
