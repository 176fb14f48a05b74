"""Versions of a record or of one field, and the points of a member's time in the party."""

from __future__ import annotations

import flet as ft

from services.records.catalogue import CATALOGUE
from services.records.models import Change, TimelineEntry
from services.records.strings import CHOICES, SOURCES
from services.records.written import field_name, in_words
from views.records import strings
from views.records.params import use_id
from views.session import use_services
from views.shared import text
from views.shared.hooks import use_query
from views.shared.paging import use_pages
from views.shared.parts import card, heading, key_values, list_card, list_item, note
from views.shared.people.strings import role_title, unit_path
from views.shared.scaffold import scaffold
from views.shared.screens import screen
from views.shared.states import empty, shown

MOST_NAMED = 6
"""A first entry of a record names dozens of fields: the rest are counted."""


@screen
def HistoryScreen() -> ft.View:
    """Newest first; of one field when the address names one."""
    services = use_services()
    member_id = use_id("member_id")
    named = ft.use_route_params().get("field", "")
    field = named if named in CATALOGUE else None

    async def load(after: Change | None) -> list[Change]:
        return await services.records.history(member_id, field, after)

    pages = use_pages(
        load,
        [str(member_id), field],
        key_of=lambda change: change.change_id,
        name="records.history",
    )

    def draw(first: list[Change]) -> list[ft.Control]:
        if not first:
            return [empty(strings.NO_HISTORY, icon=ft.Icons.HISTORY)]
        changes = pages.items(first)
        return [
            *(change_card(c) for c in changes),
            *pages.button(changes, strings.OLDER, strings.ERRORS),
        ]

    title = f"{strings.HISTORY}: {field_name(field)}" if field else strings.HISTORY
    return scaffold(title, shown(pages.query, draw, room=strings.ERRORS), lazy=True)


def change_card(change: Change) -> ft.Control:
    """One version: which field, before and after, when, who and why."""
    known = CATALOGUE.get(change.field_name)
    kind = known.kind if known is not None else "text"
    rows: list[tuple[str, str | ft.Control]] = [
        (strings.BEFORE, in_words(kind, change.before) or strings.NOTHING),
        (strings.AFTER, in_words(kind, change.after) or strings.NOTHING),
    ]
    if change.reason:
        rows.append((strings.WHY, change.reason))
    source = SOURCES.get(change.source, change.source)
    said = strings.changed(source, text.moment(change.changed_at), change.changed_by)
    return card([heading(field_name(change.field_name), level=2), key_values(rows), note(said)])


@screen
def TimelineScreen() -> ft.View:
    """What happened to a member, newest first."""
    services = use_services()
    member_id = use_id("member_id")

    async def load() -> list[TimelineEntry]:
        return await services.records.timeline(member_id)

    query = use_query(load, [str(member_id)], name="records.timeline")

    def draw(entries: list[TimelineEntry]) -> list[ft.Control]:
        if not entries:
            return [empty(strings.TIMELINE_EMPTY, icon=ft.Icons.TIMELINE)]
        return [list_card([timeline_row(e) for e in entries])]

    return scaffold(strings.TIMELINE, shown(query, draw, room=strings.ERRORS), lazy=True)


def timeline_row(entry: TimelineEntry) -> ft.Control:
    """A day and what happened on it."""
    lines: list[str] = []
    if entry.unit_names:
        lines.append(unit_path(entry.unit_names))
    if entry.role:
        lines.append(f"{role_title(entry.role, '')} · {entry.unit_name or ''}".strip(" ·"))
    if entry.state:
        lines.append(CHOICES.get(entry.state, entry.state))
    if entry.fields:
        named = ", ".join(field_name(f) for f in entry.fields[:MOST_NAMED])
        rest = len(entry.fields) - MOST_NAMED
        lines.append(f"{named} {strings.and_more(rest)}" if rest > 0 else named)
    if entry.source:
        lines.append(SOURCES.get(entry.source, entry.source))
    if entry.reason:
        lines.append(entry.reason)
    day = text.day(entry.on) if entry.on else strings.DATE_UNKNOWN
    return list_item(f"{day}: {strings.event(entry.what)}", lines=lines)
