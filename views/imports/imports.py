"""Imports and reconciliations: begin one, or go on with an earlier one."""

from __future__ import annotations

from functools import partial

import flet as ft

from services.imports.models import ImportLine
from views import paths
from views.imports import strings
from views.session import use_me, use_services
from views.shared import text
from views.shared.buttons import primary_button, secondary_button
from views.shared.hooks import use_query
from views.shared.look import go
from views.shared.parts import Tone, body, list_card, list_item, pill, section
from views.shared.returning import use_return
from views.shared.scaffold import scaffold
from views.shared.screens import screen
from views.shared.states import empty, shown

_TONES = {"applied": Tone.DONE, "applying": Tone.WAITING, "undoing": Tone.WAITING}


@screen
def ImportsScreen() -> ft.View:
    """Two ways to begin, then what was begun before."""
    me, services = use_me(), use_services()
    query = use_query(services.imports.mine, [str(me.member_id)], name="imports.mine")
    use_return(query.reload)
    if not me.may("record.import"):
        return scaffold(strings.TITLE, empty(strings.NOT_AN_IMPORTER, icon=ft.Icons.UPLOAD_FILE))
    return scaffold(
        strings.TITLE,
        [
            body(strings.WHAT),
            primary_button(
                strings.ADD,
                partial(go, paths.bring("add")),
                icon=ft.Icons.UPLOAD_FILE,
                key="add",
            ),
            secondary_button(
                strings.COMPARE,
                partial(go, paths.bring("compare")),
                icon=ft.Icons.COMPARE_ARROWS,
                key="compare",
            ),
            section(strings.EARLIER),
            *shown(query, earlier, room=strings.ERRORS),
        ],
    )


def earlier(lines: list[ImportLine]) -> list[ft.Control]:
    """The imports of before, newest first."""
    if not lines:
        return [empty(strings.NONE_YET)]
    return [list_card([_line(line) for line in lines])]


def _line(line: ImportLine) -> ft.Control:
    counted = text.number(line.counts.rows)
    said = f"{strings.PURPOSES[line.purpose]} · {line.unit_name} · {strings.rows(counted)}"
    state = strings.STATES.get(line.state, line.state)
    return list_item(
        line.file_name,
        lines=[said, text.moment(line.started_at)],
        marks=[pill(state, _TONES.get(line.state, Tone.NEUTRAL))],
        on_tap=partial(go, paths.one_import(line.import_id)),
        key=f"import-{line.import_id}",
    )
