"""What was found: who reads it at which moment, who writes, the statement, and what the log tells."""

from typing import Any
from uuid import uuid4

import pytest

from tests.house import House
from tests.inspections.desk import FOUND, Watched, Whom


async def readers(cell: Watched, line: object) -> set[str]:
    """Who of all these gets the findings."""
    inspector = cell.house.newcomer("cell-a4", ("inspection_staff", cell.house.unit("ward-a")))
    people = {
        "secretary": cell.secretary, "lead": cell.lead, "doer": cell.fellow, "subject": cell.subject,
        "other": cell.member(), "organisation": "staff_a", "inspector": inspector, "city": "city_staff",
        "office": "office_a", "sibling": "sibling", "stranger": "secretary_b",
    }  # fmt: skip
    answers = {
        name: await cell.house.call(who, "inspection_line", line_id=line)
        for name, who in people.items()
    }
    return {name for name, a in answers.items() if a.status == 200 and a.body["findings"]}


async def test_a_draft_is_read_by_those_who_look_then_by_those_concerned(house: House) -> None:
    cell = Watched(house)
    line = await cell.brought_to("under_way", doers=[cell.fellow.id])
    assert (await cell.write(line)).outcome == "ok"
    assert await readers(cell, line) == {"lead", "doer"}
    assert (await cell.write(line, hand_in=True)).outcome == "ok"
    concerned = {"lead", "doer", "subject", "secretary", "organisation", "inspector", "city"}
    assert await readers(cell, line) == concerned
    assert (await cell.take(line, "return")).outcome == "ok"
    assert await readers(cell, line) == {"lead", "doer"}
    assert (await cell.write(line, hand_in=True)).outcome == "ok"
    assert (await cell.take(line, "conclude")).outcome == "ok"
    assert await readers(cell, line) == concerned
    seen = await cell.open(line, cell.member())
    assert (seen["state"], seen["findings"], seen["statements"]) == ("concluded", None, [])
    assert FOUND["lacking"] not in str(seen)


async def test_whoever_was_looked_at_reads_on_in_another_cell_and_whoever_looked_does_not(
    house: House,
) -> None:
    cell = Watched(house)
    line = await cell.brought_to("reported")
    for person in (cell.subject, cell.lead):
        house.run(
            "update handbook.members set unit_id = %s where id = %s",
            house.unit("cell-a4"),
            person.id,
        )
    assert (await cell.open(line, cell.subject))["findings"]["lacking"] == FOUND["lacking"]
    answer = await house.call(cell.lead, "inspection_line", line_id=line)
    assert answer.outcome == "inspection.not_found"
    assert [x["line_id"] for x in await elsewhere(cell, cell.subject)] == [str(line)]
    assert await elsewhere(cell, cell.fellow) == []


async def elsewhere(cell: Watched, who: Whom) -> list[Any]:
    """Lines about somebody in plans of cells that one was in before."""
    answer = await cell.house.call(who, "meeting_year", year=cell.year)
    return answer.body["inspections"]["elsewhere"]


async def test_saving_counts_and_two_do_not_overwrite_each_other(house: House) -> None:
    cell = Watched(house)
    line = await cell.brought_to("under_way")
    key = uuid4()
    first = await cell.write(line, key=key, edits=None)
    assert first.body["edits"] == 1
    assert (await cell.write(line, key=key, edits=None)).body == first.body
    assert (await cell.write(line, edits=None)).outcome == "inspection.changed_meanwhile"
    assert (await cell.write(line, edits=1)).body["edits"] == 2
    assert (await cell.write(line, edits=1)).outcome == "inspection.changed_meanwhile"
    for who in (cell.secretary, cell.subject, cell.fellow, "staff_a"):
        assert (await cell.write(line, who)).outcome == "inspection.not_found"


async def test_a_report_says_what_was_looked_at_and_what_was_found(house: House) -> None:
    cell = Watched(house)
    line = await cell.brought_to("under_way")
    for more in ({"looked_at": " "}, {"good": "", "lacking": " "}):
        answer = await cell.write(line, hand_in=True, findings=FOUND | more)
        assert answer.outcome == "inspection.report_short"
    assert (await cell.write(line, findings=FOUND | {"good": ""})).outcome == "ok"
    assert (await cell.write(line, findings={"good": "x"})).outcome == "inspection.words_long"
    secret = FOUND | {"good": "Theo tài liệu TỐI MẬT"}
    assert (await cell.write(line, findings=secret)).outcome == "inspection.classified"
    for _ in range(3):  # saved at three pauses, denied once
        assert (await cell.write(line, findings=secret, stamp_denied=True)).outcome == "ok"
    assert (await cell.write(line, findings=secret)).outcome == "inspection.classified"
    denials = house.value(
        "select count(*) from handbook.audit_entries where action = 'words.stamp_denied' and member_id = %s",
        cell.lead.id,
    )
    assert denials == 1


