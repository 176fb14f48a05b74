"""Counting sealed ballots: two passphrases, the key for a moment, sums. Nothing of it is kept."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from services.errors import Invalid
from services.votes import sealing
from services.votes.models import ForCount


@dataclass(frozen=True)
class Tally:
    """Sums of the electronic ballots, and the proof that they were opened."""

    counts: tuple[int, ...]
    blank: int
    invalid: int
    proof: bytes
    tellers: tuple[UUID, ...]


def tally(closed: ForCount, passphrases: Mapping[UUID, str]) -> Tally:
    """Open the ballots with the passphrases of two tellers. Raises Invalid: `vote.two_tellers`,
    `vote.passphrase_wrong` with the teller in `details`."""
    private = vote_key(closed, passphrases)
    counts = [0] * closed.options
    blank = invalid = 0
    for ballot in closed.ballots:
        picks = sealing.open_ballot(closed.vote_id, private, b64decode(ballot), closed.options)
        if picks == [] and closed.picks_min == 0:
            blank += 1
        elif picks is None or not max(closed.picks_min, 1) <= len(picks) <= closed.picks_max:
            invalid += 1
        else:
            for pick in picks:
                counts[pick - 1] += 1
    proof = sealing.proof(closed.vote_id, private)
    return Tally(tuple(counts), blank, invalid, proof, tuple(passphrases))


def vote_key(closed: ForCount, passphrases: Mapping[UUID, str]) -> X25519PrivateKey:
    """The key of the vote, from the two tellers' halves."""
    locks = {lock.member_id: lock for lock in closed.tellers}
    if len(passphrases) != 2 or not passphrases.keys() <= locks.keys():
        raise Invalid("vote.two_tellers", {"field": "passphrase"})
    keys: dict[UUID, X25519PrivateKey] = {}
    for teller, said in passphrases.items():
        lock = locks[teller]
        keys[teller] = sealing.teller_key(said, b64decode(lock.salt))
        if sealing.public_of(keys[teller]) != b64decode(lock.public_key):
            raise Invalid(
                "vote.passphrase_wrong", {"field": "passphrase", "member_id": str(teller)}
            )
    share = next(s for s in closed.shares if {s.first, s.second} == keys.keys())
    halves = sealing.Share(
        share.first, share.second, b64decode(share.to_first), b64decode(share.to_second)
    )
    return sealing.join(closed.vote_id, halves, keys[share.first], keys[share.second])
