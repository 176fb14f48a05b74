"""Who votes, and who doesn't: the roll, who is there, for oneself alone, once; paper beside the phone."""

from __future__ import annotations

from base64 import b64decode, b64encode
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from services.errors import AppError, Conflict, Invalid
from services.votes.models import PaperCount, Way
from services.votes.sealing import seal_ballot
from tests.house import House, Person
from tests.votes.hall import Hall, hall, mark, sealed_nonsense

BOTH = pytest.mark.parametrize("secret", [False, True], ids=["open", "secret"])


async def refusal(h: Hall, who: Person, vote_id: UUID, *picks: int) -> str:
    """The code with which a vote is refused, over REST; and that the card says the same."""
    secret = h.house.value("select secret from handbook.votes where id = %s", vote_id)
    if secret:
        answer = await h.call(who, "ballot_cast", vote_id=vote_id, ciphertext=sealed_nonsense())
    else:
        answer = await h.call(who, "vote_cast", vote_id=vote_id, picks=list(picks) or [1])
    return answer.outcome


@BOTH
async def test_official_members_who_are_there_vote_and_nobody_else(
    house: House, secret: bool
) -> None:
    h = await hall(house, 3)
    probationary, absent, unmarked, online = (h.cell.member() for _ in range(4))
    house.run("update handbook.members set status = 'probationary' where id = %s", probationary.id)
    for person in (probationary, absent, unmarked, online):
        house.run(
            "insert into handbook.meeting_summons select %s, id, status, activity_exempt, working_away"
            " from handbook.members where id = %s",
            h.meeting, person.id,
        )  # fmt: skip
    mark(house, h.meeting, probationary)
    mark(house, h.meeting, absent, "excused")
    mark(house, h.meeting, online, "online")
    stranger = h.cell.member()  # joined the cell after the roll was made
    vote_id = await h.opened(secret=secret)
    expected = {
        probationary: "vote.probationary",
        absent: "vote.not_present",
        unmarked: "vote.not_present",
        stranger: "vote.not_summoned",
    }
    for person, code in expected.items():
        assert (await h.see(vote_id, person)).mine.hindrance == code
        assert await refusal(h, person, vote_id) == code
    for outsider in ("member", "secretary", "staff_a", "city_staff", "admin", "auditor"):
        assert (
            await h.house.call(outsider, "vote_see", vote_id=vote_id)
        ).outcome == "vote.not_found"
        assert (
            await h.call(outsider, "ballot_cast", vote_id=vote_id, ciphertext=sealed_nonsense())
        ).outcome == "vote.not_found"
    for person in (*h.everybody, online):
        assert (await h.see(vote_id, person)).mine.hindrance is None
        await h.cast(person, vote_id, 1)
    card = await h.see(vote_id, online)
    assert (card.mine.voted, card.cast.electronic, card.expected) == (Way.ELECTRONIC, 5, 5)


@BOTH
async def test_nobody_votes_twice_and_nobody_for_another(house: House, secret: bool) -> None:
    h = await hall(house, 3)
    vote_id = await h.opened(secret=secret)
    one = h.members[0]
    await h.cast(one, vote_id, 1)
    with pytest.raises(Conflict, match=r"vote\.already"):
        await h.cast(one, vote_id, 2)
    name = "ballot_cast" if secret else "vote_cast"
    for argument in ("member_id", "on_behalf_of"):
        answer = await h.call(h.secretary, name, vote_id=vote_id, **{argument: h.members[1].id})
        assert answer.outcome == "PGRST202", "there is no word for voting in another's name"
    assert (await h.see(vote_id)).cast.total == 1


@BOTH
async def test_votes_after_closing_and_before_opening_are_refused(
    house: House, secret: bool
) -> None:
    h = await hall(house, 3)
    vote_id = await h.prepare(secret=secret)
    assert await refusal(h, h.members[0], vote_id) == "vote.not_open"
    votes = await h.votes_of(h.secretary)
    await votes.open(await votes.see(vote_id))
    for person in h.members:
        await h.cast(person, vote_id, 1)
    await h.close(vote_id)
    assert await refusal(h, h.secretary, vote_id) == "vote.not_open"
    assert (await h.see(vote_id)).cast.total == 3


