"""Lists by keyset: every post once, also where many were published in the same instant."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise
from typing import Any
from uuid import UUID

import pytest

from services.container import MemberServices
from tests.database import Database
from tests.house import House, Person
from tests.posts.conftest import Ward, found_ward

VIETNAM = timezone(timedelta(hours=7))
MOMENT = datetime(2026, 11, 1, 8, tzinfo=UTC)


def publish(database: Database, unit: UUID, moments: list[datetime]) -> set[UUID]:
    """Posts of a unit, straight into the table so that their times are ours."""
    with database.sql() as connection:
        rows = connection.execute(
            "insert into handbook.posts (unit_id, unit_path, category, state, title, published_at)"
            " select %s, '', (array['news', 'study'])[1 + n %% 2]::handbook.post_category,"
            " 'published', 'Bài ' || n, t"
            " from unnest(%s::timestamptz[]) with ordinality x(t, n) returning id",
            (unit, moments),
        ).fetchall()
    return {row[0] for row in rows}


@pytest.fixture(scope="module")
def posts(house: House) -> tuple[Ward, Person, set[UUID], set[UUID]]:
    """A ward with 23 posts of its own and 22 of a cell, most of them of the same instant."""
    ward = found_ward(house, "Đảng ủy phường thử phân trang")
    own = publish(
        house, ward.unit, [MOMENT] * 20 + [MOMENT + timedelta(microseconds=n) for n in range(3)]
    )
    cells = publish(
        house, ward.cell, [MOMENT] * 20 + [MOMENT - timedelta(microseconds=n) for n in (1, 2)]
    )
    return ward, house.newcomer(ward.cell), own, cells


def newest_first(row: dict[str, Any]) -> tuple[Any, ...]:
    """What an office's list is sorted by."""
    return row["published_at"], UUID(row["post_id"])


def nearest_first(row: dict[str, Any]) -> tuple[Any, ...]:
    """What the feed is sorted by: the day, within it the nearest unit."""
    moment = datetime.fromisoformat(row["published_at"])
    return moment.astimezone(VIETNAM).date(), row["nearness"], moment, UUID(row["post_id"])


Order = Callable[[dict[str, Any]], tuple[Any, ...]]


async def walk(
    services: MemberServices, function: str, size: int, order: Order = newest_first
) -> list[tuple[Any, ...]]:
    """Everything a list has, page by page; the id stands last."""
    seen: list[tuple[Any, ...]] = []
    cursor: dict[str, object] = {}
    while True:
        page = await services.gateway.rpc(function, page_size=size, **cursor)
        seen += [order(row) for row in page if row.get("pinned_until") is None]
        if len(page) < size:
            return seen
        cursor = {"before": page[-1]["published_at"], "before_id": page[-1]["post_id"]}


@pytest.mark.parametrize("size", (1, 7, 20, 100))
async def test_the_feed_shows_every_post_once_and_in_order(
    house: House, posts: tuple[Ward, Person, set[UUID], set[UUID]], size: int
) -> None:
    _, person, own, cells = posts
    seen = await walk(await house.as_(person), "feed", size, nearest_first)
    ids = [line[-1] for line in seen]
    assert len(ids) == len(set(ids))
    assert own | cells <= set(ids)
    assert all(a > b for a, b in pairwise(seen)), "day by day, the nearest first, ids breaking ties"


async def test_pages_of_one_category_have_no_gaps_either(
    house: House, posts: tuple[Ward, Person, set[UUID], set[UUID]]
) -> None:
    _, person, own, cells = posts
    services = await house.as_(person)
    found: set[UUID] = set()
    for category in ("news", "study"):
        page = await services.gateway.rpc("feed", category=category, page_size=100)
        assert {row["category"] for row in page} == {category}
        found |= {UUID(row["post_id"]) for row in page}
    assert own | cells <= found


@pytest.mark.parametrize("size", (1, 7, 100))
async def test_posts_below_an_office_are_paged_the_same_way(
    house: House, posts: tuple[Ward, Person, set[UUID], set[UUID]], size: int
) -> None:
    ward, _, own, cells = posts
    seen = [line[-1] for line in await walk(await house.as_(ward.office), "posts_below", size)]
    assert len(seen) == len(set(seen))
    assert set(seen) == cells
    assert own.isdisjoint(seen), "what is for oneself stands in the feed"


async def test_a_post_published_while_somebody_turns_pages_shifts_nothing(house: House) -> None:
    ward = found_ward(house, "Đảng ủy phường thử lật trang")
    old = publish(house, ward.cell, [MOMENT] * 10)
    services = await house.as_(ward.member)
    first = await services.gateway.rpc("feed", page_size=5)
    publish(house, ward.cell, [datetime.now(UTC)])
    last = first[-1]
    rest = await services.gateway.rpc(
        "feed", page_size=100, before=last["published_at"], before_id=last["post_id"]
    )
    seen = [UUID(row["post_id"]) for row in first + rest]
    assert len(seen) == len(set(seen))
    newer = {UUID(row["post_id"]) for row in first}
    assert old <= set(seen) | newer


async def test_the_service_turns_pages_by_the_last_line(house: House) -> None:
    ward = found_ward(house, "Đảng ủy phường thử trang tiếp")
    publish(house, ward.cell, [MOMENT] * 25)
    posts = (await house.as_(ward.member)).posts
    first = await posts.feed()
    second = await posts.feed(after=first[-1])
    assert len([item for item in first if not item.pinned_until]) == 20
    assert not {item.post_id for item in first} & {item.post_id for item in second}
