"""Choosing the unit and the file of a list; the file is read and its rows are put aside."""

from __future__ import annotations

from functools import partial
from uuid import UUID, uuid4

import flet as ft

from services.accounts.models import Me
from services.imports.models import Purpose
from services.imports.opening import MOST_BYTES
from services.units.models import UnitLine
from views import paths
from views.imports import strings
from views.imports.params import NOTHING
from views.session import use_me, use_services
from views.shared import text
from views.shared.buttons import text_button
from views.shared.errors import sentence
from views.shared.fields import fault
from views.shared.flet_typed import keyed, use_state
from views.shared.look import go
from views.shared.parts import Tone, banner, body, card, flow, heading, note, strong
from views.shared.picking import PATIENCE_S, PickedFile, pick_button, use_picking
from views.shared.scaffold import scaffold
from views.shared.screens import screen
from views.shared.states import empty
from views.shared.units.picker import UnitPicker

_TABLES = ("xlsx", "csv", "xlsm", "xls")
"""Endings that may be picked; the last two to be told why not."""


@screen
def BringScreen() -> ft.View:
    """For an import or a reconciliation, as the address says."""
    me, services = use_me(), use_services()
    purpose = Purpose(ft.use_route_params().get("purpose", "add"))
    unit, set_unit = use_state(lambda: first_place(me))
    choosing, set_choosing = use_state(lambda: False)
    read, set_read = use_state(lambda: 0)
    unit_id, unit_name = unit

    async def bring(picked: PickedFile) -> UUID:
        set_read(0)
        return await services.imports.begin(
            uuid4(),  # a file picked again is another list
            unit_id,
            purpose,
            picked.path,
            picked.name,
            set_read,
            classified_confirmed=picked.classified_confirmed,
        )

    picking = use_picking(
        bring,
        on_done=lambda import_id: go(paths.one_import(import_id)),
        name="imports.bring",
        patience=3 * PATIENCE_S,
        most=MOST_BYTES,
    )

    def choose(chosen: UnitLine) -> None:
        set_unit((chosen.unit_id, chosen.name))
        set_choosing(False)

    title = strings.PURPOSES[purpose]
    if not me.may("record.import"):
        return scaffold(title, empty(strings.NOT_AN_IMPORTER, icon=ft.Icons.UPLOAD_FILE))
    if choosing:
        back = text_button(strings.SAME_UNIT, partial(set_choosing, False), key="same-unit")
        picker_of_units = keyed("units", UnitPicker, choose, groups=False)
        return scaffold(title, [heading(strings.UNIT, level=2), flow([back]), picker_of_units])
    other_unit: list[ft.Control] = []
    if not picking.busy:
        choose_another = partial(set_choosing, True)
        other_unit = [flow([text_button(strings.OTHER_UNIT, choose_another, key="other-unit")])]
    return scaffold(
        title,
        [
            body(strings.ADD_WHAT if purpose is Purpose.ADD else strings.COMPARE_WHAT),
            card([note(strings.UNIT), strong(unit_name), *other_unit]),
            banner(strings.SECRECY, Tone.WAITING),
            note(strings.PICK_HELP),
        ],
        bottom=[
            *fault(sentence(picking.failed, strings.ERRORS) if picking.failed else None),
            *_progress(read, busy=picking.busy),
            pick_button(picking, strings.PICK, _TABLES, main=True),
        ],
    )


def first_place(me: Me) -> tuple[UUID, str]:
    """Where I import, before I choose another unit below."""
    place = next(iter(me.where("record.import")), None)
    return (place.unit_id, place.unit_name) if place is not None else (NOTHING, "")


def _progress(read: int, *, busy: bool) -> list[ft.Control]:
    if not busy:
        return []
    words = strings.read_so_far(text.number(read)) if read else strings.UPLOADING
    return [ft.Semantics(content=note(words), live_region=True)]
