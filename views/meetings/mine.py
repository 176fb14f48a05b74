"""Sinh hoạt: the next meeting, the year, and the desks of those who run, follow or oversee."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

import flet as ft

from services.accounts.models import Me
from services.inspections.models import Notice
from services.meetings.models import AttendanceYear, MeetingYear, State
from views import paths
from views.meetings import strings
from views.meetings.parts import beside, meeting_row
from views.paths import Tab
from views.session import use_me, use_services
from views.shared import strings as words
from views.shared import text
from views.shared.buttons import primary_button
from views.shared.flet_typed import use_state
from views.shared.guard import toast
from views.shared.hooks import Action, use_action, use_query, use_request_key
from views.shared.ids import wanted_id
from views.shared.inspections.door import door, rows_below
from views.shared.look import go
from views.shared.meetings.around import year_calendar
from views.shared.parts import (
    Tone,
    banner,
    card,
    column,
    icon_button,
    list_card,
    list_item,
    note,
    section,
    strong,
)
from views.shared.returning import use_return
from views.shared.scaffold import scaffold
from views.shared.screens import screen
from views.shared.states import empty, problem, shown
from views.shared.theme import GAP_M

AHEAD = (State.RUNNING, State.CALLED)


@screen
def MeetingsScreen() -> ft.View:
    """The tab of my own cell."""
    me, services = use_me(), use_services()
    year, set_year = use_state(lambda: text.now().year)

    async def load() -> tuple[MeetingYear, AttendanceYear, Notice | None]:
        return (
            await services.meetings.year(year),
            await services.meetings.my_attendance(year),
            await services.inspections.notice(),
        )

    query = use_query(load, [year], name="meetings.year")
    use_return(query.reload)
    planning = use_planning(query.reload)

    def draw(loaded: tuple[MeetingYear, AttendanceYear, Notice | None]) -> list[ft.Control]:
        told, attendance, inspections = loaded
        return [
            *ahead(told),
            *running(told, planning),
            *door(told.unit_id, inspections),
            *desks(me, told.unit_id),
            *listed(told, year, set_year),
            section(strings.MY_ATTENDANCE),
            card([own_year(attendance)]),
        ]

    return scaffold(
        words.MEETINGS,
        shown(query, draw, room=strings.ERRORS, rows=5),
        tab=Tab.MEETINGS,
        actions=[icon_button(ft.Icons.REFRESH, words.RELOAD, query.reload)],
    )


@screen
def UnitMeetingsScreen() -> ft.View:
    """A cell that I run, follow or oversee."""
    services = use_services()
    unit = ft.use_route_params().get("unit_id", "")
    year, set_year = use_state(lambda: text.now().year)
    query = use_query(
        lambda: services.meetings.year(year, wanted_id(unit)), [unit, year], name="meetings.year"
    )
    use_return(query.reload)
    planning = use_planning(query.reload)

    def draw(told: MeetingYear) -> list[ft.Control]:
        return [*ahead(told), *running(told, planning), *listed(told, year, set_year)]

    def title(told: MeetingYear) -> list[ft.Control]:
        return [strong(told.unit_name), *draw(told)]

    return scaffold(
        words.MEETINGS,
        shown(query, title, room=strings.ERRORS, rows=5),
        actions=[icon_button(ft.Icons.REFRESH, words.RELOAD, query.reload)],
    )


def use_planning(reload: Callable[[], None]) -> Action[..., int]:
    """Hook: planning a cell's regular meetings of a year."""
    services = use_services()
    key = use_request_key("plan")

    async def plan(unit_id: UUID, year: int) -> int:
        return await services.meetings.plan(UUID(key.value), unit_id, year)

    def planned(made: int) -> None:
        key.renew()
        toast(strings.planned(made))
        reload()

    return use_action(plan, on_done=planned, name="meetings.plan")


