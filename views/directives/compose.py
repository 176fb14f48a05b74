"""Soạn: write a post for a unit and send it, from the phone in a handful of taps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

import flet as ft

from services.errors import Conflict
from services.posts.models import NewFile, PostCreate
from views import paths
from views.directives import strings
from views.directives.attachment import AttachmentInput
from views.directives.fields import BodyInput, readers_fields, title_and_number, unit_and_kind
from views.directives.form import (
    Form,
    audience,
    faults,
    new_form,
    publishing_units,
    to_post,
)
from views.session import use_me, use_services
from views.shared import text
from views.shared.buttons import primary_button, secondary_button
from views.shared.dialogs import use_confirm
from views.shared.errors import sentence
from views.shared.fields import fault
from views.shared.flet_typed import keyed, use_state
from views.shared.guard import toast
from views.shared.hooks import use_action
from views.shared.kept import use_kept
from views.shared.look import current_look, go
from views.shared.parts import Tone, banner, body, card, heading, note, strong
from views.shared.scaffold import scaffold
from views.shared.screens import screen
from views.shared.states import empty, problem

_FIELDS = ("title", "lead", "number", "issued_on", "body", "acknowledge_by")


@dataclass(frozen=True)
class Sent:
    """What came of sending: a post, or a stop because the text looks classified."""

    post_id: UUID | None
    publish: bool


@screen
def ComposeScreen() -> ft.View:
    """The form, for those who may publish somewhere."""
    me, services, ask = use_me(), use_services(), use_confirm()
    units = publishing_units(me.where("post.publish"))
    today = text.now().date()
    first = units[0].unit_id if units else me.unit_id
    form, set_form = use_state(lambda: new_form(first, today))
    tried, set_tried = use_state(lambda: _NOT_TRIED)
    kept = use_kept(f"compose.{me.member_id}", form, worth=form.touched)
    decided, set_decided = use_state(lambda: False)
    unit = next((u for u in units if u.unit_id == form.unit_id), None)

    async def send(post: PostCreate, confirmed: bool) -> Sent:
        try:
            post_id = await services.posts.save(post, classified_confirmed=confirmed)
        except Conflict as conflict:
            if conflict.code != "post.classified":
                raise
            return Sent(None, post.publish)
        await kept.forget()
        return Sent(post_id, post.publish)

    def sent(outcome: Sent) -> None:
        if outcome.post_id is None:
            ask(
                strings.CLASSIFIED_TITLE,
                strings.CLASSIFIED_TEXT,
                strings.NOT_CLASSIFIED,
                lambda: start(publish=outcome.publish, confirmed=True),
                danger=True,
            )
        elif outcome.publish:
            toast(strings.POSTED)
            go(paths.post(outcome.post_id))
        else:
            toast(strings.DRAFT_SAVED)
            go(paths.DRAFTS)

    sending = use_action(send, on_done=sent, name="post.save")
    found = dict(faults(form, today, draft=tried == _DRAFT)) if tried else {}
    if sending.error is not None and sending.error.field in _FIELDS:
        found[sending.error.field] = sentence(sending.error, strings.ERRORS)

    def start(*, publish: bool, confirmed: bool = False) -> None:
        if unit is not None:
            sending.run(to_post(form, unit.unit_kind, publish=publish), confirmed)

    def post() -> None:
        set_tried(_POST)
        if unit is not None and not faults(form, today):
            ask(
                strings.CONFIRM_TITLES[form.category],
                audience(form, unit),
                strings.POST,
                lambda: start(publish=True),
            )

    def save_draft() -> None:
        set_tried(_DRAFT)
        if not faults(form, today, draft=True):
            start(publish=False)

    def put_body(value: str) -> None:
        set_form(lambda old: old.model_copy(update={"body": value}))

    def put_file(file: NewFile | None) -> None:
        set_form(lambda old: old.model_copy(update={"file": file}))

    if unit is None:
        return scaffold(
            strings.COMPOSE, empty(strings.NOT_A_PUBLISHER, icon=ft.Icons.EDIT_OFF_OUTLINED)
        )
    left = kept.found
    if left is not None and not (decided or form.touched):
        ours = any(u.unit_id == left.unit_id for u in units)
        found_again = left if ours else left.model_copy(update={"unit_id": first})

        def resume() -> None:
            set_form(found_again)
            set_decided(True)

        return scaffold(strings.COMPOSE, kept_choice(left, resume, lambda: set_decided(True)))
    content: list[ft.Control] = [
        *unit_and_kind(form, units, set_form),
        *title_and_number(form, set_form, found, today),
        keyed("text", BodyInput, form.body, put_body, found.get("body")),
        keyed("file", AttachmentInput, form.unit_id, form.file, put_file),
        *readers_fields(form, unit, set_form, found, today),
        banner(strings.SECRECY, Tone.NEUTRAL),
    ]
    # Large text leaves no room for two buttons at the foot.
    *aside, foot = _buttons(post, save_draft, busy=sending.busy)
    content += aside
    told = sending.error if sending.error and sending.error.field not in _FIELDS else None
    return scaffold(
        strings.COMPOSE,
        content,
        bottom=[
            *fault(strings.CHECK_FIELDS if found else None),
            *problem(told, strings.ERRORS),
            foot,
        ],
    )


_NOT_TRIED, _DRAFT, _POST = "", "draft", "post"


def kept_choice(
    left: Form, resume: Callable[[], None], drop: Callable[[], None]
) -> list[ft.Control]:
    """Asked when something unfinished lies on the device."""
    return [
        heading(strings.KEPT_TITLE),
        body(strings.KEPT_TEXT),
        card([strong(left.title or strings.KEPT_UNTITLED), note(shortened(left.body))]),
        primary_button(strings.KEPT_RESUME, resume, key="resume"),
        secondary_button(strings.KEPT_DROP, drop, key="drop"),
    ]


def shortened(words: str, most: int = 160) -> str:
    """The beginning of a text on one line."""
    line = " ".join(words.split())
    return line if len(line) <= most else f"{line[:most].rsplit(' ', 1)[0]}…"


def _buttons(
    post: Callable[[], None], save_draft: Callable[[], None], *, busy: bool
) -> list[ft.Control]:
    """The main action, and ahead of it the other way on, in sight or at the end of the form."""
    send = primary_button(strings.POST, post, busy=busy, icon=ft.Icons.SEND_OUTLINED, key="post")
    keep = secondary_button(strings.SAVE_DRAFT, save_draft, disabled=busy, key="save-draft")
    if current_look().large:
        return [keep, send]
    keep.expand, send.expand = 2, 3
    return [ft.Row([keep, send], spacing=8)]
