"""Writing a paper part by part. It saves itself; nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import uuid4

import flet as ft

from services.minutes import strings as papers
from services.minutes.compose import prepared
from services.minutes.models import Draft, PaperCard, PaperText, Saved, Section
from views.minutes import strings
from views.minutes.parts import PaperFiles, reading
from views.minutes.saving import Form, saver
from views.session import use_services
from views.shared.autosave import Standing, use_autosave
from views.shared.buttons import primary_button, secondary_button, text_button
from views.shared.dialogs import use_confirm
from views.shared.fields import Kind, TextInput
from views.shared.flet_typed import keyed, use_state
from views.shared.guard import toast
from views.shared.hooks import use_action
from views.shared.parts import banner, column, note
from views.shared.saving import saving_said
from views.shared.screens import block
from views.shared.stamps import ask_about_stamp
from views.shared.states import problem
from views.shared.theme import GAP_M


@block
def PaperEditor(card: PaperCard, paper: PaperText, reload: Callable[[], None]) -> ft.Control:
    """The draft of a paper; ``reload`` after signing."""
    services, ask = use_services(), use_confirm()
    start = draft_of(paper)
    draft, set_draft = use_state(lambda: start)
    saved_draft, set_saved_draft = use_state(lambda: start)
    edits, set_edits = use_state(lambda: paper.edits)
    saved_at, set_saved_at = use_state(lambda: paper.updated_at)
    denied, set_denied = use_state(lambda: False)
    preview, set_preview = use_state(lambda: False)
    form = Form(draft=draft, version=paper.version, edits=edits, denied=denied)
    dirty = draft != saved_draft

    def on_saved(answer: Saved, sent: Form) -> None:
        set_edits(answer.edits)
        set_saved_draft(sent.draft)
        set_saved_at(answer.saved_at)

    by_itself = saver(services, card.meeting_id, card.kind)
    saving = use_autosave(by_itself, form, dirty=dirty, on_saved=on_saved)

    def put(name: str, value: str) -> None:
        set_draft(lambda old: old.model_copy(update={name: value}))

    def put_part(key: str, value: str) -> None:
        set_draft(lambda old: with_part(old, key, value))

    async def fill(key: str) -> tuple[str, str]:
        fresh = prepared(card.kind, await services.minutes.facts(card.meeting_id))
        return key, next((s.text for s in fresh.sections if s.key == key), "")

    def filled(found: tuple[str, str]) -> None:
        if found[1]:
            put_part(*found)
        else:
            toast(strings.FILLED_NOTHING)

    filling = use_action(fill, on_done=filled, name="minutes.facts")

    async def sign() -> None:
        count = edits
        if dirty:
            answer = await by_itself.put(form)
            on_saved(answer, form)
            count = answer.edits
        await services.minutes.sign(uuid4(), card.meeting_id, card.kind, count)

    def signed(_: None) -> None:
        toast(strings.SIGNED_DONE)
        reload()

    signing = use_action(sign, on_done=signed, name="minutes.sign")

    async def settle(mine: bool) -> None:
        theirs = (await services.minutes.open(card.meeting_id, card.kind)).paper
        if theirs is None:
            return
        set_edits(theirs.edits)
        if not mine:
            set_draft(draft_of(theirs))
            set_saved_draft(draft_of(theirs))
            set_saved_at(theirs.updated_at)

    settling = use_action(settle, name="minutes.open")
    kind = card.kind.value
    rows: list[ft.Control] = [*([banner(strings.correction(paper.note))] if paper.note else [])]
    if preview:
        rows.append(reading(card.kind, draft.sections))
        rows.append(PaperFiles(card.kind, with_draft(paper, draft)))
    else:
        rows += fields(card, draft, put, put_part, filling.run, busy=filling.busy)
        rows += problem(filling.error, strings.ERRORS)
    rows.append(
        secondary_button(
            strings.EDIT_ON if preview else strings.PREVIEW,
            lambda: set_preview(not preview),
            icon=ft.Icons.EDIT_OUTLINED if preview else ft.Icons.VISIBILITY_OUTLINED,
            key="preview",
        )
    )
    rows += saving_said(
        saving,
        saved_at,
        lambda: ask_about_stamp(ask, lambda: set_denied(True)),
        settling,
        strings.ERRORS,
    )
    rows += problem(signing.error, strings.ERRORS)
    if not card.may_run:
        rows.append(note(strings.ONLY_SECRETARY))
    elif card.meeting_state != "closed":
        rows.append(note(strings.SIGN_LATER))
    else:
        rows.append(
            primary_button(
                strings.SIGN[kind],
                lambda: ask(
                    strings.SIGN_TITLE[kind], strings.SIGN_TEXT, strings.SIGN[kind], signing.run
                ),
                busy=signing.busy,
                disabled=saving.standing in (Standing.CONFLICT, Standing.STAMPED),
                key="sign",
            )
        )
    return column(rows, spacing=GAP_M)


def fields(
    card: PaperCard,
    draft: Draft,
    put: Callable[[str, str], None],
    put_part: Callable[[str, str], None],
    fill: Callable[[str], None],
    *,
    busy: bool,
) -> list[ft.Control]:
    """Number, place, and a field for each part; an empty part can be filled from the meeting."""
    rows: list[ft.Control] = [
        keyed(
            "number", TextInput, strings.NUMBER, draft.number, partial(put, "number"),
            max_length=40, hint=strings.NUMBER_HINT, optional=True,
        ),
        keyed(
            "place", TextInput, strings.PLACE, draft.place, partial(put, "place"),
            max_length=60, optional=True,
        ),
    ]  # fmt: skip
    names = papers.SECTIONS[card.kind.value]
    for part in draft.sections:
        area: list[ft.Control] = [
            keyed(
                f"part-{part.key}", TextInput, names.get(part.key, part.key), part.text,
                partial(put_part, part.key),
                kind=Kind.LONG, lines=3, most_lines=30, max_length=20000,
            )
        ]  # fmt: skip
        if not part.text.strip() and not busy:
            area.append(
                ft.Row(
                    [
                        text_button(
                            strings.FILL,
                            partial(fill, part.key),
                            icon=ft.Icons.DOWNLOAD_DONE,
                            key=f"fill-{part.key}",
                        )
                    ]
                )
            )
        rows.append(column(area, spacing=0))
    return [*rows, note(strings.SECRECY)]


def draft_of(paper: PaperText) -> Draft:
    """What a draft on the server looks like on the screen."""
    return Draft(
        number=paper.number, place=paper.place, sections=tuple(paper.sections), note=paper.note
    )


def with_part(draft: Draft, key: str, text: str) -> Draft:
    """The draft with one part changed."""
    parts = tuple(Section(key=s.key, text=text) if s.key == key else s for s in draft.sections)
    return draft.model_copy(update={"sections": parts})


def with_draft(paper: PaperText, draft: Draft) -> PaperText:
    """The paper as it is on the screen, for a look at its file."""
    return paper.model_copy(
        update={"number": draft.number, "place": draft.place, "sections": list(draft.sections)}
    )
