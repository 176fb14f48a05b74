"""A root app whose folders are closed to the server's account: nothing is opened, all works."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from subprocess import Popen
from typing import TypeAlias

import psycopg
import pytest

from services.backend.postgres import start_server
from services.backend.postgres.binaries import find_binaries

INSTALLED_15 = Path("/usr/lib/postgresql/15")
Child: TypeAlias = Callable[..., Popen[str]]

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root steps down to an account")

START = """
import sys
from pathlib import Path
from services.backend.postgres import StartRefused, start_server
try:
    server = start_server(Path(sys.argv[1]), settings={"fsync": "off"})
    print("major", server.major, server.tool("postgres"))
    server.stop()
except StartRefused as refused:
    print("refused", refused)
"""


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o700)
    return folder


def reachable(path: Path) -> bool:
    return all(parent.stat().st_mode & 0o001 for parent in path.parents)


def mounts() -> str:
    return Path("/proc/self/mountinfo").read_text()


def test_data_below_a_closed_folder(closed: Path) -> None:
    before = mounts()
    with start_server(closed / "data", settings={"fsync": "off"}) as server:
        with psycopg.connect(server.conninfo("supabase_admin", "postgres")) as connection:
            connection.execute("select 1")
        assert (closed / "data" / "postgres" / "data" / "PG_VERSION").is_file()
        assert Path(f"/proc/{server.pid}").stat().st_uid != 0
        assert mounts() == before, "the mounts are the server's alone"
    assert closed.stat().st_mode & 0o777 == 0o700
    assert closed.stat().st_uid == 0


def test_the_wheel_below_a_closed_folder(closed: Path, child: Child) -> None:
    """As in a virtual environment below /root."""
    binaries = find_binaries(None)
    for part in binaries.parts:
        shutil.copytree(binaries.bundle / part, closed / "site" / part)
    process = child(START, closed / "data", path=str(closed / "site"))
    assert process.communicate()[0] == f"major 18 {closed}/site/{binaries.parts[0]}/" + (
        "pginstall/bin/postgres\n"
    )


@pytest.mark.skipif(not INSTALLED_15.is_dir(), reason="PostgreSQL 15 is not installed")
def test_an_installed_version_below_a_closed_folder(closed: Path) -> None:
    shutil.copytree(INSTALLED_15, closed / "pg15")
    own = closed / "pg15" / "bin"
    with start_server(closed / "data", postgres_bin=own, settings={"fsync": "off"}) as server:
        assert server.major == 15


def test_where_namespaces_are_not_allowed_it_says_what_to_do(closed: Path, child: Child) -> None:
    without = ("setpriv", "--bounding-set", "-sys_admin", "--inh-caps", "-sys_admin")
    said = child(START, closed / "data", prefix=without).communicate()[0]
    assert said.startswith("refused Tài khoản ")
    assert "DATA_DIR và POSTGRES_BIN" in said
    assert len(said.splitlines()) == 1
    assert closed.stat().st_mode & 0o777 == 0o700


def test_where_namespaces_are_not_allowed_an_open_folder_still_works(
    open_folder: Path, child: Child
) -> None:
    if not reachable(find_binaries(None).postgres):
        pytest.skip("the virtual environment is closed to other users")
    without = ("setpriv", "--bounding-set", "-sys_admin", "--inh-caps", "-sys_admin")
    said = child(START, open_folder / "no-namespace", prefix=without).communicate()[0]
    assert said.startswith("major 18 ")
