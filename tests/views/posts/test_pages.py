"""A list of posts stays whole, in order and without repetition while it is paged and refreshed."""

from __future__ import annotations

from datetime import timedelta

from services.posts.models import FeedItem
from tests.views.samples import NOON, item
from views.posts.pages import Pages, has_more, joins, shown_items, with_page

SIZE = 3


def made(n: int) -> FeedItem:
    """The n-th newest post."""
    return item(n, published_at=NOON - timedelta(minutes=n))


def ids(items: list[FeedItem]) -> list[str]:
    return [i.title for i in items]


def test_first_page_alone():
    first = [made(1), made(2)]
    assert shown_items(first, Pages()) == first
    assert not has_more(first, Pages(), SIZE)
    assert has_more([*first, made(3)], Pages(), SIZE)
    assert not has_more([], Pages(), SIZE)


def test_a_second_page_follows_the_first():
    first, second = [made(1), made(2), made(3)], [made(4), made(5), made(6)]
    pages = with_page(first, Pages(), second, SIZE)
    assert shown_items(first, pages) == [*first, *second]
    assert has_more(first, pages, SIZE)
    pages = with_page(first, pages, [made(7)], SIZE)
    assert shown_items(first, pages) == [*first, *second, made(7)]
    assert not has_more(first, pages, SIZE)


def test_refresh_puts_a_new_post_on_top_and_loses_nothing():
    first, second = [made(1), made(2), made(3)], [made(4), made(5), made(6)]
    pages = with_page(first, Pages(), second, SIZE)
    fresh = [made(0), made(1), made(2)]  # made(3) has slipped off the first page
    assert ids(shown_items(fresh, pages)) == [f"Tin số {n}" for n in range(7)]


def test_refresh_brings_read_marks_up_to_date():
    first = [item(1, unread=True), item(2)]
    pages = with_page(first, Pages(), [made(3)], SIZE)
    fresh = [item(1, unread=False), item(2)]
    assert [i.unread for i in shown_items(fresh, pages)][:2] == [False, False]


def test_a_refresh_with_a_gap_begins_anew():
    first, second = [made(11), made(12), made(13)], [made(14)]
    pages = with_page(first, Pages(), second, SIZE)
    fresh = [made(1), made(2), made(3)]  # more new posts than a page holds
    assert not joins(fresh, pages)
    assert shown_items(fresh, pages) == fresh
    assert has_more(fresh, pages, SIZE)
    again = with_page(fresh, pages, [made(4)], SIZE)
    assert ids(shown_items(fresh, again)) == [f"Tin số {n}" for n in (1, 2, 3, 4)]


def test_posts_of_one_moment_keep_the_order_of_the_database():
    same = sorted((item(n) for n in range(6)), key=lambda i: i.post_id, reverse=True)
    pages = with_page(same[:SIZE], Pages(), same[SIZE:], SIZE)
    assert shown_items(same[:SIZE], pages) == same


def test_what_is_pinned_stands_first_and_joins_no_pages():
    pinned = made(50).model_copy(update={"pinned_until": NOON + timedelta(days=2)})
    first, second = [pinned, made(1), made(2)], [made(4), made(5), made(6)]
    assert not has_more(first, Pages(), SIZE), "a pin does not fill a page"
    pages = with_page([pinned, made(1), made(2), made(3)], Pages(), second, SIZE)
    assert shown_items([pinned, made(1), made(2), made(3)], pages)[0] == pinned
    assert not joins([pinned, made(0)], pages), "it stands on every first page"


def test_within_a_day_the_nearest_unit_comes_first():
    city, cell = made(1), made(60).model_copy(update={"nearness": 3})
    yesterday = item(9, published_at=NOON - timedelta(days=1)).model_copy(update={"nearness": 3})
    pages = with_page([cell, city], Pages(), [yesterday], 2)
    assert shown_items([cell, city], pages) == [cell, city, yesterday]
