"""Lines of the roster: cards on a phone, a table on a wide window."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import flet as ft

from services.members.models import MemberLine
from services.records.catalogue import CATALOGUE
from services.records.strings import CHOICES, FIELDS
from services.records.written import in_words, phone_number, rough_day
from views.members import strings
from views.shared.buttons import text_button
from views.shared.flet_typed import use_state
from views.shared.parts import (
    Style,
    Tone,
    column,
    flow,
    list_card,
    list_item,
    note,
    pill,
)
from views.shared.people.face import face
from views.shared.people.phone import phone_links
from views.shared.people.portrait import Faces, use_faces
from views.shared.screens import block
from views.shared.theme import GAP_M, GAP_S, GAP_XS

Open = Callable[[MemberLine], Callable[[], None]]


def marks(line: MemberLine) -> list[ft.Control]:
    """What is special about somebody."""
    found = [pill(CHOICES.get(line.status, line.status), _tone(line))]
    if line.life_state != "active":
        found.append(pill(CHOICES.get(line.life_state, line.life_state), Tone.FAULT))
    found += [pill(strings.EXEMPT)] if line.activity_exempt else []
    found += [pill(strings.AWAY)] if line.working_away else []
    return found


def _tone(line: MemberLine) -> Tone:
    return Tone.WAITING if line.status == "probationary" else Tone.NEUTRAL


@block
def Cards(lines: Sequence[MemberLine], open_: Open, with_unit: bool) -> ft.Control:
    """A page of members on a phone. The list draws pages as they come into sight; only then are the
    links to their photographs asked for, all at once, since they are good for a minute."""
    drawn, set_drawn = use_state(lambda: False)
    faces = use_faces([line.member_id for line in lines] if drawn else [])
    return ft.Container(
        cards(lines, open_, faces, with_unit=with_unit),
        on_size_change=None if drawn else lambda _: set_drawn(True),
        key="cards",
    )


def cards(lines: Sequence[MemberLine], open_: Open, faces: Faces, *, with_unit: bool) -> ft.Control:
    """Members one below the other."""
    return list_card(
        [_card(line, open_(line), faces.get(line.member_id), with_unit=with_unit) for line in lines]
    )


def _card(
    line: MemberLine, on_tap: Callable[[], None], picture: str | None, *, with_unit: bool
) -> ft.Control:
    where = [line.unit_name] if with_unit else []
    where += [line.group_name] if line.group_name else []
    row = list_item(
        line.full_name,
        lines=[" · ".join(where)] if where else [],
        marks=marks(line),
        leading=face(line.full_name, picture),
        on_tap=on_tap,
        key=f"member-{line.member_id}",
    )
    links = phone_links(line.full_name, line.phone)
    if not links:
        return row
    below = ft.Container(flow(links), padding=ft.Padding.only(left=GAP_M, right=GAP_M, bottom=4))
    return column([row, below], spacing=0)


# The table -------------------------------------------------------------------------------------

_ORDERS = (
    ("name", strings.NAME, 5),
    ("unit", strings.CELL, 4),
    (None, strings.STATUS, 3),
    ("birth", strings.BORN, 2),
    ("admission", strings.ADMITTED, 2),
    (None, strings.PHONE, 3),
)


def table_head(
    chosen: Sequence[str], order_by: str, descending: bool, on_order: Callable[[str], None]
) -> ft.Control:
    """Names of the columns; those that can be sorted by are buttons."""
    cells: list[ft.Control] = []
    for order, label, share in _ORDERS:
        cells.append(_cell(_head(order, label, order_by, descending, on_order), share))
    cells += [_cell(_inset(note(FIELDS[name])), 3) for name in chosen]
    return ft.Container(
        ft.Row(cells, spacing=GAP_S, vertical_alignment=ft.CrossAxisAlignment.CENTER),
        padding=ft.Padding.symmetric(horizontal=GAP_S),
        bgcolor=ft.Colors.SURFACE_CONTAINER,
    )


def _head(
    order: str | None,
    label: str,
    order_by: str,
    descending: bool,
    on_order: Callable[[str], None],
) -> ft.Control:
    if order is None:
        return _inset(note(label))
    here = order == order_by
    icon = None
    if here:
        icon = ft.Icons.ARROW_DOWNWARD if descending else ft.Icons.ARROW_UPWARD
    button = text_button(label, lambda: on_order(order), icon=icon, key=f"order-{order}")
    if here:
        said = strings.ORDERED_DOWN if descending else strings.ORDERED_UP
        button = ft.MergeSemantics(content=ft.Semantics(content=button, label=said))
    # Aligned at the start, as the values below it are.
    return ft.Row([_loose(button)], spacing=0)


def table_rows(lines: Sequence[MemberLine], chosen: Sequence[str], open_: Open) -> list[ft.Control]:
    """Members in columns; the name is the button, so that the keyboard reaches it."""
    return [_row(line, chosen, open_(line)) for line in lines]


def _row(line: MemberLine, chosen: Sequence[str], on_tap: Callable[[], None]) -> ft.Control:
    name = text_button(line.full_name, on_tap, key=f"member-{line.member_id}")
    state = line.status if line.life_state == "active" else line.life_state
    day = line.admission_date.isoformat() if line.admission_date else ""
    unit = f"{line.unit_name}, {line.group_name}" if line.group_name else line.unit_name
    values = [
        (unit, 4),
        (CHOICES.get(state, state), 3),
        (rough_day(line.birth_date or ""), 2),
        (rough_day(day), 2),
        (phone_number(line.phone) if line.phone else "", 3),
        *((in_words(CATALOGUE[c].kind, (line.more or {}).get(c)), 3) for c in chosen),
    ]
    # The button is not as wide as its column: a row aligns it at the start.
    cells = [_cell(ft.Row([_loose(name)], spacing=0), 5)]
    cells += [_cell(_inset(ft.Text(w, theme_style=Style.BODY_MEDIUM)), n) for w, n in values]
    return ft.Container(
        ft.Row(cells, spacing=GAP_S, vertical_alignment=ft.CrossAxisAlignment.CENTER),
        padding=ft.Padding.symmetric(horizontal=GAP_S, vertical=GAP_XS),
        border=ft.Border(bottom=ft.BorderSide(1, ft.Colors.OUTLINE_VARIANT)),
    )


def _loose(control: ft.Control) -> ft.Control:
    control.expand, control.expand_loose = True, True
    return control


def _inset(content: ft.Control) -> ft.Control:
    """Words that begin where those of a button in the same column do."""
    return ft.Container(content, padding=ft.Padding.only(left=10))


def _cell(content: ft.Control, share: int) -> ft.Control:
    content.expand = share
    return content
