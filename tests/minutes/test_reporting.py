"""Posting and reporting upwards: what has to be signed first, by when, across month ends and Tết."""

import json
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.house import House, Person
from tests.minutes.desk import Ended


async def after(house: House, who: str | Person, meeting: UUID) -> dict[str, Any]:
    """Where a meeting stands after it, as somebody's screen shows it."""
    opened = await house.call(who, "meeting_open", meeting_id=meeting, parts=["after"])
    return dict(opened.body["after"])


DUE = [
    ("2026-11-03", "2026-11-05"),
    ("2026-01-30", "2026-02-01"),
    ("2026-01-31", "2026-02-02"),
    ("2027-02-27", "2027-03-01"),
    ("2028-02-27", "2028-02-29"),
    ("2028-02-28", "2028-03-01"),
    ("2026-12-30", "2027-01-01"),
    ("2026-12-31", "2027-01-02"),
    ("2027-02-05", "2027-02-07"),  # the eve of Tết Đinh Mùi: its days count like others
]


@pytest.mark.parametrize(("closed", "due"), DUE)
def test_the_report_is_due_two_days_later(house: House, closed: str, due: str) -> None:
    found = house.value("select handbook.report_due(%s::date)", closed)
    assert found == date.fromisoformat(due)


@pytest.mark.parametrize(
    ("moment", "due"),
    [
        ("2026-01-30 16:59:59Z", "2026-02-01"),  # 23:59:59 on the 30th for people
        ("2026-01-30 17:00:00Z", "2026-02-02"),  # midnight, the 31st
    ],
)
def test_the_day_is_that_of_vietnam(house: House, moment: str, due: str) -> None:
    found = house.value("select handbook.report_due(handbook.day_of(%s::timestamptz))", moment)
    assert found == date.fromisoformat(due)


def test_the_rule_of_the_day_it_ended_counts(house: House) -> None:
    with house.arranging() as connection:
        connection.execute(
            "insert into handbook.policy_versions (topic, valid_from, source, content)"
            """ values ('meeting.report_within', '2027-01-01', 'Quy định mới', '{"days": 5}')"""
        )
        rows = connection.execute(
            "select handbook.report_due('2026-12-31'), handbook.report_due('2027-01-01')"
        ).fetchone()
    assert rows == (date(2027, 1, 2), date(2027, 1, 6))


WANTED = {
    "regular": ("minutes", "resolution"),
    "thematic": ("minutes",),
    "extraordinary": ("minutes",),
}


@pytest.mark.parametrize("kind", WANTED)
async def test_the_papers_of_the_rule_are_signed_before(house: House, kind: str) -> None:
    cell = Ended(house)
    meeting = await cell.closed(kind=kind)
    left = list(WANTED[kind])
    while left:
        answer = await cell.report(meeting)
        assert answer.outcome == "minutes.missing"
        assert sorted(left) == sorted(cell_missing(answer.body))
        paper = left.pop(0)
        await cell.save(meeting, kind=paper)
        assert (await cell.report(meeting)).outcome == "minutes.missing", "a draft is not enough"
        await cell.sign(meeting, kind=paper)
    answer = await cell.report(meeting)
    assert (answer.outcome, answer.body["late"]) == ("ok", False)
    assert (await cell.report(meeting)).outcome == "meeting.reported"


def cell_missing(body: dict[str, object]) -> list[str]:
    """Which papers the refusal names."""
    details = json.loads(str(body["details"]))
    return list(details["papers"])


async def test_reporting_is_of_whoever_runs_the_meeting(house: House) -> None:
    cell = Ended(house)
    clerk = house.newcomer(cell.id, ("cell_clerk", cell.id))
    meeting = await cell.closed()
    await cell.signed(meeting, "minutes", "resolution")
    for who in (clerk, cell.member(), "secretary", "secretary_b", "office_a", "city_staff"):
        assert (await cell.report(meeting, who)).outcome == "meeting.not_found", who
    running = await cell.running(kind="thematic")
    assert (await cell.report(running)).outcome == "meeting.wrong_state"


async def test_a_late_report_is_told_before_and_after(house: House) -> None:
    cell = Ended(house)
    meeting = await cell.closed()
    await cell.signed(meeting, "minutes", "resolution")
    late: list[bool] = []
    for days in (0, 1):
        # The rule's day is over: as the owner, past the trigger that keeps ended meetings.
        with house.sql("supabase_admin") as connection, connection.transaction():
            connection.execute("set local session_replication_role = replica")
            connection.execute(
                "update handbook.meetings set report_by = handbook.today() - %s where id = %s",
                (days, meeting),
            )
        late.append((await after(house, cell.secretary, meeting))["late"])
    assert late == [False, True], "on the last day it is in time, on the next it is not"
    assert (await cell.report(meeting)).body["late"] is True
    stands = await after(house, "office_a", meeting)
    assert stands["late"] is True
    assert stands["reported_at"]


async def test_a_report_twice_at_once_is_one(house: House) -> None:
    cell = Ended(house)
    meeting = await cell.closed()
    await cell.signed(meeting, "minutes", "resolution")
    key = uuid4()
    answers = [
        await house.call(cell.secretary, "meeting_report", key=key, meeting_id=meeting)
        for _ in range(2)
    ]
    assert answers[0].body == answers[1].body


async def test_tasks_of_a_meeting_stand_in_its_facts(house: House) -> None:
    cell, elsewhere = Ended(house), Ended(house)
    member = cell.member()
    meeting, other = await cell.closed(), await elsewhere.closed()
    planned = await cell.planned(kind="thematic")
    for source, expected in (
        (meeting, "ok"),
        (other, "meeting.not_found"),
        (planned, "meeting.not_found"),
    ):
        given = await house.call(
            cell.secretary, "task_assign", key=uuid4(), unit_id=cell.id, title="Sửa đường điện ngõ 3",
            due_on="2030-01-31", members=[member.id], source="meeting", meeting_id=source,
        )  # fmt: skip
        assert given.outcome == expected
    facts = await house.call(cell.secretary, "meeting_facts", meeting_id=meeting)
    assert [(t["title"], t["people"]) for t in facts.body["tasks"]] == [
        ("Sửa đường điện ngõ 3", [member.name])
    ]
