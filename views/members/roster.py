"""Đảng viên: the members in my scope, searched, filtered, a page at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

import flet as ft

from services.accounts.models import Me
from services.members.models import MemberLine, RosterQuery
from services.members.service import PAGE
from views import paths
from views.members import strings
from views.members.question import Asked, sent, use_asked
from views.members.rows import Cards, table_head, table_rows
from views.session import use_me, use_services
from views.shared import strings as words
from views.shared import text
from views.shared.buttons import secondary_button, text_button
from views.shared.fields import TextInput
from views.shared.flet_typed import keyed, use_effect, use_ref, use_state
from views.shared.hooks import Loading, Query, Ready, use_action, use_query
from views.shared.look import current_look, go
from views.shared.parts import Tone, banner, column, flow, icon_button, list_card, note, pill
from views.shared.returning import use_return
from views.shared.scaffold import scaffold
from views.shared.screens import block, screen
from views.shared.states import empty, shown

PAUSE_S = 0.35
"""How long the typing rests before it is searched for."""
CAP = 10_000
"""The service counts no further."""


@dataclass(frozen=True)
class Later:
    """The pages loaded after the first, of one query."""

    of: RosterQuery | None = None
    lines: tuple[MemberLine, ...] = ()
    ended: bool = False


@screen
def RosterScreen() -> ft.View:
    """Cards on a phone, a table on a wide window."""
    me, services = use_me(), use_services()
    asked, put = use_asked()
    later, set_later = use_state(Later)
    wanted = sent(asked.query, text.now().date())

    async def load() -> list[MemberLine]:
        return await services.roster.page(wanted)

    async def load_count() -> int:
        return await services.roster.count(wanted)

    async def load_more(of: RosterQuery, held: Later, after: MemberLine) -> None:
        page = await services.roster.page(of, after)
        set_later(Later(of, (*held.lines, *page), ended=len(page) < PAGE))

    query = use_query(load, [wanted], name="roster.page")
    counted = wanted.model_copy(update={"columns": [], "order_by": "name", "descending": False})
    count = use_query(load_count, [counted], name="roster.count")
    more = use_action(load_more, name="roster.more")

    def again() -> None:
        query.reload()
        count.reload()

    use_return(again)
    held = later if later.of == wanted else Later(wanted)

    def order(by: str) -> None:
        turned = asked.query.order_by == by and not asked.query.descending
        put(asked.asking(order_by=by, descending=turned))

    def draw(first: list[MemberLine]) -> list[ft.Control]:
        known = {line.member_id for line in first}
        lines = [*first, *(line for line in held.lines if line.member_id not in known)]
        if not lines:
            return [empty(strings.NOBODY, icon=ft.Icons.PERSON_SEARCH)]
        drawn = list_of(lines, wanted, order, with_unit=not only_own_cell(me))
        if more.error is not None:
            drawn.append(banner(strings.MORE_FAILED, Tone.WAITING))
        if not held.ended and len(first) >= PAGE:
            run = partial(more.run, wanted, held, lines[-1])
            drawn.append(keyed(f"end-{len(lines)}", ListEnd, run, more.busy))
        else:
            drawn.append(note(strings.END))
        return drawn

    if not me.may("member.read"):
        return scaffold(strings.TITLE, empty(strings.NOT_YOURS, icon=ft.Icons.GROUPS))

    def search(said: str) -> None:
        put(asked.asking(query=said))

    return scaffold(
        strings.TITLE,
        [
            keyed("search", SearchBox, asked.query.query, search),
            flow(ways(me, asked)),
            *in_force(asked, put),
            *count_line(count),
            *shown(query, draw, room=strings.ERRORS, rows=6),
        ],
        lazy=True,
        broad=current_look().wide,
        actions=[icon_button(ft.Icons.REFRESH, words.RELOAD, again)],
    )


def only_own_cell(me: Me) -> bool:
    """Whether all one may read are members of one cell."""
    return {c.unit_kind for c in me.where("member.read")} <= {"cell", "cell_group"}


def list_of(
    lines: Sequence[MemberLine],
    wanted: RosterQuery,
    order: Callable[[str], None],
    *,
    with_unit: bool,
) -> list[ft.Control]:
    """The lines as the window has room for them, page by page so that a long list stays light."""

    def opener(line: MemberLine) -> Callable[[], None]:
        return partial(go, paths.member(line.member_id))

    if current_look().wide and not current_look().large:
        head = table_head(wanted.columns, wanted.order_by, wanted.descending, order)
        return [list_card([head, column(table_rows(lines, wanted.columns, opener), spacing=0)])]
    chunks = [lines[i : i + PAGE] for i in range(0, len(lines), PAGE)]
    return [
        keyed(f"page-{chunk[0].member_id}", Cards, chunk, opener, with_unit) for chunk in chunks
    ]


def ways(me: Me, asked: Asked) -> list[ft.Control]:
    """What can be done with the list, by what one may do."""
    filters = [
        secondary_button(
            strings.filter_button(len(asked.query.filters)),
            partial(go, paths.MEMBERS_FILTER),
            icon=ft.Icons.TUNE,
            key="filter",
        )
    ]
    if not only_own_cell(me):
        filters.append(
            secondary_button(
                unit_label(asked),
                partial(go, paths.MEMBERS_UNIT),
                icon=ft.Icons.ACCOUNT_TREE,
                key="unit",
            )
        )
    quiet: list[tuple[str, str, bool]] = [
        (strings.COLUMNS, paths.MEMBERS_COLUMNS, current_look().wide),
        (strings.EXPORT, paths.MEMBERS_EXPORT, me.may("record.export")),
        (strings.SLIPS, paths.MEMBERS_SLIPS, me.may("account.activate")),
        (strings.ADD, paths.MEMBERS_NEW, me.may("record.edit")),
        (strings.GROUPS, paths.MEMBERS_GROUPS, me.may("record.edit")),
    ]
    return filters + [text_button(w, partial(go, to), key=to) for w, to, may in quiet if may]


def unit_label(asked: Asked) -> str:
    """The unit the list is of."""
    if asked.query.unit_id is None:
        return strings.ALL_UNITS
    return asked.unit_name or strings.CHOSEN_UNIT


def in_force(asked: Asked, put: Callable[[Asked], None]) -> list[ft.Control]:
    """The filters in words, and the way out of them."""
    filters = asked.query.filters
    if not filters and asked.query.unit_id is None:
        return []
    marks = [pill(strings.filter_words(n, v), Tone.WAITING) for n, v in filters.items()]
    if asked.query.unit_id is not None:
        marks.insert(0, pill(unit_label(asked), Tone.WAITING))
    everything = replace(asked.asking(filters={}, unit_id=None), unit_name=None)
    clear = text_button(strings.CLEAR_FILTERS, lambda: put(everything), key="clear")
    return [flow([*marks, clear])]


def count_line(count: Query[int]) -> list[ft.Control]:
    """How many there are, said when it is known."""
    if isinstance(count.state, Loading):
        return [note(words.LOADING)]
    if isinstance(count.state, Ready):
        said = note(strings.found(count.state.value, CAP))
        return [ft.Semantics(content=said, live_region=True)]
    return []


@block
def SearchBox(words_: str, on_search: Callable[[str], None]) -> ft.Control:
    """What is searched for, passed on when the typing rests; a key draws this box alone."""
    typed, set_typed = use_state(lambda: words_)
    own = use_ref(lambda: words_)

    async def settle() -> None:
        if typed != words_:
            await asyncio.sleep(PAUSE_S)
            own.current = typed
            on_search(typed)

    def follow() -> None:
        # A saved filter brought other words; what was typed here stays, as more may be typed by now.
        if words_ != own.current:
            own.current = words_
            set_typed(words_)

    # The no-op cleanup lets Flet cancel the pause when more is typed.
    use_effect(settle, [typed], cleanup=lambda: None)
    use_effect(follow, [words_])
    return TextInput(strings.SEARCH, typed, set_typed, help=strings.SEARCH_HINT, max_length=100)


@block
def ListEnd(on_reached: Callable[[], None], busy: bool) -> ft.Control:
    """Loads the next page when the client draws the end of the list; the button is for those who
    go through it by keyboard or screen reader, and for another try."""
    reached, set_reached = use_state(lambda: False)

    def drawn(_: object) -> None:
        if not reached:
            set_reached(True)
            on_reached()

    button = secondary_button(words.SHOW_MORE, on_reached, busy=busy, key="more")
    return ft.Container(button, on_size_change=drawn)
