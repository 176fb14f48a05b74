"""Ways to break the database under an open page, and to mend it again."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Generator
from contextlib import contextmanager

from tests.database import Database

SECRET = "bảng handbook.bi_mat không tồn tại"
"""What the broken function says; no client may ever read it."""


def _definition(house: Database, function: str) -> str:
    return str(
        house.value(
            "select pg_get_functiondef(p.oid) from pg_proc p"
            " where p.pronamespace = 'api'::regnamespace and p.proname = %s",
            function,
        )
    )


@contextmanager
def replaced(house: Database, function: str, definition: str) -> Generator[None]:
    """The function is another one for as long as the block lasts."""
    real = _definition(house, function)
    house.run(definition.replace("%", "%%"))
    try:
        yield
    finally:
        house.run(real.replace("%", "%%"))


@contextmanager
def preceded(house: Database, function: str, call: str) -> Generator[None]:
    """The function does something else first."""
    real = _definition(house, function)
    if "LANGUAGE plpgsql" in real:
        head, found, tail = real.partition("\nbegin\n")
        assert found
        definition = f"{head}\nbegin\n  perform {call};\n{tail}"
    else:
        definition = real.replace("AS $function$", f"AS $function$ select {call};", 1)
    with replaced(house, function, definition):
        yield


@contextmanager
def failing(house: Database, function: str) -> Generator[None]:
    """An api function that raises."""
    house.run(
        "create or replace function handbook.broken() returns void language plpgsql as $$ begin"
        f" raise exception '{SECRET}' using detail = '{SECRET}', hint = '{SECRET}'; end $$"
    )
    house.run("grant execute on function handbook.broken to authenticated, service_role")
    with preceded(house, function, "handbook.broken()"):
        yield


@contextmanager
def senseless(house: Database, function: str) -> Generator[None]:
    """An api function of JSON whose answer is none that the services know."""
    head = _definition(house, function).split("AS $function$")[0]
    head = re.sub(r"LANGUAGE \w+", "LANGUAGE sql", head)
    body = f"select jsonb_build_object('nonsense', '{SECRET}')"
    with replaced(house, function, f"{head}AS $function${body}$function$"):
        yield


@contextmanager
def slow(house: Database, function: str, seconds: float) -> Generator[None]:
    """An api function that takes its time, and then does what it always does."""
    with preceded(house, function, f"pg_sleep({seconds})"):
        yield


def kill(house: Database) -> None:
    """The postmaster dies at once, as in a power cut; its children follow."""
    os.kill(house.server.pid, signal.SIGKILL)
