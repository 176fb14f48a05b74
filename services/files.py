"""Pure rules of files that people bring, and of papers that do not belong here."""

import re
import unicodedata
from typing import cast
from uuid import UUID, uuid4

import filetype

from services.errors import Conflict, Invalid
from services.strings import SECRECY_STAMPS
from services.word_files import check_word_file

MOST_BYTES = 10 * 1024 * 1024
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"
ALLOWED = {
    PDF: "pdf",
    WORD: "docx",
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
}
_LETTER = r"[^\W_]"  # an underscore in a file name stands for a space
_STAMP = re.compile(rf"(?<!{_LETTER})(?:{'|'.join(SECRECY_STAMPS)})(?!{_LETTER})")


def content_type_of(content: bytes) -> str:
    """The type by content, not by name. Raises Invalid: file.empty, file.too_large, file.type, and for
    Word files those of `check_word_file`."""
    if not content:
        raise Invalid("file.empty", {"field": "file"})
    if len(content) > MOST_BYTES:
        raise Invalid("file.too_large", {"field": "file", "most_mb": MOST_BYTES // 2**20})
    if content.startswith(b"PK\x03\x04"):
        check_word_file(content)
        return WORD
    mime = cast("str | None", filetype.guess_mime(content))  # pyright: ignore[reportUnknownMemberType]
    if mime not in ALLOWED:
        raise Invalid("file.type", {"field": "file"})
    return mime


def random_name(owner_id: UUID, content_type: str) -> str:
    """A new name in the bucket, in its owner's folder; nothing of the sender's name goes into it."""
    return f"{owner_id}/{uuid4()}.{ALLOWED[content_type]}"


def clean_file_name(name: str) -> str:
    """The name shown to readers: the last part, no control characters, at most 120 characters."""
    name = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    name = "".join(c for c in name if unicodedata.category(c)[0] != "C").strip()
    return name[-120:] or "tep"


def looks_classified(*texts: str) -> bool:
    """Whether a text or file name carries a secrecy stamp in capitals, as papers do (design: §4)."""
    return any(_STAMP.search(unicodedata.normalize("NFC", text)) for text in texts)


def denied_stamp(refusal: str, words: str | None, classified_confirmed: bool) -> bool:
    """Whether it has been denied that short words carry a secrecy stamp, for the log. Raises Conflict
    with the code `refusal` when they look so and nobody was asked yet."""
    stamped = looks_classified(words or "")
    if stamped and not classified_confirmed:
        raise Conflict(refusal, {"field": "words"})
    return stamped


def stamped_name(file_name: str) -> bool:
    """Whether the name of a file carries a secrecy stamp, as it was sent or as it is shown."""
    return looks_classified(file_name, clean_file_name(file_name))


def accepted_name(file_name: str, refusal: str, *, classified_confirmed: bool) -> str:
    """The name shown to readers. Raises Conflict with the code `refusal` when it carries a secrecy
    stamp and nobody has confirmed yet that the paper is not classified."""
    if stamped_name(file_name) and not classified_confirmed:
        raise Conflict(refusal)
    return clean_file_name(file_name)
