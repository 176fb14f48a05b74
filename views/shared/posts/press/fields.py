"""The fields for a text from the press: whether it is one, from where, and who allowed it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

import flet as ft

from views.shared.fields import Kind, SwitchInput, TextInput
from views.shared.flet_typed import keyed
from views.shared.posts.press import strings

SOURCE_MOST, PERMISSION_MOST = 300, 500
LEAST = 3
"""Letters that a source or a permission has at least."""


class Pressed(Protocol):
    """A form of an article, as far as this needs to know it."""

    @property
    def from_press(self) -> bool:
        """Whether the text was taken from the press."""
        ...

    @property
    def source(self) -> str:
        """From where."""
        ...

    @property
    def permission(self) -> str:
        """Who allowed to reprint it."""
        ...


def press_faults(form: Pressed) -> dict[str, str]:
    """What a text from the press lacks, by field, in words."""
    found: dict[str, str] = {}
    if form.from_press and len(form.source.strip()) < LEAST:
        found["source"] = strings.SOURCE_MISSING
    if form.from_press and len(form.permission.strip()) < LEAST:
        found["permission"] = strings.PERMISSION_MISSING
    return found


def press_fields(
    form: Pressed, put: Callable[[str], Callable[[Any], None]], found: Mapping[str, str]
) -> list[ft.Control]:
    """The switch; where it is on, source and permission. ``put`` makes what takes a field's value."""
    fields: list[ft.Control] = [
        keyed(
            "from_press",
            SwitchInput,
            strings.FROM_PRESS,
            form.from_press,
            put("from_press"),
            help=strings.FROM_PRESS_HELP,
        )
    ]
    if not form.from_press:
        return fields
    for name, value, label, help_, most in (
        ("source", form.source, strings.FIELD_SOURCE, strings.SOURCE_HELP, SOURCE_MOST),
        (
            *("permission", form.permission, strings.FIELD_PERMISSION),
            *(strings.PERMISSION_HELP, PERMISSION_MOST),
        ),
    ):
        fields.append(
            keyed(
                name,
                TextInput,
                label,
                value,
                put(name),
                kind=Kind.LONG,
                lines=2,
                max_length=most,
                help=help_,
                error=found.get(name),
            )
        )
    return fields
