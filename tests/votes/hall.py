"""A meeting with people in it, and its votes, as the tests of this room hold them."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from services.votes.models import Majority, PaperCount, VoteCard, VoteCreate
from services.votes.service import Votes
from tests.house import Answer, House, Person
from tests.meetings.desk import Cell

YES_NO = ["Đồng ý", "Không đồng ý", "Ý kiến khác"]
PHRASES = ("con đường làng quê 45", "hạt gạo nước mắm 72", "cây đa bến nước 38")


@dataclass
class Hall:
    """A running meeting: the secretary and so many official members, all present."""

    house: House
    cell: Cell
    meeting: UUID
    members: list[Person] = field(default_factory=list[Person])

    @property
    def secretary(self) -> Person:
        """Who runs the meeting."""
        return self.cell.secretary

    @property
    def everybody(self) -> list[Person]:
        """All electors."""
        return [self.secretary, *self.members]

    async def votes_of(self, who: Person) -> Votes:
        """The verbs as one of them has them."""
        return (await self.house.as_(who)).votes

    async def see(self, vote_id: UUID, who: Person | None = None) -> VoteCard:
        """The card."""
        return await (await self.votes_of(who or self.secretary)).see(vote_id)

    async def prepare(self, *, secret: bool = True, tellers: int = 2, **more: Any) -> UUID:
        """A question; of a secret one the first members are tellers and have set their keys."""
        named = self.members[:tellers] if secret else []
        made: dict[str, Any] = {
            "key": uuid4(),
            "meeting_id": self.meeting,
            "title": "Thông qua nghị quyết tháng này",
            "secret": secret,
            "options": YES_NO,
            "tellers": [p.id for p in named],
        }
        vote_id = await (await self.votes_of(self.secretary)).prepare(
            VoteCreate.model_validate(made | more)
        )
        for person, phrase in zip(named, PHRASES, strict=False):
            await (await self.votes_of(person)).set_passphrase(vote_id, phrase)
        return vote_id

    async def opened(self, *, secret: bool = True, tellers: int = 2, **more: Any) -> UUID:
        """The same, open."""
        vote_id = await self.prepare(secret=secret, tellers=tellers, **more)
        votes = await self.votes_of(self.secretary)
        await votes.open(await votes.see(vote_id))
        return vote_id

    async def cast(self, who: Person, vote_id: UUID, *picks: int) -> str | None:
        """A vote by the services; of a secret one the receipt."""
        votes = await self.votes_of(who)
        card = await votes.see(vote_id)
        if card.secret:
            return await votes.cast_sealed(card, picks)
        await votes.cast(uuid4(), card, picks)
        return None

    async def close(self, vote_id: UUID) -> None:
        """End the voting."""
        await (await self.votes_of(self.secretary)).close(uuid4(), vote_id)

    async def count(
        self,
        vote_id: UUID,
        phrases: dict[UUID, str] | None = None,
        paper: PaperCount | None = None,
        who: Person | None = None,
    ) -> VoteCard:
        """Count with the first two tellers; returns the card with the result."""
        votes = await self.votes_of(who or self.secretary)
        card = await votes.see(vote_id)
        first_two = {t.member_id: p for t, p in zip(card.tellers[:2], PHRASES, strict=False)}
        said = first_two if phrases is None else phrases
        empty = PaperCount(total=0, counts=[0] * len(card.options))
        await votes.count(vote_id, said, paper or empty)
        return await votes.see(vote_id)

    async def call(self, who: Person | str, function: str, **arguments: object) -> Answer:
        """Over REST, with a write key where one is taken."""
        if function in KEYED:
            arguments = {"key": uuid4(), **arguments}
        return await self.house.call(who, function, **arguments)

    def state(self, vote_id: UUID) -> str:
        """Where it stands."""
        return str(
            self.house.value("select state::text from handbook.votes where id = %s", vote_id)
        )


KEYED = {
    "vote_prepare", "vote_tellers", "vote_cast", "vote_hands", "vote_paper", "vote_close",
    "vote_cancel",
}  # fmt: skip


async def hall(house: House, members: int = 4) -> Hall:
    """A meeting with so many members beside the secretary."""
    cell = Cell(house)
    people = [cell.member() for _ in range(members)]
    meeting = await cell.running()
    for person in [cell.secretary, *people]:
        mark(house, meeting, person)
    return Hall(house, cell, meeting, people)


def mark(house: House, meeting: UUID, person: Person, presence: str = "present") -> None:
    """As the clerk marks."""
    house.run(
        "insert into handbook.meeting_attendance (meeting_id, member_id, presence, way)"
        " values (%s, %s, %s::handbook.meeting_presence, 'clerk')"
        " on conflict (meeting_id, member_id) do update set presence = excluded.presence, arrived_at = now()",
        meeting, person.id, presence,
    )  # fmt: skip


def sealed_nonsense() -> str:
    """A ballot of the right length that nobody can open."""
    return b64encode(bytes(69)).decode()


TWO_THIRDS = Majority.TWO_THIRDS
