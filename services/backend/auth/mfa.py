"""/factors: a member's second factor (TOTP)."""

import io
from collections.abc import Mapping
from typing import Any, cast
from urllib.parse import urlsplit
from uuid import uuid4

from psycopg import errors
from starlette.responses import Response

from services.backend.auth import factors, sessions, totp, users
from services.backend.auth.access import Member, authenticated
from services.backend.auth.context import Context
from services.backend.auth.errors import AuthError, unsupported, validation_failed
from services.backend.auth.limits import Limits
from services.backend.auth.refresh import revoke
from services.backend.auth.users import Json, User
from services.backend.body import json_response
from services.backend.pool import DictConnection, Pools, borrow

_MOST_FACTORS = 10


class SecondFactors:
    """Enrol, challenge, verify and remove."""

    def __init__(self, pools: Pools, limits: Limits) -> None:
        self._pools = pools
        self._limits = limits

    async def enroll(self, context: Context) -> Response:
        """POST /factors."""
        fields = await context.body()
        async with borrow(self._pools.auth) as conn:
            who = await authenticated(conn, context)
            _ = who.session_id
            if (kind := fields.text("factor_type")) != "totp":
                if kind in ("phone", "webauthn"):
                    raise unsupported(f"A factor of type {kind}")
                raise validation_failed("factor_type needs to be totp, phone, or webauthn")
            name = fields.text("friendly_name")
            await _drop_expired(conn, who, context)
            _check_enrolment(await authenticated(conn, context), name)
            secret, factor_id = totp.new_secret(), uuid4()
            try:
                await conn.execute(
                    "insert into auth.mfa_factors (id, user_id, friendly_name, factor_type, status,"
                    " created_at, updated_at, secret)"
                    " values (%s, %s, %s, 'totp', 'unverified', %s, %s, %s)",
                    (factor_id, who.user.id, name, context.now, context.now, secret),
                )
            except errors.UniqueViolation as error:
                raise _name_taken(name) from error
        issuer = fields.text("issuer") or urlsplit(context.config.site_url).netloc
        address = totp.uri(secret, issuer, who.user.email or who.user.phone)
        body = {
            "id": str(factor_id),
            "type": "totp",
            "friendly_name": name,
            "totp": {"qr_code": _qr_code(address), "secret": secret, "uri": address},
        }
        return json_response(body)

    async def challenge(self, context: Context, factor_id: str) -> Response:
        """POST /factors/<id>/challenge."""
        async with borrow(self._pools.auth) as conn:
            who = await authenticated(conn, context)
            factor = factors.owned(who.user, factor_id)
            challenge_id, expires = await factors.challenge(
                conn, factor["id"], context.caller.address, context.now
            )
        body = {"id": str(challenge_id), "type": "totp", "expires_at": int(expires.timestamp())}
        return json_response(body)

    async def verify(self, context: Context, factor_id: str) -> Response:
        """POST /factors/<id>/verify: raises the session to aal2 and ends those below."""
        fields = await context.body()
        code = fields.text("code")
        async with borrow(self._pools.auth) as conn:
            who = await authenticated(conn, context)
            factor = factors.owned(who.user, factor_id)
            if not code:
                raise validation_failed("Code needs to be non-empty")
            challenge_id = await factors.check_challenge(
                conn,
                factor["id"],
                fields.text("challenge_id"),
                context.caller.address,
                context.now,
            )
            keys = self._limits.keys(f"totp:{who.user.id}", context.caller.address)
            await self._limits.begin(conn, keys, context.now)
            secret = await _secret(conn, factor)
            async with conn.transaction():
                valid = totp.matches(secret, code, context.now) and await factors.spend_code(
                    conn, factor["id"], challenge_id, secret, code, context.now
                )
                answer = await _raise_session(conn, context, who, factor) if valid else None
            if answer is None:
                raise AuthError(422, "mfa_verification_failed", "Invalid TOTP code entered")
            await self._limits.succeeded(conn, keys, context.now)
        return json_response(answer)

    async def unenroll(self, context: Context, factor_id: str) -> Response:
        """DELETE /factors/<id>."""
        async with borrow(self._pools.auth) as conn:
            who = await authenticated(conn, context)
            factor = factors.owned(who.user, factor_id)
            if factor["status"] == "verified" and not who.second_factor_passed:
                text = "AAL2 required to unenroll verified factor"
                raise AuthError(422, "insufficient_aal", text)
            await factors.remove(conn, who.user, factor)
        return json_response({"id": factor["id"]})


