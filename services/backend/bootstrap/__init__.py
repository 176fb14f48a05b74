"""Prepares a fresh embedded cluster: roles, the database `handbook`, schemas auth and storage."""

from collections.abc import Callable
from pathlib import Path
from typing import LiteralString, cast

import psycopg
from psycopg import sql

DATABASE = "handbook"

_FOLDER = Path(__file__).parent
_LOCK = 7_403_115_200_401
_LOCALE = "C.UTF-8"


def bootstrap(server_conninfo_superuser: Callable[[str], str]) -> None:
    """Create or complete everything that hosted Supabase brings along; safe to run at each start.

    `server_conninfo_superuser` gives, for a database name, the connection string of the cluster's
    superuser. Raises psycopg.Error when the cluster can't be prepared.
    """
    with psycopg.connect(server_conninfo_superuser("postgres"), autocommit=True) as conn:
        # Two starting processes must not create the same role at once.
        conn.execute("select pg_advisory_lock(%s)", (_LOCK,))
        _run(conn, "10_roles.sql")
        if not conn.execute("select 1 from pg_database where datname = %s", (DATABASE,)).fetchone():
            conn.execute(_create_database(conn.info.server_version))
        with psycopg.connect(server_conninfo_superuser(DATABASE), autocommit=True) as inner:
            for name in ("20_database.sql", "30_auth.sql", "35_auth_limits.sql", "40_storage.sql"):
                _run(inner, name)


def _create_database(server_version: int) -> sql.Composed:
    # C collation keeps range scans over unit paths on plain b-trees; the character type must be
    # UTF-8 all the same, or lower() and pg_trgm would not know Vietnamese letters.
    provider = sql.SQL(" locale_provider builtin builtin_locale {}").format(sql.Literal(_LOCALE))
    return sql.SQL(
        "create database {} owner postgres template template0 encoding 'UTF8'"
        " lc_collate 'C' lc_ctype {}{}"
    ).format(
        sql.Identifier(DATABASE),
        sql.Literal(_LOCALE),
        provider if server_version >= 170000 else sql.SQL(""),
    )


def _run(conn: psycopg.Connection, name: str) -> None:
    text = (_FOLDER / name).read_text(encoding="utf-8")
    with conn.transaction():
        conn.execute(sql.SQL(cast(LiteralString, text)))
