"""Theo dõi: figures that add up, people told apart, late said of the date and never of the exempt."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from services.directives.models import TrackedPerson, Tracking
from tests.render import find, render, texts, walk
from tests.views.samples import NOON, an_id, draw_as, me, tap
from views.directives import strings
from views.directives.tracking import (
    TrackingScreen,
    groups,
    share,
    tracking_content,
)
from views.shared import strings as words
from views.shared.look import Look, look_as


def person(name: str, **more: Any) -> TrackedPerson:
    given: dict[str, Any] = {
        "member_id": an_id(name),
        "full_name": name,
        "exempt": False,
        "acknowledged_at": None,
        "reminded_at": None,
        "late": False,
    }
    return TrackedPerson.model_validate({**given, **more})


def tracking(kind: str = "cell", **more: Any) -> Tracking:
    given: dict[str, Any] = {
        "post_id": an_id("post"),
        "title": "Phân công",
        "number": "09-TB/CB",
        "issued_on": None,
        "acknowledge_by": None,
        "overdue": False,
        "wants_acknowledgement": True,
        "leaders_only": False,
        "unit": {"unit_id": an_id("unit"), "name": "Chi bộ A1", "kind": kind},
        "expected": 0,
        "acknowledged": 0,
        "late": 0,
        "children": [],
        "people": [],
    }
    return Tracking.model_validate({**given, **more})


def child(name: str, expected: int, acknowledged: int, late: int = 0) -> dict[str, Any]:
    return {
        "unit_id": an_id(name),
        "name": name,
        "kind": "cell",
        "expected": expected,
        "acknowledged": acknowledged,
        "late": late,
    }


def drawn(seen: Tracking, opened: list[UUID] | None = None) -> Any:
    log: list[UUID] = [] if opened is None else opened
    return render(lambda: tracking_content(seen, [], log.append))


AN, BINH, CHI, DUNG = (
    person("An", acknowledged_at=NOON),
    person("Bình", reminded_at=NOON),
    person("Chi", exempt=True),
    person("Dũng", exempt=True, acknowledged_at=NOON),
)


def test_people_are_told_apart_and_the_exempt_are_missing_nowhere():
    told = groups([AN, BINH, CHI, DUNG])
    assert (told.missing, told.done, told.exempt) == ([BINH], [AN, DUNG], [CHI])


@pytest.mark.parametrize("width", [390, 1280])
def test_a_cell_shows_names_in_their_groups(width: int):
    seen = tracking(expected=2, acknowledged=1, people=[AN, BINH, CHI, DUNG])
    with look_as(Look(width=width)):
        said = texts(drawn(seen))
    for title, count in ((strings.NOT_YET, 1), (strings.DONE, 2), (strings.EXEMPT_GROUP, 1)):
        assert strings.group(title, str(count)) in said
    assert strings.total("1", "2", 50) in said
    assert said.count(strings.EXEMPT) == 2
    assert any(line.startswith("Đã nhắc") for line in said)
    assert not any("hạn" in line.lower() for line in said)


def test_units_below_show_figures_and_open():
    opened: list[UUID] = []
    seen = tracking(
        "ward", expected=30, acknowledged=10, children=[child("A1", 20, 10), child("A2", 10, 0)]
    )
    tree = drawn(seen, opened)
    assert strings.total("10", "20", 50) in texts(tree)
    for control in [c for c in walk(tree) if getattr(c, "on_click", None)]:
        tap(control)
    assert opened == [an_id("A1"), an_id("A2")]


def test_once_the_deadline_is_over_three_figures_and_who_is_late_are_said():
    seen = tracking(
        "ward", expected=30, acknowledged=21, late=4, overdue=True,
        children=[child("A1", 20, 18, 4), child("A2", 10, 3)],
    )  # fmt: skip
    said = texts(drawn(seen))
    told = [
        said[said.index(label) + 1] for label in (strings.ON_TIME, strings.LATE_DONE, strings.LATE)
    ]
    assert told == ["17", "4", "9"]
    assert strings.counts("14", "4", "2", overdue=True) in said
    assert strings.counts("3", "0", "7", overdue=True) in said
    late = person("Giang", late=True, acknowledged_at=NOON)
    missing = person("Hà", late=True)
    cell = tracking(expected=2, acknowledged=1, late=1, overdue=True, people=[late, missing, CHI])
    said = texts(drawn(cell))
    assert strings.group(strings.LATE, "1") in said
    assert sum("sau hạn" in line for line in said) == 1, "the one who was late"


@pytest.mark.parametrize(
    ("part", "whole", "percent"),
    [(0, 0, 0), (0, 7, 0), (1, 1000, 1), (999, 1000, 99), (1000, 1000, 100), (1, 3, 33)],
)
def test_a_share_is_full_only_when_nobody_is_missing(part: int, whole: int, percent: int):
    assert share(part, whole) == percent


def test_everybody_done_and_nobody_meant_are_said():
    done = tracking(expected=1, acknowledged=1, people=[AN])
    assert strings.EVERYBODY_DONE in texts(drawn(done))
    assert strings.NOBODY_MEANT in texts(drawn(tracking(people=[CHI])))


def test_a_directive_that_asks_nothing_has_no_figures():
    said = texts(drawn(tracking(wants_acknowledgement=False, expected=5)))
    assert strings.WANTS_NONE in said
    assert strings.total("0", "5", 0) not in said


def test_reminding_says_how_many_and_is_kind_about_none():
    assert strings.reminded(12) == "Đã nhắc 12 đồng chí."
    assert strings.reminded(0) == strings.REMINDED_NONE


def test_the_screen_draws_before_anything_is_loaded():
    view = draw_as(me(), TrackingScreen)
    said = texts(view)
    assert strings.TRACKING in said
    assert words.ERROR_TITLE not in said
    assert find(view, key="remind") == []
