"""What a screen shows when it has nothing to show yet, nothing at all, or a failure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

import flet as ft

from views.shared import strings
from views.shared.buttons import secondary_button
from views.shared.errors import Failed, sentence
from views.shared.flet_typed import component, keyed
from views.shared.hooks import Loading, Query, Ready, use_after
from views.shared.look import current_look
from views.shared.parts import Tone, banner, column, heading, note
from views.shared.theme import GAP_L, GAP_M, GAP_S, RADIUS

T = TypeVar("T")


@component
def Skeleton(rows: int = 4) -> ft.Control:
    """Grey shapes where the content will be; says so, and after some seconds that it is slow."""
    slow = use_after(4)
    look = current_look()

    def bar(share: int, height: float) -> ft.Control:
        return ft.Row(
            [
                ft.Container(
                    height=look.px(height),
                    border_radius=6,
                    bgcolor=ft.Colors.SURFACE_CONTAINER_HIGHEST,
                    expand=share,
                ),
                ft.Container(expand=10 - share),
            ],
            spacing=0,
        )

    sheets: list[ft.Control] = [
        ft.Container(
            column([bar(8 - i % 3, 18), bar(5 + i % 2, 13)], spacing=GAP_S),
            padding=GAP_M,
            border_radius=RADIUS,
            bgcolor=ft.Colors.SURFACE_CONTAINER,
        )
        for i in range(rows)
    ]
    words = strings.LOADING_SLOW if slow else strings.LOADING
    shapes = ft.Semantics(content=column(sheets), label=strings.LOADING, exclude_semantics=True)
    if not slow:
        return shapes
    return column([ft.Semantics(content=note(words), live_region=True), shapes])


def empty(
    words: str = strings.NOTHING_HERE,
    *,
    icon: ft.IconData = ft.Icons.INBOX_OUTLINED,
    action: ft.Control | None = None,
) -> ft.Control:
    """Nothing to show, said in one friendly line, with a way on where there is one."""
    return _middle(icon, None, words, action=action)


def failed_state(
    failed: Failed, retry: Callable[[], None] | None, room: Mapping[str, str] | None = None
) -> ft.Control:
    """A load that did not work: what happened, what to do, a retry, a reference to quote."""
    if failed.kind == "not_found":
        return _middle(
            ft.Icons.SEARCH_OFF, strings.NOT_FOUND_TITLE, sentence(failed, room), action=None
        )
    icon = ft.Icons.CLOUD_OFF if failed.may_pass else ft.Icons.ERROR_OUTLINE
    return _middle(
        icon,
        strings.ERROR_TITLE,
        sentence(failed, room),
        small=strings.reference(failed.reference),
        extra=strings.RETRYING if failed.retrying else None,
        action=secondary_button(strings.RETRY, retry, icon=ft.Icons.REFRESH, key="retry")
        if retry is not None and failed.kind not in ("forbidden", "signed_out")
        else None,
    )


def problem(failed: Failed | None, room: Mapping[str, str] | None = None) -> list[ft.Control]:
    """The notice above a form's button when its action failed; nothing when it did not."""
    if failed is None:
        return []
    words = sentence(failed, room)
    if failed.kind in ("unexpected", "unavailable", "timeout"):
        words = f"{words} {strings.reference(failed.reference)}"
    return [banner(words, Tone.FAULT)]


def shown(
    query: Query[T],
    draw: Callable[[T], Sequence[ft.Control]],
    *,
    room: Mapping[str, str] | None = None,
    rows: int = 4,
) -> list[ft.Control]:
    """The content of a screen for each state of its query: skeleton, failure, or ``draw(value)``.

    While a reload goes on the old value stays; if it fails, a notice stands above it.
    """
    match query.state:
        case Loading():
            return [keyed("skeleton", Skeleton, rows)]
        case Failed() as failed:
            return [failed_state(failed, query.reload, room)]
        case Ready(value):
            above: list[ft.Control] = []
            if query.problem is not None:
                retry = secondary_button(strings.RETRY, query.reload)
                above = [banner(strings.STALE, Tone.WAITING, action=retry)]
            return [*above, *draw(value)]


def crashed(reference: str) -> ft.Control:
    """Drawn instead of a part whose drawing failed."""
    return failed_state(Failed("unexpected", reference), None)


def _middle(
    icon: ft.IconData,
    title: str | None,
    words: str,
    *,
    small: str | None = None,
    extra: str | None = None,
    action: ft.Control | None,
) -> ft.Control:
    look = current_look()
    rows: list[ft.Control] = [
        ft.Icon(icon, size=look.px(48), color=ft.Colors.OUTLINE),
    ]
    if title is not None:
        rows.append(heading(title, level=2))
    rows.append(
        ft.Text(words, theme_style=ft.TextThemeStyle.BODY_LARGE, text_align=ft.TextAlign.CENTER)
    )
    if extra is not None:
        rows.append(note(extra))
    if action is not None:
        rows.append(action)
    if small is not None:
        rows.append(note(small))
    return ft.Semantics(
        content=ft.Container(
            ft.Column(
                rows,
                tight=True,
                spacing=GAP_M,
                horizontal_alignment=ft.CrossAxisAlignment.CENTER,
            ),
            padding=ft.Padding.symmetric(vertical=GAP_L),
            alignment=ft.Alignment.CENTER,
        ),
        live_region=True,
        container=True,
    )
