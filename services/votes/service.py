"""Verbs of votes. Sealing and opening of ballots happen here, in memory, for a moment."""

from __future__ import annotations

import asyncio
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from uuid import UUID

from pydantic import TypeAdapter

from services.errors import Conflict, Invalid
from services.files import looks_classified
from services.gateway import MemberGateway
from services.signals import Signals
from services.votes import counting, sealing
from services.votes.models import (
    ForCount,
    PaperCount,
    Standing,
    VoteCard,
    VoteCreate,
    VotePerson,
    VoteState,
)

_PEOPLE = TypeAdapter(list[VotePerson])


class Votes:
    """What a signed-in person does with the votes of a meeting. A vote that moves on is told by `signals`;
    a ballot is not."""

    def __init__(self, gateway: MemberGateway, signals: Signals | None = None) -> None:
        self._gateway = gateway
        self._signals = signals or Signals()

    async def people(self, meeting_id: UUID, vote_id: UUID | None = None) -> list[VotePerson]:
        """Official members of the cell, those present first; for who keeps the meeting."""
        rows = await self._gateway.rpc(
            "vote_people",
            meeting_id=str(meeting_id),
            vote_id=str(vote_id) if vote_id else None,
        )
        return _PEOPLE.validate_python(rows)

    async def prepare(self, vote: VoteCreate, *, classified_confirmed: bool = False) -> UUID:
        """Put a question. Raises NotFound, Invalid, Conflict; `vote.classified` until it is confirmed
        that a text with a secrecy stamp is not classified."""
        stamped = looks_classified(vote.title, vote.details, *vote.options)
        if stamped and not classified_confirmed:
            raise Conflict("vote.classified")
        row = await self._gateway.rpc(
            "vote_prepare", **vote.model_dump(mode="json"), stamp_denied=stamped
        )
        self._signals.send(vote.meeting_id)
        return UUID(row["vote_id"])

    async def see(self, vote_id: UUID) -> VoteCard:
        """One vote as the caller stands to it. Raises NotFound."""
        return VoteCard.model_validate(await self._gateway.rpc("vote_see", vote_id=str(vote_id)))

    async def standing(self, vote_id: UUID) -> Standing:
        """Where a vote stands for the caller, and no more. Raises NotFound."""
        row = await self._gateway.rpc("vote_standing", vote_id=str(vote_id))
        return Standing.model_validate(row)

    async def name_tellers(self, key: UUID, vote_id: UUID, tellers: Sequence[UUID]) -> None:
        """Name other tellers while a vote is prepared. Raises NotFound, Conflict, Invalid."""
        await self._gateway.rpc(
            "vote_tellers", key=str(key), vote_id=str(vote_id), tellers=[str(t) for t in tellers]
        )
        self._signals.send(vote_id)

    async def set_passphrase(self, vote_id: UUID, passphrase: str) -> None:
        """A teller locks the own half; the passphrase stays nowhere. Raises Invalid `vote.passphrase_weak`,
        NotFound, Conflict."""
        if sealing.is_weak(passphrase) or len(passphrase) > sealing.MOST_PASSPHRASE:
            raise Invalid("vote.passphrase_weak", {"field": "passphrase"})
        salt = sealing.new_salt()
        key = await asyncio.to_thread(sealing.teller_key, passphrase, salt)
        await self._gateway.rpc(
            "vote_teller_key",
            vote_id=str(vote_id),
            salt=_text(salt),
            public_key=_text(sealing.public_of(key)),
        )
        self._signals.send(vote_id)

    async def open(self, vote: VoteCard) -> None:
        """Open a vote as it was seen; a secret one gets its fresh key. Raises NotFound, Conflict."""
        made: dict[str, object] | None = None
        if vote.secret and vote.state is VoteState.PREPARED:
            keys = {t.member_id: b64decode(t.public_key) for t in vote.tellers if t.public_key}
            if len(keys) < len(vote.tellers):
                raise Conflict("vote.keys_missing")
            try:
                new = sealing.new_sealing(vote.vote_id, keys)
            except ValueError as error:  # a point of low order, which no passphrase of ours makes
                raise Conflict("vote.keys_missing") from error
            made = {
                "public_key": _text(new.public_key),
                "commitment": _text(new.commitment),
                "shares": [
                    {
                        "first": str(share.first),
                        "second": str(share.second),
                        "to_first": _text(share.to_first),
                        "to_second": _text(share.to_second),
                    }
                    for share in new.shares
                ],
            }
        await self._gateway.rpc(
            "vote_open", vote_id=str(vote.vote_id), version=vote.version, sealing=made
        )
        self._signals.send(vote.vote_id)

    async def cast(self, key: UUID, vote: VoteCard, picks: Sequence[int]) -> None:
        """My choice in an open vote. Raises NotFound, Forbidden, Invalid, Conflict `vote.already`."""
        await self._gateway.rpc(
            "vote_cast", key=str(key), vote_id=str(vote.vote_id), picks=sorted(picks)
        )

    async def cast_sealed(self, vote: VoteCard, picks: Sequence[int]) -> str:
        """My ballot in a secret vote; returns its receipt, once. Raises as `cast`."""
        if len(picks) > vote.picks_max:
            raise Invalid("vote.too_many", {"field": "picks"})
        if len(picks) < vote.picks_min:
            raise Invalid("vote.too_few", {"field": "picks"})
        if set(picks) - set(range(1, len(vote.options) + 1)) or len(set(picks)) != len(picks):
            raise Invalid("vote.picks_wrong", {"field": "picks"})
        if vote.public_key is None:
            raise Conflict("vote.not_open")
        sealed = sealing.seal_ballot(vote.vote_id, b64decode(vote.public_key), picks)
        receipt = await self._gateway.rpc(
            "ballot_cast", vote_id=str(vote.vote_id), ciphertext=_text(sealed)
        )
        return str(receipt)

    async def count_hands(
        self, key: UUID, vote_id: UUID, persons: int, counts: Sequence[int]
    ) -> None:
        """Those without a phone in an open vote. Raises NotFound, Conflict, Invalid."""
        await self._gateway.rpc(
            "vote_hands", key=str(key), vote_id=str(vote_id), persons=persons, counts=list(counts)
        )

    async def take_paper(
        self, key: UUID, vote_id: UUID, member_id: UUID, *, taken: bool = True
    ) -> None:
        """Somebody takes a ballot of paper, or gives it back. Raises NotFound, Conflict `vote.already`."""
        await self._gateway.rpc(
            "vote_paper",
            key=str(key),
            vote_id=str(vote_id),
            member_id=str(member_id),
            taken=taken,
        )

    async def close(self, key: UUID, vote_id: UUID) -> VoteState:
        """End the voting; an open vote is counted by that. Raises NotFound, Conflict, Invalid."""
        row = await self._gateway.rpc("vote_close", key=str(key), vote_id=str(vote_id))
        self._signals.send(vote_id)
        return VoteState(row["state"])

    async def cancel(self, key: UUID, vote_id: UUID, why: str) -> None:
        """Call a vote off; ballots are destroyed uncounted. Raises NotFound, Conflict, Invalid."""
        await self._gateway.rpc("vote_cancel", key=str(key), vote_id=str(vote_id), why=why)
        self._signals.send(vote_id)

    async def count(
        self, vote_id: UUID, passphrases: Mapping[UUID, str], paper: PaperCount
    ) -> None:
        """Open, count and publish a closed secret vote with the passphrases of two tellers.

        Raises Invalid: `vote.two_tellers`, `vote.passphrase_wrong`, `vote.sums_wrong`; NotFound, Conflict.
        """
        closed = ForCount.model_validate(
            await self._gateway.rpc("vote_for_count", vote_id=str(vote_id))
        )
        found = await asyncio.to_thread(counting.tally, closed, passphrases)
        await self._gateway.rpc(
            "vote_count",
            vote_id=str(vote_id),
            proof=_text(found.proof),
            counts=list(found.counts),
            blank=found.blank,
            invalid=found.invalid,
            tellers=[str(teller) for teller in found.tellers],
            paper_total=paper.total,
            paper=paper.counts,
            paper_blank=paper.blank,
            paper_invalid=paper.invalid,
        )
        self._signals.send(vote_id)

    async def receipts(self, vote_id: UUID) -> list[str]:
        """Receipts of the electronic ballots that were counted, in their own order."""
        return [str(r) for r in await self._gateway.rpc("vote_receipts", vote_id=str(vote_id))]


def _text(content: bytes) -> str:
    return b64encode(content).decode()
