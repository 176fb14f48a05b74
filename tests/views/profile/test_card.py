"""Cá nhân: my card in words, the number hidden, the ways on by what I may do."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from services.accounts.models import Role
from services.members.models import Card
from tests.render import find, render, texts
from tests.views.samples import an_id, draw_as, held, me
from tests.views.sessions import draw_in, session
from views import paths
from views.profile import strings
from views.profile.card import ProfileScreen, draw_card, links
from views.shared.look import Look, look_as
from views.shared.text import now


def card(**more: Any) -> Card:
    given: dict[str, Any] = {
        "full_name": "Nguyễn Thị Hạnh",
        "status": "official",
        "unit_names": ["Thành ủy Sông Mẫu", "Đảng ủy phường Mẫu A", "Chi bộ A1"],
        "roles": [],
        "admission_date": date(1986, 5, 19),
        "official_date": date(1987, 5, 19),
        "card_ending": "0001",
        "phone": "+84900000001",
        "email": None,
        "activity_exempt": False,
        "working_away": False,
        "shares_phone": False,
        "shares_email": False,
        "readers": [],
    }
    return Card.model_validate({**given, **more})


def said(mine: Card) -> list[str]:
    return texts(draw_as(me(), lambda: draw_card(an_id("me"), mine)))


def test_the_card_says_who_where_and_since_when():
    words = said(card())
    assert "Đảng viên chính thức" in words
    assert "Chi bộ A1, Đảng ủy phường Mẫu A, Thành ủy Sông Mẫu" in words
    assert "19/05/1986" in words
    assert "19/05/1987" in words
    assert "0900 000 001" in words
    assert f"{now().year - 1986 - ((now().month, now().day) < (5, 19))} năm" in words


def test_the_card_number_is_masked():
    words = said(card())
    assert "•••• •••• 0001" in words
    assert strings.SHOW_NUMBER in words


def test_a_probationary_member_has_no_card_and_no_official_date():
    words = said(card(status="probationary", official_date=None, card_ending=None))
    assert strings.NO_CARD in words
    assert strings.OFFICIAL not in words
    assert strings.SHOW_NUMBER not in words


def test_roles_are_titles_of_their_unit():
    role = Role(role="secretary", unit_id=an_id("a"), unit_name="Chi bộ A1", unit_kind="cell")
    assert "Bí thư chi bộ" in said(card(roles=[role]))


@pytest.mark.parametrize(
    ("capability", "path"),
    [
        ("account.activate", paths.ACCOUNTS),
        ("account.reset", paths.RESETS),
        ("account.approve_reset", paths.RESETS),
        ("audit.read", paths.AUDIT),
    ],
)
def test_work_is_offered_to_those_who_may_do_it(capability: str, path: str):
    assert find(render(lambda: links(me(held(capability)))), key=path)
    assert not find(render(lambda: links(me())), key=path)
    assert strings.WORK not in texts(render(lambda: links(me())))


def test_the_tab_draws_before_anything_is_known():
    words = texts(draw_in(session(), me(), ProfileScreen))
    assert strings.SETTINGS in words


def test_at_large_text_the_card_stands_in_one_column():
    with look_as(Look(text_scale=2.0)):
        assert "Nguyễn Thị Hạnh" in said(card())
