"""What a vote came to: votes of each option against the base, ties named as ties."""

from __future__ import annotations

from functools import partial

import flet as ft

from services.votes.models import OptionResult, Stands, VoteCard
from views import paths
from views.shared.buttons import secondary_button
from views.shared.look import go
from views.shared.parts import (
    Tone,
    banner,
    body,
    card,
    flow,
    note,
    pill,
    section,
    strong,
    sums,
)
from views.votes import strings

TONES = {
    Stands.REACHED: Tone.DONE,
    Stands.TIED: Tone.WAITING,
    Stands.BEHIND: Tone.NEUTRAL,
    Stands.BELOW: Tone.NEUTRAL,
}


def result(vote: VoteCard) -> list[ft.Control]:
    """Nothing before it is counted."""
    if vote.outcome is None or vote.base is None:
        return []
    rows: list[ft.Control] = [section(strings.RESULT)]
    if any(option.stands is Stands.TIED for option in vote.outcome):
        rows.append(banner(strings.TIE, Tone.WAITING))
    rows += [
        line(words, option, vote.base.base)
        for words, option in zip(vote.options, vote.outcome, strict=True)
    ]
    counts = sums(
        [
            (strings.BALLOTS, str(vote.ballots or 0)),
            (strings.BLANK, str(vote.blank or 0)),
            (strings.INVALID, str(vote.invalid or 0)),
        ]
    )
    names = [t.full_name for t in vote.tellers if t.member_id in vote.counted_with]
    rows.append(card([counts, *([note(strings.counted_by(names))] if names else [])]))
    if vote.rule is not None and not vote.rule.checked:
        rows.append(note(strings.UNCHECKED))
    if vote.secret:
        rows.append(
            secondary_button(
                strings.RECEIPTS,
                partial(go, paths.vote(vote.meeting_id, vote.vote_id, "receipts")),
                icon=ft.Icons.RECEIPT_LONG_OUTLINED,
                key="receipts",
            )
        )
    return rows


def line(words: str, option: OptionResult, base: int) -> ft.Control:
    """One option: its votes, a bar of the base, where it stands."""
    share = min(option.votes / base, 1.0) if base else 0.0
    bar = ft.Semantics(
        content=ft.ProgressBar(
            value=share, bar_height=10, border_radius=5, track_gap=0, stop_indicator_radius=0
        ),
        exclude_semantics=True,
    )
    return card(
        [
            strong(words),
            body(strings.votes_of(option.votes, base)),
            bar,
            flow([pill(strings.STANDS[option.stands], TONES[option.stands])]),
        ]
    )
