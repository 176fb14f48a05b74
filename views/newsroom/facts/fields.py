"""The facts of a paper as fields, and what of them was changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import partial
from uuid import UUID

import flet as ft

from services.posts.models import DocumentChoices, DocumentFacts, DocumentLink
from views.newsroom.facts import strings
from views.session import use_services
from views.shared import text
from views.shared.fields import DateInput, TextInput
from views.shared.flet_typed import keyed
from views.shared.hooks import use_query
from views.shared.parts import column, heading, note
from views.shared.posts.chips import choice_chips
from views.shared.posts.replaces.choose import ReplacesInput
from views.shared.posts.strings import DOCUMENT_TYPES, ERRORS
from views.shared.screens import block
from views.shared.states import shown
from views.shared.theme import GAP_XS

Facts = Mapping[str, str]
"""Values as the database takes them, by name; empty for what the paper does not say."""
Put = Callable[[str, str], None]

_TEXTS = {"number": 60, "issuing_body": 200, "signatory": 120, "replaces_text": 300}
_DAYS = ("issued_on", "valid_from", "valid_until")
_BACK, _AHEAD = timedelta(days=60 * 366), timedelta(days=30 * 366)


def facts_of(paper: DocumentFacts) -> dict[str, str]:
    """What is said of the paper now."""
    said = paper.model_dump(mode="json", include={"type", "subject", *_TEXTS, *_DAYS})
    said["replaces"] = paper.replaces.post_id if paper.replaces is not None else None
    return {name: str(value) if value is not None else "" for name, value in said.items()}


def changed(before: Facts, now: Facts) -> dict[str, str | None] | None:
    """What is different; None when nothing is."""
    found = {
        name: value.strip() or None
        for name, value in now.items()
        if value.strip() != before.get(name, "")
    }
    return found or None


def faults(facts: Facts) -> dict[str, str]:
    """What cannot stand on a paper, by field."""
    found: dict[str, str] = {}
    if facts["number"].strip() and not facts["issued_on"]:
        found["issued_on"] = strings.DATE_MISSING
    if facts["valid_from"] and facts["valid_until"] and facts["valid_until"] < facts["valid_from"]:
        found["valid_until"] = strings.ENDS_EARLY
    return found


def fields(
    unit_id: UUID,
    facts: Facts,
    link: DocumentLink | None,
    put: Put,
    choose: Callable[[DocumentLink | None], None],
    found: Mapping[str, str],
) -> list[ft.Control]:
    """A field for each; `link` is the paper that it replaces now."""
    today = text.now().date()

    def line(name: str) -> ft.Control:
        return keyed(
            name, TextInput, strings.LABELS[name], facts[name], partial(put, name),
            max_length=_TEXTS[name], optional=True,
        )  # fmt: skip

    def day(name: str) -> ft.Control:
        value = date.fromisoformat(facts[name]) if facts[name] else None
        return keyed(
            name, DateInput, strings.LABELS[name], value,
            lambda new: put(name, new.isoformat() if new else ""),
            first=today - _BACK, last=today + _AHEAD, optional=True, error=found.get(name),
        )  # fmt: skip

    types = [(kind.value, words) for kind, words in DOCUMENT_TYPES.items()]
    drawn: list[ft.Control] = [
        heading(strings.FACTS, level=2),
        note(strings.FACTS_HELP),
        line("number"),
        day("issued_on"),
        line("issuing_body"),
        line("signatory"),
        day("valid_from"),
        day("valid_until"),
    ]
    drawn += [
        keyed(
            "replaces",
            ReplacesInput,
            unit_id,
            link,
            facts["replaces_text"],
            choose,
            partial(put, "replaces_text"),
            found.get("replaces"),
        ),
        keyed("subject", SubjectInput, unit_id, facts["subject"], partial(put, "subject")),
        heading(strings.LABELS["type"], level=3),
        choice_chips(strings.LABELS["type"], types, facts["type"], partial(put, "type")),
    ]
    return drawn


@block
def SubjectInput(unit_id: UUID, subject: str, put: Callable[[str], None]) -> ft.Control:
    """What the paper is about, from the list of the day; one that has left the list stays to be seen."""
    services = use_services()
    choices = use_query(
        lambda: services.posts.document_choices(unit_id), [unit_id], name="document.choices"
    )

    def draw(offered: DocumentChoices) -> list[ft.Control]:
        names = [*offered.subjects, *([subject] if subject not in ("", *offered.subjects) else [])]
        options = [("", strings.SUBJECT_NONE), *((name, name) for name in names)]
        return [choice_chips(strings.LABELS["subject"], options, subject, put)]

    return column(
        [heading(strings.LABELS["subject"], level=3), *shown(choices, draw, room=ERRORS)],
        spacing=GAP_XS,
    )


def old_facts(facts: Mapping[str, str | None]) -> list[tuple[str, str | ft.Control]]:
    """What the paper said before a correction, in words."""
    rows: list[tuple[str, str | ft.Control]] = []
    for name, label in strings.LABELS.items():
        if name not in facts:
            continue
        value = facts[name] or ""
        if name in _DAYS and value:
            value = text.day(date.fromisoformat(value))
        elif name == "type":
            value = next((words for kind, words in DOCUMENT_TYPES.items() if kind == value), value)
        elif name == "replaces" and value:
            value = strings.OTHER
        rows.append((label, value or strings.NOTHING_SAID))
    return rows
