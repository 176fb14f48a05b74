"""The demo organisation in a real Postgres, for tests that need nothing before it."""

import itertools
import json
import threading
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import bcrypt
import psycopg
from psycopg.rows import TupleRow

from services.backend.bootstrap import bootstrap
from services.backend.migrate import migrate
from services.backend.postgres import PostgresServer, start_server
from services.demo import organisation
from services.demo.ids import demo_id
from services.demo.load import birth, load_organisation
from services.members.names import vietnamese_sort_key
from services.runtime import MIGRATIONS
from tests.cast import PASSWORD, key
from tests.furnished import QUICK

Connection = psycopg.Connection[TupleRow]

# The cheapest hash there is: what is tested is never how slow a guess would be.
HASH_COST = 4
PASSWORD_HASH = bcrypt.hashpw(PASSWORD.encode(), bcrypt.gensalt(HASH_COST)).decode()
_numbers = itertools.count(1)


@dataclass(frozen=True)
class Person:
    """Somebody made for one test: an active member, with an account unless said otherwise."""

    id: UUID
    phone: str
    card: str
    name: str


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


def value(connection: Connection, query: str, *values: object) -> Any:
    """The first column of the first row."""
    row = connection.execute(query.encode(), values).fetchone()
    return row[0] if row else None


def _open_account(connection: Connection, person: Person) -> None:
    connection.execute(
        """insert into auth.users (id, aud, role, phone, encrypted_password, phone_confirmed_at,
             raw_app_meta_data, raw_user_meta_data, created_at, updated_at)
           values (%s, 'authenticated', 'authenticated', %s, %s, now(), '{}', '{}', now(), now())""",
        (person.id, f"84{person.phone[1:]}", PASSWORD_HASH),
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
        lay_tables(server)
        with psycopg.connect(server.conninfo("postgres")) as connection:
            birth(connection, "demo", second_factor_lifted=True)
            load_organisation(connection, organisation.build())
            connection.execute("analyze")
        database = Database(server)
        yield database
        database.close()
    finally:
        server.stop()


def lay_tables(server: PostgresServer) -> None:
    """Everything the program needs in an empty Postgres, without rows."""
    bootstrap(lambda database: server.conninfo("supabase_admin", database))
    migrate(server.conninfo("postgres"), MIGRATIONS)
