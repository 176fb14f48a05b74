"""What is taken for a file of which kind, and what is refused: by content, never by name."""

# ruff: noqa: E501 - a table is read line by line

import io
import struct
import zipfile
from collections.abc import Mapping

import pytest
from PIL import Image

from services.errors import Invalid
from services.files import PDF, WORD, content_type_of, random_name
from tests.articles.builders import docx, para

RELATION = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="t" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
    '{kind}" Target="{target}" TargetMode="External"/></Relationships>'
)


def jpeg() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (4, 4), "white").save(out, "JPEG")
    return out.getvalue()


def related(kind: str, target: str) -> bytes:
    part = {"word/_rels/settings.xml.rels": RELATION.format(kind=kind, target=target).encode()}
    return docx(para("Kế hoạch"), extra=part)


def repacked(content: bytes, parts: Mapping[str, bytes]) -> bytes:
    """The same package with some parts written anew."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in {*old.namelist(), *parts}:
            new.writestr(name, parts.get(name) or old.read(name))
    return out.getvalue()


def test_a_word_document_is_one() -> None:
    assert content_type_of(docx(para("Kế hoạch"))) == WORD
    links = docx(para("Kế hoạch"), links=None, extra={"word/media/a.png": b"\x89PNG"})
    assert content_type_of(links) == WORD
    assert content_type_of(related("hyperlink", "https://example.vn/")) == WORD
    local = r"file:///C:\Users\van-phong\mau.dotm"
    assert content_type_of(related("attachedTemplate", local)) == WORD


HOSTILE: dict[str, tuple[bytes, str]] = {
    "a web page": (b"<html><script>alert(1)</script>", "file.type"),
    "a drawing with a script": (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "file.type"),
    "a drawing after an xml line": (b'<?xml version="1.0"?><svg onload="a()"/>', "file.type"),
    "a page that says PDF further on": (b"<script>1</script>\n%PDF-1.7", "file.type"),
    "a program": (b"MZ" + bytes(200), "file.type"),
    "a plain archive": (repacked(docx(), {}).replace(b"word/document.xml", b"word/dokument.xml"), "file.type"),
    "a template from elsewhere": (related("attachedTemplate", "https://example.vn/t.dotm"), "file.word_active"),
    "a template from a share": (related("attachedTemplate", "file://192.0.2.1/t.dotm"), "file.word_active"),
    "a picture from elsewhere": (related("image", "https://example.vn/zaehler.png"), "file.word_active"),
    "an embedded object": (related("oleObject", "embeddings/a.docx"), "file.word_active"),
    "macros": (docx(para("a"), extra={"word/vbaProject.bin": b"x"}), "file.word_active"),
    "macros under another name": (
        repacked(docx(), {"[Content_Types].xml": b"<Types>application/vnd.ms-word.document.macroEnabled.main+xml"}),
        "file.word_active",
    ),
    "a part that leads outside": (docx(para("a"), extra={"../../etc/passwd": b"x"}), "file.damaged"),
    "a bomb": (docx(para("a"), extra={"word/media/a.emf": bytes(101 * 2**20)}), "file.word_bomb"),
    "a bomb of small size": (docx(para("a"), extra={"word/media/a.emf": bytes(11 * 2**20)}), "file.word_bomb"),
    "an entity bomb": (
        docx(para("a"), extra={"word/_rels/x.xml.rels": b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'}),
        "file.damaged",
    ),
    "half a package": (docx(para("a"))[:300], "file.damaged"),
    "nothing": (b"", "file.empty"),
    "too much": (b"%PDF-1.7" + bytes(10 * 2**20), "file.too_large"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused(name: str) -> None:
    content, code = HOSTILE[name]
    with pytest.raises(Invalid) as refused:
        content_type_of(content)
    assert refused.value.code == code


def test_two_files_in_one_are_what_they_begin_as() -> None:
    """Whoever opens them gets them as a download of that type (test_downloads)."""
    assert content_type_of(b"%PDF-1.7\n<html><script>alert(1)</script>") == PDF
    assert content_type_of(jpeg() + docx(para("a"))) == "image/jpeg"
    package = docx(para("a"))
    sizes = struct.pack("<H", 20) + b"<script>1</script>__"
    assert content_type_of(package[:-2] + sizes) == WORD


def test_a_name_in_the_bucket_has_nothing_of_the_senders() -> None:
    from uuid import UUID, uuid4

    unit = uuid4()
    folder, name = random_name(unit, WORD).split("/")
    assert (folder, name[-5:]) == (str(unit), ".docx")
    assert UUID(name[:-5]) != UUID(random_name(unit, WORD).split("/")[1][:-5])
