"""Bài viết của tôi, and Tòa soạn: what I have written, and what waits at my desks."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from services.newsroom.models import Counts, Line, Show, State
from services.newsroom.service import PAGE
from views import paths
from views.newsroom import strings
from views.newsroom.drawing import state_pill
from views.newsroom.refusals.strings import ERRORS
from views.session import use_me, use_services
from views.shared import strings as words
from views.shared import text
from views.shared.buttons import primary_button, text_button
from views.shared.flet_typed import use_state
from views.shared.hooks import Ready, use_query
from views.shared.look import go
from views.shared.paging import use_pages
from views.shared.parts import Tone, icon_button, list_card, list_item, note, pill
from views.shared.posts.chips import choice_chips
from views.shared.returning import use_return
from views.shared.scaffold import scaffold
from views.shared.screens import screen
from views.shared.states import empty, shown


@screen
def MyArticlesScreen() -> ft.View:
    """What I have written, with where it stands."""
    services, me = use_services(), use_me()
    discarded, set_discarded = use_state(lambda: False)

    async def load(after: Line | None) -> list[Line]:
        return await services.newsroom.mine(after, discarded=discarded)

    pages = use_pages(load, [discarded], key_of=lambda line: line.manuscript_id, name="my_articles")
    use_return(pages.reload)
    writes = me.may("manuscript.write")

    def draw(first: list[Line]) -> list[ft.Control]:
        items = pages.items(first)
        if not items:
            said = strings.NO_DISCARDED if discarded else strings.NO_ARTICLES
            drawn: list[ft.Control] = []
            if writes or discarded:
                drawn.append(empty(said, icon=ft.Icons.EDIT_NOTE))
        else:
            drawn = [
                list_card([article_line(line, paths.ARTICLES) for line in items]),
                *pages.button(items, strings.MORE, ERRORS, PAGE),
            ]
        other = strings.SHOW_LIVE if discarded else strings.SHOW_DISCARDED
        return [*drawn, text_button(other, lambda: set_discarded(not discarded), key="discarded")]

    bottom: list[ft.Control] = []
    if writes and not discarded:
        bottom = [
            primary_button(
                strings.WRITE_NEW,
                lambda: go(paths.ARTICLE_NEW),
                icon=ft.Icons.EDIT_OUTLINED,
                key="write-new",
            )
        ]
    title = strings.DISCARDED if discarded else strings.MY_ARTICLES
    above = [] if writes else [note(strings.NOT_A_WRITER)]
    content = [*above, *shown(pages.query, draw, room=ERRORS)]
    return scaffold(title, content, bottom=bottom, lazy=True)


def article_line(line: Line, under: str) -> ft.Control:
    """One of my articles: title, where it stands, for whom, what came back with it."""
    lines = [strings.written_for(line.unit_name, line.target_name)]
    standing = strings.state_line(
        line.state, desk=line.desk_name, level=line.desk_level, owner=line.owner_name
    )
    if standing != strings.STATES[line.state]:
        lines.append(standing)
    if line.publish_at is not None:
        lines.append(strings.goes_out(text.moment(line.publish_at)))
    if line.reason and line.state is State.RETURNED:
        lines.append(f"{strings.REASON_OF_RETURN}: {ERRORS.get(line.reason, line.reason)}")
    lines.append(strings.changed(text.moment(line.updated_at)))
    return list_item(
        line.title or strings.UNTITLED,
        lines=lines,
        marks=[state_pill(line.state)],
        on_tap=_opener(paths.article(line.manuscript_id, under=under)),
        key=f"article-{line.manuscript_id}",
    )


@screen
def DeskScreen() -> ft.View:
    """The queue, the oldest on top."""
    services = use_services()
    show, set_show = use_state(lambda: Show.ALL)

    async def load(after: Line | None) -> list[Line]:
        return await services.newsroom.queue(show, after)

    pages = use_pages(load, [show], key_of=lambda line: line.manuscript_id, name="queue")
    counts = use_query(services.newsroom.counts, name="newsroom.counts")

    def reload() -> None:
        pages.reload()
        counts.reload()

    use_return(reload)

    def draw(first: list[Line]) -> list[ft.Control]:
        items = pages.items(first)
        if not items:
            return [empty(strings.NOTHING_WAITS[show], icon=ft.Icons.INBOX_OUTLINED)]
        return [
            list_card([queue_line(line) for line in items]),
            *pages.button(items, strings.MORE, ERRORS, PAGE),
        ]

    return scaffold(
        strings.DESK,
        [
            *_summary(counts.state.value if isinstance(counts.state, Ready) else None),
            choice_chips(strings.WHICH, list(strings.SHOWS.items()), show, set_show),
            *shown(pages.query, draw, room=ERRORS),
        ],
        actions=[icon_button(ft.Icons.REFRESH, words.RELOAD, reload)],
        lazy=True,
    )


def _summary(counts: Counts | None) -> list[ft.Control]:
    if counts is None:
        return []
    return [note(f"{strings.summary(counts.waiting, counts.unclaimed)} {strings.OLDEST_FIRST}")]


def queue_line(line: Line) -> ft.Control:
    """One article at the desk: title, from whom for whom, how long it waits, who has it."""
    lines = [strings.written_for(line.unit_name, line.target_name)]
    if line.author_name:
        lines.append(strings.by(line.author_name))
    marks: list[ft.Control] = []
    if line.state is State.SCHEDULED and line.publish_at is not None:
        marks.append(pill(strings.goes_out(text.moment(line.publish_at)), Tone.WAITING))
    elif line.waiting_since is not None:
        waited = (text.now() - line.waiting_since).total_seconds()
        tone = Tone.IMPORTANT if waited > 24 * 3600 else Tone.NEUTRAL
        marks.append(pill(strings.waits(waited), tone))
    if line.mine:
        marks.append(pill(strings.MINE, Tone.DONE))
    elif line.owner_name:
        marks.append(pill(strings.owned(line.owner_name), Tone.NEUTRAL))
    else:
        marks.append(pill(strings.NOBODY, Tone.WAITING))
    return list_item(
        line.title or strings.UNTITLED,
        lines=lines,
        marks=marks,
        on_tap=_opener(paths.article(line.manuscript_id, under=paths.DESK)),
        key=f"queue-{line.manuscript_id}",
    )


def _opener(path: str) -> Callable[[], None]:
    return lambda: go(path)
