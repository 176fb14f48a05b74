"""GET and PUT /user: the member's own account."""

from starlette.responses import Response

from services.backend.auth import users
from services.backend.auth.access import Member, authenticated
from services.backend.auth.context import Context, Fields
from services.backend.auth.errors import AuthError, unsupported
from services.backend.auth.limits import Limits
from services.backend.auth.passwords import Passwords
from services.backend.body import json_response
from services.backend.pool import DictConnection, Pools, borrow


class Profile:
    """What a member reads and changes of the own account."""

    def __init__(self, pools: Pools, passwords: Passwords, limits: Limits) -> None:
        self._pools = pools
        self._passwords = passwords
        self._limits = limits

    async def show(self, context: Context) -> Response:
        """GET /user."""
        async with borrow(self._pools.auth) as conn:
            who = await authenticated(conn, context)
        return json_response(who.user.json())

    async def change(self, context: Context) -> Response:
        """PUT /user: password and user_metadata."""
        fields = await context.body()
        async with borrow(self._pools.auth) as conn:
            who = await authenticated(conn, context)
        password = fields.optional_text("password")
        if password is not None:
            self._passwords.check_strength(password)
        _check_allowed(who, fields)
        hashed = None if password is None else await self._new_hash(context, who, fields, password)
        async with borrow(self._pools.auth) as conn, conn.transaction():
            if hashed is not None:
                await _store(conn, context, who, hashed)
            if (data := fields.mapping("data")) is not None:
                merged = users.merged(who.user.user_metadata, data)
                await conn.execute(
                    "update auth.users set raw_user_meta_data = %s::jsonb, updated_at = %s"
                    " where id = %s",
                    (users.as_json(merged), context.now, who.user.id),
                )
            user = await users.by_id(conn, who.user.id)
        if user is None:
            raise AuthError(403, "user_not_found", "User from sub claim in JWT does not exist")
        return json_response(user.json())

    async def _new_hash(self, context: Context, who: Member, fields: Fields, password: str) -> str:
        stored = who.user.password_hash
        if stored is not None and context.config.require_current_password:
            text = "Current password required when setting new password."
            current = fields.text("current_password")
            if not current:
                raise AuthError(400, "current_password_required", text)
            # A stolen session must not become a way to guess the password.
            keys = self._limits.keys(f"current:{who.user.id}", context.caller.address)
            async with borrow(self._pools.auth) as conn:
                await self._limits.begin(conn, keys, context.now)
            if not await self._passwords.matches(current, stored):
                raise AuthError(400, "current_password_invalid", text)
            async with borrow(self._pools.auth) as conn:
                await self._limits.succeeded(conn, keys, context.now)
        if stored is not None and await self._passwords.matches(password, stored):
            text = "New password should be different from the old password."
            raise AuthError(422, "same_password", text)
        return await self._passwords.hash(password)


def _check_allowed(who: Member, fields: Fields) -> None:
    if "app_metadata" in fields:
        text = "Updating app_metadata requires admin privileges"
        raise AuthError(403, "not_admin", text)
    changes = [
        fields.text("password"),
        fields.text("email") if fields.text("email") != who.user.email else "",
        fields.text("phone") if fields.text("phone") != who.user.phone else "",
    ]
    if any(changes) and who.user.has_verified_factor and not who.second_factor_passed:
        text = "AAL2 session is required to update email or password when MFA is enabled."
        raise AuthError(401, "insufficient_aal", text)
    if changes[1] or changes[2]:
        raise unsupported("Changing one's own email or phone")


async def _store(conn: DictConnection, context: Context, who: Member, hashed: str) -> None:
    await conn.execute(
        "update auth.users set encrypted_password = %s, updated_at = %s where id = %s",
        (hashed, context.now, who.user.id),
    )
    # Whoever else is signed in must know the new password.
    await conn.execute(
        "delete from auth.sessions where user_id = %s and id is distinct from %s",
        (who.user.id, who.session["id"] if who.session else None),
    )
