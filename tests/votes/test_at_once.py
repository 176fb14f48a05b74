"""Many at once, with double taps, replays, two clerks, closing in the middle: each once, sums right."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.errors import AppError
from services.votes.models import PaperCount, VoteCard
from tests.house import House, Person
from tests.votes.hall import Hall, hall

VOTERS = 24


@pytest.mark.parametrize("secret", [False, True], ids=["open", "secret"])
async def test_all_at_once_each_tapping_three_times_with_another_choice(
    house: House, secret: bool
) -> None:
    h = await hall(house, VOTERS)
    vote_id = await h.opened(secret=secret, picks_max=2)
    cards = {p.id: await h.see(vote_id, p) for p in h.everybody}
    kept: dict[UUID, tuple[int, ...]] = {}
    receipts: list[str] = []

    async def tap(person: Person, picks: tuple[int, ...]) -> str:
        votes = await h.votes_of(person)
        try:
            if secret:
                receipts.append(await votes.cast_sealed(cards[person.id], picks))
            else:
                await votes.cast(uuid4(), cards[person.id], picks)
        except AppError as refused:
            return refused.code
        assert person.id not in kept
        kept[person.id] = picks
        return "ok"

    taps = [(p, picks) for p in h.everybody for picks in ((1,), (2, 3), (3,))]
    random.Random(7).shuffle(taps)
    outcomes = await asyncio.gather(*(tap(*one) for one in taps))
    assert Counter(outcomes) == {"ok": VOTERS + 1, "vote.already": 2 * (VOTERS + 1)}
    await h.close(vote_id)
    card = await h.count(vote_id) if secret else await h.see(vote_id)
    expected = Counter(pick for picks in kept.values() for pick in picks)
    assert [o.votes for o in card.outcome or []] == [expected[n] for n in (1, 2, 3)]
    assert card.ballots == VOTERS + 1
    assert await (await h.votes_of(h.secretary)).receipts(vote_id) == sorted(receipts)


async def test_one_request_sent_five_times_is_one_ballot(house: House) -> None:
    """A replay of the very bytes: the row is the guard."""
    h = await hall(house, 3)
    vote_id = await h.opened()
    await h.cast(h.members[0], vote_id, 1)
    sealed = house.value(
        "select encode(ciphertext, 'base64') from handbook.ballots where vote_id = %s", vote_id
    )
    house.run("delete from handbook.ballots where vote_id = %s", vote_id)
    answers = await asyncio.gather(
        *(h.call(h.members[0], "ballot_cast", vote_id=vote_id, ciphertext=sealed) for _ in range(5))
    )
    assert Counter(a.outcome for a in answers) == {"ok": 1, "vote.already": 4}


async def test_whoever_votes_while_it_is_closed_is_counted_or_refused(house: House) -> None:
    """Nobody is told 'voted' and left out, and nobody comes in after the count."""
    h = await hall(house, VOTERS)
    for turn in range(3):
        vote_id = await h.opened(secret=False)
        cards = {p.id: await h.see(vote_id, p) for p in h.members}

        async def tap(person: Person, cards: dict[UUID, VoteCard] = cards) -> str:
            votes = await h.votes_of(person)
            try:
                await votes.cast(uuid4(), cards[person.id], [1])
            except AppError as refused:
                return refused.code
            return "ok"

        async def end(vote_id: UUID = vote_id, turn: int = turn) -> str:
            await asyncio.sleep(0.01 * (turn + 1))
            await h.close(vote_id)
            return "closed"

        outcomes = Counter(await asyncio.gather(*(tap(p) for p in h.members), end()))
        card = await h.see(vote_id)
        assert outcomes["ok"] + outcomes["vote.not_open"] == VOTERS
        assert card.outcome is not None
        assert card.outcome[0].votes == card.ballots == outcomes["ok"]


async def test_two_clerks_at_once(house: House) -> None:
    """The same paper twice, paper against phone, two shows of hands, two countings: one of each holds."""
    h = await hall(house, 6)
    clerk = h.members[5]
    house.run("update handbook.meetings set clerk_id = %s where id = %s", clerk.id, h.meeting)
    vote_id = await h.opened()
    one, two = h.members[2:4]
    twice = await asyncio.gather(
        *(h.call(c, "vote_paper", vote_id=vote_id, member_id=one.id) for c in (h.secretary, clerk))
    )
    assert {a.outcome for a in twice} == {"ok"}
    card = await h.see(vote_id, two)
    votes = await h.votes_of(two)
    paper, phone = await asyncio.gather(
        h.call(clerk, "vote_paper", vote_id=vote_id, member_id=two.id),
        votes.cast_sealed(card, [1]),
        return_exceptions=True,
    )
    by_paper = not isinstance(paper, BaseException) and paper.outcome == "ok"
    assert by_paper == isinstance(phone, AppError)
    taken = 1 + by_paper
    await h.close(vote_id)
    found = PaperCount(total=taken, counts=[0, taken, 0])
    counted = await asyncio.gather(
        h.count(vote_id, paper=found),
        h.count(vote_id, paper=found, who=h.members[0]),
        return_exceptions=True,
    )
    refused = [c for c in counted if isinstance(c, AppError)]
    assert [c.code for c in refused] == ["vote.wrong_state"]
    done = await h.see(vote_id)
    assert [o.votes for o in done.outcome or []] == [1 - by_paper, taken, 0]
    open_ = await h.opened(secret=False)
    await asyncio.gather(
        *(
            h.call(c, "vote_hands", vote_id=open_, persons=7, counts=sums)
            for c, sums in ((h.secretary, [7, 0, 0]), (clerk, [0, 7, 0]))
        )
    )
    await h.close(open_)
    last = await h.see(open_)
    assert last.ballots == 7
    assert sorted(o.votes for o in last.outcome or []) == [0, 0, 7], "one of the two, not both"


Chosen = list[tuple[bool, set[int]]]
"""Of each elector: on paper or by phone, and what."""


@given(
    st.lists(
        st.tuples(st.booleans(), st.sets(st.integers(1, 3), max_size=2)), min_size=6, max_size=6
    )
)
@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
async def test_any_ballots_by_any_way_add_up(house: House, chosen: Chosen) -> None:
    """Whatever everybody picks, by phone or on paper, blank or not: the sums are those of the picks."""
    if id(house) not in halls:
        halls[id(house)] = await hall(house, 5)
    h = halls[id(house)]
    vote_id = await h.opened(picks_min=0, picks_max=2)
    for person, (paper, picks) in zip(h.everybody, chosen, strict=True):
        if paper:
            await h.call(h.secretary, "vote_paper", vote_id=vote_id, member_id=person.id)
        else:
            await h.cast(person, vote_id, *picks)
    await h.close(vote_id)
    papers = [picks for paper, picks in chosen if paper]
    sums = PaperCount(
        total=len(papers),
        counts=[sum(n in picks for picks in papers) for n in (1, 2, 3)],
        blank=sum(not picks for picks in papers),
    )
    card = await h.count(vote_id, paper=sums)
    assert [o.votes for o in card.outcome or []] == [
        sum(n in picks for _, picks in chosen) for n in (1, 2, 3)
    ]
    assert card.blank == sum(not picks for _, picks in chosen)
    assert card.ballots == 6


halls: dict[int, Hall] = {}
