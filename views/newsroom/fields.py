"""The groups of fields of an article. Each gets the form and puts a changed one back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from uuid import UUID

import flet as ft

from services.newsroom.models import Place, Target
from views.newsroom import strings
from views.newsroom.form import KINDS, LEAD_MOST, TITLE_MOST, Form
from views.shared.fields import ChoiceInput, Kind, TextInput
from views.shared.flet_typed import keyed
from views.shared.parts import column, heading, key_values
from views.shared.posts.chips import choice_chips
from views.shared.theme import GAP_XS

Change = Callable[[Callable[[Form], Form]], None]
Faults = Mapping[str, str]


def put(change: Change, name: str) -> Callable[[object], None]:
    """What puts a value into one field of the form."""

    def given(value: object) -> None:
        change(lambda form: form.model_copy(update={name: value}))

    return given


def about(
    form: Form, places: Sequence[Place], targets: Sequence[Target], change: Change
) -> list[ft.Control]:
    """From which unit, for which unit, of which kind."""
    fields: list[ft.Control] = []
    if len(places) > 1 and form.manuscript_id is None:

        def from_unit(unit_id: str) -> None:
            chosen = UUID(unit_id)
            change(lambda old: old.model_copy(update={"unit_id": chosen, "target_id": chosen}))

        fields.append(
            keyed(
                "unit",
                ChoiceInput,
                strings.FIELD_UNIT,
                [(str(place.unit_id), place.unit_name) for place in places],
                str(form.unit_id),
                from_unit,
            )
        )
    elif places:
        name = next((p.unit_name for p in places if p.unit_id == form.unit_id), "")
        fields.append(key_values([(strings.FIELD_UNIT, name)]))

    def for_unit(unit_id: str) -> None:
        change(lambda old: old.model_copy(update={"target_id": UUID(unit_id)}))

    fields.append(
        keyed(
            "target",
            ChoiceInput,
            strings.FIELD_TARGET,
            [(str(target.unit_id), target.unit_name) for target in targets],
            str(form.target_id),
            for_unit,
        )
    )
    kinds = [(kind, strings.KINDS[kind]) for kind in KINDS]
    fields.append(
        column(
            [
                heading(strings.FIELD_KIND, level=3),
                choice_chips(strings.FIELD_KIND, kinds, form.category, put(change, "category")),
            ],
            spacing=GAP_XS,
        )
    )
    return fields


def head_fields(form: Form, change: Change, found: Faults) -> list[ft.Control]:
    """Title and summary."""
    return [
        keyed(
            "title",
            TextInput,
            strings.FIELD_TITLE,
            form.title,
            put(change, "title"),
            max_length=TITLE_MOST,
            lines=2,
            error=found.get("title"),
        ),
        keyed(
            "lead",
            TextInput,
            strings.FIELD_LEAD,
            form.lead,
            put(change, "lead"),
            kind=Kind.LONG,
            lines=2,
            optional=True,
            max_length=LEAD_MOST,
            help=strings.LEAD_HELP,
        ),
    ]
