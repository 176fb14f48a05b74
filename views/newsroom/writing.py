"""The field for the text of an article: buttons for Markdown, what it will look like, its length."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import flet as ft

from services.newsroom.differences import word_count
from services.newsroom.tidying import looks_pasted, tidied
from services.posts.models import NewFile
from views.newsroom import strings
from views.newsroom.form import BODY_MOST, picture_line
from views.newsroom.markup import Tool, Written, apply, from_units, insert_block, to_units, within
from views.shared import text
from views.shared.buttons import text_button
from views.shared.fields import Caret, Kind, TextInput
from views.shared.flet_typed import keyed, use_effect, use_state
from views.shared.guard import toast
from views.shared.look import current_look
from views.shared.parts import Tone, banner, card, column, flow, heading, icon_button, note
from views.shared.posts.body import body_controls
from views.shared.posts.chips import choice_chips
from views.shared.screens import block
from views.shared.theme import GAP_M, GAP_XS

BESIDE_FROM = 900
"""Width from which text and preview stand side by side."""
_SETTLED_S = 0.6
_WORDS_A_MINUTE = 200

_TOOLS: tuple[tuple[Tool, str, ft.IconData, str], ...] = (
    (Tool.BOLD, strings.BOLD, ft.Icons.FORMAT_BOLD, strings.SAMPLES["bold"]),
    (Tool.ITALIC, strings.ITALIC, ft.Icons.FORMAT_ITALIC, strings.SAMPLES["italic"]),
    (Tool.HEADING, strings.HEADING, ft.Icons.TITLE, ""),
    (Tool.BULLETS, strings.BULLETS, ft.Icons.FORMAT_LIST_BULLETED, ""),
    (Tool.NUMBERS, strings.NUMBERS, ft.Icons.FORMAT_LIST_NUMBERED, ""),
    (Tool.QUOTE, strings.QUOTE, ft.Icons.FORMAT_QUOTE, ""),
    (Tool.LINK, strings.LINK, ft.Icons.LINK, strings.SAMPLES["link"]),
)


def written(body: str, caret: Caret) -> Written:
    """Where the client writes in the text; at its end before it has said so."""
    if caret.start is None or caret.end is None:
        return within(body, len(body), len(body))
    return within(body, from_units(body, caret.start), from_units(body, caret.end))


def put(made: Written, caret: Caret, on_change: Callable[[str], None]) -> None:
    """Show a changed text with its selection."""
    caret.place(to_units(made.text, made.start), to_units(made.text, made.end))
    on_change(made.text)


def put_picture(number: int, body: str, caret: Caret, on_change: Callable[[str], None]) -> None:
    """A picture's line where one writes."""
    put(insert_block(written(body, caret), picture_line(number)), caret, on_change)


@block
def BodyEditor(
    value: str,
    on_change: Callable[[str], None],
    caret: Caret,
    pictures: tuple[NewFile, ...],
    error: str | None,
) -> ft.Control:
    """The text with its buttons; its preview on a page of its own, or beside it where there is room."""
    previewing, set_previewing = use_state(lambda: False)
    beside = current_look().width >= BESIDE_FROM and not current_look().large
    settled = use_settled(value)

    def tool(which: Tool, sample: str) -> Callable[[], None]:
        return lambda: put(apply(which, written(value, caret), sample), caret, on_change)

    def tidy() -> None:
        on_change(tidied(value))
        toast(strings.TIDIED)

    buttons = [icon_button(icon, name, tool(which, sample)) for which, name, icon, sample in _TOOLS]
    bar = ft.Semantics(content=flow(buttons, spacing=0), label=strings.TOOLS, container=True)
    found: list[ft.Control] = []
    if looks_pasted(settled):
        mend = text_button(strings.TIDY, tidy, icon=ft.Icons.CLEANING_SERVICES_OUTLINED, key="tidy")
        found = [banner(strings.TIDY_FOUND, Tone.WAITING, action=mend)]
    field = keyed(
        "body",
        TextInput,
        strings.FIELD_BODY,
        value,
        on_change,
        kind=Kind.LONG,
        lines=10,
        most_lines=24 if beside else 16,
        hint=strings.BODY_HINT,
        max_length=BODY_MOST,
        error=error,
        caret=caret,
    )
    words = word_count(settled)
    length = note(strings.length(text.number(words), max(1, round(words / _WORDS_A_MINUTE))))
    writing = column([bar, field, *found, length], spacing=GAP_XS)
    if beside:
        return ft.Row(
            [
                ft.Container(writing, expand=1),
                ft.Container(_preview(settled, pictures, titled=True), expand=1),
            ],
            spacing=GAP_M,
            vertical_alignment=ft.CrossAxisAlignment.START,
        )
    tabs = choice_chips(
        strings.FIELD_BODY,
        ((False, strings.TAB_WRITE), (True, strings.TAB_PREVIEW)),
        previewing,
        set_previewing,
    )
    shown = _preview(value, pictures, titled=False) if previewing else writing
    return column([tabs, shown], spacing=GAP_XS)


def _preview(body: str, pictures: tuple[NewFile, ...], *, titled: bool) -> ft.Control:
    drawn: list[ft.Control] = [note(strings.NOTHING_TO_PREVIEW)]
    if body.strip() or pictures:
        drawn = body_controls(body, pictures, cover_first=True)
    ahead = [heading(strings.PREVIEW, level=3)] if titled else []
    return column([*ahead, card(drawn, spacing=GAP_M)], spacing=GAP_XS)


def use_settled(value: str) -> str:
    """Hook: the text as it was when the typing last rested; drawing a long one costs too much to be
    done for every letter."""
    settled, set_settled = use_state(lambda: value)

    async def wait() -> None:
        await asyncio.sleep(_SETTLED_S)
        set_settled(value)

    use_effect(wait, [value], cleanup=_nothing)
    return settled


def _nothing() -> None:
    return None
