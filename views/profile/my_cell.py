"""The members of my cell: name and office; contact only where shared."""

from __future__ import annotations

import flet as ft

from services.members.models import Fellow
from services.records.written import phone_number
from views.profile import strings
from views.session import use_me, use_services
from views.shared.buttons import text_button
from views.shared.hooks import Ready, use_query
from views.shared.parts import column, list_card, list_item, note
from views.shared.people.face import face
from views.shared.people.portrait import use_faces
from views.shared.people.strings import role_title
from views.shared.scaffold import scaffold
from views.shared.screens import screen
from views.shared.states import empty, shown


@screen
def MyCellScreen() -> ft.View:
    """Fellow members by given name."""
    me, services = use_me(), use_services()
    query = use_query(services.members.my_cell, [str(me.member_id)], name="members.my_cell")

    known = query.state.value if isinstance(query.state, Ready) else []
    faces = use_faces([fellow.member_id for fellow in known])

    def draw(fellows: list[Fellow]) -> list[ft.Control]:
        if not fellows:
            return [empty(strings.NOBODY, icon=ft.Icons.GROUPS)]
        rows = [
            fellow_row(f, faces.get(f.member_id), is_me=f.member_id == me.member_id)
            for f in fellows
        ]
        return [note(f"{strings.cell_count(len(fellows))}. {strings.CELL_NOTE}"), list_card(rows)]

    return scaffold(strings.MY_CELL, shown(query, draw, rows=6), lazy=True)


def fellow_row(fellow: Fellow, picture: str | None = None, *, is_me: bool) -> ft.Control:
    """One person, with a call button where the number is shared."""
    titles = [role_title(r.role, r.unit_kind) for r in fellow.roles if r.role != "member"]
    lines = [", ".join(titles)] if titles else []
    lines += [fellow.email] if fellow.email else []
    name = f"{fellow.full_name} ({strings.YOU})" if is_me else fellow.full_name
    row = list_item(
        name, lines=lines, leading=face(fellow.full_name, picture), key=str(fellow.member_id)
    )
    if fellow.phone is None or is_me:
        return row
    number = phone_number(fellow.phone)
    call = text_button(
        f"{strings.CALL} {number}",
        lambda: None,
        icon=ft.Icons.PHONE,
        action=ft.OpenUrl(f"tel:{fellow.phone}", target=ft.UrlTarget.SELF),
    )
    return column([row, ft.Row([call], alignment=ft.MainAxisAlignment.END)], spacing=0)
