"""The double envelope by itself: who opens what, and that nothing shows through."""

from __future__ import annotations

from itertools import combinations
from uuid import UUID, uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from services.votes import sealing
from services.votes.sealing import CannotOpenError, Share

VOTE = UUID("00000000-0000-4000-8000-000000000001")


def keys(count: int) -> dict[UUID, X25519PrivateKey]:
    return {uuid4(): X25519PrivateKey.generate() for _ in range(count)}


def publics(privates: dict[UUID, X25519PrivateKey]) -> dict[UUID, bytes]:
    return {teller: sealing.public_of(key) for teller, key in privates.items()}


@pytest.mark.parametrize("count", [2, 3])
def test_every_pair_of_tellers_brings_the_key_back_and_no_one_alone(count: int) -> None:
    tellers = keys(count)
    made = sealing.new_sealing(VOTE, publics(tellers))
    assert {(s.first, s.second) for s in made.shares} == set(combinations(tellers, 2))
    for share in made.shares:
        first, second = tellers[share.first], tellers[share.second]
        key = sealing.join(VOTE, share, first, second)
        assert sealing.public_of(key) == made.public_key
        assert sealing.commitment(VOTE, key) == made.commitment
        for alone in (first, second, X25519PrivateKey.generate()):
            with pytest.raises(CannotOpenError):
                sealing.join(VOTE, share, alone, alone)
        with pytest.raises(CannotOpenError):
            sealing.join(VOTE, share, second, first)
        with pytest.raises(CannotOpenError):
            sealing.join(uuid4(), share, first, second)


def test_one_half_says_nothing_of_the_key() -> None:
    """The halves of one pair are each as random as the other: their bytes never repeat, nor are the key's."""
    tellers = keys(2)
    first, second = tellers.values()
    seen: set[bytes] = set()
    for _ in range(20):
        made = sealing.new_sealing(VOTE, publics(tellers))
        share = made.shares[0]
        about = b"half " + VOTE.bytes + share.first.bytes + share.second.bytes
        key = sealing.join(VOTE, share, first, second).private_bytes_raw()
        halves = (
            sealing.unseal(first, share.to_first, about),
            sealing.unseal(second, share.to_second, about),
        )
        assert key not in halves
        seen.update(halves)
    assert len(seen) == 40


def test_halves_of_two_votes_do_not_mix() -> None:
    tellers = keys(2)
    one, two = (sealing.new_sealing(VOTE, publics(tellers)).shares[0] for _ in range(2))
    mixed = Share(one.first, one.second, one.to_first, two.to_second)
    key = sealing.join(VOTE, mixed, *tellers.values())
    assert sealing.commitment(VOTE, key) != sealing.new_sealing(VOTE, publics(tellers)).commitment


@pytest.mark.parametrize("picks", [[], [1], [20], [1, 2, 3], list(range(1, 21))])
def test_a_ballot_opens_to_what_was_sealed_and_has_one_length(picks: list[int]) -> None:
    key = X25519PrivateKey.generate()
    sealed = sealing.seal_ballot(VOTE, sealing.public_of(key), picks)
    assert len(sealed) == sealing.BALLOT == 69
    assert sealing.open_ballot(VOTE, key, sealed, 20) == picks


def test_equal_ballots_are_sealed_differently_each_time() -> None:
    public = sealing.public_of(X25519PrivateKey.generate())
    ballots = [sealing.seal_ballot(VOTE, public, [1]) for _ in range(50)]
    assert len(set(ballots)) == 50
    assert len({sealing.receipt_of(b) for b in ballots}) == 50
    for place in range(69):
        assert len({b[place] for b in ballots}) > 5, "a byte that stays tells something"


def test_what_is_not_a_ballot_of_this_vote_opens_to_nothing() -> None:
    key = X25519PrivateKey.generate()
    public = sealing.public_of(key)
    sealed = sealing.seal_ballot(VOTE, public, [1])
    changed = [bytes(b ^ (n == at) for n, b in enumerate(sealed)) for at in range(69)]
    for other in [*changed, bytes(69), sealed[:-1], b""]:
        assert sealing.open_ballot(VOTE, key, other, 3) is None
    assert sealing.open_ballot(uuid4(), key, sealed, 3) is None
    assert sealing.open_ballot(VOTE, X25519PrivateKey.generate(), sealed, 3) is None
    assert sealing.open_ballot(VOTE, key, sealing.seal_ballot(VOTE, public, [4]), 3) is None
    odd = sealing.seal(public, bytes([1, 2, *[0] * 19]), b"ballot " + VOTE.bytes)
    assert sealing.open_ballot(VOTE, key, odd, 3) is None
    older = sealing.seal(public, bytes([9, 1, *[0] * 19]), b"ballot " + VOTE.bytes)
    assert sealing.open_ballot(VOTE, key, older, 3) is None


def test_one_passphrase_and_salt_are_one_key_however_it_is_typed() -> None:
    salt = bytes(range(16))
    key = sealing.public_of(sealing.teller_key("nắng sớm trên đồng", salt))
    same = "  na\u0306\u0301ng sớm  trên đồng "
    assert sealing.public_of(sealing.teller_key(same, salt)) == key
    assert sealing.public_of(sealing.teller_key("nắng sớm trên đồng", bytes(16))) != key
    assert sealing.public_of(sealing.teller_key("Nắng sớm trên đồng", salt)) != key


@pytest.mark.parametrize(
    ("passphrase", "weak"),
    [
        ("mười một ký", True),
        ("mười hai chữ", False),
        (" mười một ký  ", True),
        ("aaaa aaaa aaaa", True),
        ("1111 2222 3333 4444", True),
        ("4821 7730 1945 2268", False),
    ],
)
def test_a_passphrase_has_twelve_letters_and_not_always_the_same(
    passphrase: str, weak: bool
) -> None:
    assert sealing.is_weak(passphrase) is weak


def test_what_is_suggested_is_taken_and_never_the_same() -> None:
    made = {sealing.suggestion() for _ in range(200)}
    assert len(made) == 200
    assert all(len(said) == 19 for said in made)
    assert sum(map(sealing.is_weak, made)) == 0


def test_a_guess_costs_32_megabytes(quick_passphrases: dict[str, int]) -> None:
    assert 128 * quick_passphrases["n"] * quick_passphrases["r"] * quick_passphrases["p"] == 2**25
