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
    DOCUMENT = "document"


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
    quarantined: bool = False
    """Out of circulation: that there is one is all that is told."""


class DocumentType(StrEnum):
    """What kind of paper."""

    RESOLUTION = "resolution"
    DIRECTIVE = "directive"
    CONCLUSION = "conclusion"
    REGULATION = "regulation"
    DECISION = "decision"
    PLAN = "plan"
    PROGRAMME = "programme"
    GUIDANCE = "guidance"
    NOTICE = "notice"
    LETTER = "letter"
    REPORT = "report"
    FORM = "form"
    STUDY = "study"
    OTHER = "other"


class Validity(StrEnum):
    """How a document stands today."""

    NOT_YET = "not_yet"
    IN_FORCE = "in_force"
    EXPIRED = "expired"
    REPLACED = "replaced"


class DocumentLink(Frozen):
    """Another document that the caller may read."""

    post_id: UUID
    title: str
    number: str | None


class DocumentFacts(Frozen):
    """What stands on the paper. `replaces` and `replaced_by` are None where the caller may not read the
    other; `replaces_text` names one that is not in the system."""

    type: DocumentType
    number: str | None
    issued_on: date | None
    issuing_body: str
    signatory: str | None
    subject: str | None
    valid_from: date | None
    valid_until: date | None
    validity: Validity
    replaced_from: date | None
    replaces_text: str | None
    replaces: DocumentLink | None
    replaced_by: DocumentLink | None


class DirectiveFacts(Frozen):
    """Acknowledgement of a directive or notice, as the caller stands to it."""

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


class ReadingState(Frozen):
    """In which of my own lists a post stands."""

    later: bool = False
    kept: bool = False


class Counts(Frozen):
    """What an opening adds to the counts: the reader's cell, and whether it is the reader's first of this
    post today, of anything today, of anything this month."""

    unit_id: UUID
    post: bool
    day: bool
    month: bool


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
    document: DocumentFacts | None = None
    corrections: list[PostCorrection] = Field(default_factory=list[PostCorrection])
    pinned_until: datetime | None = None
    withdrawn: Withdrawal | None = None
    steps: list[str] = Field(default_factory=list[str])
    reading: ReadingState = ReadingState()
    counts: Counts | None = None
    may_track: bool
    may_publish: bool
    may_quarantine: bool = False
    """Whether the caller may take its files out of circulation."""


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
    quarantined: bool = False
    """Out of circulation: it keeps its place in the article, and nothing of it is told."""


class PostCreate(Frozen):
    """A post to be written. `key` stays the same for all retries of one content; with another it is
    refused. `draft_id` names a draft of the same unit that is written anew, files included, as it was in
    `draft_version`. A paper's type is guessed from its number, its issuing body is the unit, unless said.
    News or study ``from_press`` name their source, and who permitted it to be reprinted."""

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
    document_type: DocumentType | None = None
    issuing_body: str | None = None
    signatory: str | None = None
    subject: str | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    replaces: UUID | None = None
    replaces_text: str | None = None
    from_press: bool = False
    source: str | None = None
    permission: str | None = None

    @property
    def typed(self) -> list[str]:
        """Everything somebody wrote by hand, to be looked at for a secrecy stamp."""
        facts = (self.number, self.issuing_body, self.signatory, self.replaces_text)
        more = (*facts, self.source, self.permission)
        shown = (file.alternative for file in self.files)
        return [self.title, self.lead, self.body, *(words for words in (*more, *shown) if words)]


class Replaceable(Frozen):
    """A published document that a new one of the unit may replace."""

    post_id: UUID
    title: str
    number: str | None
    issued_on: date | None
    issuing_body: str
    published_at: datetime


class DocumentChoices(Frozen):
    """What the form for a document offers."""

    subjects: list[str]
    replaceable: list[Replaceable]
