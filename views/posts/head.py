"""Above the text of a post: marks, title, unit, time, corrections; or that it is gone, and why."""

from __future__ import annotations

import flet as ft

from services.posts.models import Post, Withdrawal
from views.posts import strings
from views.shared import text
from views.shared.parts import Tone, banner, card, column, flow, heading, note, pill, selectable
from views.shared.posts.rows import category_pill
from views.shared.posts.strings import LEADERS_ONLY, PINNED


def withdrawn(post: Post, gone: Withdrawal) -> list[ft.Control]:
    """What a link to a withdrawn post says: that it is gone, since when, and why."""
    return [
        flow([category_pill(post.category), pill(strings.WITHDRAWN, Tone.WAITING)]),
        heading(strings.WITHDRAWN_TITLE),
        note(post.unit_name),
        note(strings.withdrawn_at(text.moment(gone.at))),
        card([heading(strings.WITHDRAWN_REASON, level=2), selectable(gone.reason)]),
    ]


def corrections(post: Post) -> list[ft.Control]:
    """Notes of corrections, with their time."""
    return [
        banner(strings.corrected(one.note, text.moment(one.at)), Tone.NEUTRAL)
        for one in post.corrections
    ]


def head(post: Post) -> list[ft.Control]:
    """Marks, title, unit, time."""
    marks: list[ft.Control] = [category_pill(post.category)]
    if post.state == "draft":
        marks.append(pill(strings.DRAFT, Tone.WAITING))
    if post.leaders_only:
        marks.append(pill(LEADERS_ONLY, Tone.WAITING))
    if post.pinned_until is not None:
        marks.append(pill(PINNED, Tone.NEUTRAL))
    if post.withdrawn is not None:
        marks.append(pill(strings.WITHDRAWN, Tone.WAITING))
    lines: list[ft.Control] = [note(post.unit_name)]
    if post.published_at is not None:
        lines.append(note(strings.since(text.moment(post.published_at))))
    content = [flow(marks), heading(post.title), column(lines, spacing=2)]
    if post.state == "draft":
        content.append(banner(strings.DRAFT_NOTE, Tone.WAITING))
    if post.withdrawn is not None:
        content.append(banner(strings.withdrawn_for(post.withdrawn.reason), Tone.WAITING))
    return [*content, *corrections(post)]
