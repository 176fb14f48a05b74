"""Choosing the unit and the file of a list; the file is read and its rows are put aside."""

from __future__ import annotations

from uuid import UUID

import flet as ft

from services.accounts.models import Capability
from services.imports.models import Place, Purpose
from services.posts.rules import MOST_BYTES, looks_classified
from views import paths
from views.imports import strings
from views.session import use_me, use_services
from views.shared import text
from views.shared.buttons import primary_button
from views.shared.dialogs import use_confirm
from views.shared.errors import Failed, new_reference, sentence
from views.shared.fields import ChoiceInput, fault
from views.shared.flet_typed import keyed, use_ref, use_state
from views.shared.hooks import Ready, use_action, use_query, use_request_key
from views.shared.look import go
from views.shared.parts import Tone, banner, body, note
from views.shared.picking import PATIENCE_S, Picker, received
from views.shared.scaffold import scaffold
from views.shared.screens import screen
from views.shared.states import empty

_MOST_SHOWN = 40
"""Units offered as choices; of a city's thousands only the upper ones."""


@screen
def BringScreen() -> ft.View:
    """For an import or a reconciliation, as the address says."""
    me, services, ask = use_me(), use_services(), use_confirm()
    purpose = Purpose(ft.use_route_params().get("purpose", "add"))
    mine = me.where("record.import")
    unit_id, set_unit = use_state(lambda: str(mine[0].unit_id) if mine else "")
    read, set_read = use_state(lambda: 0)
    refused, set_refused = use_state(_no_failure)
    picker = use_ref(Picker).current
    key = use_request_key(unit_id, purpose.value)
    places = use_query(services.imports.places, [str(me.member_id)], name="imports.places")

    async def bring(picked: ft.FilePickerFile) -> UUID:
        set_read(0)
        content = await received(picker, picked)
        return await services.imports.bring(
            UUID(key.value), UUID(unit_id), purpose, content, picked.name, set_read
        )

    def brought(import_id: UUID) -> None:
        key.renew()
        go(paths.one_import(import_id))

    bringing = use_action(bring, on_done=brought, name="imports.bring", timeout=3 * PATIENCE_S)

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
    if not mine:
        return scaffold(title, empty(strings.NOT_AN_IMPORTER, icon=ft.Icons.UPLOAD_FILE))
    known = places.state.value if isinstance(places.state, Ready) else []
    failed = refused or bringing.error
    return scaffold(
        title,
        [
            body(strings.ADD_WHAT if purpose is Purpose.ADD else strings.COMPARE_WHAT),
            keyed("unit", ChoiceInput, strings.UNIT, offered(mine, known), unit_id, set_unit),
            banner(strings.SECRECY, Tone.WAITING),
            note(strings.PICK_HELP),
        ],
        bottom=[
            *fault(sentence(failed, strings.ERRORS) if failed else None),
            *_progress(read, busy=bringing.busy),
            pick_button(picker, busy=bringing.busy),
        ],
    )


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
