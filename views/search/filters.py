"""What a search is narrowed to: whose posts, what kind of paper, from when, in force or not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TypeVar
from uuid import UUID

import flet as ft

from services.posts.models import Category
from services.search.models import Place, Places, Question
from views.search import strings
from views.session import use_services
from views.shared import text
from views.shared.buttons import text_button
from views.shared.flet_typed import use_state
from views.shared.hooks import Ready, use_query
from views.shared.parts import column, flow, list_card, list_item
from views.shared.posts.chips import choice_chips
from views.shared.posts.strings import DOCUMENT_TYPES
from views.shared.screens import block
from views.shared.states import shown
from views.shared.theme import GAP_M, GAP_S

V = TypeVar("V")
Put = Callable[[Question], None]
Years = tuple[int | None, int | None]

_PAPERS = frozenset(Category).difference({Category.NEWS, Category.STUDY})


def of_kind(asked: Question, put: Put, kind: Category | None) -> None:
    """Chooses a category; what is asked of papers goes when it is none of theirs."""
    papers = kind is None or kind in _PAPERS
    put(
        replace(
            asked,
            category=kind,
            in_force=asked.in_force if papers else None,
            document_type=asked.document_type if papers else None,
        )
    )


def narrower(
    asked: Question, put: Put, shown_now: bool, show: Callable[[bool], None]
) -> list[ft.Control]:
    """The way to the filters, out of sight until they are asked for; the way out of all of them."""
    said = strings.FEWER_FILTERS if shown_now else strings.MORE_FILTERS
    ways = [text_button(said, partial(show, not shown_now), icon=ft.Icons.TUNE, key="narrow")]
    if asked.narrowed:
        clear = partial(put, Question(asked.words))
        ways.append(text_button(strings.CLEAR_FILTERS, clear, key="clear"))
    return [flow(ways)]


@block
def Filters(asked: Question, put: Put) -> ft.Control:
    """A line for each filter, with what is chosen; a tap unfolds that one alone. Every choice counts at
    once, and folds it up again."""
    services = use_services()
    unfolded, set_unfolded = use_state(_nothing)
    listing, set_listing = use_state(lambda: False)
    query = use_query(services.search.places, name="search.places")

    def chosen(new: Question) -> None:
        set_unfolded(None)
        set_listing(False)
        put(new)

    def choose_place(place: Place | None, *, alone: bool) -> None:
        unit_id = place.unit_id if place else None
        chosen(replace(asked, unit_id=unit_id, unit_alone=alone and place is not None))

    def turn(name: str) -> None:
        set_listing(False)
        set_unfolded(lambda now: None if now == name else name)

    def draw(places: Places) -> list[ft.Control]:
        below = partial(set_listing, not listing)
        return whose(places, asked, choose_place, listing, below)

    places = query.state.value if isinstance(query.state, Ready) else Places(mine=[], below=[])
    papers = asked.category is None or asked.category in _PAPERS
    groups: list[tuple[str, str, Callable[[], list[ft.Control]]]] = [
        (
            strings.WHOSE,
            place_name(places, asked.unit_id),
            lambda: shown(query, draw, room=strings.ERRORS, rows=1),
        )
    ]
    if papers:
        types = [(None, strings.ALL), *((t.value, words) for t, words in DOCUMENT_TYPES.items())]
        groups.append(
            _choice(
                strings.TYPE,
                types,
                asked.document_type,
                lambda kind: chosen(replace(asked, document_type=kind)),
            )
        )
    groups.append(
        _choice(
            strings.YEARS,
            year_options(text.now().year),
            (asked.from_year, asked.to_year),
            lambda years: chosen(replace(asked, from_year=years[0], to_year=years[1])),
        )
    )
    if papers:
        groups.append(
            _choice(
                strings.VALIDITY,
                [(None, strings.ALL), (True, strings.IN_FORCE), (False, strings.EXPIRED)],
                asked.in_force,
                lambda in_force: chosen(replace(asked, in_force=in_force)),
            )
        )
    rows: list[ft.Control] = []
    for name, now, inside in groups:
        opened = unfolded == name
        rows.append(_line(name, now, partial(turn, name), opened=opened))
        if opened:
            rows.append(ft.Container(column(inside(), spacing=GAP_S), padding=GAP_M))
    return list_card(rows)


def _nothing() -> str | None:
    return None


def _line(name: str, now: str, turn: Callable[[], None], *, opened: bool) -> ft.Control:
    icon = ft.Icons.EXPAND_LESS if opened else ft.Icons.EXPAND_MORE
    return list_item(
        strings.chosen(name, now),
        on_tap=turn,
        trailing=ft.Icon(icon, color=ft.Colors.ON_SURFACE_VARIANT),
        key=f"filter-{name}",
    )


def _choice(
    name: str, options: Sequence[tuple[V, str]], value: V, choose: Callable[[V], None]
) -> tuple[str, str, Callable[[], list[ft.Control]]]:
    """A filter of a few: its name, what is chosen, and the chips."""
    now = next((words for option, words in options if option == value), strings.ALL)
    return name, now, lambda: [choice_chips(name, options, value, choose)]


def place_name(places: Places, unit_id: UUID | None) -> str:
    """Whose posts are wanted."""
    named = (place.name for place in (*places.mine, *places.below) if place.unit_id == unit_id)
    return next(named, strings.ALL)


def whose(
    places: Places,
    asked: Question,
    choose: Callable[..., None],
    listing: bool,
    turn: Callable[[], None],
) -> list[ft.Control]:
    """Units of my line as chips; those under my offices in a list of their own."""
    by_id: dict[UUID, Place] = {place.unit_id: place for place in (*places.below, *places.mine)}
    options: list[tuple[UUID | None, str]] = [
        (None, strings.ALL),
        *((place.unit_id, place.name) for place in places.mine),
    ]
    mine = {place.unit_id for place in places.mine}
    chosen = by_id.get(asked.unit_id) if asked.unit_id else None
    if chosen is not None and chosen.unit_id not in mine:
        options.append((chosen.unit_id, chosen.name))

    def picked(unit_id: UUID | None) -> None:
        choose(by_id.get(unit_id) if unit_id else None, alone=unit_id in mine)

    rows = [choice_chips(strings.WHOSE, options, asked.unit_id, picked)]
    below = [place for place in places.below if place.unit_id not in mine]
    if below:
        said = strings.CLOSE_BELOW if listing else strings.CHOOSE_BELOW
        icon = ft.Icons.EXPAND_LESS if listing else ft.Icons.ACCOUNT_TREE_OUTLINED
        rows.append(flow([text_button(said, turn, icon=icon, key="below")]))
    if below and listing:
        rows.append(
            list_card(
                [
                    list_item(
                        place.name,
                        on_tap=partial(choose, place, alone=False),
                        key=f"place-{place.unit_id}",
                    )
                    for place in below
                ]
            )
        )
    return rows


def year_options(year: int) -> list[tuple[Years, str]]:
    """This year and the two before, and what is older."""
    recent = [((y, y), str(y)) for y in (year, year - 1, year - 2)]
    return [((None, None), strings.ALL), *recent, ((None, year - 3), strings.before(year - 2))]
