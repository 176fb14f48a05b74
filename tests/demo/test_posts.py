"""The demo's texts: how many there are, that they fit the organisation, and that they read well."""

import re
import unicodedata
from collections import Counter
from datetime import timedelta

import pytest

from services.demo.organisation import build
from services.demo.posts import PostSeed, load_posts
from services.demo.seeds import BASE_DATE

POSTS = load_posts()
ARTICLES = [post for post in POSTS if post.kind == "article"]
DIRECTIVES = [post for post in POSTS if post.kind == "directive"]
each_post = pytest.mark.parametrize("post", POSTS, ids=lambda post: post.key)


def test_posts_are_thirty_articles_six_directives_and_two_notices() -> None:
    assert Counter(post.kind for post in POSTS) == {"article": 30, "directive": 6, "notice": 2}


def test_articles_are_of_every_category_and_every_level() -> None:
    categories = Counter(post.category for post in ARTICLES)
    assert set(categories) == {"news", "study", "notice"}
    assert categories["study"] >= 6
    kinds = {unit.key: unit.kind for unit in build().units}
    assert {kinds[post.unit_key] for post in POSTS} == {"city", "ward", "cell"}


def test_directives_come_from_city_wards_and_a_cell() -> None:
    assert {post.unit_key for post in DIRECTIVES} == {"city", "ward-a", "ward-b", "cell-a1"}
    assert sum(post.leaders_only for post in DIRECTIVES) == 1
    assert sum(post.acknowledge_by is None for post in DIRECTIVES) == 1


def test_posts_are_ordered_newest_first() -> None:
    times = [post.published_at for post in POSTS]
    assert times == sorted(times, reverse=True)


def test_titles_never_repeat() -> None:
    assert len({post.title for post in POSTS}) == len(POSTS)


@each_post
def test_post_belongs_to_a_unit_and_an_author_of_it(post: PostSeed) -> None:
    organisation = build()
    assert post.unit_key in {unit.key for unit in organisation.units}
    assert post.unit_key in {
        r.unit_key for r in organisation.roles if r.member_key == post.author_key
    }


@each_post
def test_post_was_published_in_the_sixty_days_before_the_demo(post: PostSeed) -> None:
    age = BASE_DATE - post.published_at.date()
    assert timedelta(0) < age <= timedelta(days=60)
    assert 6 <= post.published_at.hour <= 21


@each_post
def test_post_directive_fields_stand_only_in_directives(post: PostSeed) -> None:
    if post.kind == "directive":
        assert re.fullmatch(r"\d{2,3}-(CT|CV|TB|KH)/(TU|ĐU|CB)", post.number or "")
        assert post.issued_on is not None
        assert post.issued_on <= post.published_at.date()
        assert post.acknowledge_by is None or post.acknowledge_by > BASE_DATE
    else:
        assert (post.number, post.issued_on, post.acknowledge_by) == (None, None, None)


@each_post
def test_post_has_a_picture_exactly_when_it_is_an_article(post: PostSeed) -> None:
    assert (post.picture is not None) == (post.kind == "article")
    assert (post.picture_alt is not None) == (post.kind == "article")


@each_post
def test_post_text_is_composed_long_enough_and_tidy(post: PostSeed) -> None:
    text = f"{post.title}\n{post.lead}\n{post.body_markdown}"
    assert unicodedata.is_normalized("NFC", text)
    assert 150 <= len(re.findall(r"\w+", text)) <= 600
    assert not re.search(r"[ \t]+\n|\n{3,}|  |\t| [,.;:!?](\s|$)", text)
    assert not text.startswith("#")
    # Straight double quotes are a slip of the keyboard in these texts.
    assert '"' not in text


def test_people_named_with_a_post_hold_it() -> None:
    """A text that calls somebody secretary of a cell names who the organisation has there."""
    organisation = build()
    names = {member.key: member.full_name for member in organisation.members}
    holders = {
        (unit.name.removeprefix("Chi bộ ")[:2], names[role.member_key])
        for role in organisation.roles
        for unit in organisation.units
        if role.role == "secretary" and role.unit_key == unit.key and unit.kind == "cell"
    }
    named = {
        (cell, name)
        for post in POSTS
        for name, cell in re.findall(
            r"((?:[A-ZĐÂ]\w+ ?){3,5}), Bí thư Chi bộ ([ABC]\d)", post.body_markdown
        )
    }
    assert len(named) >= 5
    for cell, name in named:
        bare = name.removeprefix("Bà ").removeprefix("Thầy ").removeprefix("Ông ")
        assert (cell, bare) in holders
