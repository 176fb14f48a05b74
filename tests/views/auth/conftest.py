"""The app over the wire, with a line to the database that can be cut."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace

import httpx
import pytest
import pytest_asyncio

from services.container import Services
from services.gateway import Supabase
from services.runtime import INSIDE
from tests.browser.serving import Site
from tests.house import House


class Line(httpx.AsyncBaseTransport):
    """Requests to the gateway, unless the line is cut."""

    def __init__(self, house: House) -> None:
        self._through = httpx.ASGITransport(house.gateway, raise_app_exceptions=False)
        self.cut = False
        self.expired_once = False
        """The next call is answered as if the token had expired."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Answer or fail."""
        if self.cut:
            raise httpx.ConnectError("the line is cut", request=request)
        if self.expired_once and "/rpc/" in request.url.path:
            self.expired_once = False
            body = {"code": "PGRST303", "message": "JWT expired", "details": None, "hint": None}
            return httpx.Response(401, json=body, request=request)
        return await self._through.handle_async_request(request)


@dataclass
class Front:
    """The app as robots reach it."""

    house: House
    site: Site
    line: Line

    @property
    def url(self) -> str:
        """Where it is."""
        return self.site.url


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def served(house: House, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Front]:
    """One app for all tests here."""
    line = Line(house)
    async with httpx.AsyncClient(transport=line) as http:
        keys = house.config
        services = Services(Supabase(INSIDE, keys.publishable_key, keys.secret_key, http))
        site = Site(replace(house, services=services), tmp_path_factory.mktemp("visit"))
        await site.start()
        yield Front(house, site, line)
        await site.stop()


@pytest.fixture
def front(served: Front) -> Front:
    """The app with its line mended."""
    served.line.cut = served.line.expired_once = False
    return served
