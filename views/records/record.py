"""The record of a member, as an officer sees it: by class of field, now or as of a day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

import flet as ft

from services.records.models import Field, Record
from services.records.strings import CHOICES
from views import paths
from views.records import strings
from views.records.params import use_id
from views.records.sections import record_sections, unit_history
from views.records.touched import taken
from views.session import use_services
from views.shared import strings as words
from views.shared import text
from views.shared.buttons import primary_button, secondary_button, text_button
from views.shared.fields import DateInput
from views.shared.flet_typed import keyed, use_state
from views.shared.hooks import Ready, use_query
from views.shared.look import current_look, go
from views.shared.parts import (
    Tone,
    banner,
    card,
    column,
    flow,
    heading,
    icon_button,
    list_card,
    list_item,
    note,
    pill,
    section,
)
from views.shared.people.phone import phone_links
from views.shared.people.portrait import Portrait
from views.shared.people.strings import PHOTOGRAPH, TIES, role_title, unit_path
from views.shared.returning import use_return
from views.shared.scaffold import scaffold
from views.shared.screens import block, screen
from views.shared.states import shown
from views.shared.theme import GAP_M, GAP_XS

FIRST_DAY = date(2000, 1, 1)


@screen
def RecordScreen() -> ft.View:
    """Who it is, the sections, then what can be done with the record."""
    services = use_services()
    member_id = use_id("member_id")
    as_of, set_as_of = use_state(_now)

    async def load() -> Record:
        return await services.records.open(member_id, as_of)

    query = use_query(load, [str(member_id), as_of], name="records.open")

    def back() -> None:
        # Every look is logged and shown to the member: look again only if something was changed.
        if taken(member_id):
            query.reload()

    use_return(back)

    def history(field: Field) -> Callable[[], None]:
        return partial(go, paths.member(member_id, f"history/{field.field}"))

    def draw(record: Record) -> list[ft.Control]:
        return [
            head(record),
            note(strings.LOGGED),
            *earlier(record, lambda: set_as_of(_now())),
            *record_sections(record, history),
            *unit_history(record.units),
            *deeds(record),
            keyed("as-of", AsOf, as_of, set_as_of),
        ]

    known = query.state.value if isinstance(query.state, Ready) else None
    return scaffold(
        strings.RECORD,
        shown(query, draw, room=strings.ERRORS, rows=6),
        bottom=main_deed(known) if known is not None and as_of is None else [],
        actions=[icon_button(ft.Icons.REFRESH, words.RELOAD, query.reload)],
    )


def _now() -> date | None:
    return None


def head(record: Record) -> ft.Control:
    """Name, state, unit, offices and phone."""
    marks = [pill(CHOICES.get(record.status, record.status))]
    if record.life_state != "active":
        marks.append(pill(CHOICES.get(record.life_state, record.life_state), Tone.FAULT))
    marks += [
        pill(role_title(r.role, r.unit_kind), Tone.IMPORTANT)
        for r in record.roles
        if r.role != "member"
    ]
    name = column(
        [heading(record.full_name), flow(marks), note(unit_path(record.unit_names))],
        spacing=GAP_XS,
    )
    top: ft.Control = name
    if not current_look().large:
        name.expand = True
        top = ft.Row(
            [keyed("portrait", Portrait, record.member_id, record.full_name), name],
            spacing=GAP_M,
            vertical_alignment=ft.CrossAxisAlignment.START,
        )
    phone = record.field("phone")
    number = phone.value if phone is not None and isinstance(phone.value, str) else None
    links = phone_links(record.full_name, number)
    return card([top, flow(links)] if links else [top], spacing=GAP_M)


def earlier(record: Record, back: Callable[[], None]) -> list[ft.Control]:
    """Said above a record of an earlier day."""
    if record.as_of is None:
        return []
    again = text_button(strings.AS_OF_NOW, back, key="now")
    return [banner(strings.as_of_banner(text.day(record.as_of)), Tone.WAITING, action=again)]


def main_deed(record: Record) -> list[ft.Control]:
    """The one main action: editing for staff, an entry on behalf for the cell's officers."""
    if "record.edit" in record.may:
        to = partial(go, paths.member(record.member_id, "edit"))
        return [primary_button(strings.EDIT, to, icon=ft.Icons.EDIT_OUTLINED, key="edit")]
    if "record.proxy" in record.may:
        to = partial(go, paths.member(record.member_id, "proxy"))
        return [primary_button(strings.PROXY, to, icon=ft.Icons.EDIT_NOTE, key="proxy")]
    return []


def deeds(record: Record) -> list[ft.Control]:
    """The other ways on, by what one may do."""
    gone = record.life_state in ("left", "deceased")
    both = "record.edit" in record.may and "record.proxy" in record.may
    offered = [
        (strings.HISTORY, "history", ft.Icons.HISTORY, True),
        (strings.TIMELINE, "timeline", ft.Icons.TIMELINE, True),
        (strings.PROXY, "proxy", ft.Icons.EDIT_NOTE, both),
        (PHOTOGRAPH, "photograph", ft.Icons.PHOTO_CAMERA_OUTLINED, "record.edit" in record.may),
        (strings.MOVE, "move", ft.Icons.SWAP_HORIZ, "record.edit" in record.may),
        (
            TIES,
            "ties",
            ft.Icons.HANDSHAKE_OUTLINED,
            "record.proxy" in record.may and not gone,
        ),
        (strings.ERASE, "erase", ft.Icons.DELETE_FOREVER, gone and "record.erase" in record.may),
    ]
    rows = [
        list_item(
            title,
            leading=ft.Icon(icon),
            on_tap=partial(go, paths.member(record.member_id, part)),
            key=f"deed-{part}",
        )
        for title, part, icon, may in offered
        if may
    ]
    return [section(strings.DEEDS), list_card(rows)]


@block
def AsOf(as_of: date | None, on_show: Callable[[date | None], None]) -> ft.Control:
    """Choose an earlier day; each look is logged, so it waits for a tap."""
    day, set_day = use_state(lambda: as_of)

    def show() -> None:
        if day is not None:
            on_show(day)

    return column(
        [
            section(strings.AS_OF),
            keyed(
                "day",
                DateInput,
                strings.AS_OF_DATE,
                day,
                set_day,
                first=FIRST_DAY,
                last=text.now().date(),
                optional=True,
            ),
            secondary_button(strings.AS_OF_SHOW, show, disabled=day is None, key="show-as-of"),
        ]
    )
