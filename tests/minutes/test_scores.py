"""Points of a meeting: who gives them when, what the form allows, which band a total falls into."""

from typing import Any
from uuid import uuid4

import pytest

from services.minutes.models import Form
from tests.database import value
from tests.house import House
from tests.minutes.desk import FULL, Ended, lines, lines_of

BANDS = [
    (0, "poor"), (49.5, "poor"), (50, "average"), (69, "average"), (69.5, "average"), (70, "fair"),
    (89, "fair"), (89.5, "fair"), (90, "good"), (100, "good"),
]  # fmt: skip
FORM = "select content from handbook.policy_versions where topic = 'meeting.score'"


def test_the_form_has_a_hundred_points(house: House) -> None:
    form = Form.model_validate(house.value(FORM))
    assert {c.key: c.most for c in form.criteria} == FULL
    assert sum(FULL.values()) == 100


@pytest.mark.parametrize(("total", "band"), BANDS)
async def test_the_band_is_the_databases_and_the_screens_alike(
    house: House, total: float, band: str
) -> None:
    cell = Ended(house)
    meeting = await cell.closed()
    answer = await cell.score(meeting, lines=lines_of(total))
    assert (answer.outcome, answer.body["total"], answer.body["band"]) == ("ok", total, band)
    shown = Form.model_validate(house.value(FORM)).band_of(total)
    assert shown is not None
    assert shown.key == band


WRONG = {
    "over the maximum": (lines(time=5.5), "score.over"),
    "one point over the largest": (lines(conduct=41), "score.over"),
    "below nothing": (lines(closing=-0.5), "score.over"),
    "a quarter of a point": (lines(time=4.25), "score.step"),
    "a criterion missing": (lines()[1:], "score.line_missing"),
    "a criterion twice": ([*lines(), lines()[0]], "score.line_missing"),
    "one that is not in the form": (
        [*lines()[:-1], {"key": "kpi", "points": 1, "evidence": ""}],
        "score.line_missing",
    ),
    "words for points": ([{**lines()[0], "points": "5"}, *lines()[1:]], "score.line_missing"),
    "no evidence at all": (
        [{"key": key, "points": 1} for key in FULL],
        "score.line_missing",
    ),
    "nothing": (None, "score.line_missing"),
    "a book for evidence": (lines("x" * 1001), "score.evidence_long"),
}


@pytest.mark.parametrize("wrong", WRONG)
async def test_what_the_form_does_not_allow_is_refused(house: House, wrong: str) -> None:
    cell = Ended(house)
    meeting = await cell.closed()
    given, code = WRONG[wrong]
    assert (await cell.score(meeting, lines=given)).outcome == code
    assert not house.value(
        "select count(*) from handbook.meeting_scores where meeting_id = %s", meeting
    )


async def test_half_points_are_allowed_and_added_up(house: House) -> None:
    cell = Ended(house)
    answer = await cell.score(await cell.closed(), lines=lines(time=4.5, conduct=38.5))
    assert answer.body["total"] == 98


@pytest.mark.parametrize("state", ["planned", "running", "cancelled"])
async def test_only_a_meeting_that_has_ended_is_scored(house: House, state: str) -> None:
    cell = Ended(house)
    meeting = await (cell.running() if state == "running" else cell.planned())
    if state == "cancelled":
        await cell.step(meeting, "cancel", reason="Hoãn")
    assert (await cell.score(meeting)).outcome == "meeting.wrong_state"


async def test_the_self_score_is_of_whoever_runs_it_and_stays_once_reported(house: House) -> None:
    cell = Ended(house)
    meeting = await cell.closed()
    clerk = house.newcomer(cell.id, ("cell_clerk", cell.id))
    for who in (clerk, cell.member(), "secretary", "secretary_b", "office_a", "city_staff"):
        assert (await cell.score(meeting, who)).outcome == "meeting.not_found", who
    first = await cell.score(meeting)
    assert (await cell.score(meeting)).outcome == "score.changed_meanwhile", "unseen"
    again = await cell.score(meeting, version=first.body["version"], lines=lines_of(70))
    assert again.body["total"] == 70
    await cell.signed(meeting, "minutes", "resolution")
    await cell.report(meeting)
    late = await cell.score(meeting, version=again.body["version"])
    assert late.outcome == "score.reported"


async def test_the_superior_scores_after_the_report_alone(house: House) -> None:
    cell = Ended(house)
    meeting = await cell.closed()
    assert (await cell.score(meeting, "office_a", "superior")).outcome == "score.not_reported"
    await cell.score(meeting)
    await cell.signed(meeting, "minutes", "resolution")
    await cell.report(meeting)
    for who in (cell.secretary, cell.member(), "secretary", "secretary_b"):
        assert (await cell.score(meeting, who, "superior")).outcome == "meeting.not_found", who
    answer = await cell.score(meeting, "office_a", "superior", lines=lines_of(88))
    assert (answer.body["total"], answer.body["band"]) == (88, "fair")
    seen = await house.call(cell.secretary, "meeting_score", meeting_id=meeting)
    assert [s["total"] for s in seen.body["scores"]] == [100, 88], "the cell sees it too"


async def test_sum_and_band_cannot_be_written_past_the_form(house: House) -> None:
    cell = Ended(house)
    meeting = await cell.closed()
    await cell.score(meeting, lines=lines_of(50))
    house.run(
        "update handbook.meeting_scores set total = 100, band = 'good' where meeting_id = %s",
        meeting,
    )
    kept = house.value(
        "select total || band from handbook.meeting_scores where meeting_id = %s", meeting
    )
    assert kept == "50.0average"


async def test_a_meeting_keeps_the_form_of_the_day_it_ended(house: House) -> None:
    cell = Ended(house)
    meeting = await cell.closed()
    await cell.score(meeting, lines=lines_of(90))
    with house.arranging() as connection:
        connection.execute(
            "insert into handbook.policy_versions (topic, valid_from, source, content)"
            " select topic, handbook.today() + 1, 'new', jsonb_set(content, '{bands,0,from}', '95')"
            " from handbook.policy_versions where topic = 'meeting.score'"
        )
        ask = "select (handbook.policy_on('meeting.score', handbook.today() + %s)).source = 'new'"
        newer = [value(connection, ask, days) for days in (0, 1)]
        band = value(
            connection,
            "update handbook.meeting_scores set version = version + 1 where meeting_id = %s returning band",
            meeting,
        )
    assert newer == [False, True]
    assert band == "good"


async def test_evidence_is_proposed_in_counts_without_names(house: House) -> None:
    cell = Ended(house)
    people = [cell.member() for _ in range(3)]
    meeting = await cell.running()
    await cell.mark(meeting, people[0])
    await cell.mark(meeting, people[1], "excused")
    await cell.step(meeting, "close")
    answer = await house.call(cell.secretary, "meeting_score", meeting_id=meeting)
    facts: dict[str, Any] = answer.body["evidence"]
    counts = facts["reckoning"]
    assert (counts["summoned"], counts["present"], counts["excused"]) == (4, 1, 1)
    assert (facts["papers"], facts["papers_in_time"], facts["speakers"]) == (0, 0, 0)
    assert not any(person.name in str(answer.body) for person in people)


async def test_one_tap_twice_is_one_score(house: House) -> None:
    cell = Ended(house)
    meeting = await cell.closed()
    key = uuid4()
    first, second = [await cell.score(meeting, key=key) for _ in range(2)]
    assert first.body == second.body
