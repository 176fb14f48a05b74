"""Choosing people from the list of a unit: one by one, a whole cell group, or everybody."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from uuid import UUID

import flet as ft

from services.tasks.models import Candidate
from views.shared.buttons import secondary_button, text_button
from views.shared.fields import SwitchInput
from views.shared.flet_typed import keyed
from views.shared.parts import flow, note
from views.tasks import strings as tasks
from views.tasks.people import strings

Chosen = frozenset[UUID]
Change = Callable[[Callable[[Chosen], Chosen]], None]
"""Changes the chosen, whatever else has been tapped meanwhile."""


def choosing(
    people: Sequence[Candidate], chosen: Chosen, change: Change, part: str = "main"
) -> list[ft.Control]:
    """A switch for each; above them, in a list of several, buttons that choose many at once."""
    rows: list[ft.Control] = []
    if len(people) > 2:
        rows = [
            flow(many(people, chosen, change, part)),
            ft.Semantics(content=note(strings.chosen(len(chosen), len(people))), live_region=True),
        ]
        exempt = [p.full_name for p in people if p.exempt]
        if exempt:
            rows.append(note(strings.left_out(exempt)))

    def turn(member_id: UUID, on: bool) -> None:
        change(lambda old: old | {member_id} if on else old - {member_id})

    return rows + [
        switch(p, p.member_id in chosen, partial(turn, p.member_id), part) for p in people
    ]


def many(
    people: Sequence[Candidate], chosen: Chosen, change: Change, part: str
) -> list[ft.Control]:
    """Everybody, each cell group, nobody. The exempt are chosen by their own switch alone."""
    free = frozenset(p.member_id for p in people if not p.exempt)
    groups: dict[UUID, str] = {
        p.group_id: p.group_name or "" for p in people if p.group_id is not None
    }
    buttons: list[ft.Control] = [
        secondary_button(
            strings.everybody(len(free)), partial(change, lambda old: old | free), key=f"all-{part}"
        )
    ]
    for group_id, name in sorted(groups.items(), key=lambda group: group[1]):
        of_group = frozenset(p.member_id for p in people if p.group_id == group_id) & free
        if of_group and of_group != free:
            buttons.append(
                secondary_button(
                    strings.group(name, len(of_group)),
                    partial(change, of_group.union),
                    key=f"group-{part}-{group_id}",
                )
            )
    if chosen:
        buttons.append(
            text_button(
                strings.NONE, partial(change, lambda _: frozenset[UUID]()), key=f"none-{part}"
            )
        )
    return buttons


def switch(
    who: Candidate, on: bool, turn: Callable[[bool], None], part: str = "main"
) -> ft.Control:
    """Somebody to be chosen, with how much there is already."""
    said = [tasks.open_tasks(who.open, who.late) if who.open else tasks.WITHOUT]
    said += [
        words
        for holds, words in (
            (who.exempt, tasks.EXEMPT),
            (who.away, tasks.AWAY),
            (who.resident, tasks.RESIDENT),
        )
        if holds
    ]
    return keyed(
        f"{part}-{who.member_id}", SwitchInput, who.full_name, on, turn, help=" · ".join(said)
    )


def in_order(people: Sequence[Candidate], chosen: Chosen) -> list[UUID]:
    """The chosen in the order of the list, so that one content is always sent alike."""
    return [p.member_id for p in people if p.member_id in chosen]
