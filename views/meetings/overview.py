"""After the meetings: who came over a year, and which cells below have met."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

import flet as ft

from services.meetings.models import MemberAttendance, Overview, OverviewLine
from services.meetings.overview import came, of_overview
from services.meetings.strings import OVERVIEW_HEADS, TOTAL, overview_name
from services.tasks.paper import Paper
from services.tasks.paper import said as printed
from views import paths
from views.meetings import strings
from views.meetings.parts import beside
from views.session import use_services
from views.shared import text
from views.shared.flet_typed import keyed, use_state
from views.shared.hooks import use_query
from views.shared.ids import wanted_id
from views.shared.look import go
from views.shared.parts import (
    Tone,
    card,
    heading,
    list_card,
    list_item,
    note,
    pill,
    section,
    strong,
)
from views.shared.scaffold import scaffold
from views.shared.screens import screen
from views.shared.states import empty, shown
from views.shared.tables import Column, Line, Mark, in_columns, table
from views.shared.taken import PaperFiles


@screen
def AttendanceScreen() -> ft.View:
    """A year of the cell in the address, member by member."""
    services = use_services()
    unit = ft.use_route_params().get("unit_id", "")
    year, set_year = use_state(lambda: text.now().year)
    query = use_query(
        lambda: services.meetings.attendance(wanted_id(unit), year),
        [unit, year],
        name="meetings.attendance",
    )

    def draw(people: list[MemberAttendance]) -> list[ft.Control]:
        if not any(p.meetings for p in people):
            return [empty(strings.ATTENDANCE_NONE, icon=ft.Icons.FACT_CHECK_OUTLINED)]
        return [note(strings.ATTENDANCE_NOTE), list_card([person(p) for p in people])]

    later = (strings.LATER_YEAR, partial(set_year, year + 1)) if year < text.now().year else None
    head = beside(strings.year(year), (strings.EARLIER_YEAR, partial(set_year, year - 1)), later)
    return scaffold(strings.ATTENDANCE, [head, *shown(query, draw, room=strings.ERRORS)], lazy=True)


def person(who: MemberAttendance) -> ft.Control:
    """One member's year."""
    marks = [
        pill(said)
        for holds, said in ((who.exempt, strings.EXEMPT), (who.away, strings.AWAY))
        if holds
    ]
    return list_item(
        who.full_name,
        lines=[strings.attendance_line(who.meetings, who.present, who.excused, who.unexcused)],
        marks=marks,
        key=f"member-{who.member_id}",
    )


@screen
def BelowScreen() -> ft.View:
    """A month of the unit in the address and of those below."""
    services = use_services()
    unit = ft.use_route_params().get("unit_id", "")
    month, set_month = use_state(lambda: text.now().date().replace(day=1))
    query = use_query(
        lambda: services.meetings.overview(wanted_id(unit), month),
        [unit, month],
        name="meetings.overview",
    )

    async def compose(made_by: str) -> Paper:
        told = await services.meetings.overview(wanted_id(unit), month)
        return of_overview(told, made_by, text.now())

    def draw(told: Overview) -> list[ft.Control]:
        if not told.cells:
            return [empty(strings.NO_CELLS, icon=ft.Icons.GROUPS_OUTLINED)]
        name = overview_name(month.strftime("%Y-%m"))
        files = keyed(f"files-{month}", PaperFiles, compose, name)
        about: list[ft.Control] = [note(strings.OVERVIEW_NOTE), questions(told)]
        if in_columns():  # the last row is the unit's own sum
            return [section(told.name), units_table(told), *about, files]
        return [
            card([heading(told.name, level=2), *said(told)]),
            *about,
            section(strings.UNITS_BELOW),
            list_card([below(line) for line in told.children]),
            files,
        ]

    present = text.now().date().replace(day=1)
    later = (strings.LATER_MONTH, partial(set_month, moved(month, 1))) if month < present else None
    head = beside(
        strings.month(month), (strings.EARLIER_MONTH, partial(set_month, moved(month, -1))), later
    )
    return scaffold(
        strings.BELOW,
        [head, *shown(query, draw, room=strings.ERRORS)],
        lazy=True,
        broad=in_columns(),
    )


