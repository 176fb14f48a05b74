"""Reading and writing rows of second factors and their challenges."""

import hmac
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from services.backend.auth.errors import AuthError, validation_failed
from services.backend.auth.sessions import TOTP
from services.backend.auth.users import User
from services.backend.pool import DictConnection

CHALLENGE_LIFE = timedelta(seconds=300)
# One code is good in three periods of thirty seconds.
_REPLAY = timedelta(seconds=90)


def owned(user: User, factor_id: str) -> Mapping[str, Any]:
    """The user's own factor. Raises AuthError, the same for absent and another's."""
    try:
        wanted = str(UUID(factor_id))
    except ValueError as error:
        raise validation_failed("factor_id must be an UUID", 404) from error
    for factor in user.factors:
        if factor["id"] == wanted:
            return factor
    raise AuthError(404, "mfa_factor_not_found", "Factor not found")


async def remove(conn: DictConnection, user: User, factor: Mapping[str, Any]) -> None:
    """Delete a factor; sessions that it raised fall back to aal1."""
    async with conn.transaction():
        await conn.execute("delete from auth.mfa_factors where id = %s", (factor["id"],))
        await conn.execute(
            "delete from auth.mfa_amr_claims where authentication_method = %s and session_id in"
            " (select id from auth.sessions where user_id = %s and factor_id = %s)",
            (TOTP, user.id, factor["id"]),
        )
        await conn.execute(
            "update auth.sessions set aal = 'aal1', factor_id = null"
            " where user_id = %s and factor_id = %s",
            (user.id, factor["id"]),
        )


async def challenge(
    conn: DictConnection, factor_id: str, address: str, now: datetime
) -> tuple[UUID, datetime]:
    """Open a challenge; returns its id and when it expires."""
    challenge_id = uuid4()
    async with conn.transaction():
        await conn.execute(
            "insert into auth.mfa_challenges (id, factor_id, created_at, ip_address)"
            " values (%s, %s, %s, %s)",
            (challenge_id, factor_id, now, address),
        )
        await conn.execute(
            "update auth.mfa_factors set last_challenged_at = clock_timestamp() where id = %s",
            (factor_id,),
        )
    return challenge_id, now + CHALLENGE_LIFE


async def check_challenge(
    conn: DictConnection, factor_id: str, challenge_id: str, address: str, now: datetime
) -> UUID:
    """The id of a challenge that may be answered now. Raises AuthError."""
    try:
        wanted = UUID(challenge_id)
    except ValueError as error:
        text = "Could not parse request body as JSON: challenge_id must be a UUID"
        raise AuthError(400, "bad_json", text) from error
    cursor = await conn.execute(
        "select created_at, verified_at, host(ip_address) as address"
        " from auth.mfa_challenges where id = %s and factor_id = %s",
        (wanted, factor_id),
    )
    row = await cursor.fetchone()
    if row is None:
        text = "MFA factor with the provided challenge ID not found"
        raise AuthError(422, "mfa_factor_not_found", text)
    if row["verified_at"] is not None or row["address"] != address:
        text = "Challenge and verify IP addresses mismatch."
        raise AuthError(422, "mfa_ip_address_mismatch", text)
    if now > row["created_at"] + CHALLENGE_LIFE:
        await conn.execute("delete from auth.mfa_challenges where id = %s", (wanted,))
        text = (
            f"MFA challenge {wanted} has expired,"
            " verify against another challenge or create a new challenge."
        )
        raise AuthError(422, "mfa_challenge_expired", text)
    return wanted


async def spend_code(
    conn: DictConnection, factor_id: str, challenge_id: UUID, secret: str, code: str, now: datetime
) -> bool:
    """Close the challenge; False if the same code was already used, which RFC 6238 forbids."""
    used = hmac.new(secret.encode(), code.strip().encode(), "sha256").hexdigest()
    # The row of the factor is the queue in which two uses of one code meet.
    await conn.execute("select 1 from auth.mfa_factors where id = %s for update", (factor_id,))
    cursor = await conn.execute(
        "select 1 as hit from auth.mfa_challenges"
        " where factor_id = %s and otp_code = %s and verified_at > %s limit 1",
        (factor_id, used, now - _REPLAY),
    )
    if await cursor.fetchone():
        return False
    await conn.execute(
        "update auth.mfa_challenges set verified_at = %s, otp_code = %s where id = %s",
        (now, used, challenge_id),
    )
    return True
