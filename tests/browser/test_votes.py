"""A secret vote on phones: prepared, locked by tellers, chosen and sent by thumb, counted, seen."""

from __future__ import annotations

from tests.browser.devices import scroll_to, signed_in
from tests.browser.kit import Chromium
from tests.browser.serving import Site
from tests.votes.hall import PHRASES, YES_NO, hall
from views import paths
from views.shared.votes import strings as words
from views.votes import strings


async def test_a_ballot_is_chosen_sent_and_found_again(site: Site, chrome: Chromium) -> None:
    h = await hall(site.house, 5)
    vote_id = await h.opened(title="Thông qua nghị quyết tháng 12 về xây dựng tổ dân phố văn hóa")
    here = paths.vote(h.meeting, vote_id)
    paper = h.members[4]
    await h.call(h.secretary, "vote_paper", vote_id=vote_id, member_id=paper.id)
    voter = h.members[2]
    async with signed_in(chrome, site, voter, here) as phone:
        await phone.sees(strings.PICK_ONE)
        await phone.shot("vote-ballot")
        await phone.page.get_by_role("radio", name=YES_NO[0], exact=True).first.click()
        await scroll_to(phone, phone.button(strings.SEND))
        await phone.shot("vote-chosen")
        await phone.tap(strings.SEND)
        await phone.sees(strings.SEND_TITLE)
        await phone.shot("vote-confirm")
        await phone.page.get_by_role("button", name=strings.SEND, exact=True).last.click()
        await phone.sees(strings.RECEIPT_TEXT)
        await phone.shot("vote-receipt")
        await phone.visit(paths.vote(h.meeting, vote_id, "why"))
        await phone.shot("vote-why")
        assert phone.complaints == []
    for person in (h.secretary, *h.members[:2], h.members[3]):
        await h.cast(person, vote_id, 2)
    async with signed_in(chrome, site, h.secretary, here) as phone:
        await phone.sees(words.cast(6, 6))
        await phone.shot("vote-running")
        await scroll_to(phone, phone.button(strings.CLOSE))
        await phone.shot("vote-running-below")
        await phone.tap(strings.CLOSE)
        await phone.sees(strings.CLOSE_TITLE)
        await phone.page.get_by_role("button", name=strings.CLOSE, exact=True).last.click()
        await phone.sees(strings.COUNT_LINE)
        await phone.shot("vote-closed")
        await phone.tap(strings.COUNT)
        one, two = h.members[:2]
        await phone.fill(strings.passphrase_of(one.name), PHRASES[0])
        await phone.fill(strings.passphrase_of(two.name), PHRASES[1])
        await phone.shot("vote-count")
        await phone.fill(strings.PAPER_TOTAL, "1")
        await phone.fill(YES_NO[0], "1")
        await scroll_to(phone, phone.button(strings.COUNT_NOW))
        await phone.shot("vote-count-paper")
        await phone.tap(strings.COUNT_NOW)
        await phone.sees(strings.COUNT_TITLE)
        await phone.page.get_by_role("button", name=strings.COUNT_NOW, exact=True).last.click()
        await phone.sees(strings.votes_of(4, 6))
        await phone.shot("vote-result")
        await scroll_to(phone, phone.button(strings.RECEIPTS))
        await phone.shot("vote-result-below")
        await phone.visit(paths.vote(h.meeting, vote_id, "receipts"))
        await phone.shot("vote-receipts")
    assert [o.votes for o in (await h.see(vote_id)).outcome or []] == [2, 4, 0]


async def test_a_question_is_put_and_a_teller_sets_a_key(site: Site, chrome: Chromium) -> None:
    h = await hall(site.house, 3)
    async with signed_in(chrome, site, h.secretary, paths.vote_new(h.meeting)) as phone:
        await phone.sees(strings.TITLE)
        await phone.shot("vote-new")
        await scroll_to(phone, phone.button(strings.PREPARE))
        await phone.shot("vote-new-below")
        await phone.visit(paths.vote(h.meeting, await h.prepare(tellers=3)))
        await phone.shot("vote-prepared")
    site.house.run("update handbook.vote_tellers set salt = null, public_key = null")
    vote_id = site.house.value("select id from handbook.votes where meeting_id = %s", h.meeting)
    async with signed_in(
        chrome, site, h.members[0], paths.vote(h.meeting, vote_id, "key"), scale=1.5
    ) as phone:
        await phone.tap(strings.SUGGEST)
        await phone.sees(strings.SUGGESTED)
        await phone.shot("vote-key-150")
        await scroll_to(phone, phone.button(strings.SET))
        await phone.tap(strings.SET)
        await phone.sees(strings.READY)
        await phone.shot("vote-key-set-150")
