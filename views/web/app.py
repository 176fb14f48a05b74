"""The ASGI application: health, the product's plain routes, the socket, the page and its files."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import flet_web.fastapi as flet_fastapi
from flet_web.fastapi.flet_app_manager import app_manager
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import BaseRoute, Mount, Route, WebSocketRoute
from starlette.types import ASGIApp, Receive, Scope, Send

from views.shared.uploads import desk
from views.web.headers import SecureAnswers
from views.web.proxies import Hosts, TrustedProxies
from views.web.session import Main, guarded_main, install
from views.web.settings import WebSettings
from views.web.sockets import SocketGate
from views.web.static import Pages

log = logging.getLogger("handbook.web")

Probe = Callable[[], Awaitable[object]]

_PROBE_SECONDS = 3
_PROBE_KEPT = 1.0
"""A health answer is reused for so long, so that asking often costs the database nothing."""


def build_web(
    main: Main,
    *,
    probe: Probe,
    assets_dir: Path,
    settings: WebSettings,
    extra_routes: Sequence[BaseRoute] = (),
) -> ASGIApp:
    """The web front around ``main``, Flet's entry for each new page.

    ``probe`` answers true once the database does; ``extra_routes`` stand before the page's own
    addresses. Nothing that ``main``, a handler or a route raises reaches a client as text.
    """
    install()
    hosts = Hosts(settings)
    pages = Pages(assets_dir, settings)
    desk.open(settings.upload_dir, settings.max_upload)
    flet_app = flet_fastapi.app(
        guarded_main(main),
        no_cdn=True,
        session_timeout_seconds=settings.session_seconds,
    )

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncGenerator[None]:
        await app_manager.start()
        if settings.compress:
            pages.compress()
        try:
            yield
        finally:
            await app_manager.shutdown()
            desk.close()

    app = Starlette(
        routes=[
            Route("/healthz", _health(probe), methods=["GET"]),
            *extra_routes,
            Route("/upload/{ticket}", desk.receive, methods=["PUT"]),
            WebSocketRoute("/ws", _Endpoint(SocketGate(flet_app, settings, hosts))),
            Mount("/", pages),
        ],
        lifespan=lifespan,
        exception_handlers={Exception: _failed},
    )
    return TrustedProxies(SecureAnswers(app, hosts), settings.networks)


class _Endpoint:
    """Lets Starlette route a socket to a plain ASGI app; a function would be wrapped."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.app(scope, receive, send)


def _health(probe: Probe) -> Callable[[Request], Awaitable[JSONResponse]]:
    lock = asyncio.Lock()
    kept: tuple[float, bool] = (float("-inf"), False)

    async def answer(_: Request) -> JSONResponse:
        nonlocal kept
        async with lock:
            if time.monotonic() - kept[0] > _PROBE_KEPT:
                kept = (time.monotonic(), await _asked(probe))
        if kept[1]:
            return JSONResponse({"status": "ok"})
        return JSONResponse({"status": "unavailable"}, 503)

    return answer


async def _asked(probe: Probe) -> bool:
    try:
        async with asyncio.timeout(_PROBE_SECONDS):
            return bool(await probe())
    except Exception as error:
        log.warning("health: %s", type(error).__name__)
        return False


async def _failed(request: Request, error: Exception) -> JSONResponse:
    log.error("route failed: %s", request.url.path, exc_info=error)
    return JSONResponse({"status": "error"}, 500)
