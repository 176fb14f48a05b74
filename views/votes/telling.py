"""Forms of the tellers: the own key before the vote, two passphrases and the paper after it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from uuid import UUID

import flet as ft

from services.votes import sealing
from services.votes.models import PaperCount, Teller, VoteCard, VoteState
from views import paths
from views.session import use_services
from views.shared.buttons import primary_button, secondary_button
from views.shared.dialogs import use_confirm
from views.shared.errors import sentence_for
from views.shared.fields import ChoiceInput, Kind, PasswordInput, TextInput, fault
from views.shared.flet_typed import keyed, use_state
from views.shared.guard import toast
from views.shared.hooks import use_action
from views.shared.look import go
from views.shared.parts import Tone, banner, body, card, column, note, section, selectable
from views.shared.scaffold import scaffold
from views.shared.screens import block, screen
from views.shared.states import problem, shown
from views.shared.theme import GAP_M
from views.votes import strings
from views.votes.parts import number, use_vote


@screen
def KeyScreen() -> ft.View:
    """A teller locks the own half of the vote in the address."""
    query = use_vote()

    def draw(vote: VoteCard) -> list[ft.Control]:
        if vote.state is not VoteState.PREPARED or not any(t.me for t in vote.tellers):
            return [banner(strings.ERRORS["vote.wrong_state"], Tone.WAITING)]
        return [body(strings.KEY_TEXT), keyed("key-form", KeyForm, vote)]

    return scaffold(strings.KEY, shown(query, draw, room=strings.ERRORS))


@block
def KeyForm(vote: VoteCard) -> ft.Control:
    """The passphrase twice; it stays in this form and nowhere else."""
    services = use_services()
    said, set_said = use_state(lambda: "")
    again, set_again = use_state(lambda: "")
    offered, set_offered = use_state(lambda: "")
    tried, set_tried = use_state(lambda: False)

    async def save(passphrase: str) -> None:
        await services.votes.set_passphrase(vote.vote_id, passphrase)

    def saved(_: None) -> None:
        toast(strings.KEY_DONE)
        go(paths.vote(vote.meeting_id, vote.vote_id))

    saving = use_action(save, on_done=saved, name="votes.key")

    def suggest() -> None:
        made = sealing.suggestion()
        set_offered(made)
        set_said(made)
        set_again(made)

    def submit() -> None:
        set_tried(True)
        if not sealing.is_weak(said) and same(said, again):
            saving.run(said)

    weak = strings.TOO_WEAK if tried and sealing.is_weak(said) else None
    differs = strings.NOT_THE_SAME if tried and not weak and not same(said, again) else None
    rows: list[ft.Control] = [
        secondary_button(
            strings.SUGGEST, suggest, icon=ft.Icons.AUTO_AWESOME_OUTLINED, key="suggest"
        )
    ]
    if offered:
        rows.append(card([note(strings.SUGGESTED), selectable(offered)]))
    return column(
        [
            *rows,
            keyed(
                "said", PasswordInput, strings.PASSPHRASE, said, set_said, kept=False,
                help=strings.PASSPHRASE_HELP, error=weak,
            ),
            keyed(
                "again", PasswordInput, strings.PASSPHRASE_AGAIN, again, set_again, kept=False,
                error=differs,
            ),
            *problem(saving.error, strings.ERRORS),
            primary_button(strings.SET, submit, busy=saving.busy, key="set-key"),
        ],
        spacing=GAP_M,
    )  # fmt: skip


def same(one: str, other: str) -> bool:
    """Whether both spellings are one passphrase."""
    return sealing.normal_passphrase(one) == sealing.normal_passphrase(other)


@screen
def CountScreen() -> ft.View:
    """Two tellers open and count the vote in the address."""
    query = use_vote()

    def draw(vote: VoteCard) -> list[ft.Control]:
        if vote.state is not VoteState.CLOSED:
            return [banner(strings.ERRORS["vote.wrong_state"], Tone.WAITING)]
        return [body(strings.COUNT_LINE), keyed("count-form", CountForm, vote)]

    return scaffold(strings.COUNT, shown(query, draw, room=strings.ERRORS))


@block
def CountForm(vote: VoteCard) -> ft.Control:
    """Whose passphrases, what was in the box, and publishing."""
    services, ask = use_services(), use_confirm()
    first, set_first = use_state(lambda: str(vote.tellers[0].member_id))
    second, set_second = use_state(lambda: str(vote.tellers[1].member_id))
    phrases, set_phrases = use_state(no_phrases)
    typed, set_typed = use_state(lambda: nothing_typed(len(vote.options)))
    tried, set_tried = use_state(lambda: False)

    async def count(said: dict[UUID, str], paper: PaperCount) -> None:
        await services.votes.count(vote.vote_id, said, paper)

    def counted(_: None) -> None:
        set_phrases(no_phrases())
        toast(strings.COUNTED)
        go(paths.vote(vote.meeting_id, vote.vote_id))

    counting = use_action(count, on_done=counted, name="votes.count", timeout=120)

    def say(place: int, value: str) -> None:
        set_phrases(lambda old: (*old[:place], value, *old[place + 1 :]))

    def put(place: int, value: str) -> None:
        set_typed(lambda old: (*old[:place], value, *old[place + 1 :]))

    paper = paper_of(typed) if vote.cast.paper else paper_of(nothing_typed(len(vote.options)))

    def submit() -> None:
        set_tried(True)
        if first != second and paper is not None and all(phrases):
            said = {UUID(first): phrases[0], UUID(second): phrases[1]}
            ask(
                strings.COUNT_TITLE,
                strings.COUNT_TEXT,
                strings.COUNT_NOW,
                partial(counting.run, said, paper),
            )

    wrong = counting.error.details.get("member_id") if counting.error is not None else None
    rows: list[ft.Control] = []
    for place, (label, chosen, choose) in enumerate(
        ((strings.FIRST_TELLER, first, set_first), (strings.SECOND_TELLER, second, set_second))
    ):
        error = strings.ERRORS["vote.passphrase_wrong"] if wrong == chosen else None
        if tried and not phrases[place]:
            error = strings.TOO_WEAK
        if len(vote.tellers) > 2:
            options = [(str(t.member_id), t.full_name) for t in vote.tellers]
            rows.append(keyed(f"teller-{place}", ChoiceInput, label, options, chosen, choose))
        rows.append(
            keyed(
                f"phrase-{place}", PasswordInput,
                strings.passphrase_of(name_of(vote.tellers, chosen)), phrases[place],
                partial(say, place), kept=False, error=error,
            )
        )  # fmt: skip
    rows += fault(strings.TWO_DIFFERENT if first == second else None)
    if vote.cast.paper:
        rows += [section(strings.BOX), note(strings.paper_taken(vote.cast.paper))]
        labels = [
            strings.PAPER_TOTAL,
            *vote.options,
            strings.PAPER_BLANK,
            strings.PAPER_INVALID,
        ]
        rows += [
            keyed(
                f"paper-{place}", TextInput, label, typed[place], partial(put, place),
                kind=Kind.NUMBER, max_length=6,
                error=strings.NUMBER_WRONG if number(typed[place]) is None else None,
            )
            for place, label in enumerate(labels)
        ]  # fmt: skip
        rows += fault(sentence_for(counting.error, "paper", strings.ERRORS))
    told = None if wrong is not None else counting.error
    if told is not None and told.field == "paper":
        told = None
    return column(
        [
            *rows,
            *problem(told, strings.ERRORS),
            primary_button(strings.COUNT_NOW, submit, busy=counting.busy, key="count-now"),
        ],
        spacing=GAP_M,
    )


def no_phrases() -> tuple[str, ...]:
    """The two fields, empty."""
    return ("", "")


def nothing_typed(options: int) -> tuple[str, ...]:
    """Empty fields: how many papers, each option, blank, not valid."""
    return ("",) * (options + 3)


def paper_of(typed: Sequence[str]) -> PaperCount | None:
    """What was typed, as numbers; None where something is no number."""
    numbers = [number(said) for said in typed]
    known = [n for n in numbers if n is not None]
    if len(known) < len(numbers):
        return None
    return PaperCount(total=known[0], counts=known[1:-2], blank=known[-2], invalid=known[-1])


def name_of(tellers: Sequence[Teller], member_id: str) -> str:
    """Whose passphrase a field takes."""
    return next((t.full_name for t in tellers if str(t.member_id) == member_id), "")