def ahead(told: MeetingYear) -> list[ft.Control]:
    """What I am invited to, the running one first."""
    coming = [m for m in told.meetings if m.state in AHEAD]
    coming.sort(key=lambda m: (m.state is not State.RUNNING, m.starts_at))
    if not coming:
        return [section(strings.NEXT), card([note(strings.NEXT_NONE)])] if told.mine else []
    return [section(strings.NEXT), list_card([meeting_row(m) for m in coming])]


def running(told: MeetingYear, planning: Action[..., int]) -> list[ft.Control]:
    """What those who run the cell do: plan, set the day, see who came; what is missing."""
    if not told.may_run:
        return []
    missing = [q.quarter for q in told.quarters if q.missing]
    day = told.day
    usual = (
        strings.usual_day(day.day, day.at.strftime("%H:%M"), day.place) if day else strings.DAY_NONE
    )
    rows = [
        list_item(
            strings.DAY,
            lines=[usual],
            leading=ft.Icon(ft.Icons.EVENT_REPEAT),
            on_tap=partial(go, paths.meetings_of(told.unit_id, "day")),
            key="day",
        ),
        list_item(
            strings.ATTENDANCE,
            lines=[strings.ATTENDANCE_LINE],
            leading=ft.Icon(ft.Icons.FACT_CHECK_OUTLINED),
            on_tap=partial(go, paths.meetings_of(told.unit_id, "attendance")),
            key="attendance",
        ),
    ]
    if day is not None and told.year >= text.now().year:
        rows.insert(
            1,
            list_item(
                strings.plan_year(told.year),
                leading=ft.Icon(ft.Icons.CALENDAR_MONTH_OUTLINED),
                on_tap=partial(planning.run, told.unit_id, told.year),
                key="plan-year",
            ),
        )
    return [
        section(strings.RUNNING_CELL),
        *([banner(strings.quarters_missing(missing), Tone.WAITING)] if missing else []),
        *problem(planning.error, strings.ERRORS),
        primary_button(
            strings.PLAN,
            partial(go, paths.meetings_of(told.unit_id, "new")),
            icon=ft.Icons.ADD,
            key="new",
        ),
        list_card(rows),
    ]


def desks(me: Me, own: UUID) -> list[ft.Control]:
    """Cells I follow or run besides my own; units whose cells I oversee."""
    rows: list[ft.Control] = []
    seen = {own}
    for capability in ("meeting.run", "meeting.follow"):
        for place in me.where(capability):
            if place.unit_id not in seen:
                seen.add(place.unit_id)
                rows.append(
                    list_item(
                        place.unit_name,
                        lines=[strings.FOLLOWED],
                        leading=ft.Icon(ft.Icons.GROUPS_OUTLINED),
                        on_tap=partial(go, paths.meetings_of(place.unit_id)),
                        key=f"unit-{place.unit_id}",
                    )
                )
    rows += [
        list_item(
            f"{strings.BELOW}: {place.unit_name}",
            lines=[strings.BELOW_LINE],
            leading=ft.Icon(ft.Icons.BAR_CHART),
            on_tap=partial(go, paths.meetings_below(place.unit_id)),
            key=f"below-{place.unit_id}",
        )
        for place in me.where("meeting.oversee")
    ]
    rows += rows_below(me)
    return [list_card(rows)] if rows else []


def listed(told: MeetingYear, year: int, set_year: Callable[[int], None]) -> list[ft.Control]:
    """The year, latest last, with the ways to the years beside it."""

    later = (strings.LATER_YEAR, partial(set_year, year + 1)) if year <= text.now().year else None
    head = beside(strings.year(year), (strings.EARLIER_YEAR, partial(set_year, year - 1)), later)
    if not told.meetings:
        return [head, empty(strings.ALL_NONE, icon=ft.Icons.EVENT_OUTLINED)]
    rows = list_card([meeting_row(m) for m in told.meetings])
    return [head, rows, year_calendar(told.meetings, year)]


def own_year(told: AttendanceYear) -> ft.Control:
    """My own year in one sentence."""
    said = strings.my_year(told.meetings, told.present, told.excused, told.unexcused)
    return column([note(said)], spacing=GAP_M)
