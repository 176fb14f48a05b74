"""Slows down guessing; the counting itself is auth.attempt_begin() in the bootstrap SQL."""

import hmac
import ipaddress
from datetime import datetime
from typing import NamedTuple

from services.backend import tokens
from services.backend.auth.errors import AuthError
from services.backend.config import BackendConfig
from services.backend.pool import DictConnection


class Keys(NamedTuple):
    """The three buckets of one attempt, as keyed hashes."""

    account: bytes
    address: bytes
    pair: bytes


class Limits:
    """Counts attempts to sign in, or to enter a second factor, for known and unknown accounts."""

    def __init__(self, config: BackendConfig) -> None:
        self._secret = tokens.derived_secret(config.jwt_secret, "sign-in limits").encode()

    def keys(self, account: str, address: str) -> Keys:
        """The buckets of `account` (any text that names it) and a network address."""
        network = _network(address)
        return Keys(
            self._hash(f"account\0{account}"),
            self._hash(f"address\0{network}"),
            self._hash(f"pair\0{account}\0{network}"),
        )

    async def begin(self, conn: DictConnection, keys: Keys, now: datetime) -> None:
        """Count one attempt. Raises AuthError 429 when it comes too soon."""
        cursor = await conn.execute(
            "select auth.attempt_begin(%s, %s, %s, %s) as wait", (*keys, now)
        )
        row = await cursor.fetchone()
        wait = float(row["wait"]) if row else 0.0
        if wait > 0:
            text = "Request rate limit reached"
            raise AuthError(429, "over_request_rate_limit", text, retry_after=wait)

    async def succeeded(self, conn: DictConnection, keys: Keys, now: datetime) -> None:
        """Take the attempt back: it was the owner."""
        await conn.execute("select auth.attempt_succeeded(%s, %s, %s, %s)", (*keys, now))

    def _hash(self, text: str) -> bytes:
        return hmac.digest(self._secret, text.encode(), "sha256")


def _network(address: str) -> str:
    # One household or phone has a whole /64 of IPv6 addresses to choose from.
    parsed = ipaddress.ip_address(address)
    if isinstance(parsed, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((parsed, 64), strict=False).network_address)
    return str(parsed)
