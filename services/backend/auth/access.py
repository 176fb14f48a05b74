"""Who may use an Auth endpoint: the member of a live session, or the holder of the secret key."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from services.backend import tokens
from services.backend.auth import users
from services.backend.auth.context import Context
from services.backend.auth.errors import AuthError, validation_failed
from services.backend.auth.users import User
from services.backend.caller import SERVICE
from services.backend.pool import DictConnection

_WHY = {
    "parts": "token is malformed: token contains an invalid number of segments",
    "algorithm": "token signature is invalid: signing method is invalid",
    "signature": "token signature is invalid: signature is invalid",
    "expired": "token has invalid claims: token is expired",
    "not_yet": "token has invalid claims: token is not valid yet",
    "issued": "token has invalid claims: token used before issued",
}


@dataclass(frozen=True, slots=True)
class Member:
    """An account and the session its token belongs to (columns of auth.sessions)."""

    user: User
    session: Mapping[str, Any] | None

    @property
    def session_id(self) -> UUID:
        """The session's id. Raises AuthError for a token without a session."""
        if self.session is None:
            raise _bad("invalid claim: missing session_id claim")
        return self.session["id"]

    @property
    def second_factor_passed(self) -> bool:
        """Whether this session is at level aal2."""
        return self.session is not None and self.session["aal"] in ("aal2", "aal3")


async def authenticated(conn: DictConnection, context: Context) -> Member:
    """The member of the bearer token. Raises AuthError when it opens nothing any more."""
    claims = _claims(context)
    subject = claims.get("sub")
    if not subject:
        raise _bad("invalid claim: missing sub claim")
    user_id = _uuid(subject)
    if user_id is None:
        raise AuthError(400, "bad_jwt", "invalid claim: sub claim must be a UUID")
    user = await users.by_id(conn, user_id)
    if user is None:
        text = "User from sub claim in JWT does not exist"
        raise AuthError(403, "user_not_found", text)
    session: Mapping[str, Any] | None = None
    if claimed := claims.get("session_id"):
        session_id = _uuid(claimed)
        if session_id is None:
            raise _bad("invalid claim: session_id claim must be a UUID")
        cursor = await conn.execute(
            "select * from auth.sessions where id = %s and user_id = %s", (session_id, user_id)
        )
        session = await cursor.fetchone()
        if session is None:
            text = "Session from session_id claim in JWT does not exist"
            raise AuthError(403, "session_not_found", text)
    if user.banned_at(context.now):
        raise AuthError(403, "user_banned", "User is banned")
    if user.row["aud"] not in tokens.audience(claims):
        raise validation_failed("Token audience doesn't match request audience")
    return Member(user, session)


def require_admin(context: Context) -> None:
    """Let only the secret key pass. Raises AuthError."""
    if context.caller.bearer is None:
        role: object = context.caller.key_role
    else:
        role = _claims(context).get("role")
    if role != SERVICE:
        raise AuthError(403, "not_admin", "User not allowed")


def _claims(context: Context) -> tokens.Claims:
    if context.caller.bearer is None:
        if "authorization" not in context.request.headers:
            text = "This endpoint requires a valid Bearer token"
            raise AuthError(401, "no_authorization", text)
        return {"role": context.caller.key_role}
    try:
        return tokens.decode(
            context.caller.bearer, context.config.jwt_secret, context.now.timestamp()
        )
    except tokens.TokenError as error:
        why = _WHY.get(error.kind, "token is malformed: could not JSON decode claim")
        raise _bad(f"invalid JWT: unable to parse or verify signature, {why}") from error


def _bad(text: str) -> AuthError:
    return AuthError(403, "bad_jwt", text)


def _uuid(value: object) -> UUID | None:
    try:
        return UUID(str(value))
    except ValueError:
        return None
