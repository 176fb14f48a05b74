"""Minutes, resolution, report: drafts that save themselves, signing, corrections, who reads what when."""

import asyncio
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from services.days import today
from tests.house import House
from tests.minutes.desk import Ended, sections

OUTSIDE = ("member", "secretary", "secretary_b", "admin", "auditor")


def texts(house: House, meeting: UUID) -> list[tuple[int, str]]:
    """Version and state of the minutes, in order."""
    with house.sql() as connection:
        rows = connection.execute(
            "select version, state::text from handbook.meeting_documents"
            " where meeting_id = %s and kind = 'minutes' order by version",
            (meeting,),
        ).fetchall()
    return [(row[0], row[1]) for row in rows]


async def test_a_draft_is_saved_again_and_again_and_two_do_not_overwrite_each_other(
    house: House,
) -> None:
    cell = Ended(house)
    clerk = house.newcomer(cell.id, ("cell_clerk", cell.id))
    meeting = await cell.running()
    first = await cell.save(meeting, clerk)
    assert (first.body["version"], first.body["edits"]) == (1, 1)
    second = await cell.save(meeting, clerk, edits=1, sections=sections("Lần hai"))
    assert second.body["edits"] == 2
    torn = await cell.save(meeting, edits=1, sections=sections("Bí thư cùng lúc"))
    assert torn.outcome == "minutes.changed_meanwhile"
    kept = (await cell.open(meeting)).body["paper"]
    assert kept["sections"][0]["text"] == "Lần hai"


async def test_a_saving_whose_answer_was_lost_is_asked_again_and_done_once(house: House) -> None:
    cell = Ended(house)
    meeting = await cell.running()
    key = uuid4()
    answers = [await cell.save(meeting, key=key) for _ in range(3)]
    assert {answer.body["edits"] for answer in answers} == {1}
    begun = await asyncio.gather(*(cell.save(meeting, kind="report") for _ in range(4)))
    assert sorted(a.outcome for a in begun) == ["minutes.changed_meanwhile"] * 3 + ["ok"]


async def test_the_autosaves_do_not_fill_the_log_with_the_text(house: House) -> None:
    cell = Ended(house)
    meeting = await cell.running()
    await cell.save(meeting, sections=sections("Một câu rất riêng"))
    for edits in (1, 2, 3):
        await cell.save(meeting, edits=edits, sections=sections(f"Một câu rất riêng {edits}"))
    entries = (
        "select count(*) from handbook.audit_entries"
        " where subject = 'meeting_documents' and subject_id = %s"
    )
    assert house.value(entries, str(meeting)) == 1
    in_log = "select count(*) from handbook.audit_values v where v::text like '%%câu rất riêng%%'"
    assert house.value(in_log) == 0


async def test_signed_minutes_are_never_changed_by_a_verb_or_behind_it(house: House) -> None:
    cell = Ended(house)
    meeting = await cell.closed()
    await cell.signed(meeting, "minutes")
    assert (await cell.save(meeting, edits=1)).outcome == "minutes.signed"
    assert (await cell.sign(meeting)).outcome == "minutes.signed", "signing twice"
    for statement in (
        "update handbook.meeting_documents set sections = '[]' where meeting_id = %s",
        "update handbook.meeting_documents set state = 'draft', signed_at = null where meeting_id = %s",
        "update handbook.meeting_documents set number = '02' where meeting_id = %s",
        "delete from handbook.meeting_documents where meeting_id = %s",
    ):
        with pytest.raises(psycopg.Error, match=r"minutes\.signed"):
            house.run(statement, meeting)


