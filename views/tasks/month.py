"""What is due in a unit in a month or a year: counts, the tasks behind them, and files of both."""

from __future__ import annotations

from functools import partial
from uuid import UUID

import flet as ft

from services.tasks.models import State
from services.tasks.paper import Paper, of_tasks
from services.tasks.reporting import Period, ReportLine, TasksReport
from views import paths
from views.session import use_services
from views.shared import text
from views.shared.buttons import secondary_button, text_button
from views.shared.flet_typed import keyed, use_state
from views.shared.hooks import use_query
from views.shared.ids import wanted_id
from views.shared.look import go
from views.shared.parts import Tone, flow, heading, list_card, list_item, note, pill
from views.shared.returning import use_return
from views.shared.scaffold import scaffold
from views.shared.screens import screen
from views.shared.states import empty, shown
from views.shared.taken import PaperFiles
from views.shared.tasks.rows import TONES
from views.tasks import strings
from views.tasks.parts import figures


@screen
def MonthScreen() -> ft.View:
    """The unit in the address; opens with the present month."""
    services = use_services()
    unit, here = ft.use_route_params().get("unit_id", ""), ft.use_view_path() or ""
    period, set_period = use_state(_now)

    async def load() -> TasksReport:
        return await services.tasks.report(wanted_id(unit), period)

    async def compose(made_by: str) -> Paper:
        return of_tasks(await load(), period, made_by, text.now())

    query = use_query(load, [unit, period], name="tasks.report")
    use_return(query.reload)

    def draw(told: TasksReport) -> list[ft.Control]:
        if not told.lines:
            return [empty(strings.MONTH_NONE, icon=ft.Icons.CALENDAR_MONTH_OUTLINED)]
        return [
            figures(
                (strings.GIVEN_COUNT, told.given),
                (strings.DONE_COUNT, told.done),
                (strings.ON_TIME_COUNT, told.on_time),
                (strings.BEYOND_COUNT, told.beyond),
                (strings.TO_DECIDE_COUNT, told.to_decide),
                (strings.LATE_COUNT, told.late),
            ),
            list_card([row(line, partial(_open, line.assignment_id, here)) for line in told.lines]),
            keyed(
                f"files-{period}",
                PaperFiles,
                compose,
                strings.tasks_file(period.first.strftime("%Y-%m" if period.month else "%Y")),
            ),
            note(strings.MONTH_NOTE),
        ]

    other = Period(year=period.year, month=None if period.month else text.now().month)
    earlier, later = strings.EARLIER_YEAR, strings.LATER_YEAR
    if period.month:
        earlier, later = strings.EARLIER_MONTH, strings.LATER_MONTH
    steps: list[ft.Control] = [
        text_button(earlier, lambda: set_period(period.moved(-1)), key="earlier"),
        text_button(later, lambda: set_period(period.moved(1)), key="later"),
        secondary_button(
            strings.WHOLE_YEAR if period.month else strings.BY_MONTH,
            lambda: set_period(other),
            key="kind",
        ),
    ]
    return scaffold(
        strings.MONTH,
        [
            heading(strings.period(period.year, period.month), level=2),
            flow(steps),
            *shown(query, draw, room=strings.ERRORS, rows=5),
        ],
        lazy=True,
    )


def _now() -> Period:
    today = text.now()
    return Period(year=today.year, month=today.month)


def _open(assignment_id: UUID, here: str) -> None:
    go(paths.task(assignment_id, here))


def row(line: ReportLine, on_tap: partial[None]) -> ft.Control:
    """A task by its title, with who does it."""
    marks = [pill(strings.STATES[line.state], TONES[line.state])]
    if line.late:
        marks.append(pill(strings.LATE, Tone.FAULT))
    if line.beyond:
        marks.append(pill(strings.BEYOND, Tone.DONE))
    said = [line.full_name, strings.due(text.day(line.due_on))]
    if line.percent and line.state is State.ACCEPTED:
        said.append(strings.percent(line.percent))
    return list_item(
        line.title, lines=said, marks=marks, on_tap=on_tap, key=f"task-{line.assignment_id}"
    )