@pytest.mark.parametrize(
    ("picks", "code"),
    [
        ([], "vote.too_few"),
        ([1, 2, 3], "vote.too_many"),
        ([0], "vote.picks_wrong"),
        ([4], "vote.picks_wrong"),
        ([1, 1], "vote.picks_wrong"),
    ],
)
@BOTH
async def test_picks_that_were_not_offered(
    house: House, secret: bool, picks: list[int], code: str
) -> None:
    h = await hall(house, 2)
    vote_id = await h.opened(secret=secret, picks_max=2)
    with pytest.raises(Invalid) as refused:
        await h.cast(h.members[0], vote_id, *picks)
    assert refused.value.code == code
    assert (await h.see(vote_id)).cast.total == 0


async def test_too_many_picks_that_get_past_the_app_are_an_invalid_ballot(house: House) -> None:
    """Who speaks to the database without the app can seal anything: it is found at counting."""
    h = await hall(house, 4)
    vote_id = await h.opened()
    card = await h.see(vote_id)
    everything = seal_ballot(vote_id, b64decode(str(card.public_key)), [1, 2, 3])
    sent = (b64encode(everything).decode(), sealed_nonsense())
    for person, sealed in zip(h.members, sent, strict=False):
        answer = await h.call(person, "ballot_cast", vote_id=vote_id, ciphertext=sealed)
        assert answer.outcome == "ok", answer
    await h.cast(h.members[2], vote_id, 2)
    await h.close(vote_id)
    counted = await h.count(vote_id)
    assert [o.votes for o in counted.outcome or []] == [0, 1, 0]
    assert (counted.invalid, counted.blank, counted.ballots) == (2, 0, 3)


async def test_nobody_casts_a_copy_of_anothers_ballot(house: House) -> None:
    h = await hall(house, 3)
    vote_id = await h.opened()
    await h.cast(h.members[0], vote_id, 1)
    copied = house.value(
        "select encode(ciphertext, 'base64') from handbook.ballots where vote_id = %s", vote_id
    )
    answer = await h.call(h.members[1], "ballot_cast", vote_id=vote_id, ciphertext=copied)
    assert answer.outcome == "vote.already"
    assert (await h.see(vote_id, h.members[1])).mine.voted is None


async def test_a_blank_ballot_where_it_is_offered(house: House) -> None:
    h = await hall(house, 3)
    vote_id = await h.opened(picks_min=0, picks_max=2)
    for person, picks in zip(h.everybody, ((1, 2), (), (2,), ()), strict=True):
        await h.cast(person, vote_id, *picks)
    await h.close(vote_id)
    card = await h.count(vote_id)
    assert [o.votes for o in card.outcome or []] == [1, 2, 0]
    assert (card.blank, card.invalid, card.ballots) == (2, 0, 4)


@pytest.mark.parametrize("fact", ["activity_exempt", "working_away"])
async def test_the_base_is_frozen_and_who_was_left_out_of_it_comes_too_late(
    house: House, fact: str
) -> None:
    h = await hall(house, 3)
    away, there = h.cell.member(**{fact: True}), h.cell.member(**{fact: True})
    late = h.cell.member()
    for person in (away, there, late):
        house.run(
            "insert into handbook.meeting_summons select %s, id, status, activity_exempt, working_away"
            " from handbook.members where id = %s",
            h.meeting, person.id,
        )  # fmt: skip
    mark(house, h.meeting, there)
    vote_id = await h.opened(secret=False)
    card = await h.see(vote_id)
    assert card.base is not None
    assert (card.base.base, card.expected) == (6, 5), (
        "four, one there, one late; the other left out"
    )
    assert card.base.exempt_absent + card.base.away_absent == 1
    mark(house, h.meeting, away)
    mark(house, h.meeting, late)
    assert await refusal(h, away, vote_id) == "vote.came_late"
    for person in (*h.everybody, there, late):
        await h.cast(person, vote_id, 1)
    await h.close(vote_id)
    done = await h.see(vote_id)
    assert done.base == card.base
    assert done.ballots == 6 == card.base.base


