"""What those who run or keep a vote, or count it, do next."""

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
from views.shared.guard import toast
from views.shared.hooks import use_action, use_request_key
from views.shared.look import go
from views.shared.parts import (
    Tone,
    banner,
    card,
    column,
    flow,
    key_values,
    list_card,
    list_item,
    note,
    pill,
    section,
    strong,
)
from views.shared.returning import use_following
from views.shared.screens import block
from views.shared.states import problem
from views.shared.theme import GAP_M
from views.shared.votes import strings as words
from views.votes import strings

LOOK_AGAIN = 8
"""Seconds between two looks of the one screen that runs a vote, at everything."""


@block
def Running(vote: VoteCard, reload: Callable[[], None]) -> ft.Control:
    """Opening, closing, and the ways to paper, hands and counting."""
    services, ask = use_services(), use_confirm()
    key = use_request_key(vote.vote_id, vote.version)
    use_following(LOOK_AGAIN, reload)

    async def open_() -> None:
        await services.votes.open(vote)

    async def close() -> None:
        await services.votes.close(UUID(key.value), vote.vote_id)

    def done(said: str) -> None:
        key.renew()
        toast(said)
        reload()

    opening = use_action(open_, on_done=lambda _: done(strings.OPENED), name="votes.open")
    closing = use_action(close, on_done=lambda _: done(strings.CLOSED), name="votes.close")

    def ask_open() -> None:
        ask(strings.OPEN_TITLE, strings.OPEN_TEXT, strings.OPEN, opening.run)

    def ask_close() -> None:
        said = strings.close_text(vote.cast.total, vote.expected or 0)
        ask(strings.CLOSE_TITLE, said, strings.CLOSE, closing.run)

    rows: list[ft.Control] = [section(strings.RUN)]
    if vote.state is VoteState.PREPARED:
        rows += before(vote, ask_open, opening.busy)
    elif vote.state is VoteState.OPEN:
        rows += while_open(vote, ask_close, closing.busy)
    rows += problem(opening.error or closing.error, strings.ERRORS)
    if vote.runs:
        rows.append(
            text_button(
                strings.CANCEL,
                partial(go, paths.vote(vote.meeting_id, vote.vote_id, "cancel")),
                key="cancel-vote",
            )
        )
    return column(rows, spacing=GAP_M)


def before(vote: VoteCard, open_: Callable[[], None], busy: bool) -> list[ft.Control]:
    """Who counts and whether their keys are set; the one button that opens."""
    rows: list[ft.Control] = []
    missing = [t.full_name for t in vote.tellers if not t.ready]
    if vote.secret:
        pairs: list[tuple[str, str | ft.Control]] = [
            (
                t.full_name,
                flow([pill(*state_of(ready=t.ready))]),
            )
            for t in vote.tellers
        ]
        rows.append(card([strong(strings.TELLERS), key_values(pairs)]))
    if missing:
        rows.append(banner(strings.WAIT_KEYS + ", ".join(missing) + ".", Tone.WAITING))
    if vote.runs:
        rows.append(
            primary_button(strings.OPEN, open_, busy=busy, disabled=bool(missing), key="open-vote")
        )
        if vote.secret:
            rows.append(
                secondary_button(
                    strings.CHANGE_TELLERS,
                    partial(go, paths.vote(vote.meeting_id, vote.vote_id, "tellers")),
                    key="tellers",
                )
            )
    return rows


def state_of(*, ready: bool) -> tuple[str, Tone]:
    """Whether a teller's key is set, as a mark."""
    return (strings.READY, Tone.DONE) if ready else (strings.NOT_READY, Tone.WAITING)


def while_open(vote: VoteCard, close: Callable[[], None], busy: bool) -> list[ft.Control]:
    """How many have voted, never who; paper or hands; the end."""
    cast = vote.cast
    rows: list[ft.Control] = [
        card(
            [
                strong(words.cast(cast.total, vote.expected or 0)),
                note(strings.by_way(cast.electronic, cast.paper, cast.hands, secret=vote.secret)),
            ]
        )
    ]
    if vote.keeps:
        part, title, line = (
            ("paper", strings.PAPER, strings.PAPER_LINE)
            if vote.secret
            else ("hands", strings.HANDS, strings.HANDS_LINE)
        )
        rows.append(
            list_card(
                [
                    list_item(
                        title,
                        lines=[line],
                        leading=ft.Icon(
                            ft.Icons.DESCRIPTION_OUTLINED
                            if vote.secret
                            else ft.Icons.BACK_HAND_OUTLINED
                        ),
                        on_tap=partial(go, paths.vote(vote.meeting_id, vote.vote_id, part)),
                        key=part,
                    )
                ]
            )
        )
    if vote.runs:
        rows.append(primary_button(strings.CLOSE, close, busy=busy, key="close-vote"))
    return rows


def telling(vote: VoteCard) -> list[ft.Control]:
    """What a teller does: the own key before, the counting after."""
    mine = next((t for t in vote.tellers if t.me), None)
    at = partial(paths.vote, vote.meeting_id, vote.vote_id)
    if mine is not None and vote.state is VoteState.PREPARED:
        draw = secondary_button if mine.ready else primary_button
        label = strings.KEY_AGAIN if mine.ready else strings.KEY_SET
        return [
            section(strings.KEY_MINE),
            banner(*state_of(ready=mine.ready)),
            draw(label, partial(go, at("key")), key="my-key"),
        ]
    if vote.secret and vote.state is VoteState.CLOSED and (mine is not None or vote.runs):
        return [
            primary_button(strings.COUNT, partial(go, at("count")), key="count"),
            note(strings.COUNT_LINE),
        ]
    return []
