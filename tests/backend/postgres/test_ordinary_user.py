"""The app as an ordinary OS user: the server is that user's own, nothing needs root."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import psycopg
import pytest

from services.backend.postgres import start_server
from services.backend.postgres.binaries import find_binaries

As: TypeAlias = Callable[[int, Callable[[], object]], object]
NOBODY = 65534


def reachable(path: Path) -> bool:
    return all(parent.stat().st_mode & 0o001 for parent in path.parents)


def test_an_ordinary_user_owns_everything(open_folder: Path, as_user: As) -> None:
    if not reachable(find_binaries(None).postgres):
        pytest.skip("the virtual environment is closed to other users")
    folder = open_folder / "home"
    folder.mkdir()
    os.chown(folder, NOBODY, NOBODY)

    def life() -> object:
        with start_server(folder / "data", settings={"fsync": "off"}) as server:
            with psycopg.connect(server.conninfo("supabase_admin", "postgres")) as connection:
                row = connection.execute("select current_user").fetchone()
            return row, Path(f"/proc/{server.pid}").stat().st_uid

    assert as_user(NOBODY, life) == (("supabase_admin",), NOBODY)
    owners = {path.stat().st_uid for path in (folder / "data").rglob("*")}
    assert owners == {NOBODY}
    assert (folder / "data").stat().st_mode & 0o777 == 0o700
