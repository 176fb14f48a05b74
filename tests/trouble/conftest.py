"""A house that is broken on purpose, and the app in front of it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.browser.serving import Site
from tests.house import House, open_house


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def own_house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    """A house of their own."""
    async with open_house(tmp_path_factory.mktemp("trouble-house")) as opened:
        yield opened


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def site(own_house: House, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Site]:
    """The app as members reach it; this machine counts as a listed proxy."""
    served = Site(own_house, tmp_path_factory.mktemp("trouble-site"), proxied=True)
    await served.start()
    yield served
    await served.stop()
