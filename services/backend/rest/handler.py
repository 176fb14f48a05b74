"""Serves /rest/v1: one request, one transaction, one round trip."""

import asyncio
import contextlib
import json
import logging
import re
from collections.abc import Mapping
from typing import cast

import psycopg
from starlette.requests import Request
from starlette.responses import Response

from services.backend import tokens
from services.backend.body import BodyTooLargeError, read_limited
from services.backend.caller import ANON, FORWARDED_FOR, Caller
from services.backend.config import BackendConfig
from services.backend.pool import Pools, borrow
from services.backend.rest import negotiation, statement
from services.backend.rest.errors import RestError, from_database, token_refused, unsupported
from services.backend.rest.functions import Function, FunctionCache
from services.backend.rest.statement import Result

log = logging.getLogger(__name__)

_SKEW = 30  # seconds that PostgREST forgives a token's times
_NOT_ARGUMENTS = frozenset(
    ("select", "order", "limit", "offset", "columns", "and", "or", "not.and")
)
_PRIVATE_HEADERS = frozenset(("authorization", "apikey", "cookie", FORWARDED_FOR))
_PREFIX = "/rest/v1"
_PLAIN = re.compile(r"[a-z0-9_]{1,63}")  # of a name in the log, which may come from anybody


class Rest:
    """The REST part of one gateway."""

    def __init__(self, config: BackendConfig, pools: Pools) -> None:
        self._config = config
        self._pools = pools
        self._cache = FunctionCache()
        self._reading = asyncio.Lock()
        self._calls: dict[tuple[Function, frozenset[str]], str] = {}

    async def serve(self, request: Request, caller: Caller) -> Response:
        """Answer one request, errors included."""
        try:
            return await self._serve(request, caller)
        except RestError as error:
            return error.response()
        except BodyTooLargeError as error:
            text = f"Request body too large (max {error.limit} bytes)"
            return RestError(413, "GW413", text).response()

    async def listen(self) -> None:
        """Read the functions again at `notify pgrst, 'reload schema'`; runs until cancelled."""
        while True:
            with contextlib.suppress(psycopg.Error):
                async with await psycopg.AsyncConnection.connect(
                    self._config.conninfo("authenticator"), autocommit=True
                ) as conn:
                    await conn.execute("listen pgrst")
                    self._cache.mark_stale()  # what happened while nobody listened
                    async for _ in conn.notifies():
                        self._cache.mark_stale()
            await asyncio.sleep(1)

    async def _serve(self, request: Request, caller: Caller) -> Response:
        claims = self._claims(caller)
        named = negotiation.check_profile(request)
        name = _function_name(request)
        single = negotiation.wants_single(request)
        counted = negotiation.wants_count(request)
        role = str(claims["role"])
        try:
            function, call, arguments = await self._plan(request, name)
            settings = self._settings(request, caller, claims, function)
            async with borrow(self._pools.rest) as conn:
                result = await statement.run(conn, settings, call, arguments)
        except psycopg.Error as error:
            if error.sqlstate == "42883":
                self._cache.mark_stale()  # the signature we know may be an old one
            answer = from_database(error, authenticated=role != ANON)
            if answer.status >= 500:
                shown = name if _PLAIN.fullmatch(name) else "?"
                log.warning("rpc %s failed: %s %s", shown, answer.status, answer.code)
            raise answer from error
        if single and result.rows != 1:
            text = "Cannot coerce the result to a single JSON object"
            raise RestError(406, "PGRST116", text, f"The result contains {result.rows} rows")
        return _answer(request, function, result, single=single, counted=counted, named=named)

    def _claims(self, caller: Caller) -> tokens.Claims:
        if caller.bearer is None:
            return {"role": caller.key_role}
        try:
            claims = tokens.decode(
                caller.bearer, self._config.jwt_secret, self._config.now(), leeway=_SKEW
            )
        except tokens.TokenError as error:
            raise token_refused(error.kind, caller.bearer.count(".") + 1) from error
        named = tokens.audience(claims)
        if named and tokens.AUDIENCE not in named:
            raise token_refused("audience", 3)
        return claims if isinstance(claims.get("role"), str) else {**claims, "role": ANON}

    async def _plan(self, request: Request, name: str) -> tuple[Function, str, list[str]]:
        if request.method == "POST":
            if request.query_params:
                raise unsupported("Filtering, ordering or selecting from a function's result")
            body, keys = _arguments(
                request, await read_limited(request, self._config.max_json_bytes)
            )
            function = await self._find(name, keys, posted=True)
            call = self._calls.get((function, keys))
            if call is None:
                call = statement.call_with_body(function, keys)
                if len(self._calls) > 2000:  # replaced functions leave theirs behind
                    self._calls.clear()
                self._calls[function, keys] = call
            return function, call, [body] if keys else []
        query = dict(request.query_params)
        if not _NOT_ARGUMENTS.isdisjoint(query):
            raise unsupported("Filtering, ordering or selecting from a function's result")
        function = await self._find(name, frozenset(query), posted=False)
        call, arguments = statement.call_with_query(function, query)
        return function, call, arguments

    async def _find(self, name: str, keys: frozenset[str], *, posted: bool) -> Function:
        if self._cache.needs_reading(name):
            async with self._reading:
                if self._cache.needs_reading(name):
                    async with borrow(self._pools.rest) as conn:
                        await self._cache.read(conn)
        return self._cache.find(name, keys, posted=posted)

    def _settings(
        self, request: Request, caller: Caller, claims: tokens.Claims, function: Function
    ) -> list[tuple[str, str]]:
        role = str(claims["role"])
        settings = [("search_path", statement.SEARCH_PATH), *self._cache.settings_of(role)]
        if function.statement_timeout is not None:
            settings.append(("statement_timeout", function.statement_timeout))
        if request.method != "POST":
            settings.append(("transaction_read_only", "on"))
        headers = {k: v for k, v in request.headers.items() if k not in _PRIVATE_HEADERS}
        headers["x-forwarded-for"] = caller.address
        settings += [
            ("role", role),
            ("request.jwt.claims", tokens.to_json(claims)),
            ("request.method", request.method),
            ("request.path", str(request.scope["path"]).removeprefix(_PREFIX)),
            ("request.headers", tokens.to_json(headers)),
        ]
        return settings


