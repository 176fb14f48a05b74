"""What a search is narrowed to: whose posts, what kind of paper, from when, in force or not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from uuid import UUID

import flet as ft

from services.posts.models import Category
from services.search.models import Place, Places, Question
from views.search import strings
from views.session import use_services
from views.shared import text
from views.shared.buttons import text_button
from views.shared.flet_typed import use_state
from views.shared.hooks import use_query
from views.shared.parts import column, flow, heading, list_card, list_item
from views.shared.posts.chips import choice_chips
from views.shared.posts.strings import DOCUMENT_TYPES
from views.shared.screens import block
from views.shared.states import shown
from views.shared.theme import GAP_M, GAP_S, GAP_XS

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
    """Every tap counts at once."""
    services = use_services()
    listing, set_listing = use_state(lambda: False)
    query = use_query(services.search.places, name="search.places")

    def choose_place(place: Place | None, *, alone: bool) -> None:
        set_listing(False)
        put(
            replace(
                asked,
                unit_id=place.unit_id if place else None,
                unit_alone=alone and place is not None,
            )
        )

    def draw(places: Places) -> list[ft.Control]:
        return whose(places, asked, choose_place, listing, partial(set_listing, not listing))

    groups: list[ft.Control] = [
        column(shown(query, draw, room=strings.ERRORS, rows=1), spacing=GAP_S)
    ]
    if asked.category is None or asked.category in _PAPERS:
        types = [(None, strings.ALL), *((t.value, words) for t, words in DOCUMENT_TYPES.items())]
        groups.append(
            group(
                strings.TYPE,
                choice_chips(
                    strings.TYPE,
                    types,
                    asked.document_type,
                    lambda kind: put(replace(asked, document_type=kind)),
                ),
            )
        )
    groups.append(
        group(
            strings.YEARS,
            choice_chips(
                strings.YEARS,
                year_options(text.now().year),
                (asked.from_year, asked.to_year),
                lambda years: put(replace(asked, from_year=years[0], to_year=years[1])),
            ),
        )
    )
    if asked.category is None or asked.category in _PAPERS:
        options = ((None, strings.ALL), (True, strings.IN_FORCE), (False, strings.EXPIRED))
        groups.append(
            group(
                strings.VALIDITY,
                choice_chips(
                    strings.VALIDITY,
                    options,
                    asked.in_force,
                    lambda in_force: put(replace(asked, in_force=in_force)),
                ),
            )
        )
    return column(groups, spacing=GAP_M)


def group(label: str, chips: ft.Control) -> ft.Control:
    """A filter under its name."""
    return column([heading(label, level=3), chips], spacing=GAP_XS)


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

    rows = [
        group(
            strings.WHOSE,
            choice_chips(
                strings.WHOSE,
                options,
                asked.unit_id,
                picked,
            ),
        )
    ]
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
