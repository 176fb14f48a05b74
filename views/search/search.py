"""Tìm kiếm: one box over news, directives and library."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

import flet as ft

from services.posts.models import Category
from services.search.models import Found, Hit, Question
from services.search.service import PAGE
from views import paths
from views.search import strings
from views.search.asked import use_asked
from views.search.filters import Filters, narrower, of_kind
from views.search.rows import hit_row
from views.session import use_services
from views.shared import strings as words
from views.shared.buttons import secondary_button, text_button
from views.shared.fields import TextInput
from views.shared.flet_typed import keyed, use_effect, use_ref, use_state
from views.shared.hooks import Query, Ready, use_action, use_query
from views.shared.look import go
from views.shared.parts import Tone, banner, note
from views.shared.posts.chips import choice_chips
from views.shared.posts.strings import CATEGORIES
from views.shared.scaffold import scaffold
from views.shared.screens import block, screen
from views.shared.states import empty, shown

PAUSE_S = 0.4
"""How long the typing rests before it is searched for."""
_KINDS: tuple[tuple[Category | None, str], ...] = ((None, strings.ALL), *CATEGORIES.items())


@dataclass(frozen=True)
class Later:
    """The pages loaded after the first, of one question."""

    of: Question
    hits: tuple[Hit, ...] = ()
    ended: bool = False


@screen
def SearchScreen() -> ft.View:
    """Below Trang chủ and Tin tức; what is found opens below it."""
    services = use_services()
    here = ft.use_view_path()
    asked, put = use_asked()
    later, set_later = use_state(lambda: Later(asked))
    narrowing, set_narrowing = use_state(lambda: asked.narrowed)

    async def load() -> Found:
        return await services.search.find(asked) if asked.words.strip() else Found(found=0, hits=[])

    async def load_more(of: Question, held: Later, after: Hit) -> None:
        page = await services.search.find(of, after)
        set_later(Later(of, (*held.hits, *page.hits), ended=len(page.hits) < PAGE))

    query = use_query(load, [asked], name="search.find")
    more = use_action(load_more, name="search.more")
    held = later if later.of == asked else Later(asked)

    def draw(found: Found) -> list[ft.Control]:
        if not asked.words.strip():
            return [empty(f"{strings.START} {strings.PRIVATE}", icon=ft.Icons.SEARCH)]
        known = {hit.post_id for hit in found.hits}
        hits = [*found.hits, *(hit for hit in held.hits if hit.post_id not in known)]
        if not hits:
            return nothing(asked, partial(put, Question(asked.words)))
        drawn: list[ft.Control] = [
            hit_row(hit, asked.words, partial(go, paths.post(hit.post_id, here))) for hit in hits
        ]
        if more.error is not None:
            drawn.append(banner(strings.MORE_FAILED, Tone.WAITING))
        if len(found.hits) >= PAGE and not held.ended:
            run = partial(more.run, asked, held, hits[-1])
            drawn.append(secondary_button(words.SHOW_MORE, run, busy=more.busy, key="more"))
        else:
            drawn.append(note(strings.THE_END))
        return drawn

    return scaffold(
        strings.TITLE,
        [
            keyed("search", SearchBox, asked.words, lambda said: put(replace(asked, words=said))),
            choice_chips(strings.KINDS, _KINDS, asked.category, partial(of_kind, asked, put)),
            *narrower(asked, put, narrowing, set_narrowing),
            *([keyed("filters", Filters, asked, put)] if narrowing else []),
            *count_line(asked, query),
            *shown(query, draw, room=strings.ERRORS),
        ],
        lazy=True,
    )


def nothing(asked: Question, clear: Callable[[], None]) -> list[ft.Control]:
    """Nothing found: what may help."""
    hint = strings.WITHOUT_QUOTES if '"' in asked.words else strings.CHECK_SPELLING
    drawn: list[ft.Control] = [empty(f"{strings.NOTHING} {hint}", icon=ft.Icons.SEARCH_OFF)]
    if asked.narrowed:
        button = text_button(strings.CLEAR_FILTERS, clear, key="clear-below")
        drawn.append(banner(strings.WITHOUT_FILTERS, action=button))
    return drawn


def count_line(asked: Question, query: Query[Found]) -> list[ft.Control]:
    """How many there are, said when it is known."""
    if not asked.words.strip() or not isinstance(query.state, Ready) or not query.state.value.hits:
        return []
    found = query.state.value.found
    said = note(strings.MANY if found is None else strings.count(found))
    return [ft.Semantics(content=said, live_region=True)]


@block
def SearchBox(words_: str, on_search: Callable[[str], None]) -> ft.Control:
    """What is searched for, passed on when the typing rests or is finished; a key draws this box alone."""
    typed, set_typed = use_state(lambda: words_)
    latest = use_ref(lambda: on_search)
    latest.current = on_search
    sent = use_ref(lambda: words_)

    def search() -> None:
        if typed != sent.current:
            sent.current = typed
            latest.current(typed)

    async def settle() -> None:
        if typed != sent.current:
            await asyncio.sleep(PAUSE_S)
            search()

    # The no-op cleanup lets Flet cancel the pause when more is typed.
    use_effect(settle, [typed], cleanup=lambda: None)
    return TextInput(
        strings.FIELD,
        typed,
        set_typed,
        help=strings.FIELD_HELP,
        max_length=200,
        on_submit=search,
        autofocus=not words_,
    )
