"""Differences and states, drawn: marked by lines and words, not by colour alone."""

from __future__ import annotations

from collections.abc import Sequence

import flet as ft

from services.newsroom.differences import Change, Line
from services.newsroom.models import State
from views.newsroom import strings
from views.shared.look import current_look
from views.shared.parts import Tone, column, note, pill
from views.shared.theme import FONT, GAP_S, text_size

_AROUND = 1
"""Unchanged lines left standing on each side of a change."""

_TONES: dict[State, Tone] = {
    State.RETURNED: Tone.IMPORTANT,
    State.SUBMITTED: Tone.WAITING,
    State.TAKEN: Tone.WAITING,
    State.SCHEDULED: Tone.WAITING,
    State.PUBLISHED: Tone.DONE,
}


def state_pill(state: State) -> ft.Control:
    """Where an article stands, in words."""
    return pill(strings.STATES[state], _TONES.get(state, Tone.NEUTRAL))


def changes(lines: Sequence[Line]) -> list[ft.Control]:
    """The lines that changed, with their neighbours; long stretches that did not are told by number."""
    if not any(line.touched for line in lines):
        return [note(strings.NO_CHANGES)]
    near = {
        place + step
        for place, line in enumerate(lines)
        if line.touched
        for step in range(-_AROUND, _AROUND + 1)
    }
    drawn: list[ft.Control] = []
    skipped = 0
    for place, line in enumerate(lines):
        if place not in near:
            skipped += 1
            continue
        if skipped:
            drawn.append(note(strings.unchanged(skipped)))
            skipped = 0
        drawn.append(change_line(line))
    if skipped:
        drawn.append(note(strings.unchanged(skipped)))
    return drawn


def change_line(line: Line) -> ft.Control:
    """A line with its words struck out or underlined; read aloud with what happened to them."""
    size = text_size("body_large", current_look().text_scale)
    spans = [
        ft.TextSpan(piece.words, style=_style(piece.change, size))
        for piece in line.pieces
        if piece.words
    ]
    words = ft.Text(spans=spans, theme_style=ft.TextThemeStyle.BODY_LARGE)
    if not line.touched:
        return words
    told = ft.Semantics(content=words, label=spoken(line), exclude_semantics=True)
    mark = {
        Change.DELETED: strings.LINE_GONE,
        Change.INSERTED: strings.LINE_ADDED,
        None: strings.LINE_CHANGED,
    }[line.change]
    edge = {
        Change.DELETED: ft.Colors.ERROR,
        Change.INSERTED: ft.Colors.TERTIARY,
        None: ft.Colors.SECONDARY,
    }[line.change]
    return ft.Container(
        column([note(mark), told], spacing=2),
        border=ft.Border(left=ft.BorderSide(4, edge)),
        padding=ft.Padding.only(left=GAP_S),
    )


def spoken(line: Line) -> str:
    """The line for a screen reader: (bỏ: …) (thêm: …) where words changed."""
    said: list[str] = []
    for piece in line.pieces:
        words = piece.words.strip()
        match piece.change:
            case Change.SAME:
                said.append(words)
            case Change.DELETED:
                said.append(f"({strings.GONE}: {words})")
            case Change.INSERTED:
                said.append(f"({strings.ADDED}: {words})")
    return " ".join(word for word in said if word)


def _style(change: Change, size: float) -> ft.TextStyle:
    match change:
        case Change.SAME:
            return ft.TextStyle(size=size, font_family=FONT)
        case Change.DELETED:
            return ft.TextStyle(
                size=size,
                font_family=FONT,
                color=ft.Colors.ON_ERROR_CONTAINER,
                bgcolor=ft.Colors.ERROR_CONTAINER,
                decoration=ft.TextDecoration.LINE_THROUGH,
            )
        case Change.INSERTED:
            return ft.TextStyle(
                size=size,
                font_family=FONT,
                weight=ft.FontWeight.W_700,
                color=ft.Colors.ON_TERTIARY_CONTAINER,
                bgcolor=ft.Colors.TERTIARY_CONTAINER,
                decoration=ft.TextDecoration.UNDERLINE,
            )
