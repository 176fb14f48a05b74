"""Putting several members of a cell into a cell group at once: choose, review, one write, undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from uuid import UUID, uuid5

import flet as ft

from services.members.models import MemberLine, Regrouped
from services.units.models import UnitLine
from views.members import strings
from views.session import use_me, use_services
from views.shared import text
from views.shared.buttons import primary_button, secondary_button, text_button
from views.shared.fields import ChoiceInput, DateInput, SwitchInput, TextInput, fault
from views.shared.flet_typed import keyed, use_state
from views.shared.hooks import Action, use_action, use_query, use_request_key
from views.shared.parts import Tone, banner, body, card, column, flow, heading, key_values, note
from views.shared.scaffold import scaffold
from views.shared.screens import block, screen
from views.shared.states import empty, problem, shown
from views.shared.units.picker import UnitPicker

FIRST_DAY = date(1930, 1, 1)
NO_GROUP = "none"
_FORM, _REVIEW, _DONE = "form", "review", "done"


@dataclass(frozen=True)
class Cell:
    """The members of a cell and its groups."""

    people: tuple[MemberLine, ...]
    groups: tuple[UnitLine, ...]


@dataclass(frozen=True)
class Draft:
    """Which group, since when, by which decision."""

    group: str = ""
    day: date | None = None
    decision: str = ""

    @property
    def group_id(self) -> UUID | None:
        """The group; None for 'no group'."""
        return None if self.group in ("", NO_GROUP) else UUID(self.group)


Change = Callable[[Draft], Draft]


@screen
def GroupsScreen() -> ft.View:
    """A cell, then its members."""
    me = use_me()
    cell, set_cell = use_state(_no_cell)
    if not me.may("record.edit"):
        return scaffold(strings.GROUPS, empty(strings.GROUPS_NOT_YOURS, icon=ft.Icons.GROUPS))
    if cell is None:
        picker = keyed("picker", UnitPicker, set_cell, kinds=frozenset({"cell"}))
        return scaffold(strings.GROUPS, [note(strings.GROUPS_INTRO), picker])
    other = text_button(strings.SLIPS_OTHER_CELL, lambda: set_cell(_no_cell()), key="other-cell")
    part = keyed(str(cell.unit_id), CellGroups, cell.unit_id)
    return scaffold(strings.GROUPS, [heading(cell.name, level=2), flow([other]), part])


@block
def CellGroups(cell_id: UUID) -> ft.Control:
    """Choose and fill in, look it over, write once; afterwards the way back."""
    services = use_services()
    chosen, set_chosen = use_state(frozenset[UUID])
    draft, set_draft = use_state(lambda: Draft(day=text.now().date()))
    step, set_step = use_state(lambda: _FORM)
    tried, set_tried = use_state(lambda: False)
    key = use_request_key(tuple(sorted(map(str, chosen))), draft)

    async def load() -> Cell:
        people = await services.roster.everybody(cell_id)
        below = await services.units.outline(cell_id)
        return Cell(tuple(people), tuple(u for u in below if u.kind == "cell_group"))

    async def write(of: Draft, who: Sequence[UUID], on: date, write_key: str) -> Regrouped:
        return await services.roster.regroup(
            UUID(write_key), cell_id, who, on, of.decision.strip(), of.group_id
        )

    async def undo(done: Regrouped, on: date, write_key: str) -> None:
        # Each goes back to the own group of before; a repetition of any of these writes is no second one.
        for group_id, who in done.former.items():
            one = uuid5(UUID(write_key), str(group_id))
            why = strings.groups_undone(draft.decision.strip())
            await services.roster.regroup(one, cell_id, who, on, why, group_id)

    query = use_query(load, [str(cell_id)], name="roster.everybody")
    writing = use_action(write, on_done=lambda _: set_step(_DONE), name="roster.regroup")
    undoing = use_action(undo, name="roster.regroup", timeout=60)

    def put(change: Change) -> None:
        # On what is there by then: the next letter may be typed before this one is drawn.
        writing.reset()
        set_draft(change)

    def turn(member_id: UUID, on: bool) -> None:
        set_chosen(lambda old: old | {member_id} if on else old - {member_id})

    def review() -> None:
        set_tried(True)
        if not any(faults(draft, len(chosen)).values()):
            set_step(_REVIEW)

    def draw(cell: Cell) -> list[ft.Control]:
        if not cell.groups:
            return [empty(strings.GROUPS_NONE, icon=ft.Icons.GROUP_WORK_OUTLINED)]
        people = [p for p in cell.people if p.member_id in chosen]
        if step == _DONE and writing.result is not None:
            return done_sheet(writing.result, draft, undoing, key.value)
        if step == _REVIEW and draft.day is not None:
            save = partial(writing.run, draft, [p.member_id for p in people], draft.day, key.value)
            return review_sheet(
                people, group_name(cell, draft), draft, writing, save, lambda: set_step(_FORM)
            )
        wrong = faults(draft, len(chosen)) if tried else {}
        return form(cell, chosen, draft, wrong, turn, set_chosen, put, review)

    return column(shown(query, draw, room=strings.GROUP_ERRORS, rows=6))


def faults(draft: Draft, count: int) -> dict[str, str | None]:
    """What is missing yet, by field."""
    return {
        "group": None if draft.group else strings.GROUPS_WHICH,
        "people": None if count else strings.SLIPS_CHOOSE,
        "day": None if draft.day else strings.GROUPS_DAY_MISSING,
        "decision": None if len(draft.decision.strip()) >= 3 else strings.GROUPS_DECISION_SHORT,
    }


def group_name(cell: Cell, draft: Draft) -> str:
    """The chosen group in words."""
    named = (g.name for g in cell.groups if g.unit_id == draft.group_id)
    return next(named, strings.GROUPS_NO_GROUP)


def form(
    cell: Cell,
    chosen: frozenset[UUID],
    draft: Draft,
    wrong: dict[str, str | None],
    turn: Callable[[UUID, bool], None],
    choose: Callable[[frozenset[UUID]], None],
    put: Callable[[Change], None],
    review: Callable[[], None],
) -> list[ft.Control]:
    """Group, date and decision; then everybody of the cell with a switch."""
    free = frozenset(p.member_id for p in cell.people if p.group_name is None)
    ways = [text_button(strings.GROUPS_FREE, partial(choose, free), key="choose-free")]
    if chosen:
        clear = partial(choose, frozenset[UUID]())
        ways.append(text_button(strings.GROUPS_CLEAR, clear, key="choose-none"))
    options = [(str(g.unit_id), g.name) for g in cell.groups]
    return [
        keyed(
            "group",
            ChoiceInput,
            strings.GROUPS_WHICH_LABEL,
            [*options, (NO_GROUP, strings.GROUPS_NO_GROUP)],
            draft.group,
            lambda value: put(lambda old: replace(old, group=value)),
            error=wrong.get("group"),
        ),
        keyed(
            "day",
            DateInput,
            strings.GROUPS_DAY,
            draft.day,
            lambda value: put(lambda old: replace(old, day=value)),
            first=FIRST_DAY,
            last=text.now().date(),
            error=wrong.get("day"),
        ),
        keyed(
            "decision",
            TextInput,
            strings.GROUPS_DECISION,
            draft.decision,
            lambda value: put(lambda old: replace(old, decision=value)),
            error=wrong.get("decision"),
            max_length=300,
        ),
        # Above the people: a cell may have more of them than one scrolls past.
        primary_button(strings.groups_review(len(chosen)), review, key="review"),
        *fault(wrong.get("people")),
        flow(ways),
        *(
            keyed(
                str(person.member_id),
                SwitchInput,
                person.full_name,
                person.member_id in chosen,
                partial(turn, person.member_id),
                help=person.group_name or strings.GROUPS_NO_GROUP,
            )
            for person in cell.people
        ),
    ]


def review_sheet(
    people: Sequence[MemberLine],
    group: str,
    draft: Draft,
    writing: Action[..., Regrouped],
    save: Callable[[], None],
    back: Callable[[], None],
) -> list[ft.Control]:
    """Who goes where, from where, by which decision."""
    pairs: list[tuple[str, str | ft.Control]] = [
        (strings.GROUPS_WHICH_LABEL, group),
        (strings.GROUPS_DAY, text.day(draft.day) if draft.day else ""),
        (strings.GROUPS_DECISION, draft.decision.strip()),
    ]
    rows = [body(strings.groups_line(p.full_name, p.group_name)) for p in people]
    return [
        card([heading(strings.groups_count(len(people)), level=2), key_values(pairs)]),
        *problem(writing.error, strings.GROUP_ERRORS),
        primary_button(strings.GROUPS_SAVE, save, busy=writing.busy, key="save"),
        secondary_button(strings.GROUPS_BACK, back, disabled=writing.busy, key="back"),
        card(rows),
    ]


def done_sheet(
    done: Regrouped, draft: Draft, undoing: Action[..., None], write_key: str
) -> list[ft.Control]:
    """What was written, and the way back as long as one is here."""
    if undoing.done and undoing.error is None:
        return [banner(strings.GROUPS_UNDONE, Tone.DONE)]
    run = partial(undoing.run, done, draft.day, write_key)
    return [
        banner(strings.groups_done(done.moved), Tone.DONE),
        *problem(undoing.error, strings.GROUP_ERRORS),
        secondary_button(strings.GROUPS_UNDO, run, busy=undoing.busy, key="undo"),
    ]


def _no_cell() -> UnitLine | None:
    return None
