"""Rows of lists in this room: a unit, an office, a change."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from services.units.models import Office, UnitEvent, UnitLine
from views.shared import text
from views.shared.parts import Tone, list_item, pill
from views.shared.people.face import face
from views.shared.people.strings import role_title
from views.units import strings
from views.units.history import held, sentence, source


def unit_row(
    unit: UnitLine,
    on_tap: Callable[[], None] | None,
    *,
    trailing: ft.Control | None = None,
    remark: str | None = None,
) -> ft.Control:
    """A unit with what it holds and who leads it."""
    lines = [strings.counts(text.number(unit.members), unit.children, unit.kind)]
    if unit.leader:
        lines.append(strings.leader(unit.leader))
    marks: list[ft.Control] = []
    if unit.closed_on is not None:
        lines = [strings.closed_on(text.day(unit.closed_on))]
        marks.append(pill(strings.CLOSED))
    if remark is not None:
        marks.append(pill(remark))
    return list_item(
        unit.name,
        lines=lines,
        marks=marks,
        on_tap=on_tap,
        trailing=trailing,
        key=f"unit-{unit.unit_id}",
    )


def office_row(
    office: Office, unit_kind: str, on_tap: Callable[[], None] | None = None
) -> ft.Control:
    """Somebody's office, with its dates and what it rests on."""
    lines = [role_title(office.role, unit_kind), held(office)]
    if office.decision:
        lines.append(strings.by_decision(office.decision))
    return list_item(
        office.full_name,
        lines=lines,
        marks=[] if office.present else [pill(strings.CLOSED, Tone.NEUTRAL)],
        leading=face(office.full_name),
        on_tap=on_tap,
        key=f"office-{office.role_id}",
    )


def event_row(event: UnitEvent) -> ft.Control:
    """A change of a unit in a sentence."""
    return list_item(sentence(event), lines=[source(event)])


def matching(units: list[UnitLine], typed: str) -> list[UnitLine]:
    """The units whose name, code or leader has all the words typed, with or without marks."""
    wanted = text.folded(typed).split()
    return [
        u
        for u in units
        if all(w in text.folded(" ".join((u.name, u.code or "", u.leader or ""))) for w in wanted)
    ]
