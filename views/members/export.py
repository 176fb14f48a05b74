"""The list that the filter shows, taken out as a file, with its reason."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import flet as ft

from services.errors import Invalid
from services.members import strings as files
from services.members.export import FileKind, columns_of, write
from services.members.models import RosterQuery
from services.records.catalogue import COLUMNS
from services.records.strings import FIELDS
from views.members import strings
from views.members.question import sent, use_asked
from views.members.roster import count_line, in_force
from views.session import use_me, use_services
from views.shared import text
from views.shared.buttons import primary_button, text_button
from views.shared.errors import sentence_for
from views.shared.fields import SwitchInput, TextInput
from views.shared.flet_typed import keyed, use_state
from views.shared.guard import toast
from views.shared.hooks import Ready, use_action, use_query
from views.shared.kept_words import use_words
from views.shared.parts import Tone, banner, flow, heading, note, section
from views.shared.posts.chips import choice_chips
from views.shared.scaffold import scaffold
from views.shared.screens import screen
from views.shared.states import empty, problem

USUAL = ("status", "sex", "birth_date", "admission_date", "official_date", "phone")
OFFERED = tuple(name for name in COLUMNS if name != "full_name")
PATIENCE_S = 1800
KINDS: tuple[tuple[FileKind, str], ...] = (("xlsx", strings.EXCEL), ("csv", strings.CSV))


@screen
def ExportScreen() -> ft.View:
    """Kind of file, reason and columns; then the file, with progress."""
    me, services = use_me(), use_services()
    asked, put = use_asked()
    kind, set_kind = use_state(_excel)
    typed = use_words("member.export", None)
    reason = typed.words
    chosen, set_chosen = use_state(lambda: frozenset((*USUAL, *asked.query.columns)))
    tried, set_tried = use_state(lambda: False)
    written, set_written = use_state(lambda: 0)
    wanted = sent(asked.query, text.now().date()).model_copy(update={"columns": []})

    async def load_count() -> int:
        return await services.roster.count(wanted)

    async def export(query: RosterQuery, why: str, as_kind: FileKind) -> int:
        set_written(0)
        with TemporaryDirectory() as folder:
            path = Path(folder) / "list"
            pages = services.roster.export(query, why)
            count = await write(pages, columns_of(query.columns), path, as_kind, set_written)
            if not count:
                raise Invalid("list.empty")
            content = await asyncio.to_thread(path.read_bytes)
        name = files.file_name(text.now().strftime("%Y-%m-%d"), as_kind)
        await ft.FilePicker().save_file(file_name=name, src_bytes=content)
        await typed.done()
        return count

    count = use_query(load_count, [wanted], name="roster.count")
    exporting = use_action(
        export,
        on_done=lambda done: toast(strings.exported(done)),
        name="roster.export",
        timeout=PATIENCE_S,
    )

    def start() -> None:
        set_tried(True)
        if len(reason.strip()) >= 3:
            columns = [name for name in OFFERED if name in chosen]
            exporting.run(wanted.model_copy(update={"columns": columns}), reason.strip(), kind)

    def turn(name: str, on: bool) -> None:
        set_chosen(lambda old: old | {name} if on else old - {name})

    if not me.may("record.export"):
        return scaffold(strings.EXPORT, empty(strings.EXPORT_NONE, icon=ft.Icons.DOWNLOAD))
    short = strings.REASON_SHORT if tried and len(reason.strip()) < 3 else None
    failed = exporting.error
    told = failed if failed is not None and failed.field != "reason" else None
    return scaffold(
        strings.EXPORT,
        [
            banner(strings.EXPORT_NOTE, Tone.WAITING),
            *in_force(asked, put),
            *count_line(count),
            heading(strings.EXPORT_KIND, level=3),
            choice_chips(strings.EXPORT_KIND, KINDS, kind, set_kind),
            *typed.around(
                keyed(
                    "reason",
                    TextInput,
                    strings.EXPORT_REASON,
                    reason,
                    typed.put,
                    error=short or sentence_for(failed, "reason", strings.ERRORS),
                    help=strings.EXPORT_REASON_HELP,
                    max_length=300,
                )
            ),
            section(strings.EXPORT_COLUMNS),
            flow(
                [
                    text_button(strings.CHOOSE_ALL, lambda: set_chosen(frozenset(OFFERED))),
                    text_button(strings.CHOOSE_NONE, lambda: set_chosen(frozenset[str]())),
                ]
            ),
            *(
                keyed(name, SwitchInput, FIELDS[name], name in chosen, partial(turn, name))
                for name in OFFERED
            ),
        ],
        bottom=[
            *problem(told, strings.ERRORS),
            *([note(strings.exporting(written))] if exporting.busy and written else []),
            primary_button(
                strings.EXPORT_NOW,
                start,
                busy=exporting.busy,
                disabled=isinstance(count.state, Ready) and not count.state.value,
                icon=ft.Icons.DOWNLOAD,
                key="export",
            ),
        ],
    )


def _excel() -> FileKind:
    return "xlsx"
