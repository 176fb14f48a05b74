"""The question to the roster: filters that stay true, units that take their groups along: pure."""

from datetime import date

import pytest

from services.members.models import RosterQuery
from tests.render import render, texts
from tests.views.samples import an_id, held, me
from views.members import strings
from views.members.filter import GROUPS
from views.members.question import THIS_MONTH, Asked, sent
from views.members.roster import only_own_cell, unit_label, ways

TODAY = date(2026, 11, 22)


def test_this_month_is_kept_as_such_and_sent_as_a_number() -> None:
    asked = Asked().with_filter("birthday_month", THIS_MONTH).with_filter("exempt", True)
    assert asked.query.filters == {"birthday_month": THIS_MONTH, "exempt": True}
    assert sent(asked.query, TODAY).filters == {"birthday_month": 11, "exempt": True}
    assert sent(asked.query, date(2027, 1, 3)).filters["birthday_month"] == 1


def test_a_filter_that_says_no_is_a_filter() -> None:
    asked = Asked().with_filter("away", False)
    assert asked.query.filters == {"away": False}
    assert asked.with_filter("away", None).query.filters == {}


def test_another_unit_leaves_the_group_behind() -> None:
    asked = Asked().with_filter("group_id", "x").with_filter("status", "official")
    moved = asked.within(an_id("A2"), "Chi bộ A2")
    assert moved.query.filters == {"status": "official"}
    assert unit_label(moved) == "Chi bộ A2"
    assert unit_label(moved.within(None, None)) == strings.ALL_UNITS
    assert unit_label(Asked(RosterQuery(unit_id=an_id("A2")))) == strings.CHOSEN_UNIT


def test_every_filter_has_words() -> None:
    for name, _, options in GROUPS:
        for value, _ in options:
            if value is not None:
                assert strings.filter_words(name, value) != strings.FILTER, (name, value)


@pytest.mark.parametrize(
    ("capability", "label"),
    [
        ("record.export", strings.EXPORT),
        ("account.activate", strings.SLIPS),
        ("record.edit", strings.ADD),
    ],
)
def test_what_can_be_done_with_the_list_is_offered_to_those_who_may(
    capability: str, label: str
) -> None:
    reader = held("member.read")
    assert label in texts(render(lambda: ways(me(reader, held(capability)), Asked())))
    assert label not in texts(render(lambda: ways(me(reader), Asked())))


def test_units_are_offered_to_those_who_read_more_than_a_cell() -> None:
    assert only_own_cell(me(held("member.read")))
    assert not only_own_cell(me(held("member.read", "Đảng ủy phường Mẫu A", "ward")))


def test_a_long_list_is_not_counted_to_its_end() -> None:
    assert strings.found(10_000, 10_000) == "Hơn 10.000 đảng viên"
    assert strings.found(23, 10_000) == "23 đảng viên"
