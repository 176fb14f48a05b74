"""The schema on every Postgres it shall run on: 18 (the wheel's) and 15 (Debian's)."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.database import Database, open_database
from tests.house import House

DEBIAN = Path("/usr/lib/postgresql/15/bin")


@pytest.fixture(scope="session")
def postgres_15(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """The demo's people on Debian's Postgres."""
    if not (DEBIAN / "postgres").exists():
        if os.environ.get("CI") == "true":
            pytest.fail(f"no PostgreSQL 15 in {DEBIAN}")
        pytest.skip(f"no PostgreSQL 15 in {DEBIAN}")
    with open_database(tmp_path_factory.mktemp("debian"), DEBIAN) as opened:
        yield opened


@pytest.fixture(scope="session", params=["18", "15"])
def database(request: pytest.FixtureRequest, house: House) -> Database:
    """The same schema, one Postgres after the other."""
    if request.param == "18":
        return house
    older: Database = request.getfixturevalue("postgres_15")
    return older
