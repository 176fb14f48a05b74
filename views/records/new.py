"""A new member in a cell, with what is known; the rest is added in the record afterwards."""

from __future__ import annotations

from functools import partial
from uuid import UUID

import flet as ft

from services.records.catalogue import CATALOGUE
from services.records.models import Value
from services.units.models import UnitLine
from views import paths
from views.records import strings
from views.records.edit import inputs, refused_field
from views.records.keeping import Editing, use_editing
from views.records.values import parsed
from views.session import use_me, use_services
from views.shared.buttons import primary_button, text_button
from views.shared.errors import sentence, sentence_for
from views.shared.fields import TextInput, fault
from views.shared.flet_typed import keyed, use_state
from views.shared.guard import toast
from views.shared.hooks import use_action, use_request_key
from views.shared.look import go
from views.shared.parts import flow, heading, note, strong
from views.shared.scaffold import scaffold
from views.shared.screens import screen
from views.shared.states import empty, problem
from views.shared.units.picker import UnitPicker

ASKED = (
    "full_name", "sex", "birth_date", "status", "admission_date", "official_date", "card_number",
    "personal_id", "phone",
)  # fmt: skip
FIELDS = [
    CATALOGUE[name].model_copy(update={"required": name in ("full_name", "status")})
    for name in ASKED
]
"""What is asked for at first; a name and a status are enough to begin."""


@screen
def NewMemberScreen() -> ft.View:
    """The cell first, then the fields, then the reason."""
    me, services = use_me(), use_services()
    cell, set_cell = use_state(_none)
    typed, set_typed = use_state(dict[str, str])
    reason, set_reason = use_state(lambda: "")

    def restore(found: Editing) -> None:
        set_cell(found.cell)
        set_typed(found.typed)
        set_reason(found.reason)

    now = Editing(typed=typed, reason=reason, cell=cell)
    kept = use_editing("record.new", None, FIELDS, now, restore)
    tried, set_tried = use_state(lambda: False)
    readings = {f.field: parsed(f, typed.get(f.field, "")) for f in FIELDS}
    values: dict[str, Value] = {n: r.value for n, r in readings.items() if r.value is not None}
    key = use_request_key(str(cell and cell.unit_id), repr(sorted(typed.items())), reason.strip())

    async def add(unit_id: UUID, given: dict[str, Value], why: str, write_key: str) -> UUID:
        member_id = await services.roster.add(UUID(write_key), unit_id, given, why)
        await kept.forget()
        return member_id

    def added(member_id: UUID) -> None:
        toast(strings.ADDED)
        go(paths.member(member_id))

    adding = use_action(add, on_done=added, name="roster.add")
    wrong = {n: r.fault for n, r in readings.items() if r.fault is not None} if tried else {}
    refused = refused_field(adding.error, FIELDS)
    if refused is not None and adding.error is not None:
        wrong[refused.field] = sentence(adding.error, strings.ERRORS)
    short = strings.REASON_SHORT if tried and len(reason.strip()) < 3 else None
    short = short or sentence_for(adding.error, "reason", strings.ERRORS)

    def put(name: str, value: str) -> None:
        adding.reset()
        set_typed(lambda old: {**old, name: value})

    def send() -> None:
        set_tried(True)
        faultless = all(r.fault is None for r in readings.values())
        if cell is not None and faultless and len(reason.strip()) >= 3:
            adding.run(cell.unit_id, values, reason.strip(), key.value)

    if not me.may("record.edit"):
        return scaffold(strings.NEW_TITLE, empty(strings.NOT_ALLOWED, icon=ft.Icons.PERSON_OFF))
    if cell is None:
        return scaffold(
            strings.NEW_TITLE,
            [
                note(strings.NEW_NOTE),
                heading(strings.CHOOSE_CELL, level=2),
                *(
                    kept.waiting
                    or [keyed("picker", UnitPicker, set_cell, kinds=frozenset({"cell"}))]
                ),
            ],
        )
    told = adding.error if refused is None and short is None else None
    return scaffold(
        strings.NEW_TITLE,
        [
            note(strings.NEW_CELL),
            strong(cell.name),
            flow([text_button(strings.OTHER_CELL, partial(set_cell, _none()))]),
            *kept.around(
                *inputs(FIELDS, typed, put, wrong),
                keyed(
                    "reason",
                    TextInput,
                    strings.REASON,
                    reason,
                    set_reason,
                    error=short,
                    help=strings.REASON_HELP,
                    max_length=1000,
                ),
            ),
        ],
        bottom=[
            *fault(strings.FIX_FIRST if wrong else None),
            *problem(told, strings.ERRORS),
            primary_button(strings.ADD, send, busy=adding.busy, key="add"),
        ],
    )


def _none() -> UnitLine | None:
    return None
