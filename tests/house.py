"""A whole house for tests: a real Postgres with the demo, the local gateway, the real supabase client."""

import itertools
import json
import threading
from collections.abc import AsyncGenerator, Generator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import bcrypt
import httpx
import psycopg
from psycopg.rows import TupleRow
from supabase import AsyncClient

from services.accounts.models import Device, TokenPair
from services.backend.app import Gateway, create_app
from services.backend.bootstrap import bootstrap
from services.backend.config import BackendConfig
from services.backend.keys import load_or_create
from services.backend.migrate import migrate
from services.backend.postgres import PostgresServer, start_server
from services.container import MemberServices, Services
from services.demo import organisation
from services.demo.ids import demo_id
from services.demo.load import birth, load_organisation, load_small
from services.gateway import AuthAdmin, Supabase
from services.members.names import vietnamese_sort_key
from services.runtime import INSIDE, MIGRATIONS
from tests.cast import ANONYMOUS, NO_MEMBER, PASSWORD, PHONES, key
from tests.furnished import QUICK, furnish

DEVICE = Device(address="192.0.2.7", user_agent="tests")
Connection = psycopg.Connection[TupleRow]

# The cheapest hash there is: what is tested is never how slow a guess would be.
_COST = 4
_HASH = bcrypt.hashpw(PASSWORD.encode(), bcrypt.gensalt(_COST)).decode()
_numbers = itertools.count(1)


@dataclass(frozen=True)
class Person:
    """Somebody made for one test: an active member, with an account unless said otherwise."""

    id: UUID
    phone: str
    card: str
    name: str


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
class Database:
    """The demo organisation in a Postgres, without anything in front of it."""

    server: PostgresServer
    _sessions: dict[UUID, UUID] = field(default_factory=dict[UUID, UUID])
    _open: dict[int, Connection] = field(default_factory=dict[int, Connection])

    def sql(self, user: str = "postgres") -> Connection:
        """A direct connection, for arranging and for looking behind the curtain."""
        return psycopg.connect(self.server.conninfo(user), autocommit=True)

    def value(self, query: str, *values: object) -> Any:
        """The first column of the first row."""
        row = self._ask(query, values).fetchone()
        return row[0] if row else None

    def run(self, query: str, *values: object) -> int:
        """A statement of the owner; returns how many rows it touched."""
        return self._ask(query, values).rowcount

    def _ask(self, query: str, values: tuple[object, ...]) -> psycopg.Cursor[TupleRow]:
        connection = self._kept()
        try:
            return connection.execute(query.encode(), values)
        except psycopg.OperationalError:
            if not connection.closed:
                raise
        return self._kept().execute(query.encode(), values)  # the server was killed since

    def _kept(self) -> Connection:
        """A connection that stays open: a new one costs forty times what a question does."""
        thread = threading.get_ident()
        if thread not in self._open or self._open[thread].closed:
            self._open[thread] = self.sql()
            self._open[thread].prepare_threshold = None  # functions are replaced under it
        return self._open[thread]

    def close(self) -> None:
        """Let go of the connections that were kept."""
        for connection in self._open.values():
            connection.close()

    def id(self, who: str) -> UUID:
        """The member id of one of the cast."""
        return demo_id(key(who))

    def unit(self, unit_key: str) -> UUID:
        """The id of a demo unit by its key (services/demo/data/units.toml)."""
        return demo_id(unit_key)

    def expected(self, unit_key: str) -> int:
        """How many members of a cell are expected to take part; newcomers count."""
        return int(
            self.value(
                "select expected from handbook.unit_tallies where unit_id = %s", self.unit(unit_key)
            )
        )

    def claims(self, member: UUID, aal: str = "aal1") -> str:
        """The claims of a token in a live session of a member whose user id is the member's."""
        if member not in self._sessions:
            self._sessions[member] = uuid4()
            self.run(
                "insert into auth.sessions (id, user_id, aal, created_at, updated_at)"
                " values (%s, %s, %s, now(), now())",
                self._sessions[member],
                member,
                aal,
            )
        return json.dumps(
            {
                "sub": str(member),
                "role": "authenticated",
                "session_id": str(self._sessions[member]),
                "aal": aal,
            }
        )

    def found(self, kind: str, parent: str | UUID, name: str = "Đơn vị thử") -> UUID:
        """A new unit below another."""
        above = parent if isinstance(parent, UUID) else self.unit(parent)
        unit: UUID = self.value(
            "insert into handbook.units (parent_id, kind, code, name)"
            " values (%s, %s, %s, %s) returning id",
            above,
            kind,
            f"t.{next(_numbers)}",
            name,
        )
        return unit

    def newcomer(
        self,
        cell: str | UUID,
        *roles: tuple[str, UUID],
        exempt: bool = False,
        account: bool = True,
        name: str | None = None,
    ) -> Person:
        """A new active member with the cast's password, in nobody else's way."""
        number = next(_numbers)
        name = name or f"Nguyễn Văn Thử {number:04}"
        person = Person(uuid4(), f"09100{number:05}", f"77{number:010}", name)
        unit = cell if isinstance(cell, UUID) else self.unit(cell)
        self.value("select 1")  # opens it anew if the server was killed
        connection = self._kept()
        with connection.transaction():
            connection.execute(
                "insert into handbook.members (id, unit_id, unit_path, full_name, sort_key, phone,"
                " card_number, status, activity_exempt)"
                " values (%s, %s, '', %s, %s, %s, %s, 'official', %s)",
                (
                    person.id, unit, name, vietnamese_sort_key(name),
                    f"+84{person.phone[1:]}", person.card, exempt,
                ),
            )  # fmt: skip
            for role, at in roles:
                connection.execute(
                    "insert into handbook.roles (member_id, unit_id, kind) values (%s, %s, %s)",
                    (person.id, at, role),
                )
            if account:
                _open_account(connection, person)
        return person

    @contextmanager
    def arranging(self, user: str = "supabase_admin") -> Generator[Connection]:
        """A transaction in which anything may be tried: it is always rolled back."""
        with self.sql(user) as connection, connection.transaction(force_rollback=True):
            yield connection

    @contextmanager
    def acting(self, connection: Connection, member: UUID | None) -> Generator[Connection]:
        """Inside `arranging`: what a member (or a token of nobody) does; rolled back as well."""
        claims = self.claims(member) if member else '{"role": "authenticated"}'
        with connection.transaction(force_rollback=True):
            connection.execute("select set_config('request.jwt.claims', %s, true)", (claims,))
            connection.execute("set local role authenticated")
            yield connection


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


