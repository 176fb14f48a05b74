"""What the reading room speaks of."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from services.models import Frozen
from services.posts.models import Category, FeedItem, ReadingState

__all__ = ["KeptItem", "ReadingList", "ReadingState", "Related"]


class ReadingList(StrEnum):
    """The two lists of a reader."""

    LATER = "later"
    KEPT = "kept"


class KeptItem(FeedItem):
    """A line of such a list."""

    added_at: datetime


class Related(Frozen):
    """A post near to another."""

    post_id: UUID
    category: Category
    title: str
    unit_name: str
    published_at: datetime