async def test_a_correction_is_a_further_version_with_a_note_and_the_old_one_stays(
    house: House,
) -> None:
    cell = Ended(house)
    member = cell.member()
    meeting = await cell.reported()
    assert (await cell.save(meeting)).outcome == "minutes.note_missing"
    assert (await cell.save(meeting, note=" ")).outcome == "minutes.note_missing"
    note = "Sửa tên người phát biểu"
    again = await cell.save(meeting, note=note, sections=sections("Bản sửa"))
    assert again.body["version"] == 2
    assert texts(house, meeting) == [(1, "signed"), (2, "draft")]
    seen = await cell.open(meeting, member)
    assert seen.body["paper"]["version"] == 1, "a draft is not read by members"
    assert (await cell.sign(meeting)).outcome == "ok"
    seen = await cell.open(meeting, member)
    assert (seen.body["paper"]["version"], seen.body["paper"]["note"]) == (2, note)
    assert [v["version"] for v in seen.body["versions"]] == [2, 1]
    old = await cell.open(meeting, member, version=1)
    assert old.body["paper"]["sections"][0]["text"] != "Bản sửa"
    assert (await cell.open(meeting, member, version=9)).outcome == "minutes.not_found"


async def test_who_signs_and_when(house: House) -> None:
    cell = Ended(house)
    clerk = house.newcomer(cell.id, ("cell_clerk", cell.id))
    meeting = await cell.running()
    assert (await cell.sign(meeting)).outcome == "meeting.wrong_state"
    await cell.save(meeting, clerk)
    assert (await cell.sign(meeting)).outcome == "meeting.wrong_state"
    await cell.step(meeting, "close")
    for who in (clerk, cell.member(), *OUTSIDE, "office_a"):
        assert (await cell.sign(meeting, who)).outcome == "meeting.not_found", who
    assert (await cell.sign(meeting, kind="report")).outcome == "minutes.not_found"
    assert (await cell.sign(meeting, edits=7)).outcome == "minutes.changed_meanwhile"
    assert (await cell.sign(meeting)).outcome == "ok"
    head = (await cell.open(meeting)).body["paper"]["head"]
    assert (head["signer"], head["signer_role"]) == (cell.secretary.name, "secretary")


async def test_an_empty_paper_is_not_signed(house: House) -> None:
    cell = Ended(house)
    meeting = await cell.closed()
    await cell.save(meeting, sections=sections("  "))
    assert (await cell.sign(meeting)).outcome == "minutes.empty"


@pytest.mark.parametrize("state", ["planned", "called", "cancelled"])
async def test_nothing_is_written_of_a_meeting_that_was_not_held(house: House, state: str) -> None:
    cell = Ended(house)
    meeting = await cell.planned()
    if state != "planned":
        await cell.step(meeting, {"called": "call", "cancelled": "cancel"}[state], reason="Hoãn")
    assert (await cell.save(meeting)).outcome == "meeting.wrong_state"
    facts = await house.call(cell.secretary, "meeting_facts", meeting_id=meeting)
    assert facts.outcome == "meeting.not_found"


async def test_writing_is_for_who_keeps_the_meeting(house: House) -> None:
    cell = Ended(house)
    named = cell.member()
    meeting = await cell.planned(clerk_id=named.id)
    await cell.step(meeting, "start")
    for who in (cell.member(), *OUTSIDE, "office_a", "city_staff"):
        assert (await cell.save(meeting, who)).outcome == "meeting.not_found", who
        facts = await house.call(who, "meeting_facts", meeting_id=meeting)
        assert facts.outcome == "meeting.not_found", who
    assert (await cell.save(meeting, named)).outcome == "ok", "the clerk of this meeting"
    other = await cell.closed(kind="thematic")
    assert (await cell.save(other, named)).outcome == "meeting.not_found", "not of another"


