"""Large text where votes are put and tellers lock them; a whole vote is in test_month.py."""

from __future__ import annotations

from tests.browser.devices import scroll_to, signed_in
from tests.browser.kit import Chromium
from tests.browser.serving import Site
from tests.votes.hall import hall
from views import paths
from views.votes import strings


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
