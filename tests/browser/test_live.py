"""A meeting on two phones: the chair's taps are seen, and heard, on the other, which stays where it is."""

from __future__ import annotations

from uuid import uuid4

from tests.browser.devices import box_of, confirmed, scroll_to, signed_in
from tests.browser.kit import Chromium, Phone
from tests.browser.serving import Site
from tests.votes.hall import hall
from views import paths
from views.meetings import strings
from views.votes import strings as votes

HEARD = """() => {
    window.heard = [];
    const host = document.querySelector('flt-announcement-host');
    new MutationObserver(all => all.forEach(m => m.addedNodes.forEach(
        n => window.heard.push(n.textContent)))).observe(host, {childList: true, subtree: true});
}"""


async def heard(phone: Phone) -> list[str]:
    return [str(words) for words in await phone.page.evaluate("() => window.heard")]


async def test_a_vote_opens_on_the_other_phone(site: Site, chrome: Chromium) -> None:
    h = await hall(site.house, 3)
    here = paths.meeting(h.meeting)
    keeper = await site.house.as_(h.secretary)
    items = (await keeper.meetings.open(h.meeting)).items
    await keeper.meetings.write_item(uuid4(), items[0].item_id, running=True)
    vote_id = await h.prepare(secret=False)
    at_vote = paths.vote(h.meeting, vote_id)
    async with (
        signed_in(chrome, site, h.secretary, at_vote) as chair,
        signed_in(chrome, site, h.members[0], here) as phone,
    ):
        await phone.sees(strings.ITEM_NOW)
        last = phone.page.get_by_text(items[2].title).first
        await scroll_to(phone, last)
        before = await box_of(last)
        await phone.page.evaluate(HEARD)
        await phone.shot("live-before")
        await confirmed(chair, votes.OPEN)
        await phone.sees(strings.voting_now("Thông qua nghị quyết tháng này"))
        await phone.shot("live-vote-open")
        after = await box_of(last)
        assert before and after
        assert abs(after["y"] - before["y"]) < 30, "it stays, but for the line of who has voted"
        assert any(strings.voting_now("") in words for words in await heard(phone))
        await keeper.meetings.write_item(uuid4(), items[0].item_id, running=False)
        await keeper.meetings.write_item(uuid4(), items[1].item_id, running=True)
        await phone.sees(strings.ITEM_DONE)
        await phone.shot("live-next-item")
        await phone.tap(strings.VOTE_NOW)
        await phone.sees("Gửi phiếu")
        assert phone.complaints == []
