"""A file page by page: as it is printed, or its words in large type that can be listened to."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal

import flet as ft

from services.errors import NotFound
from services.library.models import PagePicture, Paper, TextState
from views import paths
from views.library import strings
from views.library.library import as_uuid
from views.session import use_services
from views.shared import text
from views.shared.buttons import secondary_button, text_button
from views.shared.fields import Kind, TextInput
from views.shared.files import use_file_opener
from views.shared.flet_typed import keyed, use_state
from views.shared.hooks import POLICY, Ready, use_query
from views.shared.look import current_look, go
from views.shared.parts import (
    Style,
    Tone,
    banner,
    body,
    column,
    flow,
    heading,
    icon_button,
    note,
)
from views.shared.posts.chips import choice_chips
from views.shared.returning import use_return
from views.shared.scaffold import gutter, scaffold
from views.shared.screens import block, screen
from views.shared.states import shown
from views.shared.theme import CONTENT_WIDTH, GAP_M, GAP_S, RADIUS, TOUCH

How = Literal["picture", "text"]
_HOW: tuple[tuple[How, str], ...] = (("picture", strings.AS_PRINTED), ("text", strings.AS_TEXT))
_ZOOMS = (100, 150, 200, 300)
_PATIENT = replace(POLICY, timeout=40)
"""A page is drawn in a process of its own, which a busy machine starts slowly."""
_DENSITY = 2
"""Pixels of a picture for each of the screen's, so that small print stays sharp."""


@dataclass(frozen=True)
class Place:
    """Where in the file one is, and how it is looked at. None: as suits the file."""

    page: int = 1
    how: How | None = None
    zoom: int = 100


@screen
def PaperScreen() -> ft.View:
    """A file of a post by the id in the address."""
    services = use_services()
    wanted = ft.use_route_params().get("attachment_id", "")
    here = ft.use_view_path()
    place, set_place = use_state(Place)

    async def load() -> Paper:
        attachment_id = as_uuid(wanted)
        if attachment_id is None:
            raise NotFound("file.not_found")
        return await services.library.paper(attachment_id)

    query = use_query(load, [wanted], name="library.paper")
    use_return(query.reload)
    download = use_file_opener(services.library.link, strings.ERRORS)
    paper = query.state.value if isinstance(query.state, Ready) else None
    pages, set_pages = use_state(_unknown)
    count = (paper.pages if paper is not None else None) or pages

    def turn(to: int) -> None:
        last = count or to
        set_place(lambda held: replace(held, page=min(max(to, 1), last)))

    def draw(paper: Paper) -> list[ft.Control]:
        how = way(paper, place)
        return [
            heading(paper.file_name, level=2),
            *suspicion(paper),
            *(
                [choice_chips(strings.HOW, _HOW, how, lambda h: set_place(replace(place, how=h)))]
                if paper.is_pdf
                else []
            ),
            *(zoom_row(place, set_place) if how == "picture" else []),
            keyed(
                f"{how}-{place.page}-{place.zoom}", PageShown, paper, place.page, how, place.zoom,
                set_pages,
            ),
            *([keyed("jump", Jump, count, turn)] if count and count > 2 else []),
            *deeds(paper, download, here),
        ]  # fmt: skip

    bottom: list[ft.Control] = []
    if paper is not None and (count or 0) > 1:
        bottom = [page_bar(place.page, count or 1, turn, parts=not paper.is_pdf)]
    return scaffold(strings.FILE, shown(query, draw, room=strings.ERRORS), bottom=bottom)


def _unknown() -> int | None:
    return None


def way(paper: Paper, place: Place) -> How:
    """How the file is looked at: a PDF as it is printed unless its words are asked for."""
    if not paper.is_pdf:
        return "text"
    return place.how or "picture"


def suspicion(paper: Paper) -> list[ft.Control]:
    """For those who may take the file out of circulation, while nobody has looked at it."""
    return [banner(strings.SUSPECTED_BANNER, Tone.FAULT)] if paper.suspected else []


def zoom_row(place: Place, put: Callable[[Place], None]) -> list[ft.Control]:
    """Larger, smaller, and how large it is."""
    at = _ZOOMS.index(place.zoom)

    def step(by: int) -> None:
        put(replace(place, zoom=_ZOOMS[min(max(at + by, 0), len(_ZOOMS) - 1)]))

    return [
        flow(
            [
                icon_button(ft.Icons.ZOOM_OUT, strings.SMALLER, partial(step, -1)),
                ft.Semantics(content=note(strings.zoom(place.zoom)), live_region=True),
                icon_button(ft.Icons.ZOOM_IN, strings.LARGER, partial(step, 1)),
            ]
        )
    ]


def page_bar(page: int, pages: int, turn: Callable[[int], None], *, parts: bool) -> ft.Control:
    """Back, where one is, and on; always in sight."""
    words = ft.Text(
        strings.page_of(page, pages, parts=parts), theme_style=Style.TITLE_MEDIUM,
        text_align=ft.TextAlign.CENTER,
    )  # fmt: skip
    back = secondary_button(
        strings.PREVIOUS, lambda: turn(page - 1), disabled=page <= 1, key="previous"
    )
    on = secondary_button(strings.NEXT, lambda: turn(page + 1), disabled=page >= pages, key="next")
    said = ft.Semantics(content=words, live_region=True)
    if current_look().large or current_look().width < 380:
        back.expand = on.expand = True
        return column([said, ft.Row([back, on], spacing=GAP_S)], spacing=GAP_S)
    said.expand = True
    return ft.Row([back, said, on], spacing=GAP_S)


