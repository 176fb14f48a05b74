"""The votes of a month, by the screens of those who run them, count them and send their ballots."""

from __future__ import annotations

from tests.browser.devices import choose, confirmed, fill_in, say_yes, scroll_to, tap_in, turn_on
from tests.browser.kit import Phone
from tests.browser.month import Month, looked_over, reloaded
from views import paths
from views.meetings import strings as meetings
from views.shared.votes import strings as cast
from views.votes import strings as votes

OPEN_VOTE = "Chọn mức đóng góp quỹ khuyến học"
SECRET_VOTE = "Thông qua nghị quyết tháng này"
PHRASES = ("con đường làng quê 45", "hạt gạo nước mắm 72")
YES, NO, _ = votes.YES_NO


async def voted_openly(month: Month, desk: Phone, typing: Phone, third: Phone) -> None:
    """Two on their phones, the others by hand; the result stands as soon as it is closed."""
    await desk.visit(paths.meeting(month.meeting))
    await tap_in(desk, meetings.VOTE_NEW)
    await choose(desk, cast.OPEN_VOTE)
    await fill_in(desk, votes.TITLE, OPEN_VOTE)
    await looked_over(desk, "month-25-vote-new")
    await tap_in(desk, votes.PREPARE)
    await desk.sees(votes.OPEN)
    await looked_over(desk, "month-26-vote-prepared")
    here = paths.vote(month.meeting, month.vote(OPEN_VOTE))
    await typing.visit(here)
    await typing.sees(votes.YOUR_VOTE)
    await typing.shot("month-27-vote-waits")
    await confirmed(desk, votes.OPEN)
    await desk.sees(cast.cast(0, 5))
    await third.visit(here)
    for phone in (typing, third):
        await phone.sees(votes.PICK_ONE)  # one of them had it open all the while
        await choose(phone, YES)
        if phone is third:
            await looked_over(phone, "month-28-vote-open")
        await tap_in(phone, votes.SEND)
        await say_yes(phone, votes.SEND)
        await phone.sees(votes.VOTED["electronic"][:20])
    await third.shot("month-29-vote-sent")
    await desk.sees(cast.cast(2, 5))
    await looked_over(desk, "month-30-vote-running")
    await tap_in(desk, votes.HANDS)
    await desk.fill(votes.HANDS_PERSONS, "3")
    await desk.fill(YES, "2")
    await desk.fill(NO, "1")
    await desk.shot("month-31-hands")
    await tap_in(desk, votes.HANDS_SAVE)
    await desk.sees(cast.cast(5, 5))
    await confirmed(desk, votes.CLOSE)
    await desk.sees(votes.votes_of(4, 5))
    await looked_over(desk, "month-32-vote-result")


async def voted_in_secret(
    month: Month, desk: Phone, typing: Phone, scanning: Phone, third: Phone
) -> None:
    """Two tellers lock it with words of their own; four on phones, one on paper; the two open and count."""
    house = month.site.house
    await desk.visit(paths.vote_new(month.meeting))
    await fill_in(desk, votes.TITLE, SECRET_VOTE)
    for teller in (month.typing, month.scanning):
        await turn_on(desk, teller.name)
    await desk.shot("month-33-secret-new")
    await tap_in(desk, votes.PREPARE)
    await desk.sees(votes.WAIT_KEYS)
    await looked_over(desk, "month-34-secret-prepared")
    here = paths.vote(month.meeting, month.vote(SECRET_VOTE))
    for phone, phrase in zip((typing, scanning), PHRASES, strict=True):
        await phone.visit(here)
        await tap_in(phone, votes.KEY_SET)
        await phone.fill(votes.PASSPHRASE, phrase)
        await fill_in(phone, votes.PASSPHRASE_AGAIN, phrase)
        await looked_over(phone, "month-35-key")
        await tap_in(phone, votes.SET)
        await phone.sees(votes.READY)
    await scanning.shot("month-36-key-set")
    await reloaded(desk, votes.OPEN)
    await confirmed(desk, votes.OPEN)
    await desk.sees(cast.cast(0, 5))
    await tap_in(desk, votes.PAPER)
    await turn_on(desk, month.elder.name)
    await desk.shot("month-37-paper-taken")
    await third.visit(here)
    await desk.visit(here)
    receipts: list[str] = []
    for phone, pick in ((third, YES), (typing, YES), (scanning, NO), (desk, YES)):
        await phone.sees(votes.PICK_ONE)
        if phone is third:
            await looked_over(phone, "month-38-ballot")
        await choose(phone, pick)
        await scroll_to(phone, phone.button(votes.SEND))
        if phone is third:
            await phone.shot("month-39-ballot-chosen")
        await tap_in(phone, votes.SEND)
        await phone.sees(votes.SEND_TITLE)
        if phone is third:
            await phone.shot("month-40-ballot-confirm")
        await say_yes(phone, votes.SEND)
        await phone.sees(votes.RECEIPT_TEXT)
        if phone is third:
            await looked_over(phone, "month-41-receipt")
        receipts.append(receipt_on(await phone.words()))
    await third.visit(paths.vote(month.meeting, month.vote(SECRET_VOTE), "why"))
    await looked_over(third, "month-42-why")
    await desk.visit(paths.meeting(month.meeting))
    await looked_over(desk, "month-43-with-votes")
    await desk.visit(here)
    await desk.sees(cast.cast(5, 5))
    await looked_over(desk, "month-44-secret-running")
    await confirmed(desk, votes.CLOSE)
    await desk.sees(votes.COUNT_LINE)
    await desk.shot("month-45-secret-closed")
    await tap_in(desk, votes.COUNT)
    for teller, phrase in zip((month.typing, month.scanning), PHRASES, strict=True):
        await fill_in(desk, votes.passphrase_of(teller.name), phrase)
    await desk.shot("month-46-count")
    await fill_in(desk, votes.PAPER_TOTAL, "1")
    await fill_in(desk, YES, "1")
    await looked_over(desk, "month-47-count-paper")
    await confirmed(desk, votes.COUNT_NOW)
    await desk.sees(votes.votes_of(4, 5))
    await looked_over(desk, "month-48-secret-result")
    await typing.sees(votes.votes_of(4, 5))
    assert receipts[1] in await typing.words(), "what is being written down stays"
    await looked_over(typing, "month-48-voter")
    assert house.value(
        "select count(*) from handbook.ballots b join handbook.votes v on v.id = b.vote_id"
        " where v.meeting_id = %s and v.secret", month.meeting,
    ) == 0  # fmt: skip
    await third.visit(paths.vote(month.meeting, month.vote(SECRET_VOTE), "receipts"))
    await third.fill(votes.FIND, receipts[0])
    await third.sees(votes.FOUND)
    words = await third.words()
    assert all(receipt in words for receipt in receipts)
    await third.shot("month-49-receipts")


def receipt_on(words: str) -> str:
    """The receipt that stands on a screen."""
    return next(
        line for line in words.splitlines()
        if line.count("-") == 3 and line.replace("-", "").isalnum() and line.isupper()
    )  # fmt: skip
