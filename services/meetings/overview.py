"""Meetings of the cells below a unit in a month, as a report to print or to reckon with."""

from __future__ import annotations

from datetime import datetime

from services.days import VIETNAM
from services.meetings import strings
from services.meetings.models import Overview, OverviewLine
from services.tasks.paper import Paper, Value


def of_overview(told: Overview, made_by: str, made_at: datetime) -> Paper:
    """In counts; the order is that of names."""
    there = made_at.astimezone(VIETNAM).strftime("%d/%m/%Y %H:%M")
    return Paper(
        strings.OVERVIEW,
        [
            (strings.PLACE, told.name),
            (strings.MONTH, told.month.strftime("%m/%Y")),
            (strings.MADE_BY, made_by),
            (strings.MADE_AT, there),
        ],
        strings.OVERVIEW_HEADS,
        [_row(child.name, child) for child in told.children],
        _row(strings.TOTAL, told),
        strings.OVERVIEW_NOTE,
        (44, 13, 13, 15, 15, 17, 14, 15, 17, 17),
        (46, 10, 10, 16, 14, 12, 10, 12, 16, 22),
    )


def came(line: OverviewLine) -> float | None:
    """The share of those who came; None before anybody was counted."""
    return line.present / line.summoned if line.summoned else None


def _row(name: str, line: OverviewLine) -> tuple[Value, ...]:
    counts = (line.cells, line.held, line.planned, line.none, line.summoned, line.present)
    return (name, *counts, came(line), line.report_late, line.no_thematic)
