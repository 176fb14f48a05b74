"""A gateway on a bootstrapped database with test-only functions, on both PostgreSQL versions."""

import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import LiteralString, cast

import psycopg
import pytest
import pytest_asyncio

from services.backend.app import create_app
from services.backend.bootstrap import bootstrap
from services.backend.postgres import PostgresServer, start_server
from tests.backend.gateway.world import Clock, World, client_of, config_of, new_address

INSTALLED_15 = Path("/usr/lib/postgresql/15/bin")
FUNCTIONS = Path(__file__).with_name("functions.sql")
# What these test does not depend on the version of Postgres; the others run on both.
NEWEST_ONLY = (
    "test_auth_mfa",
    "test_auth_sign_in",
    "test_auth_user",
    "test_auth_admin",
    "test_supabase_js",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items[:] = [
        item
        for item in items
        if not (item.path.parent == FUNCTIONS.parent and item.path.stem in NEWEST_ONLY)
        or "[15" not in item.name
    ]


def _start(version: str, folder: Path) -> PostgresServer:
    if version == "15" and not (INSTALLED_15 / "initdb").exists():
        if os.environ.get("CI") == "true":
            pytest.fail("PostgreSQL 15 is not installed")
        pytest.skip("PostgreSQL 15 is not installed")
    server = start_server(
        folder, postgres_bin=INSTALLED_15 if version == "15" else None, settings={"fsync": "off"}
    )
    bootstrap(lambda name: server.conninfo("supabase_admin", name))
    with psycopg.connect(server.conninfo("postgres"), autocommit=True) as conn:
        conn.execute(cast(LiteralString, FUNCTIONS.read_text(encoding="utf-8")))
    return server


@pytest.fixture(scope="session", params=["18", "15"])
def database(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[PostgresServer]:
    """A server of each version, prepared as the app prepares it."""
    version = cast(str, request.param)
    with _start(version, tmp_path_factory.mktemp(f"gateway{version}") / "data") as server:
        yield server


@pytest_asyncio.fixture
async def world(database: PostgresServer, tmp_path: Path) -> AsyncIterator[World]:
    """A gateway for one test, with its own clock, folder and network address."""
    clock = Clock()
    config = config_of(database, tmp_path / "files", clock)
    gateway = create_app(config)
    await gateway.open()
    address = new_address()
    made = World(database, gateway, config, clock, address, client_of(gateway, address))
    yield made
    await made.close()
    await gateway.close()
