"""Applies supabase/migrations to a database, embedded or hosted, each file once and unchanged.

The versions are kept in the Supabase CLI's own table, so either tool can continue the other's
work; our checksums lie in a table beside it.
"""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import psycopg

from services.backend import strings
from services.refusal import Refused

FILE_NAME = re.compile(r"(\d+)_(.+)\.sql")
LOCK_KEY = 7_310_219_445  # any number, the same in every release
LOCK_WAIT = "10s"  # on a live database rather give up than hold everybody's queries behind us

TABLES = """
create schema if not exists supabase_migrations;
create table if not exists supabase_migrations.schema_migrations (version text primary key);
alter table supabase_migrations.schema_migrations add column if not exists statements text[];
alter table supabase_migrations.schema_migrations add column if not exists name text;
create table if not exists supabase_migrations.handbook_checksums (
  version text primary key,
  sha256 text not null,
  applied_at timestamptz not null default now()
);
"""

Connection: TypeAlias = psycopg.Connection[tuple[object, ...]]


class MigrationRefused(Refused):
    """The database was left as it was; `str()` is one line in Vietnamese for the operator."""

    def __init__(self, line: str, version: str | None = None) -> None:
        super().__init__(line)
        self.version = version


class MigrationChanged(MigrationRefused):
    """An applied file is no longer what was applied."""


class MigrationVanished(MigrationRefused):
    """The database has a version that this release has no file for."""


class MigrationMisplaced(MigrationRefused):
    """A file is misnamed, has another's version, or comes before an applied one."""


class MigrationFailed(MigrationRefused):
    """PostgreSQL refused the file's SQL; nothing of the file was kept."""


class DatabaseUnreachable(MigrationRefused):
    """No connection could be made."""


@dataclass(frozen=True, slots=True)
class Migration:
    """One file of the folder."""

    version: str
    name: str
    sql: str

    @property
    def file(self) -> str:
        return f"{self.version}_{self.name}.sql"

    @property
    def checksum(self) -> str:
        return hashlib.sha256(self.sql.encode()).hexdigest()


def read_migrations(folder: Path) -> list[Migration]:
    """Return the files in the order in which they apply. Raises MigrationMisplaced."""
    found: dict[str, Migration] = {}
    for path in sorted(folder.glob("*.sql")):
        parts = FILE_NAME.fullmatch(path.name)
        if parts is None:
            raise MigrationMisplaced(strings.migration_misnamed(path.name))
        version, name = parts.groups()
        if version in found:
            raise MigrationMisplaced(strings.migration_twice(version), version)
        # A checkout with other line ends is the same migration: text mode reads both as \n.
        found[version] = Migration(version, name, path.read_text(encoding="utf-8"))
    if not found:
        raise MigrationMisplaced(strings.no_migrations(folder))
    return sorted(found.values(), key=lambda migration: migration.version)


def migrate(conninfo_postgres: str, folder: Path) -> list[str]:
    """Apply what is missing, each file in one transaction; return the versions applied now.

    Safe to run from several processes at once, also through a transaction pooler: the lock
    lives as long as each file's transaction. Raises a MigrationRefused.
    """
    files = read_migrations(folder)
    try:
        # No prepared statements: a pooler may hand the next one to another backend.
        connection = psycopg.connect(
            conninfo_postgres, autocommit=True, prepare_threshold=None, client_encoding="utf8"
        )
    except psycopg.OperationalError as error:
        raise DatabaseUnreachable(strings.database_unreachable(_one_line(error))) from error
    done: list[str] = []
    try:
        with connection:
            while (version := _apply_next(connection, files)) is not None:
                done.append(version)
    except psycopg.Error as error:
        raise MigrationRefused(strings.migrating_refused(_one_line(error))) from error
    return done


def _apply_next(connection: Connection, files: list[Migration]) -> str | None:
    with connection.transaction():
        connection.execute("reset all")  # what the last file may have set for the session
        connection.execute("select pg_advisory_xact_lock(%s)", (LOCK_KEY,))
        connection.execute("set local statement_timeout = 0")
        connection.execute(f"set local lock_timeout = '{LOCK_WAIT}'".encode())
        if not _tables_exist(connection):
            connection.execute(TABLES)
        applied = _check(connection, files)
        missing = [file for file in files if file.version not in applied]
        if not missing:
            return None
        _apply(connection, missing[0])
        return missing[0].version


def _tables_exist(connection: Connection) -> bool:
    row = connection.execute(
        "select to_regclass('supabase_migrations.handbook_checksums') is not null"
    ).fetchone()
    return row is not None and row[0] is True


def _check(connection: Connection, files: list[Migration]) -> set[str]:
    """Compare the database's history with the files; return the applied versions."""
    rows = connection.execute(
        "select m.version, coalesce(m.name, ''), c.sha256"
        " from supabase_migrations.schema_migrations m"
        " left join supabase_migrations.handbook_checksums c using (version)"
        " order by m.version"
    ).fetchall()
    applied = {str(version) for version, _, _ in rows}
    by_version = {file.version: file for file in files}
    for version, name, checksum in rows:
        file = by_version.get(str(version))
        if file is None:
            line = strings.migration_vanished(str(version), str(name))
            raise MigrationVanished(line, str(version))
        if checksum is None:  # applied by the Supabase CLI: watched from now on
            _keep_checksum(connection, file)
        elif checksum != file.checksum:
            raise MigrationChanged(strings.migration_changed(file.file), file.version)
    newest = max(applied, default="")
    for file in files:
        if file.version < newest and file.version not in applied:
            raise MigrationMisplaced(strings.migration_late(file.file, newest), file.version)
    return applied


def _apply(connection: Connection, file: Migration) -> None:
    before = _transaction_id(connection)
    try:
        # Bytes without parameters go as one simple query: any number of statements, and a
        # percent sign stays what it is.
        connection.execute(file.sql.encode())
        connection.execute("reset role")
    except psycopg.Error as error:
        line = _line(file.sql, error.diag.statement_position)
        detail = error.diag.message_primary or _one_line(error)
        raise MigrationFailed(
            strings.migration_failed(file.file, line, detail), file.version
        ) from error
    if _transaction_id(connection) != before:
        raise MigrationFailed(strings.migration_left_transaction(file.file), file.version)
    connection.execute(
        "insert into supabase_migrations.schema_migrations (version, name, statements)"
        " values (%s, %s, %s)",
        (file.version, file.name, [file.sql]),
    )
    _keep_checksum(connection, file)


def _keep_checksum(connection: Connection, file: Migration) -> None:
    connection.execute(
        "insert into supabase_migrations.handbook_checksums (version, sha256) values (%s, %s)",
        (file.version, file.checksum),
    )


def _transaction_id(connection: Connection) -> object:
    row = connection.execute("select pg_current_xact_id()::text").fetchone()
    return row[0] if row else None


def _line(sql: str, position: str | None) -> int | None:
    return sql.count("\n", 0, int(position) - 1) + 1 if position else None


def _one_line(error: psycopg.Error) -> str:
    return str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
