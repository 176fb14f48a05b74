"""Reading the files that a phone was handed."""

from __future__ import annotations

import io

from docx import Document
from pypdf import PdfReader


def word_text(content: bytes) -> str:
    """All text of a Word document, tables first."""
    document = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*cells, *(paragraph.text for paragraph in document.paragraphs)])


def pdf_text(content: bytes) -> str:
    """All text of a PDF, lines joined."""
    pages = PdfReader(io.BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())
