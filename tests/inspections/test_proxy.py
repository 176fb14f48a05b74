"""What somebody without a phone says of a report is entered by an officer: by whom, and what undoes it."""

from typing import Any
from uuid import UUID, uuid4

from tests.house import Answer, House, Person
from tests.inspections.desk import Watched, Whom

WORDS = "Tôi vắng vì nằm viện."


async def enter(
    cell: Watched, line: UUID, who: Whom | None = None, member: Person | None = None, **more: object
) -> Answer:
    """What the subject said, entered by the secretary or another."""
    arguments: dict[str, Any] = {
        "key": uuid4(), "line_id": line, "member_id": (member or cell.subject).id, "words": WORDS,
    }  # fmt: skip
    return await cell.house.call(
        who or cell.secretary, "inspection_statement_for", **(arguments | more)
    )


async def say(cell: Watched, line: UUID, words: str = "Lời tôi tự viết.") -> str:
    """The subject's own word."""
    answer = await cell.house.call(
        cell.subject, "inspection_statement", key=uuid4(), line_id=line, words=words
    )
    return answer.outcome


async def revoke(cell: Watched, line: UUID, who: Whom | None = None) -> str:
    """That these are not the subject's words."""
    answer = await cell.house.call(
        who or cell.subject, "inspection_statement_revoke", key=uuid4(), line_id=line
    )
    return answer.outcome


def deputy(cell: Watched) -> Person:
    """A second officer of the cell."""
    return cell.house.newcomer(cell.id, ("deputy_secretary", cell.id))


async def names(cell: Watched, line: UUID, who: Whom) -> list[str]:
    """For whom somebody is offered to enter."""
    return [x["full_name"] for x in (await cell.open(line, who))["may_speak_for"]]


async def test_an_officer_enters_what_was_said_and_both_are_named(house: House) -> None:
    cell = Watched(house)
    line = await cell.brought_to("under_way")
    assert (await enter(cell, line)).outcome == "inspection.wrong_state"
    assert (await cell.write(line, hand_in=True)).outcome == "ok"
    assert await names(cell, line, cell.secretary) == [cell.subject.name]
    for who in (cell.lead, cell.fellow, cell.subject, "sibling", "staff_a", "secretary_b"):
        assert (await enter(cell, line, who)).outcome == "inspection.not_found"
        if who not in ("sibling", "secretary_b"):
            assert await names(cell, line, who) == []
    for more, refusal in (
        ({"member": cell.fellow}, "inspection.not_found"),
        ({"words": " "}, "inspection.words_missing"),
        ({"words": "Theo văn bản MẬT"}, "inspection.classified"),
    ):
        assert (await enter(cell, line, **more)).outcome == refusal  # type: ignore[arg-type]
    key = uuid4()
    first = await enter(cell, line, key=key)
    assert first.outcome == "ok"
    assert (await enter(cell, line, key=key)).body == first.body
    for who in (cell.secretary, cell.subject, cell.lead, "staff_a"):
        told = (await cell.open(line, who))["statements"]
        assert [(s["full_name"], s["entered_by"], s["words"], s["revoked_at"]) for s in told] == [
            (cell.subject.name, cell.secretary.name, WORDS, None)
        ]
    assert (await cell.open(line, cell.fellow))["statements"] == []
    log = (await house.call(cell.subject, "my_log", page_size=50)).body
    entry = next(e for e in log if e["action"] == "inspection_statements.insert")
    assert entry["actor"] == cell.secretary.name
    assert WORDS not in str(log)


async def test_the_own_word_replaces_what_was_entered_and_never_the_other_way(house: House) -> None:
    cell = Watched(house)
    line = await cell.brought_to("reported")
    assert (await enter(cell, line)).outcome == "ok"
    assert (await enter(cell, line, words="Nói lại cho rõ.")).outcome == "ok"
    assert await say(cell, line) == "ok"
    told = (await cell.open(line, cell.secretary))["statements"]
    assert [(s["words"], s["entered_by"]) for s in told] == [("Lời tôi tự viết.", None)]
    assert await names(cell, line, cell.secretary) == []
    assert (await enter(cell, line)).outcome == "inspection.own_statement"
    assert await revoke(cell, line) == "inspection.nothing_entered"


async def test_the_member_says_that_these_are_not_the_own_words(house: House) -> None:
    cell = Watched(house)
    line = await cell.brought_to("reported")
    assert await revoke(cell, line) == "inspection.nothing_entered"
    assert (await enter(cell, line)).outcome == "ok"
    for who in (cell.secretary, cell.lead, cell.fellow, "sibling", "staff_a"):
        assert await revoke(cell, line, who) == "inspection.not_found"
    assert (await cell.take(line, "conclude")).outcome == "ok"
    assert await revoke(cell, line) == "ok", "after the conclusion too"
    assert await revoke(cell, line) == "inspection.nothing_entered"
    told = (await cell.open(line, cell.lead))["statements"]
    assert (told[0]["words"], told[0]["entered_by"]) == (WORDS, cell.secretary.name)
    assert told[0]["revoked_at"] is not None
    assert (await cell.take(line, "reopen")).outcome == "ok"
    assert (await enter(cell, line)).outcome == "inspection.own_statement"
    assert await say(cell, line) == "ok"
    told = (await cell.open(line, cell.lead))["statements"]
    assert (told[0]["entered_by"], told[0]["revoked_at"]) == (None, None)


