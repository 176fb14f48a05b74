"""What a session knows of its window: text scale, theme, width, demo mark, reconnections.

Parts read it with ``current_look()``, a plain call, so that they need no hook; the app's root
owns it through ``use_look`` and re-renders everything when it changes.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, replace
from weakref import WeakKeyDictionary

import flet as ft

from views.shared import theme
from views.shared.flet_typed import use_effect, use_state
from views.shared.theme import ThemeChoice

_STEP = 20  # the width is kept in steps, so that dragging a window edge costs few renders


@dataclass(frozen=True)
class Look:
    """How the present window is to be drawn."""

    text_scale: float = 1.0
    theme: ThemeChoice = ThemeChoice.SYSTEM
    width: float = 390
    demo: bool = False
    connection: int = 0
    """Grows by one with each reconnection; queries reload when it does."""

    @property
    def wide(self) -> bool:
        """Whether the navigation stands at the side."""
        return self.width >= theme.RAIL_FROM

    @property
    def large(self) -> bool:
        """Whether text is so large that things side by side should stand one below the other."""
        return self.text_scale >= 1.5

    def px(self, at_normal: float) -> float:
        """A length that follows the text, such as an avatar's side."""
        return round(at_normal * self.text_scale)


_looks: WeakKeyDictionary[ft.Page, Look] = WeakKeyDictionary()
_override: ContextVar[Look | None] = ContextVar("look", default=None)


def current_page() -> ft.Page | None:
    """The page being rendered or served, or None outside of one (headless tests)."""
    try:
        return ft.context.page
    except RuntimeError:
        return None


def current_look() -> Look:
    """The look of the window being rendered."""
    forced = _override.get()
    if forced is not None:
        return forced
    page = current_page()
    return _looks.get(page, Look()) if page is not None else Look()


@contextmanager
def look_as(look: Look) -> Generator[None]:
    """Render with this look regardless of the page (tests)."""
    token = _override.set(look)
    try:
        yield
    finally:
        _override.reset(token)


def width_step(width: float | None) -> float:
    """A window width rounded to what the layout distinguishes; unknown counts as a phone."""
    if not width or width <= 0:
        return 390
    return max(280, round(width / _STEP) * _STEP)


def use_look(
    *, text_scale: float = 1.0, choice: ThemeChoice = ThemeChoice.SYSTEM, demo: bool = False
) -> tuple[Look, Callable[[float, ThemeChoice], None]]:
    """Hook of the app's root: the look, and a function that changes scale and theme.

    It puts the theme on the page, follows the window's width, and counts reconnections.
    """
    page = ft.context.page

    def first() -> Look:
        look = Look(theme.clamp_scale(text_scale), choice, width_step(page.width), demo)
        if page.theme is None:
            dress(page, look.text_scale, look.theme)
        return look

    look, set_look = use_state(first)
    _looks[page] = look

    def change(new: Look) -> None:
        old = _looks.get(page, look)
        if new == old:
            return
        _looks[page] = new
        if (new.text_scale, new.theme) != (old.text_scale, old.theme):
            dress(page, new.text_scale, new.theme)
            page.schedule_update()
        set_look(new)

    def on_resize(_: object) -> None:
        change(replace(_looks.get(page, look), width=width_step(page.width)))

    def on_connect(_: object) -> None:
        old = _looks.get(page, look)
        change(replace(old, width=width_step(page.width), connection=old.connection + 1))

    def listen() -> None:
        page.on_resize = on_resize
        page.on_connect = on_connect

    use_effect(listen, [])

    def choose(new_scale: float, new_choice: ThemeChoice) -> None:
        old = _looks.get(page, look)
        change(replace(old, text_scale=theme.clamp_scale(new_scale), theme=new_choice))

    return look, choose


def dress(page: ft.Page, text_scale: float, choice: ThemeChoice) -> None:
    """Put a theme on a page. Called in ``main`` before ``render_views``, so that the first frame
    has its colours; ``use_look`` does it again when the member changes something."""
    page.theme, page.dark_theme, page.theme_mode = theme.themes_for(choice, text_scale)


def go(path: str) -> None:
    """Navigate the current page to a path built by ``views.paths``."""
    page = ft.context.page

    async def push() -> None:
        # The client may be gone by now; then the address does not matter any more.
        with suppress(Exception):
            await page.push_route(path)

    task = asyncio.get_running_loop().create_task(push())
    _going.add(task)  # the loop itself keeps tasks by weak reference only
    task.add_done_callback(_going.discard)


_going: set[asyncio.Task[None]] = set()
