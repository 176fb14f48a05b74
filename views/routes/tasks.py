"""Tasks."""

from __future__ import annotations

import flet as ft

from views import paths
from views.paths import Tab
from views.routes.parts import UUID, at
from views.tasks.answer import AnswerScreen as TaskAnswerScreen
from views.tasks.assign import AssignScreen
from views.tasks.correct import CorrectScreen as TaskCorrectScreen
from views.tasks.given import GivenScreen, LoadScreen
from views.tasks.mine import ClosedScreen, TasksScreen
from views.tasks.month import MonthScreen
from views.tasks.people.add import AddScreen
from views.tasks.task import TaskScreen
from views.tasks.year import FiguresScreen as TaskFiguresScreen
from views.tasks.year import YearScreen


def one_task() -> ft.Route:
    """A task below the list from which it is opened, and there the forms of its steps."""
    step = ft.Route(path=r":step([a-z_]{2,20})", component=TaskAnswerScreen)
    text = ft.Route(path="correct-text", component=TaskCorrectScreen)
    more = ft.Route(path="more-people", component=AddScreen)
    return ft.Route(path=f":assignment_id{UUID}", component=TaskScreen, children=[text, more, step])


def tasks() -> ft.Route:
    """Nhiệm vụ: one task and the forms of its steps; a unit's desk; years."""
    member = ft.Route(path=f":member_id{UUID}", component=YearScreen, children=[one_task()])
    load = ft.Route(path="load", component=LoadScreen, children=[member])
    month = ft.Route(path="month", component=MonthScreen, children=[one_task()])
    below = [
        at(paths.TASKS_CLOSED, ClosedScreen, [one_task()], under=Tab.TASKS),
        at(paths.TASKS_YEAR, YearScreen, [one_task()], under=Tab.TASKS),
        ft.Route(
            path=f"unit/:unit_id{UUID}",
            component=GivenScreen,
            children=[ft.Route(path="assign", component=AssignScreen), load, month, one_task()],
        ),
        ft.Route(
            path="figures",
            children=[
                ft.Route(path=f":unit_id{UUID}", component=TaskFiguresScreen, recursive=True)
            ],
        ),
        one_task(),
    ]
    return at(Tab.TASKS, TasksScreen, below)
