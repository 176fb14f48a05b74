"""Small pure functions, words to controls, that every room draws with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum

import flet as ft

from views.shared import strings, text
from views.shared.flet_typed import component
from views.shared.guard import tapped
from views.shared.look import current_look
from views.shared.returning import use_uncovered
from views.shared.theme import GAP_L, GAP_M, GAP_S, GAP_XS, RADIUS, TOUCH

Style = ft.TextThemeStyle


class Tone(Enum):
    """What a pill or a banner means; each has a ground and an ink that read well on it."""

    NEUTRAL = (ft.Colors.SURFACE_CONTAINER_HIGH, ft.Colors.ON_SURFACE)
    IMPORTANT = (ft.Colors.PRIMARY_CONTAINER, ft.Colors.ON_PRIMARY_CONTAINER)
    WAITING = (ft.Colors.SECONDARY_CONTAINER, ft.Colors.ON_SECONDARY_CONTAINER)
    DONE = (ft.Colors.TERTIARY_CONTAINER, ft.Colors.ON_TERTIARY_CONTAINER)
    FAULT = (ft.Colors.ERROR_CONTAINER, ft.Colors.ON_ERROR_CONTAINER)

    @property
    def ground(self) -> ft.Colors:
        """Background role."""
        return self.value[0]

    @property
    def ink(self) -> ft.Colors:
        """Text role on that background."""
        return self.value[1]


_TONE_ICONS = {
    Tone.NEUTRAL: ft.Icons.INFO_OUTLINE,
    Tone.IMPORTANT: ft.Icons.PRIORITY_HIGH,
    Tone.WAITING: ft.Icons.SCHEDULE,
    Tone.DONE: ft.Icons.CHECK_CIRCLE_OUTLINE,
    Tone.FAULT: ft.Icons.ERROR_OUTLINE,
}


def column(
    controls: Sequence[ft.Control], *, spacing: int = GAP_M, expand: bool = False
) -> ft.Column:
    """Controls one below the other, each as wide as the column."""
    return ft.Column(
        list(controls),
        spacing=spacing,
        expand=expand,
        tight=not expand,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def flow(controls: Sequence[ft.Control], *, spacing: int = GAP_S) -> ft.Row:
    """Controls side by side that wrap onto further lines when they do not fit."""
    return ft.Row(
        list(controls),
        wrap=True,
        spacing=spacing,
        run_spacing=spacing,
        vertical_alignment=ft.CrossAxisAlignment.CENTER,
    )


def heading(words: str, *, level: int = 1) -> ft.Control:
    """A heading that screen readers can jump to: 1 for a screen's or article's title, 2, 3."""
    style = {1: Style.HEADLINE_SMALL, 2: Style.TITLE_MEDIUM}.get(level, Style.TITLE_SMALL)
    return ft.Semantics(
        content=ft.Text(words, theme_style=style), header=True, heading_level=min(max(level, 1), 6)
    )


def body(words: str, *, muted: bool = False) -> ft.Text:
    """Running text."""
    return ft.Text(
        words,
        theme_style=Style.BODY_LARGE,
        color=ft.Colors.ON_SURFACE_VARIANT if muted else None,
    )


def selectable(words: str) -> ft.Control:
    """Running text that can be marked and copied. Not by ``Text.selectable``: in a browser that is an
    empty field to a screen reader, which never says the words."""
    return _Selectable(words)


@component
def _Selectable(words: str) -> ft.Control:
    return ft.SelectionArea(content=body(words)) if use_uncovered() else body(words)


def note(words: str) -> ft.Text:
    """A smaller line: dates, sources, hints."""
    return ft.Text(words, theme_style=Style.BODY_SMALL, color=ft.Colors.ON_SURFACE_VARIANT)


def strong(words: str) -> ft.Text:
    """A line that stands out inside a card."""
    return ft.Text(words, theme_style=Style.TITLE_MEDIUM)


def section(title: str, *, action: ft.Control | None = None) -> ft.Control:
    """The header above a group of items, with an optional text button at its end."""
    words = heading(title, level=2)
    if action is None:
        return ft.Container(words, padding=ft.Padding.only(top=GAP_S))
    if current_look().large:
        return ft.Column([words, action], tight=True, spacing=GAP_XS)
    words.expand = True
    return ft.Row([words, action], vertical_alignment=ft.CrossAxisAlignment.CENTER)


def card(
    content: Sequence[ft.Control] | ft.Control,
    *,
    on_tap: Callable[[], None] | None = None,
    label: str | None = None,
    spacing: int = GAP_S,
) -> ft.Control:
    """A bordered sheet. With ``on_tap`` the whole card is one button, read out as ``label``."""
    inner = content if isinstance(content, ft.Control) else column(content, spacing=spacing)
    sheet = ft.Container(
        inner,
        padding=GAP_M,
        border_radius=RADIUS,
        bgcolor=ft.Colors.SURFACE_CONTAINER_LOW,
        border=ft.Border.all(1, ft.Colors.OUTLINE_VARIANT),
        ink=on_tap is not None,
        on_click=tapped(on_tap) if on_tap else None,
    )
    if on_tap is None:
        return sheet
    return ft.MergeSemantics(content=ft.Semantics(content=sheet, button=True, label=label))


def pill(words: str, tone: Tone = Tone.NEUTRAL) -> ft.Control:
    """A short mark such as a category or a state. Its words say what its colour says."""
    return ft.Container(
        ft.Text(words, theme_style=Style.LABEL_MEDIUM, color=tone.ink),
        padding=ft.Padding.symmetric(horizontal=10, vertical=3),
        border_radius=99,
        bgcolor=tone.ground,
    )


def count_badge(count: int) -> ft.Control:
    """A number of waiting things; nothing for zero."""
    return ft.Container(
        ft.Text(
            "99+" if count > 99 else str(count),
            theme_style=Style.LABEL_MEDIUM,
            color=ft.Colors.ON_PRIMARY,
        ),
        padding=ft.Padding.symmetric(horizontal=8, vertical=1),
        border_radius=99,
        bgcolor=ft.Colors.PRIMARY,
        visible=count > 0,
    )


def unread_mark(unread: bool) -> ft.Control:
    """The red dot of an unread item, named for screen readers; keeps its place when read."""
    side = current_look().px(10)
    dot = ft.Container(
        width=side, height=side, border_radius=side, bgcolor=ft.Colors.PRIMARY if unread else None
    )
    return ft.Semantics(content=dot, label=strings.UNREAD) if unread else dot


def avatar(name: str, *, side: float = 44, picture: str | None = None) -> ft.Control:
    """A person in a circle: the picture at an address, or the initials while there is none. The name
    stands beside it, so it is not read out."""
    size = current_look().px(side)
    initials = ft.Text(
        text.initials(name),
        theme_style=Style.TITLE_MEDIUM if side >= 40 else Style.LABEL_MEDIUM,
        color=ft.Colors.ON_SECONDARY_CONTAINER,
    )
    inside: ft.Control = initials
    if picture is not None:
        inside = ft.Image(
            src=picture,
            width=size,
            height=size,
            fit=ft.BoxFit.COVER,
            exclude_from_semantics=True,
            gapless_playback=True,
            error_content=ft.Container(initials, alignment=ft.Alignment.CENTER),
        )
    return ft.Semantics(
        content=ft.Container(
            inside,
            width=size,
            height=size,
            border_radius=size,
            bgcolor=ft.Colors.SECONDARY_CONTAINER,
            alignment=ft.Alignment.CENTER,
            clip_behavior=ft.ClipBehavior.ANTI_ALIAS,
        ),
        exclude_semantics=True,
    )


def list_item(
    title: str,
    *,
    lines: Sequence[str] = (),
    marks: Sequence[ft.Control] = (),
    leading: ft.Control | None = None,
    unread: bool | None = None,
    on_tap: Callable[[], None] | None = None,
    trailing: ft.Control | None = None,
    key: str | None = None,
) -> ft.Control:
    """One row of a list: title, smaller lines, pills, and an arrow if it opens something.

    ``unread`` True draws the mark, False keeps its place, None has none.
    """
    look = current_look()
    words = ft.Text(title, theme_style=Style.BODY_LARGE if unread is False else Style.TITLE_MEDIUM)
    below: list[ft.Control] = [note(line) for line in lines]
    if marks:
        below.append(ft.Container(flow(marks), padding=ft.Padding.only(top=GAP_XS)))
    if trailing is None and on_tap is not None and not look.large:
        trailing = ft.Icon(ft.Icons.CHEVRON_RIGHT, color=ft.Colors.ON_SURFACE_VARIANT)
    ahead = [c for c in (unread_mark(unread) if unread is not None else None, leading) if c]
    return ft.ListTile(
        key=key,
        title=words,
        subtitle=ft.Column(below, tight=True, spacing=2) if below else None,
        leading=ft.Row(ahead, tight=True, spacing=GAP_S) if ahead else None,
        trailing=trailing,
        on_click=tapped(on_tap) if on_tap else None,
        title_alignment=ft.ListTileTitleAlignment.TITLE_HEIGHT,
        content_padding=ft.Padding.symmetric(horizontal=GAP_M, vertical=GAP_S),
        min_height=TOUCH + GAP_S,
    )


def list_card(items: Sequence[ft.Control]) -> ft.Control:
    """List items on one sheet, parted by lines."""
    rows: list[ft.Control] = []
    for item in items:
        if rows:
            rows.append(ft.Divider())
        rows.append(item)
    return ft.Container(
        column(rows, spacing=0),
        border_radius=RADIUS,
        bgcolor=ft.Colors.SURFACE_CONTAINER_LOW,
        border=ft.Border.all(1, ft.Colors.OUTLINE_VARIANT),
        clip_behavior=ft.ClipBehavior.ANTI_ALIAS,
    )


def key_values(rows: Sequence[tuple[str, str | ft.Control]]) -> ft.Control:
    """Labels and values; side by side, or one below the other when text is large."""
    stacked = current_look().large
    drawn: list[ft.Control] = []
    for label, value in rows:
        left: ft.Control = note(label)
        right = value if isinstance(value, ft.Control) else body(value)
        if stacked:
            pair: ft.Control = ft.Column([left, right], tight=True, spacing=2)
        else:
            left.expand, right.expand = 2, 3
            pair = ft.Row([left, right], vertical_alignment=ft.CrossAxisAlignment.START)
        drawn.append(ft.MergeSemantics(content=pair) if isinstance(value, str) else pair)
    return column(drawn, spacing=GAP_S)


def sums(rows: Sequence[tuple[str, str]]) -> ft.Control:
    """Long labels and short numbers, line by line like a bill."""
    drawn: list[ft.Control] = []
    for label, value in rows:
        left, right = note(label), body(value)
        left.expand = True
        pair = ft.Row([left, right], vertical_alignment=ft.CrossAxisAlignment.START)
        drawn.append(ft.MergeSemantics(content=pair))
    return column(drawn, spacing=GAP_S)


def banner(
    words: str, tone: Tone = Tone.NEUTRAL, *, action: ft.Control | None = None
) -> ft.Control:
    """A notice inside a screen, read out when it appears. Icon and words carry the meaning."""
    line = ft.Row(
        [
            ft.Icon(_TONE_ICONS[tone], color=tone.ink),
            ft.Text(words, theme_style=Style.BODY_MEDIUM, color=tone.ink, expand=True),
        ],
        vertical_alignment=ft.CrossAxisAlignment.START,
        spacing=GAP_S,
    )
    inside = column([line, ft.Row([action], wrap=True)], spacing=GAP_S) if action else line
    return ft.Semantics(
        content=ft.Container(
            inside,
            padding=ft.Padding.symmetric(horizontal=GAP_M, vertical=12),
            border_radius=RADIUS,
            bgcolor=tone.ground,
        ),
        live_region=True,
        container=True,
    )


def icon_button(icon: ft.IconData, name: str, on_tap: Callable[[], None]) -> ft.Control:
    """A button without words; ``name`` is its tooltip and what screen readers say."""
    look = current_look()
    side = min(max(TOUCH, look.px(TOUCH)), 72)
    button = ft.IconButton(
        icon=icon,
        icon_size=min(look.px(24), 44),
        tooltip=name,
        on_click=tapped(on_tap),
        width=side,
        height=side,
    )
    return ft.MergeSemantics(content=button)  # else the name is one node and the button another


def gap(height: int = GAP_L) -> ft.Control:
    """Empty space between groups."""
    return ft.Container(height=height)
