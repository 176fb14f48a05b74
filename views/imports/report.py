"""What a dry run found, what would be written, and how far writing has come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import flet as ft

from services.imports.models import FaultCount, Import, Purpose, Weight
from services.imports.strings import field_name, in_general
from views import paths
from views.imports import strings
from views.shared import text
from views.shared.buttons import danger_button, primary_button, secondary_button
from views.shared.look import go
from views.shared.parts import (
    Tone,
    banner,
    body,
    card,
    column,
    flow,
    heading,
    list_card,
    list_item,
    note,
    section,
    strong,
)

Do = Callable[[], None]

_OVER = {
    "undone": strings.UNDONE,
    "dropped": strings.DROPPED,
    "expired": strings.EXPIRED,
}


@dataclass(frozen=True)
class Deeds:
    """What the buttons of the report do."""

    check: Do
    map_again: Do
    apply: Do
    apply_on: Do
    undo: Do
    undo_on: Do
    save: Do
    drop: Do


@dataclass(frozen=True)
class Work:
    """What goes on in this window: in words, how many lines are done, of how many."""

    words: str
    done: int
    whole: int | None


def report(found: Import, deeds: Deeds, work: Work | None, *, busy: bool) -> list[ft.Control]:
    """The whole screen below its title, by the state of the import."""
    content: list[ft.Control] = [_head(found)]
    if work is not None:
        return [*content, *_progress(work), note(strings.LEAVE)]
    if found.state == "staging":
        return [*content, banner(strings.UNREAD, Tone.FAULT), _drop(deeds, busy)]
    if found.state == "checking":
        check = primary_button(strings.CHECK_ON, deeds.check, busy=busy, key="check")
        return [*content, check, _drop(deeds, busy)]
    if found.state in ("applying", "undoing"):
        return [*content, *_under_way(found, deeds, busy=busy)]
    if found.state in _OVER:
        return [*content, banner(_OVER[found.state], Tone.DONE)]
    if found.state == "applied":
        content += _applied(found, deeds, busy=busy)
    else:
        content += _tried(found, deeds, busy=busy)
    content += _parts(found)
    content += _faults(found)
    return [*content, _further(found, deeds, busy=busy)]


def _head(found: Import) -> ft.Control:
    return column(
        [
            heading(found.file_name, level=2),
            note(f"{strings.PURPOSES[found.purpose]} · {found.unit_name}"),
            note(text.moment(found.started_at)),
        ],
        spacing=2,
    )


def _tried(found: Import, deeds: Deeds, *, busy: bool) -> list[ft.Control]:
    counts = found.counts
    numbers = (counts.rows, counts.rows - counts.wrong, counts.wrong)
    beside = found.purpose is Purpose.COMPARE
    total, parts = (
        (strings.compared, strings.differs) if beside else (strings.total, strings.breakdown)
    )
    said = [
        strong(total(*(text.number(n) for n in numbers))),
        body(parts(*(text.number(n) for n in _would(found)))),
    ]
    if not counts.wrong:
        said.append(note(strings.NO_FAULTS))
    ready = text.number(counts.ready)
    everything = counts.ready == counts.rows
    label = strings.ready_to_apply(ready) if beside else strings.apply(ready, everything)
    button = primary_button(label, deeds.apply, busy=busy, disabled=counts.ready == 0, key="apply")
    return [card(said), button]


def _would(found: Import) -> tuple[int, int, int]:
    return found.counts.new, found.counts.different, found.counts.same


def _under_way(found: Import, deeds: Deeds, *, busy: bool) -> list[ft.Control]:
    counts = found.counts
    back = found.state == "undoing"
    done, whole = (
        (counts.undone, counts.undone + counts.applied)
        if back
        else (counts.applied + counts.failed, counts.applied + counts.failed + counts.ready)
    )
    progress = _progress(Work(strings.UNDOING if back else strings.APPLYING, done, whole))
    label, on = (strings.UNDO_ON, deeds.undo_on) if back else (strings.APPLY_ON, deeds.apply_on)
    return [*progress, primary_button(label, on, busy=busy, key="go-on")]


def _progress(work: Work) -> list[ft.Control]:
    whole = work.whole or 0
    said = f"{work.words}: {strings.done_of(text.number(work.done), text.number(whole))}"
    share = min(1.0, work.done / whole) if whole else None
    return [banner(said, Tone.WAITING), ft.ProgressBar(value=share, semantics_label=said)]


def _applied(found: Import, deeds: Deeds, *, busy: bool) -> list[ft.Control]:
    counts = found.counts
    said: list[ft.Control] = [banner(strings.applied(text.number(counts.applied)), Tone.DONE)]
    if counts.failed:
        said.append(banner(strings.failed(text.number(counts.failed)), Tone.FAULT))
        for problem, count in found.problems.items():
            words = strings.PROBLEMS.get(problem, strings.OTHER_PROBLEM)
            said.append(note(f"{words}: {strings.rows(text.number(count))}"))
    if counts.ready:
        label = strings.apply(text.number(counts.ready), False)
        said.append(primary_button(label, deeds.apply, busy=busy, key="apply"))
    if counts.applied:
        said.append(danger_button(strings.UNDO, deeds.undo, busy=busy, key="undo"))
    return said


def _parts(found: Import) -> list[ft.Control]:
    """What a person decides: questions; in a reconciliation everything that differs."""
    counts = found.counts
    asked = sum(kind.rows for kind in found.kinds if kind.weight is Weight.ASK)
    parts = [("ask", asked), ("failed", counts.failed)]
    if found.purpose is Purpose.COMPARE:
        parts += [("missing", counts.new), ("different", counts.different), ("extra", counts.extra)]
    elif counts.different:
        parts.append(("different", counts.different))
    rows = [
        list_item(
            strings.PARTS[part],
            lines=[strings.rows(text.number(count))],
            on_tap=partial(go, paths.import_lines(found.import_id, part)),
            key=f"part-{part}",
        )
        for part, count in parts
        if count
    ]
    return [list_card(rows)] if rows else []


def _faults(found: Import) -> list[ft.Control]:
    content: list[ft.Control] = []
    for weight, title in (
        (Weight.ERROR, strings.STOPS),
        (Weight.ASK, strings.ASKS),
        (Weight.NOTE, strings.NOTES),
    ):
        kinds = [kind for kind in found.kinds if kind.weight is weight]
        if kinds:
            content += [section(title), list_card([_kind(found, kind) for kind in kinds])]
    return content


def _kind(found: Import, kind: FaultCount) -> ft.Control:
    """One kind of fault in one field; opens its lines."""
    wrong, remedy = in_general(kind.kind)
    return list_item(
        f"{field_name(kind.field)}: {wrong}",
        lines=[remedy, strings.rows(text.number(kind.rows))],
        on_tap=partial(
            go, paths.import_lines(found.import_id, f"fault.{kind.field or ''}.{kind.kind}")
        ),
        key=f"kind-{kind.field}-{kind.kind}",
    )


def _further(found: Import, deeds: Deeds, *, busy: bool) -> ft.Control:
    buttons: list[ft.Control] = [
        secondary_button(
            strings.MARKED, deeds.save, busy=busy, icon=ft.Icons.DOWNLOAD, key="marked"
        )
    ]
    if found.state == "checked":
        buttons.append(
            secondary_button(strings.MAP_AGAIN, deeds.map_again, disabled=busy, key="map-again")
        )
    return column([flow(buttons), note(strings.MARKED_HELP), _drop(deeds, busy, found)])


def _drop(deeds: Deeds, busy: bool, found: Import | None = None) -> ft.Control:
    kept = found is not None and found.state == "applied"
    label = strings.FORGET if kept else strings.DROP
    return flow([danger_button(label, deeds.drop, busy=busy, key="drop")])
