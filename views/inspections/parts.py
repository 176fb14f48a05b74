"""Pieces that several screens of inspections draw."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import cast
from uuid import UUID

import flet as ft

from services.inspections.models import Event, Figures, Line, Meeting, Part, State
from views import paths
from views.inspections import strings
from views.inspections.mends import strings as mends
from views.shared import text
from views.shared.buttons import text_button
from views.shared.fields import ChoiceInput, DateInput, TextInput
from views.shared.fields import Kind as Keyboard
from views.shared.flet_typed import keyed
from views.shared.look import go
from views.shared.parts import (
    Tone,
    body,
    card,
    flow,
    heading,
    key_values,
    list_card,
    list_item,
    note,
    pill,
    section,
)
from views.shared.theme import GAP_S

TONES = {
    State.PLANNED: Tone.NEUTRAL,
    State.UNDER_WAY: Tone.WAITING,
    State.REPORTED: Tone.IMPORTANT,
    State.CONCLUDED: Tone.DONE,
    State.DROPPED: Tone.NEUTRAL,
}
ELSE = "else"


def years(year: int, to: Callable[[int], str]) -> ft.Control:
    """A year, and the ways to those beside it; ``to`` is the address of a year."""
    ways = [text_button(strings.EARLIER, partial(go, to(year - 1)), key="earlier")]
    if year <= text.now().year:
        ways.append(text_button(strings.LATER, partial(go, to(year + 1)), key="later"))
    return flow([heading(strings.year(year), level=2), *ways])


def marks(line: Line, *, adopted: bool) -> list[ft.Control]:
    """How far a line is, what is amiss, what I am in it."""
    drawn: list[ft.Control] = []
    if adopted:
        drawn.append(pill(strings.STATES[line.state], TONES[line.state]))
        if line.late:
            drawn.append(pill(strings.LATE, Tone.FAULT))
        if line.due_on > line.planned_for:
            drawn.append(pill(strings.MOVED))
    if line.part is not None:
        drawn.append(pill(strings.PARTS[line.part], Tone.IMPORTANT))
    return drawn


def looked_at(line: Line) -> str:
    """Who is looked at."""
    return strings.subject(line.named(Part.SUBJECT), strings.TARGETS[line.target], line.group_name)


def line_row(line: Line, unit_id: UUID, year: int, *, adopted: bool) -> ft.Control:
    """A line in a list; opens it."""
    lead = next(iter(line.named(Part.LEAD)), None)
    when = strings.line_when(line.month, line.months)
    return list_item(
        line.content,
        lines=[
            f"{strings.KINDS[line.kind]} · {when}",
            strings.about(looked_at(line)),
            strings.led_by(lead),
        ],
        marks=marks(line, adopted=adopted),
        on_tap=partial(go, paths.inspection_line(unit_id, year, line.line_id)),
        key=f"line-{line.line_id}",
    )


def counted(figures: Sequence[Figures]) -> ft.Control:
    """Counts by kind."""
    return card(
        [
            key_values(
                [
                    (
                        strings.KINDS[f.kind],
                        strings.figures(f.done, f.planned, f.moved, f.dropped, f.late),
                    )
                    for f in figures
                ]
            )
        ]
    )


def history(events: Sequence[Event], title: str = strings.HISTORY) -> list[ft.Control]:
    """What was done, with reasons and the old wording; nothing where nothing was."""
    if not events:
        return []
    return [section(title), list_card([_event(n, e) for n, e in enumerate(events)])]


def _event(number: int, e: Event) -> ft.Control:
    lines = [strings.event_by(e.actor, e.at)]
    if e.reason:
        lines.append(strings.event_reason(e.reason))
    before = _before(e)
    if before:
        lines.append(strings.event_before(before))
    return list_item(strings.event(e.step), lines=lines, key=f"event-{number}")


def _before(e: Event) -> str:
    if not e.before:
        return ""
    if e.step in ("correct_adoption", "unadopt"):
        return _adoption(e.before)
    if e.step == "reopen":
        name, words = (str(e.before.get(k, "–")) for k in ("concluded_by", "conclusion"))
        return mends.old_conclusion(_day(e.before.get("concluded_on")), name, words)
    if e.step == "move":
        due = date.fromisoformat(str(e.before["due_on"]))
        months = cast(int, e.before["months"])
        when = strings.when(due.month - months + 1, months)
        of_line = e.before.get("content")  # of a line that has left the plan
        return f"{of_line}: {when}" if of_line else when
    kept = ("aims", "content", "period", "form", "looked_at", "good", "lacking", "proposal")
    said = [str(e.before[k]) for k in kept if e.before.get(k)]
    people = cast("list[dict[str, str]]", e.before.get("people") or [])
    return " · ".join([*said, *(p["full_name"] for p in people)])


def _day(kept: object) -> str:
    return text.day(date.fromisoformat(str(kept))) if kept else "–"


def _adoption(before: dict[str, object]) -> str:
    said = mends.old_adoption(
        _day(before.get("adopted_on")), str(before.get("adopted_by", "–")), str(before.get("meeting", ""))
    )  # fmt: skip
    lines = cast("list[dict[str, str]]", before.get("lines") or [])
    return " · ".join([said, *(line["content"] for line in lines)])


def paragraphs(rows: Sequence[tuple[str, str]]) -> ft.Control:
    """Headed paragraphs on a sheet; empty ones are left out."""
    drawn: list[ft.Control] = []
    for title, words in rows:
        if words.strip():
            drawn += [heading(title, level=3), body(words)]
    return card(drawn or [note(strings.NOT_WRITTEN)], spacing=GAP_S)


def decided_fields(
    meetings: Sequence[Meeting],
    meeting: str,
    set_meeting: Callable[[str], None],
    on_day: date | None,
    set_day: Callable[[date | None], None],
    error: str | None,
) -> list[ft.Control]:
    """In which meeting, or on which day, the cell decided."""
    options = [
        *((str(m.meeting_id), f"{m.title} ({text.day(m.on_day)})") for m in meetings),
        (ELSE, strings.DECIDED_ELSE),
    ]
    rows: list[ft.Control] = []
    if meetings:
        rows.append(
            keyed("meeting", ChoiceInput, strings.DECIDED_IN, options, meeting, set_meeting)
        )
    if meeting == ELSE:
        today = text.now().date()
        rows.append(
            keyed(
                "on-day", DateInput, strings.DECIDED_ON, on_day, set_day,
                first=today.replace(year=today.year - 2), last=today, error=error,
            )
        )  # fmt: skip
    return rows


def decision(
    meetings: Sequence[Meeting], meeting: str, on_day: date | None
) -> tuple[date | None, UUID | None]:
    """Day and meeting that were chosen."""
    found = next((m for m in meetings if str(m.meeting_id) == meeting), None)
    return (found.on_day, found.meeting_id) if found else (on_day, None)


def month_field(span: str, month: str, put: Callable[[str], None], error: str | None) -> ft.Control:
    """The number of the month or quarter."""
    label = strings.MONTH if span == "1" else strings.QUARTER
    return keyed(
        f"month-{span}", TextInput, label, month, put, kind=Keyboard.NUMBER, max_length=2, error=error,
    )  # fmt: skip


def month_of(span: str, typed: str) -> int | None:
    """The first month of what was typed; None where it is no month or quarter."""
    number = int(typed) if typed.strip().isdigit() else 0
    if span == "1":
        return number if 1 <= number <= 12 else None
    return number * 3 - 2 if 1 <= number <= 4 else None
