"""The pictures of an article: brought from the phone, described, put into the text, dropped."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import flet as ft

from services.posts.models import NewFile
from views.newsroom import strings
from views.newsroom.form import ALTERNATIVE_MOST, Form, moved_picture, with_files, without_picture
from views.newsroom.refusals.strings import ERRORS
from views.session import use_services
from views.shared.buttons import text_button
from views.shared.errors import sentence
from views.shared.fields import TextInput, fault
from views.shared.flet_typed import keyed
from views.shared.look import current_look
from views.shared.parts import body, card, column, flow, heading, icon_button, note
from views.shared.picking import PickedFile, pick_button, use_picking
from views.shared.posts.pictures import Picture
from views.shared.posts.quarantine.strings import PICTURE_IN_QUARANTINE
from views.shared.screens import block
from views.shared.strings import UPLOADING
from views.shared.theme import GAP_S, GAP_XS

Change = Callable[[Callable[[Form], Form]], None]

LARGEST = 25 * 1024 * 1024
"""Of what is picked; kept are some 300 kB."""
_ENDINGS = ("jpg", "jpeg", "png", "webp")
_THUMB = 120


@block
def PicturesInput(
    manuscript_id: UUID | None,
    pictures: tuple[NewFile, ...],
    change: Change,
    put: Callable[[int], None],
    error: str | None,
) -> ft.Control:
    """All pictures, each with what it shows; the button for one more."""
    services = use_services()

    async def bring(picked: PickedFile) -> NewFile:
        if manuscript_id is None:
            raise AssertionError("no folder yet")
        return await services.newsroom.upload(
            manuscript_id,
            picked.name,
            await picked.content(),
            classified_confirmed=picked.classified_confirmed,
        )

    def brought(file: NewFile) -> None:
        change(lambda form: with_files(form, (*form.files, file)))

    picking = use_picking(bring, on_done=brought, name="manuscript.upload", most=LARGEST)
    rows: list[ft.Control] = [heading(strings.PICTURES, level=3), note(strings.PICTURES_HELP)]
    rows += [
        keyed(picture.object_name, _One, picture, number, len(pictures), change, put)
        for number, picture in enumerate(pictures, 1)
    ]
    rows += fault(error)
    if manuscript_id is None:
        rows.append(note(strings.ADD_FIRST))
    else:
        rows.append(flow([pick_button(picking, strings.ADD_PICTURE, _ENDINGS)]))
    if picking.busy:
        rows.append(ft.Semantics(content=note(UPLOADING), live_region=True))
    rows += fault(sentence(picking.failed, ERRORS) if picking.failed else None)
    return column(rows, spacing=GAP_S)


@block
def _One(
    picture: NewFile, number: int, count: int, change: Change, put: Callable[[int], None]
) -> ft.Control:
    name = picture.object_name

    def describe(words: str) -> None:
        def described(form: Form) -> Form:
            files = tuple(
                f.model_copy(update={"alternative": words}) if f.object_name == name else f
                for f in form.files
            )
            return form.model_copy(update={"files": files})

        change(described)

    def move(by: int) -> Callable[[], None]:
        return lambda: change(lambda form: moved_picture(form, name, by))

    buttons: list[ft.Control] = [
        text_button(strings.PUT_IN_TEXT, lambda: put(number), icon=ft.Icons.ADD_PHOTO_ALTERNATE),
        text_button(
            strings.REMOVE_PICTURE,
            lambda: change(lambda form: without_picture(form, name)),
            icon=ft.Icons.CLOSE,
        ),
    ]
    if number > 1:
        buttons.append(icon_button(ft.Icons.ARROW_UPWARD, strings.PICTURE_UP, move(-1)))
    if number < count:
        buttons.append(icon_button(ft.Icons.ARROW_DOWNWARD, strings.PICTURE_DOWN, move(1)))
    if picture.quarantined:
        gone = body(PICTURE_IN_QUARANTINE)
        return card(
            [heading(strings.picture(number), level=3), gone, flow(buttons[1:], spacing=GAP_XS)],
            spacing=GAP_XS,
        )
    missing = not picture.alternative.strip()
    return card(
        [
            heading(strings.picture(number), level=3),
            keyed(name, Picture, name, picture.alternative, height=current_look().px(_THUMB)),
            keyed(
                f"alternative-{name}",
                TextInput,
                strings.ALTERNATIVE,
                picture.alternative,
                describe,
                max_length=ALTERNATIVE_MOST,
                help=strings.ALTERNATIVE_HELP if missing else None,
            ),
            flow(buttons, spacing=GAP_XS),
        ],
        spacing=GAP_XS,
    )
