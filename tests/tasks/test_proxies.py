"""A proxy enters what the member said: named, revocable, and never the member's own reading."""

from uuid import uuid4

import pytest

from tests.house import House
from tests.tasks.desk import given, state, step

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


async def test_the_entry_names_the_proxy_and_the_member_can_revoke_it(house: House) -> None:
    person = house.newcomer("cell-a1", account=True)
    assignment = await given(house, person)
    assert (
        await step(house, "secretary", assignment, "hand_in", words="Bác báo đã xong")
    ).outcome == "ok"
    assert (
        house.value("select seen_at from handbook.task_assignments where id = %s", assignment)
        is None
    )
    card = (await house.call(person, "task_open", assignment_id=assignment)).body
    entry = card["history"][-1]
    assert (entry["proxy"], entry["may_revoke"]) == (True, True)
    name = house.value(
        "select full_name from handbook.members where id = %s", house.id("secretary")
    )
    assert entry["actor"] == name
    others = await house.call("secretary", "task_revoke", key=uuid4(), event_id=entry["event_id"])
    assert others.outcome == "task.event_not_found"
    revoked = await house.call(person, "task_revoke", key=uuid4(), event_id=entry["event_id"])
    assert revoked.body == {"state": "assigned"}
    again = await house.call(person, "task_revoke", key=uuid4(), event_id=entry["event_id"])
    assert again.outcome == "task.already_revoked"


async def test_revoking_what_was_followed_by_more_leaves_the_state(house: House) -> None:
    person = house.newcomer("cell-a1")
    assignment = await given(house, person)
    await step(house, "secretary", assignment, "accept")
    await step(house, person, assignment, "hand_in")
    card = (await house.call(person, "task_open", assignment_id=assignment)).body
    entry = next(e for e in card["history"] if e["proxy"])
    await house.call(person, "task_revoke", key=uuid4(), event_id=entry["event_id"])
    assert state(house, assignment) == "handed_in"


async def test_files_of_a_report_are_the_members_and_the_assigners(house: House) -> None:
    person = house.newcomer("cell-a1")
    assignment = await given(house, person)
    services = await house.as_(person)
    file = await services.tasks.upload(person.id, "anh.pdf", PDF)
    sent = [{"object_name": file.object_name, "file_name": file.file_name}]
    assert (await step(house, person, assignment, "report", percent=50, files=sent)).outcome == "ok"
    for who in (person, "secretary"):
        assert await (await house.as_(who)).tasks.link(file)
    for who in ("member", "sibling", "secretary_b", "office_a", "staff_a", "admin", "auditor"):
        with pytest.raises(Exception, match=r"refused|not_found"):
            await (await house.as_(who)).tasks.link(file)
    twice = await step(house, person, assignment, "report", files=sent)
    assert twice.outcome == "file.not_found"  # a file goes with one report
    with pytest.raises(Exception, match=r"refused|forbidden"):
        await (await house.as_("sibling")).tasks.upload(person.id, "x.pdf", PDF)
