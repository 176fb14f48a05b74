"""Fixtures for all tests: one house for the session, on the embedded Postgres."""

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.house import House, open_house


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    """The demo organisation on the embedded Postgres, shared by the tests of one run."""
    folder: Path = tmp_path_factory.mktemp("house")
    async with open_house(folder) as opened:
        yield opened


REAL_TIME = {"browser", "wire", "trouble", "cli"}
"""Whole apps with the clock running: a busy machine can outlast their patience, so they may try again
twice; any other test once, since one bad moment among thousands must not hold up a change. The summary
names each that did, and it is looked into. RERUNS=0 lets none, to find out why."""


LONGEST_FIRST = ("bench", "browser", "cli", "demo", "wire", "trouble", "units", "imports")
"""Folders whose files keep a worker busy for minutes: begun last, they would be waited for by all others."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """In the order in which workers take up the files, and how often each test may try again."""
    rank = {name: place for place, name in enumerate(LONGEST_FIRST)}
    items.sort(key=lambda item: rank.get(item.path.parent.name, len(rank)))
    for item in items:
        tries = "2" if REAL_TIME & set(item.path.parts) else "1"
        item.add_marker(pytest.mark.flaky(reruns=int(os.environ.get("RERUNS", tries))))
