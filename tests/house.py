"""A whole house for tests: a real Postgres with the demo, the local gateway, the real supabase client."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import psycopg
from psycopg.rows import TupleRow

from services.accounts.models import Device, TokenPair
from services.backend.app import Gateway, create_app
from services.backend.bootstrap import bootstrap
from services.backend.config import BackendConfig
from services.backend.keys import load_or_create
from services.backend.migrate import migrate
from services.backend.postgres import PostgresServer, start_server
from services.container import MemberServices, Services
from services.demo.load import demo_id, load_small
from services.gateway import Supabase
from services.runtime import INSIDE, MIGRATIONS
from tests.cast import PASSWORD, PHONES, key

DEVICE = Device(address="192.0.2.7", user_agent="tests")


@dataclass
class House:
    """Everything a test needs to act as somebody."""

    server: PostgresServer
    config: BackendConfig
    gateway: Gateway
    supabase: Supabase
    services: Services
    _pairs: dict[str, TokenPair] = field(default_factory=dict[str, TokenPair])

    async def sign_in(self, who: str, device: Device = DEVICE) -> MemberServices:
        """A new session of one of the cast."""
        pair = await self.services.sign_in.sign_in(PHONES[who], PASSWORD, device)
        return self.services.member(pair, device)

    async def as_(self, who: str) -> MemberServices:
        """One of the cast, in a session shared by the tests."""
        if who not in self._pairs:
            self._pairs[who] = (await self.sign_in(who)).pair
        return self.services.member(self._pairs[who], DEVICE)

    def sql(self, user: str = "postgres") -> psycopg.Connection[TupleRow]:
        """A direct connection, for arranging and for looking behind the curtain."""
        return psycopg.connect(self.server.conninfo(user), autocommit=True)

    def value(self, query: str, *values: object) -> Any:
        """The first column of the first row."""
        with self.sql() as connection:
            row = connection.execute(query.encode(), values).fetchone()
            return row[0] if row else None

    def id(self, who: str) -> UUID:
        """The member id of one of the cast."""
        return demo_id(key(who))

    def unit(self, unit_key: str) -> UUID:
        """The id of a demo unit by its key (services/demo/data/units.toml)."""
        return demo_id(unit_key)


@asynccontextmanager
async def open_house(data_dir: Path, postgres_bin: Path | None = None) -> AsyncIterator[House]:
    """Start everything in a folder and load the small demo."""
    server = start_server(data_dir, postgres_bin=postgres_bin)
    try:
        bootstrap(lambda database: server.conninfo("supabase_admin", database))
        migrate(server.conninfo("postgres"), MIGRATIONS)
        keys = load_or_create(data_dir)
        config = BackendConfig(
            conninfo=server.conninfo,
            jwt_secret=keys.jwt_secret,
            publishable_key=keys.publishable_key,
            secret_key=keys.secret_key,
            storage_dir=data_dir / "storage",
        )
        gateway = create_app(config)
        await gateway.open()
        try:
            transport = httpx.ASGITransport(gateway, raise_app_exceptions=False)
            async with httpx.AsyncClient(transport=transport) as http:
                supabase = Supabase(INSIDE, keys.publishable_key, keys.secret_key, http)
                services = Services(supabase)
                with psycopg.connect(server.conninfo("postgres")) as connection:
                    await load_small(connection, services.service)
                yield House(server, config, gateway, supabase, services)
        finally:
            await gateway.close()
    finally:
        server.stop()
