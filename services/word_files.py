"""Whether a file is a Word document that does no more than say something; nothing of it is unpacked
but its list of parts and what it refers to."""

import io
import re
import zipfile
import zlib
from typing import Final

from services.errors import Invalid

_MOST_PARTS: Final = 2000
_MOST_UNPACKED: Final = 100 * 2**20
_MOST_RATIO: Final = 100
_RATIO_FROM: Final = 10 * 2**20
_MOST_READ: Final = 2**20
_TYPES: Final = "[Content_Types].xml"
_BODY: Final = "word/document.xml"
_MAIN: Final = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
# What runs, what brings another file with it, and what is fetched from elsewhere when it is opened.
_ACTIVE_PARTS: Final = (".bin", ".exe", ".dll", ".js", ".vbs", ".jar", ".lnk", ".ocx")
_PRINTER: Final = "printersettings"
_RUN: Final = re.compile(
    rb"relationships/(?:oleObject|package|control|frame|subDocument|aFChunk)[\"']"
)
# A template on a drive of whoever wrote it is not there for anybody else, and does no harm.
_ON_A_DRIVE: Final = re.compile(rb"Target=[\"']file:///[A-Za-z]:")


def check_word_file(content: bytes) -> None:
    """Raises Invalid: file.type (no Word document), file.damaged, file.word_password,
    file.word_active (macros, embedded programs, templates from elsewhere), file.word_bomb."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check(archive, len(content))
    except (
        zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError,
        ValueError,
    ) as error:  # fmt: skip
        raise _refused("damaged") from error


def _refused(reason: str) -> Invalid:
    return Invalid(f"file.{reason}", {"field": "file"})


def _check(archive: zipfile.ZipFile, packed: int) -> None:
    parts = {entry.filename: entry for entry in archive.infolist()}
    if _BODY not in parts or _TYPES not in parts:
        raise _refused("type")
    unpacked = sum(entry.file_size for entry in parts.values())
    if (
        len(archive.infolist()) > _MOST_PARTS
        or unpacked > _MOST_UNPACKED
        or (unpacked > _RATIO_FROM and unpacked > packed * _MOST_RATIO)
    ):
        raise _refused("word_bomb")
    if len(parts) != len(archive.infolist()) or any(_odd(name) for name in parts):
        raise _refused("damaged")  # two parts of one name, or a name that leads out of the package
    if any(entry.flag_bits & 0x1 for entry in parts.values()):
        raise _refused("word_password")
    if any(n.lower().endswith(_ACTIVE_PARTS) and _PRINTER not in n.lower() for n in parts):
        raise _refused("word_active")
    types = _read(archive, _TYPES)
    if b"macroEnabled" in types or b"vbaProject" in types:
        raise _refused("word_active")
    if _MAIN not in types:
        raise _refused("type")
    for name in parts:
        if name.endswith(".rels") and _fetches(_read(archive, name)):
            raise _refused("word_active")


def _odd(name: str) -> bool:
    return name.startswith("/") or ".." in name.split("/") or "\\" in name or ":" in name


def _read(archive: zipfile.ZipFile, name: str) -> bytes:
    """The beginning of a part, whatever its size is said to be. In UTF-8, as Word writes."""
    with archive.open(name) as part:
        text = part.read(_MOST_READ + 1)
    if len(text) > _MOST_READ or b"<!DOCTYPE" in text or b"\0" in text:
        raise _refused("damaged")
    return text


def _fetches(relations: bytes) -> bool:
    """Whether a part refers to something that is run or is fetched when the document is opened.
    Links that a reader may tap, and pictures inside, are none."""
    for line in relations.split(b"<Relationship")[1:]:
        if _RUN.search(line):
            return True
        outside = b"External" in line and b"/hyperlink" not in line
        if outside and not _ON_A_DRIVE.search(line):
            return True
    return False
