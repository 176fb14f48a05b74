"""What I want to read later and what I keep: mine alone."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

import flet as ft

from services.reading.models import KeptItem, ReadingList, ReadingState
from services.reading.service import PAGE
from views import paths
from views.reading import strings
from views.session import use_services
from views.shared.buttons import secondary_button, text_button
from views.shared.flet_typed import use_state
from views.shared.hooks import use_action, use_query
from views.shared.look import go
from views.shared.parts import Tone, banner, column, flow, note
from views.shared.posts.chips import choice_chips
from views.shared.posts.rows import post_row
from views.shared.returning import use_return
from views.shared.scaffold import scaffold
from views.shared.screens import screen
from views.shared.states import empty, problem, shown
from views.shared.theme import GAP_XS


@screen
def ListsScreen() -> ft.View:
    """Two lists; what is taken off can be put back."""
    services = use_services()
    here = ft.use_view_path()
    on, set_on = use_state(_later)
    off, set_off = use_state(_nothing)
    later, set_later = use_state(_no_more)

    async def load() -> list[KeptItem]:
        return await services.reading.mine(on)

    async def load_more(after: KeptItem) -> list[KeptItem]:
        return await services.reading.mine(on, after)

    async def keep(post_id: UUID, kept: bool) -> ReadingState:
        return await services.reading.keep(post_id, on, kept=kept)

    def reload() -> None:
        set_later(_no_more())
        query.reload()

    query = use_query(load, [on], name="reading.mine")
    more = use_action(
        load_more, on_done=lambda page: set_later(lambda held: (*held, *page)), name="reading.more"
    )
    keeping = use_action(keep, on_done=lambda _: reload(), name="reading.keep")
    use_return(reload)

    def choose(new: ReadingList) -> None:
        set_later(_no_more())
        set_off(None)
        set_on(new)

    def take_off(post_id: UUID) -> None:
        set_off(post_id)
        keeping.run(post_id, False)

    def put_back() -> None:
        if off is not None:
            keeping.run(off, True)
        set_off(None)

    def draw(first: list[KeptItem]) -> list[ft.Control]:
        items = [*first, *(i for i in later if i.post_id not in {f.post_id for f in first})]
        rows = [
            _row(item, paths.post(item.post_id, here), partial(take_off, item.post_id))
            for item in items
            if item.post_id != off
        ]
        if not rows:
            return [empty(strings.EMPTY[on], icon=ft.Icons.BOOKMARKS_OUTLINED)]
        if len(items) % PAGE == 0 and more.result != []:
            button = secondary_button(
                strings.MORE, partial(more.run, items[-1]), busy=more.busy, key="more"
            )
            rows += [*problem(more.error, strings.ERRORS), button]
        return rows

    undo: list[ft.Control] = []
    if off is not None:
        button = text_button(strings.UNDO, put_back, icon=ft.Icons.UNDO, key="undo")
        undo = [banner(strings.TAKEN_OFF, Tone.NEUTRAL, action=button)]
    options = tuple(strings.LISTS.items())
    return scaffold(
        strings.TITLE,
        [
            choice_chips(strings.WHICH, options, on, choose),
            note(strings.PRIVATE),
            *undo,
            *problem(keeping.error, strings.ERRORS),
            *shown(query, draw, room=strings.ERRORS),
        ],
    )


def _row(item: KeptItem, path: str, take_off: Callable[[], None]) -> ft.Control:
    return column(
        [
            post_row(item, partial(go, path)),
            flow([text_button(strings.TAKE_OFF, take_off, icon=ft.Icons.BOOKMARK_REMOVE_OUTLINED)]),
        ],
        spacing=GAP_XS,
    )


def _later() -> ReadingList:
    return ReadingList.LATER


def _nothing() -> UUID | None:
    return None


def _no_more() -> tuple[KeptItem, ...]:
    return ()
