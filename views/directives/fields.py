"""The groups of fields of the compose screen. Each gets the form and puts a changed one back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

import flet as ft

from services.accounts.models import Capability
from services.posts.models import Category
from views.directives import strings
from views.directives.form import (
    BODY_MOST,
    CELLS,
    KINDS,
    LEAD_MOST,
    NUMBER_MOST,
    TITLE_MOST,
    Form,
    with_category,
    with_snippet,
)
from views.shared.buttons import text_button
from views.shared.fields import ChoiceInput, DateInput, Kind, SwitchInput, TextInput
from views.shared.flet_typed import keyed, use_state
from views.shared.markdown import MarkdownText
from views.shared.parts import card, column, flow, heading, key_values, note
from views.shared.posts.chips import choice_chips
from views.shared.posts.strings import CATEGORIES
from views.shared.screens import block
from views.shared.theme import GAP_XS

Change = Callable[[Callable[[Form], Form]], None]
"""Puts back the form that a function makes of the present one."""
Faults = Mapping[str, str]

_ISSUED_WITHIN = timedelta(days=10 * 366)
_ACKNOWLEDGE_AHEAD = timedelta(days=366)


def put(change: Change, name: str) -> Callable[[object], None]:
    """What puts a value into one field of the form."""

    def given(value: object) -> None:
        change(lambda form: form.model_copy(update={name: value}))

    return given


def unit_and_kind(form: Form, units: list[Capability], change: Change) -> list[ft.Control]:
    """For whom one writes, and what."""
    chosen = str(form.unit_id)

    def choose(unit_id: str) -> None:
        change(
            lambda old: old.model_copy(
                update={"unit_id": next(u.unit_id for u in units if str(u.unit_id) == unit_id)}
            )
        )

    unit: ft.Control
    if len(units) == 1:
        unit = key_values([(strings.UNIT, units[0].unit_name)])
    else:
        options = [(str(u.unit_id), u.unit_name) for u in units]
        unit = keyed("unit", ChoiceInput, strings.UNIT, options, chosen, choose)

    def choose_kind(category: Category) -> None:
        change(lambda old: with_category(old, category))

    kinds = [(kind, CATEGORIES[kind]) for kind in KINDS]
    return [
        unit,
        column(
            [
                heading(strings.KIND, level=3),
                choice_chips(strings.KIND, kinds, form.category, choose_kind),
            ],
            spacing=GAP_XS,
        ),
    ]


def title_and_number(form: Form, change: Change, found: Faults, today: date) -> list[ft.Control]:
    """Title; number and date of a paper; summary of an article."""
    title = keyed(
        "title",
        TextInput,
        strings.TITLE,
        form.title,
        put(change, "title"),
        error=found.get("title"),
        max_length=TITLE_MOST,
    )
    if not form.is_paper:
        return [
            title,
            keyed(
                "lead",
                TextInput,
                strings.LEAD,
                form.lead,
                put(change, "lead"),
                kind=Kind.LONG,
                lines=2,
                optional=True,
                max_length=LEAD_MOST,
                error=found.get("lead"),
            ),
        ]
    return [
        title,
        keyed(
            "number",
            TextInput,
            strings.NUMBER,
            form.number,
            put(change, "number"),
            hint=strings.NUMBER_HINT,
            optional=True,
            max_length=NUMBER_MOST,
            error=found.get("number"),
        ),
        keyed(
            "issued_on",
            DateInput,
            strings.ISSUED_ON,
            form.issued_on,
            put(change, "issued_on"),
            first=today - _ISSUED_WITHIN,
            last=today,
            optional=True,
            error=found.get("issued_on"),
        ),
    ]


def readers_fields(
    form: Form, unit: Capability, change: Change, found: Faults, today: date
) -> list[ft.Control]:
    """Whether readers acknowledge it and by when; whether it is for the leaders below only."""
    fields: list[ft.Control] = []
    if form.may_ask:
        fields.append(
            keyed(
                "acknowledge",
                SwitchInput,
                strings.ACKNOWLEDGE,
                form.acknowledge,
                put(change, "acknowledge"),
                help=strings.ACKNOWLEDGE_HELP,
            )
        )
    if form.asks:
        fields.append(
            keyed(
                "acknowledge_by",
                DateInput,
                strings.ACKNOWLEDGE_BY,
                form.acknowledge_by,
                put(change, "acknowledge_by"),
                first=today,
                last=today + _ACKNOWLEDGE_AHEAD,
                error=found.get("acknowledge_by"),
            )
        )
    if unit.unit_kind not in CELLS:
        fields.append(
            keyed(
                "leaders_only",
                SwitchInput,
                strings.LEADERS_ONLY,
                form.leaders_only,
                put(change, "leaders_only"),
                help=strings.LEADERS_ONLY_HELP,
            )
        )
    return fields


def body_preview(value: str, tools: ft.Control) -> ft.Control:
    """How the text will look."""
    shown = (
        keyed("preview", MarkdownText, value) if value.strip() else note(strings.NOTHING_TO_PREVIEW)
    )
    return column([heading(strings.BODY, level=3), card([shown]), tools], spacing=GAP_XS)


@block
def BodyInput(value: str, on_change: Callable[[str], None], error: str | None) -> ft.Control:
    """The text with a few Markdown tools, or how it will look."""
    preview, set_preview = use_state(lambda: False)

    def tool(words: str, icon: ft.IconData, snippet: str) -> ft.Control:
        return text_button(words, lambda: on_change(with_snippet(value, snippet)), icon=icon)

    toggle = text_button(
        strings.WRITE_ON if preview else strings.PREVIEW,
        lambda: set_preview(not preview),
        icon=ft.Icons.EDIT_OUTLINED if preview else ft.Icons.VISIBILITY_OUTLINED,
        key="preview",
    )
    if preview:
        return body_preview(value, flow([toggle]))
    return column(
        [
            keyed(
                "body",
                TextInput,
                strings.BODY,
                value,
                on_change,
                kind=Kind.LONG,
                lines=6,
                hint=strings.BODY_HINT,
                max_length=BODY_MOST,
                error=error,
            ),
            flow(
                [
                    tool(strings.HEADING, ft.Icons.TITLE, "## "),
                    tool(strings.BOLD, ft.Icons.FORMAT_BOLD, f"**{strings.BOLD_SAMPLE}**"),
                    tool(strings.BULLETS, ft.Icons.FORMAT_LIST_BULLETED, "- "),
                    toggle,
                ],
                spacing=0,
            ),
        ],
        spacing=GAP_XS,
    )
