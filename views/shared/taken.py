"""What a screen shows in a table, to take away: a page to print, and a sheet to reckon with."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Literal

import flet as ft

from services.tasks.paper import Paper
from views.session import use_me
from views.shared import strings
from views.shared.buttons import secondary_button
from views.shared.guard import toast
from views.shared.hooks import use_action
from views.shared.parts import column, flow, section
from views.shared.screens import block
from views.shared.states import problem
from views.shared.theme import GAP_S

Ending = Literal["pdf", "xlsx"]

KINDS: tuple[tuple[str, Ending, ft.IconData], ...] = (
    (strings.TAKE_PDF, "pdf", ft.Icons.PRINT),
    (strings.TAKE_EXCEL, "xlsx", ft.Icons.TABLE_CHART_OUTLINED),
)


@block
def PaperFiles(compose: Callable[[str], Awaitable[Paper]], name: str) -> ft.Control:
    """Two buttons that each make a file and hand it to the browser; ``compose`` is told by whom."""
    me = use_me()

    async def save(ending: Ending) -> None:
        paper = await compose(me.full_name)
        content = await asyncio.to_thread(made, paper, ending, demo=me.demo)
        await ft.FilePicker().save_file(file_name=f"{name}.{ending}", src_bytes=content)

    saving = use_action(
        save, on_done=lambda _: toast(strings.FILE_MADE), name="paper.file", timeout=60
    )
    buttons: list[ft.Control] = [
        secondary_button(
            words,
            partial(saving.run, ending),
            icon=icon,
            disabled=saving.busy,
            key=f"file-{ending}",
        )
        for words, ending, icon in KINDS
    ]
    return column(
        [section(strings.TAKE_AWAY), *problem(saving.error), flow(buttons)],
        spacing=GAP_S,
    )


def made(paper: Paper, ending: Ending, *, demo: bool) -> bytes:
    """The file. It takes a while, so run it in a thread."""
    if ending == "pdf":
        from services.printing.tasks import tasks_pdf  # loads long: not at the app's start

        return tasks_pdf(paper, demo=demo)
    from services.tasks.sheet import tasks_sheet

    return tasks_sheet(paper, demo=demo)
