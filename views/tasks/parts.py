"""Pure functions of the tasks room: models to controls."""

from __future__ import annotations

from collections.abc import Sequence

import flet as ft

from services.tasks.models import TaskEvent
from views.shared import text
from views.shared.parts import Tone, body, card, flow, note, pill
from views.shared.theme import GAP_XS
from views.tasks import strings
from views.tasks.people import strings as people


def event_card(event: TaskEvent, below: Sequence[ft.Control] = ()) -> ft.Control:
    """A step of the history: who did what and when, in words, and what came with it."""
    actor = strings.YOU if event.mine else event.actor or ""
    rows: list[ft.Control] = [
        body(event_line(actor, event)),
        note(text.moment(event.at)),
    ]
    if event.percent is not None:
        rows.append(note(strings.percent(event.percent)))
    if event.until is not None:
        rows.append(note(strings.until(text.day(event.until))))
    if event.words:
        rows.append(body(event.words))
    if event.revoked_at is not None:
        rows.append(flow([pill(strings.REVOKED, Tone.FAULT)]))
    return card([*rows, *below], spacing=GAP_XS)


def event_line(actor: str, event: TaskEvent) -> str:
    """Who did what; and to whom, of those who joined or left."""
    if event.about is not None:
        return f"{actor} {people.JOINED.get(event.step, event.step)} {event.about}"
    return strings.event_line(actor, event.step, event.proxy)


def figures(*pairs: tuple[str, int]) -> ft.Control:
    """Numbers with their words, side by side as far as there is room."""
    drawn: list[ft.Control] = [
        ft.MergeSemantics(
            content=ft.Container(
                ft.Column(
                    [
                        ft.Text(text.number(count), theme_style=ft.TextThemeStyle.HEADLINE_SMALL),
                        note(words),
                    ],
                    spacing=0,
                    tight=True,
                ),
                padding=ft.Padding.only(right=16),
            )
        )
        for words, count in pairs
    ]
    return card(flow(drawn))


def four_figures(given: int, done: int, on_time: int, beyond: int) -> ft.Control:
    """Given, done, on time, beyond target."""
    return figures(
        (strings.GIVEN_COUNT, given),
        (strings.DONE_COUNT, done),
        (strings.ON_TIME_COUNT, on_time),
        (strings.BEYOND_COUNT, beyond),
    )
