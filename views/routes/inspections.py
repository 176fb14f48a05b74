"""Inspection and supervision, below Sinh hoạt."""

from __future__ import annotations

import flet as ft

from views.inspections.below import BelowScreen
from views.inspections.findings import FindingsScreen
from views.inspections.form import EditLineScreen, NewLineScreen
from views.inspections.line import LineScreen
from views.inspections.mends.adoption import AdoptedScreen, UnadoptScreen
from views.inspections.mends.statements import SpeakForScreen, StatementScreen
from views.inspections.plan import PlanScreen
from views.inspections.report import ReportScreen
from views.inspections.steps import AdoptScreen, AimsScreen, StepScreen
from views.routes.parts import UUID

YEAR = "([0-9]{4})"


def inspections() -> list[ft.Route]:
    """A cell's plan for a year with its lines; what offices see."""
    line = [
        ft.Route(path="edit", component=EditLineScreen),
        ft.Route(path="findings", component=FindingsScreen),
        ft.Route(path="statement", component=StatementScreen),
        ft.Route(path=f"statement/:member_id{UUID}", component=SpeakForScreen),
        ft.Route(path=":step(conclude|return|move|drop|resume|reopen)", component=StepScreen),
    ]
    plan = [
        ft.Route(path="new", component=NewLineScreen),
        ft.Route(path="aims", component=AimsScreen),
        ft.Route(path="adopt", component=AdoptScreen),
        ft.Route(path="adopted", component=AdoptedScreen),
        ft.Route(path="unadopt", component=UnadoptScreen),
        ft.Route(path="report", component=ReportScreen),
        ft.Route(path=f"line/:line_id{UUID}", component=LineScreen, children=line),
    ]
    return [
        ft.Route(
            path=f"inspections/:unit_id{UUID}/:year{YEAR}", component=PlanScreen, children=plan
        ),
        ft.Route(path=f"inspections/below/:unit_id{UUID}", component=BelowScreen),
    ]
