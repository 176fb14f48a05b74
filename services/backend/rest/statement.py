"""One call as one message to Postgres: settings and function in a single implicit transaction."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import LiteralString, cast

from psycopg import AsyncClientCursor, AsyncConnection
from psycopg.rows import TupleRow

from services.backend.rest.functions import SCHEMA, Function, Parameter

# What hosted Supabase puts on the search path of a request.
SEARCH_PATH = f'"{SCHEMA}", "public", "extensions"'


@dataclass(frozen=True, slots=True)
class Result:
    """`rows` counts what the function returned; `body` is JSON text made by Postgres."""

    rows: int
    body: bytes


async def run(
    conn: AsyncConnection[TupleRow],
    settings: Sequence[tuple[str, str]],
    call: str,
    arguments: Sequence[str],
) -> Result:
    """Apply `settings` to one transaction and make the call in it; one round trip.

    The values travel as quoted literals in the simple protocol, where several statements of one
    message share a transaction that an error rolls back as a whole. Raises psycopg.Error.
    """
    applied = ", ".join(["set_config(%s, %s, true)"] * len(settings))
    values = [text for setting in settings for text in setting]
    # Names in `call` come from the catalogue, quoted; everything of the request is in `values`.
    text = cast(LiteralString, f"select {applied};\n{call}")
    async with AsyncClientCursor(conn) as cursor:
        await cursor.execute(text, [*values, *arguments])
        cursor.nextset()
        found = cursor.pgresult
        if found is None:
            raise RuntimeError("Postgres gave no second result")
        return Result(int(found.get_value(0, 0) or b"0"), found.get_value(0, 1) or b"")


def call_with_body(function: Function, keys: frozenset[str]) -> str:
    """A call whose one argument is the JSON object of named arguments."""
    chosen = function.chosen(keys)
    if not chosen:
        return _shaped(function, "", "")
    columns = ", ".join(f"{_name(p.name)} {_text(p.type)}" for p in chosen)
    source = f"json_to_record(%s::json) as given ({columns}), lateral "
    return _shaped(function, source, _named((p, f"given.{_name(p.name)}") for p in chosen))


def call_with_query(function: Function, query: Mapping[str, str]) -> tuple[str, list[str]]:
    """A call whose arguments are texts from the address; returns it with the argument values."""
    chosen = function.chosen(frozenset(query))
    named = _named((p, f"%s::{_text(p.type)}") for p in chosen)
    return _shaped(function, "", named), [query[p.name] for p in chosen]


def _shaped(function: Function, source: str, named: str) -> str:
    call = f"{_name(SCHEMA)}.{_name(function.name)}({named})"
    one_value = f"{source}(select {call}) as called (value)"
    if function.void:
        return _select("1, ''", one_value)
    if function.composite:
        every = "json_agg(called)"
        body = f"coalesce({every}, '[]')" if function.returns_set else f"{every} -> 0"
        return _select(f"count(*), ({body})::text", f"{source}{call} as called")
    if function.returns_set:
        return _select("count(*), coalesce(json_agg(called.value), '[]')::text", one_value)
    return _select("1, coalesce(to_json(called.value)::text, 'null')", one_value)


def _select(columns: str, source: str) -> str:
    return " ".join(("select", columns, "from", source))


def _named(arguments: Iterable[tuple[Parameter, str]]) -> str:
    return ", ".join(
        f"{'variadic ' if p.variadic else ''}{_name(p.name)} := {value}" for p, value in arguments
    )


def _name(identifier: str) -> str:
    return '"' + _text(identifier.replace('"', '""')) + '"'


def _text(fragment: str) -> str:
    return fragment.replace("%", "%%")  # a percent sign would start a placeholder