async def _raise_session(
    conn: DictConnection, context: Context, who: Member, factor: Mapping[str, Any]
) -> Json:
    session_id, now = who.session_id, context.now
    await conn.execute(
        "update auth.mfa_factors set status = 'verified', updated_at = %s where id = %s",
        (now, factor["id"]),
    )
    await sessions.add_method(conn, session_id, sessions.TOTP, now)
    locked = await conn.execute(
        "select 1 as hit from auth.sessions where id = %s for update", (session_id,)
    )
    if await locked.fetchone() is None:
        text = "Session from session_id claim in JWT does not exist"
        raise AuthError(403, "session_not_found", text)
    cursor = await conn.execute(
        "select token from auth.refresh_tokens where session_id = %s and not revoked"
        " order by created_at, id limit 1",
        (session_id,),
    )
    current = await cursor.fetchone()
    parent = cast("str | None", current["token"]) if current else None
    if parent is not None:
        await revoke(conn, context, parent)
    refresh_token = await sessions.add_refresh_token(conn, session_id, who.user.id, parent, now)
    await conn.execute(
        "update auth.sessions set aal = 'aal2', factor_id = %s, updated_at = %s where id = %s",
        (factor["id"], now, session_id),
    )
    await conn.execute(
        "delete from auth.sessions where user_id = %s and aal < 'aal2'", (who.user.id,)
    )
    await conn.execute(
        "delete from auth.mfa_factors"
        " where user_id = %s and status = 'unverified' and factor_type = 'totp'",
        (who.user.id,),
    )
    user = await users.by_id(conn, who.user.id)
    methods = await sessions.methods_of(conn, session_id)
    return sessions.response(
        context.config, cast(User, user), session_id, methods, refresh_token, now
    )


async def _secret(conn: DictConnection, factor: Mapping[str, Any]) -> str:
    cursor = await conn.execute(
        "select secret from auth.mfa_factors where id = %s", (factor["id"],)
    )
    row = await cursor.fetchone()
    if row is None:
        raise AuthError(404, "mfa_factor_not_found", "Factor not found")
    return row["secret"]


async def _drop_expired(conn: DictConnection, who: Member, context: Context) -> None:
    await conn.execute(
        "delete from auth.mfa_factors f where f.user_id = %s and f.status <> 'verified'"
        " and f.created_at < %s"
        " and not exists (select from auth.mfa_challenges c where c.factor_id = f.id)",
        (who.user.id, context.now - factors.CHALLENGE_LIFE),
    )


def _check_enrolment(who: Member, name: str) -> None:
    if any((factor["friendly_name"] or "") == name for factor in who.user.factors):
        raise _name_taken(name)
    if len(who.user.factors) >= _MOST_FACTORS:
        text = "Maximum number of verified factors reached, unenroll to continue"
        raise AuthError(422, "too_many_enrolled_mfa_factors", text)
    if who.user.has_verified_factor and not who.second_factor_passed:
        raise AuthError(403, "insufficient_aal", "AAL2 required to enroll a new factor")


def _name_taken(name: str) -> AuthError:
    text = f'A factor with the friendly name "{name}" for this user already exists'
    return AuthError(422, "mfa_factor_name_conflict", text)


def _qr_code(address: str) -> str:
    import segno  # loads long: not at the app's start

    drawing = io.BytesIO()
    segno.make(address, error="m", micro=False).save(drawing, kind="svg", scale=3, xmldecl=False)
    return drawing.getvalue().decode().strip()
