"""Which cells below a unit have a plan and a report, and how much of it is done."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import flet as ft

from services.inspections.overview import Overview, OverviewLine
from services.inspections.papers import of_overview
from services.inspections.strings import OVERVIEW_FILE, OVERVIEW_HEADS, TOTAL
from services.tasks.paper import Paper
from views import paths
from views.inspections import strings
from views.inspections.parts import years
from views.session import use_services
from views.shared import text
from views.shared.flet_typed import keyed
from views.shared.hooks import use_query
from views.shared.ids import wanted_id
from views.shared.look import go
from views.shared.parts import (
    Tone,
    banner,
    card,
    heading,
    list_card,
    list_item,
    note,
    pill,
    section,
    strong,
)
from views.shared.returning import use_return
from views.shared.scaffold import scaffold
from views.shared.screens import screen
from views.shared.states import empty, shown
from views.shared.tables import Column, Line, Mark, in_columns, table
from views.shared.taken import PaperFiles


@screen
def BelowScreen() -> ft.View:
    """A year of the unit in the address and of those below."""
    services = use_services()
    params = ft.use_route_params()
    unit, year = params.get("unit_id", ""), int(params.get("year") or text.now().year)
    query = use_query(
        lambda: services.inspections.overview(wanted_id(unit), year),
        [unit, year],
        name="inspections.overview",
    )
    use_return(query.reload)

    async def compose(made_by: str) -> Paper:
        told = await services.inspections.overview(wanted_id(unit), year)
        return of_overview(told, made_by, text.now())

    def draw(told: Overview) -> list[ft.Control]:
        if not told.cells:
            return [empty(strings.NO_CELLS, icon=ft.Icons.GROUPS_OUTLINED)]
        files = keyed(f"files-{year}", PaperFiles, compose, f"{OVERVIEW_FILE}-{year}")
        about = [note(strings.OVERVIEW_NOTE), *dates(told)]
        if in_columns():  # the last row is the unit's own sum
            overdue = strings.overdue(*missing(told, told))
            late = [banner(overdue, Tone.WAITING)] if overdue else []
            return [section(told.name), *late, units_table(told), *about, files]
        return [
            card(
                [
                    heading(told.name, level=2),
                    *(strong(words) if first else note(words) for first, words in told_of(told)),
                ]
            ),
            *about,
            section(strings.UNITS_BELOW),
            list_card(cards(told)),
            files,
        ]

    return scaffold(
        strings.BELOW,
        [
            years(year, partial(paths.inspections_below, unit)),
            *shown(query, draw, room=strings.ERRORS),
        ],
        lazy=True,
        broad=in_columns(),
    )


def told_of(told: Overview) -> list[tuple[bool, str]]:
    """The unit's own lines, the first of them marked."""
    return [(number == 0, words) for number, words in enumerate(said(told, told))]


def missing(line: OverviewLine, told: Overview) -> tuple[int, int]:
    """Cells without a plan, and without a report, past the day of each."""
    today = text.now().date()
    plans = line.cells - line.adopted if told.plan_by and told.plan_by < today else 0
    reports = line.cells - line.sent if told.report_by and told.report_by < today else 0
    return plans, reports


def said(line: OverviewLine, told: Overview) -> list[str]:
    """What a unit's year comes to."""
    overdue = strings.overdue(*missing(line, told))
    return [
        strings.of_cells(line.adopted, line.cells),
        strings.reports_in(line.sent, line.cells),
        strings.lines_done(line.done, line.planned, line.late),
        *([overdue] if overdue else []),
    ]


def dates(told: Overview) -> list[ft.Control]:
    """The two dates of the year."""
    if told.plan_by is None or told.report_by is None:
        return []
    return [note(f"{strings.dates(told.plan_by, told.report_by)} {strings.UNCONFIRMED_DATES}")]


def opener(line: OverviewLine, year: int) -> Callable[[], None]:
    """A cell opens its plan, another unit its own cells; of the same year."""
    to = paths.inspections if line.kind == "cell" else paths.inspections_below
    return partial(go, to(line.unit_id, year))


def cards(told: Overview) -> list[ft.Control]:
    """The units below, one under the other."""
    return [
        list_item(
            line.name,
            lines=lines_of(line, told),
            marks=[pill(mark.words, mark.tone) for mark in marks(line, told)],
            on_tap=opener(line, told.year),
            key=f"below-{line.unit_id}",
        )
        for line in told.children
    ]


def lines_of(line: OverviewLine, told: Overview) -> list[str]:
    """What is said of a unit below its name; of a cell the marks say the rest."""
    if line.kind != "cell":
        return said(line, told)
    return [strings.lines_done(line.done, line.planned, line.late)] if line.adopted else []


def plan_mark(line: OverviewLine, told: Overview) -> Mark:
    """Whether a cell has a plan."""
    if line.adopted:
        return Mark(strings.HAS_PLAN, Tone.DONE)
    late = missing(line, told)[0]
    return Mark(strings.NO_PLAN, Tone.FAULT if late else Tone.WAITING)


def report_mark(line: OverviewLine, told: Overview) -> Mark:
    """Whether a cell has sent its report."""
    if line.sent:
        return Mark(strings.REPORT_IN, Tone.DONE)
    late = missing(line, told)[1]
    return Mark(strings.REPORT_OUT, Tone.FAULT if late else Tone.NEUTRAL)


def marks(line: OverviewLine, told: Overview) -> list[Mark]:
    """What a cell has, and what is late."""
    if line.kind != "cell":
        return []
    drawn = [plan_mark(line, told)]
    if line.adopted:
        drawn.append(report_mark(line, told))
    if line.late:
        drawn.append(Mark(strings.LATE, Tone.FAULT))
    return drawn


def units_table(told: Overview) -> ft.Control:
    """The same in columns: of cells by name whether they have it, of larger units how many have."""
    cells = all(line.kind == "cell" for line in told.children)
    name, count, plans, reports, *numbers = OVERVIEW_HEADS
    columns = [Column(name, 5, number=False)]
    if cells:
        columns += [Column(strings.PLAN_HEAD, 3, number=False), Column(reports, 3, number=False)]
    else:
        columns += [Column(count), Column(plans), Column(reports)]
    columns += [Column(head) for head in numbers]

    def done(line: OverviewLine) -> list[str]:
        return [text.number(n) for n in (line.planned, line.done, line.late)]

    def row(line: OverviewLine) -> Line:
        has: list[str | Mark] = [text.number(n) for n in (line.cells, line.adopted, line.sent)]
        if cells:
            has = [plan_mark(line, told), report_mark(line, told) if line.adopted else ""]
        values = [line.name, *has, *done(line)]
        return Line(f"below-{line.unit_id}", values, opener(line, told.year))

    has = [strings.of_all(told.adopted, told.cells), strings.of_all(told.sent, told.cells)]
    if not cells:
        has = [text.number(n) for n in (told.cells, told.adopted, told.sent)]
    total = Line("total", [TOTAL, *has, *done(told)])
    return table(columns, [row(line) for line in told.children], total)
