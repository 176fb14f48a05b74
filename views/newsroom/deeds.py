"""Steps that ask for more than a yes: giving an article back with a reason, setting an hour for it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import partial
from uuid import uuid5

import flet as ft

from services.newsroom.models import Manuscript, Moved, Step
from views import paths
from views.newsroom import strings
from views.newsroom.article import schedule_text
from views.newsroom.refusals.strings import ERRORS
from views.session import use_services, use_session
from views.shared import text
from views.shared.buttons import primary_button, secondary_button
from views.shared.dialogs import use_confirm
from views.shared.fields import DateInput, Kind, TextInput
from views.shared.flet_typed import keyed, use_state
from views.shared.guard import toast
from views.shared.hooks import Ready, use_action, use_query
from views.shared.ids import wanted_id
from views.shared.kept_words import use_words
from views.shared.look import go
from views.shared.parts import body, heading, note
from views.shared.scaffold import scaffold
from views.shared.screens import screen
from views.shared.stamps import unless_stamped
from views.shared.states import problem, shown

REASON_MOST = 1000
_AHEAD = timedelta(days=365)


@screen
def ReturnScreen() -> ft.View:
    """Trả lại để sửa: what has to be mended."""
    services, session, ask = use_services(), use_session(), use_confirm()
    wanted = ft.use_route_params().get("manuscript_id", "")
    typed = use_words("article.return", wanted)
    reason = typed.words
    tried, set_tried = use_state(lambda: False)
    query = use_query(
        lambda: services.newsroom.open(wanted_id(wanted)), [wanted], name="manuscript.open"
    )

    async def act(m: Manuscript, why: str, confirmed: bool) -> Moved:
        told = f"{session.user_id} return {m.version} {m.updated_at} {why} {confirmed}"
        moved = await services.newsroom.step(
            uuid5(m.manuscript_id, told),
            m.manuscript_id,
            Step.RETURN,
            version=m.version,
            reason=why,
            classified_confirmed=confirmed,
        )
        await typed.sent()
        return moved

    def done(_: Moved) -> None:
        toast(strings.DONE[Step.RETURN])
        go(paths.DESK)

    acting = use_action(act, on_done=done, name="manuscript.return")
    m = query.state.value if isinstance(query.state, Ready) else None
    short = len(reason.strip()) < 3

    def send() -> None:
        set_tried(True)
        if m is not None and not short:
            unless_stamped(ask, reason, partial(acting.run, m, reason.strip()))

    def draw(opened: Manuscript) -> list[ft.Control]:
        return [
            heading(opened.title or strings.UNTITLED, level=2),
            *typed.around(
                keyed(
                    "reason",
                    TextInput,
                    strings.RETURN_REASON,
                    reason,
                    typed.put,
                    kind=Kind.LONG,
                    lines=5,
                    max_length=REASON_MOST,
                    help=strings.RETURN_REASON_HELP,
                    error=strings.REASON_SHORT if tried and short else None,
                )
            ),
        ]

    return scaffold(
        strings.RETURN_TITLE,
        shown(query, draw, room=ERRORS),
        bottom=[
            *problem(acting.error, ERRORS),
            primary_button(
                strings.STEPS[Step.RETURN], send, busy=acting.busy, icon=ft.Icons.UNDO, key="return"
            ),
        ],
    )


@screen
def ScheduleScreen() -> ft.View:
    """Hẹn giờ đăng: on which day, at what time."""
    services, session = use_services(), use_session()
    wanted = ft.use_route_params().get("manuscript_id", "")
    here = ft.use_view_path()
    today = text.now().date()
    day, set_day = use_state(lambda: _some_day(today + timedelta(days=1)))
    clock, set_clock = use_state(lambda: "07:30")
    tried, set_tried = use_state(lambda: False)
    query = use_query(
        lambda: services.newsroom.open(wanted_id(wanted)), [wanted], name="manuscript.open"
    )

    async def act(m: Manuscript, at: datetime) -> Moved:
        key = uuid5(m.manuscript_id, f"{session.user_id} schedule {m.version} {m.updated_at} {at}")
        return await services.newsroom.step(
            key, m.manuscript_id, Step.SCHEDULE, version=m.version, at=at
        )

    def done(_: Moved) -> None:
        toast(strings.DONE[Step.SCHEDULE])
        go(here.rsplit("/", 1)[0])

    acting = use_action(act, on_done=done, name="manuscript.schedule")
    m = query.state.value if isinstance(query.state, Ready) else None
    at = text.moment_at(day, clock)
    time_fault = None
    if tried and text.parse_clock(clock) is None:
        time_fault = strings.TIME_WRONG
    elif tried and at is not None and at <= text.now():
        time_fault = strings.TIME_PAST

    def send() -> None:
        set_tried(True)
        if m is not None and at is not None and at > text.now():
            acting.run(m, at)

    def draw(opened: Manuscript) -> list[ft.Control]:
        drawn: list[ft.Control] = [
            heading(opened.title or strings.UNTITLED, level=2),
            note(schedule_text(opened)),
            keyed(
                "day",
                DateInput,
                strings.ON_DAY,
                day,
                set_day,
                first=today,
                last=today + _AHEAD,
                error=strings.DAY_MISSING if tried and day is None else None,
            ),
            keyed(
                "time",
                TextInput,
                strings.AT_TIME,
                clock,
                set_clock,
                kind=Kind.DATE,
                max_length=8,
                help=strings.AT_TIME_HELP,
                error=time_fault,
            ),
        ]
        if at is not None:
            drawn.append(body(strings.goes_out(f"{text.weekday(at.date())}, {text.moment(at)}")))
        return drawn

    return scaffold(
        strings.SCHEDULE_TITLE,
        shown(query, draw, room=ERRORS),
        bottom=[
            *problem(acting.error, ERRORS),
            primary_button(
                strings.STEPS[Step.SCHEDULE],
                send,
                busy=acting.busy,
                icon=ft.Icons.SCHEDULE,
                key="schedule",
            ),
            secondary_button(strings.BACK, lambda: go(here.rsplit("/", 1)[0]), key="back"),
        ],
    )


def _some_day(day: date) -> date | None:
    return day
