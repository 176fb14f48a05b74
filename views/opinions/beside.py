"""What was said beside the agenda of one meeting, and the ways to say more."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

import flet as ft

from services.meetings.models import State
from services.opinions.models import Note, Opinion, Question, Voices
from views import paths
from views.opinions import strings
from views.session import use_services
from views.shared import strings as words
from views.shared.buttons import primary_button, secondary_button, text_button
from views.shared.guard import toast
from views.shared.hooks import use_action, use_query, use_request_key
from views.shared.ids import wanted_id
from views.shared.look import go
from views.shared.parts import (
    Tone,
    body,
    card,
    flow,
    icon_button,
    note,
    pill,
    section,
    selectable,
)
from views.shared.returning import use_return
from views.shared.scaffold import scaffold
from views.shared.screens import screen
from views.shared.states import problem, shown

OPEN = (State.PLANNED, State.CALLED, State.RUNNING)


@screen
def OpinionsScreen() -> ft.View:
    """Of the meeting in the address."""
    services = use_services()
    wanted = ft.use_route_params().get("meeting_id", "")
    key = use_request_key(wanted)

    query = use_query(lambda: services.opinions.of(wanted_id(wanted)), [wanted], name="opinions.of")
    use_return(query.reload)

    async def answer(note_id: UUID, agreed: bool) -> str:
        await services.opinions.answer_note(UUID(key.value), note_id, agreed=agreed)
        return strings.AGREED if agreed else strings.REFUSED

    async def pass_up(question_id: UUID) -> str:
        await services.opinions.pass_up(UUID(key.value), question_id)
        return strings.PASSED

    def done(said: str) -> None:
        key.renew()
        toast(said)
        query.reload()

    answering = use_action(answer, on_done=done, name="opinions.note_answer")
    passing = use_action(pass_up, on_done=done, name="opinions.pass_up")

    def draw(told: Voices) -> list[ft.Control]:
        return [
            *problem(answering.error or passing.error, strings.ERRORS),
            *waiting_for_me(told.notes, answering.run),
            *sending(wanted, told),
            *listed(told),
            *noted(wanted, told),
            *questions(wanted, told, passing.run),
        ]

    return scaffold(
        strings.OPINIONS,
        shown(query, draw, room=strings.ERRORS),
        actions=[icon_button(ft.Icons.REFRESH, words.RELOAD, query.reload)],
    )


def waiting_for_me(notes: list[Note], answer: Callable[[UUID, bool], None]) -> list[ft.Control]:
    """What somebody wants to note about me."""
    mine = [n for n in notes if n.about_me and not n.agreed]
    if not mine:
        return []
    rows: list[ft.Control] = [section(strings.ABOUT_ME), note(strings.ABOUT_ME_NOTE)]
    for n in mine:
        buttons: list[ft.Control] = [
            primary_button(
                strings.AGREE, partial(answer, n.note_id, True), key=f"agree-{n.note_id}"
            ),
            secondary_button(
                strings.REFUSE, partial(answer, n.note_id, False), key=f"refuse-{n.note_id}"
            ),
        ]
        rows.append(card([note(strings.NOTE_KINDS[n.kind]), selectable(n.words), flow(buttons)]))
    return rows


def sending(meeting_id: str, told: Voices) -> list[ft.Control]:
    """The two ways of saying something beforehand; which one is decided before anything is typed."""
    if not told.invited or told.state not in OPEN:
        return []
    here = paths.opinions(meeting_id)
    return [
        note(strings.SEND_NOTE),
        flow(
            [
                primary_button(strings.SEND_NAMED, partial(go, f"{here}/named"), key="named"),
                secondary_button(
                    strings.SEND_UNNAMED, partial(go, f"{here}/unnamed"), key="unnamed"
                ),
            ]
        ),
    ]


def listed(told: Voices) -> list[ft.Control]:
    """For who runs the meeting all of them, for others their own."""
    if not told.may_read:
        if not told.mine:
            return []
        return [section(strings.MINE), *(opinion(o) for o in told.mine)]
    rows: list[ft.Control] = [section(f"{strings.NAMED} ({len(told.named)})")]
    rows += [opinion(o) for o in told.named] or [note(strings.NONE)]
    rows.append(section(f"{strings.UNNAMED} ({len(told.unnamed)})"))
    if not told.unnamed:
        return [*rows, note(strings.NONE)]
    return [*rows, note(strings.UNNAMED_NOTE), *(opinion(o) for o in told.unnamed)]


def opinion(o: Opinion) -> ft.Control:
    """One opinion, with name and time where it has them."""
    by = strings.said_by(o.full_name, o.at)
    return card([selectable(o.words), *([note(by)] if by else [])])


def noted(meeting_id: str, told: Voices) -> list[ft.Control]:
    """Criticism that is noted, for the keepers and for whom it is about."""
    rows: list[ft.Control] = [
        card(
            [
                note(strings.note_line(n.kind, n.full_name)),
                selectable(n.words),
                flow(
                    [
                        pill(
                            strings.AGREED if n.agreed else strings.WAITING,
                            Tone.DONE if n.agreed else Tone.WAITING,
                        )
                    ]
                ),
            ]
        )
        for n in told.notes
        if n.agreed or not n.about_me
    ]
    if told.may_keep and told.state is State.RUNNING:
        rows.append(
            secondary_button(
                strings.NOTE_ADD,
                partial(go, f"{paths.opinions(meeting_id)}/note"),
                icon=ft.Icons.EDIT_NOTE,
                key="note",
            )
        )
    return [section(strings.NOTES), *rows] if rows else []


def questions(meeting_id: str, told: Voices, pass_up: Callable[[UUID], None]) -> list[ft.Control]:
    """What the cell asks those above, and what they answered."""
    rows: list[ft.Control] = [section(strings.QUESTIONS)]
    if not told.questions:
        rows.append(note(strings.QUESTIONS_NONE))
    for q in told.questions:
        below = answered(q)
        if told.may_keep and q.passed_up_at is None:
            below.append(
                text_button(
                    strings.PASS_UP, partial(pass_up, q.question_id), key=f"pass-{q.question_id}"
                )
            )
        rows.append(card([selectable(q.words), *below]))
    if told.may_keep and told.state in (State.RUNNING, State.CLOSED):
        rows.append(
            secondary_button(
                strings.QUESTION_ADD,
                partial(go, f"{paths.opinions(meeting_id)}/question"),
                icon=ft.Icons.ADD,
                key="question",
            )
        )
    return rows


def answered(q: Question) -> list[ft.Control]:
    """Where a question stands; its answer."""
    if q.answer is not None:
        return [note(strings.ANSWER), body(q.answer), note(strings.said_by(None, q.answered_at))]
    up = q.passed_up_at is not None
    return [flow([pill(strings.PASSED if up else strings.NOT_PASSED, Tone.WAITING)])]
