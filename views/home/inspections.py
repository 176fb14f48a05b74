"""What Trang chủ says of inspections: a report to answer, a line to lead, what a year still owes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

import flet as ft

from services.directives.models import WaitingInspections
from views import paths
from views.home import strings
from views.shared import strings as words
from views.shared import text
from views.shared.look import go
from views.shared.parts import Tone, list_card, list_item, pill


def inspection_lines(told: WaitingInspections, today: date) -> list[ft.Control]:
    """One card; nothing while nothing waits."""
    rows: list[ft.Control] = [
        _row(
            strings.about_me(x.content),
            strings.ABOUT_ME_HOW,
            ft.Icons.RATE_REVIEW_OUTLINED,
            partial(go, paths.inspection_line(x.unit_id, x.year, x.line_id)),
            key=f"inspection-{x.line_id}",
        )
        for x in told.statements
    ]
    rows += [
        _row(
            strings.leading(x.content),
            strings.deadline(text.day(x.by), words.days_left((x.by - today).days))
            if x.late or x.by >= today
            else strings.deadline_past(text.day(x.by)),
            ft.Icons.POLICY_OUTLINED,
            partial(go, paths.inspection_line(x.unit_id, x.year, x.line_id)),
            late=x.late,
            key=f"inspection-{x.line_id}",
        )
        for x in told.leading
    ]
    rows += [
        _row(
            strings.YEAR_OWES[x.wanted](x.year),
            strings.year_deadline(text.day(x.by), words.days_left((x.by - today).days)),
            ft.Icons.FACT_CHECK_OUTLINED,
            partial(go, paths.inspections(x.unit_id, x.year, "report" if x.wanted == "report" else "")),
            late=x.late,
            key=f"inspections-{x.wanted}-{x.year}",
        )
        for x in told.years
    ]  # fmt: skip
    return [list_card(rows)] if rows else []


def _row(
    title: str,
    line: str,
    icon: ft.IconData,
    on_tap: Callable[[], None],
    *,
    late: bool = False,
    key: str,
) -> ft.Control:
    marks = [pill(strings.LATE, Tone.FAULT)] if late else []
    return list_item(
        title, lines=[line], leading=ft.Icon(icon), marks=marks, on_tap=on_tap, key=key
    )
