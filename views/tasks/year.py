"""A year in figures: mine or a member's with the tasks behind them, a unit's in counts."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

import flet as ft

from services.tasks.models import TaskFigures, TaskYear, UnitFigures
from services.tasks.paper import Paper, of_figures, said
from services.tasks.strings import FIGURE_HEADS, TOTAL
from views import paths
from views.session import use_services
from views.shared import text
from views.shared.buttons import text_button
from views.shared.flet_typed import keyed, use_state
from views.shared.hooks import use_query
from views.shared.ids import wanted_id
from views.shared.look import go
from views.shared.parts import card, flow, heading, list_card, note, section, strong
from views.shared.scaffold import scaffold
from views.shared.screens import screen
from views.shared.states import empty, shown
from views.shared.tables import Column, Line, in_columns, table
from views.shared.taken import PaperFiles
from views.shared.tasks.rows import task_row
from views.tasks import strings
from views.tasks.parts import four_figures


def years(present: int, choose: Callable[[int], None]) -> ft.Control:
    """The year, and the ways to those beside it."""
    ways = [text_button(strings.EARLIER_YEAR, partial(choose, present - 1), key="earlier")]
    if present <= text.now().year:
        ways.append(text_button(strings.LATER_YEAR, partial(choose, present + 1), key="later"))
    return flow([heading(strings.year(present), level=2), *ways])


@screen
def YearScreen() -> ft.View:
    """My year; with a member in the address, that member's."""
    services = use_services()
    member, here = ft.use_route_params().get("member_id", ""), ft.use_view_path() or ""
    year, set_year = use_state(lambda: text.now().year)

    async def load() -> TaskYear:
        return await services.tasks.year(year, wanted_id(member) if member else None)

    query = use_query(load, [year, member], name="tasks.year")

    def draw(told: TaskYear) -> list[ft.Control]:
        rows: list[ft.Control] = [
            four_figures(told.given, told.done, told.on_time, told.beyond),
            note(strings.YEAR_NOTE),
        ]
        if not told.lines:
            return [empty(strings.YEAR_NONE, icon=ft.Icons.CALENDAR_MONTH_OUTLINED)]
        lines = [task_row(t, partial(go, paths.task(t.assignment_id, here))) for t in told.lines]
        return [*rows, list_card(lines)]

    return scaffold(
        strings.YEAR if not member else strings.year(year),
        [years(year, set_year), *shown(query, draw, room=strings.ERRORS)],
        lazy=True,
    )


@screen
def FiguresScreen() -> ft.View:
    """A unit's year and that of each unit below."""
    services = use_services()
    here = ft.use_view_path() or ""
    unit = here.rsplit("/", 1)[-1]
    year, set_year = use_state(lambda: text.now().year)

    async def load() -> TaskFigures:
        return await services.tasks.figures(wanted_id(unit), year)

    async def compose(made_by: str) -> Paper:
        return of_figures(await load(), made_by, text.now())

    query = use_query(load, [year, unit], name="tasks.figures")

    def draw(told: TaskFigures) -> list[ft.Control]:
        rows: list[ft.Control] = [
            heading(told.name, level=2),
            four_figures(told.given, told.done, told.on_time, told.beyond),
            note(strings.FIGURES_NOTE),
        ]
        files = keyed(f"files-{year}", PaperFiles, compose, strings.tasks_file(str(year)))
        if not told.children:
            return [*rows, files]

        def open_unit(unit_id: UUID) -> None:
            go(paths.task_figures(unit_id, here))

        if in_columns():  # the last row is the unit's own sum
            units = units_table(told, open_unit)
            return [heading(told.name, level=2), units, note(strings.FIGURES_NOTE), files]
        rows.append(section(strings.UNITS_BELOW))
        rows += [child(unit, open_unit) for unit in told.children]
        return [*rows, files]

    return scaffold(
        strings.FIGURES,
        [years(year, set_year), *shown(query, draw, room=strings.ERRORS)],
        lazy=True,
        broad=in_columns(),
    )


def units_table(told: TaskFigures, open_unit: Callable[[UUID], None]) -> ft.Control:
    """The same in columns; the order is that of names."""
    name, *counts = FIGURE_HEADS
    columns = [Column(name, 5, number=False), *(Column(head) for head in counts)]

    def line(key: str, label: str, of: UnitFigures, on_tap: Callable[[], None] | None) -> Line:
        share = said(of.done / of.given if of.given else None)
        numbers = [text.number(n) for n in (of.given, of.done, of.on_time, of.beyond)]
        return Line(key, [label, *numbers, share], on_tap)

    lines = [
        line(f"unit-{c.unit_id}", c.name, c, partial(open_unit, c.unit_id)) for c in told.children
    ]
    return table(columns, lines, line("total", TOTAL, told, None))


def child(figures: UnitFigures, open_unit: Callable[[UUID], None]) -> ft.Control:
    """A unit below with its figures; opens it."""
    said = strings.counted(figures.given, figures.done, figures.on_time, figures.beyond)
    return card([strong(figures.name), note(said)], on_tap=partial(open_unit, figures.unit_id))