def _function_name(request: Request) -> str:
    parts = str(request.scope["path"]).removeprefix(_PREFIX).strip("/").split("/")
    if len(parts) == 2 and parts[0] == "rpc":
        if request.method == "OPTIONS":
            raise unsupported("OPTIONS")
        if request.method not in ("POST", "GET", "HEAD"):
            raise RestError(405, "PGRST101", f"Cannot use the {request.method} method on RPC")
        return parts[1]
    if parts == [""]:
        raise unsupported("The OpenAPI description")
    if len(parts) > 1:
        raise RestError(404, "PGRST125", "Invalid path specified in request URL")
    # Schema `api` has functions only, so no table is ever found.
    text = f"Could not find the table 'api.{parts[0]}' in the schema cache"
    raise RestError(404, "PGRST205", text)


def _arguments(request: Request, body: bytes) -> tuple[str, frozenset[str]]:
    kind = request.headers.get("content-type", negotiation.JSON).split(";", 1)[0].strip().lower()
    if kind != negotiation.JSON:
        if kind in ("text/csv", "text/plain", "text/xml", "application/x-www-form-urlencoded"):
            raise unsupported(f"A body of type {kind}")
        raise RestError(400, "PGRST102", f"Content-Type not acceptable: {kind}")
    if not body:
        return "", frozenset()
    try:
        text = body.decode()
        value = cast(object, json.loads(text, parse_constant=_no_constant))
    except (ValueError, RecursionError) as error:
        raise RestError(400, "PGRST102", "Empty or invalid json") from error
    if not isinstance(value, dict):
        raise unsupported("A body that is not an object of named arguments")
    return text, frozenset(cast("Mapping[str, object]", value))


def _no_constant(name: str) -> None:
    raise ValueError(name)  # NaN and Infinity are Python's, not JSON's


def _answer(
    request: Request,
    function: Function,
    result: Result,
    *,
    single: bool,
    counted: bool,
    named: bool,
) -> Response:
    span = f"0-{result.rows - 1}" if result.rows else "*"
    headers = {"Content-Range": f"{span}/{result.rows if counted else '*'}"}
    if counted:
        headers["Preference-Applied"] = "count=exact"
    if function.void:
        return Response(None, 204, headers)
    if named:
        headers["Content-Profile"] = "api"
    headers["Content-Type"] = negotiation.content_type(single)
    body = result.body
    if single and function.returns_set:
        body = body[1:-1]
    return Response(b"" if request.method == "HEAD" else body, 200, headers)
