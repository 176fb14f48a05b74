"""Trang chủ: what needs me now, in words that blame nobody."""

from __future__ import annotations

from datetime import date, timedelta

import flet as ft
import pytest

from services.directives.models import Home
from tests.render import find, render, texts
from tests.views.samples import NOON, TODAY, draw_as, item, me, waiting
from views.home import strings
from views.home.home import HomeScreen, deadline_words, home_content, waiting_card
from views.shared import strings as words
from views.shared.look import Look, look_as
from views.shared.posts.strings import CATEGORIES


def drawn(home: Home) -> list[str]:
    return texts(render(lambda: home_content(home, TODAY)))


def home(**more: object) -> Home:
    return Home.model_validate({"to_acknowledge": [], "latest": [], "resets_to_decide": 0, **more})


def test_a_waiting_directive_says_number_title_issuer_and_days_left():
    said = drawn(home(to_acknowledge=[waiting()]))
    assert "Phân công giữ liên hệ với hộ dân" in said
    assert "Số 09-TB/CB · Chi bộ A1" in said
    assert strings.deadline("25/11/2026", "còn 3 ngày") in said
    assert strings.NOTHING not in " ".join(said)


def test_nothing_waiting_is_said_kindly():
    said = drawn(home())
    assert f"{strings.NOTHING} {strings.NOTHING_MORE}" in said
    assert strings.NO_NEWS in said


@pytest.mark.parametrize(
    ("by", "late", "expected"),
    [
        (None, False, strings.WITHOUT_DEADLINE),
        (TODAY, False, strings.deadline("22/11/2026", words.days_left(0))),
        (TODAY + timedelta(days=3), False, strings.deadline("25/11/2026", words.days_left(3))),
        (TODAY - timedelta(days=2), True, strings.deadline("20/11/2026", words.days_left(-2))),
        (TODAY - timedelta(days=2), False, strings.deadline_past("20/11/2026")),
    ],
)
def test_deadline_in_words(by: date | None, late: bool, expected: str):
    assert deadline_words(waiting(acknowledge_by=by, late=late), TODAY) == expected


def test_only_who_is_late_is_called_late():
    past = TODAY - timedelta(days=2)
    late = texts(render(lambda: waiting_card(waiting(acknowledge_by=past, late=True), TODAY)))
    exempt = texts(render(lambda: waiting_card(waiting(acknowledge_by=past), TODAY)))
    assert strings.LATE in late
    assert strings.LATE not in exempt
    assert not any("quá hạn" in line for line in exempt)


def test_a_reminder_is_shown():
    said = texts(render(lambda: waiting_card(waiting(reminded_at=NOON), TODAY)))
    assert any(line.startswith(strings.REMINDED) for line in said)


def test_waiting_resets_count_and_lead_to_their_list():
    tree = render(lambda: home_content(home(resets_to_decide=2), TODAY))
    assert strings.resets(2) in texts(tree)
    assert find(tree, key="resets")[0].on_click is not None
    assert strings.resets(2) not in drawn(home())


def test_latest_posts_say_what_kind_and_which_are_unread():
    tree = render(lambda: home_content(home(latest=[item(1, unread=True), item(2)]), TODAY))
    assert texts(tree).count(CATEGORIES[item().category]) == 2
    assert sum(c.label == words.UNREAD for c in find(tree, kind=ft.Semantics)) == 1


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_screen_greets_by_name_before_anything_is_loaded(scale: float):
    with look_as(Look(text_scale=scale)):
        view = draw_as(me(), HomeScreen)
    said = texts(view)
    assert strings.greeting("Nguyễn Thị Hạnh") in said
    assert "Chi bộ A1" in said
    assert words.RELOAD in said
