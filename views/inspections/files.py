"""What a screen of inspections shows, to take away: papers for the cell, figures for offices."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import Literal

import flet as ft

from services.inspections import papers
from services.inspections.models import PlanCard
from services.inspections.overview import Overview
from services.inspections.strings import OVERVIEW_FILE, PLAN_FILE, REPORT_FILE
from views.inspections import strings
from views.session import use_me
from views.shared import text
from views.shared.buttons import secondary_button
from views.shared.guard import toast
from views.shared.hooks import use_action
from views.shared.parts import column, flow, note, section
from views.shared.screens import block
from views.shared.states import problem
from views.shared.theme import GAP_S

Ending = Literal["docx", "pdf", "xlsx"]
NAMES: dict[Ending, tuple[str, ft.IconData]] = {
    "docx": (strings.WORD, ft.Icons.DESCRIPTION_OUTLINED),
    "pdf": (strings.PDF, ft.Icons.PICTURE_AS_PDF_OUTLINED),
    "xlsx": (strings.EXCEL, ft.Icons.TABLE_CHART_OUTLINED),
}


@block
def Files(
    endings: tuple[Ending, ...], make: Callable[[Ending, str, bool], tuple[bytes, str]], hint: str
) -> ft.Control:
    """A button for each kind of file; ``make`` is told the kind, by whom, and whether it is a demo."""
    me = use_me()

    async def save(ending: Ending) -> None:
        content, name = await asyncio.to_thread(make, ending, me.full_name, me.demo)
        await ft.FilePicker().save_file(file_name=name, src_bytes=content)

    saving = use_action(
        save, on_done=lambda _: toast(strings.FILE_MADE), name="inspections.file", timeout=60
    )
    buttons = [
        secondary_button(
            NAMES[ending][0],
            partial(saving.run, ending),
            icon=NAMES[ending][1],
            disabled=saving.busy,
            key=f"file-{ending}",
        )
        for ending in endings
    ]
    return column(
        [
            section(strings.FILES),
            *([note(hint)] if hint else []),
            *problem(saving.error, strings.ERRORS),
            flow(buttons),
        ],
        spacing=GAP_S,
    )


def plan_file(card: PlanCard, ending: Ending, by: str, demo: bool) -> tuple[bytes, str]:
    """The plan."""
    layout = papers.plan_layout(card, demo=demo)
    return _paper("plan", layout, ending), f"{PLAN_FILE}-{card.year}.{ending}"


def report_file(card: PlanCard, ending: Ending, by: str, demo: bool) -> tuple[bytes, str]:
    """The year's report."""
    layout = papers.report_layout(card, demo=demo)
    return _paper("report", layout, ending), f"{REPORT_FILE}-{card.year}.{ending}"


def overview_file(told: Overview, ending: Ending, by: str, demo: bool) -> tuple[bytes, str]:
    """The figures of the units below."""
    paper = papers.of_overview(told, by, text.now())
    name = f"{OVERVIEW_FILE}-{told.year}.{ending}"
    if ending == "pdf":
        from services.printing.tasks import tasks_pdf  # loads long: not at the app's start

        return tasks_pdf(paper, demo=demo), name
    from services.tasks.sheet import tasks_sheet

    return tasks_sheet(paper, demo=demo), name


def _paper(name: str, layout: papers.Layout, ending: Ending) -> bytes:
    if ending == "pdf":
        from services.printing.official import official_pdf  # as above

        return official_pdf(layout)
    return papers.word(name, layout)
