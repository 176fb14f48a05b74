"""Rotation of refresh tokens, with the tolerance and the reuse detection of Supabase Auth.

A token works once. Presented again, it is forgiven when the client can't have kept the answer:
its child is still the session's newest token, which is then returned, or it was used up less
than ten seconds ago. Anything else means that two parties hold it, and the session ends.
"""

import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from services.backend.auth import sessions, users
from services.backend.auth.context import Context
from services.backend.auth.errors import AuthError, validation_failed
from services.backend.auth.users import Json
from services.backend.pool import DictConnection

_FORM = re.compile(r"[a-z0-9]{12}")
_PREFIX = "Invalid Refresh Token: "


async def refresh(conn: DictConnection, context: Context, token: str) -> Json:
    """Exchange `token` for a new pair. Raises AuthError."""
    if not _FORM.fullmatch(token):
        raise validation_failed("Refresh token is not valid")
    refused: AuthError | None = None
    answer: Json = {}
    async with conn.transaction():
        row = await _locked(conn, token)
        user = await users.by_id(conn, row["user_id"])
        if user is None:
            raise _refused("refresh_token_not_found", "Refresh Token Not Found")
        if user.banned_at(context.now):
            raise _refused("user_banned", "User Banned")
        if row["not_after"] is not None and context.now > row["not_after"]:
            raise _refused("session_expired", "Session Expired")
        issued = await _issue(conn, context, row)
        if issued is None:
            await conn.execute("delete from auth.sessions where id = %s", (row["session_id"],))
            refused = _refused("refresh_token_already_used", "Already Used")
        else:
            await _touch(conn, context, row)
            methods = await sessions.methods_of(conn, row["session_id"])
            answer = sessions.response(
                context.config, user, row["session_id"], methods, issued, context.now
            )
    # Raised only now: the end of the session must be committed.
    if refused is not None:
        raise refused
    return answer


async def _locked(conn: DictConnection, token: str) -> Mapping[str, Any]:
    """The token with its session, which no other request can change until this one ends."""
    cursor = await conn.execute(
        "select session_id from auth.refresh_tokens where token = %s", (token,)
    )
    found = await cursor.fetchone()
    if found is None:
        raise _refused("refresh_token_not_found", "Refresh Token Not Found")
    cursor = await conn.execute(
        "select id, user_id, not_after from auth.sessions where id = %s for update",
        (found["session_id"],),
    )
    session = await cursor.fetchone()
    # Read again: while we waited for the lock, another request may have used the token up.
    cursor = await conn.execute(
        "select token, revoked, updated_at, session_id from auth.refresh_tokens where token = %s",
        (token,),
    )
    row = await cursor.fetchone()
    if session is None or row is None:
        raise _refused("session_not_found", "No Valid Session Found")
    return {**row, "user_id": session["user_id"], "not_after": session["not_after"]}


async def _issue(conn: DictConnection, context: Context, row: Mapping[str, Any]) -> str | None:
    """The token to hand out, None when this one was stolen or copied."""
    if row["revoked"]:
        cursor = await conn.execute(
            "select token, parent from auth.refresh_tokens"
            " where session_id = %s and not revoked order by id desc limit 1",
            (row["session_id"],),
        )
        active = await cursor.fetchone()
        if active is not None and active["parent"] == row["token"]:
            return active["token"]
        grace = timedelta(seconds=context.config.refresh_reuse_seconds)
        if context.now > row["updated_at"] + grace:
            return None
    else:
        await revoke(conn, context, row["token"])
    return await sessions.add_refresh_token(
        conn, row["session_id"], row["user_id"], row["token"], context.now
    )


async def revoke(conn: DictConnection, context: Context, token: str) -> None:
    """Mark one token as used up at this moment."""
    await conn.execute(
        "update auth.refresh_tokens set revoked = true, updated_at = %s where token = %s",
        (context.now, token),
    )


async def _touch(conn: DictConnection, context: Context, row: Mapping[str, Any]) -> None:
    await conn.execute(
        "update auth.sessions set refreshed_at = %s, updated_at = %s, user_agent = %s, ip = %s"
        " where id = %s",
        (
            sessions.naive_utc(context.now),
            context.now,
            context.user_agent,
            context.caller.address,
            row["session_id"],
        ),
    )


def _refused(code: str, text: str) -> AuthError:
    return AuthError(400, code, _PREFIX + text)
