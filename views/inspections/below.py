"""Which cells below a unit have a plan and a report, and how much of it is done."""

from __future__ import annotations

from functools import partial

import flet as ft

from services.inspections.overview import Overview, OverviewLine
from views import paths
from views.inspections import strings
from views.inspections.files import Files, overview_file
from views.session import use_services
from views.shared import text
from views.shared.buttons import text_button
from views.shared.flet_typed import keyed, use_state
from views.shared.hooks import use_query
from views.shared.ids import wanted_id
from views.shared.look import go
from views.shared.parts import (
    Tone,
    card,
    flow,
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


@screen
def BelowScreen() -> ft.View:
    """A year of the unit in the address and of those below."""
    services = use_services()
    unit = ft.use_route_params().get("unit_id", "")
    year, set_year = use_state(lambda: text.now().year)
    query = use_query(
        lambda: services.inspections.overview(wanted_id(unit), year),
        [unit, year],
        name="inspections.overview",
    )
    use_return(query.reload)

    def draw(told: Overview) -> list[ft.Control]:
        if not told.cells:
            return [empty(strings.NO_CELLS, icon=ft.Icons.GROUPS_OUTLINED)]
        make = partial(overview_file, told)
        return [
            card(
                [
                    heading(told.name, level=2),
                    *(strong(words) if first else note(words) for first, words in told_of(told)),
                ]
            ),
            note(strings.OVERVIEW_NOTE),
            *dates(told),
            section(strings.UNITS_BELOW),
            list_card([below(line, told) for line in told.children]),
            keyed("files", Files, ("pdf", "xlsx"), make, ""),
        ]

    ways = [text_button(strings.EARLIER, partial(set_year, year - 1), key="earlier")]
    if year <= text.now().year:
        ways.append(text_button(strings.LATER, partial(set_year, year + 1), key="later"))
    head = flow([heading(strings.year(year), level=2), *ways])
    return scaffold(strings.BELOW, [head, *shown(query, draw, room=strings.ERRORS)], lazy=True)


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


def below(line: OverviewLine, told: Overview) -> ft.Control:
    """A unit below; a cell opens its plan, another unit its own year."""
    if line.kind != "cell":
        return list_item(
            line.name,
            lines=said(line, told),
            on_tap=partial(go, paths.inspections_below(line.unit_id)),
            key=f"below-{line.unit_id}",
        )
    plan_late, report_late = missing(line, told)
    marks = [
        pill(strings.HAS_PLAN, Tone.DONE)
        if line.adopted
        else pill(strings.NO_PLAN, Tone.FAULT if plan_late else Tone.WAITING)
    ]
    if line.adopted:
        marks.append(
            pill(strings.REPORT_IN, Tone.DONE)
            if line.sent
            else pill(strings.REPORT_OUT, Tone.FAULT if report_late else Tone.NEUTRAL)
        )
    if line.late:
        marks.append(pill(strings.LATE, Tone.FAULT))
    return list_item(
        line.name,
        lines=[strings.lines_done(line.done, line.planned, line.late)] if line.adopted else [],
        marks=marks,
        on_tap=partial(go, paths.inspections(line.unit_id, told.year)),
        key=f"below-{line.unit_id}",
    )
