"""The functions of schema `api` as the database knows them, kept in memory."""

import difflib
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, LiteralString

from psycopg import AsyncConnection
from psycopg.rows import TupleRow

from services.backend.rest.errors import RestError

SCHEMA = "api"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One input argument; `type` is SQL text that may be put into a statement."""

    name: str
    type: str
    required: bool
    variadic: bool


@dataclass(frozen=True, slots=True)
class Function:
    """A callable of schema `api` and the shape of what it returns."""

    name: str
    parameters: tuple[Parameter, ...]
    returns_set: bool
    composite: bool
    void: bool
    statement_timeout: str | None

    def accepts(self, keys: frozenset[str]) -> bool:
        """Whether a call with exactly these argument names is complete."""
        known = {parameter.name for parameter in self.parameters}
        required = {parameter.name for parameter in self.parameters if parameter.required}
        return required <= keys <= known

    def chosen(self, keys: frozenset[str]) -> list[Parameter]:
        """The parameters that such a call fills."""
        return [parameter for parameter in self.parameters if parameter.name in keys]


class FunctionCache:
    """Signatures and role settings; read again when told, or for an unknown name."""

    def __init__(self) -> None:
        self._functions: dict[str, tuple[Function, ...]] = {}
        self._roles: dict[str, tuple[tuple[str, str], ...]] = {}
        self._read_at = float("-inf")
        # What was asked for and what is there; a request during the reading asks for the next.
        self._wanted, self._present = 1, 0

    def mark_stale(self) -> None:
        """Read everything again before the next call."""
        self._wanted += 1

    def needs_reading(self, name: str) -> bool:
        """Whether to reload before `name` is looked up: at most once a second for strange names."""
        return self._present != self._wanted or (
            name not in self._functions and time.monotonic() - self._read_at >= 1.0
        )

    def settings_of(self, role: str) -> tuple[tuple[str, str], ...]:
        """Settings that belong to a role and that any session may set, e.g. statement_timeout."""
        return self._roles.get(role, ())

    async def read(self, conn: AsyncConnection[TupleRow]) -> None:
        """Load functions and role settings."""
        version, started = self._wanted, time.monotonic()
        functions: dict[str, list[Function]] = {}
        for row in await (await conn.execute(_FUNCTIONS, (SCHEMA,))).fetchall():
            function = _function(row)
            functions.setdefault(function.name, []).append(function)
        roles: dict[str, list[tuple[str, str]]] = {}
        for role, name, value in await (await conn.execute(_ROLE_SETTINGS)).fetchall():
            roles.setdefault(role, []).append((name, value))
        self._functions = {name: tuple(found) for name, found in functions.items()}
        self._roles = {role: tuple(found) for role, found in roles.items()}
        self._present, self._read_at = version, started

    def find(self, name: str, keys: frozenset[str], *, posted: bool) -> Function:
        """The one function that fits. Raises RestError PGRST202 or PGRST203."""
        overloads = self._functions.get(name, ())
        fitting = [function for function in overloads if function.accepts(keys)]
        if len(fitting) == 1:
            return fitting[0]
        if fitting:
            raise _ambiguous(fitting)
        raise RestError(
            404,
            "PGRST202",
            _not_found(name, sorted(keys)),
            _searched(name, sorted(keys), posted=posted),
            _hint(name, sorted(keys), overloads, self._functions),
        )


_FUNCTIONS: LiteralString = """
select p.proname,
       p.proretset,
       t.typtype = 'c' or coalesce(p.proargmodes::text[] && '{o,b,t}', false),
       p.prorettype = 'pg_catalog.void'::regtype,
       (select substr(s, 19) from unnest(p.proconfig) s where s like 'statement_timeout=%%'),
       coalesce(a.arguments, '[]')
  from pg_catalog.pg_proc p
  join pg_catalog.pg_namespace n on n.oid = p.pronamespace
  join pg_catalog.pg_type t on t.oid = p.prorettype
  left join lateral (
    select jsonb_agg(jsonb_build_object(
             'name', i.name, 'type', pg_catalog.format_type(i.type, null),
             'required', i.position <= p.pronargs - p.pronargdefaults,
             'variadic', i.mode = 'v') order by i.position) as arguments,
           count(*) filter (where coalesce(i.name, '') = '') as unnamed
      from (select x.name, x.type, x.mode, row_number() over (order by x.place) as position
              from unnest(p.proargnames, coalesce(p.proallargtypes, p.proargtypes::oid[]),
                          p.proargmodes) with ordinality as x (name, type, mode, place)
             where x.type is not null and coalesce(x.mode, 'i') in ('i', 'b', 'v')) i
  ) a on true
 where n.nspname = %s and p.prokind = 'f' and coalesce(a.unnamed, 0) = 0
   and p.prorettype not in ('pg_catalog.trigger'::regtype, 'pg_catalog.event_trigger'::regtype)
 order by p.pronargs, p.oid
"""

_ROLE_SETTINGS: LiteralString = """
select s.rolname, s.name, s.value
  from (select r.rolname, split_part(c, '=', 1) as name, substr(c, strpos(c, '=') + 1) as value
          from pg_catalog.pg_auth_members m
          join pg_catalog.pg_roles r on r.oid = m.roleid
          cross join unnest(r.rolconfig) as c
         where m.member = (select oid from pg_catalog.pg_roles where rolname = current_user)) s
  join pg_catalog.pg_settings g on g.name = s.name and g.context = 'user'
"""


def _function(row: Sequence[Any]) -> Function:
    name, returns_set, composite, void, timeout, arguments = row
    return Function(
        name=name,
        parameters=tuple(Parameter(**argument) for argument in arguments),
        returns_set=returns_set,
        composite=composite,
        void=void,
        statement_timeout=timeout,
    )


def _not_found(name: str, keys: list[str]) -> str:
    asked = _listed(keys) if keys else " without parameters"
    return f"Could not find the function {SCHEMA}.{name}{asked} in the schema cache"


def _searched(name: str, keys: list[str], *, posted: bool) -> str:
    noun = "parameters" if len(keys) > 1 else "parameter"
    given = f" with {noun} {', '.join(keys)}" if keys else " without parameters"
    whole = " or with a single unnamed json/jsonb parameter" if posted else ""
    return (
        f"Searched for the function {SCHEMA}.{name}{given}{whole},"
        " but no matches were found in the schema cache."
    )


def _hint(
    name: str, keys: list[str], overloads: Sequence[Function], names: Iterable[str]
) -> str | None:
    if overloads:
        known = [_listed(sorted(p.name for p in function.parameters)) for function in overloads]
        near = difflib.get_close_matches(_listed(keys), known, n=1, cutoff=0.33)
        found = name + near[0] if near else None
    else:
        near = difflib.get_close_matches(name, names, n=1, cutoff=0.75)
        found = near[0] if near else None
    return f"Perhaps you meant to call the function {SCHEMA}.{found}" if found else None


def _listed(names: Iterable[str]) -> str:
    return f"({', '.join(names)})"


def _ambiguous(functions: Sequence[Function]) -> RestError:
    listed = ", ".join(
        f"{SCHEMA}.{f.name}" + _listed(f"{p.name} => {p.type}" for p in f.parameters)
        for f in functions
    )
    return RestError(
        300,
        "PGRST203",
        f"Could not choose the best candidate function between: {listed}",
        None,
        "Try renaming the parameters or the function itself in the database so function "
        "overloading can be resolved",
    )
