"""Majorities from the table of rules, ties, elections, sums that can be: with boundary values."""

from __future__ import annotations

import json
from typing import Any

import pytest

from services.votes.sealing import receipt_of
from tests.house import House


def rule(house: House, majority: str) -> dict[str, Any]:
    return dict(house.value("select handbook.policy('vote.majority') -> %s", majority))


@pytest.mark.parametrize(
    ("majority", "base", "fails", "passes"),
    [
        ("half", 1, 0, 1),
        ("half", 2, 1, 2),
        ("half", 9, 4, 5),
        ("half", 10, 5, 6),
        ("half", 11, 5, 6),
        ("half", 1000, 500, 501),
        ("two_thirds", 1, 0, 1),
        ("two_thirds", 2, 1, 2),
        ("two_thirds", 3, 1, 2),
        ("two_thirds", 9, 5, 6),
        ("two_thirds", 10, 6, 7),
        ("two_thirds", 11, 7, 8),
        ("two_thirds", 12, 7, 8),
        ("two_thirds", 1000, 666, 667),
    ],
)
def test_more_than_half_and_at_least_two_thirds(
    house: House, majority: str, base: int, fails: int, passes: int
) -> None:
    question = "select handbook.vote_reaches(%s, %s, %s::jsonb)"
    held = json.dumps(rule(house, majority))
    assert house.value(question, fails, base, held) is False
    assert house.value(question, passes, base, held) is True


def stands(house: House, counts: list[int], base: int, seats: int | None, majority: str) -> str:
    found = house.value(
        "select handbook.vote_outcome(%s, %s, %s::jsonb, %s::int)",
        counts, base, json.dumps(rule(house, majority)), seats,
    )  # fmt: skip
    assert [o["votes"] for o in found] == counts
    return " ".join(o["stands"] for o in found)


@pytest.mark.parametrize(
    ("counts", "base", "majority", "said"),
    [
        ([6, 4, 0], 10, "half", "reached below below"),
        ([5, 4, 1], 10, "half", "below below below"),
        ([5, 5, 0], 10, "half", "tied tied below"),
        ([0, 0, 0], 10, "half", "below below below"),
        ([3, 3, 3], 10, "half", "tied tied tied"),
        ([6, 3, 0], 9, "two_thirds", "reached below below"),
        ([5, 3, 1], 9, "two_thirds", "below below below"),
        ([7, 7, 2], 10, "half", "tied tied below"),
    ],
)
def test_a_question_is_reached_or_not_and_equal_votes_are_named(
    house: House, counts: list[int], base: int, majority: str, said: str
) -> None:
    assert stands(house, counts, base, None, majority) == said


@pytest.mark.parametrize(
    ("counts", "seats", "said"),
    [
        ([9, 8, 7, 2], 3, "reached reached reached below"),
        ([9, 8, 5, 2], 3, "reached reached below below"),  # one seat stays empty
        ([9, 8, 7, 6], 3, "reached reached reached behind"),
        ([9, 7, 7, 6], 2, "reached tied tied behind"),  # equal at the last seat
        ([9, 9, 7, 6], 2, "reached reached behind behind"),  # equal, and room for both
        ([7, 7, 7, 2], 2, "tied tied tied below"),
        ([5, 5, 5, 5], 2, "below below below below"),
        ([6, 6, 5, 0], 1, "tied tied below below"),
    ],
)
def test_an_election_of_some_of_several(
    house: House, counts: list[int], seats: int, said: str
) -> None:
    assert stands(house, counts, 10, seats, "half") == said


@pytest.mark.parametrize(
    ("counts", "persons", "fewest", "most", "fits"),
    [
        ([2, 1, 0], 3, 1, 1, True),
        ([2, 1, 1], 3, 1, 1, False),
        ([2, 0, 0], 3, 1, 1, False),
        ([0, 0, 0], 0, 1, 1, True),
        ([1, 0, 0], 0, 1, 1, False),
        ([3, 3, 0], 3, 1, 2, True),
        ([3, 3, 1], 3, 1, 2, False),
        ([4, 0, 0], 3, 1, 2, False),  # more votes for one than persons
        ([-1, 2, 2], 3, 1, 1, False),
        ([0, 0, 0], -1, 0, 1, False),
        ([1, 1], 2, 1, 1, False),  # an option is missing
        ([1, None, 1], 2, 1, 1, False),
    ],
)
def test_sums_that_so_many_persons_can_have_given(
    house: House, counts: list[int | None], persons: int, fewest: int, most: int, fits: bool
) -> None:
    question = "select handbook.picks_fit(%s::int[], %s, %s, %s, 3)"
    assert house.value(question, counts, persons, fewest, most) is fits


def test_the_thresholds_are_rows_with_a_source_and_not_held_against_the_text_yet(
    house: House,
) -> None:
    with house.sql() as connection:
        rows = connection.execute(
            "select source, checked, content from handbook.policy_versions where topic = 'vote.majority'"
        ).fetchall()
    assert len(rows) == 1
    source, checked, content = rows[0]
    assert len(source) > 20
    assert checked is False
    assert content == {"half": {"over": [1, 2]}, "two_thirds": {"at_least": [2, 3]}}


def test_the_receipt_of_the_database_is_that_of_the_app(house: House) -> None:
    for content in (bytes(69), bytes(range(69))):
        assert house.value("select handbook.receipt_of(%s)", content) == receipt_of(content)
