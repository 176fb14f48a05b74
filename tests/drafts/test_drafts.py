"""What is being typed into a form: kept for its author alone, gone when it is sent or grows old."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from services.drafts.models import FormDraft
from services.errors import Conflict, Invalid
from tests.cast import CAST
from tests.house import House, Person

FORM = "test.form"
SECRET = "Chuyện nhà chưa nói với ai"


def kept(house: House, who: Person) -> int:
    count: int = house.value(
        "select count(*) from handbook.form_drafts where member_id = %s", who.id
    )
    return count


async def test_what_is_kept_is_found_again_replaced_and_thrown_away(house: House) -> None:
    who = house.newcomer("cell-a1")
    drafts = (await house.as_(who)).drafts
    about = uuid4()
    assert await drafts.open(FORM, about) is None
    first = await drafts.keep(FORM, about, {"words": "Một"})
    at = await drafts.keep(FORM, about, {"words": "Một, hai"})
    assert at > first
    assert await drafts.open(FORM, about) == FormDraft(content={"words": "Một, hai"}, saved_at=at)
    assert await drafts.open(FORM, None) is None
    assert await drafts.open("test.other", about) is None
    await drafts.keep(FORM, None, {"words": "Không về việc gì"})
    await drafts.keep(FORM, None, {"words": "Không về việc gì nữa"})
    assert kept(house, who) == 2
    await drafts.drop(FORM, about)
    await drafts.drop(FORM, about)
    assert await drafts.open(FORM, about) is None
    left = await drafts.open(FORM, None)
    assert left is not None
    assert left.content == {"words": "Không về việc gì nữa"}


@pytest.mark.parametrize("reader", [*CAST])
async def test_nobody_else_reads_changes_or_deletes_it(house: House, reader: str) -> None:
    who, about = house.newcomer("cell-a1"), uuid4()
    drafts = (await house.as_(who)).drafts
    await drafts.keep(FORM, about, {"words": SECRET})
    other = (await house.as_(reader)).drafts
    assert await other.open(FORM, about) is None
    await other.drop(FORM, about)
    await other.keep(FORM, about, {"words": "Của người khác"})
    with house.arranging() as connection, house.acting(connection, house.id(reader)) as acting:
        theirs = "select count(*) from handbook.form_drafts where member_id = %s"
        assert acting.execute(theirs.encode(), (who.id,)).fetchone() == (0,)
        change = "update handbook.form_drafts set content = '{}' where member_id = %s"
        assert acting.execute(change.encode(), (who.id,)).rowcount == 0
    found = await drafts.open(FORM, about)
    assert found is not None
    assert found.content == {"words": SECRET}
    await other.drop(FORM, about)


async def test_no_log_tells_what_is_typed(house: House) -> None:
    who = house.newcomer("cell-a1")
    drafts = (await house.as_(who)).drafts
    entries = "select count(*) from handbook.audit_entries"
    before = house.value(entries)
    await drafts.keep(FORM, None, {"words": SECRET})
    await drafts.drop(FORM, None)
    assert house.value(entries) == before
    keys = "select count(*) from handbook.idempotency_keys where member_id = %s"
    assert house.value(keys, who.id) == 0


@pytest.mark.parametrize(
    "content", [{"title": "Báo cáo MẬT"}, {"lines": [{"text": "TUYỆT MẬT"}]}, {"a": {"b": "TỐI MẬT"}}]
)  # fmt: skip
async def test_what_looks_classified_is_not_kept(house: House, content: dict[str, object]) -> None:
    who = house.newcomer("cell-a1")
    with pytest.raises(Conflict, match=r"draft\.classified"):
        await (await house.as_(who)).drafts.keep(FORM, None, content)
    answer = await house.call(who, "draft_keep", form=FORM, content=content)
    assert (answer.status, answer.outcome) == (409, "draft.classified")
    assert kept(house, who) == 0


async def test_a_draft_has_a_name_a_shape_and_a_size(house: House) -> None:
    who = house.newcomer("cell-a1")
    drafts = (await house.as_(who)).drafts
    with pytest.raises(Invalid, match=r"draft\.too_long"):
        await drafts.keep(FORM, None, {"words": "a" * 262_144})
    with pytest.raises(Invalid, match=r"draft\.invalid"):
        await drafts.keep("Không phải tên", None, {})
    answer = await house.call(who, "draft_keep", form=FORM, content=["x"])
    assert (answer.status, answer.outcome) == (422, "draft.invalid")
    await drafts.keep(FORM, None, {"words": "ấ" * 80_000})


async def test_what_lies_longest_makes_room(house: House) -> None:
    who = house.newcomer("cell-a1")
    drafts = (await house.as_(who)).drafts
    abouts: list[UUID] = [uuid4() for _ in range(42)]
    for about in abouts:
        await drafts.keep(FORM, about, {"words": "Dở"})
    assert kept(house, who) == 40
    assert await drafts.open(FORM, abouts[1]) is None
    assert await drafts.open(FORM, abouts[2]) is not None


async def test_old_drafts_and_those_of_former_members_go(house: House) -> None:
    old, fresh, gone = (house.newcomer("cell-a1") for _ in range(3))
    for who in (old, fresh, gone):
        await (await house.as_(who)).drafts.keep(FORM, None, {"words": SECRET})
    house.run(
        "update handbook.form_drafts set saved_at = now() - interval '31 days' where member_id = %s",
        old.id,
    )
    house.run("update handbook.members set life_state = 'left' where id = %s", gone.id)
    await house.services.service.rpc("drafts_upkeep")
    assert [kept(house, who) for who in (old, fresh, gone)] == [0, 1, 0]
