"""A paper as a Word document, from its template."""

from __future__ import annotations

import io
import unicodedata
from dataclasses import asdict
from pathlib import Path
from typing import Any, cast

from docxtpl import DocxTemplate

from services.minutes.layout import Layout
from services.minutes.models import Paper
from services.minutes.templates import FOLDER


def word_file(kind: Paper, layout: Layout) -> bytes:
    """The file. Run it in a thread."""
    return filled(FOLDER / f"{kind.value}.docx", layout)


def filled(path: Path, layout: Layout) -> bytes:
    """A template of this form, filled. Run it in a thread."""
    template = cast(Any, DocxTemplate(str(path)))
    template.render(_fit(asdict(layout)), autoescape=True)
    template.docx.core_properties.title = f"{layout.title} {layout.about}"
    template.docx.core_properties.author = layout.unit
    held = io.BytesIO()
    template.save(held)
    return held.getvalue()


def _fit(value: Any) -> Any:
    """Composed letters, and none that a Word document cannot hold. Braces stay words: the template
    alone is code."""
    if isinstance(value, str):
        composed = unicodedata.normalize("NFC", value)
        return "".join(c for c in composed if unicodedata.category(c)[0] != "C")
    if isinstance(value, dict):
        return {key: _fit(below) for key, below in cast("dict[str, Any]", value).items()}
    if isinstance(value, list):
        return [_fit(below) for below in cast("list[Any]", value)]
    return value
