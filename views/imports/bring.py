"""Choosing the unit and the file of a list; the file is read and its rows are put aside."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

import flet as ft

from services.accounts.models import Me
from services.imports.models import Purpose
from services.imports.opening import MOST_BYTES
from services.posts.rules import looks_classified
from services.units.models import UnitLine
from views import paths
from views.imports import strings
from views.imports.params import NOTHING
from views.session import use_me, use_services
from views.shared import text
from views.shared.buttons import primary_button, text_button
from views.shared.dialogs import use_confirm
from views.shared.errors import Failed, new_reference, sentence
from views.shared.fields import fault
from views.shared.flet_typed import keyed, use_ref, use_state
from views.shared.hooks import use_action, use_request_key
from views.shared.look import go
from views.shared.parts import Tone, banner, body, card, flow, heading, note, strong
from views.shared.picking import PATIENCE_S, Picker, received_at
from views.shared.scaffold import scaffold
from views.shared.screens import screen
from views.shared.states import empty
from views.shared.units.picker import UnitPicker


@screen
def BringScreen() -> ft.View:
    """For an import or a reconciliation, as the address says."""
    me, services, ask = use_me(), use_services(), use_confirm()
    purpose = Purpose(ft.use_route_params().get("purpose", "add"))
    unit, set_unit = use_state(lambda: first_place(me))
    choosing, set_choosing = use_state(lambda: False)
    read, set_read = use_state(lambda: 0)
    refused, set_refused = use_state(_no_failure)
    picker = use_ref(Picker).current
    unit_id, unit_name = unit
    key = use_request_key(str(unit_id), purpose.value)

    async def bring(picked: ft.FilePickerFile) -> UUID:
        set_read(0)
        with TemporaryDirectory() as folder:
            path = Path(folder) / "list"
            await received_at(picker, picked, path, MOST_BYTES)
            return await services.imports.begin(
                UUID(key.value), unit_id, purpose, path, picked.name, set_read
            )

    def brought(import_id: UUID) -> None:
        key.renew()
        go(paths.one_import(import_id))

    bringing = use_action(bring, on_done=brought, name="imports.bring", timeout=3 * PATIENCE_S)

    def choose(chosen: UnitLine) -> None:
        set_unit((chosen.unit_id, chosen.name))
        set_choosing(False)

    def take(files: list[ft.FilePickerFile]) -> None:
        if not files:
            return
        picked = files[0]
        set_refused(_no_failure())
        bringing.reset()
        key.renew()
        if picked.size > MOST_BYTES:
            set_refused(Failed("file.too_large", new_reference(), "invalid"))
        elif looks_classified(picked.name):
            ask(
                strings.CLASSIFIED_TITLE,
                strings.CLASSIFIED_TEXT,
                strings.NOT_CLASSIFIED,
                lambda: bringing.run(picked),
                danger=True,
            )
        else:
            bringing.run(picked)

    picker.picked = take
    title = strings.PURPOSES[purpose]
    if not me.may("record.import"):
        return scaffold(title, empty(strings.NOT_AN_IMPORTER, icon=ft.Icons.UPLOAD_FILE))
    if choosing:
        back = text_button(strings.SAME_UNIT, partial(set_choosing, False), key="same-unit")
        picker_of_units = keyed("units", UnitPicker, choose, groups=False)
        return scaffold(title, [heading(strings.UNIT, level=2), flow([back]), picker_of_units])
    other_unit: list[ft.Control] = []
    if not bringing.busy:
        choose_another = partial(set_choosing, True)
        other_unit = [flow([text_button(strings.OTHER_UNIT, choose_another, key="other-unit")])]
    failed = refused or bringing.error
    return scaffold(
        title,
        [
            body(strings.ADD_WHAT if purpose is Purpose.ADD else strings.COMPARE_WHAT),
            card([note(strings.UNIT), strong(unit_name), *other_unit]),
            banner(strings.SECRECY, Tone.WAITING),
            note(strings.PICK_HELP),
        ],
        bottom=[
            *fault(sentence(failed, strings.ERRORS) if failed else None),
            *_progress(read, busy=bringing.busy),
            pick_button(picker, busy=bringing.busy),
        ],
    )


def first_place(me: Me) -> tuple[UUID, str]:
    """Where I import, before I choose another unit below."""
    place = next(iter(me.where("record.import")), None)
    return (place.unit_id, place.unit_name) if place is not None else (NOTHING, "")


def _no_failure() -> Failed | None:
    return None


def _progress(read: int, *, busy: bool) -> list[ft.Control]:
    if not busy:
        return []
    words = strings.read_so_far(text.number(read)) if read else strings.UPLOADING
    return [ft.Semantics(content=note(words), live_region=True)]


def pick_button(picker: Picker, *, busy: bool) -> ft.Control:
    """Opens the device's own choice of files."""
    return primary_button(
        strings.PICK,
        _nothing,
        icon=ft.Icons.UPLOAD_FILE,
        busy=busy,
        key="pick-file",
        action=ft.PickFiles(
            picker.control,
            file_type=ft.FilePickerFileType.CUSTOM,
            allowed_extensions=["xlsx", "csv", "xlsm", "xls"],  # the last two to be told why not
            cancel_upload_on_window_blur=False,
        ),
    )


def _nothing() -> None:
    return None
