"""Reading files in a process of its own: what comes out, and what a built file can't do."""

import asyncio
import unicodedata
from io import BytesIO
from typing import Any

import pypdfium2
import pytest
from fpdf import FPDF
from PIL import Image

from services.errors import Invalid
from services.files import PDF, WORD
from services.library import reading
from services.library.reading import Unreadable, draw_page, read_text
from tests.articles.builders import docx, para
from tests.library.papers import pdf

PAGES = ["Nghị quyết về công tác Đảng", "Trang hai: phường xã", "Trang ba"]


async def test_a_pdf_is_read_page_by_page() -> None:
    text, pages = await read_text(pdf(PAGES), PDF)
    assert pages == 3
    assert [" ".join(page.split()) for page in text.split("\f")] == PAGES
    assert unicodedata.is_normalized("NFC", text)


async def test_a_word_file_is_parted_where_it_may_be_read_on() -> None:
    lines = [f"Đoạn {n}: " + "chữ " * 120 for n in range(20)]
    decomposed = [unicodedata.normalize("NFD", line) for line in lines]
    text, parts = await read_text(docx(*[para(line) for line in decomposed]), WORD)
    assert parts == len(text.split("\f")) > 2
    assert " ".join(text.split()) == " ".join(" ".join(lines).split())


async def test_a_scan_has_pages_and_no_text() -> None:
    scan = FPDF()
    scan.add_page()
    scan.image(Image.new("RGB", (40, 60), "white"), 10, 10)
    text, pages = await read_text(bytes(scan.output()), PDF)
    assert (text.strip(), pages) == ("", 1)


async def test_a_page_is_drawn_as_wide_as_asked() -> None:
    drawn, pages = await draw_page(pdf(PAGES), 2, 800)
    assert pages == 3
    assert drawn.startswith(b"\xff\xd8")
    with Image.open(BytesIO(drawn)) as image:
        assert image.width in (800, 801)
    with pytest.raises(Invalid, match=r"page\.unreadable"):
        await draw_page(pdf(PAGES), 4, 800)


def odd_pdf(width: float, height: float) -> bytes:
    document: Any = pypdfium2.PdfDocument.new()
    document.new_page(width, height)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize("size", [(14400, 14400), (1, 14400), (14400, 1), (100000, 100000)])
async def test_a_page_as_large_as_a_house_stays_small(size: tuple[float, float]) -> None:
    drawn, _ = await draw_page(odd_pdf(*size), 1, 1600)
    with Image.open(BytesIO(drawn)) as image:
        assert image.width * image.height <= 6_100_000
        assert max(image.size) <= 8100


async def test_files_that_are_none_are_told_from_each_other() -> None:
    for content in (b"%PDF-1.7 nothing more", b"", b"\0" * 1000):
        with pytest.raises(Unreadable):
            await read_text(content, PDF)
    with pytest.raises(Unreadable):
        await read_text(b"PK\x03\x04 nothing more", WORD)


async def test_a_word_bomb_ends_in_its_own_process() -> None:
    bomb = docx(para("a"), extra={"word/header1.xml": b"<a>" + b" " * (60 * 2**20) + b"</a>"})
    with pytest.raises(Unreadable):
        await read_text(bomb, WORD)


async def test_memory_and_time_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that grows without end, and one that is waited for too long."""
    stream = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj"
        b" 2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 999999999>>endobj trailer<</Root 1 0 R>>"
    )
    with pytest.raises((Unreadable, Invalid)):
        await draw_page(stream, 5, 800)
    monkeypatch.setattr(reading, "PATIENCE_S", 0.01)
    began = asyncio.get_running_loop().time()
    with pytest.raises(Unreadable):
        await read_text(pdf(PAGES), PDF)
    assert asyncio.get_running_loop().time() - began < 5