@BOTH
async def test_an_account_activated_or_reset_since_votes_on_paper(
    house: House, secret: bool
) -> None:
    h = await hall(house, 4)
    activated, reset, before, waiting = h.members
    soon = datetime.now(UTC) + timedelta(seconds=1)
    house.run(
        "insert into handbook.reset_requests (member_id, effective_at, expires_at, state, closed_at)"
        " values (%s, now(), now(), 'used', now() - interval '1 minute')", before.id,
    )  # fmt: skip
    vote_id = await h.opened(secret=secret)
    house.run(
        "update handbook.accounts set activated_at = %s where member_id = %s", soon, activated.id
    )
    house.run(
        "insert into handbook.reset_requests (member_id, effective_at, expires_at, state, closed_at)"
        " values (%s, now(), now(), 'used', %s)", reset.id, soon,
    )  # fmt: skip
    house.run(
        "insert into handbook.reset_requests (member_id, effective_at, expires_at)"
        " values (%s, now(), now() + interval '1 day')", waiting.id,
    )  # fmt: skip
    for person in (activated, reset):
        assert await refusal(h, person, vote_id) == "vote.paper_only"
        assert (await h.see(vote_id, person)).mine.hindrance == "vote.paper_only"
        if secret:
            answer = await h.call(h.secretary, "vote_paper", vote_id=vote_id, member_id=person.id)
            assert answer.outcome == "ok"
    for person in (before, waiting):
        await h.cast(person, vote_id, 1)


async def test_paper_and_phone_exclude_each_other(house: House) -> None:
    h = await hall(house, 4)
    vote_id = await h.opened()
    paper, phone = h.members[:2]
    await h.cast(phone, vote_id, 1)
    answer = await h.call(h.secretary, "vote_paper", vote_id=vote_id, member_id=phone.id)
    assert answer.outcome == "vote.already"
    for _ in range(2):
        again = await h.call(h.secretary, "vote_paper", vote_id=vote_id, member_id=paper.id)
        assert again.outcome == "ok"
    with pytest.raises(Conflict, match=r"vote\.already"):
        await h.cast(paper, vote_id, 1)
    seen = await h.see(vote_id, paper)
    assert (seen.mine.voted, seen.cast.electronic, seen.cast.paper) == (Way.PAPER, 1, 1)
    back = await h.call(h.secretary, "vote_paper", vote_id=vote_id, member_id=paper.id, taken=False)
    assert back.outcome == "ok"
    await h.cast(paper, vote_id, 2)
    other = await h.call(h.members[2], "vote_paper", vote_id=vote_id, member_id=h.members[3].id)
    assert other.outcome == "vote.not_found", "only who keeps the meeting hands out paper"
    people = await (await h.votes_of(h.secretary)).people(h.meeting, vote_id)
    assert [p.paper for p in people] == [False] * 5, "who has voted by phone is not told"


async def test_the_clerk_of_this_meeting_hands_out_paper_and_counts_hands(house: House) -> None:
    h = await hall(house, 3)
    clerk = h.members[2]
    house.run("update handbook.meetings set clerk_id = %s where id = %s", clerk.id, h.meeting)
    secret, open_ = await h.opened(), await h.opened(secret=False)
    one = await h.call(clerk, "vote_paper", vote_id=secret, member_id=h.members[0].id)
    two = await h.call(clerk, "vote_hands", vote_id=open_, persons=2, counts=[1, 1, 0])
    assert (one.outcome, two.outcome) == ("ok", "ok")
    for function in ("vote_close", "vote_cancel"):
        more = {"why": "Thử"} if function == "vote_cancel" else {}
        refused = await h.call(clerk, function, vote_id=open_, **more)
        assert refused.outcome == "vote.not_found"


