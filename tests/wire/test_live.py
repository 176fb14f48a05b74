"""A meeting on many phones: what its chair does is seen on all of them, without their asking all the time."""

from __future__ import annotations

import asyncio
import gc
from functools import partial
from typing import Any
from uuid import UUID, uuid4

import pytest
from flet_web.fastapi.flet_app_manager import app_manager

from services.meetings.models import Presence, State, Step
from tests.browser.serving import Site
from tests.house import Person
from tests.meetings.desk import Cell
from tests.robot import Robot
from tests.votes.hall import YES_NO, hall
from tests.wire.kit import NOT_FOUND, confirm, eventually, signed_in
from tests.wire.test_votes import choose
from views import paths
from views.meetings import live, strings
from views.meetings.day import strings as day
from views.meetings.helping import strings as helping
from views.shared import hearing
from views.shared.votes import strings as rows
from views.votes import strings as votes

at = partial(signed_in, address="192.0.2.64")
Asked = dict[str, list[str]]
SOON = 10.0
"""Two seconds are meant; two cores may be shared with others."""


def item_of(site: Site, meeting: UUID, position: int) -> UUID:
    return site.house.value(
        "select id from handbook.meeting_items where meeting_id = %s and position = %s",
        meeting,
        position,
    )


def title_of(site: Site, item: UUID) -> str:
    return site.house.value("select title from handbook.meeting_items where id = %s", item)


def on_item(chair: Robot, title: str) -> bool:
    """Whether the item's own screen is there, not yet that of the one before, and can be begun."""
    return title in chair.words() and not chair.button(day.ITEM_BEGIN).get("disabled")


def marked(robot: Robot, item: UUID, words: str) -> bool:
    return words in robot.words_of(robot.by_key(f"item-{item}"))


def announced(robot: Robot) -> list[Any]:
    """What a screen reader says by itself."""
    spoken = [c for c in robot.all_of("Semantics") if c.get("live_region")]
    return [c["label"] for c in spoken if c.get("label")]


async def test_it_begins_goes_on_and_ends_on_every_phone(site: Site, asked: Asked) -> None:
    cell = Cell(site.house)
    sitting = cell.member()
    meeting = await cell.planned()
    await cell.step(meeting, "call")
    items = [item_of(site, meeting, place) for place in (1, 2)]
    titles = [title_of(site, item) for item in items]
    here = paths.meeting(meeting)
    async with at(site, cell.secretary, here) as chair, at(site, sitting, here) as phone:
        await phone.until(strings.REPLY_TITLE)
        await chair.until(strings.START)
        await phone.settle(1.0)
        mine = asked[str(sitting.id)]
        mine.clear()
        await chair.tap(strings.START)
        await confirm(chair)
        await phone.until(strings.ARRIVE, SOON)
        assert not phone.sees(strings.REPLY_TITLE)
        for place, item in enumerate(items):
            await chair.go(paths.meeting_item(meeting, item))
            await chair.until(partial(on_item, chair, titles[place]))
            await chair.tap(day.ITEM_BEGIN)
            await phone.until(partial(marked, phone, item, strings.ITEM_NOW), SOON)
            await chair.until(lambda: not chair.button(day.ITEM_END).get("disabled"))
            await chair.tap(day.ITEM_END)
            await phone.until(partial(marked, phone, items[place], strings.ITEM_DONE), SOON)
            await chair.until(day.ITEM_BEGIN)
        await cell_marks(site, cell, meeting, sitting)
        await phone.until(strings.ARRIVED_ME, SOON)
        await phone.settle(2.0)
        assert set(mine) == {"meeting_open"}
        assert len(mine) <= 6, "once for each thing that happened"
        mine.clear()
        await asyncio.sleep(2.5)
        assert mine == [], "nothing happens: nothing is asked"
        await chair.go(here)
        await chair.until(strings.CLOSE)
        await chair.tap(strings.CLOSE)
        await confirm(chair)
        await phone.until(strings.STATES[State.CLOSED], SOON)
        ears = site.house.services.signals.ears
        assert len(ears[meeting]) == 2
        await phone.go(paths.Tab.MEETINGS)
        await eventually(lambda: len(ears.get(meeting, ())) == 1)


