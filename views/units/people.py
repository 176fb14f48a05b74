"""Picks members from the roster: several for a split, one for an office."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial

import flet as ft

from services.members.models import MemberLine, RosterQuery
from views.session import use_services
from views.shared.buttons import secondary_button, text_button
from views.shared.fields import TextInput, fault
from views.shared.flet_typed import use_state
from views.shared.hooks import use_action, use_query
from views.shared.parts import (
    Tone,
    body,
    card,
    column,
    flow,
    list_card,
    list_item,
    note,
    pill,
    strong,
)
from views.shared.people.face import face
from views.shared.screens import block
from views.shared.states import empty, problem, shown
from views.units import strings
from views.units.draft import Pick

PAGE = 20
PAUSE_S = 0.3


@block
def MembersInput(
    label: str,
    where: RosterQuery,
    value: tuple[Pick, ...],
    on_change: Callable[[tuple[Pick, ...]], None],
    error: str | None,
    *,
    single: bool = False,
) -> ft.Control:
    """A search over the roster; a tap picks, another takes back."""
    services = use_services()
    typed, set_typed = use_state(lambda: "")
    further, set_further = use_state(_no_lines)
    question = where.model_copy(update={"query": typed.strip()})

    async def load() -> list[MemberLine]:
        if typed:
            await asyncio.sleep(PAUSE_S)  # the typing goes on
        return await services.roster.page(question, size=PAGE)

    async def load_more(after: MemberLine) -> list[MemberLine]:
        return await services.roster.page(question, after, size=PAGE)

    def add(page: list[MemberLine]) -> None:
        set_further(lambda old: (*old, *page))

    query = use_query(load, [question.model_dump_json()], name="roster.page")
    more = use_action(load_more, on_done=add, name="roster.page")
    picked = {p.id for p in value}

    def search(new: str) -> None:
        set_typed(new)
        set_further(_no_lines())
        more.reset()

    def toggle(line: MemberLine) -> None:
        if line.member_id in picked:
            on_change(tuple(p for p in value if p.id != line.member_id))
        elif single:
            on_change((Pick(line.member_id, line.full_name),))
        else:
            on_change((*value, Pick(line.member_id, line.full_name)))

    def row(line: MemberLine) -> ft.Control:
        taken = line.member_id in picked
        return list_item(
            line.full_name,
            lines=[" · ".join(x for x in (line.unit_name, line.group_name) if x)],
            marks=[pill(strings.CHOSEN_MARK, Tone.DONE)] if taken else [],
            leading=face(line.full_name),
            trailing=ft.Icon(ft.Icons.CHECK_BOX if taken else ft.Icons.CHECK_BOX_OUTLINE_BLANK)
            if not single
            else None,
            on_tap=partial(toggle, line),
            key=f"member-{line.member_id}",
        )

    def draw(first: list[MemberLine]) -> list[ft.Control]:
        known = {m.member_id for m in first}
        lines = [*first, *(m for m in further if m.member_id not in known)]
        if not lines:
            return [empty(strings.NOBODY_FOUND, icon=ft.Icons.PERSON_SEARCH)]
        rows: list[ft.Control] = [list_card([row(m) for m in lines])]
        if len(lines) % PAGE == 0 and (more.result is None or more.result):
            rows += problem(more.error, strings.ERRORS)
            rows.append(
                secondary_button(strings.MORE_MEMBERS, partial(more.run, lines[-1]), busy=more.busy)
            )
        return rows

    if single and value:
        again = text_button(strings.CHOOSE_OTHER, lambda: on_change(()), key="choose-other")
        chosen = card([note(label), body(value[0].name), flow([again])])
        return column([chosen, *fault(error)])
    head: list[ft.Control] = [strong(label)]
    if not single:
        head.append(note(strings.chosen(len(value))))
    if value and not single:
        head.append(flow([_chip(p, value, on_change) for p in value], spacing=0))
    return column(
        [
            *head,
            *fault(error),
            TextInput(
                strings.SEARCH_MEMBER,
                typed,
                search,
                help=strings.SEARCH_MEMBER_HELP,
                max_length=80,
            ),
            *shown(query, draw, room=strings.ERRORS, rows=3),
        ]
    )


def _chip(
    pick: Pick, value: tuple[Pick, ...], on_change: Callable[[tuple[Pick, ...]], None]
) -> ft.Control:
    """Somebody picked, whom the list may not show any more; a tap takes back."""
    rest = tuple(p for p in value if p.id != pick.id)
    return text_button(strings.unpick(pick.name), lambda: on_change(rest), icon=ft.Icons.CLOSE)


def _no_lines() -> tuple[MemberLine, ...]:
    return ()
