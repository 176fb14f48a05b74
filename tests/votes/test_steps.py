"""From prepared to counted: every legal and every illegal move, by everybody who could try."""

from __future__ import annotations

from base64 import b64encode
from typing import Any
from uuid import UUID, uuid4

import pytest

from services.errors import AppError, Conflict, Invalid, NotFound
from services.votes import counting, sealing
from services.votes.models import ForCount, PaperCount, VoteState
from tests.house import House, Person
from tests.votes.hall import PHRASES, YES_NO, Hall, hall, mark, sealed_nonsense

STATES = ("prepared", "open", "closed", "counted", "cancelled")

# verb: the states of a secret vote in which whoever may takes it
LEGAL = {
    "vote_tellers": "prepared",
    "vote_teller_key": "prepared",
    "vote_open": "prepared open",  # said again it does nothing
    "ballot_cast": "open",
    "vote_paper": "open",
    "vote_close": "open",
    "vote_cancel": "prepared open closed",
    "vote_for_count": "closed",
    "vote_count": "closed",
}
WRONG = {"vote.wrong_state", "vote.not_open"}


async def put(h: Hall, state: str) -> UUID:
    """A secret vote in a state, by the way that leads there."""
    vote_id = await h.prepare()
    votes = await h.votes_of(h.secretary)
    if state in ("open", "closed", "counted"):
        await votes.open(await votes.see(vote_id))
    if state in ("closed", "counted"):
        await h.close(vote_id)
    if state == "counted":
        await h.count(vote_id)
    if state == "cancelled":
        await votes.cancel(uuid4(), vote_id, "Đổi câu hỏi")
    assert h.state(vote_id) == state
    return vote_id


async def attempt(h: Hall, verb: str, vote_id: UUID, who: Person | None = None) -> str:
    """One verb as whoever may take it; returns `ok` or the refusal."""
    by_default = {"vote_teller_key": h.members[0], "ballot_cast": h.members[2]}
    actor = who or by_default.get(verb, h.secretary)
    arguments: dict[str, dict[str, Any]] = {
        "vote_tellers": {"tellers": [str(m.id) for m in h.members[:2]]},
        "vote_teller_key": {"salt": "A" * 21 + "Q==", "public_key": "B" * 43 + "="},
        "ballot_cast": {"ciphertext": sealed_nonsense()},
        "vote_paper": {"member_id": str(h.members[3].id)},
        "vote_cancel": {"why": "Đổi câu hỏi"},
        "vote_count": {
            "proof": "A" * 43 + "=", "counts": [0, 0, 0], "blank": 0, "invalid": 0, "paper": [0, 0, 0],
            "tellers": [str(m.id) for m in h.members[:2]], "paper_total": 0,
        },
    }  # fmt: skip
    if verb == "vote_open":
        try:
            votes = await h.votes_of(actor)
            await votes.open(await votes.see(vote_id))
        except AppError as refused:
            return refused.code
        return "ok"
    answer = await h.call(actor, verb, vote_id=vote_id, **arguments.get(verb, {}))
    # a made-up proof is told apart from a wrong state only when the state is right
    return "ok" if answer.outcome == "vote.proof_wrong" else answer.outcome


def test_the_table_of_moves(house: House) -> None:
    with house.sql() as connection:
        rows = connection.execute(
            "select from_state::text, to_state::text from handbook.vote_moves"
        ).fetchall()
    assert set(rows) == {
        ("prepared", "open"), ("prepared", "cancelled"), ("open", "closed"), ("open", "cancelled"),
        ("closed", "counted"), ("closed", "cancelled"),
    }  # fmt: skip


@pytest.mark.parametrize("verb", LEGAL)
async def test_each_verb_in_each_state(house: House, verb: str) -> None:
    h = await hall(house)
    for state in STATES:
        vote_id = await put(h, state)
        outcome = await attempt(h, verb, vote_id)
        if state in LEGAL[verb].split():
            assert outcome == "ok", state
        else:
            assert outcome in WRONG, (state, outcome)
            assert h.state(vote_id) == state


