"""Figures of many units in columns, for windows that have room; a phone shows the same as cards."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import flet as ft

from views.shared.guard import tapped
from views.shared.look import current_look
from views.shared.parts import Style, Tone, flow, list_card, note, pill
from views.shared.theme import GAP_L, GAP_M, GAP_S, TOUCH


@dataclass(frozen=True)
class Column:
    """A column: what stands above it, its share of the width, whether it holds numbers."""

    label: str
    share: int = 2
    number: bool = True


@dataclass(frozen=True)
class Mark:
    """A short mark in a cell instead of plain words."""

    words: str
    tone: Tone = Tone.NEUTRAL


Value = str | Mark
_MANY = 8
_PADDING = ft.Padding.symmetric(horizontal=GAP_M, vertical=GAP_S)


@dataclass(frozen=True)
class Line:
    """A row: a value for each column, the first its name; what a tap on it opens, if anything."""

    key: str
    values: Sequence[Value]
    on_tap: Callable[[], None] | None = None


def in_columns() -> bool:
    """Whether this window has room for a table: wide, and text not so large that it would be cut."""
    look = current_look()
    return look.wide and not look.large


def table(
    columns: Sequence[Column], lines: Sequence[Line], total: Line | None = None
) -> ft.Control:
    """A header, a row for each line in the order given, a total at the foot.

    A row that opens something is one button for finger and keyboard. Each is read out whole, its values with
    the names of their columns.
    """
    arrows = any(line.on_tap for line in lines)
    head = _row(columns, [note(column.label) for column in columns], arrows=arrows)
    rows = [_line(columns, line, arrows=arrows) for line in lines]
    if total is not None:
        rows.append(_grounded(_line(columns, total, arrows=arrows, strong=True)))
    return list_card([_grounded(ft.ListTile(title=head, content_padding=_PADDING)), *rows])


def read_out(columns: Sequence[Column], line: Line) -> str:
    """A row as a screen reader says it."""
    said = [_words(line.values[0])]
    for column, value in zip(columns[1:], line.values[1:], strict=True):
        if _words(value):
            said.append(f"{column.label}: {_words(value)}")
    return ", ".join(said)


def _words(value: Value) -> str:
    return value.words if isinstance(value, Mark) else value


def _line(
    columns: Sequence[Column], line: Line, *, arrows: bool, strong: bool = False
) -> ft.Control:
    cells: list[ft.Control] = []
    for place, value in enumerate(line.values):
        if isinstance(value, Mark):
            cells.append(flow([pill(value.words, value.tone)]))
        else:
            stands_out = strong or place == 0
            style = Style.TITLE_SMALL if stands_out else Style.BODY_MEDIUM
            cells.append(ft.Text(value, theme_style=style))
    row = _row(columns, cells, arrows=arrows, opens=line.on_tap is not None)
    return ft.ListTile(
        key=line.key,
        title=ft.Semantics(content=row, label=read_out(columns, line), exclude_semantics=True),
        on_click=tapped(line.on_tap) if line.on_tap else None,
        content_padding=_PADDING,
        min_height=TOUCH,
    )


def _row(
    columns: Sequence[Column], cells: Sequence[ft.Control], *, arrows: bool, opens: bool = False
) -> ft.Control:
    drawn: list[ft.Control] = []
    for column, cell in zip(columns, cells, strict=True):
        if column.number and isinstance(cell, ft.Text):
            cell.text_align = ft.TextAlign.RIGHT
        cell.expand = column.share
        drawn.append(cell)
    if arrows:  # its place is kept where there is none, so that numbers stand below one another
        arrow = ft.Icon(ft.Icons.CHEVRON_RIGHT, color=ft.Colors.ON_SURFACE_VARIANT)
        arrow.opacity = 1.0 if opens else 0.0
        drawn.append(arrow)
    spacing = GAP_L if len(columns) < _MANY else GAP_M
    return ft.Row(drawn, spacing=spacing, vertical_alignment=ft.CrossAxisAlignment.CENTER)


def _grounded(row: ft.Control) -> ft.Control:
    return ft.Container(row, bgcolor=ft.Colors.SURFACE_CONTAINER)
