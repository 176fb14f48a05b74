"""COPY of made-up rows into a table, reporting progress."""

from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import AbstractContextManager, contextmanager
from itertools import islice
from typing import Any, LiteralString, cast

import psycopg
from psycopg import sql

Connection = psycopg.Connection[Any]
Meter = Callable[[str, int], AbstractContextManager[Callable[[int], None]]]
"""Opens a progress bar with a label and a length; what it gives is told of every step."""

_CHUNK = 2_000


def copy_rows(
    connection: Connection,
    table: tuple[str, str],
    columns: Sequence[str],
    rows: Iterable[Sequence[object]],
    step: Callable[[int], None],
) -> int:
    """Copy `rows` into schema and table; returns how many. Raises psycopg.Error."""
    statement = sql.SQL("copy {} ({}) from stdin").format(
        sql.Identifier(*table), sql.SQL(", ").join(map(sql.Identifier, columns))
    )
    iterator = iter(rows)
    total = 0
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        while chunk := list(islice(iterator, _CHUNK)):
            for row in chunk:
                copy.write_row(row)
            total += len(chunk)
            step(len(chunk))
    return total


@contextmanager
def without_indexes(connection: Connection, table: str) -> Generator[None]:
    """Drop the table's indexes that enforce nothing and build them again at the end: far quicker."""
    found = connection.execute(
        """select i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) from pg_index i
           where i.indrelid = %s::regclass and not i.indisunique""",
        (table,),
    ).fetchall()
    for name, _ in found:
        connection.execute(sql.SQL("drop index {}").format(sql.SQL(cast(LiteralString, name))))
    yield
    for _, definition in found:
        connection.execute(sql.SQL(cast(LiteralString, definition)))
