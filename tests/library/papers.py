"""Papers for tests."""

from collections.abc import Sequence
from pathlib import Path

from fpdf import FPDF

import services.printing

_FONT = Path(services.printing.__file__).parent / "fonts" / "roboto-regular.ttf"


def pdf(pages: Sequence[str]) -> bytes:
    """A PDF with a text on each page."""
    document = FPDF()
    document.add_font("Roboto", fname=_FONT)
    document.set_font("Roboto", size=12)
    for text in pages:
        document.add_page()
        document.multi_cell(0, 8, text)
    return bytes(document.output())