@pytest.mark.parametrize("state", STATES)
def test_nobody_moves_a_vote_where_the_table_does_not_lead(house: House, state: str) -> None:
    """Not even a statement of the owner: the trigger holds the moves."""
    cell = house.unit("cell-a1")
    meeting = house.value(
        "insert into handbook.meetings (unit_id, unit_path, kind, title, starts_at, minutes, place, month)"
        " values (%s, '', 'thematic', 'Họp thử', now(), 60, 'Nhà A', handbook.today()) returning id", cell,
    )  # fmt: skip
    with house.sql("supabase_admin") as connection, connection.transaction(force_rollback=True):
        row = connection.execute(
            "insert into handbook.votes (meeting_id, unit_path, title, secret, options)"
            " values (%s, '', 'Câu hỏi', false, array['A', 'B']) returning id",
            (meeting,),
        ).fetchone()
        assert row is not None
        with connection.transaction():
            connection.execute("set local session_replication_role = replica")
            connection.execute(
                "update handbook.votes set state = %s::handbook.vote_state, rule = '{}', base = '{}',"
                " opened_at = now(), counts = case when %s = 'counted' then '{1,1}'::int[] end where id = %s",
                (state, state, row[0]),
            )
            connection.execute("set local session_replication_role = origin")
        led = connection.execute(
            "select to_state::text from handbook.vote_moves where from_state::text = %s", (state,)
        ).fetchall()
        for other in set(STATES) - {state} - {r[0] for r in led}:
            with pytest.raises(Exception, match=r"vote\.wrong_state"), connection.transaction():
                connection.execute(
                    "update handbook.votes set state = %s::handbook.vote_state where id = %s",
                    (other, row[0]),
                )


@pytest.mark.parametrize("verb", LEGAL)
async def test_members_who_only_vote_run_nothing(house: House, verb: str) -> None:
    h = await hall(house)
    states = LEGAL[verb].split()
    vote_id = await put(h, states[0])
    if verb == "ballot_cast":
        return  # what members do
    assert await attempt(h, verb, vote_id, h.members[3]) in ("vote.not_found", "vote.keys_missing")
    assert h.state(vote_id) == states[0]


async def test_nothing_shows_before_the_count_and_nothing_but_sums_after(house: House) -> None:
    h = await hall(house)
    for secret in (False, True):
        vote_id = await h.opened(secret=secret)
        for person, pick in zip(h.everybody, (1, 1, 2, 3, 1), strict=True):
            await h.cast(person, vote_id, pick)
        for person in h.everybody:
            card = await h.see(vote_id, person)
            assert (card.outcome, card.blank, card.invalid, card.ballots) == (None,) * 4
            assert card.cast.electronic == 5
            assert await (await h.votes_of(person)).receipts(vote_id) == []
        await h.close(vote_id)
        if secret:
            assert (await h.see(vote_id)).outcome is None
            await h.count(vote_id)
        card = await h.see(vote_id, h.members[3])
        assert card.outcome is not None
        assert [(o.votes, o.stands) for o in card.outcome] == [
            (3, "reached"), (1, "below"), (1, "below"),
        ]  # fmt: skip
        assert card.base is not None and card.base.base == 5


async def test_opening_waits_for_every_teller_and_for_the_meeting(house: House) -> None:
    h = await hall(house)
    votes = await h.votes_of(h.secretary)
    vote_id = await h.prepare(tellers=3)
    stranger = h.cell.member()
    with pytest.raises(NotFound):
        await (await h.votes_of(stranger)).set_passphrase(vote_id, PHRASES[0])
    await votes.name_tellers(uuid4(), vote_id, [h.members[0].id, h.members[3].id])
    card = await votes.see(vote_id)
    assert [(t.member_id, t.ready) for t in card.tellers] == [
        (h.members[0].id, True), (h.members[3].id, False),
    ]  # fmt: skip
    with pytest.raises(Conflict, match=r"vote\.keys_missing"):
        await votes.open(card)
    answer = await h.call(h.secretary, "vote_open", vote_id=vote_id, version=card.version)
    assert answer.outcome == "vote.keys_missing"
    await (await h.votes_of(h.members[3])).set_passphrase(vote_id, PHRASES[2])
    with pytest.raises(Conflict, match=r"vote\.changed_meanwhile|vote\.keys_missing"):
        await votes.open(card)
    mark(house, h.meeting, h.members[3], "excused")
    with pytest.raises(Conflict, match=r"vote\.teller_absent"):
        await votes.open(await votes.see(vote_id))
    mark(house, h.meeting, h.members[3], "online")
    await votes.open(await votes.see(vote_id))
    assert h.state(vote_id) == "open"


async def test_keys_changed_between_looking_and_opening_are_found_out(house: House) -> None:
    h = await hall(house)
    vote_id = await h.prepare()
    votes = await h.votes_of(h.secretary)
    seen = await votes.see(vote_id)
    await (await h.votes_of(h.members[0])).set_passphrase(vote_id, "một cụm từ khác hẳn 99")
    with pytest.raises(Conflict, match=r"vote\.changed_meanwhile"):
        await votes.open(seen)


async def test_no_vote_is_opened_before_the_meeting_or_for_nobody(house: House) -> None:
    h = await hall(house, 2)
    planned = await h.cell.planned(kind="thematic", title="Sinh hoạt chuyên đề")
    votes = await h.votes_of(h.secretary)
    vote_id = await h.prepare(secret=False, meeting_id=planned)
    with pytest.raises(Conflict, match=r"vote\.meeting_not_running"):
        await votes.open(await votes.see(vote_id))
    alone = await h.prepare(secret=False)
    for person in h.everybody:
        mark(house, h.meeting, person, "excused")
    with pytest.raises(Conflict, match=r"vote\.nobody_there"):
        await votes.open(await votes.see(alone))


SEALINGS: dict[str, Any] = {
    "nothing": None,
    "no shares": {"public_key": "A" * 43 + "=", "commitment": "A" * 43 + "=", "shares": []},
    "a short key": {"public_key": "AAAA", "commitment": "A" * 43 + "="},
}


@pytest.mark.parametrize("name", SEALINGS)
async def test_a_sealing_that_could_not_be_opened_is_refused(house: House, name: str) -> None:
    h = await hall(house)
    vote_id = await h.prepare()
    version = (await h.see(vote_id)).version
    first, second = (str(m.id) for m in h.members[:2])
    pair = {"first": first, "second": second, "to_first": "AA==", "to_second": "AA=="}
    made = SEALINGS[name] and {"shares": [pair]} | SEALINGS[name]
    answer = await h.call(h.secretary, "vote_open", vote_id=vote_id, version=version, sealing=made)
    assert answer.outcome == "vote.sealing_wrong"
    assert h.state(vote_id) == "prepared"


@pytest.mark.parametrize("tellers", [2, 3])
async def test_any_two_tellers_count_and_never_one(house: House, tellers: int) -> None:
    h = await hall(house)
    everybody = h.members[:tellers]
    pairs = [(a, b) for a in range(tellers) for b in range(tellers) if a != b]
    vote_id = await h.opened(tellers=tellers)
    await h.cast(h.members[2], vote_id, 2)
    await h.close(vote_id)
    first = everybody[0]
    wrong: dict[str, tuple[dict[UUID, str], str]] = {
        "one alone": ({first.id: PHRASES[0]}, "vote.two_tellers"),
        "nobody": ({}, "vote.two_tellers"),
        "no teller": ({first.id: PHRASES[0], h.members[3].id: PHRASES[1]}, "vote.two_tellers"),
        "a wrong one": (
            {first.id: PHRASES[0], everybody[1].id: PHRASES[0]},
            "vote.passphrase_wrong",
        ),
        "nearly right": (
            {first.id: PHRASES[0].upper(), everybody[1].id: PHRASES[1]},
            "vote.passphrase_wrong",
        ),
    }
    for name, (said, code) in wrong.items():
        with pytest.raises(Invalid) as refused:
            await h.count(vote_id, said)
        assert refused.value.code == code, name
        assert h.state(vote_id) == "closed"
    a, b = pairs[-1]
    said = {everybody[a].id: PHRASES[a], everybody[b].id: PHRASES[b]}
    card = await h.count(vote_id, said, who=everybody[0])
    assert [o.votes for o in card.outcome or []] == [0, 1, 0]
    assert set(card.counted_with) == set(said)


async def test_a_count_that_does_not_fit_the_ballots_is_refused(house: House) -> None:
    """Even with the right proof: who counts cannot add or leave out."""
    h = await hall(house)
    vote_id = await h.opened()
    for person in h.members[:3]:
        await h.cast(person, vote_id, 1)
    await h.close(vote_id)
    closed = ForCount.model_validate(
        (await h.call(h.secretary, "vote_for_count", vote_id=vote_id)).body
    )
    said = {h.members[0].id: PHRASES[0], h.members[1].id: PHRASES[1]}
    proof = b64encode(sealing.proof(vote_id, counting.vote_key(closed, said))).decode()

    async def publish(counts: list[int], blank: int = 0, invalid: int = 0, **more: Any) -> str:
        arguments: dict[str, Any] = {
            "proof": proof, "counts": counts, "blank": blank, "invalid": invalid,
            "tellers": [str(t) for t in said], "paper_total": 0, "paper": [0, 0, 0],
        }  # fmt: skip
        answer = await h.call(h.secretary, "vote_count", vote_id=vote_id, **(arguments | more))
        return answer.outcome

    for counts in ([4, 0, 0], [2, 0, 0], [3, 0], [-1, 4, 0], [3, 1, 0]):
        assert await publish(counts) == "vote.count_wrong", counts
    assert await publish([3, 0, 0], blank=1, invalid=-1) == "vote.count_wrong"
    assert await publish([2, 0, 0], blank=1) == "vote.count_wrong", "no blank was offered"
    assert await publish([3, 0, 0], proof="A" * 43 + "=") == "vote.proof_wrong"
    assert await publish([3, 0, 0], tellers=[str(h.members[0].id)]) == "vote.proof_wrong"
    assert await publish([3, 0, 0], paper_total=1, paper=[1, 0, 0]) == "vote.sums_wrong"
    assert await publish([3, 0, 0]) == "ok"
    assert await publish([3, 0, 0]) == "vote.wrong_state"


async def test_after_the_count_ballots_keys_and_halves_are_gone(house: House) -> None:
    h = await hall(house)
    counted, cancelled = await h.opened(), await h.opened()
    for vote_id in (counted, cancelled):
        for person in h.members[:2]:
            await h.cast(person, vote_id, 1)
        await h.call(h.secretary, "vote_paper", vote_id=vote_id, member_id=h.members[3].id)
        await h.close(vote_id)
    await h.count(counted, paper=PaperCount(total=1, counts=[1, 0, 0]))
    await (await h.votes_of(h.secretary)).cancel(uuid4(), cancelled, "Quên cụm từ")
    for vote_id in (counted, cancelled):
        assert house.value("select count(*) from handbook.ballots where vote_id = %s", vote_id) == 0
        assert (
            house.value("select count(*) from handbook.vote_shares where vote_id = %s", vote_id)
            == 0
        )
        assert house.value(
            "select count(*) = 2 and count(salt) = 0 and count(public_key) = 0"
            " from handbook.vote_tellers where vote_id = %s",
            vote_id,
        )
        assert house.value(
            "select public_key is null and commitment is null from handbook.votes where id = %s",
            vote_id,
        )
    seen = await h.see(counted, h.members[0])
    assert seen.mine.voted is None, "not even that somebody took part remains"
    assert (await h.see(cancelled)).state is VoteState.CANCELLED


async def test_a_meeting_does_not_end_over_ballots_that_wait(house: House) -> None:
    h = await hall(house)
    prepared, vote_id = await h.prepare(), await h.opened()
    assert (await h.cell.step(h.meeting, "close")).outcome == "meeting.votes_unfinished"
    await h.close(vote_id)
    assert (await h.cell.step(h.meeting, "close")).outcome == "meeting.votes_unfinished"
    await h.count(vote_id)
    assert (await h.cell.step(h.meeting, "close")).outcome == "ok"
    assert h.state(prepared) == "cancelled"
    assert (
        house.value("select count(salt) from handbook.vote_tellers where vote_id = %s", prepared)
        == 0
    )
    late = await h.call(
        h.secretary, "vote_prepare", meeting_id=h.meeting, title="Câu hỏi", secret=False, options=YES_NO
    )  # fmt: skip
    assert late.outcome == "meeting.wrong_state"


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"title": "ab"}, "vote.title_length"),
        ({"options": ["Đồng ý"]}, "vote.options_wrong"),
        ({"options": ["Đồng ý", " Đồng ý "]}, "vote.options_wrong"),
        ({"options": ["Đồng ý", " "]}, "vote.options_wrong"),
        ({"options": [f"Người {n}" for n in range(21)]}, "vote.options_wrong"),
        ({"picks_max": 4}, "vote.picks_wrong"),
        ({"picks_min": 2}, "vote.picks_wrong"),
        ({"seats": 3}, "vote.seats_wrong"),
        ({"seats": 0}, "vote.seats_wrong"),
        ({"tellers": 0}, "vote.tellers_wrong"),
        ({"title": "Về văn bản MẬT của cấp trên"}, "vote.classified"),
        ({"options": ["Tài liệu TỐI MẬT", "Khác"]}, "vote.classified"),
        ({"item_id": uuid4()}, "vote.item_not_found"),
    ],
)
async def test_a_question_that_cannot_be_put(house: House, more: dict[str, Any], code: str) -> None:
    h = await hall(house, 2)
    with pytest.raises(AppError) as refused:
        await h.prepare(**more)
    assert refused.value.code == code
    assert house.value("select count(*) from handbook.votes where meeting_id = %s", h.meeting) == 0


async def test_tellers_are_two_or_three_official_members_of_the_cell(house: House) -> None:
    h = await hall(house, 4)
    house.run("update handbook.members set status = 'probationary' where id = %s", h.members[3].id)
    ids = [m.id for m in h.members]
    for named, code in (
        ([ids[0]], "vote.tellers_wrong"),
        ([ids[0], ids[0]], "vote.tellers_wrong"),
        ([*ids[:3], h.secretary.id], "vote.tellers_wrong"),
        ([ids[0], ids[3]], "member.not_found"),
        ([ids[0], house.id("member")], "member.not_found"),
    ):
        answer = await h.call(
            h.secretary, "vote_prepare", meeting_id=h.meeting, title="Câu hỏi", secret=True,
            options=YES_NO, tellers=[str(n) for n in named],
        )  # fmt: skip
        assert answer.outcome == code, named
    open_ = await h.call(
        h.secretary, "vote_prepare", meeting_id=h.meeting, title="Câu hỏi", secret=False,
        options=YES_NO, tellers=[str(n) for n in ids[:2]],
    )  # fmt: skip
    assert open_.outcome == "vote.tellers_wrong"


@pytest.mark.parametrize("passphrase", ["ngắn quá", "aaaaaaaaaaaaaa", "x" * 201])
async def test_a_passphrase_that_is_no_lock_is_refused(house: House, passphrase: str) -> None:
    h = await hall(house, 2)
    vote_id = await h.prepare()
    with pytest.raises(Invalid, match=r"vote\.passphrase_weak"):
        await (await h.votes_of(h.members[0])).set_passphrase(vote_id, passphrase)


@pytest.mark.parametrize(("members", "few"), [(3, True), (4, False)])
async def test_with_fewer_than_five_electors_it_is_said_beforehand(
    house: House, members: int, few: bool
) -> None:
    h = await hall(house, members)
    card = await h.see(await h.opened(), h.members[0])
    assert (card.expected, card.few) == (members + 1, few)
