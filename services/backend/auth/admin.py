"""/admin/users: what the holder of the secret key does with accounts."""

from typing import cast
from uuid import UUID

from psycopg import errors
from starlette.responses import Response

from services.backend.auth import accounts, factors, users
from services.backend.auth.access import require_admin
from services.backend.auth.context import Context
from services.backend.auth.errors import AuthError, unexpected, unsupported, validation_failed
from services.backend.auth.passwords import Passwords
from services.backend.auth.users import User
from services.backend.body import json_response
from services.backend.pool import DictConnection, Pools, borrow
from services.backend.tokens import AUDIENCE


class Admin:
    """Create, read, change, ban and delete accounts; take factors away."""

    def __init__(self, pools: Pools, passwords: Passwords) -> None:
        self._pools = pools
        self._passwords = passwords

    async def listing(self, context: Context) -> Response:
        """GET /admin/users?page=&per_page=."""
        require_admin(context)
        query = context.request.query_params
        number, size = _positive(query.get("page"), 1), _positive(query.get("per_page"), 50)
        async with borrow(self._pools.auth) as conn:
            found, total = await users.page(conn, AUDIENCE, number, min(size, 1000))
        pages = -(-total // size)
        links = [f'<{_page_url(context, pages, size)}>; rel="last"']
        if pages > number:
            links.insert(0, f'<{_page_url(context, number + 1, size)}>; rel="next"')
        body = {"users": [user.json() for user in found], "aud": AUDIENCE}
        headers = {"X-Total-Count": str(total), "Link": ", ".join(links)}
        return json_response(body, 200, headers)

    async def create(self, context: Context) -> Response:
        """POST /admin/users."""
        require_admin(context)
        fields = await context.body()
        password = fields.optional_text("password")
        if password is not None and fields.text("password_hash"):
            raise validation_failed("Only a password or a password hash should be provided")
        wanted = accounts.new_account(fields)
        hashed = wanted.password_hash or await self._passwords.hash(
            password or accounts.random_password()
        )
        async with borrow(self._pools.auth) as conn:
            await _check_free(conn, wanted.email, wanted.phone)
            try:
                async with conn.transaction():
                    await accounts.insert(conn, wanted, hashed, context.now)
                    user = await users.by_id(conn, wanted.id)
            except errors.UniqueViolation as error:
                raise unexpected("Database error creating new user") from error
        return json_response(cast(User, user).json())

    async def show(self, context: Context, user_id: str) -> Response:
        """GET /admin/users/<id>."""
        require_admin(context)
        async with borrow(self._pools.auth) as conn:
            return json_response((await _load(conn, user_id)).json())

    async def change(self, context: Context, user_id: str) -> Response:
        """PUT /admin/users/<id>."""
        require_admin(context)
        fields = await context.body()
        changes = accounts.changes(fields)
        async with borrow(self._pools.auth) as conn:
            user = await _load(conn, user_id)
        password, hashed = fields.optional_text("password"), None
        if password is not None:
            self._passwords.check_strength(password)
            hashed = await self._passwords.hash(password)
        async with borrow(self._pools.auth) as conn:
            try:
                async with conn.transaction():
                    await accounts.update(conn, user, changes, hashed, context.now)
                    changed = await users.by_id(conn, user.id)
            except errors.UniqueViolation as error:
                raise unexpected("Error updating user") from error
        if changed is None:
            raise _no_user()
        return json_response(changed.json())

    async def delete(self, context: Context, user_id: str) -> Response:
        """DELETE /admin/users/<id>."""
        require_admin(context)
        fields = await context.body(empty_allowed=True)
        if fields.flag("should_soft_delete"):
            raise unsupported("Deleting an account softly")
        async with borrow(self._pools.auth) as conn:
            user = await _load(conn, user_id)
            try:
                await conn.execute("delete from auth.users where id = %s", (user.id,))
            except errors.IntegrityError as error:
                raise unexpected("Database error deleting user") from error
        return json_response({})

    async def list_factors(self, context: Context, user_id: str) -> Response:
        """GET /admin/users/<id>/factors."""
        require_admin(context)
        async with borrow(self._pools.auth) as conn:
            return json_response((await _load(conn, user_id)).factors)

    async def delete_factor(self, context: Context, user_id: str, factor_id: str) -> Response:
        """DELETE /admin/users/<id>/factors/<id>: its sessions fall back to aal1."""
        require_admin(context)
        async with borrow(self._pools.auth) as conn:
            user = await _load(conn, user_id)
            factor = factors.owned(user, factor_id)
            await factors.remove(conn, user, factor)
        return json_response(factor)


async def _load(conn: DictConnection, user_id: str) -> User:
    try:
        wanted = UUID(user_id)
    except ValueError as error:
        raise validation_failed("user_id must be an UUID", 404) from error
    user = await users.by_id(conn, wanted)
    if user is None:
        raise _no_user()
    return user


def _no_user() -> AuthError:
    return AuthError(404, "user_not_found", "User not found")


async def _check_free(conn: DictConnection, email: str, phone: str) -> None:
    if email and await users.by_email(conn, email, AUDIENCE):
        text = "A user with this email address has already been registered"
        raise AuthError(422, "email_exists", text)
    if phone and await users.by_phone(conn, phone, AUDIENCE):
        text = "Phone number already registered by another user"
        raise AuthError(422, "phone_exists", text)


def _positive(text: str | None, default: int) -> int:
    if not text:
        return default
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 10**6:
        raise validation_failed("Bad Pagination Parameters: invalid syntax")
    return int(text)


def _page_url(context: Context, number: int, size: int) -> str:
    return str(
        context.request.url.include_query_params(page=number, per_page=size).replace(
            scheme="", netloc=""
        )
    )
