"""Pure parts of the screens of votes: numbers that are typed, faults of the form, the needed majority."""

from __future__ import annotations

import re
from pathlib import Path
from uuid import uuid4

import pytest

from services.votes.models import Majority, PaperCount, Rule, VotePerson
from views.votes import strings
from views.votes.new import Draft, created, faults
from views.votes.parts import needed, number
from views.votes.receipts import plain
from views.votes.telling import nothing_typed, paper_of, same

MIGRATION = Path(__file__).parents[3] / "supabase" / "migrations" / "20261129130000_votes.sql"
HALF, TWO_THIRDS = Rule(over=(1, 2)), Rule(at_least=(2, 3))


@pytest.mark.parametrize(
    ("rule", "base", "least"),
    [
        (HALF, 9, 5),
        (HALF, 10, 6),
        (HALF, 1, 1),
        (TWO_THIRDS, 9, 6),
        (TWO_THIRDS, 10, 7),
        (TWO_THIRDS, 1, 1),
    ],
)
def test_the_majority_that_is_shown_is_the_smallest_that_reaches(
    rule: Rule, base: int, least: int
) -> None:
    assert needed(rule, base) == least


@pytest.mark.parametrize(
    ("typed", "found"),
    [("", 0), ("  ", 0), ("12", 12), (" 7 ", 7), ("-1", None), ("1.5", None), ("hai", None), ("٣", None)],
)  # fmt: skip
def test_a_number_as_it_is_typed(typed: str, found: int | None) -> None:
    assert number(typed) == found


def test_what_was_in_the_box() -> None:
    assert paper_of(nothing_typed(2)) == PaperCount(total=0, counts=[0, 0])
    assert paper_of(("5", "2", "1", "1", "1")) == PaperCount(
        total=5, counts=[2, 1], blank=1, invalid=1
    )
    assert paper_of(("5", "hai", "1", "1", "1")) is None


def test_one_passphrase_in_two_spellings_is_one() -> None:
    assert same(" na\u0306\u0301ng  sớm", "nắng sớm")
    assert not same("Nắng sớm", "nắng sớm")


def test_a_receipt_is_found_however_it_is_typed() -> None:
    assert plain(" a3f0 91bc-77d2-10ee") == plain("A3F0-91BC-77D2-10EE")


def test_faults_are_named_by_field_and_gone_when_mended() -> None:
    people = [
        VotePerson(member_id=uuid4(), full_name=f"N{n}", present=True, paper=False)
        for n in range(3)
    ]
    empty = Draft()
    assert set(faults(empty)) == {"title", "tellers"}
    named = empty.model_copy(
        update={"title": "Bầu chi ủy", "tellers": frozenset(p.member_id for p in people[1:])}
    )
    assert faults(named) == {}
    election = named.model_copy(
        update={
            "template": "names",
            "names": "An\n\n Bình \nAn",
            "picks": "4",
            "election": True,
            "seats": "3",
        }
    )
    assert set(faults(election)) == {"options", "picks", "seats"}
    right = election.model_copy(update={"names": "An\nBình\nCường\n", "picks": "2", "seats": "2"})
    assert faults(right) == {}
    made = created(right, uuid4(), uuid4(), people)
    assert (made.options, made.picks_min, made.picks_max, made.seats) == (
        ["An", "Bình", "Cường"], 1, 2, 2,
    )  # fmt: skip
    assert made.tellers == [p.member_id for p in people[1:]]
    open_ = created(
        right.model_copy(update={"secret": False, "template": "yes_no", "blank": True}),
        uuid4(), uuid4(), people,
    )  # fmt: skip
    assert (open_.options, open_.picks_min, open_.picks_max, open_.seats, open_.tellers) == (
        list(strings.YES_NO), 0, 1, None, [],
    )  # fmt: skip
    assert open_.majority is Majority.HALF


def test_every_refusal_has_words() -> None:
    """All codes that the migration can answer with, but for those of a client that is not ours."""
    told = set(re.findall(r"'(vote\.[a-z_]+)'", MIGRATION.read_text("utf-8")))
    told -= {"vote.majority", "vote.few"}  # topics of rules
    assert len(told) > 25
    assert told - strings.ERRORS.keys() == {
        "vote.ballot_wrong",
        "vote.item_not_found",
        "vote.classified",
    }