async def cell_marks(site: Site, cell: Cell, meeting: UUID, who: Person) -> None:
    keeper = await site.house.as_(cell.secretary)
    roll = await keeper.meetings.roll(meeting)
    assert {line.member_id for line in roll.people} >= {who.id}
    await keeper.meetings.mark(uuid4(), meeting, who.id, Presence.PRESENT)


async def test_a_vote_is_announced_and_followed_and_a_choice_stays(site: Site) -> None:
    h = await hall(site.house, 3)
    chair = await h.votes_of(h.secretary)
    here = paths.meeting(h.meeting)
    async with at(site, h.members[0], here) as phone, at(site, h.members[1], here) as other:
        await phone.until(strings.AGENDA)
        await other.until(strings.AGENDA)
        vote_id = await h.prepare(secret=False)
        for robot in (phone, other):
            await robot.until(rows.STATES["prepared"], SOON)
            assert announced(robot) == []
        await other.go(paths.vote(h.meeting, vote_id))
        await other.until(votes.WAIT_OPEN)
        await chair.open(await chair.see(vote_id))
        await phone.until(strings.VOTE_NOW, SOON)
        title = (await h.see(vote_id)).title
        assert announced(phone) == [strings.voting_now(title)]
        await other.until(votes.PICK_ONE, SOON)
        await choose(other, YES_NO[0])
        await other.until(lambda: not other.button(votes.SEND).get("disabled"))
        # Something else happens about this vote while the choice stands there unsent.
        site.house.services.signals.send(vote_id)
        await other.settle(2.0)
        await other.tap(votes.SEND)
        await other.until(votes.you_picked([YES_NO[0]]))
        await phone.tap(strings.VOTE_NOW)
        await phone.until(votes.PICK_ONE)
        await phone.go(here)
        await phone.until(strings.VOTE_NOW)
        await chair.close(uuid4(), vote_id)  # with the other's question still on the screen
        await phone.until(rows.STATES["counted"], SOON)
        assert announced(phone) == []
        assert strings.VOTE_NOW not in phone.buttons()
        await other.until(rows.STATES["counted"], SOON)


async def test_what_is_being_typed_stays(site: Site) -> None:
    cell = Cell(site.house)
    pupil, mentor = cell.member(), cell.member()
    await site.house.call(
        cell.secretary, "mentor_set", key=uuid4(), member_id=pupil.id, mentor_id=mentor.id
    )
    meeting = await cell.planned()
    await cell.step(meeting, "call")
    keeper = await site.house.as_(cell.secretary)
    async with at(site, mentor, paths.meeting(meeting)) as phone:
        await phone.until(helping.TITLE)
        await phone.event(phone.by_key(f"for-{pupil.id}-excused")["_i"], "click")
        await phone.until(helping.WHY)
        await phone.type(helping.WHY, "Bác đau chân, không")
        field = phone.field(helping.WHY)["_i"]
        paper = b"%PDF-1.4\n%%EOF\n"
        await keeper.meetings.add_paper(uuid4(), meeting, "Dự thảo.pdf", paper)
        await phone.until("Dự thảo.pdf", SOON)
        assert phone.field(helping.WHY)["_i"] == field, "the cursor stays where it is"
        assert phone.field(helping.WHY)["value"] == "Bác đau chân, không"
        card = await keeper.meetings.open(meeting)
        await keeper.meetings.step(uuid4(), meeting, Step.START, card.version)
        await phone.until(helping.BEGUN, SOON)
        assert phone.sees("Bác đau chân, không")


