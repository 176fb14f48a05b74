"""Serves: the web app with its background work, or the local gateway on a port."""

import asyncio
import socket
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import typer
import uvicorn
from starlette.routing import BaseRoute, Route

from services import strings
from services.container import Services
from services.demo.accounts import demo_accounts
from services.errors import AppError
from services.front import Front
from services.gateway import Service
from services.mail import Mailer
from services.refusal import Refused
from services.runtime import Embedded, installation_kind, keep_alive, open_supabase
from services.settings import Settings
from services.worker import work
from views.root import make_main
from views.web import WebSettings, build_web

ASSETS = Path(__file__).resolve().parent.parent / "assets"
SIGNED_DOWNLOAD = "/storage/v1/object/sign/{bucket}/{name:path}"
STOP_GRACE_S = 5
LAST_COUNT_S = 3


async def serve_web(
    settings: Settings, embedded: Embedded | None, front: Front, listening: socket.socket
) -> None:
    """Serve until told to stop. Raises Refused when the database is not born or does not answer."""
    async with open_supabase(settings, embedded) as (supabase, gateway):
        services = Services(supabase)
        kind = await _kind(services.service)
        front.check_demo(kind)
        # The only door of the gateway that faces outward: links to files, signed for a minute.
        routes: list[BaseRoute] = (
            [Route(SIGNED_DOWNLOAD, gateway, methods=["GET"])] if gateway else []
        )
        app = build_web(
            make_main(services, settings, demo=kind == "demo"),
            probe=lambda: _probe(services.service),
            assets_dir=ASSETS,
            settings=WebSettings.from_settings(settings),
            extra_routes=routes,
        )
        config = uvicorn.Config(
            app,
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,  # views.web trusts listed proxies only
            ssl_certfile=front.tls_cert,
            ssl_keyfile=front.tls_key,
            timeout_graceful_shutdown=STOP_GRACE_S,
            ws_max_size=16 * 2**20,
        )
        _announce(settings, front, listening, kind)
        async with _at_work(services, settings, embedded):
            await uvicorn.Server(config).serve(sockets=[listening])


async def serve_gateway(
    settings: Settings, embedded: Embedded, front: Front, listening: socket.socket
) -> None:
    """Serve the local Supabase surface until told to stop, with the same work behind it as the web
    app: what is written through it is sealed, published and counted. Raises Refused for a demo that
    would be seen from outside."""
    front.check_demo(installation_kind(embedded))
    async with open_supabase(settings, embedded) as (supabase, gateway):
        assert gateway is not None, "an embedded database has its gateway"
        host, port = listening.getsockname()[:2]
        typer.echo(strings.GATEWAY_SERVING.format(url=f"http://{host}:{port}"))
        typer.echo(f"SUPABASE_PUBLISHABLE_KEY={embedded.config.publishable_key}")
        config = uvicorn.Config(
            gateway,
            lifespan="off",  # it is open already
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,  # a forwarded address is believed beside the secret key only
            timeout_graceful_shutdown=STOP_GRACE_S,
        )
        async with _at_work(Services(supabase), settings, embedded):
            await uvicorn.Server(config).serve(sockets=[listening])


@asynccontextmanager
async def _at_work(
    services: Services, settings: Settings, embedded: Embedded | None
) -> AsyncGenerator[None]:
    """What goes on while something is served: sealing, publishing, mail, counting; Postgres kept up."""
    background = [work(services.service, Mailer.from_settings(settings), reads=services.reads)]
    if embedded is not None:
        background.append(keep_alive(embedded))
    tasks = [asyncio.create_task(job) for job in background]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        with suppress(Exception):  # nothing waits for it any more
            async with asyncio.timeout(LAST_COUNT_S):
                await services.reads.flush(services.service)


async def _kind(service: Service) -> str:
    try:
        kind = (await service.rpc("ready"))["installation"]
    except AppError:
        raise Refused(strings.DATABASE_LOST) from None
    if kind is None:
        raise Refused(strings.NO_INSTALLATION)
    return str(kind)


async def _probe(service: Service) -> bool:
    try:
        await service.rpc("ready")
    except AppError:
        return False
    return True


def _announce(settings: Settings, front: Front, listening: socket.socket, kind: str) -> None:
    host, port = listening.getsockname()[:2]
    scheme = "https" if front.is_tls else "http"
    shown = f"[{host}]" if ":" in host else host
    typer.echo(strings.SERVING.format(url=settings.public_url or f"{scheme}://{shown}:{port}"))
    if kind == "demo":
        accounts = demo_accounts()
        typer.echo(strings.DEMO_ACCOUNTS.format(password=accounts.password))
        for phone, who in accounts.people:
            typer.echo(f"  {phone}  {who}")
