"""What the form of a task begins with: nothing, a paper, a line of a meeting's paper, an item talked over."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from pydantic import BaseModel

from services.meetings.models import MeetingCard
from services.minutes.compose import task_lines
from services.minutes.models import Paper, PaperCard
from services.posts.models import DocumentType, Post
from services.tasks.models import Repeat, Source, Weight
from views.shared import text
from views.shared.posts.strings import document_line
from views.shared.tasks.strings import from_meeting

NOTE_MOST = 200


class Draft(BaseModel):
    """What has been filled in."""

    title: str = ""
    due_on: date | None = None
    members: frozenset[UUID] = frozenset()
    helpers: frozenset[UUID] = frozenset()
    why: str = ""
    details: str = ""
    source: Source = Source.MANUAL
    source_note: str = ""
    weight: Weight = Weight.ORDINARY
    repeat: Repeat = Repeat.NEVER
    repeat_until: date | None = None
    post_id: UUID | None = None
    post_title: str = ""
    meeting_id: UUID | None = None


def draft_from(post: Post) -> Draft:
    """What a paper says of a task that comes from it."""
    number = post.document.number if post.document is not None else None
    resolution = post.document is not None and post.document.type is DocumentType.RESOLUTION
    return Draft(
        source=Source.RESOLUTION if resolution else Source.DIRECTIVE,
        source_note=(document_line(number, None) or post.title)[:NOTE_MOST],
        post_id=post.post_id,
        post_title=post.title,
    )


def draft_from_meeting(card: PaperCard, line: int) -> Draft:
    """What a line of a meeting's paper says of a task that comes from it."""
    paper = card.paper
    lines = task_lines(paper.sections) if paper is not None else []
    words = lines[line - 1] if 1 <= line <= len(lines) else ""
    resolution = card.kind is Paper.RESOLUTION
    held = text.day(text.local(card.starts_at).date())
    named = from_meeting(paper.number if paper else "", held, card.title, resolution=resolution)
    return Draft(
        title=words[:200],
        details=words if len(words) > 200 else "",
        source=Source.RESOLUTION if resolution else Source.MEETING,
        source_note=named[:NOTE_MOST],
        meeting_id=card.meeting_id,
        post_title=named,
    )


def draft_on_the_spot(m: MeetingCard, item_id: UUID) -> Draft:
    """What an item of a running meeting says of a task that comes from it."""
    words = next((i.conclusion.strip() for i in m.items if i.item_id == item_id), "")
    named = from_meeting("", text.day(text.local(m.starts_at).date()), m.title, resolution=False)
    return Draft(
        title=words[:200],
        details=words if len(words) > 200 else "",
        source=Source.MEETING,
        source_note=named[:NOTE_MOST],
        meeting_id=m.meeting_id,
        post_title=named,
    )
