"""Who sees what of me, in words; never the names of office holders."""

from __future__ import annotations

from services.members.models import Reader
from tests.render import render, texts
from tests.views.profile.test_card import card
from views.profile import strings
from views.profile.seen_by import offices


def test_offices_stand_by_unit_nearest_first():
    readers = [
        Reader(unit_name="Đảng ủy phường Mẫu A", unit_kind="ward", role="organisation_staff"),
        Reader(unit_name="Chi bộ A1", unit_kind="cell", role="deputy_secretary"),
        Reader(unit_name="Chi bộ A1", unit_kind="cell", role="secretary"),
    ]
    words = texts(render(lambda: offices(card(readers=readers))))
    assert words.index("Chi bộ A1") < words.index("Đảng ủy phường Mẫu A")
    assert "Bí thư chi bộ, Phó bí thư chi bộ" in words
    assert "Cán bộ tổ chức" in words


def test_nobody_is_said_too():
    assert texts(render(lambda: offices(card()))) == [strings.NO_OFFICES]
