"""Pieces that several screens of meetings draw."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import flet as ft

from services.meetings.models import MeetingLine, Presence, Reckoning, Reply, State
from views import paths
from views.meetings import strings
from views.shared import text
from views.shared.buttons import text_button
from views.shared.look import go
from views.shared.parts import Tone, card, flow, heading, list_item, note, pill, strong, sums

STATE_TONES = {
    State.PLANNED: Tone.NEUTRAL,
    State.CALLED: Tone.WAITING,
    State.RUNNING: Tone.IMPORTANT,
    State.CLOSED: Tone.DONE,
    State.CANCELLED: Tone.NEUTRAL,
}


def marks(line: MeetingLine) -> list[ft.Control]:
    """Kind, state, and what I said or how I was marked."""
    drawn = [
        pill(strings.KINDS[line.kind]),
        pill(strings.STATES[line.state], STATE_TONES[line.state]),
    ]
    if line.presence is not None:
        there = line.presence in (Presence.PRESENT, Presence.ONLINE)
        drawn.append(pill(strings.PRESENCES[line.presence], Tone.DONE if there else Tone.NEUTRAL))
    elif line.reply is not None and line.state in (State.PLANNED, State.CALLED, State.RUNNING):
        tone = Tone.NEUTRAL if line.reply is Reply.EXCUSED else Tone.DONE
        drawn.append(pill(strings.REPLIED[line.reply], tone))
    if report_is_late(line):
        drawn.append(pill(strings.REPORT_LATE, Tone.FAULT))
    return drawn


def report_is_late(line: MeetingLine) -> bool:
    """Past the last day of the rule, and nothing reported."""
    return (
        line.report_by is not None
        and line.reported_at is None
        and line.report_by < text.now().date()
    )


def meeting_row(line: MeetingLine) -> ft.Control:
    """A meeting in a list; opens it."""
    return list_item(
        line.title,
        lines=[strings.short_when(line.starts_at), *([line.place] if line.place else [])],
        marks=marks(line),
        on_tap=partial(go, paths.meeting(line.meeting_id)),
        key=f"meeting-{line.meeting_id}",
    )


def reckoned(r: Reckoning) -> ft.Control:
    """How many are there, and how the base of a vote came about."""
    lines = strings.reckoning(
        r.official, r.away_absent, r.exempt_absent, r.base, r.official_there, r.quorum_over
    )
    return card(
        [
            strong(strings.there(r.present, r.online, r.summoned)),
            flow(
                [
                    pill(
                        strings.QUORUM_YES if r.quorum else strings.QUORUM_NO,
                        Tone.DONE if r.quorum else Tone.WAITING,
                    )
                ]
            ),
            sums(lines),
            *([] if r.checked else [note(strings.UNCHECKED)]),
        ]
    )


def beside(
    words: str,
    earlier: tuple[str, Callable[[], None]],
    later: tuple[str, Callable[[], None]] | None,
) -> ft.Control:
    """A span of time, and the ways to those beside it."""
    ways = [text_button(earlier[0], earlier[1], key="earlier")]
    if later is not None:
        ways.append(text_button(later[0], later[1], key="later"))
    return flow([heading(words, level=2), *ways])
