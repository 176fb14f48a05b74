"""Pieces that several screens of this room draw."""

from __future__ import annotations

import asyncio
from typing import Literal

import flet as ft

from services.minutes import strings as papers
from services.minutes.layout import lines_of
from services.minutes.models import Paper, PaperText, Section
from views.minutes import strings
from views.session import use_me
from views.shared.buttons import secondary_button
from views.shared.guard import toast
from views.shared.hooks import use_action
from views.shared.parts import body, card, column, flow, heading, note, section
from views.shared.screens import block
from views.shared.states import problem
from views.shared.theme import GAP_S

Ending = Literal["docx", "pdf"]


@block
def PaperFiles(kind: Paper, paper: PaperText) -> ft.Control:
    """Two buttons that each make a file of the paper and hand it to the browser."""
    me = use_me()

    async def save(ending: Ending) -> None:
        content, name = await asyncio.to_thread(made, kind, paper, ending, demo=me.demo)
        await ft.FilePicker().save_file(file_name=name, src_bytes=content)

    saving = use_action(
        save, on_done=lambda _: toast(strings.SAVED_FILE), name="minutes.file", timeout=60
    )
    return column(
        [
            section(strings.FILES),
            *problem(saving.error, strings.ERRORS),
            flow(
                [
                    secondary_button(
                        strings.WORD,
                        lambda: saving.run("docx"),
                        icon=ft.Icons.DESCRIPTION_OUTLINED,
                        disabled=saving.busy,
                        key="docx",
                    ),
                    secondary_button(
                        strings.PDF,
                        lambda: saving.run("pdf"),
                        icon=ft.Icons.PICTURE_AS_PDF_OUTLINED,
                        disabled=saving.busy,
                        key="pdf",
                    ),
                ]
            ),
        ],
        spacing=GAP_S,
    )


def made(kind: Paper, paper: PaperText, ending: Ending, *, demo: bool) -> tuple[bytes, str]:
    """The file and its name. It takes a while, so run it in a thread."""
    from services.minutes.layout import file_name, laid_out

    layout = laid_out(kind, paper, demo=demo)
    name = file_name(kind, paper, ending)
    if ending == "pdf":
        from services.printing.official import official_pdf  # loads long: not at the app's start

        return official_pdf(layout), name
    from services.minutes.word import word_file

    return word_file(kind, layout), name


def reading(kind: Paper, sections: tuple[Section, ...] | list[Section]) -> ft.Control:
    """The text of a paper, part by part; empty parts are left out."""
    names = papers.SECTIONS[kind.value]
    rows: list[ft.Control] = []
    for part in sections:
        said = lines_of(part.text)
        if said:
            rows.append(heading(names.get(part.key, part.key), level=3))
            rows += [body(line) for line in said]
    return card(rows or [note(strings.EMPTY)], spacing=GAP_S)