async def test_words_at_an_item_stay_when_somebody_else_ends_the_meeting(site: Site) -> None:
    cell = Cell(site.house)
    meeting = await cell.running()
    item = item_of(site, meeting, 1)
    keeper = await site.house.as_(cell.secretary)
    async with at(site, cell.secretary, paths.meeting_item(meeting, item)) as phone:
        await phone.until(day.CONCLUSION)
        card = await keeper.meetings.open(meeting)
        await keeper.meetings.step(uuid4(), meeting, Step.CLOSE, card.version)
        await phone.type(day.CONCLUSION, "Nhất trí ba việc")
        await phone.until(strings.NO_LONGER, SOON)
        await phone.settle()
        assert phone.field(day.CONCLUSION)["value"] == "Nhất trí ba việc"


async def test_a_stranger_hears_nothing(site: Site, asked: Asked) -> None:
    cell, other = Cell(site.house), Cell(site.house)
    meeting = await cell.running()
    stranger = other.member()
    async with at(site, stranger, paths.meeting(meeting)) as phone:
        await phone.until(NOT_FOUND)
        await phone.settle(1.0)
        assert meeting not in site.house.services.signals.ears
        mine = asked[str(stranger.id)]
        mine.clear()
        keeper = await site.house.as_(cell.secretary)
        await keeper.meetings.write_item(uuid4(), item_of(site, meeting, 1), running=True)
        site.house.services.signals.send(meeting)
        frames = len(phone.frames)
        await asyncio.sleep(2.0)
        assert mine == []
        assert len(phone.frames) == frames


async def test_who_is_away_asks_nothing_and_sees_it_on_coming_back(
    site: Site, asked: Asked
) -> None:
    cell = Cell(site.house)
    sitting = cell.member()
    meeting = await cell.running()
    keeper = await site.house.as_(cell.secretary)
    item = item_of(site, meeting, 1)
    async with at(site, sitting, paths.meeting(meeting)) as phone:
        await phone.until(strings.AGENDA)
        await phone.settle(1.0)
        await phone.drop()
        await asyncio.sleep(0.5)
        mine = asked[str(sitting.id)]
        mine.clear()
        await keeper.meetings.write_item(uuid4(), item, running=True)
        await asyncio.sleep(2.0)
        assert mine == []
        await phone.connect()
        await phone.until(partial(marked, phone, item, strings.ITEM_NOW))


async def test_a_session_that_has_ended_listens_no_more(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hearing, "_GONE_S", 0.2)
    cell = Cell(site.house)
    meeting = await cell.running()
    ears = site.house.services.signals.ears
    async with at(site, cell.member(), paths.meeting(meeting)) as phone:
        await phone.until(strings.AGENDA)
        await eventually(lambda: meeting in ears)
        session_id = phone.session_id
    held = vars(app_manager)["_FletAppManager__sessions"]
    for name in [name for name, session in held.items() if session.id == session_id]:
        await app_manager.delete_session(name)

    def ended() -> bool:
        gc.collect()
        return meeting not in ears

    await eventually(ended)


async def test_what_another_server_process_wrote_is_found_by_looking(
    site: Site, monkeypatch: pytest.MonkeyPatch, asked: Asked
) -> None:
    cell = Cell(site.house)
    looks, told = cell.member(), cell.member()
    meeting = await cell.planned()
    await cell.step(meeting, "call")
    here = paths.meeting(meeting)
    async with at(site, told, here) as second:
        await second.until(strings.REPLY_TITLE)
        monkeypatch.setattr(live, "SELDOM_S", 0.5)
        async with at(site, looks, here) as first:
            await first.until(strings.REPLY_TITLE)
            await eventually(lambda: "meeting_standing" in asked[str(looks.id)])
            before = asked[str(looks.id)].count("meeting_open")
            await first.settle(1.2)
            assert asked[str(looks.id)].count("meeting_open") == before, "nothing has moved"
            await cell.step(meeting, "start")  # past this process's services
            await first.until(strings.ARRIVE, SOON)
            await second.until(strings.ARRIVE, SOON)
    assert "meeting_standing" not in asked[str(told.id)]
