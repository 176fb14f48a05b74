"""What a unit has given to whom; and who of it has a task, who has none."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import flet as ft

from services.tasks.models import Candidate, Given, GivenLine
from views import paths
from views.session import use_me, use_services
from views.shared import strings as words
from views.shared.buttons import primary_button, secondary_button
from views.shared.flet_typed import use_state
from views.shared.hooks import use_query
from views.shared.look import go
from views.shared.paging import use_pages
from views.shared.parts import Tone, flow, icon_button, list_card, list_item, note, pill, section
from views.shared.returning import use_return
from views.shared.scaffold import scaffold
from views.shared.screens import screen
from views.shared.states import empty, shown
from views.shared.tasks.rows import task_row
from views.tasks import strings
from views.tasks.task import wanted_id

ORDER = (Given.OPEN, Given.TO_DECIDE, Given.LATE, Given.CLOSED)


@screen
def GivenScreen() -> ft.View:
    """Given tasks of the unit in the address, by what they wait for."""
    services, me = use_services(), use_me()
    unit, here = ft.use_route_params().get("unit_id", ""), ft.use_view_path() or ""
    of = [p.unit_name for p in me.where("task.assign") if str(p.unit_id) == unit]
    which, set_which = use_state(lambda: Given.OPEN)

    async def load(after: GivenLine | None) -> list[GivenLine]:
        return await services.tasks.given(wanted_id(unit), which, after)

    pages = use_pages(
        load, [unit, which], key_of=lambda task: task.assignment_id, name="tasks.given"
    )
    use_return(pages.query.reload)

    def draw(first: list[GivenLine]) -> list[ft.Control]:
        tasks = pages.items(first)
        if not tasks:
            return [empty(strings.GIVEN_NONE[which], icon=ft.Icons.ASSIGNMENT_OUTLINED)]
        return [
            list_card(
                [
                    task_row(
                        task,
                        partial(go, paths.task(task.assignment_id, here)),
                        title=task.full_name,
                        extra=[task.title],
                        of_unit=len({t.unit_name for t in tasks}) > 1,
                    )
                    for task in tasks
                ]
            ),
            *pages.button(tasks, strings.OLDER),
        ]

    return scaffold(
        strings.GIVEN,
        [
            *(note(name) for name in of),
            primary_button(
                strings.ASSIGN,
                partial(go, paths.task_assign(unit)),
                icon=ft.Icons.ADD,
                key="assign",
            ),
            list_card(
                [
                    list_item(
                        strings.LOAD,
                        leading=ft.Icon(ft.Icons.BALANCE),
                        on_tap=partial(go, paths.task_load(unit)),
                        key="load",
                    ),
                    list_item(
                        strings.MONTH,
                        leading=ft.Icon(ft.Icons.CALENDAR_MONTH_OUTLINED),
                        on_tap=partial(go, paths.tasks_month(unit)),
                        key="month",
                    ),
                    list_item(
                        strings.FIGURES,
                        leading=ft.Icon(ft.Icons.BAR_CHART),
                        on_tap=partial(go, paths.task_figures(unit)),
                        key="figures",
                    ),
                ]
            ),
            filters(which, set_which),
            *shown(pages.query, draw, room=strings.ERRORS, rows=5),
        ],
        lazy=True,
        actions=[icon_button(ft.Icons.REFRESH, words.RELOAD, pages.reload)],
    )


def filters(present: Given, choose: Callable[[Given], None]) -> ft.Control:
    """One button a filter; the one in force says so to screen readers as well."""

    def button(which: Given) -> ft.Control:
        chosen = which is present
        draw = primary_button if chosen else secondary_button
        return ft.Semantics(
            content=draw(strings.FILTERS[which], partial(choose, which), key=f"filter-{which}"),
            selected=chosen,
        )

    return flow([button(which) for which in ORDER])


@screen
def LoadScreen() -> ft.View:
    """Who may be given a task, those without any first."""
    services = use_services()
    unit = ft.use_route_params().get("unit_id", "")
    query = use_query(lambda: services.tasks.load(wanted_id(unit)), [unit], name="tasks.load")
    use_return(query.reload)

    def draw(people: list[Candidate]) -> list[ft.Control]:
        if not people:
            return [empty(strings.LOAD_NONE, icon=ft.Icons.GROUPS_OUTLINED)]
        rows: list[ft.Control] = []
        for title, part in (
            (strings.WITHOUT, [p for p in people if not p.open]),
            (strings.WITH, [p for p in people if p.open]),
        ):
            if part:
                rows += [
                    section(f"{title} ({len(part)})"),
                    list_card([person(p, unit) for p in part]),
                ]
        return rows

    return scaffold(strings.LOAD, shown(query, draw, room=strings.ERRORS), lazy=True)


def person(who: Candidate, unit: str) -> ft.Control:
    """Somebody with what there is to do, and what speaks for sparing them."""
    marks: list[ft.Control] = []
    if who.many:
        marks.append(pill(strings.MANY, Tone.IMPORTANT))
    for holds, said in (
        (who.exempt, strings.EXEMPT),
        (who.away, strings.AWAY),
        (who.resident, strings.RESIDENT),
    ):
        if holds:
            marks.append(pill(said))
    own = not who.resident
    return list_item(
        who.full_name,
        lines=[strings.open_tasks(who.open, who.late)] if who.open else [],
        marks=marks,
        on_tap=partial(go, paths.task_member_year(unit, who.member_id)) if own else None,
        key=f"load-{who.member_id}",
    )
