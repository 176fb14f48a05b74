"""The agenda as it runs: an item with its clock, who took the floor, what it came to."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID, uuid4, uuid5

import flet as ft

from services.meetings.models import Item, MeetingCard, Part, RollLine, State
from services.models import Frozen
from views import paths
from views.meetings import strings as room
from views.meetings.day import strings
from views.session import use_services
from views.shared import strings as words
from views.shared import text
from views.shared.autosave import Autosave, Saver, Standing, use_autosave
from views.shared.buttons import primary_button, secondary_button
from views.shared.dialogs import use_confirm
from views.shared.fields import Kind, SwitchInput, TextInput
from views.shared.flet_typed import keyed, use_effect, use_ref, use_state
from views.shared.hearing import use_hearing
from views.shared.hooks import Query, Ready, use_action, use_every, use_query, use_request_key
from views.shared.ids import wanted_id
from views.shared.look import go
from views.shared.parts import (
    Tone,
    banner,
    column,
    flow,
    heading,
    icon_button,
    list_card,
    list_item,
    note,
    pill,
    section,
)
from views.shared.returning import use_return
from views.shared.scaffold import scaffold
from views.shared.screens import block, screen
from views.shared.stamps import ask_about_stamp
from views.shared.states import problem, shown
from views.shared.theme import GAP_M


class Conclusion(Frozen):
    """What an item came to, as it stands on the screen; ``turn`` makes each saving another one."""

    words: str
    turn: UUID
    denied: bool = False


@screen
def AgendaScreen() -> ft.View:
    """All items, the one at hand first to be seen."""
    services = use_services()
    wanted = ft.use_route_params().get("meeting_id", "")
    query = use_query(
        lambda: services.meetings.open(wanted_id(wanted)), [wanted], name="meetings.open"
    )
    use_return(query.reload)
    use_hearing(subjects(query), query.reload)

    def draw(m: MeetingCard) -> list[ft.Control]:
        if m.state is not State.RUNNING or not m.may_keep:
            return [banner(room.NO_LONGER, Tone.WAITING)]
        return [
            heading(m.title, level=2),
            list_card([row(m, number, item) for number, item in enumerate(m.items, 1)]),
        ]

    return scaffold(
        room.AGENDA,
        shown(query, draw, room=room.ERRORS, rows=6),
        actions=[icon_button(ft.Icons.REFRESH, words.RELOAD, query.reload)],
    )


def row(m: MeetingCard, number: int, item: Item) -> ft.Control:
    """An item with its clock; opens it."""
    marks: list[ft.Control] = []
    if item.started_at is not None:
        over = spent(item) > item.minutes
        tone = Tone.DONE if item.ended_at else Tone.IMPORTANT if over else Tone.WAITING
        marks.append(pill(strings.clock_line(spent(item), item.minutes), tone))
    lines = [room.item_line(item.minutes, item.presenter)]
    if item.conclusion:
        lines.append(item.conclusion)
    return list_item(
        f"{number}. {item.title}",
        lines=lines,
        marks=marks,
        on_tap=partial(go, paths.meeting_item(m.meeting_id, item.item_id)),
        key=f"item-{item.item_id}",
    )


def spent(item: Item) -> int:
    """Whole minutes since it began, or from its beginning to its end."""
    if item.started_at is None:
        return 0
    until = item.ended_at or text.now()
    return max(0, int((until - item.started_at).total_seconds() // 60))


def subjects(query: Query[MeetingCard]) -> list[UUID]:
    """What changes these screens, once they were shown: the meeting and its items."""
    match query.state:
        case Ready(m):
            return [m.meeting_id, *(item.item_id for item in m.items)]
        case _:
            return []


@screen
def ItemScreen() -> ft.View:
    """One item, and the way to the next."""
    services = use_services()
    params = ft.use_route_params()
    wanted, item_id = params.get("meeting_id", ""), params.get("item_id", "")

    query = use_query(
        lambda: services.meetings.open(wanted_id(wanted), Part.PEOPLE),
        [wanted, item_id],
        name="meetings.open",
    )
    use_hearing(subjects(query), query.reload)
    written = use_ref(lambda: False)

    def draw(m: MeetingCard) -> list[ft.Control]:
        place = next((n for n, i in enumerate(m.items) if str(i.item_id) == item_id), None)
        over = m.state is not State.RUNNING or not m.may_keep
        if place is None or (over and not written.current):
            return [banner(room.NO_LONGER, Tone.WAITING)]
        written.current = True  # what stands in the form stays, though it is over meanwhile
        item = m.items[place]
        give = paths.task_from_item(m.meeting_id, item.item_id, m.unit_id) if m.may_run else None
        rows: list[ft.Control] = [
            ft.Container(banner(room.NO_LONGER, Tone.WAITING), visible=over),
            keyed(f"item-{item_id}", ItemForm, item, m.people, query.reload, give),
        ]
        if place + 1 < len(m.items) and not over:
            following = m.items[place + 1]
            rows.append(
                secondary_button(
                    f"{strings.NEXT_ITEM}: {following.title}",
                    partial(go, paths.meeting_item(m.meeting_id, following.item_id)),
                    key="next",
                )
            )
        return rows

    return scaffold(strings.ITEM, shown(query, draw, room=room.ERRORS))


@block
def ItemForm(
    item: Item, people: list[RollLine], reload: Callable[[], None], give: str | None
) -> ft.Control:
    """Words are sent at each pause of the typing; a stamp is asked about. ``give`` is the address for
    giving a task on the spot."""
    services, ask = use_services(), use_confirm()
    said, set_said = use_state(lambda: Conclusion(words=item.conclusion, turn=uuid4()))
    sent, set_sent = use_state(lambda: item.conclusion)
    spoke, set_spoke = use_state(lambda: frozenset(item.speakers))
    minutes, set_minutes = use_state(lambda: spent(item))
    turn_key = use_request_key(item.item_id)

    async def write(form: Conclusion) -> UUID:
        await services.meetings.write_item(
            uuid5(form.turn, form.model_dump_json()),
            item.item_id,
            form.words,
            classified_confirmed=form.denied,
        )
        return uuid4()

    async def turn(running: bool) -> None:
        await services.meetings.write_item(UUID(turn_key.value), item.item_id, running=running)

    async def note_speaker(member_id: UUID, on: bool) -> tuple[UUID, bool]:
        await services.meetings.note_speaker(
            UUID(turn_key.value), item.item_id, member_id, spoke=on
        )
        return member_id, on

    def next_turn(form: Conclusion, turn: UUID) -> Conclusion:
        return form.model_copy(update={"turn": turn})

    def written(turn: UUID, form: Conclusion) -> None:
        set_sent(form.words)
        set_said(lambda now: next_turn(now, turn))

    def turned(_: None) -> None:
        turn_key.renew()
        reload()

    def noted(who: tuple[UUID, bool]) -> None:
        turn_key.renew()
        member_id, on = who
        set_spoke(lambda old: old | {member_id} if on else old - {member_id})

    saving = use_autosave(
        Saver(
            name="meetings.item",
            put=write,
            built_on=next_turn,
            says=lambda form: form.words,
            stamped="meeting.classified",
            denied=lambda form: form.denied,
        ),
        said,
        dirty=said.words != sent,
        on_saved=written,
        leaving=True,
    )
    turning = use_action(turn, on_done=turned, name="meetings.item")
    noting = use_action(note_speaker, on_done=noted, name="meetings.speaker")

    def typed(words_: str) -> None:
        set_said(lambda old: old.model_copy(update={"words": words_}))

    def deny() -> None:
        set_said(lambda old: old.model_copy(update={"denied": True}))

    use_every(20.0, lambda: set_minutes(spent(item)))
    use_effect(lambda: set_minutes(spent(item)), [item.started_at, item.ended_at])
    begun = item.started_at is not None and item.ended_at is None
    return column(
        [
            heading(item.title, level=2),
            flow([pill(strings.clock_line(minutes, item.minutes), Tone.WAITING if begun else Tone.NEUTRAL)]),
            (secondary_button if begun else primary_button)(
                strings.ITEM_END if begun else strings.ITEM_BEGIN,
                partial(turning.run, not begun),
                busy=turning.busy,
                key="turn",
            ),
            *problem(turning.error, room.ERRORS),
            keyed(
                "conclusion", TextInput, strings.CONCLUSION, said.words, typed,
                kind=Kind.LONG, lines=5, max_length=10000, hint=strings.CONCLUSION_HINT, optional=True,
            ),
            *standing(saving, partial(ask_about_stamp, ask, deny)),
            *(
                [
                    secondary_button(
                        strings.GIVE_TASK, partial(go, give), icon=ft.Icons.ADD_TASK, key="give"
                    )
                ]
                if give
                else []
            ),
            section(strings.SPEAKERS),
            note(strings.SPEAKERS_NOTE),
            *problem(noting.error, room.ERRORS),
            *(
                keyed(
                    f"spoke-{p.member_id}", SwitchInput, p.full_name, p.member_id in spoke,
                    partial(noting.run, p.member_id),
                )
                for p in people
                if p.presence in ("present", "online")
            ),
        ],
        spacing=GAP_M,
    )  # fmt: skip


def standing(saving: Autosave, deny: Callable[[], None]) -> list[ft.Control]:
    """How it stands with what was typed."""
    if saving.standing is Standing.STAMPED:
        return [
            banner(room.CLASSIFIED_TEXT, Tone.FAULT),
            primary_button(room.NOT_CLASSIFIED, deny, key="not-classified"),
        ]
    said = strings.SAVING
    if saving.standing is Standing.SAVED:
        said = strings.SAVED
    elif saving.error is not None:
        said = strings.NOT_SAVED
    return [
        ft.Semantics(content=note(said), live_region=True),
        *problem(saving.error, room.ERRORS),
    ]
