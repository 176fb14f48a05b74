"""Fixtures of the browser tests: one house, one app and one Chromium for the session."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.browser.kit import Chromium, browser, chromium
from tests.browser.serving import Site, open_site
from tests.house import House


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what lies here; leave it out, saying so, where there is no Chromium."""
    here = Path(__file__).parent
    missing = pytest.mark.skip(reason="no Chromium on this machine")
    for item in items:
        if here in item.path.parents:
            item.add_marker("browser")
            if chromium() is None:
                item.add_marker(missing)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def site(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Site]:
    """The app as members reach it, in a house of its own."""
    async with open_site(tmp_path_factory.mktemp) as opened:
        yield opened


@pytest.fixture(autouse=True)
def nothing_begun(site: Site) -> None:
    """What another test typed and left lies on the server, and would be offered."""
    site.house.run("delete from handbook.form_drafts")


@pytest.fixture(scope="session")
def own_house(site: Site) -> House:
    """The house behind it."""
    return site.house


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def running() -> AsyncIterator[Chromium]:
    """One browser for all tests of a worker: starting it takes as long as a short test."""
    async with browser() as started:
        yield started


@pytest_asyncio.fixture(loop_scope="session")
async def chrome(running: Chromium) -> AsyncIterator[Chromium]:
    """A browser in which each test opens devices of its own. What a test leaves open is closed:
    pages that nobody looks at go on drawing, and slow down whoever comes next."""
    yield running
    for context in running.browser.contexts:
        await context.close()