def deeds(paper: Paper, download: Callable[[str, str], None], here: str | None) -> list[ft.Control]:
    """Taking the file down; for officers, taking it out of circulation."""
    size = text.file_size(paper.size_bytes)
    rows: list[ft.Control] = [
        secondary_button(
            f"{strings.DOWNLOAD} ({size})",
            lambda: download(paper.object_name, paper.file_name),
            icon=ft.Icons.DOWNLOAD,
            key="download",
        )
    ]
    if paper.may_quarantine and here:
        rows.append(
            text_button(
                strings.STOP,
                lambda: go(paths.stop_file(here)),
                icon=ft.Icons.GPP_MAYBE_OUTLINED,
                key="stop-file",
            )
        )
    return rows


@block
def PageShown(
    paper: Paper, page: int, how: How, zoom: int, tell_pages: Callable[[int], None]
) -> ft.Control:
    """One page, in one of the two ways."""
    services = use_services()
    look = current_look()
    room = min(look.width - 2 * gutter(look), CONTENT_WIDTH)
    across = round(room * zoom / 100)

    async def load() -> PagePicture | Paper:
        if how == "text":
            return await services.library.paper(paper.attachment_id, page)
        drawn = await services.library.picture(paper.attachment_id, page, across * _DENSITY)
        tell_pages(drawn.pages)
        return drawn

    query = use_query(
        load, [paper.attachment_id, page, how, across], name="library.page", policy=_PATIENT
    )

    def draw(found: PagePicture | Paper) -> list[ft.Control]:
        if isinstance(found, PagePicture):
            return [picture(found, page, across)]
        return page_words(found)

    return column(shown(query, draw, room=strings.ERRORS, rows=6))


def picture(drawn: PagePicture, page: int, across: int) -> ft.Control:
    """The page as it is printed; what is wider than the screen is moved by a finger."""
    image = ft.Image(
        src=drawn.content,
        width=across - 2,  # of the line around it
        fit=ft.BoxFit.FIT_WIDTH,
        semantics_label=strings.page_picture(page, drawn.pages),
        gapless_playback=True,
    )
    sheet = ft.Container(
        image,
        border=ft.Border.all(1, ft.Colors.OUTLINE_VARIANT),
        border_radius=RADIUS - 8,
        bgcolor=ft.Colors.WHITE,
    )
    return ft.Row([sheet], scroll=ft.ScrollMode.AUTO)


def page_words(paper: Paper) -> list[ft.Control]:
    """The words of a page, a paragraph at a time, or why there are none."""
    if paper.state is TextState.WAITING:
        return [banner(strings.WAITING, Tone.WAITING)]
    if paper.state is TextState.NO_TEXT:
        return [banner(strings.NO_TEXT, Tone.WAITING)]
    if paper.state is TextState.FAILED or paper.state is None:
        return [banner(strings.FAILED, Tone.WAITING)]
    paragraphs = reflow(paper.text or "")
    if not paragraphs:
        return [note(strings.PAGE_EMPTY)]
    return [_large(words) for words in paragraphs]


def _large(words: str) -> ft.Control:
    shown_words = body(words)
    shown_words.theme_style = Style.TITLE_LARGE
    shown_words.weight = ft.FontWeight.W_400
    return shown_words


_ENDS = re.compile(r"[.:;!?…”\"]\s*$")
_BEGINS = re.compile(r"^\s*(?:[-–•*+]|\d+[.)]|[^\W\d_][.)]|[IVX]+\.)\s")


def reflow(printed: str) -> list[str]:
    """The lines of a printed page as paragraphs: a line is carried on unless its sentence ends, it is
    much shorter than the others, or the next begins a point of a list."""
    lines = [line.strip() for line in printed.split("\n")]
    longest = max((len(line) for line in lines), default=0)
    paragraphs: list[str] = []
    open_ = False
    for line in lines:
        if not line:
            open_ = False
            continue
        if open_ and not _BEGINS.match(line):
            paragraphs[-1] = f"{paragraphs[-1]} {line}"
        else:
            paragraphs.append(line)
        open_ = len(line) > longest * 0.6 and not _ENDS.search(line)
    return paragraphs


@block
def Jump(pages: int, turn: Callable[[int], None]) -> ft.Control:
    """To a page by its number."""
    typed, set_typed = use_state(lambda: "")
    wrong, set_wrong = use_state(lambda: False)

    def jump() -> None:
        wanted = int(typed) if typed.strip().isascii() and typed.strip().isdigit() else 0
        set_wrong(not 1 <= wanted <= pages)
        if 1 <= wanted <= pages:
            turn(wanted)

    def change(new: str) -> None:
        set_wrong(False)
        set_typed(new)

    entry = TextInput(
        strings.GO_TO, typed, change, kind=Kind.NUMBER, max_length=5, on_submit=jump,
        error=strings.PAGE_WRONG if wrong else None,
    )  # fmt: skip
    button = secondary_button(strings.GO, jump, key="jump")
    if current_look().large:
        return column([entry, button], spacing=GAP_S)
    return ft.Row(
        [
            ft.Container(entry, width=current_look().px(180)),
            ft.Container(button, padding=ft.Padding.only(top=TOUCH / 2)),
        ],
        spacing=GAP_M,
        vertical_alignment=ft.CrossAxisAlignment.START,
    )
