"""What the gateway tests work with: a gateway on a real database, clients, people, a clock."""

import itertools
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import httpx
from supabase import AsyncClient, AsyncClientOptions, create_async_client
from supabase_auth.types import Session

from services.backend.app import Gateway
from services.backend.config import BackendConfig
from services.backend.postgres import PostgresServer

PASSWORD = "Mật khẩu số 1 rất dài"
URL = "http://gateway.test"

_counter = itertools.count(1)


class Clock:
    """The gateway's time, which a test moves on instead of waiting."""

    def __init__(self) -> None:
        self._now = time.time()

    def __call__(self) -> float:
        return self._now

    def advance(self, seconds: float) -> None:
        self._now += seconds


@dataclass(slots=True)
class Person:
    """An account made for one test."""

    id: str
    phone: str
    password: str = PASSWORD


@dataclass(slots=True)
class World:
    """One gateway in this process, spoken to through httpx and supabase-py only."""

    server: PostgresServer
    gateway: Gateway
    config: BackendConfig
    clock: Clock
    address: str
    http: httpx.AsyncClient
    _extra: list[httpx.AsyncClient] = field(default_factory=list[httpx.AsyncClient])

    @property
    def admin_headers(self) -> dict[str, str]:
        key = self.config.secret_key
        return {"apikey": key, "Authorization": f"Bearer {key}"}

    @property
    def public_headers(self) -> dict[str, str]:
        key = self.config.publishable_key
        return {"apikey": key, "Authorization": f"Bearer {key}"}

    def headers(self, token: str) -> dict[str, str]:
        """Of a member with this access token."""
        return {"apikey": self.config.publishable_key, "Authorization": f"Bearer {token}"}

    def from_address(self, address: str) -> httpx.AsyncClient:
        """An HTTP client at another network address."""
        client = client_of(self.gateway, address)
        self._extra.append(client)
        return client

    async def client(
        self, key: str | None = None, http: httpx.AsyncClient | None = None
    ) -> AsyncClient:
        """A supabase-py client on the shared HTTP client."""
        options = AsyncClientOptions(
            httpx_client=http or self.http, schema="api", auto_refresh_token=False
        )
        return await create_async_client(URL, key or self.config.publishable_key, options)

    async def admin(self) -> AsyncClient:
        return await self.client(self.config.secret_key)

    async def person(self, **attributes: Any) -> Person:
        """A new account with a confirmed phone."""
        phone = attributes.pop("phone", None) or new_phone()
        admin = await self.admin()
        made = await admin.auth.admin.create_user(
            cast(Any, {"phone": phone, "password": PASSWORD, "phone_confirm": True, **attributes})
        )
        assert made.user is not None
        return Person(made.user.id, phone, attributes.get("password", PASSWORD))

    async def signed_in(
        self, person: Person | None = None, http: httpx.AsyncClient | None = None
    ) -> tuple[AsyncClient, Session, Person]:
        """A member's client with its session."""
        person = person or await self.person()
        client = await self.client(http=http)
        answer = await client.auth.sign_in_with_password(
            {"phone": person.phone, "password": person.password}
        )
        assert answer.session is not None
        return client, answer.session, person

    async def rpc(
        self,
        name: str,
        arguments: Mapping[str, Any] | None = None,
        *,
        headers: Mapping[str, Any] | None = None,
        **options: Any,
    ) -> httpx.Response:
        """A call without supabase-py, for what its errors don't show."""
        return await self.http.post(
            f"/rest/v1/rpc/{name}",
            json={} if arguments is None else dict(arguments),
            headers={**self.public_headers, "Content-Profile": "api", **(headers or {})},
            **options,
        )

    async def grant(
        self,
        body: Mapping[str, Any],
        kind: str = "password",
        *,
        http: httpx.AsyncClient | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> httpx.Response:
        """POST /auth/v1/token."""
        return await (http or self.http).post(
            f"/auth/v1/token?grant_type={kind}",
            json=dict(body),
            headers={**self.public_headers, **(headers or {})},
        )

    async def try_password(
        self, phone: str, password: str, http: httpx.AsyncClient | None = None
    ) -> httpx.Response:
        return await self.grant({"phone": phone, "password": password}, http=http)

    async def refresh(self, token: str) -> httpx.Response:
        return await self.grant({"refresh_token": token}, "refresh_token")

    async def close(self) -> None:
        for client in (self.http, *self._extra):
            await client.aclose()


async def value(request: Any) -> Any:
    """What a supabase-py request answers, without the many types it could have."""
    return (await request.execute()).data


def client_of(gateway: Gateway, address: str) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(gateway, client=(address, 40000))
    return httpx.AsyncClient(transport=transport, base_url=URL)


def new_phone() -> str:
    return f"84{900_000_000 + next(_counter)}"


def new_address() -> str:
    number = next(_counter)
    return f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"


def config_of(server: PostgresServer, folder: Path, clock: Clock) -> BackendConfig:
    """Settings for tests: cheap hashes, small pools; change them with dataclasses.replace."""
    return BackendConfig(
        conninfo=server.conninfo,
        jwt_secret="a-secret-of-the-tests-" + "x" * 48,
        publishable_key="sb_publishable_" + "p" * 32,
        secret_key="sb_secret_" + "s" * 48,
        storage_dir=folder,
        site_url="http://so-tay.test",
        bcrypt_cost=4,
        rest_pool_size=4,
        auth_pool_size=3,
        storage_pool_size=2,
        now=clock,
    )
