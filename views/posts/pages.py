"""The pages of a list of posts as one list: pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from services.days import VIETNAM
from services.posts.models import FeedItem


@dataclass(frozen=True)
class Pages:
    """What has been loaded beyond the first page, and whether there is more."""

    first: tuple[FeedItem, ...] = ()
    """The first page as it was when the later ones were loaded."""
    later: tuple[FeedItem, ...] = ()
    ended: bool = False


def has_more(first: Sequence[FeedItem], pages: Pages, page_size: int) -> bool:
    """Whether another page may exist after what is shown."""
    full = sum(not item.pinned_until for item in first) >= page_size
    if not joins(first, pages):
        return full
    return not pages.ended and (bool(pages.later) or full)


def joins(first: Sequence[FeedItem], pages: Pages) -> bool:
    """Whether a fresh first page reaches the pages loaded before, leaving no gap."""
    if not pages.later:
        return False
    known = {item.post_id for item in (*pages.first, *pages.later)}
    return any(item.post_id in known and not item.pinned_until for item in first)


def shown_items(first: Sequence[FeedItem], pages: Pages) -> list[FeedItem]:
    """Everything loaded in the feed's order, each post once and as fresh as known."""
    if not joins(first, pages):
        return list(first)
    by_id: dict[UUID, FeedItem] = {
        item.post_id: item for item in (*pages.first, *pages.later, *first)
    }
    return sorted(by_id.values(), key=place, reverse=True)


def place(item: FeedItem) -> tuple[bool, date, int, datetime, UUID]:
    """Where a line stands in the feed: what is pinned, then day by day, within a day the nearest unit."""
    pinned = item.pinned_until is not None
    day = date.min if pinned else item.published_at.astimezone(VIETNAM).date()
    return pinned, day, item.nearness, item.published_at, item.post_id


def with_page(
    first: Sequence[FeedItem], pages: Pages, page: Sequence[FeedItem], page_size: int
) -> Pages:
    """The pages after one more has been loaded below what is shown."""
    before = pages if joins(first, pages) else Pages()
    return replace(
        before,
        first=tuple({i.post_id: i for i in (*before.first, *first)}.values()),
        later=(*before.later, *page),
        ended=len(page) < page_size,
    )
