"""The list of one's own drafts: everything that is kept, named by what one may read, nobody else's."""

from __future__ import annotations

import json
from uuid import uuid4

import pytest

from services.records.taking import as_json
from tests.cast import CAST
from tests.house import House
from tests.meetings.desk import Cell

SECRET = "Chuyện nhà chưa nói với ai"


async def test_all_of_them_are_listed_the_latest_first_with_what_they_are_about(
    house: House,
) -> None:
    cell = Cell(house)
    member = cell.member()
    meeting = await cell.planned()
    drafts = (await house.as_(member)).drafts
    assert await drafts.mine() == []
    path = f"/meetings/{meeting}/excuse"
    await drafts.keep("meeting.excuse", meeting, {"words": "Con ốm"}, path)
    await drafts.keep("record.contact", None, {"hours": "Buổi tối"})
    later = await drafts.keep("meeting.excuse", meeting, {"words": "Con ốm nặng"})
    first, second = await drafts.mine()
    title = house.value("select title from handbook.meetings where id = %s", meeting)
    assert (first.form, first.about, first.subject) == ("meeting.excuse", meeting, title)
    assert (first.path, first.content, first.saved_at) == (path, {"words": "Con ốm nặng"}, later)
    assert (second.until - second.saved_at).days == 30
    assert (second.form, second.about, second.subject, second.path) == (
        "record.contact", None, None, None,
    )  # fmt: skip
    await drafts.drop("meeting.excuse", meeting)
    assert [d.form for d in await drafts.mine()] == ["record.contact"]


@pytest.mark.parametrize("reader", [*CAST])
async def test_nobody_else_has_them_in_the_list(house: House, reader: str) -> None:
    who, about = house.newcomer("cell-a1"), uuid4()
    await (await house.as_(who)).drafts.keep("test.form", about, {"words": SECRET})
    other = await house.as_(reader)
    assert SECRET not in repr(await other.drafts.mine())
    assert about not in {d.about for d in await other.drafts.mine()}


async def test_what_one_may_not_read_is_not_named(house: House) -> None:
    cell = Cell(house)
    meeting = await cell.planned()
    title = house.value("select title from handbook.meetings where id = %s", meeting)
    for stranger in (house.newcomer("cell-a1"), house.newcomer("cell-b1")):
        drafts = (await house.as_(stranger)).drafts
        await drafts.keep("meeting.excuse", meeting, {"words": "Đoán mò"})
        assert [d.subject for d in await drafts.mine()] == [None]
    drafts = (await house.as_(cell.secretary)).drafts
    await drafts.keep("meeting.cancel", meeting, {"words": "Trùng lịch"})
    assert title in {d.subject for d in await drafts.mine()}


@pytest.mark.parametrize(
    "path", ["elsewhere", "https://example.org", "/two words", "/" + "a" * 500]
)
async def test_a_screen_is_a_path_of_this_app(house: House, path: str) -> None:
    who = house.newcomer("cell-a1")
    arguments: dict[str, object] = {"form": "test.form", "content": {}, "path": path}
    answer = await house.call(who, "draft_keep", **arguments)
    assert (answer.status, answer.outcome) == (422, "draft.invalid")


async def test_drafts_are_in_what_one_takes_away(house: House) -> None:
    who = house.newcomer("cell-a1")
    services = await house.as_(who)
    await services.drafts.keep("meeting.excuse", uuid4(), {"words": SECRET})
    taken = json.loads(
        as_json(await services.records.my_data(), drafts=await services.drafts.mine())
    )
    assert [(d["form"], d["content"]) for d in taken["drafts"]] == [
        ("meeting.excuse", {"words": SECRET})
    ]
