"""One post in full: text, pictures, files, and the acknowledgement by name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import flet as ft

from services.errors import NotFound
from services.posts.models import Attachment, DirectiveFacts, Post
from views import paths
from views.posts import strings
from views.posts.head import head, withdrawn
from views.posts.paper import paper_block
from views.session import use_services
from views.shared import text
from views.shared.buttons import primary_button, secondary_button, text_button
from views.shared.dialogs import use_confirm
from views.shared.files import FILE_KINDS, file_item, use_file_opener
from views.shared.guard import toast
from views.shared.hooks import Ready, use_action, use_query, use_request_key
from views.shared.look import current_look, go
from views.shared.parts import (
    Tone,
    banner,
    body,
    card,
    column,
    heading,
    list_card,
    list_item,
    note,
    section,
)
from views.shared.posts.below.foot import bar_actions, post_foot, use_lists
from views.shared.posts.body import body_controls
from views.shared.posts.quarantine.strings import FILES, IN_QUARANTINE
from views.shared.posts.strings import (
    CATEGORIES,
    ERRORS,
    acknowledge_by,
)
from views.shared.returning import use_return
from views.shared.scaffold import scaffold
from views.shared.screens import screen
from views.shared.states import problem, shown
from views.shared.theme import GAP_S


@dataclass(frozen=True)
class Deeds:
    """What the person can do on the post, and how far it is."""

    acknowledge: Callable[[], None]
    track: Callable[[], None]
    open_file: Callable[[Attachment], None]
    open_post: Callable[[UUID], None]
    acknowledging: list[ft.Control]
    """What went wrong with the acknowledgement, if anything."""
    busy: bool = False
    acknowledged_at: datetime | None = None


LONG_TEXT = 8_000
"""Characters: about five screens of a phone."""
MANY_PICTURES = 3


@screen
def PostScreen() -> ft.View:
    """A post by the id in the address."""
    services = use_services()
    wanted = ft.use_route_params().get("post_id", "")
    here = ft.use_view_path()
    ask = use_confirm()
    key, publish_key = use_request_key(wanted), use_request_key(wanted)

    async def load() -> Post:
        post_id = as_uuid(wanted)
        if post_id is None:
            raise NotFound("post.not_found")
        return await services.posts.open(post_id)

    post = use_query(load, [wanted], name="post")
    value = post.state.value if isinstance(post.state, Ready) else None
    draft = value is not None and value.state == "draft"
    kept = use_lists(value)
    # Changed in the form above it, here or by somebody else; a published text stays as it is.
    handled = value is not None and bool(value.steps)
    guarded = value is not None and value.may_quarantine
    use_return(lambda: post.reload() if draft or handled or guarded else None)

    async def acknowledge(post_id: UUID) -> datetime:
        return await services.directives.acknowledge(UUID(key.value), post_id)

    async def publish(post_id: UUID) -> UUID:
        await services.posts.publish(UUID(publish_key.value), post_id)
        return post_id

    def published(post_id: UUID) -> None:
        toast(strings.PUBLISHED_TOAST)
        go(paths.post(post_id))

    acknowledging = use_action(
        acknowledge, on_done=lambda _: toast(strings.ACKNOWLEDGED_TOAST), name="acknowledge"
    )
    publishing = use_action(publish, on_done=published, name="publish")
    download = use_file_opener(services.posts.link, ERRORS)

    def open_file(file: Attachment) -> None:
        # Papers are read here, page by page; a picture that is carried as a file is taken down.
        if not file.content_type.startswith("image/"):
            go(paths.file(here, file.attachment_id))
        else:
            download(file.object_name, file.file_name)

    def ask_publish(draft: Post) -> None:
        ask(
            strings.PUBLISH_TITLE,
            strings.publish_text(draft.unit_name, leaders_only=draft.leaders_only),
            strings.PUBLISH_NOW,
            lambda: publishing.run(draft.post_id),
        )

    def draw(opened: Post) -> list[ft.Control]:
        deeds = Deeds(
            acknowledge=lambda: acknowledging.run(opened.post_id),
            track=lambda: go(paths.readers(here)),
            open_file=open_file,
            open_post=lambda post_id: go(paths.post(post_id)),
            acknowledging=problem(acknowledging.error, ERRORS),
            busy=acknowledging.busy,
            acknowledged_at=acknowledging.result,
        )
        return [
            *post_content(opened, deeds, text.now().date()),
            *post_foot(opened, kept, here),
        ]

    bottom: list[ft.Control] = []
    if value is not None and value.may_publish:
        draft = value
        bottom = [
            *problem(publishing.error, ERRORS),
            draft_buttons(
                lambda: go(paths.edit_draft(draft.post_id)),
                lambda: ask_publish(draft),
                busy=publishing.busy,
            ),
        ]
    title = CATEGORIES[value.category] if value is not None else strings.POST
    # A long post piece by piece: its text is read while its pictures are still to come. A short one
    # whole, so that screen readers and searches in the page find all of it.
    return scaffold(
        title,
        [*shown(post, draw, room=ERRORS), *_handling(value, here), *_stopping(value, here)],
        bottom=bottom,
        actions=bar_actions(value, kept, here),
        lazy=value is not None and is_long(value),
    )


def is_long(post: Post) -> bool:
    """Whether a post is more than a few screens of text or pictures."""
    pictures = [file for file in post.attachments if file.kind == "picture"]
    return len(post.body) > LONG_TEXT or len(pictures) > MANY_PICTURES


def _handling(post: Post | None, here: str) -> list[ft.Control]:
    """For those who publish there: the way to what is done with a published post."""
    if post is None or not post.steps:
        return []
    desk = paths.post_desk(here)
    return [
        secondary_button(strings.HANDLE, lambda: go(desk), icon=ft.Icons.EDIT_NOTE, key="post-desk")
    ]


def _stopping(post: Post | None, here: str) -> list[ft.Control]:
    """For officers: the way to its files and pictures, to take one out of circulation."""
    if post is None or not post.may_quarantine or not post.attachments:
        return []
    files = paths.files(here)
    return [
        text_button(FILES, lambda: go(files), icon=ft.Icons.GPP_MAYBE_OUTLINED, key="post-files")
    ]


def draft_buttons(
    edit: Callable[[], None], publish: Callable[[], None], *, busy: bool
) -> ft.Control:
    """What is done with a draft; large text has the two below each other."""
    change = secondary_button(
        strings.EDIT, edit, icon=ft.Icons.EDIT_OUTLINED, disabled=busy, key="edit"
    )
    send = primary_button(strings.PUBLISH_NOW, publish, busy=busy, key="publish")
    if current_look().large:
        return column([change, send], spacing=GAP_S)
    change.expand, send.expand = 2, 3
    return ft.Row([change, send], spacing=GAP_S)


def as_uuid(typed: str) -> UUID | None:
    """The id in an address, or None if it is none."""
    try:
        return UUID(typed)
    except ValueError:
        return None


def post_content(post: Post, deeds: Deeds, today: date) -> list[ft.Control]:
    """Everything between the app bar and the foot."""
    pictures = [a for a in post.attachments if a.kind == "picture"]
    documents = [a for a in post.attachments if a.kind != "picture"]
    done_at = deeds.acknowledged_at
    if done_at is None and post.directive is not None:
        done_at = post.directive.acknowledged_at
    waits = (
        post.directive is not None
        and post.directive.wants_acknowledgement
        and post.directive.is_addressee
        and done_at is None
    )
    if post.withdrawn is not None and not post.body:
        return withdrawn(post, post.withdrawn)
    content = head(post)
    if waits and post.directive is not None:
        content.append(banner(waiting_words(post.directive, today), Tone.WAITING))
    if post.document is not None:
        content += paper_block(post.document, deeds.open_post)
    if post.lead:
        lead = body(post.lead)
        lead.weight = ft.FontWeight.W_700
        content.append(lead)
    content += body_controls(post.body, pictures, cover_first=True)
    if post.source:
        content.append(note(strings.source(post.source)))
    if post.permission:
        content.append(note(strings.permission(post.permission)))
    if documents:
        content += [
            section(strings.ATTACHMENTS),
            list_card([_document(a, deeds.open_file) for a in documents]),
        ]
    if post.directive is not None and post.directive.wants_acknowledgement:
        content.append(acknowledgement(post.directive, done_at, deeds, today))
        if post.may_track and post.state == "published":
            content.append(
                secondary_button(
                    strings.WHO_ACKNOWLEDGED,
                    deeds.track,
                    icon=ft.Icons.FACT_CHECK_OUTLINED,
                    key="track",
                )
            )
    return content


def waiting_words(facts: DirectiveFacts, today: date) -> str:
    """Above a text that waits: by when, and where the button is."""
    if facts.acknowledge_by is None:
        return f"{strings.WANTS} {strings.WANTS_SCROLL}"
    return f"{acknowledge_by(deadline(facts.acknowledge_by, today))}. {strings.WANTS_SCROLL}"


def deadline(day: date, today: date) -> str:
    """The day, with the days left; of a day that has passed only the day, since this screen does
    not know who is exempt."""
    return text.due(day, today) if day >= today else text.day(day)


def acknowledgement(
    facts: DirectiveFacts, done_at: datetime | None, deeds: Deeds, today: date
) -> ft.Control:
    """The box for acknowledging: what it means and the button, or that it is done."""
    if done_at is not None:
        return banner(strings.acknowledged(text.moment(done_at)), Tone.DONE)
    if not facts.is_addressee:
        return note(strings.NOT_ADDRESSED)
    rows: list[ft.Control] = [heading(strings.ACKNOWLEDGEMENT, level=2)]
    if facts.acknowledge_by is not None:
        rows.append(body(f"{acknowledge_by(deadline(facts.acknowledge_by, today))}."))
    rows += [
        note(strings.BY_NAME),
        *deeds.acknowledging,
        primary_button(
            strings.READ_AND_UNDERSTOOD,
            deeds.acknowledge,
            busy=deeds.busy,
            icon=ft.Icons.CHECK,
            key="acknowledge",
        ),
    ]
    return card(rows, spacing=GAP_S + 4)


def _document(document: Attachment, open_file: Callable[[Attachment], None]) -> ft.Control:
    if document.quarantined:
        return list_item(
            IN_QUARANTINE,
            leading=ft.Icon(ft.Icons.GPP_MAYBE_OUTLINED, color=ft.Colors.ON_SURFACE_VARIANT),
            key=f"file-{document.attachment_id}",
        )
    kind = FILE_KINDS.get(document.content_type, strings.PICTURE_FILE)
    return file_item(
        document.file_name,
        document.content_type,
        f"{strings.OPEN_FILE} · {kind} · {text.file_size(document.size_bytes)}",
        on_tap=lambda: open_file(document),
        key=f"file-{document.attachment_id}",
    )
