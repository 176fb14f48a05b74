"""Tin tức: what is offered to whom, and what the lines say."""

from __future__ import annotations

import pytest

from services.posts.models import Category
from tests.render import find, render, texts, walk
from tests.views.samples import an_id, draw_as, held, item, me, tap
from views.posts import strings
from views.posts.feed import FeedScreen, feed_rows
from views.shared import strings as words
from views.shared.look import Look, look_as
from views.shared.posts import strings as post_words
from views.shared.posts.pictures import Picture
from views.shared.posts.rows import post_row


def unread_marks(tree: object) -> int:
    return sum(getattr(c, "label", None) == words.UNREAD for c in walk(tree))


def test_a_member_reads_and_does_not_write():
    view = draw_as(me(), FeedScreen)
    said = texts(view)
    assert {strings.ALL, *post_words.CATEGORIES.values()} <= set(said)
    assert strings.BELOW not in said
    assert strings.DRAFTS not in said
    assert view.floating_action_button is None


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_publisher_finds_writing_and_drafts(scale: float):
    with look_as(Look(text_scale=scale)):
        view = draw_as(me(held("post.publish")), FeedScreen)
    assert texts(view.floating_action_button) == [strings.COMPOSE]
    assert len(find(view, key="drafts")) == 1
    assert strings.BELOW not in texts(view)


def test_an_office_may_look_at_the_units_below():
    view = draw_as(me(held("post.oversee", "Đảng ủy phường Mẫu A", "ward")), FeedScreen)
    assert {strings.FOR_ME, strings.BELOW} <= set(texts(view))
    assert view.floating_action_button is None


def test_a_line_opens_its_own_post_only():
    opened: list[object] = []
    items = [item(1), item(2)]
    rows = feed_rows(items, frozenset(), opened.append)
    for row in reversed(rows):
        tap(next(c for c in walk(row) if getattr(c, "on_click", None)))
    assert opened == [an_id(2), an_id(1)]


def test_a_post_opened_here_counts_as_read_at_once():
    items = [item(1, unread=True), item(2, unread=True)]
    assert unread_marks(render(lambda: feed_rows(items, frozenset(), print))) == 2
    assert unread_marks(render(lambda: feed_rows(items, frozenset([an_id(1)]), print))) == 1


def test_a_line_says_title_lead_unit_kind_and_for_whom():
    told = item(1, category=Category.DIRECTIVE, leaders_only=True)
    said = texts(render(lambda: [post_row(told, lambda: None)]))
    assert said[:2] == ["Tin số 1", "Tóm tắt của tin."]
    assert said[2].startswith("Chi bộ A1 · ")
    assert said[3:] == [post_words.CATEGORIES[Category.DIRECTIVE], post_words.LEADERS_ONLY]


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_cover_keeps_its_place_before_its_link_is_asked_for(scale: float):
    with look_as(Look(text_scale=scale)):
        tree = draw_as(
            me(),
            lambda: Picture("a/b.jpg", "x", height=72),
        )
    assert tree.height == 72
    assert tree.content is None
    assert tree.on_size_change is not None
