"""An app of its own, with a house that is broken on purpose."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.browser.serving import Site, open_site


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def site(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Site]:
    """The app as members reach it."""
    async with open_site(tmp_path_factory.mktemp) as opened:
        yield opened


@pytest.fixture(autouse=True)
def nothing_begun(site: Site) -> None:
    """What another test typed and left lies on the server, and would be offered."""
    site.house.run("delete from handbook.form_drafts")
