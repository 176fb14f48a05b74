"""Planning: the year's regular meetings, thematic ones, what is refused, who sees what."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from services.days import today
from tests.house import House
from tests.meetings.desk import Cell

NEXT_YEAR = today().year + 1


async def plan_year(cell: Cell, day: int = 31) -> int:
    setting = {"day": day, "at": "19:30", "minutes": 90, "place": "Nhà văn hóa"}
    answer = await cell.house.call(
        cell.secretary, "meeting_day_set", key=uuid4(), unit_id=cell.id, **setting
    )
    assert answer.status == 200, answer
    answer = await cell.house.call(
        cell.secretary, "meetings_plan", key=uuid4(), unit_id=cell.id, year=NEXT_YEAR
    )
    assert answer.status == 200, answer
    return int(answer.body["made"])


async def test_a_year_of_regular_meetings_on_the_cells_day(house: House) -> None:
    cell = Cell(house)
    assert await plan_year(cell) == 12
    year = (await house.call(cell.secretary, "meeting_year", year=NEXT_YEAR)).body
    days = [
        datetime.fromisoformat(line["starts_at"]).astimezone(UTC) + timedelta(hours=7)
        for line in year["meetings"]
    ]
    assert [d.month for d in days] == list(range(1, 13))
    assert (days[1].date() + timedelta(days=1)).day == 1, "the 31st is the last day of February"
    assert {(d.hour, d.minute) for d in days} == {(19, 30)}, "a wall clock's time, in Vietnam"
    assert await plan_year(cell) == 0, "months that have one keep it"


async def test_the_agenda_is_that_of_the_form_in_force_with_the_monthly_example(
    house: House,
) -> None:
    cell = Cell(house)
    card = (await house.call(cell.secretary, "meeting_open", meeting_id=await cell.planned())).body
    kinds = [item["kind"] for item in card["items"]]
    assert kinds[0] == "opening"
    assert kinds[-1] == "closing"
    assert "example" in kinds
    assert sum(item["minutes"] for item in card["items"]) == 90


async def test_one_regular_meeting_a_month_until_it_is_cancelled(house: House) -> None:
    cell = Cell(house)
    first = await cell.planned()
    assert (await cell.plan()).outcome == "meeting.month_taken"
    assert (await cell.plan(kind="thematic")).outcome == "ok"
    assert (await cell.step(first, "cancel")).outcome == "meeting.reason_missing"
    assert (await cell.step(first, "cancel", reason="Mưa bão")).outcome == "ok"
    assert (await cell.plan()).outcome == "ok"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"title": "  "}, "meeting.title_length"),
        ({"minutes": 5}, "meeting.minutes_wrong"),
        ({"place": ""}, "meeting.place_missing"),
        ({"online_link": "http://example.vn/x"}, "meeting.link_wrong"),
        ({"online_link": "javascript:alert(1)"}, "meeting.link_wrong"),
        ({"starts_at": "2001-01-01T00:00:00Z"}, "meeting.time_wrong"),
        ({"items": []}, "meeting.agenda_wrong"),
        ({"items": [{"kind": "other", "title": "Việc", "minutes": 0}]}, "meeting.agenda_wrong"),
        ({"title": "Nghe tài liệu TỐI MẬT"}, "meeting.classified"),
        ({"version": 7}, "meeting.changed_meanwhile"),
    ],
)
async def test_what_is_wrong_is_refused_and_nothing_is_half_written(
    house: House, change: dict[str, object], code: str
) -> None:
    cell = Cell(house)
    meeting = await cell.planned()
    answer = await cell.plan(**({"meeting_id": meeting, "version": 1} | change))
    assert answer.outcome == code
    card = (await house.call(cell.secretary, "meeting_open", meeting_id=meeting)).body
    assert (card["title"], card["version"]) == ("Sinh hoạt chi bộ thường kỳ", 1)


async def test_a_stamp_is_let_through_by_name_alone_and_the_log_keeps_it(house: House) -> None:
    cell = Cell(house)
    answer = await cell.plan(title="Tuyên truyền phòng, chống lộ tin TỐI MẬT", stamp_denied=True)
    assert answer.outcome == "ok"
    assert house.value(
        "select count(*) from handbook.audit_entries where action = 'meetings.stamp_denied'"
        " and subject_id = %s", answer.body["meeting_id"],
    ) == 1  # fmt: skip


async def test_a_quarter_without_a_thematic_meeting_is_pointed_out(house: House) -> None:
    cell = Cell(house)
    now = today()
    year = (await house.call(cell.secretary, "meeting_year", year=now.year)).body
    quarter = (now.month - 1) // 3
    assert [q["missing"] for q in year["quarters"]] == [nr <= quarter for nr in range(4)]
    await cell.planned(kind="thematic", month=date(now.year, now.month, 1).isoformat())
    year = (await house.call(cell.secretary, "meeting_year", year=now.year)).body
    assert not year["quarters"][quarter]["missing"]
    ahead = (await house.call(cell.secretary, "meeting_year", year=now.year + 1)).body
    assert not any(q["missing"] for q in ahead["quarters"]), "what is to come is not missing"


async def test_papers_are_late_the_day_before_is_over(house: House) -> None:
    cell = Cell(house)
    soon = await cell.planned(starts_at=(datetime.now(UTC) + timedelta(minutes=1)).isoformat())
    later = await cell.planned(
        kind="thematic", starts_at=(datetime.now(UTC) + timedelta(days=9)).isoformat()
    )
    for meeting, late in ((soon, True), (later, False)):
        card = (await house.call(cell.secretary, "meeting_open", meeting_id=meeting)).body
        assert card["papers_late"] is late
        starts = datetime.fromisoformat(card["starts_at"]) + timedelta(hours=7)
        assert card["papers_by"] == (starts.date() - timedelta(days=1)).isoformat()


async def test_the_cell_and_those_above_see_it_and_nobody_else(house: House) -> None:
    cell = Cell(house)
    fellow = cell.member()
    in_charge = house.newcomer("cell-a2", ("member_in_charge", cell.id))
    meeting = await cell.planned(online_link="https://hop.example.vn/abc")
    for who in (cell.secretary, fellow, in_charge, "staff_a", "city_staff"):
        card = await house.call(who, "meeting_open", meeting_id=meeting)
        assert card.status == 200, who
        link = card.body["online_link"]
        assert (link is None) == (who in ("staff_a", "city_staff")), (
            "the link is for who takes part"
        )
    for who in ("member", "secretary", "secretary_b", "admin", "auditor"):
        hidden = await house.call(who, "meeting_open", meeting_id=meeting)
        assert hidden.outcome == "meeting.not_found", who
        unit = await house.call(who, "meeting_year", year=2026, unit_id=cell.id)
        assert unit.outcome == "unit.not_found", who
