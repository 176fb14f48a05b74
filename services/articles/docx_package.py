"""Opens a .docx only as far as is safe: sizes, entities and passwords are checked first."""

import io
import zipfile
import zlib
from dataclasses import dataclass
from datetime import date
from typing import Final
from xml.etree import ElementTree

from services.articles.dates import parse_date
from services.articles.models import Reason, Refusal

_MAX_ENTRIES: Final = 5000
_MAX_TOTAL: Final = 200 * 1024 * 1024
_MAX_XML: Final = 50 * 1024 * 1024
# Word's own files stay below 1:40; a bomb lies far above. Small files may be odd, they do no harm.
_MAX_RATIO: Final = 100
_RATIO_FROM: Final = 10 * 1024 * 1024
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DC: Final = "{http://purl.org/dc/elements/1.1/}"
_TERMS: Final = "{http://purl.org/dc/terms/}"
_TEXT_PARTS: Final = ("word/document", "word/header", "word/footer", "word/footnotes")


@dataclass(frozen=True, slots=True)
class Package:
    """What the package says besides its body."""

    lines: list[str]
    title: str | None
    created: date | None


def open_package(content: bytes) -> Package:
    """Checks a .docx and reads its lines and properties.

    Raises Refusal (NOT_DOCX, PASSWORD, CORRUPT, BOMB).
    """
    if content.startswith(_OLE):
        raise Refusal(Reason.PASSWORD if _ENCRYPTED in content else Reason.NOT_DOCX)
    if not content.startswith(b"PK"):
        raise Refusal(Reason.NOT_DOCX)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_sizes(archive, len(content))
            return _read(archive)
    except Refusal:
        raise
    except (
        zipfile.BadZipFile,
        ElementTree.ParseError,
        UnicodeDecodeError,
        EOFError,
        zlib.error,
        OSError,
        RuntimeError,  # an encrypted entry
        NotImplementedError,  # an unknown compression
        ValueError,
    ) as error:
        raise Refusal(Reason.CORRUPT) from error


def _check_sizes(archive: zipfile.ZipFile, packed: int) -> None:
    entries = archive.infolist()
    total = sum(entry.file_size for entry in entries)
    if len(entries) > _MAX_ENTRIES or total > _MAX_TOTAL:
        raise Refusal(Reason.BOMB)
    if total > _RATIO_FROM and total > packed * _MAX_RATIO:
        raise Refusal(Reason.BOMB)
    if any(e.file_size > _MAX_XML for e in entries if e.filename.endswith((".xml", ".rels"))):
        raise Refusal(Reason.BOMB)
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise Refusal(Reason.PASSWORD)
    if "word/document.xml" not in archive.namelist():
        raise Refusal(Reason.NOT_DOCX)


def _read(archive: zipfile.ZipFile) -> Package:
    lines: list[str] = []
    for name in sorted(archive.namelist()):
        if not name.endswith((".xml", ".rels")):
            continue
        part = archive.read(name)
        # Word writes no document types; whoever does plans an entity bomb.
        if b"<!DOCTYPE" in part or b"<!ENTITY" in part or b"<\x00!\x00" in part:
            raise Refusal(Reason.CORRUPT)
        if name.startswith(_TEXT_PARTS):
            lines += _paragraphs(part)
    title, created = None, None
    if "docProps/core.xml" in archive.namelist():
        core = ElementTree.fromstring(archive.read("docProps/core.xml"))  # noqa: S314  checked above
        title = (core.findtext(f"{_DC}title") or "").strip() or None
        created = parse_date(core.findtext(f"{_TERMS}created") or "")
    return Package(lines=lines, title=title, created=created)


def _paragraphs(part: bytes) -> list[str]:
    """The lines of a part, text boxes included, as they stand on paper."""
    lines: list[str] = []
    for paragraph in ElementTree.fromstring(part).iter(f"{_W}p"):  # noqa: S314  checked above
        pieces: list[str] = []
        for node in paragraph.iter():
            if node.tag == f"{_W}t":
                pieces.append(node.text or "")
            elif node.tag in (f"{_W}br", f"{_W}cr"):
                pieces.append("\n")
            elif node.tag == f"{_W}tab":
                pieces.append(" ")
        lines += [" ".join(line.split()) for line in "".join(pieces).split("\n") if line.strip()]
    return lines
