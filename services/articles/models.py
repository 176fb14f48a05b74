"""What the import makes of a file: an article, or the reason why not."""

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

ImportCategory = Literal["news", "study", "notice", "document"]
PictureType = Literal["image/jpeg", "image/png", "image/webp"]


class Reason(StrEnum):
    """Why a file was refused. The sentences stand in strings.py."""

    NOT_FOUND = "not_found"
    UNREADABLE = "unreadable"
    UNSUPPORTED = "unsupported"
    OUTSIDE = "outside"
    TOO_LARGE = "too_large"
    EMPTY = "empty"
    NOT_TEXT = "not_text"
    UNKNOWN_ENCODING = "unknown_encoding"
    NOT_DOCX = "not_docx"
    PASSWORD = "password"  # noqa: S105  a reason, not a secret
    CORRUPT = "corrupt"
    BOMB = "bomb"
    TOO_COMPLEX = "too_complex"
    TOO_LONG = "too_long"
    CLASSIFIED = "classified"
    NOT_FILED = "not_filed"


class Caution(StrEnum):
    """What somebody should look at in an article that was read."""

    LEGACY_ENCODING = "legacy_encoding"
    DAMAGED_LETTERS = "damaged_letters"
    NO_DATE = "no_date"
    DATE_FROM_PROPERTIES = "date_from_properties"
    TITLE_FROM_NAME = "title_from_name"
    TITLE_CUT = "title_cut"
    LEAD_CUT = "lead_cut"
    REMOTE_PICTURE = "remote_picture"
    PICTURE_OUTSIDE = "picture_outside"
    PICTURE_MISSING = "picture_missing"
    PICTURE_REFUSED = "picture_refused"
    TOO_MANY_PICTURES = "too_many_pictures"
    DRAFT_NO_PERMISSION = "draft_no_permission"
    DRAFT_NO_ALTERNATIVE = "draft_no_alternative"


class ImportedPicture(BaseModel):
    """A picture as it may be stored: re-encoded, at most 1280 pixels, without metadata."""

    model_config = ConfigDict(frozen=True)

    name: str
    content_type: PictureType
    content: bytes
    alternative: str


class ImportedArticle(BaseModel):
    """An article read from a file. The body is Markdown without HTML and title; a line of its own says
    where a picture stands (services/posts/strings.py), unless it is the only one and stands on top."""

    model_config = ConfigDict(frozen=True)

    title: str
    published_on: date | None
    category: ImportCategory
    lead: str
    body_markdown: str
    pictures: tuple[ImportedPicture, ...]
    source_name: str
    number: str | None = None
    """Of a paper, as it stands in its letterhead."""
    source: str | None = None
    """From where the text was taken, if it says so."""
    permission: str | None = None
    """Who allowed to reprint it, if the file says so."""


class FileResult(BaseModel):
    """One line of the report. An article is there exactly when the outcome is 'ok'."""

    model_config = ConfigDict(frozen=True)

    file: Path
    outcome: Literal["ok", "refused"]
    reason: Reason | None = None
    article: ImportedArticle | None = None
    warnings: tuple[Caution, ...] = ()


class Refusal(Exception):
    """Raised by a parser; becomes the file's line in the report."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason
