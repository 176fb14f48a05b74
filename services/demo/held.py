"""What comes of the demo's meetings, by the verbs that people use: held, voted on, written up, reported."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import psycopg

from services.demo.acting import Stage, backdating, stage
from services.demo.ids import demo_id
from services.demo.library import pdf_file
from services.files import PDF
from services.meetings.models import MeetingCard, Presence, Step
from services.meetings.service import BUCKET, Meetings
from services.minutes.compose import evidence, prepared
from services.minutes.models import Paper, ScoreLine, Side
from services.minutes.service import Minutes
from services.opinions.service import Opinions
from services.votes.models import PaperCount, VoteCreate
from services.votes.service import Votes

Connection = psycopg.Connection[Any]
Upload = Callable[[str, bytes, str, str], Awaitable[None]]
MEMBER, WARD = "cast-01", "cast-11"
KEPT = {
    "meetings": "meeting_is_kept",
    "votes": "vote_is_kept",
    "meeting_documents": "document_is_kept",
}
"""What forbids that anything be changed later, and does so again as soon as the past is past."""


@dataclass(frozen=True)
class Held:
    """One meeting of the seeds, who runs it, who counts with which passphrase, and the verbs of people."""

    stage: Stage
    connection: Connection
    meeting: UUID
    seed: dict[str, Any]
    tellers: dict[str, str]
    runs: str
    upload: Upload

    def meetings(self, who: str = "") -> Meetings:
        """Verbs of meetings, of who runs it or of somebody else."""
        return Meetings(self.stage.gateway(demo_id(who or self.runs)))

    def votes(self, who: str = "") -> Votes:
        """Verbs of votes."""
        return Votes(self.stage.gateway(demo_id(who or self.runs)))

    def minutes(self, who: str = "") -> Minutes:
        """Verbs of papers and scores."""
        return Minutes(self.stage.gateway(demo_id(who or self.runs)))

    async def card(self) -> MeetingCard:
        """As it stands now."""
        return await self.meetings().open(self.meeting)

    async def step(self, step: Step) -> None:
        """A step in the version that is there."""
        await self.meetings().step(uuid4(), self.meeting, step, (await self.card()).version)


async def hold_meetings(connection: Connection, seeds: dict[str, Any], upload: Upload) -> None:
    """Everything that the seeds say was done in meetings or after them."""
    with stage(connection) as acting:
        for number, seed in enumerate(seeds["meeting"]):
            runs = "cast-02" if seed["cell"] == "cell-a1" else "cast-07"
            meeting = demo_id(f"meeting:{number}")
            held = Held(acting, connection, meeting, seed, seeds["tellers"], runs, upload)
            await _prepare(held)
            if seed.get("held"):
                await _hold(held)
            if seed.get("reported"):
                await _write_up(held)


async def _prepare(held: Held) -> None:
    """Papers, opinions and questions that are there before."""
    for paper in held.seed.get("papers", []):
        content = pdf_file(paper["name"], paper["pages"])
        name = f"{held.meeting}/{demo_id(paper['name']).hex}.pdf"
        await held.upload(name, content, PDF, BUCKET)
        await held.stage.gateway(demo_id(held.runs)).rpc(
            "meeting_paper_add", key=str(uuid4()), meeting_id=str(held.meeting), object_name=name,
            file_name=paper["name"], stamp_denied=False,
        )  # fmt: skip
    opinions = Opinions(held.stage.gateway(demo_id(MEMBER)))
    for words in held.seed.get("opinions", []):
        await opinions.send(uuid4(), held.meeting, words)
    for words in held.seed.get("unnamed", []):
        await opinions.send_unnamed(uuid4(), held.meeting, words)
    if not held.seed.get("held"):
        for vote in held.seed.get("votes", []):
            await _put(held, vote)


async def _hold(held: Held) -> None:
    """From the opening to the end: the roll, the agenda, the votes, a question to those above."""
    starts = (await held.card()).starts_at
    await held.step(Step.START)
    held.connection.execute(
        "update handbook.meetings set opened_at = starts_at, called_at = starts_at - interval '5 days'"
        " where id = %s", (held.meeting,),
    )  # fmt: skip
    meetings = held.meetings()
    roll = await meetings.roll(held.meeting)
    away = set(held.seed["away"])
    cast = {demo_id(key) for key in (*held.tellers, held.runs)}
    for number, person in enumerate(p for p in roll.people if p.member_id not in cast):
        said = Presence.EXCUSED if number in away else Presence.PRESENT
        why = held.seed["absence"] if number in away else None
        await meetings.mark(uuid4(), held.meeting, person.member_id, said, why)
    for member_id in cast:
        await meetings.mark(uuid4(), held.meeting, member_id, Presence.PRESENT)
    for item, words in zip((await held.card()).items, held.seed["conclusions"], strict=False):
        await meetings.write_item(uuid4(), item.item_id, running=True)
        await meetings.write_item(uuid4(), item.item_id, words)
        await meetings.note_speaker(uuid4(), item.item_id, demo_id(MEMBER))
        await meetings.write_item(uuid4(), item.item_id, running=False)
    for vote in held.seed["votes"]:
        vote_id = await _put(held, vote)
        await (_secret if vote["secret"] else _open)(held, vote, vote_id)
    for question in held.seed.get("questions", []):
        await _ask_above(held, question)
    await held.step(Step.CLOSE)
    ends = starts + timedelta(minutes=95)
    with backdating(held.connection, KEPT):
        _put_back(held, starts, ends)


async def _put(held: Held, seed: dict[str, Any]) -> UUID:
    """Put a question; of a secret one the tellers set their keys if it is about to be opened."""
    tellers = [demo_id(key) for key in held.tellers] if seed["secret"] else []
    vote_id = await held.votes().prepare(
        VoteCreate(
            key=uuid4(), meeting_id=held.meeting, title=seed["title"], secret=seed["secret"],
            options=seed["options"], details=seed.get("details", ""), tellers=tellers,
        )
    )  # fmt: skip
    if seed["secret"] and held.seed.get("held"):
        for key, phrase in held.tellers.items():
            await held.votes(key).set_passphrase(vote_id, phrase)
    return vote_id


async def _open(held: Held, seed: dict[str, Any], vote_id: UUID) -> None:
    """The cast on their phones, the others by hand."""
    votes = held.votes()
    await votes.open(await votes.see(vote_id))
    for key, pick in seed["phones"].items():
        theirs = held.votes(key)
        await theirs.cast(uuid4(), await theirs.see(vote_id), [pick])
    others = (await votes.see(vote_id)).expected or 0
    others -= len(seed["phones"])
    hands = [*seed["others"]]
    hands[0] += others - sum(hands)
    await votes.count_hands(uuid4(), vote_id, others, hands)
    await votes.close(uuid4(), vote_id)


async def _secret(held: Held, seed: dict[str, Any], vote_id: UUID) -> None:
    """The cast send sealed ballots, the others take paper; two tellers open the box."""
    votes = held.votes()
    await votes.open(await votes.see(vote_id))
    for key, pick in seed["phones"].items():
        theirs = held.votes(key)
        await theirs.cast_sealed(await theirs.see(vote_id), [pick])
    voted = {demo_id(key) for key in seed["phones"]}
    people = await votes.people(held.meeting, vote_id)
    others = [p.member_id for p in people if p.present and p.member_id not in voted]
    for member_id in others:
        await votes.take_paper(uuid4(), vote_id, member_id)
    await votes.close(uuid4(), vote_id)
    paper = [*seed["others"]]
    paper[0] += len(others) - sum(paper)
    said = {demo_id(key): phrase for key, phrase in held.tellers.items()}
    await votes.count(vote_id, said, PaperCount(total=len(others), counts=paper))


async def _ask_above(held: Held, question: dict[str, Any]) -> None:
    """A question goes up; where it has an answer the ward gives it."""
    opinions = Opinions(held.stage.gateway(demo_id(held.runs)))
    await opinions.add_question(uuid4(), held.meeting, question["words"], pass_up=True)
    if "answer" not in question:
        return
    ward = Opinions(held.stage.gateway(demo_id(WARD)))
    waiting = await ward.waiting(demo_id("ward-a"))
    asked = next(q for q in waiting if q.words == question["words"])
    await ward.answer(uuid4(), asked.question_id, question["answer"])


def _put_back(held: Held, starts: datetime, ends: datetime) -> None:
    """Times of the meeting and its votes as if it had been held on its day."""
    run = held.connection.execute
    last = starts.date() + timedelta(days=2)
    run(
        "update handbook.meetings set closed_at = %s, report_by = %s where id = %s",
        (ends, last, held.meeting),
    )
    run(
        "update handbook.meeting_attendance set arrived_at = %s where meeting_id = %s",
        (starts - timedelta(minutes=5), held.meeting),
    )
    run(
        "update handbook.votes set opened_at = %(at)s, closed_at = %(at)s + interval '4 minutes',"
        " counted_at = %(at)s + interval '9 minutes' where meeting_id = %(meeting)s",
        {"at": starts + timedelta(minutes=70), "meeting": held.meeting},
    )
    run(
        "update handbook.meeting_items i set started_at = m.opened_at + x.before * interval '1 minute',"
        " ended_at = m.opened_at + (x.before + i.minutes) * interval '1 minute'"
        " from handbook.meetings m, (select id, sum(minutes) over (order by position) - minutes as before"
        "   from handbook.meeting_items where meeting_id = %(meeting)s) x"
        " where m.id = i.meeting_id and x.id = i.id and i.started_at is not null",
        {"meeting": held.meeting},
    )


async def _write_up(held: Held) -> None:
    """The cell's own score, the signed papers, the report, and the ward's score where there is one."""
    minutes = held.minutes()
    await _score(held, minutes, Side.SELF, held.seed["score"])
    for kind in Paper:
        draft = prepared(kind, await minutes.facts(held.meeting))
        saved = await minutes.save(
            uuid4(), held.meeting, kind, draft, None, classified_confirmed=True
        )
        await minutes.sign(uuid4(), held.meeting, kind, saved.edits)
    await minutes.report(uuid4(), held.meeting)
    if "superior" in held.seed:
        await _score(held, held.minutes(WARD), Side.SUPERIOR, held.seed["superior"])
    with backdating(held.connection, KEPT):
        held.connection.execute(
            "update handbook.meeting_documents d set created_at = m.closed_at, updated_at = m.closed_at,"
            " signed_at = m.closed_at + interval '14 hours' from handbook.meetings m"
            " where m.id = d.meeting_id and m.id = %s", (held.meeting,),
        )  # fmt: skip
        held.connection.execute(
            "update handbook.meetings set reported_at = closed_at + interval '15 hours' where id = %s",
            (held.meeting,),
        )


async def _score(held: Held, minutes: Minutes, side: Side, given: dict[str, float]) -> None:
    """Full points but where the seeds say otherwise, with the evidence that the program proposes."""
    card = await minutes.score(held.meeting)
    proposed = evidence(card) if side is Side.SELF else {}
    lines = [
        ScoreLine(key=c.key, points=given.get(c.key, c.most), evidence=proposed.get(c.key) or "")
        for c in card.form.criteria
    ]
    await minutes.give_score(uuid4(), held.meeting, side, lines, None)