def value(connection: Connection, query: str, *values: object) -> Any:
    """The first column of the first row."""
    row = connection.execute(query.encode(), values).fetchone()
    return row[0] if row else None


def _open_account(connection: Connection, person: Person) -> None:
    connection.execute(
        """insert into auth.users (id, aud, role, phone, encrypted_password, phone_confirmed_at,
             raw_app_meta_data, raw_user_meta_data, created_at, updated_at)
           values (%s, 'authenticated', 'authenticated', %s, %s, now(), '{}', '{}', now(), now())""",
        (person.id, f"84{person.phone[1:]}", _HASH),
    )
    connection.execute(
        "insert into handbook.accounts (member_id, user_id, state, activated_at)"
        " values (%s, %s, 'active', now())",
        (person.id, person.id),
    )


@contextmanager
def open_database(data_dir: Path, postgres_bin: Path | None = None) -> Generator[Database]:
    """A Postgres with the demo's people and no posts; quicker than a house."""
    server = start_server(data_dir, postgres_bin=postgres_bin, settings=QUICK)
    try:
        _lay_tables(server)
        with psycopg.connect(server.conninfo("postgres")) as connection:
            birth(connection, "demo", second_factor_lifted=True)
            load_organisation(connection, organisation.build())
            connection.execute("analyze")
        database = Database(server)
        yield database
        database.close()
    finally:
        server.stop()


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
        house.run("update auth.users set encrypted_password = %s", _HASH)


@asynccontextmanager
async def _started(data_dir: Path, *, empty: bool = False) -> AsyncGenerator[House]:
    server = start_server(data_dir, settings=QUICK)
    try:
        if empty:
            _lay_tables(server)
        keys = load_or_create(data_dir)
        config = BackendConfig(
            conninfo=server.conninfo,
            jwt_secret=keys.jwt_secret,
            publishable_key=keys.publishable_key,
            secret_key=keys.secret_key,
            storage_dir=data_dir / "storage",
            bcrypt_cost=_COST,
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


def _lay_tables(server: PostgresServer) -> None:
    bootstrap(lambda database: server.conninfo("supabase_admin", database))
    migrate(server.conninfo("postgres"), MIGRATIONS)
