"""The double envelope: a ballot sealed to a vote, the vote's key sealed in halves to pairs of tellers.

X25519, HKDF-SHA256 and ChaCha20-Poly1305 of the `cryptography` package; passphrases by scrypt. What it
protects and what not: docs/decisions/0027-secret-ballots.md.
"""

from __future__ import annotations

import hashlib
import secrets
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

KEY = 32
SALT = 16
MOST_OPTIONS = 20
BALLOT = KEY + 1 + MOST_OPTIONS + 16
"""Bytes of a sealed ballot, whatever is in it: a key, a version and twenty marks, a tag."""
_VERSION = 1
SCRYPT = {"n": 2**15, "r": 8, "p": 1}
"""What a guess at a passphrase costs: a tenth of a second and 32 MB."""
_NONCE = bytes(12)  # each key seals one message

LEAST_PASSPHRASE = 12
MOST_PASSPHRASE = 200


class CannotOpenError(Exception):
    """Sealed to another key, for another purpose, or changed since."""


def normal_passphrase(passphrase: str) -> str:
    """One spelling of what people type in several: accents composed, no blanks around, single ones inside."""
    return " ".join(unicodedata.normalize("NFC", passphrase).split())


def suggestion() -> str:
    """A passphrase that is easy to write down and to type: sixteen digits, 53 bits."""
    digits = f"{secrets.randbelow(10**16):016}"
    return " ".join(digits[i : i + 4] for i in range(0, 16, 4))


def is_weak(passphrase: str) -> bool:
    """Whether it is too short, or of too few different letters to be worth anything."""
    said = normal_passphrase(passphrase)
    return len(said) < LEAST_PASSPHRASE or len(set(said.casefold()) - {" "}) < 5


def new_salt() -> bytes:
    """For one teller's key."""
    return secrets.token_bytes(SALT)


def teller_key(passphrase: str, salt: bytes) -> X25519PrivateKey:
    """The key behind a passphrase; takes a tenth of a second and 32 MB on purpose."""
    stretched = Scrypt(salt=salt, length=KEY, **SCRYPT).derive(
        normal_passphrase(passphrase).encode()
    )
    return X25519PrivateKey.from_private_bytes(stretched)


def public_of(private: X25519PrivateKey) -> bytes:
    """The public key as it is stored."""
    return private.public_key().public_bytes_raw()


def seal(public: bytes, message: bytes, about: bytes) -> bytes:
    """A message that the holder of one private key alone reads, bound to what it is about."""
    once = X25519PrivateKey.generate()
    mine = public_of(once)
    key = _agreed(once, public, mine, public, about)
    return mine + ChaCha20Poly1305(key).encrypt(_NONCE, message, about)


def unseal(private: X25519PrivateKey, sealed: bytes, about: bytes) -> bytes:
    """What was sealed. Raises CannotOpenError."""
    theirs, box = sealed[:KEY], sealed[KEY:]
    try:
        key = _agreed(private, theirs, theirs, public_of(private), about)
        return ChaCha20Poly1305(key).decrypt(_NONCE, box, about)
    except (InvalidTag, ValueError) as error:
        raise CannotOpenError from error


def _agreed(own: X25519PrivateKey, other: bytes, once: bytes, to: bytes, about: bytes) -> bytes:
    shared = own.exchange(X25519PublicKey.from_public_bytes(other))
    return HKDF(SHA256(), KEY, salt=once + to, info=b"handbook seal 1 " + about).derive(shared)


# Ballots


def seal_ballot(vote_id: UUID, public_key: bytes, picks: Sequence[int]) -> bytes:
    """A ballot of one length for any picks (numbers of options, from 1)."""
    marks = bytearray(MOST_OPTIONS)
    for pick in picks:
        marks[pick - 1] = 1
    return seal(public_key, bytes([_VERSION]) + bytes(marks), _ballot(vote_id))


def open_ballot(
    vote_id: UUID, private: X25519PrivateKey, sealed: bytes, options: int
) -> list[int] | None:
    """The picks, or None where the ballot is none of this vote or not made as ours are."""
    try:
        inside = unseal(private, sealed, _ballot(vote_id))
    except CannotOpenError:
        return None
    marks = inside[1:]
    if inside[0] != _VERSION or len(marks) != MOST_OPTIONS or set(marks) - {0, 1}:
        return None
    picks = [place for place, mark in enumerate(marks, 1) if mark]
    return picks if not picks or picks[-1] <= options else None


def receipt_of(sealed: bytes) -> str:
    """Sixteen characters that prove that a ballot was counted, and say nothing of what is in it."""
    code = hashlib.sha256(sealed).hexdigest()[:16].upper()
    return "-".join(code[i : i + 4] for i in range(0, 16, 4))


def _ballot(vote_id: UUID) -> bytes:
    return b"ballot " + vote_id.bytes


# The key of a vote


@dataclass(frozen=True)
class Share:
    """The two halves for one pair of tellers, each sealed to its holder."""

    first: UUID
    second: UUID
    to_first: bytes
    to_second: bytes


@dataclass(frozen=True)
class Sealing:
    """All that is stored of a vote's fresh key."""

    public_key: bytes
    commitment: bytes
    shares: tuple[Share, ...]


def new_sealing(vote_id: UUID, tellers: Mapping[UUID, bytes]) -> Sealing:
    """A fresh key for a vote, which any two of the tellers (in this order) can bring back together."""
    private = X25519PrivateKey.generate()
    key = private.private_bytes_raw()
    shares: list[Share] = []
    for first, second in combinations(tellers, 2):
        half = secrets.token_bytes(KEY)
        about = _half(vote_id, first, second)
        other = bytes(a ^ b for a, b in zip(key, half, strict=True))
        shares.append(
            Share(
                first,
                second,
                seal(tellers[first], half, about),
                seal(tellers[second], other, about),
            )
        )
    return Sealing(public_of(private), commitment(vote_id, private), tuple(shares))


def join(
    vote_id: UUID, share: Share, first: X25519PrivateKey, second: X25519PrivateKey
) -> X25519PrivateKey:
    """The key of a vote from both halves of a pair. Raises CannotOpenError."""
    about = _half(vote_id, share.first, share.second)
    halves = (unseal(first, share.to_first, about), unseal(second, share.to_second, about))
    return X25519PrivateKey.from_private_bytes(bytes(a ^ b for a, b in zip(*halves, strict=True)))


def proof(vote_id: UUID, private: X25519PrivateKey) -> bytes:
    """What only the private key yields, and from which it cannot be found."""
    own = HKDF(SHA256(), KEY, salt=None, info=b"handbook proof 1 " + vote_id.bytes)
    return own.derive(private.private_bytes_raw())


def commitment(vote_id: UUID, private: X25519PrivateKey) -> bytes:
    """The proof's sha256, which is stored when a vote is opened."""
    return hashlib.sha256(proof(vote_id, private)).digest()


def _half(vote_id: UUID, first: UUID, second: UUID) -> bytes:
    return b"half " + vote_id.bytes + first.bytes + second.bytes
