"""The library of the demo: papers of each kind, with small PDF and Word files made here, always the same."""

import io
import tomllib
import zipfile
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from html import escape
from typing import Any, Final

import psycopg

from services.days import today
from services.demo.ids import demo_id
from services.demo.names import DATA
from services.files import PDF, WORD

Connection = psycopg.Connection[Any]
Upload = Callable[[str, bytes, str], None]

_MADE: Final = datetime(2026, 1, 1, tzinfo=UTC)
_ZIPPED: Final = (2026, 1, 1, 0, 0, 0)
_TYPES: Final = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
    'content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
    'relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.'
    'openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS: Final = (
    '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/'
    '2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)
_BODY: Final = (
    '<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/'
    'wordprocessingml/2006/main"><w:body>{paragraphs}</w:body></w:document>'
)


@lru_cache(maxsize=1)
def seeds() -> tuple[dict[str, Any], ...]:
    """The papers as they are written down."""
    return tuple(tomllib.loads((DATA / "library.toml").read_text("utf-8"))["documents"])


def load_library(connection: Connection, upload: Upload) -> int:
    """Write the papers down, those that are replaced first; returns how many there are."""
    on = today()
    for seed in sorted(seeds(), key=lambda s: "replaces" in s):
        _load_one(connection, seed, on, upload)
    return len(seeds())


def _load_one(connection: Connection, seed: dict[str, Any], on: date, upload: Upload) -> None:
    post_id, unit_id = demo_id(f"library:{seed['key']}"), demo_id(seed["unit"])
    issued = on - timedelta(days=seed["days"])
    moment = datetime.combine(issued, time(1), UTC)

    def day(name: str) -> date | None:
        return on - timedelta(days=seed[name]) if name in seed else None

    connection.execute(
        """insert into handbook.posts (id, unit_id, unit_path, category, state, title, lead, published_at,
             created_at) values (%s, %s, '', 'document', 'published', %s, %s, %s, %s)""",
        (post_id, unit_id, seed["title"], seed["lead"], moment, moment),
    )
    replaces = demo_id(f"library:{seed['replaces']}") if "replaces" in seed else None
    connection.execute(
        """insert into handbook.documents (post_id, unit_path, type, number, issued_on, signatory,
             subject, valid_from, valid_until, replaces)
           values (%s, '', %s, %s, %s, %s, %s, %s, %s, %s)""",
        (
            post_id, seed["type"], seed.get("number"), issued, seed.get("signatory"),
            seed.get("subject"), day("valid_from"), day("valid_until"), replaces,
        ),
    )  # fmt: skip
    is_word = seed.get("word", False)
    content = word_file(seed["pages"]) if is_word else pdf_file(seed["title"], seed["pages"])
    ending, kind = ("docx", WORD) if is_word else ("pdf", PDF)
    name = f"{unit_id}/{demo_id('library-file:' + seed['key'])}.{ending}"
    upload(name, content, kind)
    connection.execute(
        """insert into handbook.attachments (post_id, unit_path, kind, object_name, file_name, content_type,
             size_bytes) values (%s, '', 'document', %s, %s, %s, %s)""",
        (post_id, name, f"{_plain(seed)}.{ending}", kind, len(content)),
    )


def _plain(seed: dict[str, Any]) -> str:
    number = str(seed.get("number", "")).replace("/", "-")
    return f"{number} {seed['title']}".strip()[:90]


def pdf_file(title: str, pages: Sequence[str]) -> bytes:
    """A paper of so many pages, each with its text in readable size."""
    from services.printing.page import Sheet

    sheet = Sheet(title, demo=True)
    sheet.set_creation_date(_MADE)
    for number, text in enumerate(pages):
        sheet.add_page()
        if number == 0:
            sheet.style(16, bold=True)
            sheet.write_lines(title, gap=6)
        sheet.style(13)
        for paragraph in text.split("\n"):
            sheet.write_lines(paragraph or " ", gap=3)
    return bytes(sheet.output())


def word_file(paragraphs: Sequence[str]) -> bytes:
    """A Word document with these paragraphs."""
    body = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{escape(words)}</w:t></w:r></w:p>'
        for words in paragraphs
    )
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELATIONS,
        "word/document.xml": _BODY.format(paragraphs=body),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(zipfile.ZipInfo(name, _ZIPPED), text, zipfile.ZIP_DEFLATED)
    return out.getvalue()
