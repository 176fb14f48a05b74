"""Choosing the unit and the file of a list; the file is read and its rows are put aside."""

from __future__ import annotations

from uuid import UUID, uuid4

import flet as ft

from services.accounts.models import Capability
from services.imports.models import Place, Purpose
from views import paths
from views.imports import strings
from views.session import use_me, use_services
from views.shared import text
from views.shared.errors import sentence
from views.shared.fields import ChoiceInput, fault
from views.shared.flet_typed import keyed, use_state
from views.shared.hooks import Ready, use_query
from views.shared.look import go
from views.shared.parts import Tone, banner, body, note
from views.shared.picking import PATIENCE_S, PickedFile, pick_button, use_picking
from views.shared.scaffold import scaffold
from views.shared.screens import screen
from views.shared.states import empty

_TABLES = ("xlsx", "csv", "xlsm", "xls")
"""Endings that may be picked; the last two to be told why not."""
_MOST_SHOWN = 40
"""Units offered as choices; of a city's thousands only the upper ones."""


@screen
def BringScreen() -> ft.View:
    """For an import or a reconciliation, as the address says."""
    me, services = use_me(), use_services()
    purpose = Purpose(ft.use_route_params().get("purpose", "add"))
    mine = me.where("record.import")
    unit_id, set_unit = use_state(lambda: str(mine[0].unit_id) if mine else "")
    read, set_read = use_state(lambda: 0)
    places = use_query(services.imports.places, [str(me.member_id)], name="imports.places")

    async def bring(picked: PickedFile) -> UUID:
        set_read(0)
        return await services.imports.bring(
            uuid4(),  # a file picked again is another list
            UUID(unit_id),
            purpose,
            picked.content,
            picked.name,
            set_read,
            classified_confirmed=picked.classified_confirmed,
        )

    picking = use_picking(
        bring,
        on_done=lambda import_id: go(paths.one_import(import_id)),
        name="imports.bring",
        patience=3 * PATIENCE_S,
    )
    title = strings.PURPOSES[purpose]
    if not mine:
        return scaffold(title, empty(strings.NOT_AN_IMPORTER, icon=ft.Icons.UPLOAD_FILE))
    known = places.state.value if isinstance(places.state, Ready) else []
    return scaffold(
        title,
        [
            body(strings.ADD_WHAT if purpose is Purpose.ADD else strings.COMPARE_WHAT),
            keyed("unit", ChoiceInput, strings.UNIT, offered(mine, known), unit_id, set_unit),
            banner(strings.SECRECY, Tone.WAITING),
            note(strings.PICK_HELP),
        ],
        bottom=[
            *fault(sentence(picking.failed, strings.ERRORS) if picking.failed else None),
            *_progress(read, busy=picking.busy),
            pick_button(picking, strings.PICK, _TABLES, main=True),
        ],
    )


def _progress(read: int, *, busy: bool) -> list[ft.Control]:
    if not busy:
        return []
    words = strings.read_so_far(text.number(read)) if read else strings.UPLOADING
    return [ft.Semantics(content=note(words), live_region=True)]


def offered(mine: list[Capability], known: list[Place]) -> list[tuple[str, str]]:
    """Where I import, then the units below, as many as a list can show."""
    first = [(str(c.unit_id), c.unit_name) for c in mine]
    held = {unit_id for unit_id, _ in first}
    top = min((place.depth for place in known), default=0)
    upper = sorted(known, key=lambda place: place.depth) if len(known) > _MOST_SHOWN else known
    below = [
        (str(p.unit_id), f"{'– ' * (p.depth - top)}{p.name}")
        for p in upper[:_MOST_SHOWN]
        if str(p.unit_id) not in held
    ]
    return [*dict([*first, *below]).items()]
