"""Meetings into the phone's own calendar."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import flet as ft

from services.meetings.models import MeetingLine
from views.shared import text
from views.shared.buttons import text_button
from views.shared.guard import toast
from views.shared.hooks import use_action
from views.shared.meetings import strings
from views.shared.parts import column
from views.shared.screens import block
from views.shared.states import problem


@block
def CalendarButton(meetings: Sequence[MeetingLine], file_name: str, label: str) -> ft.Control:
    """A button that hands a calendar file to the browser."""

    async def save() -> None:
        from services.meetings.calendar import calendar_file  # loads long: not at the app's start

        content = await asyncio.to_thread(calendar_file, meetings, text.now())
        await ft.FilePicker().save_file(file_name=file_name, src_bytes=content)

    saving = use_action(
        save, on_done=lambda _: toast(strings.CALENDAR_SAVED), name="meetings.calendar", timeout=60
    )
    return column(
        [
            ft.Row(
                [
                    text_button(
                        label, saving.run, icon=ft.Icons.EVENT_AVAILABLE_OUTLINED, key="calendar"
                    )
                ]
            ),
            *problem(saving.error),
        ]
    )
