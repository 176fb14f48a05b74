"""Votes of a meeting in a list."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from services.votes.models import VoteLine, VoteState
from views.shared.parts import Tone, list_item, pill
from views.shared.votes import strings

TONES = {
    VoteState.PREPARED: Tone.NEUTRAL,
    VoteState.OPEN: Tone.IMPORTANT,
    VoteState.CLOSED: Tone.WAITING,
    VoteState.COUNTED: Tone.DONE,
    VoteState.CANCELLED: Tone.NEUTRAL,
}


def vote_marks(vote: VoteLine) -> list[ft.Control]:
    """Open or secret, where it stands, whether I have voted."""
    drawn = [
        pill(strings.SECRET if vote.secret else strings.OPEN_VOTE),
        pill(strings.STATES[vote.state], TONES[vote.state]),
    ]
    if vote.mine.voted is not None and vote.state in (VoteState.OPEN, VoteState.CLOSED):
        drawn.append(pill(strings.I_HAVE[vote.mine.voted], Tone.DONE))
    return drawn


def vote_row(vote: VoteLine, on_tap: Callable[[], None]) -> ft.Control:
    """One vote; opens it."""
    counted = vote.state in (VoteState.OPEN, VoteState.CLOSED) and vote.expected is not None
    return list_item(
        vote.title,
        lines=[strings.cast(vote.cast.total, vote.expected or 0)] if counted else [],
        marks=vote_marks(vote),
        leading=ft.Icon(ft.Icons.HOW_TO_VOTE_OUTLINED),
        on_tap=on_tap,
        key=f"vote-{vote.vote_id}",
    )
