"""Attacks on the secrecy of a vote by somebody who holds the whole machine but no two passphrases.

Each attack is given who voted (never what) and returns guesses: for each voter a feature of something that
can be tied to that voter. `found` then asks whether any feature sorts the voters as their choices do.
Nothing here knows the tables of the product: the same functions are let loose on a naive table.
"""

from __future__ import annotations

import re
import subprocess
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from tests.database import Database

Guess = dict[UUID, str]
"""A feature by voter."""
Truth = Mapping[UUID, str]
MOST = 4
"""Features with more values than there can be choices sort nobody."""


def found(guesses: Mapping[str, Guess], truth: Truth) -> list[str]:
    """Names of features that tell the choices: few values, each for one choice, for (nearly) everybody."""
    return [name for name, guess in guesses.items() if tells(guess, truth)]


def tells(guess: Guess, truth: Truth) -> bool:
    """Whether a feature sorts the voters as their choices do."""
    known = {voter: value for voter, value in guess.items() if voter in truth}
    values = set(known.values())
    if len(known) < 0.9 * len(truth) or not 2 <= len(values) <= MOST:
        return False
    right = 0
    for value in values:
        choices = [truth[v] for v, said in known.items() if said == value]
        right += max(choices.count(c) for c in set(choices))
    return right >= 0.95 * len(known)


# Tables ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Row:
    """A row as the database keeps it: place, transaction, values."""

    place: tuple[int, int]
    xmin: str
    values: dict[str, Any]

    def voter(self, voters: set[str]) -> UUID | None:
        """The voter whom the row names, if it names one."""
        named = {str(v) for v in self.values.values()} & voters
        return UUID(named.pop()) if len(named) == 1 else None


Tables = dict[str, list[Row]]


def read_tables(database: Database, since: int) -> Tables:
    """Every row of every table written from a transaction on, with its place, as a superuser sees it."""
    tables: Tables = {}
    with database.sql("supabase_admin") as connection:
        names = connection.execute(
            """select format('%I.%I', n.nspname, c.relname) from pg_class c
               join pg_namespace n on n.oid = c.relnamespace
               where c.relkind = 'r' and n.nspname !~ '^(pg_|information_schema)'"""
        ).fetchall()
        for (name,) in names:
            query = (
                f"select ctid::text, xmin::text, to_jsonb(t) from {name} t"
                f" where t.xmin::text::bigint >= {since} order by t.ctid"
            )
            tables[name] = [
                Row(_place(ctid), xmin, values)
                for ctid, xmin, values in connection.execute(query.encode()).fetchall()
            ]
    return tables


def now_at(database: Database) -> int:
    """The number of a transaction of its own: what comes after is newer."""
    return int(database.value("select pg_current_xact_id()::text"))


def _place(ctid: str) -> tuple[int, int]:
    page, line = ctid.strip("()").split(",")
    return int(page), int(line)


def features(rows: Mapping[UUID, Row], name: str) -> Iterator[tuple[str, Guess]]:
    """Everything that can be said of a row for each voter: columns, and the bytes of each."""
    columns = {column for row in rows.values() for column in row.values}
    for column in columns:
        texts = {voter: str(row.values.get(column)) for voter, row in rows.items()}
        yield f"{name}.{column}", texts
        if all(text.startswith("\\x") for text in texts.values()):
            for at in range(2, max(map(len, texts.values())), 2):
                yield f"{name}.{column}[{at}]", {v: t[at : at + 2] for v, t in texts.items()}


def same_row(tables: Tables, voters: Iterable[UUID]) -> dict[str, Guess]:
    """What stands in the row that names the voter."""
    guesses: dict[str, Guess] = {}
    for name, rows in tables.items():
        guesses |= features(_named(rows, voters), name)
    return guesses


def same_transaction(tables: Tables, voters: Iterable[UUID]) -> dict[str, Guess]:
    """What was written by the transaction that wrote the row that names the voter."""
    guesses: dict[str, Guess] = {}
    for source, rows in tables.items():
        writers = {row.xmin: voter for voter, row in _named(rows, voters).items()}
        for name, others in tables.items():
            tied = {writers[row.xmin]: row for row in others if row.xmin in writers}
            guesses |= features(tied, f"{source} by xmin {name}")
    return guesses


def same_order(tables: Tables, voters: Iterable[UUID]) -> dict[str, Guess]:
    """Rows of one table put beside those that name the voters: by place, by time, by numbers."""
    wanted = list(voters)
    guesses: dict[str, Guess] = {}
    for source, rows in tables.items():
        named = _named(rows, wanted)
        if len(named) < len(wanted):
            continue
        for by, turn in _orders(named.values()):
            order = sorted(named, key=partial(_turn_of, named, turn))
            for name, others in tables.items():
                if len(others) != len(order):
                    continue
                for other_by, other_turn in _orders(others):
                    tied = dict(zip(order, sorted(others, key=other_turn), strict=True))
                    guesses |= features(tied, f"{source} by {by} beside {other_by} {name}")
    return guesses


def _orders(rows: Iterable[Row]) -> Iterator[tuple[str, Callable[[Row], Any]]]:
    held = list(rows)
    yield "ctid", _by_place
    for column in held[0].values if held else ():
        kinds: set[type] = {type(row.values.get(column)) for row in held}
        if kinds in ({int}, {str}, {float}):
            yield column, partial(_by_column, column)


def _turn_of(named: Mapping[UUID, Row], turn: Callable[[Row], Any], voter: UUID) -> Any:
    return turn(named[voter])


