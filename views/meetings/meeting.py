"""One meeting: the invitation and my answer, the papers, the agenda, and what its keepers do."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

import flet as ft

from services.meetings.models import MeetingCard, Paper, Part, Reply, State, Step
from views import paths
from views.meetings import strings
from views.meetings.helping.replies import helping
from views.meetings.lists import agenda, beside, papers, voting
from views.meetings.live import call_to_vote, use_live
from views.meetings.parts import marks, report_is_late
from views.session import use_services
from views.shared import strings as words
from views.shared.buttons import danger_button, primary_button, secondary_button, text_button
from views.shared.dialogs import use_confirm
from views.shared.files import use_file_opener
from views.shared.guard import toast
from views.shared.hooks import use_action, use_query, use_request_key
from views.shared.ids import wanted_id
from views.shared.look import go
from views.shared.meetings.around import around
from views.shared.parts import (
    Tone,
    banner,
    card,
    column,
    flow,
    heading,
    icon_button,
    key_values,
    list_card,
    list_item,
    note,
    section,
)
from views.shared.picking import PAPERS, PickedFile, pick_button, use_picking
from views.shared.returning import use_return
from views.shared.scaffold import scaffold
from views.shared.screens import screen
from views.shared.states import problem, shown
from views.shared.theme import GAP_S

CONFIRMED = {
    Step.CALL: (strings.CALL_TITLE, strings.CALL_TEXT, strings.CALL),
    Step.START: (strings.START_TITLE, strings.START_TEXT, strings.START),
    Step.CLOSE: (strings.CLOSE_TITLE, strings.CLOSE_TEXT, strings.CLOSE),
}
OPEN = (State.PLANNED, State.CALLED)


@screen
def MeetingScreen() -> ft.View:
    """The meeting in the address."""
    services, ask = use_services(), use_confirm()
    wanted = ft.use_route_params().get("meeting_id", "")
    key = use_request_key(wanted)

    query = use_query(
        lambda: services.meetings.open(wanted_id(wanted), Part.VOTES, Part.AFTER),
        [wanted],
        name="meetings.open",
    )
    use_return(query.reload)
    live = use_live(query)

    async def reply(value: Reply) -> None:
        await services.meetings.reply(UUID(key.value), wanted_id(wanted), value)

    async def step(meeting: MeetingCard, wanted_step: Step) -> Step:
        await services.meetings.step(
            UUID(key.value), meeting.meeting_id, wanted_step, meeting.version
        )
        return wanted_step

    async def bring(picked: PickedFile) -> None:
        await services.meetings.add_paper(
            UUID(key.value),
            wanted_id(wanted),
            picked.name,
            await picked.content(),
            classified_confirmed=picked.classified_confirmed,
        )

    async def drop(paper: Paper) -> None:
        await services.meetings.remove_paper(UUID(key.value), paper.object_name)

    def done(said: str) -> None:
        key.renew()
        toast(said)
        query.reload()

    replying = use_action(reply, on_done=lambda _: done(strings.REPLY_SENT), name="meetings.reply")
    stepping = use_action(step, on_done=lambda s: done(strings.STEP_DONE[s]), name="meetings.step")
    picking = use_picking(bring, on_done=lambda _: done(strings.PAPER_ADDED), name="meetings.paper")
    dropping = use_action(
        drop, on_done=lambda _: done(strings.PAPER_REMOVED), name="meetings.paper"
    )
    open_file = use_file_opener(services.meetings.link, strings.ERRORS)

    def ask_step(meeting: MeetingCard, wanted_step: Step) -> None:
        title, said, yes = CONFIRMED[wanted_step]
        ask(
            title,
            said,
            yes,
            partial(stepping.run, meeting, wanted_step),
            danger=wanted_step is Step.CLOSE,
        )

    def ask_drop(paper: Paper) -> None:
        ask(
            strings.PAPER_REMOVE_TITLE,
            paper.file_name,
            strings.PAPER_REMOVE,
            partial(dropping.run, paper),
            danger=True,
        )

    def draw(m: MeetingCard) -> list[ft.Control]:
        rows = [
            *head(m),
            *problem(replying.error or stepping.error or dropping.error, strings.ERRORS),
        ]
        if m.mine and m.state is State.CALLED:
            rows += invitation(m, replying.run, replying.busy)
        rows += helping(m, query.reload)
        if m.mine and m.state is State.RUNNING:
            rows += arriving(m)
        rows += keeping(m, partial(ask_step, m), busy=stepping.busy)
        rows += voting(m)
        if m.mine or m.may_keep:
            rows.append(list_card([beside(m)]))
        if m.mine or m.may_keep or m.papers:  # papers are the cell's: above, none are shown
            rows += [section(strings.PAPERS), *papers(m, open_file, ask_drop)]
        if m.may_keep and m.state not in (State.CLOSED, State.CANCELLED):
            rows.append(flow([pick_button(picking, strings.PAPER_ADD, PAPERS)]))
            rows += problem(picking.failed, strings.ERRORS)
        return [*rows, around(m, query.reload), section(strings.AGENDA), agenda(m)]

    return scaffold(
        strings.MEETING,
        shown(query, draw, room=strings.ERRORS),
        actions=[icon_button(ft.Icons.REFRESH, words.RELOAD, query.reload)],
        bottom=[] if live is None else call_to_vote(live),
    )


def head(m: MeetingCard) -> list[ft.Control]:
    """What, when, where, who."""
    pairs: list[tuple[str, str | ft.Control]] = [
        (strings.WHEN, strings.when(m.starts_at, m.minutes))
    ]
    for label, said in (
        (strings.WHERE, m.place),
        (strings.UNIT, m.unit_name),
        (strings.CHAIR, m.chair),
        (strings.CLERK, m.clerk),
        (strings.GUESTS, m.guests),
        (strings.WHY_CANCELLED, m.cancelled_why),
    ):
        if said:
            pairs.append((label, said))
    rows: list[ft.Control] = [
        column([heading(m.title), flow(marks(m))], spacing=GAP_S),
        card(key_values(pairs)),
    ]
    if m.online_link is not None and m.state in (*OPEN, State.RUNNING):
        rows.append(
            secondary_button(
                strings.JOIN,
                lambda: None,
                icon=ft.Icons.VIDEOCAM_OUTLINED,
                action=ft.OpenUrl(m.online_link, target=ft.UrlTarget.BLANK),
                key="join",
            )
        )
    if m.report_by is not None and m.reported_at is None and m.may_run:
        tone = Tone.FAULT if report_is_late(m) else Tone.WAITING
        rows.append(banner(strings.report_by(m.report_by), tone))
    return rows


def invitation(m: MeetingCard, reply: Callable[[Reply], None], busy: bool) -> list[ft.Control]:
    """Coming, online, or excused with a reason; what was said stands out."""
    offered = [Reply.COMING, *([Reply.ONLINE] if m.online_link else []), Reply.EXCUSED]
    buttons: list[ft.Control] = []
    for value in offered:
        chosen = m.reply is value
        draw = (
            primary_button
            if chosen or (m.reply is None and value is Reply.COMING)
            else secondary_button
        )
        act = (
            partial(reply, value)
            if value is not Reply.EXCUSED
            else partial(go, paths.meeting_part(m.meeting_id, "excuse"))
        )
        buttons.append(
            ft.Semantics(
                content=draw(
                    strings.REPLIES[value],
                    act,
                    busy=busy,
                    icon=ft.Icons.CHECK if chosen else None,
                    key=f"reply-{value}",
                ),
                selected=chosen,
            )
        )
    rows: list[ft.Control] = [section(strings.REPLY_TITLE), flow(buttons)]
    if m.by_proxy:
        rows.append(note(strings.BY_PROXY))
    if m.reply is Reply.EXCUSED and m.reason:
        rows.append(note(f"{strings.EXCUSE_WHY}: {m.reason}"))
    return [*rows, note(strings.REPLY_NOTE)]


def arriving(m: MeetingCard) -> list[ft.Control]:
    """While it runs: I am marked, or the way to say that I am here."""
    if m.presence is not None and m.presence in ("present", "online"):
        return [banner(strings.ARRIVED_ME, Tone.DONE)]
    return [
        primary_button(
            strings.ARRIVE,
            partial(go, paths.meeting_part(m.meeting_id, "arrive")),
            icon=ft.Icons.HOW_TO_REG_OUTLINED,
            key="arrive",
        )
    ]


def keeping(m: MeetingCard, step: Callable[[Step], None], *, busy: bool) -> list[ft.Control]:
    """What those who run or keep the meeting do now: one main step, the rest below."""
    here = partial(paths.meeting_part, m.meeting_id)
    rows: list[ft.Control] = []
    if m.papers_late and m.may_keep:
        rows.append(banner(strings.PAPERS_LATE, Tone.WAITING))
    if m.may_keep and m.state not in (State.PLANNED, State.CANCELLED):
        rows.append(list_card(desk(m)))
    if not m.may_run:
        return rows
    if m.state is State.PLANNED:
        rows.append(primary_button(strings.CALL, partial(step, Step.CALL), busy=busy, key="call"))
    if m.state in OPEN:
        rows.append(
            secondary_button(strings.START, partial(step, Step.START), disabled=busy, key="start")
        )
        rows.append(
            flow(
                [
                    text_button(
                        strings.EDIT,
                        partial(go, here("edit")),
                        icon=ft.Icons.EDIT_OUTLINED,
                        key="edit",
                    ),
                    text_button(
                        strings.CANCEL,
                        partial(go, here("cancel")),
                        icon=ft.Icons.EVENT_BUSY,
                        key="cancel",
                    ),
                ]
            )
        )
    if m.state is State.RUNNING:
        rows.append(danger_button(strings.CLOSE, partial(step, Step.CLOSE), key="close"))
    return rows


def desk(m: MeetingCard) -> list[ft.Control]:
    """The screens of the keepers."""
    here = partial(paths.meeting_part, m.meeting_id)
    rows = [
        list_item(
            strings.ROLL,
            lines=[strings.ROLL_LINE],
            leading=ft.Icon(ft.Icons.CHECKLIST),
            on_tap=partial(go, here("roll")),
            key="roll",
        )
    ]
    if m.state is State.RUNNING:
        rows += [
            list_item(
                strings.CODE,
                lines=[strings.CODE_LINE],
                leading=ft.Icon(ft.Icons.QR_CODE_2),
                on_tap=partial(go, here("code")),
                key="code",
            ),
            list_item(
                strings.RUN_AGENDA,
                lines=[strings.RUN_AGENDA_LINE],
                leading=ft.Icon(ft.Icons.EDIT_NOTE),
                on_tap=partial(go, here("agenda")),
                key="agenda",
            ),
        ]
    return rows