async def test_paper_is_counted_in_and_cannot_be_more_than_was_taken(house: House) -> None:
    h = await hall(house, 5)
    vote_id = await h.opened(majority="two_thirds")
    for person in h.members[:3]:
        await h.call(h.secretary, "vote_paper", vote_id=vote_id, member_id=person.id)
    for person in (h.secretary, *h.members[3:]):
        await h.cast(person, vote_id, 1)
    await h.close(vote_id)
    tries = {
        "more than taken": PaperCount(total=4, counts=[4, 0, 0]),
        "too few votes": PaperCount(total=3, counts=[1, 0, 0]),
        "too many votes": PaperCount(total=3, counts=[3, 1, 0]),
        "negative": PaperCount(total=3, counts=[4, -1, 0]),
        "an option too few": PaperCount(total=3, counts=[3, 0]),
        "blank as well": PaperCount(total=3, counts=[3, 0, 0], blank=1),
    }
    for name, paper in tries.items():
        with pytest.raises(AppError) as refused:
            await h.count(vote_id, paper=paper)
        assert refused.value.code == "vote.sums_wrong", name
        assert h.state(vote_id) == "closed"
    card = await h.count(vote_id, paper=PaperCount(total=3, counts=[0, 1, 0], blank=1, invalid=1))
    assert [o.votes for o in card.outcome or []] == [3, 1, 0]
    assert (card.ballots, card.blank, card.invalid) == (6, 1, 1)
    assert [o.reaches for o in card.outcome or []] == [False, False, False], (
        "3 of 6 are no two thirds"
    )


async def test_hands_are_counted_in_and_cannot_be_more_than_there_are(house: House) -> None:
    h = await hall(house, 4)
    vote_id = await h.opened(secret=False)
    await h.cast(h.members[0], vote_id, 1)
    await h.cast(h.members[1], vote_id, 2)

    async def hands(persons: int, *counts: int) -> str:
        answer = await h.call(
            h.secretary, "vote_hands", vote_id=vote_id, persons=persons, counts=list(counts)
        )
        return answer.outcome

    assert await hands(4, 4, 0, 0) == "vote.more_than_there"
    assert await hands(3, 1, 1, 0) == "vote.sums_wrong"
    assert await hands(3, 3, 1, 0) == "vote.sums_wrong"
    assert await hands(3, 3, 0, 0) == "ok"
    assert await hands(3, 2, 1, 0) == "ok", "the last count stands"
    card = await h.see(vote_id)
    assert card.hands is not None and card.hands.counts == [2, 1, 0]
    assert (await h.see(vote_id, h.members[0])).hands is None
    await h.cast(h.members[2], vote_id, 1)  # has a phone after all: one too many now
    answer = await h.call(h.secretary, "vote_close", vote_id=vote_id)
    assert answer.outcome == "vote.more_than_there"
    assert h.state(vote_id) == "open"
    assert await hands(2, 1, 1, 0) == "ok"
    await h.close(vote_id)
    done = await h.see(vote_id)
    assert [o.votes for o in done.outcome or []] == [3, 2, 0]
    assert done.outcome is not None and [o.reaches for o in done.outcome] == [True, False, False]


async def test_a_choice_sent_again_with_its_key_is_the_same_choice(house: House) -> None:
    h = await hall(house, 2)
    vote_id = await h.opened(secret=False)
    key = uuid4()
    sent = [
        await house.call(h.members[0], "vote_cast", key=key, vote_id=vote_id, picks=[1])
        for _ in range(2)
    ]
    assert sent[0] == sent[1]
    other = await house.call(h.members[0], "vote_cast", key=key, vote_id=vote_id, picks=[2])
    assert other.outcome == "write.key_reused"
    assert (await h.see(vote_id)).cast.total == 1
