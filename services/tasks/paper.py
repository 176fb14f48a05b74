"""What a report on tasks says, apart from how it is set: facts, a table, a note."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from services.days import VIETNAM
from services.tasks import strings
from services.tasks.models import State, TaskFigures, UnitFigures
from services.tasks.reporting import Period, ReportLine, TasksReport

Value = str | int | float | date | None


@dataclass(frozen=True)
class Paper:
    """A report to be set on a page or a sheet. `sheet_widths` are in letters, `widths` in millimetres."""

    title: str
    head: Sequence[tuple[str, str]]
    heads: Sequence[str]
    rows: Sequence[Sequence[Value]]
    total: Sequence[Value] | None
    note: str
    widths: Sequence[int]
    sheet_widths: Sequence[int]


def of_tasks(report: TasksReport, period: Period, made_by: str, made_at: datetime) -> Paper:
    """Each task of a unit in a month or a year, by name."""
    counts = strings.summary(report.given, report.done, report.on_time, report.beyond, report.late)
    return Paper(
        strings.TASKS,
        [
            *_head(", ".join(reversed(report.unit_names)), period, made_by, made_at),
            (strings.SUMMARY, counts),
        ],
        strings.TASK_HEADS,
        [_row(line) for line in report.lines],
        None,
        strings.TASKS_NOTE,
        (52, 36, 22, 32, 17, 21),
        (46, 26, 14, 30, 14, 30),
    )


def of_figures(figures: TaskFigures, made_by: str, made_at: datetime) -> Paper:
    """A unit's year and that of each unit below, in counts."""
    return Paper(
        strings.FIGURES,
        _head(figures.name, Period(year=figures.year), made_by, made_at),
        strings.FIGURE_HEADS,
        [_counts(child.name, child) for child in figures.children],
        _counts(strings.TOTAL, figures),
        strings.FIGURES_NOTE,
        (78, 20, 22, 20, 20, 20),
        (46, 12, 13, 12, 12, 13),
    )


def said(value: Value) -> str:
    """A value as it is printed."""
    if value is None:
        return "–"
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, float):
        return f"{round(value * 100)} %"
    return f"{value:,}".replace(",", ".") if isinstance(value, int) else value


def _head(place: str, period: Period, made_by: str, made_at: datetime) -> Sequence[tuple[str, str]]:
    there = made_at.astimezone(VIETNAM).strftime("%d/%m/%Y %H:%M")
    return [
        (strings.PLACE, place),
        (strings.PERIOD, strings.period(period.year, period.month)),
        (strings.MADE_BY, made_by),
        (strings.MADE_AT, there),
    ]


def _row(line: ReportLine) -> Sequence[Value]:
    source = strings.SOURCES[line.source]
    return (
        line.title,
        line.full_name,
        line.due_on,
        _state(line),
        strings.WEIGHTS[line.weight],
        f"{source}: {line.source_note}" if line.source_note else source,
    )


def _state(line: ReportLine) -> str:
    words = [strings.STATES[line.state]]
    if line.state is State.ACCEPTED and line.percent:
        words.append(strings.done_percent(line.percent))
    in_time = line.handed_in_on is not None and line.handed_in_on <= line.due_on
    for holds, more in (
        (line.late, strings.LATE),
        (line.state is State.DONE and in_time, strings.ON_TIME),
        (line.beyond, strings.BEYOND),
    ):
        if holds:
            words.append(more)
    return ", ".join(words)


def _counts(name: str, of: UnitFigures) -> Sequence[Value]:
    share = of.done / of.given if of.given else None
    return name, of.given, of.done, of.on_time, of.beyond, share
