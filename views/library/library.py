"""The library: documents by what they are, those in force unless others are asked for."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

import flet as ft

from services.library.models import LibraryLine, Shelf, Wanted
from services.posts.models import Validity
from views import paths
from views.library import strings
from views.library.wanted import in_words, use_wanted
from views.session import use_me, use_services
from views.shared import text
from views.shared.buttons import secondary_button, text_button
from views.shared.flet_typed import keyed
from views.shared.hooks import Ready, use_query
from views.shared.look import go
from views.shared.paging import use_pages
from views.shared.parts import Tone, banner, card, column, flow, note, pill, strong
from views.shared.posts.chips import choice_chips
from views.shared.posts.strings import (
    DOCUMENT_TYPES,
    LEADERS_ONLY,
    VALIDITIES,
    document_line,
)
from views.shared.returning import use_return
from views.shared.scaffold import scaffold
from views.shared.screens import block, screen
from views.shared.states import empty, shown
from views.shared.theme import GAP_S

_SHELVES = ((Shelf.MINE, strings.MINE), (Shelf.BELOW, strings.BELOW))


@screen
def LibraryScreen() -> ft.View:
    """The list, what it is narrowed to, and the way to the filter."""
    me = use_me()
    wanted, put = use_wanted()

    def choose_shelf(shelf: Shelf) -> None:
        put(Wanted(shelf=shelf, validity=wanted.validity))

    checks = [keyed("to-check", ToCheck)] if me.may("file.quarantine") else []
    return scaffold(
        strings.LIBRARY,
        [
            *checks,
            *whose(me.may("post.oversee"), wanted.shelf, choose_shelf),
            *narrowed(wanted, lambda: put(Wanted(shelf=wanted.shelf))),
            keyed(wanted.model_dump_json(), Lines, wanted),
        ],
    )


@block
def Lines(wanted: Wanted) -> ft.Control:
    """The documents that are wanted, a page at a time."""
    services = use_services()

    async def load(after: LibraryLine | None) -> list[LibraryLine]:
        return await services.library.lines(wanted, after)

    pages = use_pages(load, [wanted], key_of=lambda line: line.post_id, name="library.lines")

    def draw(first: list[LibraryLine]) -> list[ft.Control]:
        lines = pages.items(first)
        if not lines:
            words = strings.EMPTY_NARROWED if wanted.narrowed else strings.EMPTY
            return [empty(words, icon=ft.Icons.LIBRARY_BOOKS_OUTLINED)]
        more = pages.button(lines, strings.SHOW_MORE, strings.ERRORS)
        return [
            *(keyed(str(line.post_id), LineCard, line) for line in lines),
            *(more or [note(strings.THE_END)]),
        ]

    return column(shown(pages.query, draw, room=strings.ERRORS))


def whose(oversees: bool, shelf: Shelf, choose: Callable[[Shelf], None]) -> list[ft.Control]:
    """For offices: the documents for oneself, or those of the units below."""
    return [choice_chips(strings.WHOSE, _SHELVES, shelf, choose)] if oversees else []


def narrowed(wanted: Wanted, clear: Callable[[], None]) -> list[ft.Control]:
    """What is shown, and the buttons that change it."""
    buttons: list[ft.Control] = [
        secondary_button(
            strings.FILTER, partial(go, paths.LIBRARY_FILTER), icon=ft.Icons.TUNE, key="filter"
        )
    ]
    if wanted.narrowed:
        buttons.append(text_button(strings.CLEAR, clear, icon=ft.Icons.CLOSE, key="clear"))
    return [column([note(strings.chosen(in_words(wanted))), flow(buttons)], spacing=GAP_S)]


@block
def LineCard(line: LibraryLine) -> ft.Control:
    """A document of the list."""
    return library_card(line, lambda: go(paths.post(line.post_id, paths.LIBRARY)))


def library_card(line: LibraryLine, on_tap: Callable[[], None]) -> ft.Control:
    """Type, title, number and date, who issued it; what no longer holds says so."""
    marks: list[ft.Control] = [pill(DOCUMENT_TYPES[line.type])]
    if line.validity is not Validity.IN_FORCE:
        marks.append(pill(VALIDITIES[line.validity], Tone.WAITING))
    if line.leaders_only:
        marks.append(pill(LEADERS_ONLY, Tone.WAITING))
    issued = text.day(line.issued_on) if line.issued_on else None
    lines = [document_line(line.number, issued), line.issuing_body, line.subject or "", *held(line)]
    if line.files:
        lines.append(strings.files(line.files))
    notes = [note(words) for words in lines if words]
    return card([flow(marks), strong(line.title), column(notes, spacing=2)], on_tap=on_tap)


def held(line: LibraryLine) -> list[str]:
    """Since when it is replaced, or until when it holds."""
    if line.replaced_from is not None and line.validity is Validity.REPLACED:
        return [strings.replaced_from(text.day(line.replaced_from))]
    if line.valid_until is not None:
        return [strings.valid_until(text.day(line.valid_until))]
    return []


@block
def ToCheck() -> ft.Control:
    """For those who may take files out of circulation: how many wait, and the way there."""
    services = use_services()
    query = use_query(services.library.to_check, [], name="library.to_check")
    use_return(query.reload)
    waiting = len(query.state.value.suspected) if isinstance(query.state, Ready) else 0
    way = secondary_button(
        strings.TO_CHECK, partial(go, paths.FILES_TO_CHECK), icon=ft.Icons.GPP_MAYBE_OUTLINED,
        key="to-check",
    )  # fmt: skip
    if waiting:
        return banner(strings.to_check(waiting), Tone.FAULT, action=way)
    return flow([way])


def as_uuid(typed: str) -> UUID | None:
    """The id in an address, or None if it is none."""
    try:
        return UUID(typed)
    except ValueError:
        return None
