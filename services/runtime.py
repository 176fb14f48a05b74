"""Puts the house together: the embedded default or hosted Supabase, ready for services to use."""

import asyncio
import logging
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import psycopg
from starlette.types import ASGIApp

from services.backend.app import create_app
from services.backend.bootstrap import bootstrap
from services.backend.config import BackendConfig
from services.backend.keys import load_or_create
from services.backend.migrate import migrate
from services.backend.postgres import PostgresServer, StartRefused, start_server
from services.gateway import Supabase
from services.settings import Settings

MIGRATIONS = Path(__file__).resolve().parent.parent / "supabase" / "migrations"
INSIDE = "http://embedded.invalid"  # never resolved: requests stay in this process
HOSTED_TIMEOUT_S = 15.0
WATCH_EVERY_S = 2.0

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Embedded:
    """The embedded Postgres of a DATA_DIR, migrated, with the settings of its gateway."""

    server: PostgresServer
    config: BackendConfig
    migrated: list[str]

    def stop(self) -> None:
        """Stop the server; safe to call twice."""
        self.server.stop()


def start_embedded(settings: Settings) -> Embedded:
    """Start and prepare. Raises StartRefused or MigrationRefused, with one clear line."""
    return prepare(settings, start_server(settings.data_dir, postgres_bin=settings.postgres_bin))


def prepare(settings: Settings, server: PostgresServer) -> Embedded:
    """Bootstrap and migrate a running server, or stop it. Raises MigrationRefused."""
    try:
        bootstrap(lambda database: server.conninfo("supabase_admin", database))
        migrated = migrate(server.conninfo("postgres"), MIGRATIONS)
        keys = load_or_create(settings.data_dir)
        config = BackendConfig(
            conninfo=server.conninfo,
            jwt_secret=keys.jwt_secret,
            publishable_key=keys.publishable_key,
            secret_key=keys.secret_key,
            storage_dir=settings.data_dir.resolve() / "storage",
            site_url=settings.public_url or f"http://{settings.host}:{settings.port}",
        )
    except BaseException:
        server.stop()
        raise
    return Embedded(server, config, migrated)


@asynccontextmanager
async def open_supabase(
    settings: Settings, embedded: Embedded | None
) -> AsyncGenerator[tuple[Supabase, ASGIApp | None]]:
    """The connection for all clients of this process, and the local gateway where there is one."""
    if embedded is None:
        key, secret = settings.supabase_publishable_key, settings.supabase_secret_key
        assert settings.supabase_url and key and secret, "settings are checked when they are read"
        async with httpx.AsyncClient(timeout=HOSTED_TIMEOUT_S) as http:
            yield (
                Supabase(
                    settings.supabase_url, key.get_secret_value(), secret.get_secret_value(), http
                ),
                None,
            )
        return
    gateway = create_app(embedded.config)
    await gateway.open()
    try:
        transport = httpx.ASGITransport(gateway, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport) as http:
            config = embedded.config
            yield Supabase(INSIDE, config.publishable_key, config.secret_key, http), gateway
    finally:
        await gateway.close()


def installation_kind(embedded: Embedded) -> str | None:
    """`demo`, `real`, or None while the database is not born yet."""
    with psycopg.connect(embedded.server.conninfo("postgres")) as connection:
        row = connection.execute("select kind::text from handbook.installation").fetchone()
    return str(row[0]) if row else None


async def keep_alive(embedded: Embedded) -> None:
    """Start the embedded server again whenever it has died; runs until cancelled."""
    while True:
        await asyncio.sleep(WATCH_EVERY_S)
        try:
            if await asyncio.to_thread(embedded.server.revive):
                log.warning("the embedded database had died and was started again")
        except StartRefused:
            log.exception("the embedded database can't be started again; trying on")
