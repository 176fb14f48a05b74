"""What stands on a paper: a block of facts above its text, and whether it still holds."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import flet as ft

from services.posts.models import DocumentFacts, DocumentLink, DocumentType, Validity
from views.posts import strings
from views.shared import text
from views.shared.parts import Tone, banner, card, key_values, list_card, list_item
from views.shared.posts.strings import DOCUMENT_TYPES, document_line

# Papers of the moment: that they hold goes without saying.
_OF_THE_MOMENT = {
    DocumentType.LETTER,
    DocumentType.NOTICE,
    DocumentType.REPORT,
    DocumentType.FORM,
    DocumentType.STUDY,
    DocumentType.OTHER,
}


def paper_block(facts: DocumentFacts, open_post: Callable[[UUID], None]) -> list[ft.Control]:
    """The facts, as far as there are any beyond what every post has, and ways to the papers that this
    one replaces or is replaced by."""
    content: list[ft.Control] = []
    warning = warning_words(facts)
    if warning:
        content.append(banner(warning, Tone.WAITING))
    rows = fact_rows(facts)
    if rows:
        content.append(card([key_values(rows)]))
    links = [
        _link(label, link, open_post)
        for label, link in (
            (strings.REPLACED_BY, facts.replaced_by),
            (strings.REPLACES, facts.replaces),
        )
        if link is not None
    ]
    if links:
        content.append(list_card(links))
    return content


def fact_rows(facts: DocumentFacts) -> list[tuple[str, str | ft.Control]]:
    """Labels and values of what is known; nothing for a notice without a number or anything else."""
    rows: list[tuple[str, str | ft.Control]] = []
    if facts.number:
        rows.append((strings.PAPER_NUMBER, facts.number))
    if facts.issued_on and (facts.number or facts.signatory):
        rows.append((strings.PAPER_DATE, text.day(facts.issued_on)))
    if facts.signatory:
        rows.append((strings.PAPER_SIGNATORY, facts.signatory))
    if facts.subject:
        rows.append((strings.PAPER_SUBJECT, facts.subject))
    held = validity_words(facts)
    if held:
        rows.append((strings.PAPER_VALIDITY, held))
    if facts.replaces_text:
        rows.append((strings.REPLACES, facts.replaces_text))
    if not rows:
        return []
    kind: list[tuple[str, str | ft.Control]] = []
    if facts.type is not DocumentType.OTHER:
        kind = [(strings.PAPER_TYPE, DOCUMENT_TYPES[facts.type])]
    return [*kind, (strings.PAPER_BODY, facts.issuing_body), *rows]


def validity_words(facts: DocumentFacts) -> str:
    """Whether it holds, and from when until when."""
    first = text.day(facts.valid_from) if facts.valid_from else None
    last = text.day(facts.valid_until) if facts.valid_until else None
    if facts.validity is Validity.IN_FORCE and not (first or last):
        return "" if facts.type in _OF_THE_MOMENT else strings.HOLDS
    return strings.validity(facts.validity, first, last)


def warning_words(facts: DocumentFacts) -> str:
    """Said before the text where one must not rely on it."""
    if facts.validity is Validity.REPLACED and facts.replaced_from is not None:
        return strings.replaced_since(
            text.day(facts.replaced_from), named=facts.replaced_by is not None
        )
    if facts.validity is Validity.EXPIRED and facts.valid_until is not None:
        return strings.expired_after(text.day(facts.valid_until))
    if facts.validity is Validity.NOT_YET and facts.valid_from is not None:
        return strings.holds_from(text.day(facts.valid_from))
    return ""


def _link(label: str, link: DocumentLink, open_post: Callable[[UUID], None]) -> ft.Control:
    lines = [link.title, *([document_line(link.number, None)] if link.number else [])]
    return list_item(
        label, lines=lines, on_tap=lambda: open_post(link.post_id), key=f"paper-{link.post_id}"
    )
