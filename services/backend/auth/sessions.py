"""Sessions and the tokens that belong to them."""

import base64
import secrets
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from services.backend import tokens
from services.backend.auth.context import Context
from services.backend.auth.users import Json, User
from services.backend.config import BackendConfig
from services.backend.pool import DictConnection

PASSWORD = "password"  # noqa: S105 -- the name of a method
TOTP = "totp"
AAL1 = "aal1"
AAL2 = "aal2"


async def start(conn: DictConnection, context: Context, user: User) -> Json:
    """Begin a session after a password was right; returns the token response."""
    session_id, now = uuid4(), context.now
    async with conn.transaction():
        await conn.execute(
            "insert into auth.sessions (id, user_id, created_at, updated_at, aal, user_agent, ip)"
            " values (%s, %s, %s, %s, 'aal1', %s, %s)",
            (session_id, user.id, now, now, context.user_agent, context.caller.address),
        )
        refresh_token = await add_refresh_token(conn, session_id, user.id, None, now)
        await add_method(conn, session_id, PASSWORD, now)
        await conn.execute(
            "update auth.users set last_sign_in_at = %s where id = %s", (now, user.id)
        )
    seen = User({**user.row, "last_sign_in_at": now})
    methods = [{"authentication_method": PASSWORD, "updated_at": now}]
    return response(context.config, seen, session_id, methods, refresh_token, now)


async def add_refresh_token(
    conn: DictConnection, session_id: UUID, user_id: UUID, parent: str | None, now: datetime
) -> str:
    """Store and return a new refresh token: 12 letters and digits, 60 random bits."""
    token = base64.b32encode(secrets.token_bytes(8)).decode().lower()[:12]
    await conn.execute(
        "insert into auth.refresh_tokens"
        " (token, user_id, revoked, created_at, updated_at, parent, session_id)"
        " values (%s, %s, false, %s, %s, %s, %s)",
        (token, str(user_id), now, now, parent, session_id),
    )
    return token


async def add_method(conn: DictConnection, session_id: UUID, method: str, now: datetime) -> None:
    """Note how the session was authenticated."""
    await conn.execute(
        "insert into auth.mfa_amr_claims"
        " (id, session_id, created_at, updated_at, authentication_method)"
        " values (%s, %s, %s, %s, %s) on conflict (session_id, authentication_method)"
        " do update set updated_at = excluded.updated_at",
        (uuid4(), session_id, now, now, method),
    )


async def methods_of(conn: DictConnection, session_id: UUID) -> Sequence[Mapping[str, Any]]:
    """How the session was authenticated, the latest first."""
    cursor = await conn.execute(
        "select authentication_method, updated_at from auth.mfa_amr_claims"
        " where session_id = %s order by updated_at desc",
        (session_id,),
    )
    return await cursor.fetchall()


def level(methods: Sequence[Mapping[str, Any]]) -> str:
    """The assurance level that these methods reach."""
    return AAL2 if any(m["authentication_method"] == TOTP for m in methods) else AAL1


def response(
    config: BackendConfig,
    user: User,
    session_id: UUID,
    methods: Sequence[Mapping[str, Any]],
    refresh_token: str,
    now: datetime,
) -> Json:
    """The body that every grant answers with."""
    issued = int(now.timestamp())
    expires = issued + config.access_token_seconds
    claims = {
        "iss": f"{config.site_url}/auth/v1",
        "sub": str(user.id),
        "aud": user.row["aud"],
        "exp": expires,
        "iat": issued,
        "email": user.email,
        "phone": user.phone,
        "app_metadata": user.app_metadata,
        "user_metadata": user.user_metadata,
        "role": user.row["role"],
        "aal": level(methods),
        "amr": [
            {"method": m["authentication_method"], "timestamp": int(m["updated_at"].timestamp())}
            for m in methods
        ],
        "session_id": str(session_id),
        "is_anonymous": user.row["is_anonymous"],
    }
    return {
        "access_token": tokens.encode(claims, config.jwt_secret),
        "token_type": "bearer",
        "expires_in": config.access_token_seconds,
        "expires_at": expires,
        "refresh_token": refresh_token,
        "user": user.json(),
    }


def naive_utc(moment: datetime) -> datetime:
    """For auth.sessions.refreshed_at, which has no time zone."""
    return moment.astimezone(UTC).replace(tzinfo=None)
