"""Votes over the wire: a secret one from its preparation to its result, an open one with hands; refusals."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from tests.browser.serving import Site
from tests.robot import Robot
from tests.tree import walk
from tests.votes.hall import PHRASES, YES_NO, hall
from tests.wire.kit import confirm, received, signed_in
from views import paths
from views.shared.votes import strings as words
from views.votes import strings

at = partial(signed_in, address="192.0.2.61")


async def choose(robot: Robot, label: str) -> None:
    """Tap the line of an option."""
    for group in robot.all_of("RadioGroup"):
        for tile in walk(group):
            if tile.get("_c") == "ListTile" and robot.words_of(tile) == label:
                value = tile["leading"]["value"]
                await robot.props(group["_i"], value=value)
                await robot.event(group["_i"], "change", value)
                return
    raise AssertionError(label)


async def turn_on(robot: Robot, name: str) -> None:
    """Turn on the switch, or mark the box, of a line."""
    tile = next(t for t in robot.all_of("ListTile") if name in robot.words_of(t))
    input_ = tile["trailing"] if tile.get("trailing") else tile["leading"]
    await robot.props(input_["_i"], value=True)
    await robot.event(input_["_i"], "change", True)


async def test_a_secret_vote_from_its_preparation_to_its_result(site: Site) -> None:
    house = site.house
    h = await hall(house, 5)
    one, two, voter, paper, last = h.members
    new = paths.vote_new(h.meeting)
    async with at(site, h.secretary, new) as robot:
        await robot.until(strings.TITLE)
        await robot.tap(strings.PREPARE)
        await robot.until(strings.FAULTS["tellers"])
        await robot.type(strings.TITLE, "Thông qua nghị quyết tháng 12")
        for teller in (one, two):
            await turn_on(robot, teller.name)
        await robot.settle()
        await robot.tap(strings.PREPARE)
        await robot.until(strings.WAIT_KEYS)
    vote_id: UUID = house.value("select id from handbook.votes where meeting_id = %s", h.meeting)
    here = paths.vote(h.meeting, vote_id)
    for teller, phrase in zip((one, two), PHRASES, strict=False):
        async with at(site, teller, here) as robot:
            await robot.until(strings.KEY_SET)
            await robot.tap(strings.KEY_SET)
            await robot.until(strings.KEY_TEXT[:40])
            await robot.type(strings.PASSPHRASE, phrase)
            await robot.type(strings.PASSPHRASE_AGAIN, phrase + "x")
            await robot.tap(strings.SET)
            await robot.until(lambda r=robot: r.error_of(strings.PASSPHRASE_AGAIN))
            await robot.type(strings.PASSPHRASE_AGAIN, phrase)
            await robot.settle()
            await robot.tap(strings.SET)
            await robot.until(strings.READY)
            await robot.settle()
    async with at(site, h.secretary, here) as robot:
        await robot.until(strings.OPEN)
        await robot.tap(strings.OPEN)
        await confirm(robot)
        await robot.until(words.cast(0, 6))
        await robot.tap(strings.PAPER)
        await robot.until(paper.name)
        await turn_on(robot, paper.name)
        await robot.until(lambda: h.house.value("select count(*) from handbook.ballots") == 1)
    async with at(site, voter, here) as robot:
        await robot.until(strings.PICK_ONE)
        assert robot.button(strings.SEND).get("disabled")
        await choose(robot, YES_NO[0])
        await robot.until(lambda: not robot.button(strings.SEND).get("disabled"))
        await robot.tap(strings.SEND)
        await robot.until(strings.you_picked([YES_NO[0]]))
        await confirm(robot)
        await robot.until(strings.RECEIPT_TEXT)
        card = robot.words()
        receipt = next(w for w in card if len(w) == 19 and w.count("-") == 3)
        await robot.go(paths.vote(h.meeting, vote_id, "why"))
        await robot.until(strings.WHY_PARAGRAPHS[3][1])
    async with at(site, voter, here) as robot:
        await robot.until(strings.VOTED["electronic"])
        assert received(robot, receipt) == [], "shown once"
    async with at(site, paper, here) as robot:
        await robot.until(strings.VOTED["paper"])
    for person in (h.secretary, one, two, last):
        await h.cast(person, vote_id, 2)
    async with at(site, h.secretary, here) as robot:
        await robot.until(words.cast(6, 6))
        await robot.tap(strings.CLOSE)
        await robot.until(strings.close_text(6, 6))
        await confirm(robot)
        await robot.until(strings.COUNT_LINE)
        await robot.tap(strings.COUNT)
        await robot.until(strings.BOX)
        await robot.type(strings.passphrase_of(one.name), PHRASES[0])
        await robot.type(strings.passphrase_of(two.name), PHRASES[2])
        await robot.type(strings.PAPER_TOTAL, "1")
        await robot.type(YES_NO[0], "1")
        await robot.settle()
        await robot.tap(strings.COUNT_NOW)
        await confirm(robot)
        await robot.until(strings.ERRORS["vote.passphrase_wrong"])
        await robot.type(strings.passphrase_of(two.name), PHRASES[1])
        await robot.settle()
        await robot.tap(strings.COUNT_NOW)
        await confirm(robot)
        await robot.until(strings.votes_of(4, 6))
        assert robot.sees(strings.votes_of(2, 6))
        assert robot.sees(strings.STANDS["reached"])
    async with at(site, voter, paths.vote(h.meeting, vote_id, "receipts")) as robot:
        await robot.until(receipt)
        await robot.type(strings.FIND, receipt.lower())
        await robot.until(strings.FOUND)
    assert [o.votes for o in (await h.see(vote_id)).outcome or []] == [2, 4, 0]


async def test_an_open_vote_with_hands_and_a_tie(site: Site) -> None:
    h = await hall(site.house, 3)
    vote_id = await h.opened(
        secret=False, options=["Anh An", "Chị Bình", "Anh Cường"], picks_max=2, seats=1
    )
    here = paths.vote(h.meeting, vote_id)
    async with at(site, h.members[0], here) as robot:
        await robot.until(strings.pick_some(1, 2))
        await turn_on(robot, "Anh An")
        await robot.until(strings.picked(1))
        await turn_on(robot, "Chị Bình")
        await robot.until(strings.picked(2))
        await turn_on(robot, "Anh Cường")
        await robot.until(strings.picked(3))
        assert robot.button(strings.SEND).get("disabled"), "one too many"
        assert robot.sees(strings.ERRORS["vote.too_many"])
    for person in h.members[:2]:
        await h.cast(person, vote_id, 1, 2)
    async with at(site, h.secretary, here) as robot:
        await robot.until(strings.HANDS)
        await robot.tap(strings.HANDS)
        await robot.until(strings.HANDS_PERSONS)
        await robot.type(strings.HANDS_PERSONS, "2")
        await robot.type("Anh An", "hai")
        await robot.until(lambda: robot.error_of("Anh An") == strings.NUMBER_WRONG)
        await robot.type("Anh An", "1")
        await robot.tap(strings.HANDS_SAVE)
        await robot.until(strings.ERRORS["vote.sums_wrong"])
        await robot.type("Chị Bình", "1")
        await robot.settle()
        await robot.tap(strings.HANDS_SAVE)
        await robot.until(words.cast(4, 4))
        await robot.tap(strings.CLOSE)
        await confirm(robot)
        await robot.until(strings.TIE)
        assert robot.sees(strings.STANDS["tied"])


async def test_who_cannot_vote_is_told_why(site: Site) -> None:
    h = await hall(site.house, 2)
    site.house.run(
        "update handbook.meeting_summons set status = 'probationary' where member_id = %s",
        h.members[1].id,
    )
    vote_id = await h.opened(secret=False)
    here = paths.vote(h.meeting, vote_id)
    async with at(site, h.members[1], here) as robot:
        await robot.until(strings.ERRORS["vote.probationary"])
        assert strings.SEND not in robot.buttons()
    async with at(site, "member", here) as robot:
        await robot.until(strings.ERRORS["vote.not_found"])


async def test_few_electors_are_told_before_they_vote_and_a_vote_is_called_off(
    site: Site,
) -> None:
    h = await hall(site.house, 2)
    vote_id = await h.opened()
    here = paths.vote(h.meeting, vote_id)
    async with at(site, h.members[0], here) as robot:
        await robot.until(strings.few(3))
    async with at(site, h.secretary, here) as robot:
        await robot.until(strings.CANCEL)
        await robot.tap(strings.CANCEL)
        await robot.until(strings.CANCEL_WHY)
        await robot.type(strings.CANCEL_WHY, "Đổi người kiểm phiếu")
        await robot.settle()
        await robot.tap(strings.CANCEL)
        await confirm(robot)
        await robot.until(words.STATES["cancelled"])
        assert robot.sees("Đổi người kiểm phiếu")
    assert h.state(vote_id) == "cancelled"