def questions(told: Overview) -> ft.Control:
    """The way to what cells have passed up."""
    return list_card(
        [
            list_item(
                strings.QUESTIONS_UP,
                leading=ft.Icon(ft.Icons.QUESTION_ANSWER_OUTLINED),
                on_tap=partial(go, paths.questions_up(told.unit_id)),
                key="questions",
            )
        ]
    )


def moved(month: date, by: int) -> date:
    """The first day of the month before (-1) or after (1)."""
    return (month + timedelta(days=31 if by > 0 else -1)).replace(day=1)


def said(line: OverviewLine) -> list[ft.Control]:
    """What a unit's month comes to."""
    return [
        strong(strings.held_of(line.held, line.cells)),
        note(strings.came(line.present, line.summoned)),
        *(
            note(words)
            for words in strings.further(
                line.planned, line.none, line.report_late, line.no_thematic
            )
        ),
    ]


def further(line: OverviewLine) -> list[str]:
    """What wants looking at."""
    return strings.further(line.planned, line.none, line.report_late, line.no_thematic)


def below(line: OverviewLine) -> ft.Control:
    """A unit below; a cell opens its meetings, another unit its own month."""
    cell = line.kind == "cell"
    first = (
        strings.cell_state(line.held, line.planned)
        if cell
        else strings.held_of(line.held, line.cells)
    )
    lines = [first]
    if line.summoned:
        lines.append(strings.came(line.present, line.summoned))
    if not cell:
        lines += further(line)
    return list_item(
        line.name,
        lines=lines,
        on_tap=opener(line),
        key=f"below-{line.unit_id}",
    )


def opener(line: OverviewLine) -> Callable[[], None]:
    """A cell opens its meetings, another unit its own month."""
    to = paths.meetings_of if line.kind == "cell" else paths.meetings_below
    return partial(go, to(line.unit_id))


def units_table(told: Overview) -> ft.Control:
    """The same in columns: of cells by name where they stand, of larger units how many."""
    cells = all(line.kind == "cell" for line in told.children)
    name, *counts, summoned, present, share, late, thematic = OVERVIEW_HEADS
    columns = [Column(name, 5, number=False)]
    columns += [Column(strings.STATE, 4, number=False)] if cells else [Column(c) for c in counts]
    columns += [Column(summoned), Column(present), Column(share)]
    if cells:
        late, thematic = strings.REPORT_HEAD, strings.THEMATIC_HEAD
    columns += [Column(head, 3 if cells else 2, number=not cells) for head in (late, thematic)]

    def people(line: OverviewLine) -> list[str]:
        if not line.summoned:
            return ["–", "–", "–"]
        return [text.number(line.summoned), text.number(line.present), printed(came(line))]

    def missing(line: OverviewLine) -> list[str]:
        return [text.number(line.report_late), text.number(line.no_thematic)]

    def row(line: OverviewLine) -> Line:
        if cells:
            held = Mark(strings.cell_state(line.held, line.planned), state_tone(line))
            late_mark = Mark(strings.LATE, Tone.FAULT) if line.report_late else ""
            none = Mark(strings.THEMATIC_NONE, Tone.WAITING) if line.no_thematic else ""
            values = [line.name, held, *people(line), late_mark, none]
        else:
            numbers = (line.cells, line.held, line.planned, line.none)
            values = [line.name, *map(text.number, numbers), *people(line), *missing(line)]
        return Line(f"below-{line.unit_id}", values, opener(line))

    sums = [text.number(n) for n in (told.cells, told.held, told.planned, told.none)]
    wanting = missing(told)
    if cells:
        sums = [strings.held_of(told.held, told.cells)]
        wanting = [strings.cells_of(told.report_late), strings.cells_of(told.no_thematic)]
    total = Line("total", [TOTAL, *sums, *people(told), *wanting])
    return table(columns, [row(line) for line in told.children], total)


def state_tone(line: OverviewLine) -> Tone:
    """Held, coming, or not even planned."""
    return Tone.DONE if line.held else Tone.NEUTRAL if line.planned else Tone.WAITING
