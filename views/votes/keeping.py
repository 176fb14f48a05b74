"""What the clerk does: paper, hands; and of the one who runs it: other tellers, calling off."""

from __future__ import annotations

from functools import partial
from uuid import UUID

import flet as ft

from services.votes.models import VoteCard, VotePerson
from views import paths
from views.session import use_services
from views.shared.buttons import danger_button, primary_button
from views.shared.dialogs import use_confirm
from views.shared.errors import sentence_for
from views.shared.fields import Kind, SwitchInput, TextInput, fault
from views.shared.flet_typed import keyed, use_state
from views.shared.guard import toast
from views.shared.hooks import use_action, use_query, use_request_key
from views.shared.ids import wanted_id
from views.shared.kept_words import use_words
from views.shared.look import go
from views.shared.parts import body, column
from views.shared.scaffold import scaffold
from views.shared.screens import block, screen
from views.shared.states import empty, problem, shown
from views.shared.theme import GAP_M
from views.votes import strings
from views.votes.parts import number, use_vote


@screen
def PaperScreen() -> ft.View:
    """Who takes a ballot of paper in the vote in the address."""
    services = use_services()
    params = ft.use_route_params()
    meeting, wanted = params.get("meeting_id", ""), params.get("vote_id", "")
    key = use_request_key(wanted)
    query = use_query(
        lambda: services.votes.people(wanted_id(meeting), wanted_id(wanted)),
        [meeting, wanted],
        name="votes.people",
    )

    async def take(member_id: UUID, taken: bool) -> None:
        await services.votes.take_paper(UUID(key.value), wanted_id(wanted), member_id, taken=taken)

    def done(_: None) -> None:
        key.renew()
        query.reload()

    taking = use_action(take, on_done=done, name="votes.paper")

    def draw(people: list[VotePerson]) -> list[ft.Control]:
        there = [p for p in people if p.present]
        if not there:
            return [empty(strings.NOBODY_THERE)]
        return [
            body(strings.PAPER_TEXT),
            *problem(taking.error, strings.ERRORS),
            *(
                keyed(
                    f"paper-{p.member_id}-{p.paper}", SwitchInput, p.full_name, p.paper,
                    partial(taking.run, p.member_id), disabled=taking.busy,
                )
                for p in there
            ),
        ]  # fmt: skip

    return scaffold(strings.PAPER, shown(query, draw, room=strings.ERRORS))


@screen
def HandsScreen() -> ft.View:
    """The show of hands in the vote in the address."""
    query = use_vote()

    def draw(vote: VoteCard) -> list[ft.Control]:
        return [body(strings.HANDS_TEXT), keyed("hands-form", HandsForm, vote)]

    return scaffold(strings.HANDS, shown(query, draw, room=strings.ERRORS))


@block
def HandsForm(vote: VoteCard) -> ft.Control:
    """How many persons, and how many for each option."""
    services = use_services()
    typed, set_typed = use_state(lambda: hands_typed(vote))
    key = use_request_key(vote.vote_id, typed)
    numbers = [number(said) for said in typed]

    async def save(write_key: str, sums: list[int]) -> None:
        await services.votes.count_hands(UUID(write_key), vote.vote_id, sums[0], sums[1:])

    def saved(_: None) -> None:
        toast(strings.HANDS_SAVED)
        go(paths.vote(vote.meeting_id, vote.vote_id))

    saving = use_action(save, on_done=saved, name="votes.hands")

    def put(place: int, value: str) -> None:
        set_typed(lambda old: (*old[:place], value, *old[place + 1 :]))

    def submit() -> None:
        known = [n for n in numbers if n is not None]
        if len(known) == len(numbers):
            saving.run(key.value, known)

    told = sentence_for(saving.error, "hands", strings.ERRORS)
    return column(
        [
            *(
                keyed(
                    f"hands-{place}", TextInput, label, typed[place], partial(put, place),
                    kind=Kind.NUMBER, max_length=6,
                    error=strings.NUMBER_WRONG if numbers[place] is None else None,
                )
                for place, label in enumerate([strings.HANDS_PERSONS, *vote.options])
            ),
            *fault(told),
            *problem(None if told else saving.error, strings.ERRORS),
            primary_button(strings.HANDS_SAVE, submit, busy=saving.busy, key="save-hands"),
        ],
        spacing=GAP_M,
    )  # fmt: skip


def hands_typed(vote: VoteCard) -> tuple[str, ...]:
    """The last count, to be corrected."""
    if vote.hands is None:
        return ("",) * (len(vote.options) + 1)
    return (str(vote.hands.persons), *(str(n) for n in vote.hands.counts))


