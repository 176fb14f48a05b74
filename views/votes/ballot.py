"""What a voter does: choose, look again, send; then the receipt, once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

import flet as ft

from services.votes.models import VoteCard, VoteState
from views import paths
from views.session import use_services
from views.shared.buttons import primary_button, secondary_button, text_button
from views.shared.dialogs import use_confirm
from views.shared.fields import ChoiceInput, fault
from views.shared.flet_typed import keyed, use_state
from views.shared.guard import toast
from views.shared.hooks import use_action, use_request_key
from views.shared.look import go
from views.shared.parts import Tone, banner, card, column, heading, note, section, strong
from views.shared.screens import block
from views.shared.states import problem
from views.shared.theme import GAP_M
from views.votes import strings
from views.votes.parts import MarkInput, offered, running

Picks = frozenset[int]


@block
def Ballot(vote: VoteCard, reload: Callable[[], None]) -> ft.Control:
    """My part in a vote. The receipt lives in this block alone and is gone with it."""
    services, ask = use_services(), use_confirm()
    picks, set_picks = use_state(lambda: nothing())
    receipt, set_receipt = use_state(lambda: "")
    key = use_request_key(vote.vote_id, tuple(sorted(picks)))

    async def send(chosen: Picks, write_key: str) -> str:
        if vote.secret:
            return await services.votes.cast_sealed(vote, sorted(chosen))
        await services.votes.cast(UUID(write_key), vote, sorted(chosen))
        return ""

    def sent(given: str) -> None:
        set_picks(nothing())
        set_receipt(given)
        if not given:  # a receipt stands there by itself, and nothing shall cover it
            toast(strings.SENT_OPEN)
        reload()

    sending = use_action(send, on_done=sent, name="votes.cast")

    def confirm(chosen: Picks) -> None:
        names = [vote.options[place - 1] for place in sorted(chosen)]
        said = strings.you_picked(names) if names else strings.SEND_BLANK
        ask(
            strings.SEND_TITLE,
            f"{said} {strings.NO_WAY_BACK}",
            strings.SEND,
            partial(sending.run, chosen, key.value),
        )

    def turn(place: int, on: bool) -> None:
        set_picks(lambda old: old | {place} if on else old - {place})

    rows: list[ft.Control] = [section(strings.YOUR_VOTE)]
    if receipt:
        return column([*rows, *receipt_card(receipt)], spacing=GAP_M)
    if not running(vote):
        return ft.Container(visible=False)
    if vote.state is VoteState.PREPARED and vote.runs:
        return offered(vote)
    if vote.mine.voted is not None:
        return column([*rows, banner(strings.VOTED[vote.mine.voted], Tone.DONE)], spacing=GAP_M)
    if vote.state is not VoteState.OPEN or vote.mine.hindrance is not None:
        return column([*rows, *waiting(vote)], spacing=GAP_M)
    return column(
        [
            *rows,
            *warning(vote),
            *choices(vote, picks, set_picks, turn),
            *problem(sending.error, strings.ERRORS),
            *buttons(vote, picks, confirm, busy=sending.busy),
            *protection(vote),
        ],
        spacing=GAP_M,
    )


def nothing() -> Picks:
    """No option chosen."""
    return frozenset()


def choices(
    vote: VoteCard,
    picks: Picks,
    pick: Callable[[Picks], None],
    turn: Callable[[int, bool], None],
) -> list[ft.Control]:
    """One of them, or several to be marked."""
    if vote.picks_max == 1:
        options = [(str(place), words) for place, words in enumerate(vote.options, 1)]
        chosen = next((str(place) for place in picks), None)
        return [
            card(
                [
                    keyed(
                        "choice", ChoiceInput, strings.PICK_ONE, options, chosen,
                        lambda value: pick(frozenset({int(value)})),
                    )
                ]
            )
        ]  # fmt: skip
    lines: list[ft.Control] = [
        strong(strings.pick_some(vote.picks_min, vote.picks_max)),
        note(strings.picked(len(picks))),
    ]
    lines += [
        keyed(f"mark-{place}", MarkInput, words, place in picks, partial(turn, place))
        for place, words in enumerate(vote.options, 1)
    ]
    too_many = strings.ERRORS["vote.too_many"] if len(picks) > vote.picks_max else None
    return [card(lines), *fault(too_many)]


def buttons(
    vote: VoteCard, picks: Picks, confirm: Callable[[Picks], None], *, busy: bool
) -> list[ft.Control]:
    """Sending what is chosen; a blank ballot where it is offered."""
    fits = max(vote.picks_min, 1) <= len(picks) <= vote.picks_max
    drawn = [
        primary_button(
            strings.SEND, partial(confirm, picks), busy=busy, disabled=not fits, key="send"
        )
    ]
    if vote.picks_min == 0:
        drawn.append(
            secondary_button(
                strings.NOTHING_BUT, partial(confirm, nothing()), disabled=busy, key="blank"
            )
        )
    return drawn


def warning(vote: VoteCard) -> list[ft.Control]:
    """What the result of so few may tell; said before one votes."""
    if not (vote.secret and vote.few and vote.expected is not None):
        return []
    return [banner(strings.few(vote.expected), Tone.WAITING)]


def protection(vote: VoteCard) -> list[ft.Control]:
    """What keeps a secret ballot, in a line, and the way to more."""
    if not vote.secret:
        return []
    why = partial(go, paths.vote(vote.meeting_id, vote.vote_id, "why"))
    return [
        note(strings.SEALED),
        text_button(strings.WHY, why, icon=ft.Icons.LOCK_OUTLINE, key="why"),
    ]


def waiting(vote: VoteCard) -> list[ft.Control]:
    """Why I cannot vote now, and what I shall be able to choose."""
    if vote.state is VoteState.PREPARED:
        return [banner(strings.WAIT_OPEN, Tone.WAITING), *warning(vote), offered(vote)]
    if vote.state is VoteState.CLOSED:
        return [banner(strings.WAIT_COUNT, Tone.WAITING)]
    code = vote.mine.hindrance or "vote.not_open"
    return [banner(strings.ERRORS[code], Tone.WAITING), offered(vote)]


def receipt_card(receipt: str) -> list[ft.Control]:
    """The receipt, to be copied or written down."""
    return [
        banner(strings.SENT, Tone.DONE),
        card(
            [
                note(strings.RECEIPT),
                ft.SelectionArea(content=heading(receipt)),
                note(strings.RECEIPT_TEXT),
            ]
        ),
        secondary_button(
            strings.COPY,
            lambda: toast(strings.COPIED),
            icon=ft.Icons.CONTENT_COPY,
            action=ft.CopyToClipboard(receipt),
            key="copy",
        ),
    ]
