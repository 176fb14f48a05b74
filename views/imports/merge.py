"""A line of a list beside our record, field by field: ours or theirs is chosen for each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import flet as ft

from services.imports.models import Line, Weight
from services.imports.strings import field_name
from views import paths
from views.imports import strings
from views.imports.lines import about, fault_banner, shown_value
from views.imports.params import use_id, use_number
from views.session import use_services
from views.shared.buttons import primary_button, secondary_button
from views.shared.fields import ChoiceInput
from views.shared.flet_typed import keyed, use_state
from views.shared.guard import toast
from views.shared.hooks import Ready, use_action, use_query
from views.shared.look import current_look, go
from views.shared.parts import body, card, column, flow, strong
from views.shared.scaffold import scaffold
from views.shared.screens import screen
from views.shared.states import empty, problem, shown
from views.shared.theme import GAP_M

OURS, THEIRS = "ours", "theirs"
Taken = Mapping[str, bool]
"""What has been chosen on this screen: whether theirs is taken, by field."""


@screen
def MergeScreen() -> ft.View:
    """Which fields the record takes from the list; nothing is written before the list is applied."""
    services = use_services()
    import_id, row_no = use_id("import_id"), use_number("row_no")
    part = ft.use_route_params().get("part", "")
    put_in, set_put_in = use_state(dict[str, bool])

    async def load() -> Line:
        return await services.imports.line(import_id, row_no)

    query = use_query(load, [str(import_id), row_no], name="imports.line")
    line = query.state.value if isinstance(query.state, Ready) else None
    taken = {**taken_before(line), **put_in} if line is not None else {}

    async def decide(decision: str, fields: list[str] | None) -> None:
        await services.imports.decide(import_id, row_no, decision, fields)

    def decided(_: None) -> None:
        toast(strings.CHOICE_KEPT)
        go(paths.import_lines(import_id, part))

    deciding = use_action(decide, on_done=decided, name="imports.decide")

    def put(field: str, chosen: str) -> None:
        deciding.reset()
        set_put_in(lambda old: {**old, field: chosen == THEIRS})

    def put_all(theirs: bool) -> None:
        deciding.reset()
        set_put_in(dict.fromkeys(taken, theirs))

    def draw(found: Line) -> list[ft.Control]:
        if not open_to_choice(found):
            return [empty(strings.ERRORS["import.row_not_open"])]
        return fields_of(found, taken, put, put_all)

    bottom: list[ft.Control] = []
    if line is not None and open_to_choice(line):
        bottom = [
            *problem(deciding.error, strings.ERRORS),
            primary_button(
                strings.keep_choice(sum(taken.values()), len(taken)),
                partial(deciding.run, *decision(taken)),
                busy=deciding.busy,
                key="save",
            ),
        ]
    return scaffold(
        strings.BY_FIELD,
        shown(query, draw, room=strings.ERRORS),
        bottom=bottom,
        broad=current_look().wide,
    )


def open_to_choice(line: Line) -> bool:
    """Whether there still is something to choose."""
    stopped = any(fault.weight is Weight.ERROR for fault in line.faults)
    return line.state == "checked" and bool(line.differences) and not stopped


def taken_before(line: Line) -> dict[str, bool]:
    """What the line's decision says so far; without one everything is taken."""
    if line.decision == "keep":
        return dict.fromkeys(line.differences, False)
    if line.take_fields is None:
        return dict.fromkeys(line.differences, True)
    return {field: field in line.take_fields for field in line.differences}


def decision(taken: Taken) -> tuple[str, list[str] | None]:
    """The choices as the service takes them."""
    fields = [field for field, theirs in taken.items() if theirs]
    if not fields:
        return "keep", None
    return "take", None if len(fields) == len(taken) else fields


def fields_of(
    line: Line,
    taken: Taken,
    put: Callable[[str, str], None],
    put_all: Callable[[bool], None],
) -> list[ft.Control]:
    """Who it is, both ways at once, then each field."""
    asked = [fault_banner(fault) for fault in line.faults if fault.weight is Weight.ASK]
    choices = [field_choice(field, line, taken, partial(put, field)) for field in line.differences]
    return [
        strong(line.full_name or strings.row(line.row_no)),
        *about(line),
        *asked,
        body(strings.BY_FIELD_WHAT),
        flow(
            [
                secondary_button(strings.TAKE_ALL, partial(put_all, True), key="take-all"),
                secondary_button(strings.KEEP_ALL, partial(put_all, False), key="keep-all"),
            ]
        ),
        *side_by_side(choices),
    ]


def field_choice(
    field: str, line: Line, taken: Taken, on_change: Callable[[str], None]
) -> ft.Control:
    """One field: ours and theirs, as they stand, each a line to tap."""
    options = [
        (OURS, strings.ours(shown_value(field, line.differences[field]))),
        (THEIRS, strings.theirs(shown_value(field, line.fields.get(field)))),
    ]
    value = THEIRS if taken.get(field) else OURS
    return card([keyed(field, ChoiceInput, field_name(field), options, value, on_change)])


def side_by_side(cards: list[ft.Control]) -> list[ft.Control]:
    """Two in a row where the window has room for them."""
    look = current_look()
    if not look.wide or look.large or len(cards) < 2:
        return cards
    for one in cards:
        one.expand = True
    rows: list[ft.Control] = []
    for left in range(0, len(cards), 2):
        pair = cards[left : left + 2]
        if len(pair) == 1:
            pair.append(ft.Container(expand=True))
        rows.append(ft.Row(pair, spacing=GAP_M, vertical_alignment=ft.CrossAxisAlignment.START))
    return [column(rows)]