async def test_whoever_entered_it_leaves_the_conclusion_to_another_officer(house: House) -> None:
    cell = Watched(house)
    line = await cell.brought_to("reported")
    second = deputy(cell)
    assert (await cell.open(line, cell.secretary))["another"] is True
    assert (await enter(cell, line)).outcome == "ok"
    told = await cell.open(line, cell.secretary)
    assert (told["spoke_for"], told["steps"]) == (True, ["return"])
    assert (await cell.take(line, "conclude")).outcome == "inspection.spoke_for"
    assert (await cell.open(line, second))["steps"] == ["conclude", "return"]
    assert (await cell.take(line, "conclude", second)).outcome == "ok"


async def test_the_own_word_gives_the_conclusion_back(house: House) -> None:
    cell = Watched(house)
    line = await cell.brought_to("reported")
    deputy(cell)
    assert (await enter(cell, line)).outcome == "ok"
    assert await say(cell, line) == "ok"
    assert (await cell.take(line, "conclude")).outcome == "ok"


async def test_a_secretary_alone_does_both(house: House) -> None:
    cell = Watched(house)
    line = await cell.brought_to("reported")
    assert (await enter(cell, line)).outcome == "ok"
    told = await cell.open(line, cell.secretary)
    assert (told["another"], told["spoke_for"]) == (False, False)
    assert (await cell.take(line, "conclude")).outcome == "ok"


async def test_a_deputy_who_cannot_sign_in_is_nobody_to_leave_it_to(house: House) -> None:
    cell = Watched(house)
    line = await cell.brought_to("reported")
    second = deputy(cell)
    house.run("update handbook.accounts set state = 'suspended' where member_id = %s", second.id)
    assert (await enter(cell, line)).outcome == "ok"
    assert (await cell.take(line, "conclude")).outcome == "ok"


async def test_whoever_looked_leaves_it_to_another_officer(house: House) -> None:
    cell = Watched(house)
    second = deputy(cell)
    _, line = await cell.adopted(lead=second.id)
    assert (await cell.take(line, "start")).outcome == "ok"
    assert (await cell.write(line, second, hand_in=True)).outcome == "ok"
    assert await names(cell, line, second) == []
    assert (await enter(cell, line, second)).outcome == "inspection.looked_oneself"
    assert await names(cell, line, cell.secretary) == [cell.subject.name]
    assert (await enter(cell, line)).outcome == "ok"


async def test_where_every_officer_looked_one_of_them_enters_it(house: House) -> None:
    cell = Watched(house)
    _, line = await cell.adopted(lead=cell.secretary.id)
    assert (await cell.take(line, "start")).outcome == "ok"
    assert (await cell.write(line, cell.secretary, hand_in=True)).outcome == "ok"
    assert (await enter(cell, line)).outcome == "ok"


async def test_an_officer_who_is_looked_at_speaks_for_nobody_else(house: House) -> None:
    cell = Watched(house)
    _, line = await cell.adopted(subjects=[cell.subject.id, cell.secretary.id])
    assert (await cell.take(line, "start", cell.lead)).outcome == "ok"
    assert (await cell.write(line, hand_in=True)).outcome == "ok"
    assert (await enter(cell, line)).outcome == "inspection.about_oneself"
    assert await names(cell, line, cell.secretary) == []
    second = deputy(cell)
    assert (await enter(cell, line, second)).outcome == "ok"
    assert (await enter(cell, line, second, cell.secretary)).outcome == "ok"


async def test_for_members_of_a_group_too(house: House) -> None:
    cell = Watched(house)
    group = house.found("cell_group", cell.id)
    house.run("update handbook.members set group_id = %s where id = %s", group, cell.subject.id)
    line = await cell.brought_to("reported", target="group", group_id=group)
    assert await names(cell, line, cell.secretary) == [cell.subject.name]
    assert (await enter(cell, line)).outcome == "ok"
    assert (await enter(cell, line, member=cell.fellow)).outcome == "inspection.not_found"


async def test_whoever_has_left_the_cell_is_spoken_for_by_nobody(house: House) -> None:
    cell = Watched(house)
    line = await cell.brought_to("reported")
    house.run(
        "update handbook.members set unit_id = %s where id = %s",
        house.unit("cell-a4"), cell.subject.id,
    )  # fmt: skip
    assert (await enter(cell, line)).outcome == "inspection.not_found"
    assert await names(cell, line, cell.secretary) == []
