"""Lấy dữ liệu của tôi: the own record as a file, to print or to keep."""

from __future__ import annotations

import asyncio

import flet as ft

from services.container import MemberServices
from services.records.models import Request
from services.records.taking import as_json, as_pdf
from views.records.mine import strings
from views.session import use_me, use_services
from views.shared import text
from views.shared.buttons import primary_button, secondary_button
from views.shared.guard import toast
from views.shared.hooks import use_action
from views.shared.parts import banner, body, card, note
from views.shared.scaffold import scaffold
from views.shared.screens import screen
from views.shared.states import problem


@screen
def TakeScreen() -> ft.View:
    """Two files: one to read, one for programs."""
    me, services = use_me(), use_services()

    async def save_pdf() -> None:
        data, now = await services.records.my_data(), text.now()
        content = await asyncio.to_thread(as_pdf, data, now, demo=me.demo)
        await _save(strings.pdf_name(f"{now:%Y-%m-%d}"), content)

    async def save_json() -> None:
        data, consents, requests, drafts = await asyncio.gather(
            services.records.my_data(),
            services.records.consents(),
            _all_requests(services),
            services.drafts.mine(),
        )
        content = as_json(data, requests, consents, drafts)
        await _save(strings.json_name(f"{text.now():%Y-%m-%d}"), content)

    printing = use_action(save_pdf, on_done=lambda _: toast(strings.TAKEN), name="my_data.pdf")
    copying = use_action(save_json, on_done=lambda _: toast(strings.TAKEN), name="my_data.json")
    return scaffold(
        strings.TAKE,
        [
            body(strings.TAKE_INTRO),
            banner(strings.TAKE_CARE),
            card(
                [
                    note(strings.TAKE_PDF_NOTE),
                    *problem(printing.error),
                    primary_button(
                        strings.TAKE_PDF,
                        printing.run,
                        busy=printing.busy,
                        icon=ft.Icons.PICTURE_AS_PDF_OUTLINED,
                        key="take-pdf",
                    ),
                ]
            ),
            card(
                [
                    note(strings.TAKE_JSON_NOTE),
                    *problem(copying.error),
                    secondary_button(
                        strings.TAKE_JSON,
                        copying.run,
                        busy=copying.busy,
                        icon=ft.Icons.DATA_OBJECT,
                        key="take-json",
                    ),
                ]
            ),
        ],
    )


async def _save(name: str, content: bytes) -> None:
    await ft.FilePicker().save_file(file_name=name, src_bytes=content)


async def _all_requests(services: MemberServices) -> list[Request]:
    found: list[Request] = []
    while page := await services.requests.mine(found[-1].filed_at if found else None):
        found += page
    return found
