"""A whole house for tests: the database of tests.database, the local gateway, the real supabase client."""

import json
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import psycopg
from supabase import AsyncClient

from services.accounts.models import Device, TokenPair
from services.backend.app import Gateway, create_app
from services.backend.config import BackendConfig
from services.backend.keys import load_or_create
from services.backend.postgres import start_server
from services.container import MemberServices, Services
from services.demo.load import load_small
from services.gateway import AuthAdmin, Supabase
from services.runtime import INSIDE
from tests.cast import ANONYMOUS, NO_MEMBER, PASSWORD, PHONES
from tests.database import HASH_COST, PASSWORD_HASH, Database, Person, lay_tables
from tests.furnished import QUICK, furnish

DEVICE = Device(address="192.0.2.7", user_agent="tests")


@dataclass(frozen=True)
class Answer:
    """What the REST surface answered."""

    status: int
    body: Any

    @property
    def outcome(self) -> str:
        """`ok`, `empty`, or the stable code of the refusal."""
        if self.status < 300:
            return "empty" if self.body in ([], None) else "ok"
        code = str(self.body.get("code", self.status))
        return str(self.body["message"]) if code.startswith("PT") else code


@dataclass
class House(Database):
    """Everything a test needs to act as somebody."""

    config: BackendConfig = field(kw_only=True)
    gateway: Gateway = field(kw_only=True)
    supabase: Supabase = field(kw_only=True)
    services: Services = field(kw_only=True)
    _pairs: dict[str, TokenPair] = field(default_factory=dict[str, TokenPair])

    async def sign_in(self, who: str | Person, device: Device = DEVICE) -> MemberServices:
        """A new session of one of the cast or of a newcomer."""
        phone = who.phone if isinstance(who, Person) else PHONES[who]
        pair = await self.services.sign_in.sign_in(phone, PASSWORD, device)
        return self.services.member(pair, device)

    async def services_of(self, who: Person, password: str) -> MemberServices:
        """A new session of somebody who has changed the password."""
        pair = await self.services.sign_in.sign_in(who.phone, password, DEVICE)
        return self.services.member(pair, DEVICE)

    async def as_(self, who: str | Person) -> MemberServices:
        """One of the cast or a newcomer, in a session shared by the tests."""
        return self.services.member(await self.pair(who), DEVICE)

    async def pair(self, who: str | Person) -> TokenPair:
        """The tokens of that session; NO_MEMBER has an Auth user and nothing else."""
        name = who.phone if isinstance(who, Person) else who
        if name not in self._pairs and who == NO_MEMBER:
            self._pairs[name] = await self._stranger()
        elif name not in self._pairs or (name == who and not self._lives(self._pairs[name])):
            self._pairs[name] = (await self.sign_in(who)).pair
        return self._pairs[name]

    def _lives(self, pair: TokenPair) -> bool:
        """Whether no other test has signed out this one of the cast; a newcomer is one test's own."""
        live = "select exists (select from auth.sessions where id = %s)"
        return bool(self.value(live, pair.session_id))

    async def client(self, who: str | Person) -> AsyncClient:
        """The supabase client that `who` could hold: ANONYMOUS has the publishable key alone."""
        headers = await self._headers(who)
        return self.supabase.client(self.supabase.publishable_key, headers)

    async def call(self, who: str | Person, function: str, **arguments: object) -> Answer:
        """One request to the REST surface, answered as it comes over the wire."""
        headers = {"apikey": self.supabase.publishable_key, **await self._headers(who)}
        return await self.post(f"rpc/{function}", arguments, headers)

    async def post(
        self, path: str, arguments: Mapping[str, object], headers: Mapping[str, str]
    ) -> Answer:
        """A request with headers of one's own."""
        response = await self.supabase.http.post(
            f"{INSIDE}/rest/v1/{path}",
            content=json.dumps(arguments, default=str),
            headers={"Content-Type": "application/json", "Content-Profile": "api", **headers},
        )
        return Answer(response.status_code, response.json() if response.content else None)

    async def _headers(self, who: str | Person) -> dict[str, str]:
        if who == ANONYMOUS:
            return {}
        token = (await self.pair(who)).access_token.get_secret_value()
        return {"Authorization": f"Bearer {token}"}

    async def _stranger(self) -> TokenPair:
        auth, phone = AuthAdmin(self.supabase), "+84912345678"
        await auth.create(phone=phone, email=None, password=PASSWORD, user_id=str(uuid4()))
        return await auth.sign_in(phone=phone, email=None, password=PASSWORD, device=DEVICE)


@asynccontextmanager
async def open_house(data_dir: Path) -> AsyncGenerator[House]:
    """Start everything in an empty folder of this run, with the small demo."""
    await demo_folder(data_dir)
    async with _started(data_dir) as house:
        yield house


async def demo_folder(data_dir: Path) -> None:
    """A DATA_DIR with the small demo in an empty folder of this run; nothing runs on it."""
    await furnish(data_dir, _load_demo)


async def _load_demo(data_dir: Path) -> None:
    async with _started(data_dir, empty=True) as house:
        with psycopg.connect(house.server.conninfo("postgres")) as connection:
            await load_small(connection, house.services.service)
        house.run("update auth.users set encrypted_password = %s", PASSWORD_HASH)


@asynccontextmanager
async def _started(data_dir: Path, *, empty: bool = False) -> AsyncGenerator[House]:
    server = start_server(data_dir, settings=QUICK)
    try:
        if empty:
            lay_tables(server)
        keys = load_or_create(data_dir)
        config = BackendConfig(
            conninfo=server.conninfo,
            jwt_secret=keys.jwt_secret,
            publishable_key=keys.publishable_key,
            secret_key=keys.secret_key,
            storage_dir=data_dir / "storage",
            bcrypt_cost=HASH_COST,
        )
        gateway = create_app(config)
        await gateway.open()
        try:
            transport = httpx.ASGITransport(gateway, raise_app_exceptions=False)
            async with httpx.AsyncClient(transport=transport) as http:
                supabase = Supabase(INSIDE, keys.publishable_key, keys.secret_key, http)
                house = House(
                    server,
                    config=config,
                    gateway=gateway,
                    supabase=supabase,
                    services=Services(supabase),
                )
                yield house
                house.close()
        finally:
            await gateway.close()
    finally:
        server.stop()
