"""Editing several fields of a record: sections of inputs, then a review with the reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from uuid import UUID

import flet as ft

from services.records.models import Field, Record, Value
from services.records.strings import SECTIONS
from views import paths
from views.records import strings
from views.records.changes import Typed, changes, differing, faults
from views.records.inputs import field_input
from views.records.keeping import Editing, use_editing
from views.records.params import use_id
from views.records.review import Seen, overtaken, review_sheet
from views.records.touched import touch
from views.records.values import as_typed
from views.session import use_services
from views.shared.buttons import primary_button, secondary_button
from views.shared.errors import Failed, sentence
from views.shared.fields import TextInput, fault
from views.shared.flet_typed import keyed, use_effect, use_ref, use_state
from views.shared.guard import toast
from views.shared.hooks import Ready, use_action, use_query, use_request_key
from views.shared.look import go
from views.shared.parts import heading, note
from views.shared.posts.chips import choice_chips
from views.shared.scaffold import scaffold
from views.shared.screens import screen
from views.shared.states import empty, problem, shown

_FORM, _REVIEW = "form", "review"


@screen
def EditScreen() -> ft.View:
    """The form keeps what was typed in all its sections, whatever the server says."""
    services = use_services()
    member_id = use_id("member_id")
    part, set_part = use_state(lambda: next(iter(SECTIONS)))
    typed, set_typed = use_state(dict[str, str])
    reason, set_reason = use_state(lambda: "")
    step, set_step = use_state(lambda: _FORM)
    tried, set_tried = use_state(lambda: False)
    opened = use_ref(Seen).current

    async def load() -> Record:
        return await services.records.open(member_id)

    query = use_query(load, [str(member_id)], name="records.open")
    record = query.state.value if isinstance(query.state, Ready) else None
    fields = record.fields if record is not None else []

    def restore(found: Editing) -> None:
        set_typed(found.typed)
        set_reason(found.reason)

    now = Editing(typed=typed, reason=reason)
    kept = use_editing("record.edit", member_id, fields, now, restore)
    theirs = opened.changed_since(fields)
    differ = differing(fields, typed)
    wrong = faults(fields, typed)
    wanted = {} if wrong else changes(fields, typed)
    version = record.version if record is not None else 0
    about = (str(member_id), version, repr(sorted(wanted.items(), key=_name)), reason.strip())
    key = use_request_key(*about)

    async def save(values: dict[str, Value], why: str, seen: int, write_key: str) -> int:
        edited = await services.records.edit(UUID(write_key), member_id, values, why, seen)
        await kept.forget()
        return edited

    def saved(count: int) -> None:
        toast(strings.saved(count))
        touch(member_id)
        go(paths.member(member_id))

    saving = use_action(save, on_done=saved, name="records.edit")
    refused = refused_field(saving.error, fields)

    def to_fault() -> None:
        if refused is not None:
            set_step(_FORM)
            set_part(refused.section)
        if overtaken(saving.error):
            query.reload()

    use_effect(to_fault, [saving.error])
    if refused is not None and saving.error is not None:
        wrong = {**wrong, refused.field: sentence(saving.error, strings.ERRORS)}

    def put(name: str, value: str) -> None:
        saving.reset()
        set_typed(lambda old: {**old, name: value})

    def review() -> None:
        set_tried(True)
        bad = next((f for f in fields if f.field in wrong), None)
        if bad is not None:
            set_part(bad.section)
        elif wanted:
            set_tried(False)
            set_step(_REVIEW)

    def confirm() -> None:
        set_tried(True)
        if len(reason.strip()) >= 3:
            saving.run(wanted, reason.strip(), version, key.value)

    def yield_to_them(name: str) -> None:
        saving.reset()
        set_typed(lambda old: {n: words for n, words in old.items() if n != name})

    def back() -> None:
        set_tried(False)
        set_step(_FORM)

    def draw(found: Record) -> list[ft.Control]:
        if "record.edit" not in found.may:
            return [empty(strings.NOT_ALLOWED, icon=ft.Icons.EDIT_OFF_OUTLINED)]
        if step == _REVIEW:
            short = tried and len(reason.strip()) < 3
            return [
                *review_sheet(differ, wanted, theirs, yield_to_them),
                keyed(
                    "reason",
                    TextInput,
                    strings.REASON,
                    reason,
                    set_reason,
                    error=strings.REASON_SHORT if short else None,
                    help=strings.REASON_HELP,
                    max_length=1000,
                ),
                *kept.below,
            ]
        return kept.around(*form(found.fields, part, set_part, typed, put, wrong))

    bottom: list[ft.Control] = []
    if record is not None and "record.edit" in record.may:
        if step == _REVIEW:
            told = None if refused or overtaken(saving.error) else saving.error
            over = theirs.intersection(wanted)
            bottom = [
                *problem(told or query.problem, strings.ERRORS),
                primary_button(
                    strings.SAVE_OVER if over else strings.SAVE_CHANGES,
                    confirm,
                    busy=saving.busy or query.reloading,
                    disabled=not wanted,
                    key="save",
                ),
                secondary_button(strings.BACK_TO_FORM, back, disabled=saving.busy, key="back"),
            ]
        else:
            told = strings.FIX_FIRST if tried and wrong else None
            bottom = [
                *fault(told),
                note(strings.changes_elsewhere(len(differ))),
                primary_button(strings.REVIEW, review, disabled=not differ, key="review"),
            ]
    title = strings.REVIEW_TITLE if step == _REVIEW else strings.EDIT_TITLE
    return scaffold(title, shown(query, draw, room=strings.ERRORS), bottom=bottom)


def _name(item: tuple[str, Value]) -> str:
    return item[0]


def refused_field(failed: Failed | None, fields: Sequence[Field]) -> Field | None:
    """The field of the form that the server found fault with."""
    return next((f for f in fields if failed is not None and failed.field == f.field), None)


def form(
    fields: Sequence[Field],
    part: str,
    set_part: Callable[[str], None],
    typed: Typed,
    put: Callable[[str, str], None],
    wrong: Mapping[str, str],
) -> list[ft.Control]:
    """One section's inputs; the others are a tap away."""
    sections = [(n, title) for n, title in SECTIONS.items() if any(f.section == n for f in fields)]
    return [
        choice_chips(strings.SECTION, sections, part, set_part),
        heading(SECTIONS.get(part, part), level=2),
        *inputs([f for f in fields if f.section == part], typed, put, wrong),
    ]


def inputs(
    fields: Sequence[Field],
    typed: Typed,
    put: Callable[[str, str], None],
    wrong: Mapping[str, str],
) -> list[ft.Control]:
    """An input for each field, holding what was typed or else the present value."""
    return [
        field_input(
            f,
            typed.get(f.field, as_typed(f)),
            partial(put, f.field),
            error=wrong.get(f.field),
        )
        for f in fields
    ]
