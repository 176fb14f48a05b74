"""Trang chủ: what needs me now, and the latest posts, in one round trip."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import flet as ft

from services.accounts.models import Me
from services.directives.models import Home, NextMeeting, ToAcknowledge, WaitingMeetings
from services.posts.models import FeedItem
from views import paths
from views.home import strings
from views.home.inspections import inspection_lines
from views.paths import Tab
from views.session import use_me, use_services
from views.shared import strings as words
from views.shared import text
from views.shared.buttons import text_button
from views.shared.flet_typed import keyed
from views.shared.hooks import use_query
from views.shared.look import go
from views.shared.notices.account import AccountNotices
from views.shared.parts import (
    Tone,
    card,
    column,
    count_badge,
    flow,
    heading,
    icon_button,
    list_card,
    list_item,
    note,
    pill,
    section,
    strong,
)
from views.shared.posts.door import search_door
from views.shared.posts.rows import post_row
from views.shared.posts.strings import ERRORS, document_line
from views.shared.returning import use_return
from views.shared.scaffold import scaffold
from views.shared.screens import screen
from views.shared.states import empty, shown


@screen
def HomeScreen() -> ft.View:
    """The first tab."""
    services = use_services()
    me = use_me()
    home = use_query(services.directives.home, name="home")
    use_return(home.reload)
    return scaffold(
        words.HOME,
        [
            greeting(me),
            search_door(Tab.HOME),
            keyed("notices", AccountNotices, guide=True),
            *shown(
                home,
                lambda value: home_content(value, text.now().date(), task_desk(me)),
                room=ERRORS,
            ),
        ],
        tab=Tab.HOME,
        actions=[icon_button(ft.Icons.REFRESH, words.RELOAD, home.reload)],
    )


def greeting(me: Me) -> ft.Control:
    """Name and cell."""
    cell = me.unit_names[-1] if me.unit_names else ""
    return column([heading(strings.greeting(me.full_name)), note(cell)], spacing=4)


def task_desk(me: Me) -> str:
    """Where the tasks lie that I gave: at the one desk, or behind the tab."""
    places = me.where("task.assign")
    return paths.tasks_given(places[0].unit_id) if len(places) == 1 else Tab.TASKS


def home_content(home: Home, today: date, desk: str = Tab.TASKS) -> list[ft.Control]:
    """What needs me now, then the news."""
    waiting: list[ft.Control] = [waiting_card(item, today) for item in home.to_acknowledge]
    if home.resets_to_decide:
        waiting.append(
            list_card(
                [
                    list_item(
                        strings.resets(home.resets_to_decide),
                        leading=ft.Icon(ft.Icons.LOCK_RESET),
                        on_tap=lambda: go(paths.RESETS),
                        key="resets",
                    )
                ]
            )
        )
    asked, tasks = home.questions, home.tasks
    waiting += _line(
        strings.tasks(tasks),
        ft.Icons.ASSIGNMENT_LATE_OUTLINED if tasks.late else ft.Icons.ASSIGNMENT_OUTLINED,
        Tab.TASKS,
        tasks.waiting,
        marks=[pill(strings.LATE, Tone.FAULT)] if tasks.late else [],
        key="tasks",
    )
    waiting += _line(
        strings.to_decide(tasks.to_decide),
        ft.Icons.FACT_CHECK_OUTLINED,
        desk,
        tasks.to_decide,
        key="tasks-to-decide",
    )
    waiting += meeting_lines(home.meetings)
    waiting += inspection_lines(home.inspections, today)
    waiting += _line(
        strings.answers(asked.answers),
        ft.Icons.MARK_CHAT_UNREAD_OUTLINED,
        paths.MY_QUESTIONS,
        asked.answers,
    )
    waiting += _line(
        strings.questions(asked.waiting),
        ft.Icons.QUESTION_ANSWER_OUTLINED,
        paths.QUESTIONS,
        asked.waiting,
    )
    count = (
        len(home.to_acknowledge)
        + home.resets_to_decide
        + asked.answers
        + asked.waiting
        + tasks.waiting
        + tasks.to_decide
        + (home.meetings.next is not None and needs_me(home.meetings.next))
        + home.meetings.report_late
        + home.inspections.count
    )
    if not waiting:
        waiting = [
            empty(f"{strings.NOTHING} {strings.NOTHING_MORE}", icon=ft.Icons.TASK_ALT_OUTLINED)
        ]
    return [
        section(strings.NOW, action=count_badge(count) if count else None),
        *waiting,
        section(
            strings.LATEST,
            action=text_button(strings.SEE_ALL, lambda: go(Tab.NEWS), key="all-news"),
        ),
        *latest(home.latest),
    ]


def needs_me(meeting: NextMeeting) -> bool:
    """Whether an answer, or saying that I am here, is waited for."""
    if meeting.state == "running":
        return meeting.presence is None
    return meeting.reply is None


def meeting_lines(meetings: WaitingMeetings) -> list[ft.Control]:
    """The next meeting, and reports that are owed."""
    rows: list[ft.Control] = []
    meeting = meetings.next
    if meeting is not None:
        running = meeting.state == "running"
        words_ = strings.MEETING_NOW if running else strings.MEETING_NEXT
        marks = [pill(strings.TO_ANSWER, Tone.WAITING)] if needs_me(meeting) and not running else []
        rows.append(
            list_item(
                f"{words_}: {meeting.title}",
                lines=[text.moment(meeting.starts_at), meeting.place],
                leading=ft.Icon(ft.Icons.GROUPS_OUTLINED),
                marks=marks,
                on_tap=lambda: go(paths.meeting(meeting.meeting_id)),
                key="meeting",
            )
        )
    if meetings.report_late:
        rows.append(
            list_item(
                strings.reports_late(meetings.report_late),
                leading=ft.Icon(ft.Icons.ASSIGNMENT_LATE_OUTLINED),
                marks=[pill(strings.LATE, Tone.FAULT)],
                on_tap=lambda: go(Tab.MEETINGS),
                key="reports-late",
            )
        )
    return [list_card(rows)] if rows else []


def _line(
    words_: str,
    icon: ft.IconData,
    path: str,
    count: int,
    *,
    marks: Sequence[ft.Control] = (),
    key: str = "",
) -> list[ft.Control]:
    """A way to what waits; nothing while nothing does."""
    if not count:
        return []
    item = list_item(
        words_, leading=ft.Icon(icon), marks=marks, on_tap=lambda: go(path), key=key or path
    )
    return [list_card([item])]


def waiting_card(item: ToAcknowledge, today: date) -> ft.Control:
    """A directive that waits for my acknowledgement."""
    marks: list[ft.Control] = [pill(strings.TO_ACKNOWLEDGE, Tone.IMPORTANT)]
    if item.late:
        marks.append(pill(strings.LATE, Tone.FAULT))
    rows: list[ft.Control] = [flow(marks), strong(item.title)]
    line = document_line(item.number, None)
    rows.append(note(f"{line} · {item.unit_name}" if line else item.unit_name))
    rows.append(note(deadline_words(item, today)))
    if item.reminded_at is not None:
        bell = ft.Icon(ft.Icons.NOTIFICATIONS_ACTIVE_OUTLINED, color=Tone.WAITING.ink)
        said = note(strings.reminded(text.ago(item.reminded_at)))
        said.color, said.expand = Tone.WAITING.ink, True
        rows.append(
            ft.Container(
                ft.Row([bell, said]), bgcolor=Tone.WAITING.ground, padding=8, border_radius=8
            )
        )
    post_id = item.post_id
    return card(rows, on_tap=lambda: go(paths.post(post_id, Tab.HOME)))


def deadline_words(item: ToAcknowledge, today: date) -> str:
    """The deadline in words; who is exempt is never told to be late."""
    if item.acknowledge_by is None:
        return strings.WITHOUT_DEADLINE
    left = (item.acknowledge_by - today).days
    if left < 0 and not item.late:
        return strings.deadline_past(text.day(item.acknowledge_by))
    return strings.deadline(text.day(item.acknowledge_by), words.days_left(left))


def latest(items: list[FeedItem]) -> list[ft.Control]:
    """The newest posts, briefly."""
    if not items:
        return [empty(strings.NO_NEWS, icon=ft.Icons.NEWSPAPER_OUTLINED)]
    return [_row(item) for item in items]


def _row(item: FeedItem) -> ft.Control:
    return post_row(
        item, lambda: go(paths.post(item.post_id, Tab.HOME)), covered=False, with_lead=False
    )
