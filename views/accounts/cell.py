"""The members of a cell with the state of their accounts; first-activation codes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

import flet as ft

from services.accounts.models import CellAccount, IssuedCode, Me
from views.accounts import strings
from views.accounts.code import code_sheet
from views.session import use_me, use_services
from views.shared.buttons import secondary_button
from views.shared.dialogs import use_confirm
from views.shared.fields import ChoiceInput
from views.shared.flet_typed import keyed, use_state
from views.shared.hooks import use_action, use_query
from views.shared.parts import Tone, column, list_card, list_item, note, pill
from views.shared.people.face import face
from views.shared.scaffold import scaffold
from views.shared.screens import block, screen
from views.shared.states import empty, problem, shown

PAGE = 50
_TONES = {"active": Tone.DONE, "invited": Tone.WAITING, "suspended": Tone.FAULT}


@screen
def AccountsScreen() -> ft.View:
    """One cell at a time; after a code was issued, the code alone."""
    me = use_me()
    cells = cells_of(me)
    chosen, set_chosen = use_state(lambda: cells[0][0] if cells else "")
    issued, set_issued = use_state(lambda: _none())

    if issued is not None:
        return scaffold(
            strings.CODE_TITLE,
            code_sheet(
                issued.full_name,
                issued.code.get_secret_value(),
                strings.valid_for(issued.valid_hours),
                strings.ACTIVATE_STEPS,
                lambda: set_issued(_none()),
            ),
            lazy=True,  # another kind of list, so that it starts at its top and the code is in sight
        )
    rows: list[ft.Control] = []
    if not cells:
        rows.append(empty(strings.NO_CELLS, icon=ft.Icons.GROUPS))
    if len(cells) > 1:
        rows.append(ChoiceInput(strings.CELL, cells, chosen, set_chosen))
    if cells:
        rows.append(keyed(chosen, CellAccounts, UUID(chosen), set_issued))
    return scaffold(strings.TITLE, rows)


def _none() -> IssuedCode | None:
    return None


def cells_of(me: Me) -> list[tuple[str, str]]:
    """The cells whose accounts I may activate: those I hold an office in, else my own cell when
    an office above it covers it."""
    held = me.where("account.activate")
    cells = {str(c.unit_id): c.unit_name for c in held if c.unit_kind == "cell"}
    if any(c.unit_kind != "cell" and c.unit_name in me.unit_names for c in held):
        cells.setdefault(str(me.unit_id), me.unit_names[-1])
    return list(cells.items())


@block
def CellAccounts(unit_id: UUID, show_code: Callable[[IssuedCode], None]) -> ft.Control:
    """The list of one cell, page after page."""
    me, services = use_me(), use_services()
    ask = use_confirm()
    further, set_further = use_state(lambda: _no_one())

    async def load() -> list[CellAccount]:
        return await services.accounts.cell_accounts(unit_id)

    async def load_after(key: str) -> list[CellAccount]:
        return await services.accounts.cell_accounts(unit_id, key)

    query = use_query(load, [str(unit_id)], name="accounts.cell_accounts")
    more = use_action(
        load_after,
        on_done=lambda page: set_further(lambda held: (*held, *page)),
        name="accounts.cell_accounts",
    )
    issuing = use_action(
        services.accounts.issue_code, on_done=show_code, name="accounts.issue_code"
    )

    def confirm(person: CellAccount) -> None:
        replaces = person.state == "invited"
        ask(
            strings.REPLACE_TITLE if replaces else strings.ISSUE_TITLE,
            strings.replace_text(person.full_name)
            if replaces
            else strings.issue_text(person.full_name),
            strings.REPLACE_YES if replaces else strings.ISSUE_YES,
            partial(issuing.run, person.member_id),
        )

    def row(person: CellAccount) -> ft.Control:
        may = person.state in ("none", "invited") and person.member_id != me.member_id
        return list_item(
            person.full_name,
            lines=[] if person.has_phone else [strings.NO_PHONE],
            marks=[pill(strings.state_name(person.state), _TONES.get(person.state, Tone.NEUTRAL))],
            leading=face(person.full_name),
            on_tap=partial(confirm, person) if may and not issuing.busy else None,
            key=str(person.member_id),
        )

    def draw(first: list[CellAccount]) -> list[ft.Control]:
        if not first:
            return [empty(strings.EMPTY, icon=ft.Icons.GROUPS)]
        known = {p.member_id for p in first}
        people = [*first, *(p for p in further if p.member_id not in known)]
        drawn: list[ft.Control] = [
            note(strings.INTRO),
            *problem(issuing.error, strings.ERRORS),
            list_card([row(p) for p in people]),
        ]
        if len(people) % PAGE == 0 and (more.result is None or more.result):
            drawn += problem(more.error)
            drawn.append(
                secondary_button(
                    strings.SHOW_MORE, lambda: more.run(people[-1].sort_key), busy=more.busy
                )
            )
        return drawn

    return column(shown(query, draw, room=strings.ERRORS, rows=6))


def _no_one() -> tuple[CellAccount, ...]:
    return ()
