"""Transactions of the Storage part: as the caller, whose rights the policies decide, or above."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from psycopg_pool import AsyncConnectionPool
from starlette.requests import Request

from services.backend import tokens
from services.backend.caller import SERVICE, bearer_of, identify
from services.backend.config import BackendConfig
from services.backend.pool import DictConnection, borrow
from services.backend.storage.errors import denied, invalid


@dataclass(frozen=True, slots=True)
class Visitor:
    """The role a request acts in, and the claims its policies see."""

    role: str
    claims: tokens.Claims
    method: str
    path: str

    @property
    def subject(self) -> str | None:
        """The account's id, None for a key without a member."""
        subject = self.claims.get("sub")
        return subject if isinstance(subject, str) and subject else None


def visitor_of(request: Request, config: BackendConfig) -> Visitor:
    """Who asks. Raises KeyRefusedError or StorageError."""
    path = str(request.scope["path"])
    if "apikey" in request.headers:
        caller = identify(request, config)
        bearer, role = caller.bearer, caller.key_role
    else:
        bearer, role = bearer_of(request.headers), ""
    if bearer is None:
        if not role:
            raise invalid("headers must have required property 'authorization'")
        return Visitor(role, {"role": role}, request.method, path)
    try:
        claims = tokens.decode(bearer, config.jwt_secret, config.now())
    except tokens.TokenError as error:
        reasons = {
            "expired": '"exp" claim timestamp check failed',
            "signature": "signature verification failed",
        }
        raise denied(reasons.get(error.kind, "Invalid Compact JWS")) from error
    claimed = claims.get("role")
    return Visitor(claimed if isinstance(claimed, str) else "anon", claims, request.method, path)


class Database:
    """Opens the transactions of one request."""

    def __init__(self, pool: AsyncConnectionPool[DictConnection]) -> None:
        self._pool = pool

    @asynccontextmanager
    async def acting_as(
        self, visitor: Visitor, operation: str, *, undo: bool = False
    ) -> AsyncGenerator[DictConnection]:
        """A transaction under the caller's role; `undo` rolls it back, to try a right out."""
        async with borrow(self._pool) as conn, conn.transaction(force_rollback=undo):
            await _enter(conn, visitor, visitor.role, operation)
            yield conn

    @asynccontextmanager
    async def above(self, visitor: Visitor, operation: str) -> AsyncGenerator[DictConnection]:
        """A transaction that no policy limits, for what the caller's right was checked before."""
        async with borrow(self._pool) as conn, conn.transaction():
            await _enter(conn, visitor, SERVICE, operation)
            yield conn


async def _enter(conn: DictConnection, visitor: Visitor, role: str, operation: str) -> None:
    await conn.execute(
        "select set_config('role', %s, true), set_config('request.jwt.claims', %s, true),"
        " set_config('request.method', %s, true), set_config('request.path', %s, true),"
        " set_config('storage.operation', %s, true),"
        " set_config('storage.allow_delete_query', 'true', true)",
        (role, tokens.to_json(visitor.claims), visitor.method, visitor.path, operation),
    )
