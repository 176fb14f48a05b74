"""Tasks."""

from __future__ import annotations

import flet as ft

from views import paths
from views.paths import Tab
from views.routes.parts import UUID, at
from views.tasks.answer import AnswerScreen as TaskAnswerScreen
from views.tasks.assign import AssignScreen
from views.tasks.given import GivenScreen, LoadScreen
from views.tasks.mine import ClosedScreen, TasksScreen
from views.tasks.task import TaskScreen
from views.tasks.year import FiguresScreen as TaskFiguresScreen
from views.tasks.year import YearScreen


def tasks() -> ft.Route:
    """Nhiệm vụ: one task and the forms of its steps; a unit's desk; years."""
    load = ft.Route(
        path="load",
        component=LoadScreen,
        children=[ft.Route(path=f":member_id{UUID}", component=YearScreen)],
    )
    step = ft.Route(path=r":step([a-z_]{2,20})", component=TaskAnswerScreen)
    below = [
        at(paths.TASKS_CLOSED, ClosedScreen, under=Tab.TASKS),
        at(paths.TASKS_YEAR, YearScreen, under=Tab.TASKS),
        ft.Route(
            path=f"unit/:unit_id{UUID}",
            component=GivenScreen,
            children=[ft.Route(path="assign", component=AssignScreen), load],
        ),
        ft.Route(path=f"figures/:unit_id{UUID}", component=TaskFiguresScreen),
        ft.Route(path=f":assignment_id{UUID}", component=TaskScreen, children=[step]),
    ]
    return at(Tab.TASKS, TasksScreen, below)
