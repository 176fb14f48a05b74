"""Who helps a member with the phone, and the cell of the place where the member lives."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

import flet as ft

from services.tasks.ties import CellFound, Ties
from views.session import use_services
from views.shared import text
from views.shared.buttons import secondary_button, text_button
from views.shared.dialogs import use_confirm
from views.shared.fields import ChoiceInput, TextInput
from views.shared.flet_typed import keyed, use_state
from views.shared.guard import toast
from views.shared.hooks import use_action, use_query, use_request_key
from views.shared.ids import wanted_id
from views.shared.parts import body, card, column, heading, list_card, list_item, note, section
from views.shared.scaffold import scaffold
from views.shared.screens import block, screen
from views.shared.states import problem, shown
from views.tasks import strings


@screen
def TiesScreen() -> ft.View:
    """Of the member in the address."""
    services = use_services()
    wanted = ft.use_route_params().get("member_id", "")
    query = use_query(lambda: services.tasks.ties(wanted_id(wanted)), [wanted], name="tasks.ties")

    def draw(ties: Ties) -> list[ft.Control]:
        return [
            heading(ties.full_name, level=2),
            keyed("mentors", Mentors, ties, query.reload),
            keyed("residences", Residences, ties, query.reload),
        ]

    return scaffold(strings.TIES, shown(query, draw, room=strings.TIES_ERRORS))


@block
def Mentors(ties: Ties, reload: Callable[[], None]) -> ft.Control:
    """Those who help, each with an end; somebody of the cell to be added."""
    services, ask = use_services(), use_confirm()
    chosen, set_chosen = use_state(_nobody)
    key = use_request_key(f"{ties.member_id} {chosen} {len(ties.mentors)}")

    async def write(mentor_id: UUID, ended: bool) -> None:
        await services.tasks.mentor(UUID(key.value), ties.member_id, mentor_id, ended=ended)

    def written(_: None) -> None:
        key.renew()
        set_chosen(None)
        toast(strings.SAVED)
        reload()

    writing = use_action(write, on_done=written, name="tasks.mentor")

    def end(mentor_id: UUID, name: str) -> None:
        ask(
            strings.end_mentor(name), strings.END_MENTOR_TEXT, strings.END_MENTOR,
            partial(writing.run, mentor_id, True), danger=True,
        )  # fmt: skip

    rows: list[ft.Control] = [section(strings.MENTORS), note(strings.MENTORS_HELP)]
    rows += [
        card(
            [
                body(m.full_name),
                note(strings.since(text.day(m.since))),
                text_button(
                    strings.END_MENTOR,
                    partial(end, m.member_id, m.full_name),
                    key=f"end-{m.member_id}",
                ),
            ]
        )
        for m in ties.mentors
    ]
    rows += problem(writing.error, strings.TIES_ERRORS)
    if ties.candidates:
        options = [(str(c.member_id), c.full_name) for c in ties.candidates]
        rows.append(
            keyed("mentor", ChoiceInput, strings.MENTOR_CHOOSE, options, chosen, set_chosen)
        )
        known = {str(c.member_id): c.member_id for c in ties.candidates}
        picked = known.get(chosen or "")
        rows.append(
            secondary_button(
                strings.MENTOR_ADD,
                partial(writing.run, picked, False) if picked else lambda: None,
                disabled=picked is None or writing.busy,
                key="add-mentor",
            )
        )
    return column(rows)


def _nobody() -> str | None:
    return None


@block
def Residences(ties: Ties, reload: Callable[[], None]) -> ft.Control:
    """Cells that may give tasks, each with an end; a search for another one."""
    services, ask = use_services(), use_confirm()
    words, set_words = use_state(lambda: "")
    asked, set_asked = use_state(lambda: "")
    key = use_request_key(f"{ties.member_id} {len(ties.residences)}")

    async def look() -> list[CellFound]:
        return await services.tasks.cells(asked) if asked else []

    query = use_query(look, [asked], name="tasks.cells")

    async def write(code: str, ended: bool) -> None:
        await services.tasks.introduce(UUID(key.value), ties.member_id, code, ended=ended)

    def written(_: None) -> None:
        key.renew()
        set_words("")
        set_asked("")
        toast(strings.SAVED)
        reload()

    writing = use_action(write, on_done=written, name="tasks.introduce")

    def confirm(cell: CellFound, ended: bool) -> None:
        ask(
            strings.END_RESIDENCE if ended else strings.INTRODUCE,
            strings.end_residence(cell.name) if ended else strings.introduce(ties.full_name, place(cell)),
            strings.END_RESIDENCE if ended else strings.INTRODUCE,
            partial(writing.run, cell.code, ended),
            danger=ended,
        )  # fmt: skip

    def found(cells: list[CellFound]) -> list[ft.Control]:
        known = {r.code for r in ties.residences}
        if not asked:
            return []
        if not cells:
            return [note(strings.CELLS_NONE)]
        return [
            list_card(
                [
                    list_item(
                        cell.name,
                        lines=[above(cell)],
                        on_tap=None if cell.code in known else partial(confirm, cell, False),
                        key=f"cell-{cell.code}",
                    )
                    for cell in cells
                ]
            )
        ]

    rows: list[ft.Control] = [section(strings.RESIDENCES), note(strings.RESIDENCES_HELP)]
    rows += [
        card(
            [
                body(r.name),
                note(above(r)),
                note(strings.since(text.day(r.since))),
                text_button(
                    strings.END_RESIDENCE, partial(confirm, r, True), key=f"leave-{r.code}"
                ),
            ]
        )
        for r in ties.residences
    ]
    return column(
        [
            *rows,
            *problem(writing.error, strings.TIES_ERRORS),
            keyed(
                "cell", TextInput, strings.CELL_SEARCH, words, set_words,
                hint=strings.CELL_HINT, max_length=100,
            ),
            secondary_button(
                strings.CELL_FIND, lambda: set_asked(words.strip()),
                icon=ft.Icons.SEARCH, disabled=len(words.strip()) < 2, key="find-cell",
            ),
            *(shown(query, found, room=strings.TIES_ERRORS) if asked else []),
        ]
    )  # fmt: skip


def above(cell: CellFound) -> str:
    """What a cell belongs to, nearest first."""
    return ", ".join(reversed(cell.unit_names[:-1]))


def place(cell: CellFound) -> str:
    """A cell with what it belongs to."""
    return ", ".join(reversed(cell.unit_names[-2:]))
