"""Fills a newborn database at the size asked for: the small demo, or a ward or city by COPY."""

import asyncio
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager

import bcrypt
import psycopg
import typer
from psycopg import sql

from services import strings
from services.container import Services
from services.demo import strings as words
from services.demo.bulk.copying import Connection
from services.demo.bulk.load import load_bulk
from services.demo.hanoi import SIZES
from services.demo.load import fill_small
from services.demo.seeds import DEMO_PASSWORD
from services.refusal import Refused
from services.runtime import Embedded, installation_kind, open_supabase
from services.settings import Settings

SCALES = ("small", *SIZES)
_TIDIED = ("units", "members", "roles", "accounts", "posts", "post_reads", "read_marks",
           "acknowledgements", "acknowledgement_tallies", "unit_tallies", "tasks", "task_assignments",
           "task_tallies")  # fmt: skip


def load_scale(scale: str, settings: Settings, embedded: Embedded) -> dict[str, int]:
    """Load a demo; returns how many units, members and posts. Raises Refused.

    Everything is one transaction: a load that is broken off leaves the database unborn, and can
    simply be started again.
    """
    if scale not in SCALES:
        raise Refused(strings.UNKNOWN_SCALE.format(scales=", ".join(SCALES)))
    kind = installation_kind(embedded)
    if kind is not None:
        raise Refused(strings.ALREADY_INIT if kind == "demo" else strings.IS_REAL)
    # Triggers and foreign keys can be left out by a superuser alone.
    user = "postgres" if scale == "small" else "supabase_admin"
    with psycopg.connect(embedded.server.conninfo(user)) as connection:
        connection.execute("set local session authorization postgres")
        loaded = asyncio.run(_small(connection, settings, embedded))
        connection.execute("set local session authorization default")
        if scale != "small":
            hashed = bcrypt.hashpw(DEMO_PASSWORD.encode(), bcrypt.gensalt(10)).decode()
            load_bulk(connection, scale, hashed, _bar)
            loaded = _counts(connection)
    if scale != "small":
        _tidy(embedded)
    return loaded


async def _small(connection: Connection, settings: Settings, embedded: Embedded) -> dict[str, int]:
    async with open_supabase(settings, embedded) as (supabase, _):
        return await fill_small(connection, Services(supabase).service)


def _counts(connection: Connection) -> dict[str, int]:
    row = connection.execute(
        """select (select count(*) from handbook.units), (select count(*) from handbook.members),
             (select count(*) from handbook.posts)"""
    ).fetchone()
    assert row
    return dict(zip(("units", "members", "posts"), map(int, row), strict=True))


def _tidy(embedded: Embedded) -> None:
    """Marks pages as visible to all, so that counts need not visit the rows."""
    with (
        psycopg.connect(embedded.server.conninfo("supabase_admin"), autocommit=True) as connection,
        _bar(words.LOADING_TIDY, len(_TIDIED)) as step,
    ):
        for table in _TIDIED:
            connection.execute(
                sql.SQL("vacuum (analyze) {}").format(sql.Identifier("handbook", table))
            )
            step(1)


@contextmanager
def _bar(label: str, length: int) -> Generator[Callable[[int], None]]:
    with typer.progressbar(length=length, label=f"{label:<18}", file=sys.stderr) as bar:
        yield bar.update
