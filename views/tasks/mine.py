"""Nhiệm vụ: what is asked of me, by due day; the way to what I ask of others."""

from __future__ import annotations

from functools import partial

import flet as ft

from services.accounts.models import Me
from services.tasks.models import TaskLine, TasksHome
from views import paths
from views.paths import Tab
from views.session import use_me, use_services
from views.shared import strings as words
from views.shared.flet_typed import use_ref
from views.shared.look import go
from views.shared.paging import use_pages
from views.shared.parts import icon_button, list_card, list_item, note, section
from views.shared.returning import use_return
from views.shared.scaffold import scaffold
from views.shared.screens import screen
from views.shared.states import empty, shown
from views.shared.tasks.rows import task_row
from views.tasks import strings


@screen
def TasksScreen() -> ft.View:
    """My open tasks; for those who assign or oversee, the way there."""
    me, services = use_me(), use_services()

    held = use_ref(_nothing)

    async def load(after: TaskLine | None) -> list[TaskLine]:
        if after is not None:
            return await services.tasks.mine(after=after)
        held.current = await services.tasks.home()
        return held.current.mine

    pages = use_pages(
        load, [str(me.member_id)], key_of=lambda task: task.assignment_id, name="tasks.mine"
    )
    use_return(pages.query.reload)

    def draw(first: list[TaskLine]) -> list[ft.Control]:
        tasks = pages.items(first)
        desk = giving(me)
        rows: list[ft.Control] = [*desk]
        if desk or held.current.entrusted:
            rows.append(section(strings.NOW))
        if tasks:
            rows.append(
                list_card([task_row(t, partial(go, paths.task(t.assignment_id))) for t in tasks])
            )
            rows += pages.button(tasks, strings.OLDER)
        else:
            rows.append(empty(strings.NONE, icon=ft.Icons.TASK_ALT_OUTLINED))
        return [*rows, *entrusted(held.current), further(), *told(held.current)]

    return scaffold(
        words.TASKS,
        shown(pages.query, draw, room=strings.ERRORS, rows=5),
        tab=Tab.TASKS,
        lazy=True,
        actions=[icon_button(ft.Icons.REFRESH, words.RELOAD, pages.reload)],
    )


def _nothing() -> TasksHome:
    return TasksHome(mine=[], entrusted=[], mentors=[], residences=[])


def entrusted(home: TasksHome) -> list[ft.Control]:
    """What waits for those whom I help, to be entered as they say it."""
    if not home.entrusted:
        return []
    rows = [
        task_row(
            t,
            partial(go, paths.task(t.assignment_id)),
            title=t.full_name,
            extra=[t.title],
            of_unit=False,
        )
        for t in home.entrusted
    ]
    return [section(strings.ENTRUSTED), list_card(rows)]


def told(home: TasksHome) -> list[ft.Control]:
    """Who enters for me, and who besides my cell may give me tasks."""
    said: list[ft.Control] = []
    if home.mentors:
        said.append(note(strings.helped_by(", ".join(home.mentors))))
    if home.residences:
        said.append(note(strings.lives_with(", ".join(home.residences))))
    return said


def giving(me: Me) -> list[ft.Control]:
    """The desks of whoever assigns, the figures of whoever oversees."""
    desks = [
        list_item(
            strings.given_at(place.unit_name),
            leading=ft.Icon(ft.Icons.ASSIGNMENT_OUTLINED),
            on_tap=partial(go, paths.tasks_given(place.unit_id)),
            key=f"given-{place.unit_id}",
        )
        for place in me.where("task.assign")
    ]
    desks += [
        list_item(
            strings.figures_of(place.unit_name),
            lines=[strings.FIGURES_LINE],
            leading=ft.Icon(ft.Icons.BAR_CHART),
            on_tap=partial(go, paths.task_figures(place.unit_id)),
            key=f"figures-{place.unit_id}",
        )
        for place in me.where("task.oversee")
    ]
    return [section(strings.GIVING), list_card(desks)] if desks else []


def further() -> ft.Control:
    """What lies behind the open tasks."""
    return list_card(
        [
            list_item(
                strings.CLOSED,
                lines=[strings.CLOSED_LINE],
                leading=ft.Icon(ft.Icons.DONE_ALL),
                on_tap=partial(go, paths.TASKS_CLOSED),
                key="closed",
            ),
            list_item(
                strings.YEAR,
                lines=[strings.YEAR_LINE],
                leading=ft.Icon(ft.Icons.CALENDAR_MONTH_OUTLINED),
                on_tap=partial(go, paths.TASKS_YEAR),
                key="year",
            ),
        ]
    )


@screen
def ClosedScreen() -> ft.View:
    """My tasks that are done or were called off, latest first."""
    me, services = use_me(), use_services()

    async def load(after: TaskLine | None) -> list[TaskLine]:
        return await services.tasks.mine(closed=True, after=after)

    pages = use_pages(
        load, [str(me.member_id)], key_of=lambda task: task.assignment_id, name="tasks.mine"
    )

    def draw(first: list[TaskLine]) -> list[ft.Control]:
        tasks = pages.items(first)
        if not tasks:
            return [empty(strings.CLOSED_NONE, icon=ft.Icons.DONE_ALL)]
        return [
            list_card(
                [
                    task_row(t, partial(go, paths.task(t.assignment_id, paths.TASKS_CLOSED)))
                    for t in tasks
                ]
            ),
            *pages.button(tasks, strings.OLDER),
        ]

    return scaffold(strings.CLOSED, shown(pages.query, draw, room=strings.ERRORS), lazy=True)
