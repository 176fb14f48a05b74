"""A record in sections: values, where they come from, and what is still empty."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import flet as ft

from services.records.models import Field, Membership, Record
from services.records.strings import SECTIONS, SOURCES
from services.records.written import field_name, grouped, in_words
from views.records import strings
from views.session import use_services
from views.shared import text
from views.shared.buttons import text_button
from views.shared.errors import sentence
from views.shared.fields import fault
from views.shared.flet_typed import keyed, use_state
from views.shared.hooks import use_action
from views.shared.parts import body, card, column, key_values, note, section, selectable
from views.shared.people.strings import unit_path
from views.shared.screens import block

FieldLink = Callable[[Field], Callable[[], None]]


def record_sections(record: Record, history: FieldLink) -> list[ft.Control]:
    """Every section that has a field the reader may see."""
    drawn: list[ft.Control] = []
    for name, title in SECTIONS.items():
        fields = [f for f in record.fields if f.section == name]
        if not fields:
            continue
        rows: list[tuple[str, str | ft.Control]] = [
            (field_name(f.field), value_cell(f, record, history(f)))
            for f in fields
            if f.value not in (None, [])
        ]
        empty = [field_name(f.field) for f in fields if f.value in (None, [])]
        inside: list[ft.Control] = [key_values(rows)] if rows else []
        inside += [note(strings.still_empty("; ".join(empty)))] if empty else []
        drawn += [section(title), card(inside)]
    return drawn


def value_cell(field: Field, record: Record, history: Callable[[], None]) -> ft.Control:
    """A value, quietly its source, and the way to its earlier versions."""
    if field.field_class == "masked" and record.as_of is None:
        key = f"masked-{field.field}"
        shown: ft.Control = keyed(
            key, MaskedValue, record.member_id, field.field, in_words(field.kind, field.value)
        )
    else:
        shown = selectable(in_words(field.kind, field.value))
    rows = [shown]
    if field.changed_at is not None and field.source not in (None, "start"):
        source = SOURCES.get(field.source or "", "")
        rows.append(note(strings.changed(source, text.moment(field.changed_at), field.changed_by)))
        rows.append(ft.Row([text_button(strings.HISTORY, history, key=f"history-{field.field}")]))
    return column(rows, spacing=0)


@block
def MaskedValue(member_id: UUID, field: str, masked: str) -> ft.Control:
    """A long number, in full by a tap that is logged."""
    services = use_services()
    open_, set_open = use_state(lambda: False)

    async def ask() -> str | None:
        return await services.records.reveal(member_id, field)

    reveal = use_action(ask, on_done=lambda _: set_open(True), name="records.reveal")

    def hide() -> None:
        set_open(False)
        reveal.reset()

    if open_ and reveal.result:
        value, button = grouped(reveal.result), text_button(strings.HIDE, hide, key=f"hide-{field}")
    else:
        value = masked
        button = text_button(strings.show_field(field_name(field)), reveal.run, key=f"show-{field}")
    trouble = fault(sentence(reveal.error, strings.ERRORS)) if reveal.error else []
    return ft.Column(
        [body(value), button, *trouble],
        tight=True,
        spacing=0,
        horizontal_alignment=ft.CrossAxisAlignment.START,
    )


def unit_history(units: list[Membership]) -> list[ft.Control]:
    """In which cells somebody was, the present one first."""
    if not units:
        return []
    rows: list[tuple[str, str | ft.Control]] = []
    for place in units:
        start = text.day(place.starts_on) if place.starts_on else strings.FROM_START
        end = text.day(place.ends_on) if place.ends_on else None
        said = unit_path(place.unit_names)
        rows.append(
            (strings.period(start, end), f"{said}\n{place.reason}" if place.reason else said)
        )
    return [section(strings.UNITS), card([key_values(rows)])]
