"""Tin tức: the posts for me, or those of the units below my office, page by page."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import flet as ft

from services.accounts.models import Me
from services.newsroom.models import Counts
from services.posts.models import Category, FeedItem
from services.posts.service import PAGE
from views import paths
from views.paths import Tab
from views.posts import strings
from views.posts.pages import Pages, has_more, shown_items, with_page
from views.session import use_me, use_services
from views.shared import strings as words
from views.shared.buttons import secondary_button, text_button
from views.shared.flet_typed import keyed, use_state
from views.shared.guard import tapped
from views.shared.hooks import Ready, use_action, use_query
from views.shared.look import current_look, go
from views.shared.parts import Style, Tone, banner, flow, gap, icon_button, note
from views.shared.posts.chips import choice_chips
from views.shared.posts.door import search_door
from views.shared.posts.rows import post_row
from views.shared.posts.strings import CATEGORIES, ERRORS
from views.shared.returning import use_return
from views.shared.scaffold import scaffold
from views.shared.screens import block, screen
from views.shared.states import empty, shown

_ROOM_FOR_BUTTON = 72

_KINDS: tuple[tuple[Category | None, str], ...] = (
    (None, strings.ALL),
    *((category, words_) for category, words_ in CATEGORIES.items()),
)


@screen
def FeedScreen() -> ft.View:
    """The second tab."""
    services = use_services()
    me = use_me()
    below, set_below = use_state(lambda: False)
    kind, set_kind = use_state(_any_kind)
    opened, set_opened = use_state(lambda: frozenset[UUID]())
    pages, set_pages = use_state(Pages)

    async def load() -> list[FeedItem]:
        return await (services.posts.below() if below else services.posts.feed(kind))

    feed = use_query(load, [kind, below], name="feed")
    first = feed.state.value if isinstance(feed.state, Ready) else []
    items = shown_items(first, pages)

    async def load_more(after: FeedItem, *, of: tuple[Category | None, bool]) -> None:
        page = await (services.posts.below(after) if below else services.posts.feed(kind, after))
        # Loaded for another choice of kind than the present one: not for this list.
        set_pages(lambda old: with_page(first, old, page, PAGE) if of == (kind, below) else old)

    more = use_action(load_more, name="feed.more")
    newsroom = me.may("manuscript.write") or edits(me)

    async def count() -> Counts | None:
        return await services.newsroom.counts() if newsroom else None

    counts = use_query(count, [newsroom], name="newsroom.counts")

    def refresh() -> None:
        feed.reload()
        counts.reload()

    use_return(refresh)

    def choose_kind(new: Category | None) -> None:
        set_pages(Pages())
        set_kind(new)

    def choose_whose(new: bool) -> None:
        set_pages(Pages())
        set_below(new)

    def open_post(post_id: UUID) -> None:
        set_opened(lambda old: old | {post_id})
        go(paths.post(post_id))

    def next_page() -> None:
        if items:
            more.run(items[-1], of=(kind, below))

    def draw(_: list[FeedItem]) -> list[ft.Control]:
        drawn: list[ft.Control] = feed_rows(items, opened, open_post)
        if not drawn:
            return [_empty(kind, below=below)]
        if more.error is not None:
            drawn.append(banner(strings.MORE_FAILED, Tone.WAITING))
        if has_more(first, pages, PAGE):
            drawn.append(keyed(f"end-{len(items)}", ListEnd, next_page, more.busy))
        else:
            drawn.append(note(strings.THE_END))
        return drawn

    publishes = me.may("post.publish")
    actions: list[ft.Control] = [icon_button(ft.Icons.REFRESH, words.RELOAD, refresh)]
    above: list[ft.Control] = []
    if publishes and current_look().large:
        above = [flow([_drafts()])]
    elif publishes:
        actions.insert(0, _drafts())
    view = scaffold(
        words.NEWS,
        [
            search_door(Tab.NEWS),
            *above,
            flow([_library(), _kept()]),
            *_newsroom(me, counts.state.value if isinstance(counts.state, Ready) else None),
            *_whose(me, below, choose_whose),
            *([] if below else [choice_chips(strings.KINDS, _KINDS, kind, choose_kind)]),
            *shown(feed, draw, room=ERRORS),
            *([gap(_ROOM_FOR_BUTTON)] if publishes else []),
        ],
        tab=Tab.NEWS,
        lazy=True,
        actions=actions,
    )
    if publishes:
        view.floating_action_button = _write()
    return view


def _any_kind() -> Category | None:
    return None


@block
def ListEnd(on_reached: Callable[[], None], busy: bool) -> ft.Control:
    """Loads the next page by itself when the client draws the end of the list; the button is for
    those who go through it by keyboard or screen reader, and for another try."""
    reached, set_reached = use_state(lambda: False)

    def drawn(_: object) -> None:
        if not reached:
            set_reached(True)
            on_reached()

    return ft.Container(
        secondary_button(words.SHOW_MORE, on_reached, busy=busy, key="more"),
        on_size_change=drawn,
    )


def feed_rows(
    items: list[FeedItem], opened: frozenset[UUID], open_post: Callable[[UUID], None]
) -> list[ft.Control]:
    """The list; what has just been opened here counts as read at once."""
    return [
        post_row(
            item,
            _opener(item.post_id, open_post),
            unread=item.unread and item.post_id not in opened,
        )
        for item in items
    ]


def _opener(post_id: UUID, open_post: Callable[[UUID], None]) -> Callable[[], None]:
    return lambda: open_post(post_id)


def _drafts() -> ft.Control:
    return text_button(strings.DRAFTS, lambda: go(paths.DRAFTS), key="drafts")


def _write() -> ft.FloatingActionButton:
    look = current_look()
    return ft.FloatingActionButton(
        key="compose",
        icon=ft.Icon(ft.Icons.EDIT_OUTLINED, size=look.px(22), color=ft.Colors.ON_PRIMARY),
        content=ft.Text(strings.COMPOSE, theme_style=Style.LABEL_LARGE, color=ft.Colors.ON_PRIMARY),
        bgcolor=ft.Colors.PRIMARY,
        on_click=tapped(lambda: go(paths.COMPOSE)),
    )


def _library() -> ft.Control:
    return secondary_button(
        strings.LIBRARY,
        lambda: go(paths.LIBRARY),
        icon=ft.Icons.LIBRARY_BOOKS_OUTLINED,
        key="library",
    )


def _kept() -> ft.Control:
    return secondary_button(
        strings.READING,
        lambda: go(paths.NEWS_READING),
        icon=ft.Icons.BOOKMARKS_OUTLINED,
        key="reading",
    )


def edits(me: Me) -> bool:
    """Whether the person works at a desk of the newsroom."""
    return me.may("manuscript.edit") or me.may("manuscript.decide")


def _newsroom(me: Me, counts: Counts | None) -> list[ft.Control]:
    """The ways to one's own articles and to the desk, with what waits there."""
    ways: list[ft.Control] = []
    if me.may("manuscript.write"):
        words_ = strings.articles(counts.returned_to_me if counts else 0)
        ways.append(
            text_button(words_, lambda: go(paths.ARTICLES), icon=ft.Icons.EDIT_NOTE, key="articles")
        )
    if edits(me):
        words_ = strings.desk(counts.waiting if counts else 0)
        ways.append(
            text_button(words_, lambda: go(paths.DESK), icon=ft.Icons.INBOX_OUTLINED, key="desk")
        )
    return [flow(ways)] if ways else []


def _whose(me: Me, below: bool, choose: Callable[[bool], None]) -> list[ft.Control]:
    if not me.may("post.oversee"):
        return []
    options = ((False, strings.FOR_ME), (True, strings.BELOW))
    return [choice_chips(strings.WHOSE, options, below, choose)]


def _empty(kind: Category | None, *, below: bool) -> ft.Control:
    said = strings.EMPTY_BELOW if below else strings.EMPTY if kind is None else strings.EMPTY_KIND
    return empty(said, icon=ft.Icons.NEWSPAPER_OUTLINED)
