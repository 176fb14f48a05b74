"""What the search speaks of."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.models import Frozen
from services.posts.models import Category


@dataclass(frozen=True, slots=True)
class Question:
    """What was typed, and what it is cut down to. Comparable, so that a screen can wait for its answer."""

    words: str = ""
    category: Category | None = None
    unit_id: UUID | None = None
    from_year: int | None = None
    to_year: int | None = None
    document_type: str | None = None
    in_force: bool | None = None
    unit_alone: bool = False
    """Of that unit itself, not of those below."""

    @property
    def narrowed(self) -> bool:
        """Whether anything but the words is asked for."""
        return self != Question(self.words)


class Place(Frozen):
    """A unit that publishes."""

    unit_id: UUID
    name: str


class Places(Frozen):
    """Whose posts a search can be narrowed to: the units of my line, from the top; those under my offices."""

    mine: list[Place]
    below: list[Place]


class Hit(Frozen):
    """A post in which the words stand, or one of its files. `place` says where: title, lead, text or
    file; `excerpt` is the text around them, cut at either end where `cut_before` and `cut_after` say so."""

    post_id: UUID
    category: Category
    title: str
    leaders_only: bool
    published_at: datetime
    unit_name: str
    rank: int
    place: str
    excerpt: str
    cut_before: bool
    cut_after: bool
    attachment_id: UUID | None = None
    file_name: str | None = None
    page: int | None = None

    @property
    def level(self) -> int:
        """How well the words fit: 0 with marks as typed, 1 with other marks, 2 as beginnings of words."""
        return (self.rank - 1) // 5


class Found(Frozen):
    """A page of hits, best first; `found` counts all of them where they are few."""

    found: int | None
    hits: list[Hit]
