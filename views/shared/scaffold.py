"""The frame of every screen: app bar, demo mark, readable width, five tabs."""

from __future__ import annotations

from collections.abc import Sequence

import flet as ft

from views.paths import Tab
from views.shared import strings
from views.shared.look import Look, current_look, go
from views.shared.parts import column, heading
from views.shared.theme import CONTENT_WIDTH, GAP_M, GAP_XS, TOUCH, nav_label_size, text_size

_TABS: tuple[tuple[Tab, str, ft.IconData, ft.IconData], ...] = (
    (Tab.HOME, strings.HOME, ft.Icons.HOME_OUTLINED, ft.Icons.HOME),
    (Tab.NEWS, strings.NEWS, ft.Icons.NEWSPAPER_OUTLINED, ft.Icons.NEWSPAPER),
    (Tab.TASKS, strings.TASKS, ft.Icons.CHECKLIST_OUTLINED, ft.Icons.CHECKLIST),
    (Tab.MEETINGS, strings.MEETINGS, ft.Icons.GROUPS_OUTLINED, ft.Icons.GROUPS),
    (Tab.ME, strings.ME, ft.Icons.PERSON_OUTLINE, ft.Icons.PERSON),
)
_RAIL_WIDTH = 128
_BROAD = 1400


def scaffold(
    title: str,
    content: Sequence[ft.Control] | ft.Control,
    *,
    tab: Tab | None = None,
    actions: Sequence[ft.Control] = (),
    bottom: Sequence[ft.Control] = (),
    lazy: bool = False,
    route: str | None = None,
    modal: bool = False,
    can_go_back: bool = True,
    broad: bool = False,
) -> ft.View:
    """A whole screen; the last thing a ``*Screen`` component calls.

    ``tab`` marks one of the five roots (with navigation). ``actions`` are icon buttons of the app
    bar, two at most. ``bottom`` stays in sight below the content (the main action of a long
    form). ``lazy`` draws long lists piece by piece. ``broad`` uses the width of a wide window, for
    tables.
    """
    look = current_look()
    if route is None:
        route = Tab.HOME if tab is not None else ft.use_view_path() or "/"
    items = [content] if isinstance(content, ft.Control) else list(content)
    in_bar = title_fits(title, look, len(actions), back=tab is None and can_go_back)
    if not in_bar:
        items.insert(0, heading(title))
    inside = _content(items, look, lazy=lazy, broad=broad)
    rows: list[ft.Control] = [*_demo_strip(look), inside]
    if bottom:
        rows.append(_bottom(bottom, look))
    main: ft.Control = column(rows, spacing=0, expand=True)
    if tab is not None and look.wide:
        main = ft.Row(
            [_rail(tab, look), ft.VerticalDivider(width=1), main],
            spacing=0,
            expand=True,
            vertical_alignment=ft.CrossAxisAlignment.STRETCH,
        )
    return ft.View(
        route=route,
        padding=0,
        spacing=0,
        appbar=_app_bar(title if in_bar else "", look, actions, can_go_back and tab is None),
        controls=[ft.SafeArea(main, expand=True, avoid_intrusions_top=False)],
        navigation_bar=_bar(tab, look) if tab is not None and not look.wide else None,
        fullscreen_dialog=modal,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def gutter(look: Look, *, broad: bool = False) -> float:
    """The margin at each side that keeps a line of text readable; next to none around tables."""
    free = look.width - (_RAIL_WIDTH if look.wide else 0)
    return max(GAP_M, round((free - (_BROAD if broad else CONTENT_WIDTH)) / 2))


def title_fits(title: str, look: Look, actions: int, *, back: bool) -> bool:
    """Whether the app bar can show the title whole; otherwise it heads the content and wraps."""
    room = look.width - 2 * GAP_M - (TOUCH + 8 if back else 0) - actions * look.px(TOUCH)
    return len(title) * text_size("title_large", look.text_scale) * 0.56 <= room


def _content(items: list[ft.Control], look: Look, *, lazy: bool, broad: bool) -> ft.Control:
    padding = ft.Padding.symmetric(horizontal=gutter(look, broad=broad), vertical=GAP_M)
    if lazy:
        return ft.ListView(items, expand=True, spacing=GAP_M, padding=padding)
    return ft.Column(
        [ft.Container(column(items), padding=padding)],
        expand=True,
        scroll=ft.ScrollMode.AUTO,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _bottom(controls: Sequence[ft.Control], look: Look) -> ft.Control:
    return ft.Container(
        column(controls, spacing=8),
        padding=ft.Padding.symmetric(horizontal=gutter(look), vertical=12),
        bgcolor=ft.Colors.SURFACE_CONTAINER,
        border=ft.Border(top=ft.BorderSide(1, ft.Colors.OUTLINE_VARIANT)),
    )


def _demo_strip(look: Look) -> list[ft.Control]:
    if not look.demo:
        return []
    return [
        ft.Container(
            ft.Text(
                strings.DEMO_BANNER,
                theme_style=ft.TextThemeStyle.LABEL_MEDIUM,
                color=ft.Colors.ON_SECONDARY_CONTAINER,
                text_align=ft.TextAlign.CENTER,
            ),
            bgcolor=ft.Colors.SECONDARY_CONTAINER,
            padding=ft.Padding.symmetric(horizontal=GAP_M, vertical=GAP_XS),
        )
    ]


def _app_bar(title: str, look: Look, actions: Sequence[ft.Control], back: bool) -> ft.AppBar:
    height = max(56.0, text_size("title_large", look.text_scale) * 1.3 + 16)
    return ft.AppBar(
        title=ft.Text(title) if title else None,
        actions=list(actions),
        actions_padding=ft.Padding.only(right=GAP_XS),
        automatically_imply_leading=back,
        toolbar_height=round(height),
    )


def _open_tab(event: ft.Event[ft.NavigationBar] | ft.Event[ft.NavigationRail]) -> None:
    chosen: object = event.data
    if isinstance(chosen, int) and 0 <= chosen < len(_TABS):
        go(_TABS[chosen][0])


def _bar(tab: Tab, look: Look) -> ft.NavigationBar:
    # At large text each label takes two lines ("Trang / chủ"); the bar grows with them.
    size = nav_label_size(look.text_scale)
    lines = 2 if size > 16 else 1
    return ft.NavigationBar(
        destinations=[
            ft.NavigationBarDestination(
                icon=ft.Icon(icon, size=_icon(look)),
                selected_icon=ft.Icon(
                    filled, size=_icon(look), color=ft.Colors.ON_PRIMARY_CONTAINER
                ),
                label=label.replace(" ", "\n") if lines == 2 else label,
            )
            for _, label, icon, filled in _TABS
        ],
        selected_index=_index(tab),
        label_behavior=ft.NavigationBarLabelBehavior.ALWAYS_SHOW,
        height=round(_icon(look) + 24 + lines * size * 1.2 + 10),
        on_change=_open_tab,
    )


def _rail(tab: Tab, look: Look) -> ft.NavigationRail:
    return ft.NavigationRail(
        destinations=[
            ft.NavigationRailDestination(
                icon=ft.Icon(icon, size=_icon(look)),
                selected_icon=ft.Icon(
                    filled, size=_icon(look), color=ft.Colors.ON_PRIMARY_CONTAINER
                ),
                label=ft.Text(label),
                padding=ft.Padding.symmetric(vertical=6),
            )
            for _, label, icon, filled in _TABS
        ],
        selected_index=_index(tab),
        label_type=ft.NavigationRailLabelType.ALL,
        min_width=_RAIL_WIDTH,
        scrollable=True,
        on_change=_open_tab,
    )


def _icon(look: Look) -> float:
    return min(look.px(24), 36)


def _index(tab: Tab) -> int:
    return next(i for i, row in enumerate(_TABS) if row[0] is tab)
