"""Checks the audit chain from outside the app, with a direct connection to the database."""

from dataclasses import dataclass
from typing import Any, cast

import psycopg

from services import strings


@dataclass(frozen=True)
class Verdict:
    """Whether the chain holds, and one line that says so."""

    ok: bool
    line: str
    problem: str | None = None


def verify(conninfo: str, saved_seal: int | None = None, saved_head: str | None = None) -> Verdict:
    """Recompute every digest; hold the chain against a head saved earlier. Raises psycopg.Error."""
    with psycopg.connect(conninfo) as connection:
        row = connection.execute(
            "select handbook.verify_audit(%s, %s)", (saved_seal, saved_head)
        ).fetchone()
    result = cast(dict[str, Any], row[0] if row else {})
    if result["ok"]:
        line = strings.AUDIT_OK.format(entries=result["entries"], seals=result["seals"])
        return Verdict(True, line)
    where = result.get("seal", result.get("entry"))
    line = strings.AUDIT_BAD.format(problem=result["problem"], where=where)
    return Verdict(False, line, result["problem"])
