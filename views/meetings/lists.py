"""What hangs on a meeting, as lists: the way to opinions, the papers, the agenda."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import flet as ft

from services.meetings.models import MeetingCard, Paper, State
from views import paths
from views.meetings import strings
from views.meetings.live import at_hand
from views.shared import text
from views.shared.buttons import secondary_button, text_button
from views.shared.files import file_item
from views.shared.look import go
from views.shared.parts import column, list_card, list_item, note, section
from views.shared.votes.rows import vote_row


def beside(m: MeetingCard) -> ft.Control:
    """The way to opinions and questions."""
    return list_item(
        strings.OPINIONS,
        lines=[strings.OPINIONS_LINE],
        leading=ft.Icon(ft.Icons.FORUM_OUTLINED),
        on_tap=partial(go, paths.opinions(m.meeting_id)),
        key="opinions",
    )


def voting(m: MeetingCard) -> list[ft.Control]:
    """Votes of the meeting; for who runs it the way to one more."""
    rows: list[ft.Control] = []
    if m.votes:
        here = [vote_row(v, partial(go, paths.vote(m.meeting_id, v.vote_id))) for v in m.votes]
        rows.append(list_card(here))
    if m.may_run and m.state not in (State.CLOSED, State.CANCELLED):
        rows.append(
            secondary_button(
                strings.VOTE_NEW,
                partial(go, paths.vote_new(m.meeting_id)),
                icon=ft.Icons.HOW_TO_VOTE_OUTLINED,
                key="vote-new",
            )
        )
    return [section(strings.VOTES), *rows] if rows else []


def papers(
    m: MeetingCard, open_file: Callable[[Paper], None], drop: Callable[[Paper], None]
) -> list[ft.Control]:
    """What is to be read before."""
    if not m.papers:
        return [note(strings.PAPERS_NONE)]
    ended = m.state in (State.CLOSED, State.CANCELLED)
    rows: list[ft.Control] = []
    for paper in m.papers:
        item = file_item(
            paper.file_name,
            paper.content_type,
            text.file_size(paper.size_bytes),
            on_tap=partial(open_file, paper),
            key=f"paper-{paper.object_name}",
        )
        if m.may_keep and not ended:
            away = text_button(
                strings.PAPER_REMOVE,
                partial(drop, paper),
                icon=ft.Icons.CLOSE,
                key=f"drop-{paper.object_name}",
            )
            item = column([item, away], spacing=0)
        rows.append(item)
    return [list_card(rows)]


def agenda(m: MeetingCard) -> ft.Control:
    """The items in their order; afterwards with what each came to."""
    return list_card(
        [
            list_item(
                f"{number}. {item.title}",
                lines=[
                    strings.item_line(item.minutes, item.presenter),
                    *([item.conclusion] if item.conclusion else []),
                ],
                marks=at_hand(m, item),
                key=f"item-{item.item_id}",
            )
            for number, item in enumerate(m.items, 1)
        ]
    )
