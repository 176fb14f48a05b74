"""Asking as everybody, with a function's own filter and without it."""

import re
from typing import Any

import psycopg

from tests.cast import CAST
from tests.database import Connection, Database, value

LOCK = re.compile(r"/\*lock\*/.*?/\*end\*/", re.DOTALL)


def unlock(connection: Connection, function: str) -> None:
    """Take a function's own filter out."""
    text = str(value(connection, "select pg_get_functiondef(%s::regproc)", function))
    assert LOCK.search(text), function
    connection.execute(LOCK.sub("true", text).encode())


class Asking:
    """Asks one question as everybody, before and after a lock is taken out."""

    def __init__(self, database: Database, connection: Connection) -> None:
        self.database = database
        self.connection = connection

    def rows(self, who: str, query: str, *values: object) -> list[Any] | str:
        """First column of each row, or the refusal: SQLSTATE and message."""
        with self.database.acting(self.connection, self.database.id(who)) as acting:
            try:
                found = acting.execute(query.encode(), values).fetchall()
                return [row[0] for row in found]
            except psycopg.Error as error:
                return f"{error.sqlstate} {error.diag.message_primary}"

    def each(self, query: str, *values: object) -> dict[str, list[Any] | str]:
        """The answers by person."""
        return {who: self.rows(who, query, *values) for who in CAST}