def _by_place(row: Row) -> tuple[int, int]:
    return row.place


def _by_column(column: str, row: Row) -> Any:
    return row.values[column]


def _named(rows: Iterable[Row], voters: Iterable[UUID]) -> dict[UUID, Row]:
    wanted = {str(v) for v in voters}
    named: dict[UUID, Row] = {}
    for row in rows:
        voter = row.voter(wanted)
        if voter is not None:
            named.setdefault(voter, row)
    return named


# The write-ahead log --------------------------------------------------------------------------

_RECORD = re.compile(
    r"rmgr: Heap .* tx:\s+(\d+), .* desc: INSERT.*?off: (\d+).* rel \d+/\d+/(\d+).* blk (\d+)"
)


def wal_inserts(
    database: Database, cluster: Path, start: str, end: str
) -> list[tuple[str, str, tuple[int, int]]]:
    """(transaction, table, place) of each row that the log says was inserted, by pg_waldump."""
    said = subprocess.run(
        [database.server.tool("pg_waldump"), "-p", cluster / "pg_wal", "-s", start, "-e", end],
        capture_output=True,
        text=True,
        check=True,
    )
    with database.sql("supabase_admin") as connection:
        rows = connection.execute(
            "select pg_relation_filenode(c.oid)::text, format('%I.%I', n.nspname, c.relname) from pg_class c"
            " join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r'"
        ).fetchall()
    names = {node: name for node, name in rows if node}
    return [
        (tx, names[node], (int(page), int(line)))
        for tx, line, node, page in _RECORD.findall(said.stdout)
        if node in names
    ]


def same_wal_transaction(
    inserts: Sequence[tuple[str, str, tuple[int, int]]], tables: Tables, voters: Iterable[UUID]
) -> dict[str, Guess]:
    """As same_transaction, by what the log says: it also knows transactions that left no xmin behind."""
    at = {(name, row.place): row for name, rows in tables.items() for row in rows}
    wanted = {str(v) for v in voters}
    writers: dict[str, UUID] = {}
    for tx, name, place in inserts:
        row = at.get((name, place))
        voter = row.voter(wanted) if row else None
        if voter is not None:
            writers[tx] = voter
    tied: dict[str, dict[UUID, Row]] = defaultdict(dict)
    for tx, name, place in inserts:
        row = at.get((name, place))
        if tx in writers and row is not None:
            tied[name].setdefault(writers[tx], row)
    guesses: dict[str, Guess] = {}
    for name, rows in tied.items():
        guesses |= features(rows, f"by wal {name}")
    return guesses


# Bytes: log, files of the database, dumps -----------------------------------------------------


def near(
    blobs: Iterable[bytes],
    voters: Iterable[UUID],
    markers: Mapping[str, Sequence[bytes]],
    reach: int = 160,
) -> dict[str, Guess]:
    """Which choice's marks stand within some bytes behind or before a voter's id, in any form of it."""
    seen: dict[UUID, set[str]] = defaultdict(set)
    forms = {f: v for v in voters for f in (v.bytes, str(v).encode(), v.hex.encode())}
    any_of_them = re.compile(b"|".join(map(re.escape, forms)))
    for blob in blobs:
        for hit in any_of_them.finditer(blob):
            around = blob[max(hit.start() - reach, 0) : hit.end() + reach]
            for choice, marks in markers.items():
                if any(mark in around for mark in marks):
                    seen[forms[hit[0]]].add(choice)
    alone = {voter: next(iter(said)) for voter, said in seen.items() if len(said) == 1}
    return {"bytes near": alone}


def same_line(text: str, voters: Iterable[UUID], markers: Mapping[str, str]) -> dict[str, Guess]:
    """Which choice's word stands in a line of a dump or a log that names the voter."""
    wanted = {str(v): v for v in voters}
    guess: Guess = {}
    for line in text.splitlines():
        for spelled, voter in wanted.items():
            if spelled in line:
                said = [choice for choice, word in markers.items() if word in line]
                if len(said) == 1:
                    guess[voter] = said[0]
    return {"same line": guess}


def dump_order(text: str, voters: Iterable[UUID]) -> dict[str, Guess]:
    """Lines of one table of a dump beside those of another that names the voters."""
    wanted = {str(v): v for v in voters}
    copied: dict[str, list[str]] = {}
    for block in re.finditer(r"^COPY (\S+) .*?;\n(.*?)^\\\.$", text, re.DOTALL | re.MULTILINE):
        copied[block[1]] = block[2].splitlines()
    guesses: dict[str, Guess] = {}
    for source, lines in copied.items():
        order = [wanted[s] for line in lines for s in wanted if s in line]
        if len(set(order)) != len(wanted) or len(order) != len(wanted):
            continue
        for name, others in copied.items():
            if len(others) == len(order):
                for at in range(others[0].count("\t") + 1):
                    guesses[f"dump {source} beside {name}[{at}]"] = {
                        voter: line.split("\t")[at]
                        for voter, line in zip(order, others, strict=True)
                    }
    return guesses


def as_owner(database: Database, statement: str) -> str | None:
    """A statement of whoever owns the server; the first column of its first row."""
    with database.sql("supabase_admin") as connection:
        asked = connection.execute(statement.encode())
        row = asked.fetchone() if asked.description else None
    return str(row[0]) if row else None


def files_of(folder: Path) -> Iterator[bytes]:
    """Every file below a folder, as a thief of the disk or of a backup reads it."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_socket():
            yield path.read_bytes()
