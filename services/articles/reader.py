"""`read_folder()`: files and folders in, one result per file out; no file stops the others."""

import logging
import os
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from services.articles.assemble import assemble
from services.articles.draft import Draft
from services.articles.markup import TooDeepError
from services.articles.models import FileResult, Reason, Refusal
from services.articles.read_docx import read_docx
from services.articles.read_html import read_html
from services.articles.read_markdown import read_markdown
from services.articles.read_text import read_text
from services.articles.stamps import stamped_name

log = logging.getLogger(__name__)

MAX_FILE: Final = 20 * 1024 * 1024
_READERS: Final[Mapping[str, Callable[[bytes, Path], Draft]]] = {
    ".txt": read_text,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".docx": read_docx,
}
# Beside articles, folders hold their pictures and a saved page's furniture: passed over silently.
_COMPANIONS: Final = frozenset(
    (
        ".jpg",
        ".jpeg",
        ".png",
        ".gif",
        ".webp",
        ".bmp",
        ".svg",
        ".ico",
        ".css",
        ".js",
        ".json",
        ".ini",
    )
)


def read_folder(paths: Iterable[Path]) -> Iterator[FileResult]:
    """Reads files, and folders with all below them, in order of their names.

    A file given twice is read once. Pictures and the like inside folders are passed over;
    everything else yields exactly one result.
    """
    seen: set[Path] = set()
    for path in paths:
        for file in _files(path):
            identity = file.absolute()
            if identity not in seen:
                seen.add(identity)
                yield read_file(file, within=path if path.is_dir() else None)


def read_file(file: Path, *, within: Path | None = None) -> FileResult:
    """One file; a link that leads out of `within` is refused. Never raises for a bad file."""
    try:
        return _read(file, within)
    except Refusal as refusal:
        return _refused(file, refusal.reason)
    except (TooDeepError, RecursionError):
        return _refused(file, Reason.TOO_COMPLEX)
    except OSError:
        return _refused(file, Reason.UNREADABLE)
    except Exception:
        # Parsers of foreign formats fail in ways nobody listed; the other files go on.
        log.exception("a file could not be read")
        return _refused(file, Reason.CORRUPT)


def _read(file: Path, within: Path | None) -> FileResult:
    folders = file.relative_to(within).parent.parts if within else ()
    if stamped_name(file) or any(stamped_name(Path(folder)) for folder in folders):
        raise Refusal(Reason.CLASSIFIED)
    if not file.exists():
        raise Refusal(Reason.NOT_FOUND)
    if file.is_dir():
        raise Refusal(Reason.UNREADABLE)
    reader = _READERS.get(file.suffix.lower())
    if reader is None:
        raise Refusal(Reason.UNSUPPORTED)
    if within is not None and not file.resolve().is_relative_to(within.resolve()):
        raise Refusal(Reason.OUTSIDE)
    if not file.is_file():
        raise Refusal(Reason.UNREADABLE)
    content = _content(file)
    draft = reader(content, file.parent)
    name = unicodedata.normalize("NFC", file.name)
    fallback = " ".join(Path(name).stem.replace("_", " ").split()) or name
    article = assemble(draft, name, fallback)
    return FileResult(file=file, outcome="ok", article=article, warnings=tuple(draft.warnings))


def _content(file: Path) -> bytes:
    with file.open("rb") as stream:
        content = stream.read(MAX_FILE + 1)
    if len(content) > MAX_FILE:
        raise Refusal(Reason.TOO_LARGE)
    if not content.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise Refusal(Reason.EMPTY)
    return content


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    closed: list[OSError] = []
    for folder, folders, names in os.walk(path, onerror=closed.append, followlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            # '~$' is Word's lock file beside an open document.
            if not name.startswith((".", "~$")) and Path(name).suffix.lower() not in _COMPANIONS:
                yield Path(folder, name)
    yield from (Path(error.filename) for error in closed)


def _refused(file: Path, reason: Reason) -> FileResult:
    return FileResult(file=file, outcome="refused", reason=reason)