async def test_the_cell_and_offices_above_read_after_the_report_alone(house: House) -> None:
    cell = Ended(house)
    member = cell.member()
    meeting = await cell.closed()
    await cell.signed(meeting, "minutes", "resolution", "report")
    for who in (member, "office_a", "city_staff"):
        assert (await cell.open(meeting, who)).outcome == "meeting.not_found", who
        opened = await house.call(who, "meeting_open", meeting_id=meeting, parts=["after"])
        assert not any(paper["signed"] for paper in opened.body["after"]["papers"]), who
    assert (await cell.report(meeting)).outcome == "ok"
    for kind in ("minutes", "resolution"):
        for who in (member, "office_a", "city_staff"):
            assert (await cell.open(meeting, who, kind)).outcome == "ok", (who, kind)
    assert (await cell.open(meeting, member, "report")).outcome == "minutes.not_found"
    assert (await cell.open(meeting, "office_a", "report")).outcome == "ok"
    for who in OUTSIDE:
        assert (await cell.open(meeting, who)).outcome == "meeting.not_found", who


WRONG: dict[str, Any] = {
    "no list": {"key": "opening"},
    "nothing": [],
    "a key with signs": [{"key": "../x", "text": ""}],
    "one part twice": [{"key": "opening", "text": ""}] * 2,
    "no text": [{"key": "opening"}],
    "too many": [{"key": f"part_{c}", "text": ""} for c in "abcdefghijklmnopqrstu"],
}


@pytest.mark.parametrize("wrong", WRONG)
async def test_what_is_no_paper_is_refused(house: House, wrong: str) -> None:
    cell = Ended(house)
    meeting = await cell.closed()
    answer = await cell.save(meeting, sections=WRONG[wrong])
    assert answer.outcome == "minutes.sections_wrong"


async def test_lengths_and_secrecy_stamps(house: House) -> None:
    cell = Ended(house)
    meeting = await cell.closed()
    long = await cell.save(meeting, sections=sections("x" * 20001))
    assert long.outcome == "minutes.words_long"
    assert (await cell.save(meeting, number="1" * 41)).outcome == "minutes.number_long"
    assert (await cell.save(meeting, place="x" * 61)).outcome == "minutes.place_long"
    stamped = sections("Tài liệu MẬT của cấp trên")
    assert (await cell.save(meeting, sections=stamped)).outcome == "meeting.classified"
    denied = await cell.save(meeting, sections=stamped, stamp_denied=True)
    assert denied.outcome == "ok"
    logged = "select count(*) from handbook.audit_entries where action = %s and subject_id = %s"
    assert house.value(logged, "meeting_documents.stamp_denied", str(meeting)) == 1


async def test_a_renamed_cell_changes_no_signed_paper(house: House) -> None:
    cell = Ended(house)
    meeting = await cell.reported()
    before = (await cell.open(meeting)).body["paper"]["head"]["unit"]
    house.run("update handbook.units set name = 'Chi bộ đã đổi tên' where id = %s", cell.id)
    assert (await cell.open(meeting)).body["paper"]["head"]["unit"] == before


async def test_papers_follow_a_cell_that_moves_in_the_tree(house: House) -> None:
    cell = Ended(house)
    meeting = await cell.reported()
    await cell.save(meeting, note="Sửa chữ", sections=sections("Bản nháp"))
    moved = await house.call(
        "city_staff", "unit_change", key=uuid4(), verb="moved", unit_id=cell.id,
        other_id=house.unit("ward-b"), on_date=today(), decision="01-QĐ/TU",
    )  # fmt: skip
    assert moved.outcome == "ok", moved
    paths = (
        "select count(*) from handbook.meeting_documents d join handbook.units u on u.id = %s"
        " where d.meeting_id = %s and d.unit_path = u.path"
    )
    assert house.value(paths, cell.id, meeting) == 3
    assert (await cell.open(meeting, "office_a")).outcome == "meeting.not_found"


async def test_the_next_number_counts_the_signed_ones_of_the_year(house: House) -> None:
    cell = Ended(house)
    first = await cell.reported()
    second = await cell.closed(kind="thematic")
    for meeting, expected in ((first, 1), (second, 2)):
        facts = await house.call(cell.secretary, "meeting_facts", meeting_id=meeting)
        assert facts.body["next_numbers"]["resolution"] == expected
        assert facts.body["next_numbers"]["report"] == 1
