"""Hồ sơ của tôi: everything that is known about me, in sections, each field with its source."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

import flet as ft

from services.records import strings as words
from services.records.models import Field, Membership, Record, Request
from services.records.written import lines
from views import paths
from views.records.mine import strings
from views.records.mine.rows import field_row, row_of
from views.session import use_me, use_services
from views.shared import text
from views.shared.buttons import text_button
from views.shared.flet_typed import keyed, use_state
from views.shared.hooks import use_query
from views.shared.look import go
from views.shared.parts import body, column, heading, list_card, list_item, note, section
from views.shared.people.strings import unit_path
from views.shared.returning import use_return
from views.shared.scaffold import scaffold
from views.shared.screens import block, screen
from views.shared.states import shown
from views.shared.theme import GAP_S

PENDING = ("open", "forwarded")


@dataclass(frozen=True)
class Mine:
    """My record, and my latest requests about it."""

    record: Record
    requests: list[Request]

    def pending(self, field: str) -> Request | None:
        """The request about a field that waits for an answer."""
        return next((r for r in self.requests if r.field == field and r.state in PENDING), None)


@screen
def MyRecordScreen() -> ft.View:
    """My record; a tap on a field asks for its correction."""
    me, services = use_me(), use_services()

    async def load() -> Mine:
        record, requests = await asyncio.gather(services.records.mine(), services.requests.mine())
        return Mine(record, requests)

    query = use_query(load, [str(me.member_id)], name="records.mine")
    use_return(query.reload)
    return scaffold(strings.MY_RECORD, shown(query, draw_record, rows=6), lazy=True)


def draw_record(mine: Mine) -> list[ft.Control]:
    """Who, the ways on, the sections."""
    record = mine.record
    rows: list[ft.Control] = [
        heading(record.full_name),
        body(unit_path(record.unit_names)),
        list_card(ways()),
        note(strings.HOW_TO_ASK),
    ]
    for name, fields in groupby(record.fields, key=lambda f: f.section):
        rows.append(section(words.SECTIONS.get(name, name)))
        held = tuple(fields)
        waiting = tuple(f.field for f in held if mine.pending(f.field))
        rows.append(keyed(name, RecordSection, str(record.member_id), held, waiting))
        if name == "party":
            rows += [section(strings.UNITS), units(record.units)]
    return rows


def ways() -> list[ft.Control]:
    """The screens that belong to the record."""
    return [
        list_item(title, lines=[line], leading=ft.Icon(icon), on_tap=partial(go, path), key=path)
        for title, line, icon, path in (
            (
                strings.MY_REQUESTS,
                strings.MY_REQUESTS_LINE,
                ft.Icons.RATE_REVIEW_OUTLINED,
                paths.MY_REQUESTS,
            ),
            (
                strings.VIEWED_BY,
                strings.VIEWED_BY_LINE,
                ft.Icons.VISIBILITY_OUTLINED,
                paths.MY_VIEWS,
            ),
            (strings.TAKE, strings.TAKE_LINE, ft.Icons.DOWNLOAD_OUTLINED, paths.MY_DATA),
            (strings.WISHES, strings.WISHES_LINE, ft.Icons.CONTACT_PHONE_OUTLINED, paths.MY_WISHES),
        )
    ]


def is_shown(field: Field) -> bool:
    """Whether a field stands in its section at once: filled, or missing though it must be there."""
    return bool(lines(field.kind, field.value)) or field.required


@block
def RecordSection(
    member_id: str, fields: tuple[Field, ...], waiting: tuple[str, ...]
) -> ft.Control:
    """The fields of one section; those that hold nothing are one tap away."""
    open_, set_open = use_state(lambda: False)
    first = [f for f in fields if is_shown(f)]
    rest = [f for f in fields if not is_shown(f)]
    drawn = [*first, *(rest if open_ else [])]
    rows: list[ft.Control] = []
    if drawn:
        rows.append(list_card([field_row(f, waiting=f.field in waiting) for f in drawn]))
    if rest:
        name = words.SECTIONS.get(rest[0].section, rest[0].section)
        label = strings.hide_empty(name) if open_ else strings.empty_fields(len(rest), name)
        rows.append(
            ft.Row(
                [text_button(label, lambda: set_open(not open_), key=f"empty-{rest[0].section}")],
                wrap=True,
            )
        )
    return column(rows, spacing=GAP_S)


def units(held: Sequence[Membership]) -> ft.Control:
    """Where I have been, the present cell first."""
    if not held:
        return note(strings.UNITS_NONE)
    return list_card([_unit(m) for m in held])


def _unit(held: Membership) -> ft.Control:
    first = text.day(held.starts_on) if held.starts_on else None
    last = text.day(held.ends_on) if held.ends_on else None
    return row_of(strings.from_to(first, last), [unit_path(held.unit_names)], held.reason or None)
