"""What every format is first turned into: HTML, and what its metadata said."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from services.articles.models import Caution, ImportCategory

PictureSource = Callable[[str], bytes]


@dataclass(slots=True)
class Draft:
    """One file on its way to an article.

    `html` is not trusted. `lines` are the text's lines as they stand in the file, letterhead
    and headers included; `load_picture` gives the bytes for an <img>'s address and raises
    PictureError.
    """

    html: str
    lines: list[str]
    load_picture: PictureSource
    title: str | None = None
    lead: str | None = None
    published_on: date | None = None
    property_title: str | None = None
    property_date: date | None = None
    category: ImportCategory | None = None
    source: str | None = None
    permission: str | None = None
    warnings: list[Caution] = field(default_factory=list[Caution])

    def warn(self, caution: Caution) -> None:
        """Note something to look at, once."""
        if caution not in self.warnings:
            self.warnings.append(caution)
