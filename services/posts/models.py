"""What the posts room speaks of."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from pydantic import Field

from services.models import Frozen


class Category(StrEnum):
    """What kind of post."""

    NEWS = "news"
    STUDY = "study"
    DIRECTIVE = "directive"
    NOTICE = "notice"


class FeedItem(Frozen):
    """A line of a list of posts. `cover` names a picture in the private bucket, and
    `cover_alternative` says what it shows, if its author did. `nearness` is the depth of the unit;
    `pinned_until` is set on the lines that stand on top of the first page."""

    post_id: UUID
    category: Category
    title: str
    lead: str
    unit_name: str
    published_at: datetime
    leaders_only: bool
    unread: bool
    cover: str | None
    cover_alternative: str | None = None
    nearness: int = 0
    pinned_until: datetime | None = None


class Attachment(Frozen):
    """A file of a post, in the private bucket under `object_name`."""

    attachment_id: UUID
    kind: str  # document | picture
    object_name: str
    file_name: str
    content_type: str
    size_bytes: int
    alternative: str


class DirectiveFacts(Frozen):
    """Number, date and acknowledgement of a directive or notice, as the caller stands to it."""

    number: str | None
    issued_on: date | None
    wants_acknowledgement: bool
    acknowledge_by: date | None
    is_addressee: bool
    acknowledged_at: datetime | None


class PostCorrection(Frozen):
    """A note about what was corrected after publication."""

    note: str
    at: datetime


class Withdrawal(Frozen):
    """Why and when a post was withdrawn."""

    reason: str
    at: datetime


class Post(Frozen):
    """One post in full. The body is Markdown without HTML; `version` counts its savings. Of a withdrawn
    post readers get `withdrawn` and no text. `steps` are those of services.newsroom.models.PostStep that
    are open to the caller."""

    post_id: UUID
    version: int
    unit_id: UUID
    unit_name: str
    category: Category
    state: str
    title: str
    lead: str
    body: str
    source: str | None
    permission: str | None = None
    leaders_only: bool
    published_at: datetime | None
    attachments: list[Attachment]
    directive: DirectiveFacts | None
    corrections: list[PostCorrection] = Field(default_factory=list[PostCorrection])
    pinned_until: datetime | None = None
    withdrawn: Withdrawal | None = None
    steps: list[str] = Field(default_factory=list[str])
    may_track: bool
    may_publish: bool


class Draft(Frozen):
    """A line of the list of drafts."""

    post_id: UUID
    title: str
    unit_name: str
    category: Category
    updated_at: datetime


class NewFile(Frozen):
    """A file already in the bucket that a new post is to carry."""

    kind: str
    object_name: str
    file_name: str
    content_type: str
    size_bytes: int
    alternative: str = ""


class PostCreate(Frozen):
    """A post to be written. `key` stays the same for all retries of one content; with another it is
    refused. `draft_id` names a draft of the same unit that is written anew, files included, as it was in
    `draft_version`."""

    key: UUID
    unit_id: UUID
    category: Category
    title: str
    lead: str = ""
    body: str = ""
    leaders_only: bool = False
    number: str | None = None
    issued_on: date | None = None
    acknowledge: bool = False
    acknowledge_by: date | None = None
    files: list[NewFile] = Field(default_factory=list[NewFile])
    publish: bool = True
    draft_id: UUID | None = None
    draft_version: int | None = None
