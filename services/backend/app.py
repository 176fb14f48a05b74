"""The local gateway as an ASGI application: REST, Auth and Storage behind one door."""

import asyncio
import contextlib
import logging
import time
import traceback

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from services.backend.auth.router import Auth
from services.backend.body import json_response
from services.backend.caller import KeyRefusedError, identify
from services.backend.config import BackendConfig
from services.backend.pool import Pools
from services.backend.rest.handler import Rest
from services.backend.storage.router import Storage

log = logging.getLogger(__name__)

_ELSEWHERE = ("realtime", "functions", "graphql", "analytics", "pg", "mcp")


class Gateway:
    """Answers HTTP as hosted Supabase would, for the part of its API that this product uses.

    `open()` before the first request and `close()` after the last, or run it under a server that
    sends lifespan events, which does both.
    """

    def __init__(self, config: BackendConfig) -> None:
        self._pools = Pools(config)
        self._config = config
        self._rest = Rest(config, self._pools)
        self.auth = Auth(config, self._pools)
        self._storage = Storage(config, self._pools)
        self._listener: asyncio.Task[None] | None = None

    async def open(self) -> None:
        """Open the pools and prepare the folders. Raises OSError for a folder out of reach."""
        await self.auth.open()
        await self._storage.open()
        await self._pools.open()
        self._listener = asyncio.create_task(self._rest.listen(), name="gateway-listen")

    async def close(self) -> None:
        """End background work and close every connection; may be called again."""
        if self._listener is not None:
            self._listener.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._listener
            self._listener = None
        await self._pools.close()
        await self.auth.close()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one ASGI scope."""
        if scope["type"] == "lifespan":
            await self._lifespan(receive, send)
        elif scope["type"] == "http":
            request = Request(scope, receive, send)
            response = await self._answer(request)
            with contextlib.suppress(ClientDisconnect):
                await response(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})

    async def _answer(self, request: Request) -> Response:
        started = time.perf_counter()
        part, rest = _split(str(request.scope["path"]))
        try:
            response = await self._dispatch(request, part, rest)
        except KeyRefusedError as error:
            response = json_response(error.body(), 401)
        except ClientDisconnect:
            response = Response(status_code=499)
        except Exception as error:
            # The kind and the place only: an error's text could carry what the request carried.
            place = "".join(traceback.format_tb(error.__traceback__))
            log.error("%s %s failed: %s\n%s", request.method, part, type(error).__name__, place)
            response = json_response({"message": "An unexpected error occurred"}, 500)
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        elapsed = (time.perf_counter() - started) * 1000
        log.debug("%s %s %s %.1f ms", request.method, part, response.status_code, elapsed)
        return response

    async def _dispatch(self, request: Request, part: str, rest: str) -> Response:
        match part:
            case "rest":
                return await self._rest.serve(request, identify(request, self._config))
            case "auth":
                return await self.auth.serve(request, rest)
            case "storage":
                return await self._storage.serve(request, rest)
            case _ if part in _ELSEWHERE:
                text = f"Supabase's {part} API is not part of the local gateway"
                return json_response({"code": "GW501", "message": text}, 501)
            case _:
                return json_response({"message": "no Route matched with those values"}, 404)

    async def _lifespan(self, receive: Receive, send: Send) -> None:
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                try:
                    await self.open()
                except OSError as error:
                    await send({"type": "lifespan.startup.failed", "message": str(error)})
                    return
                await send({"type": "lifespan.startup.complete"})
            elif message["type"] == "lifespan.shutdown":
                await self.close()
                await send({"type": "lifespan.shutdown.complete"})
                return


def create_app(config: BackendConfig) -> Gateway:
    """The gateway of one database and one folder of files."""
    return Gateway(config)


def _split(path: str) -> tuple[str, str]:
    """`/auth/v1/user` as (`auth`, `/user`); (``, path) for what is not of that form."""
    parts = path.split("/", 3)
    if len(parts) >= 3 and parts[0] == "" and parts[2] == "v1":
        return parts[1], "/" + (parts[3] if len(parts) == 4 else "")
    return "", path