async def test_a_statement_is_said_between_report_and_conclusion(house: House) -> None:
    cell = Watched(house)
    line = await cell.brought_to("under_way")

    async def say(who: Whom, words: str = "Tôi vắng vì nằm viện.") -> str:
        answer = await house.call(
            who,
            "inspection_statement",
            key=uuid4(),
            line_id=line,
            words=words,
        )
        return answer.outcome

    assert await say(cell.subject) == "inspection.wrong_state"
    assert (await cell.write(line, hand_in=True)).outcome == "ok"
    for who in (cell.secretary, cell.lead, cell.fellow, "staff_a"):
        assert await say(who) == "inspection.not_found"
    assert await say(cell.subject, " ") == "inspection.words_missing"
    assert await say(cell.subject) == "ok"
    assert await say(cell.subject, "Tôi vắng vì nằm viện, đã báo tổ trưởng.") == "ok"
    told = [s["words"] for s in (await cell.open(line, cell.lead))["statements"]]
    assert told == ["Tôi vắng vì nằm viện, đã báo tổ trưởng."]
    assert (await cell.open(line, cell.fellow))["statements"] == []
    assert (await cell.take(line, "conclude")).outcome == "ok"
    assert await say(cell.subject) == "inspection.wrong_state"


async def test_a_secretary_who_is_looked_at_decides_nothing_about_it(house: House) -> None:
    cell = Watched(house)
    _, line = await cell.adopted(subjects=[cell.secretary.id])
    plan = house.value("select plan_id from handbook.inspection_lines where id = %s", line)
    for step in ("start", "move", "drop"):
        assert (await cell.take(line, step)).outcome == "inspection.about_oneself"
    changed = await cell.put(plan, line_id=line, version=1, reason="Tự sửa")
    assert changed.outcome == "inspection.about_oneself"
    assert (await cell.open(line, cell.secretary))["steps"] == []
    assert (await cell.take(line, "start", cell.lead)).outcome == "ok"
    assert (await cell.write(line, hand_in=True)).outcome == "ok"
    assert (await cell.open(line, cell.secretary))["findings"]["lacking"] == FOUND["lacking"]
    assert (await cell.take(line, "conclude")).outcome == "inspection.about_oneself"
    assert (await cell.take(line, "conclude", cell.fellow)).outcome == "inspection.not_found"
    assert (await cell.take(line, "conclude", cell.lead)).outcome == "ok"


async def test_a_group_that_is_looked_at_reads_and_answers(house: House) -> None:
    cell = Watched(house)
    group = house.found("cell_group", cell.id)
    house.run("update handbook.members set group_id = %s where id = %s", group, cell.subject.id)
    line = await cell.brought_to("reported", target="group", group_id=group)
    assert (await cell.open(line, cell.subject))["findings"]["good"] == FOUND["good"]
    assert (await cell.open(line, cell.fellow))["findings"] is None
    answer = await house.call(
        cell.subject, "inspection_statement", key=uuid4(), line_id=line, words="Tổ xin tiếp thu."
    )
    assert answer.outcome == "ok"


@pytest.mark.parametrize("reader", ["staff_a", "secretary"])
async def test_the_log_of_who_was_looked_at_tells_of_it(house: House, reader: str) -> None:
    cell = Watched(house)
    line = await cell.brought_to("concluded")
    for _ in range(2):  # one visit
        await cell.open(line, cell.secretary if reader == "secretary" else reader)
    actions = [
        entry["action"] for entry in (await house.call(cell.subject, "my_log", page_size=50)).body
    ]
    assert actions.count("inspection.step") == 4  # adopted, begun, handed in, concluded
    assert "inspection_people.insert" in actions
    assert actions.count("inspection.open") == (1 if reader == "staff_a" else 0)
    logged = house.value(
        "select string_agg(v.after::text, ' ') from handbook.audit_entries e"
        " join handbook.audit_values v on v.entry_id = e.id where e.subject_id = %s",
        str(line),
    )
    assert logged and FOUND["lacking"] not in logged