@screen
def TellersScreen() -> ft.View:
    """Other tellers for the vote in the address."""
    services = use_services()
    params = ft.use_route_params()
    meeting, wanted = params.get("meeting_id", ""), params.get("vote_id", "")
    query = use_query(
        lambda: services.votes.people(wanted_id(meeting)), [meeting], name="votes.people"
    )

    def draw(people: list[VotePerson]) -> list[ft.Control]:
        return [
            body(strings.TELLERS_TEXT),
            keyed("tellers-form", TellersForm, people, meeting, wanted),
        ]

    return scaffold(strings.TELLERS, shown(query, draw, room=strings.ERRORS))


@block
def TellersForm(people: list[VotePerson], meeting: str, wanted: str) -> ft.Control:
    """Two or three of the official members."""
    services = use_services()
    chosen, set_chosen = use_state(nobody)
    tried, set_tried = use_state(lambda: False)
    key = use_request_key(wanted, tuple(sorted(map(str, chosen))))

    async def save(write_key: str, named: list[UUID]) -> None:
        await services.votes.name_tellers(UUID(write_key), wanted_id(wanted), named)

    def saved(_: None) -> None:
        toast(strings.SAVED)
        go(paths.vote(meeting, wanted))

    saving = use_action(save, on_done=saved, name="votes.tellers")

    def turn(member_id: UUID, on: bool) -> None:
        set_chosen(lambda old: old | {member_id} if on else old - {member_id})

    def submit() -> None:
        set_tried(True)
        if 2 <= len(chosen) <= 3:
            saving.run(key.value, [p.member_id for p in people if p.member_id in chosen])

    wrong = tried and not 2 <= len(chosen) <= 3
    return column(
        [
            *(person_switch(p, p.member_id in chosen, partial(turn, p.member_id)) for p in people),
            *fault(strings.FAULTS["tellers"] if wrong else None),
            *problem(saving.error, strings.ERRORS),
            primary_button(strings.SAVE_TELLERS, submit, busy=saving.busy, key="save-tellers"),
        ],
        spacing=GAP_M,
    )


def nobody() -> frozenset[UUID]:
    """No person chosen."""
    return frozenset()


def person_switch(who: VotePerson, on: bool, turn: object) -> ft.Control:
    """Somebody to be named as a teller; who is not there yet is said to be so."""
    return keyed(
        f"teller-{who.member_id}", SwitchInput, who.full_name, on, turn,  # pyright: ignore[reportArgumentType]
        help=None if who.present else strings.ABSENT,
    )  # fmt: skip


@screen
def CancelScreen() -> ft.View:
    """Calling off the vote in the address."""
    query = use_vote()

    def draw(vote: VoteCard) -> list[ft.Control]:
        return [body(strings.CANCEL_TEXT), keyed("cancel-form", CancelForm, vote)]

    return scaffold(strings.CANCEL, shown(query, draw, room=strings.ERRORS))


@block
def CancelForm(vote: VoteCard) -> ft.Control:
    """The reason, and a question before it is done."""
    services, ask = use_services(), use_confirm()
    typed = use_words("vote.cancel", vote.vote_id)
    why = typed.words
    tried, set_tried = use_state(lambda: False)
    key = use_request_key(vote.vote_id, why)

    async def cancel(write_key: str, said: str) -> None:
        await services.votes.cancel(UUID(write_key), vote.vote_id, said)
        await typed.sent()

    def cancelled(_: None) -> None:
        toast(strings.CANCELLED)
        go(paths.vote(vote.meeting_id, vote.vote_id))

    cancelling = use_action(cancel, on_done=cancelled, name="votes.cancel")

    def submit() -> None:
        set_tried(True)
        if len(why.strip()) >= 2:
            ask(
                strings.CANCEL,
                strings.CANCEL_TEXT,
                strings.CANCEL,
                partial(cancelling.run, key.value, why.strip()),
                danger=True,
            )

    missing = strings.FAULTS["why"] if tried and len(why.strip()) < 2 else None
    return column(
        [
            *typed.around(
                keyed(
                    "why", TextInput, strings.CANCEL_WHY, why, typed.put, kind=Kind.LONG, lines=2,
                    max_length=500, error=missing,
                )
            ),
            *problem(cancelling.error, strings.ERRORS),
            danger_button(strings.CANCEL, submit, busy=cancelling.busy, key="cancel-now"),
        ],
        spacing=GAP_M,
    )  # fmt: skip
