"""Below an article: what a reader can do with it, answered questions, and what is near to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from uuid import UUID

import flet as ft

from services.posts.models import Post, ReadingState
from services.questions.models import PublicAnswer
from services.reading.models import ReadingList, Related
from views import paths
from views.session import use_services
from views.shared import text
from views.shared.errors import sentence
from views.shared.flet_typed import keyed, use_state
from views.shared.guard import toast
from views.shared.hooks import Ready, use_action, use_query
from views.shared.look import go
from views.shared.parts import (
    body,
    card,
    column,
    icon_button,
    list_card,
    list_item,
    note,
    section,
    strong,
)
from views.shared.posts.below import strings as strings
from views.shared.posts.below.desks import desk_name
from views.shared.screens import block
from views.shared.tasks.of_post import tasks_of_post
from views.shared.theme import GAP_S, GAP_XS


@dataclass(frozen=True)
class Kept:
    """In which of my lists the open post stands, and how to change that."""

    state: ReadingState
    toggle: Callable[[ReadingList], None]


def use_lists(post: Post | None) -> Kept:
    """Hook: the own lists of the post that is open."""
    services = use_services()
    changed, set_changed = use_state(_untouched)
    state = changed or (post.reading if post is not None else ReadingState())

    async def keep(post_id: UUID, on: ReadingList, kept: bool) -> ReadingState:
        return await services.reading.keep(post_id, on, kept=kept)

    def done(new: ReadingState) -> None:
        set_changed(new)
        toast(strings.said(state.later, new.later, kept=new.kept))

    keeping = use_action(keep, on_done=done, name="reading.keep")

    def toggle(on: ReadingList) -> None:
        if post is not None:
            stands = state.later if on is ReadingList.LATER else state.kept
            keeping.run(post.post_id, on, not stands)

    def tell() -> None:
        if keeping.error is not None:
            toast(sentence(keeping.error, strings.ERRORS))

    ft.use_effect(tell, [keeping.error])
    return Kept(state, toggle)


def bar_actions(post: Post | None, kept: Kept, here: str) -> list[ft.Control]:
    """The two signs in the app bar; nothing while there is no published post."""
    if post is None or post.state != "published":
        return []
    later = kept.state.later
    return [
        icon_button(
            ft.Icons.BOOKMARK_ADDED if later else ft.Icons.BOOKMARK_ADD_OUTLINED,
            strings.NOT_LATER if later else strings.LATER,
            partial(kept.toggle, ReadingList.LATER),
        ),
        icon_button(ft.Icons.SHARE_OUTLINED, strings.SHARE, partial(go, paths.share(here))),
    ]


def post_foot(post: Post, kept: Kept, here: str) -> list[ft.Control]:
    """What stands below a published post."""
    if post.state != "published":
        return []
    state = kept.state
    rows: list[tuple[str, str, ft.IconData, Callable[[], None]]] = [
        (
            strings.NOT_LATER if state.later else strings.LATER,
            strings.LATER_LINE,
            ft.Icons.BOOKMARK_ADDED if state.later else ft.Icons.BOOKMARK_ADD_OUTLINED,
            partial(kept.toggle, ReadingList.LATER),
        ),
        (
            strings.NOT_KEPT if state.kept else strings.KEEP,
            strings.KEEP_LINE,
            ft.Icons.STAR if state.kept else ft.Icons.STAR_BORDER,
            partial(kept.toggle, ReadingList.KEPT),
        ),
        (
            strings.SHARE,
            strings.SHARE_LINE,
            ft.Icons.SHARE_OUTLINED,
            partial(go, paths.share(here)),
        ),
        (
            strings.ASK,
            strings.ASK_LINE,
            ft.Icons.HELP_OUTLINE,
            partial(go, paths.question_about(here)),
        ),
        (
            strings.MISTAKE,
            strings.MISTAKE_LINE,
            ft.Icons.FLAG_OUTLINED,
            partial(go, paths.mistake_in(here)),
        ),
    ]
    return [
        *tasks_of_post(post, here),
        section(strings.WITH_IT),
        list_card(
            [
                list_item(title, lines=[line], leading=ft.Icon(icon), on_tap=tap, key=title)
                for title, line, icon, tap in rows
            ]
        ),
        keyed("answers", Answers, post.post_id),
        keyed("related", Near, post.post_id),
    ]


@block
def Answers(post_id: UUID) -> ft.Control:
    """Questions that were answered for all to read; nothing while there are none."""
    services = use_services()

    async def load() -> list[PublicAnswer]:
        return await services.questions.under(post_id)

    query = use_query(load, [str(post_id)], name="questions.under")
    answers = query.state.value if isinstance(query.state, Ready) else []
    if not answers:
        return ft.Container(visible=False)
    return column([section(strings.ANSWERS), *(_answer(a) for a in answers)])


def _answer(answer: PublicAnswer) -> ft.Control:
    said = strings.answered(
        desk_name(answer.desk, answer.unit_name), text.day(text.local(answer.answered_at).date())
    )
    return card(
        [
            note(strings.QUESTION_OF_READER),
            strong(answer.question),
            note(said),
            body(answer.answer),
        ],
        spacing=GAP_XS,
    )


@block
def Near(post_id: UUID) -> ft.Control:
    """Posts near to this one, loaded when the text is on the screen; nothing when there are none."""
    services = use_services()

    async def load() -> list[Related]:
        return await services.reading.related(post_id)

    query = use_query(load, [str(post_id)], name="reading.related")
    near = query.state.value if isinstance(query.state, Ready) else []
    if not near:
        return ft.Container(visible=False)
    rows = [
        list_item(
            item.title,
            lines=[f"{item.unit_name} · {text.ago(item.published_at)}"],
            on_tap=partial(go, paths.post(item.post_id)),
            key=f"near-{item.post_id}",
        )
        for item in near
    ]
    return column([section(strings.NEAR), list_card(rows)], spacing=GAP_S)


def _untouched() -> ReadingState | None:
    return None
