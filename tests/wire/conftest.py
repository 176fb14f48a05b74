"""One house and one app for all wire tests: they post, sign people out and try to break things."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from services.gateway.rest import MemberCalls
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


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """What each person's screens have asked of the database, oldest first."""
    found: dict[str, list[str]] = {}
    rpc = MemberCalls.rpc

    async def counted(self: MemberCalls, function: str, **arguments: Any) -> Any:
        found.setdefault(self.pair.user_id, []).append(function)
        return await rpc(self, function, **arguments)

    monkeypatch.setattr(MemberCalls, "rpc", counted)
    return found
