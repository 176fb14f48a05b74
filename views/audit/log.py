"""The auditor's screen: the chain's head to keep outside, and the entries without contents."""

from __future__ import annotations

import json

import flet as ft

from services.audit.models import Entry, Head
from views.audit import strings
from views.session import use_me, use_services
from views.shared import text
from views.shared.buttons import primary_button
from views.shared.flet_typed import keyed
from views.shared.guard import toast
from views.shared.hooks import use_action, use_query
from views.shared.look import current_look
from views.shared.paging import use_pages
from views.shared.parts import body, card, column, key_values, list_card, list_item, note, section
from views.shared.scaffold import scaffold
from views.shared.screens import block, screen
from views.shared.states import empty, problem, shown


@screen
def AuditScreen() -> ft.View:
    """The head first, then the log, newest first."""
    return scaffold(
        strings.TITLE,
        [
            body(strings.WHAT),
            section(strings.HEAD_TITLE),
            keyed("head", HeadSheet),
            section(strings.LIST_TITLE),
            keyed("entries", Entries),
        ],
    )


@block
def HeadSheet() -> ft.Control:
    """The head as it is now, and the file that holds it."""
    me, services = use_me(), use_services()
    query = use_query(services.audit.head, [str(me.member_id)], name="audit.head")

    async def save() -> None:
        head = await services.audit.head()
        if head.seal is not None:
            await ft.FilePicker().save_file(
                file_name=strings.file_name(head.seal), src_bytes=head_file(head)
            )

    saving = use_action(save, on_done=lambda _: toast(strings.DOWNLOADED), name="audit.head_file")

    def draw(head: Head) -> list[ft.Control]:
        if head.seal is None or head.head is None or head.sealed_at is None:
            return [empty(strings.HEAD_NONE, icon=ft.Icons.FACT_CHECK)]
        return [
            card(
                [
                    key_values(
                        [
                            (strings.SEAL, text.number(head.seal)),
                            (strings.SEALED_AT, text.moment(head.sealed_at)),
                            (strings.ENTRIES, text.number(head.entries or 0)),
                            (strings.HEAD, head.head),
                        ]
                    ),
                    note(strings.HEAD_WHY),
                    *problem(saving.error, strings.ERRORS),
                    primary_button(
                        strings.DOWNLOAD,
                        saving.run,
                        busy=saving.busy,
                        icon=ft.Icons.DOWNLOAD,
                        key="download-head",
                    ),
                    note(strings.HOW_TO_VERIFY),
                ]
            )
        ]

    return column(shown(query, draw, room=strings.ERRORS, rows=1))


def head_file(head: Head) -> bytes:
    """The head as ``verify-audit --head`` reads it."""
    return json.dumps(head.model_dump(mode="json"), ensure_ascii=False, indent=2).encode()


@block
def Entries() -> ft.Control:
    """The log a page at a time: a table on a wide window, lines on a phone."""
    me, services = use_me(), use_services()

    async def load(after: Entry | None) -> list[Entry]:
        return await services.audit.entries(after.entry_id if after else None)

    pages = use_pages(
        load, [str(me.member_id)], key_of=lambda entry: entry.entry_id, name="audit.entries"
    )

    def draw(first: list[Entry]) -> list[ft.Control]:
        if not first:
            return [empty(strings.EMPTY, icon=ft.Icons.HISTORY)]
        entries = pages.items(first)
        return [
            note(strings.LIST_NOTE),
            table(entries) if current_look().wide else list_card([line(e) for e in entries]),
            *pages.button(entries, strings.OLDER),
        ]

    return column(shown(pages.query, draw, rows=6))


def line(entry: Entry) -> ft.Control:
    """An entry on a phone."""
    return list_item(
        strings.deed(entry.action),
        lines=[
            f"{text.moment(entry.at)} · {entry.actor or strings.BY_SYSTEM}",
            f"{entry.entry_id} · {strings.seal_of(entry.seal)}",
        ],
        key=str(entry.entry_id),
    )


def table(entries: list[Entry]) -> ft.Control:
    """Entries in columns."""
    widths = ((strings.AT, 3), (strings.WHO, 4), (strings.WHAT_DONE, 4), (strings.SEAL_SHORT, 2))
    head = [_cell(note(words), share) for words, share in widths]
    rows: list[ft.Control] = [_row(head)]
    for entry in entries:
        values = (
            text.moment(entry.at),
            entry.actor or strings.BY_SYSTEM,
            strings.deed(entry.action),
            strings.seal_of(entry.seal),
        )
        cells = [
            _cell(ft.Text(value), share) for value, (_, share) in zip(values, widths, strict=True)
        ]
        rows.append(_row(cells))
    return list_card(rows)


def _cell(content: ft.Control, share: int) -> ft.Control:
    content.expand = share
    return content


def _row(cells: list[ft.Control]) -> ft.Control:
    return ft.MergeSemantics(
        content=ft.Container(
            ft.Row(cells, vertical_alignment=ft.CrossAxisAlignment.START),
            padding=ft.Padding.symmetric(horizontal=16, vertical=8),
        )
    )
