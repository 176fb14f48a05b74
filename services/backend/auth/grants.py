"""POST /token: a password or a refresh token for a pair of tokens; POST /logout."""

from starlette.responses import Response

from services.backend.auth import refresh as rotation
from services.backend.auth import sessions, users
from services.backend.auth.access import authenticated
from services.backend.auth.context import Context
from services.backend.auth.errors import (
    AuthError,
    invalid_credentials,
    unsupported,
    validation_failed,
)
from services.backend.auth.limits import Limits
from services.backend.auth.logins import plain_phone
from services.backend.auth.passwords import Passwords
from services.backend.auth.users import Json, User
from services.backend.body import json_response
from services.backend.pool import DictConnection, Pools, borrow
from services.backend.tokens import AUDIENCE


class Grants:
    """Signing in, staying in, signing out."""

    def __init__(self, pools: Pools, passwords: Passwords, limits: Limits) -> None:
        self._pools = pools
        self._passwords = passwords
        self._limits = limits

    async def token(self, context: Context) -> Response:
        """POST /token."""
        match context.request.query_params.get("grant_type"):
            case "password":
                return json_response(await self._password(context))
            case "refresh_token":
                fields = await context.body()
                async with borrow(self._pools.auth) as conn:
                    answer = await rotation.refresh(conn, context, fields.text("refresh_token"))
                return json_response(answer)
            case "id_token" | "pkce" | "web3" as grant:
                raise unsupported(f"The grant {grant}")
            case _:
                raise AuthError(400, "invalid_credentials", "unsupported_grant_type")

    async def _password(self, context: Context) -> Json:
        fields = await context.body()
        email, phone = fields.text("email"), plain_phone(fields.text("phone"))
        password = fields.text("password")
        if email and phone:
            text = "Only an email address or phone number should be provided on login."
            raise validation_failed(text)
        if not email and not phone:
            raise validation_failed("missing email or phone")
        login = f"email:{email.lower()}" if email else f"phone:{phone}"
        keys = self._limits.keys(login, context.caller.address)
        async with borrow(self._pools.auth) as conn:
            await self._limits.begin(conn, keys, context.now)
            user = await _find(conn, email, phone)
        # No connection is held while the password is hashed, and an unknown account costs the
        # same work as a known one.
        stored = user.password_hash if user else None
        if not await self._passwords.matches(password, stored) or user is None:
            raise invalid_credentials()
        async with borrow(self._pools.auth) as conn:
            await self._limits.succeeded(conn, keys, context.now)
            _check_usable(user, context, by_email=bool(email))
            answer = await sessions.start(conn, context, user)
        return {**answer, **self._weakness(password)}

    def _weakness(self, password: str) -> Json:
        try:
            self._passwords.check_strength(password)
        except AuthError as error:
            reasons = list(error.weak_reasons or ())
            return {"weak_password": {"message": error.message, "reasons": reasons}}
        return {}

    async def logout(self, context: Context) -> Response:
        """POST /logout."""
        scope = context.request.query_params.get("scope") or "global"
        if scope not in ("global", "local", "others"):
            raise validation_failed(f'Unsupported logout scope "{scope}"')
        async with borrow(self._pools.auth) as conn:
            who = await authenticated(conn, context)
            if scope == "local" and who.session is not None:
                await conn.execute("delete from auth.sessions where id = %s", (who.session_id,))
            elif scope == "others" and who.session is not None:
                await conn.execute(
                    "delete from auth.sessions where user_id = %s and id <> %s",
                    (who.user.id, who.session_id),
                )
            else:
                await conn.execute("delete from auth.sessions where user_id = %s", (who.user.id,))
        return Response(status_code=204)


async def _find(conn: DictConnection, email: str, phone: str) -> User | None:
    if email:
        return await users.by_email(conn, email, AUDIENCE)
    return await users.by_phone(conn, phone, AUDIENCE)


def _check_usable(user: User, context: Context, *, by_email: bool) -> None:
    # Only the holder of the right password comes here, so these answers tell a stranger nothing.
    if user.banned_at(context.now):
        raise AuthError(400, "user_banned", "User is banned")
    if by_email and user.row["email_confirmed_at"] is None:
        raise AuthError(400, "email_not_confirmed", "Email not confirmed")
    if not by_email and user.row["phone_confirmed_at"] is None:
        raise AuthError(400, "phone_not_confirmed", "Phone not confirmed")
