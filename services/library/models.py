"""What the library speaks of."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from pydantic import Field

from services.models import Frozen
from services.posts.models import Category, DocumentType, Validity

ANY = "any"
"""Of every validity."""


class Shelf(StrEnum):
    """Whose documents: those for me, or those of the units below my office."""

    MINE = "mine"
    BELOW = "below"


class Wanted(Frozen):
    """Which documents are asked for; None leaves it open."""

    shelf: Shelf = Shelf.MINE
    type: DocumentType | None = None
    body: str | None = None
    year: int | None = None
    subject: str | None = None
    validity: Validity | None = Validity.IN_FORCE

    @property
    def narrowed(self) -> bool:
        """Whether anything but the shelf was chosen."""
        return self != Wanted(shelf=self.shelf)


class LibraryLine(Frozen):
    """A line of the library."""

    post_id: UUID
    category: Category
    title: str
    unit_name: str
    leaders_only: bool
    type: DocumentType
    number: str | None
    issued_on: date | None
    issuing_body: str
    subject: str | None
    validity: Validity
    valid_until: date | None
    replaced_from: date | None
    files: int
    filed_on: date


class TypeFacet(Frozen):
    """Documents of a type."""

    value: DocumentType
    count: int


class WordFacet(Frozen):
    """Documents of an issuing body, or about a subject."""

    value: str
    count: int


class YearFacet(Frozen):
    """Documents of a year."""

    value: int
    count: int


class Facets(Frozen):
    """What there is to choose from."""

    total: int
    types: list[TypeFacet]
    bodies: list[WordFacet]
    subjects: list[WordFacet]
    years: list[YearFacet]


class TextState(StrEnum):
    """How far the text of a file has been read."""

    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"
    NO_TEXT = "no_text"


class Paper(Frozen):
    """A file of a post, with the text of one of its pages if it was asked for."""

    attachment_id: UUID
    post_id: UUID
    title: str
    object_name: str
    file_name: str
    content_type: str
    size_bytes: int
    state: TextState | None = None
    pages: int | None = None
    text: str | None = None
    may_quarantine: bool = False
    suspected: bool = False

    @property
    def is_pdf(self) -> bool:
        """Whether its pages can be shown as pictures."""
        return self.content_type == "application/pdf"


class PagePicture(Frozen):
    """A page as a JPEG; `pages` is how many the file has."""

    content: bytes
    pages: int


class SuspectedFile(Frozen):
    """A file whose text seems to carry a secrecy stamp."""

    attachment_id: UUID
    post_id: UUID
    title: str
    unit_name: str
    file_name: str
    extracted_at: datetime


class Quarantine(Frozen):
    """A file out of circulation, or one that has come back. `title` is None where the post or the article
    is not the caller's to read; of an article that was not published there is no post."""

    quarantine_id: UUID
    post_id: UUID | None
    title: str | None
    file_name: str
    reason: str
    placed_by: str
    placed_at: datetime
    release_reason: str | None
    released_by: str | None
    released_at: datetime | None


class FilesToCheck(Frozen):
    """What waits for somebody who may quarantine files."""

    suspected: list[SuspectedFile] = Field(default_factory=list[SuspectedFile])
    quarantined: list[Quarantine] = Field(default_factory=list[Quarantine])
