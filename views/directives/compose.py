"""Soạn: write a post for a unit and send it, from the phone in a handful of taps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from uuid import UUID

import flet as ft

from services.container import MemberServices
from services.errors import Conflict, NotFound
from services.posts.models import NewFile, Post, PostCreate
from views import paths
from views.directives import meanwhile, strings
from views.directives.attachment import AttachmentInput, more_pictures
from views.directives.fields import BodyInput, put, readers_fields, title_and_number, unit_and_kind
from views.directives.form import (
    Form,
    after_refusal,
    as_new_draft,
    audience,
    draft_form,
    faults,
    new_form,
    publishing_units,
    to_post,
)
from views.directives.paper import PaperDetails
from views.session import use_me, use_services
from views.shared import text
from views.shared.buttons import primary_button, secondary_button
from views.shared.dialogs import use_confirm
from views.shared.drafts import use_offered_draft
from views.shared.errors import sentence
from views.shared.fields import fault
from views.shared.flet_typed import keyed, use_state
from views.shared.guard import toast
from views.shared.hooks import Ready, use_action, use_query
from views.shared.look import current_look, go
from views.shared.parts import Tone, banner, body, card, heading, note, strong
from views.shared.posts.press.fields import press_fields
from views.shared.posts.strings import ERRORS as POST_ERRORS
from views.shared.scaffold import scaffold
from views.shared.screens import screen
from views.shared.stamps import unless_stamped
from views.shared.states import empty, problem, shown

_FIELDS = (
    *("title", "lead", "number", "issued_on", "body", "acknowledge_by", "issuing_body"),
    *("signatory", "subject", "valid_from", "valid_until", "replaces", "source", "permission"),
)


@dataclass(frozen=True)
class Sent:
    """What came of sending."""

    post_id: UUID
    publish: bool
    anew: bool = False
    """A draft of its own, beside the one that was opened."""


@screen
def ComposeScreen() -> ft.View:
    """The form, empty or filled in with a draft, for those who may publish somewhere."""
    me, services, ask = use_me(), use_services(), use_confirm()
    wanted = ft.use_route_params().get("post_id", "")
    units = publishing_units(me.where("post.publish"))
    today = text.now().date()
    first = units[0].unit_id if units else me.unit_id
    blank, _ = use_state(lambda: new_form(first, today))

    async def load() -> Form:
        if not wanted:
            return blank
        return draft_form(await opened_draft(services, wanted), blank.key)

    loaded = use_query(load, [wanted], name="draft")
    opened = loaded.state.value if wanted and isinstance(loaded.state, Ready) else blank
    typed, set_typed = use_state(_not_typed)
    form = typed or opened
    changed = form.touched and form != opened
    tried, set_tried = use_state(lambda: _NOT_TRIED)
    kept = use_offered_draft("post.compose", None, form, worth=changed)
    decided, set_decided = use_state(lambda: False)
    units = [u for u in units if form.draft_id is None or u.unit_id == form.unit_id]
    unit = next((u for u in units if u.unit_id == form.unit_id), None)

    def change(edit: Callable[[Form], Form]) -> None:
        set_typed(lambda old: edit(old or opened))

    async def send(post: PostCreate, confirmed: bool, anew: bool) -> Sent:
        try:
            if anew:
                files = [await services.posts.duplicate(post.unit_id, file) for file in post.files]
                post = post.model_copy(update={"files": files})
            post_id = await services.posts.save(post, classified_confirmed=confirmed)
        except (Conflict, NotFound) as refused:
            change(partial(after_refusal, code=refused.code))
            raise
        await kept.forget()
        return Sent(post_id, post.publish, anew)

    def sent(outcome: Sent) -> None:
        if outcome.publish:
            toast(strings.POSTED)
            go(paths.post(outcome.post_id))
        else:
            toast(strings.SAVED_AS_NEW if outcome.anew else strings.DRAFT_SAVED)
            go(paths.DRAFTS)

    def see_other() -> None:
        if form.draft_id is not None:
            go(paths.post(form.draft_id, paths.DRAFTS))

    sending = use_action(send, on_done=sent, name="post.save")
    # What was typed is kept first; coming back, it is offered again.
    seeing = use_action(kept.store, on_done=lambda _: see_other(), name="draft.see_other")
    found = dict(faults(form, today, draft=tried == _DRAFT)) if tried else {}
    if sending.error is not None and sending.error.field in _FIELDS:
        found[sending.error.field] = sentence(sending.error, strings.ERRORS)

    def start(*, publish: bool, anew: bool = False) -> None:
        if unit is None:
            return
        post = to_post(as_new_draft(form) if anew else form, unit.unit_kind, publish=publish)
        unless_stamped(ask, "\n".join(post.typed), lambda sure: sending.run(post, sure, anew))

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
        change(lambda old: old.model_copy(update={"body": value}))

    def put_file(file: NewFile | None) -> None:
        change(lambda old: old.model_copy(update={"file": file}))

    title = strings.EDIT_DRAFT if form.draft_id else strings.COMPOSE
    if wanted and not isinstance(loaded.state, Ready):
        waiting = shown(loaded, lambda _: [], room=POST_ERRORS)
        return scaffold(strings.EDIT_DRAFT, waiting)
    if unit is None:
        return scaffold(title, empty(strings.NOT_A_PUBLISHER, icon=ft.Icons.EDIT_OFF_OUTLINED))
    if kept.waiting:
        return scaffold(title, kept.waiting)
    left = kept.found
    if left is not None and not (decided or changed):
        ours = any(u.unit_id == left.unit_id for u in units)
        found_again = left if ours else left.model_copy(update={"unit_id": first})

        def resume() -> None:
            set_typed(found_again)
            set_decided(True)

        drop = strings.KEPT_DROP_FOR_DRAFT if wanted else strings.KEPT_DROP
        return scaffold(title, kept_choice(left, resume, lambda: set_decided(True), drop))
    more = len(form.more_files)
    content: list[ft.Control] = [
        *unit_and_kind(form, units, change),
        *title_and_number(form, change, found, today),
        *(
            [keyed("details", PaperDetails, form, unit.unit_name, change, found, today)]
            if form.is_paper
            else []
        ),
        keyed("text", BodyInput, form.body, put_body, found.get("body")),
        keyed(
            "file",
            AttachmentInput,
            form.unit_id,
            form.file,
            put_file,
            needed=form.is_article,
            error=found.get("files"),
        ),
        *([note(strings.more_files(more))] if more else []),
        *(more_pictures(form, change, found.get("files")) if form.is_article else []),
        *(press_fields(form, partial(put, change), found) if form.is_article else []),
        *readers_fields(form, unit, change, found, today),
        banner(strings.SECRECY, Tone.NEUTRAL),
    ]
    # Large text leaves no room for two buttons at the foot.
    told = sending.error if sending.error and sending.error.field not in _FIELDS else None
    if told is not None and told.code == meanwhile.CODE:
        busy = sending.busy or seeing.busy
        aside, foot = meanwhile.ways_on(
            lambda: start(publish=False, anew=True), lambda: seeing.run(), busy=busy
        )
        return scaffold(title, [*content, *aside], bottom=[meanwhile.told(told), *foot])
    *aside, foot = _buttons(post, save_draft, busy=sending.busy)
    return scaffold(
        title,
        [*content, *aside],
        bottom=[
            *fault(strings.CHECK_FIELDS if found else None),
            *problem(told, strings.ERRORS),
            foot,
        ],
    )


_NOT_TRIED, _DRAFT, _POST = "", "draft", "post"


def _not_typed() -> Form | None:
    return None


async def opened_draft(services: MemberServices, wanted: str) -> Post:
    """The draft by the id in the address. Raises NotFound; Conflict when it is none any more."""
    try:
        post_id = UUID(wanted)
    except ValueError:
        raise NotFound("post.not_found") from None
    post = await services.posts.open(post_id)
    if not post.may_publish:
        raise Conflict("post.not_a_draft")
    return post


def kept_choice(
    left: Form,
    resume: Callable[[], None],
    drop: Callable[[], None],
    drop_words: str = strings.KEPT_DROP,
) -> list[ft.Control]:
    """Asked when something unfinished was kept."""
    return [
        heading(strings.KEPT_TITLE),
        body(strings.KEPT_TEXT),
        card([strong(left.title or strings.KEPT_UNTITLED), note(shortened(left.body))]),
        primary_button(strings.KEPT_RESUME, resume, key="resume"),
        secondary_button(drop_words, drop, key="drop"),
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
