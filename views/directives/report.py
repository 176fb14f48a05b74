"""The figures of a unit to take away: a page to print, and a sheet to reckon with."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import Literal
from uuid import UUID

import flet as ft

from services.directives.models import Report
from views.directives import strings
from views.session import use_me, use_services
from views.shared import text
from views.shared.buttons import secondary_button
from views.shared.guard import toast
from views.shared.hooks import use_action
from views.shared.parts import column, note, section
from views.shared.screens import block
from views.shared.states import problem
from views.shared.theme import GAP_S

Ending = Literal["pdf", "xlsx"]


@block
def ReportButtons(post_id: UUID, unit_id: UUID, *, by_name: bool) -> ft.Control:
    """Two buttons that each make a file and hand it to the browser."""
    me, services = use_me(), use_services()

    async def save(ending: Ending) -> None:
        report = await services.directives.report(post_id, unit_id)
        content = await asyncio.to_thread(made, report, ending, demo=me.demo)
        name = strings.report_file(text.now().strftime("%Y-%m-%d"), ending)
        await ft.FilePicker().save_file(file_name=name, src_bytes=content)

    saving = use_action(
        save, on_done=lambda _: toast(strings.REPORT_SAVED), name="directives.report", timeout=60
    )
    return column(
        [
            section(strings.REPORT),
            note(strings.REPORT_NAMES if by_name else strings.REPORT_FIGURES),
            *problem(saving.error, strings.ERRORS),
            secondary_button(
                strings.PRINT,
                partial(saving.run, "pdf"),
                icon=ft.Icons.PRINT,
                disabled=saving.busy,
                key="report-pdf",
            ),
            secondary_button(
                strings.EXCEL,
                partial(saving.run, "xlsx"),
                icon=ft.Icons.TABLE_CHART_OUTLINED,
                disabled=saving.busy,
                key="report-xlsx",
            ),
        ],
        spacing=GAP_S,
    )


def made(report: Report, ending: Ending, *, demo: bool) -> bytes:
    """The file. It takes a while, so run it in a thread."""
    if ending == "pdf":
        from services.printing.tracking import tracking_pdf  # loads long: not at the app's start

        return tracking_pdf(report, text.now(), demo=demo)
    from services.directives.sheet import tracking_sheet

    return tracking_sheet(report, text.now(), demo=demo)
