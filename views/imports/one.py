"""One import: its columns, its dry run, taking over with progress, undoing; whatever comes next."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import flet as ft

from services.imports.models import Import, Progress
from views import paths
from views.imports import strings
from views.imports.columns import ColumnsForm
from views.imports.params import use_id
from views.imports.report import Deeds, Work, report
from views.session import use_services
from views.shared import text
from views.shared.dialogs import use_confirm
from views.shared.flet_typed import keyed, use_effect, use_state
from views.shared.guard import toast
from views.shared.hooks import use_action, use_query
from views.shared.look import go
from views.shared.parts import note
from views.shared.returning import use_return
from views.shared.scaffold import scaffold
from views.shared.screens import block, screen
from views.shared.states import problem, shown

PATIENCE_S = 3600.0
"""A list of 100,000 lines takes that long on a small machine; the person may leave meanwhile."""
_LOOK_S = 2.0


@screen
def ImportScreen() -> ft.View:
    """What stands next for this import."""
    services, ask = use_services(), use_confirm()
    import_id = use_id("import_id")
    again, set_again = use_state(lambda: False)
    counted, set_counted = use_state(lambda: 0)
    query = use_query(
        lambda: services.imports.open(import_id), [str(import_id)], name="imports.open"
    )
    use_return(query.reload)

    async def check(mapping: list[str | None] | None, by_hand: bool) -> Import:
        set_counted(0)
        return await services.imports.check(
            import_id, mapping, by_hand=by_hand, on_progress=set_counted
        )

    async def apply() -> Progress:
        set_counted(0)
        return await services.imports.apply(import_id, set_counted)

    async def undo() -> Progress:
        set_counted(0)
        return await services.imports.undo(import_id, set_counted)

    async def save(found: Import) -> None:
        with TemporaryDirectory() as folder:
            path = Path(folder) / "list.xlsx"
            await services.imports.marked(import_id, path)
            content = await asyncio.to_thread(path.read_bytes)
        await ft.FilePicker().save_file(
            file_name=strings.file_name(found.file_name), src_bytes=content
        )

    def changed(_: object) -> None:
        set_again(False)
        query.reload()

    def dropped(_: object) -> None:
        toast(strings.DROPPED)
        go(paths.IMPORTS)

    checking = use_action(check, on_done=changed, name="imports.check", timeout=PATIENCE_S)
    applying = use_action(apply, on_done=changed, name="imports.apply", timeout=PATIENCE_S)
    undoing = use_action(undo, on_done=changed, name="imports.undo", timeout=PATIENCE_S)
    saving = use_action(
        save, on_done=lambda _: toast(strings.DOWNLOADED), name="imports.marked", timeout=600
    )
    dropping = use_action(
        lambda: services.imports.drop(import_id), on_done=dropped, name="imports.drop", timeout=120
    )
    busy = checking.busy or applying.busy or undoing.busy or saving.busy or dropping.busy
    failed = checking.error or applying.error or undoing.error or saving.error or dropping.error

    def draw(found: Import) -> list[ft.Control]:
        mapping = (found.state == "staging" and found.total is not None) or again
        if mapping and not checking.busy:
            return [keyed("columns", ColumnsForm, found, checking.run)]
        good, left = text.number(found.counts.ready), found.counts.rows - found.counts.ready
        deeds = Deeds(
            check=lambda: checking.run(None, False),
            map_again=lambda: set_again(True),
            apply=lambda: ask(
                strings.APPLY_TITLE,
                strings.apply_text(good, text.number(left), found.unit_name),
                strings.apply(good, left == 0),
                applying.run,
            ),
            apply_on=applying.run,
            undo=lambda: ask(
                strings.UNDO_TITLE, strings.UNDO_TEXT, strings.UNDO, undoing.run, danger=True
            ),
            undo_on=undoing.run,
            save=lambda: saving.run(found),
            drop=lambda: ask(
                strings.DROP_TITLE,
                strings.FORGET_TEXT if found.state == "applied" else strings.DROP_TEXT,
                strings.FORGET if found.state == "applied" else strings.DROP,
                dropping.run,
                danger=True,
            ),
        )
        work: Work | None = None
        if checking.busy:
            work = Work(strings.CHECKING, counted, found.total)
        elif applying.busy:
            work = Work(strings.APPLYING, counted, found.counts.ready)
        elif undoing.busy:
            work = Work(strings.UNDOING, counted, found.counts.applied)
        watch: list[ft.Control] = []
        if found.state in ("applying", "undoing") and not busy:
            # Another tab, or this one before somebody left it, may be at work still.
            watch = [keyed("watch", Watch, query.reload)]
        return [
            *problem(failed, strings.ERRORS),
            *_touched(failed.details if failed else {}),
            *report(found, deeds, work, busy=busy),
            *watch,
        ]

    return scaffold(strings.TITLE, shown(query, draw, room=strings.ERRORS))


def _touched(details: Mapping[str, Any]) -> list[ft.Control]:
    """The members that something else has changed, by row and name."""
    rows: list[dict[str, Any]] = details.get("rows") or []
    return [note(f"{strings.row(row['row_no'])}: {row['full_name']}") for row in rows[:20]]


def _nothing() -> None:
    return None


@block
def Watch(look: Callable[[], None]) -> ft.Control:
    """Looks again from time to time, as long as it is on the screen."""

    async def wait() -> None:
        while True:
            await asyncio.sleep(_LOOK_S)
            look()

    use_effect(wait, [], cleanup=_nothing)
    return note(strings.LEAVE)
