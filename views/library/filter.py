"""What the library is narrowed to: every tap counts at once, the list is one tap away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

import flet as ft

from services.library.models import Facets, Wanted, WordFacet
from services.posts.models import DocumentType, Validity
from views import paths
from views.library import strings
from views.library.wanted import use_wanted
from views.session import use_services
from views.shared.buttons import primary_button
from views.shared.fields import ChoiceInput
from views.shared.flet_typed import keyed
from views.shared.hooks import use_query
from views.shared.look import go
from views.shared.parts import column, heading
from views.shared.posts.chips import choice_chips
from views.shared.posts.strings import DOCUMENT_TYPES, VALIDITIES
from views.shared.scaffold import scaffold
from views.shared.screens import screen
from views.shared.states import shown

V = TypeVar("V")

_VALIDITIES: tuple[tuple[Validity | None, str], ...] = (
    *((v, VALIDITIES[v]) for v in (Validity.IN_FORCE, Validity.REPLACED, Validity.EXPIRED, Validity.NOT_YET)),
    (None, strings.ANY_VALIDITY),
)  # fmt: skip
_ALL = ""


@screen
def LibraryFilterScreen() -> ft.View:
    """How a document stands, its type, year, subject and issuing body."""
    services = use_services()
    wanted, put = use_wanted()
    held = Wanted(shelf=wanted.shelf, validity=wanted.validity)
    query = use_query(lambda: services.library.facets(held), [held], name="library.facets")

    def change(**changes: object) -> None:
        put(wanted.model_copy(update=changes))

    return scaffold(
        strings.FILTER,
        [
            chips(strings.VALIDITY, _VALIDITIES, wanted.validity, lambda v: change(validity=v)),
            *shown(query, lambda facets: choices(facets, wanted, change), room=strings.ERRORS),
        ],
        bottom=[primary_button(strings.SHOW, partial(go, paths.LIBRARY), key="show-list")],
    )


def choices(facets: Facets, wanted: Wanted, change: Callable[..., None]) -> list[ft.Control]:
    """What there is to choose from. What was chosen stays among it, even where nothing is left of it."""
    types: list[tuple[DocumentType | None, str]] = [(None, strings.ANY_TYPE)]
    counted = {f.value: f.count for f in facets.types}
    if wanted.type is not None:
        counted.setdefault(wanted.type, 0)
    types += [
        (t, strings.with_count(DOCUMENT_TYPES[t], counted[t])) for t in DocumentType if t in counted
    ]
    years: list[tuple[int | None, str]] = [(None, strings.ANY_YEAR)]
    by_year = {f.value: f.count for f in facets.years}
    if wanted.year is not None:
        by_year.setdefault(wanted.year, 0)
    years += [(y, strings.with_count(str(y), by_year[y])) for y in sorted(by_year, reverse=True)]
    return [
        chips(strings.TYPE, types, wanted.type, lambda v: change(type=v)),
        chips(strings.YEAR, years, wanted.year, lambda v: change(year=v)),
        *words(strings.SUBJECT, strings.ANY_SUBJECT, facets.subjects, wanted.subject,
               lambda v: change(subject=v)),
        *words(strings.BODY, strings.ANY_BODY, facets.bodies, wanted.body, lambda v: change(body=v)),
    ]  # fmt: skip


def chips(
    label: str, options: Sequence[tuple[V, str]], chosen: V, choose: Callable[[V], None]
) -> ft.Control:
    """A filter whose options are short."""
    return column(
        [heading(label, level=3), choice_chips(label, options, chosen, choose)], spacing=8
    )


def words(
    label: str,
    all_: str,
    facets: Sequence[WordFacet],
    chosen: str | None,
    choose: Callable[[str | None], None],
) -> list[ft.Control]:
    """A filter whose options may be long: each a line of its own that wraps."""
    counted = {f.value: f.count for f in facets}
    if chosen is not None:
        counted.setdefault(chosen, 0)
    if not counted:
        return []
    options = [(_ALL, all_), *((v, strings.with_count(v, n)) for v, n in counted.items())]
    return [keyed(label, ChoiceInput, label, options, chosen or _ALL, lambda v: choose(v or None))]
