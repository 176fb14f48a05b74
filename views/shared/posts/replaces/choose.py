"""The paper that another one replaces: looked for among those of the unit and below, or told in words."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from uuid import UUID

import flet as ft

from services.posts.models import DocumentChoices, DocumentLink, Replaceable
from views.session import use_services
from views.shared import text
from views.shared.buttons import text_button
from views.shared.fields import TextInput, fault
from views.shared.flet_typed import keyed, use_effect, use_state
from views.shared.hooks import Loading, use_query
from views.shared.parts import card, column, flow, heading, list_card, list_item, note, strong
from views.shared.posts.replaces import strings
from views.shared.posts.strings import ERRORS, document_line
from views.shared.screens import block
from views.shared.states import shown
from views.shared.theme import GAP_XS

PAUSE_S = 0.4
REPLACES_MOST = 300


@block
def ReplacesInput(
    unit_id: UUID,
    chosen: DocumentLink | None,
    in_words: str,
    on_choose: Callable[[DocumentLink | None], None],
    on_words: Callable[[str], None],
    error: str | None,
) -> ft.Control:
    """The paper that one of the unit replaces: one of the system, or in words one that is not in it."""
    finding, set_finding = use_state(lambda: False)

    def take(link: DocumentLink | None) -> None:
        set_finding(False)
        on_choose(link)

    rows: list[ft.Control] = [heading(strings.REPLACES, level=3)]
    if chosen is not None:
        rows += [
            card(
                [
                    strong(chosen.title),
                    *([note(document_line(chosen.number, None))] if chosen.number else []),
                ]
            ),
            flow([text_button(strings.REPLACES_DROP, partial(take, None), key="replaces-drop")]),
        ]
    elif finding:
        rows += [
            keyed("find", FindDocument, unit_id, take),
            flow([text_button(strings.REPLACES_CLOSE, partial(set_finding, False))]),
        ]
    else:
        rows += [
            note(strings.REPLACES_HELP),
            flow(
                [
                    text_button(
                        strings.REPLACES_FIND,
                        partial(set_finding, True),
                        icon=ft.Icons.SEARCH,
                        key="replaces-find",
                    )
                ]
            ),
            keyed(
                "replaces_text",
                TextInput,
                strings.REPLACES_TEXT,
                in_words,
                on_words,
                hint=strings.REPLACES_TEXT_HINT,
                optional=True,
                max_length=REPLACES_MOST,
            ),
        ]
    return column([*rows, *fault(error)], spacing=GAP_XS)


@block
def FindDocument(unit_id: UUID, take: Callable[[DocumentLink], None]) -> ft.Control:
    """Documents of the unit and below, by words of number or title, as the typing rests."""
    typed, set_typed = use_state(lambda: "")
    asked, set_asked = use_state(lambda: "")
    services = use_services()

    async def settle() -> None:
        if typed != asked:
            await asyncio.sleep(PAUSE_S)
            set_asked(typed)

    use_effect(settle, [typed], cleanup=lambda: None)

    async def load() -> DocumentChoices:
        return await services.posts.document_choices(unit_id, asked)

    choices = use_query(load, [unit_id, asked], name="document.find")

    def draw(offered: DocumentChoices) -> list[ft.Control]:
        if not offered.replaceable:
            return [note(strings.REPLACES_NOTHING)]
        return [list_card([found_row(item, take) for item in offered.replaceable])]

    rows: list[ft.Control] = [
        TextInput(strings.REPLACES_WORDS, typed, set_typed, max_length=100),
    ]
    rows += (
        [note(strings.REPLACES_LOOKING)]
        if isinstance(choices.state, Loading)
        else shown(choices, draw, room=ERRORS)
    )
    return column(rows, spacing=GAP_XS)


def found_row(item: Replaceable, take: Callable[[DocumentLink], None]) -> ft.Control:
    """A document that can be replaced; a tap takes it."""
    line = document_line(item.number, text.day(item.issued_on) if item.issued_on else None)
    link = DocumentLink(post_id=item.post_id, title=item.title, number=item.number)
    return list_item(
        item.title,
        lines=[words for words in (line, item.issuing_body) if words],
        on_tap=lambda: take(link),
        key=f"replaces-{item.post_id}",
    )
