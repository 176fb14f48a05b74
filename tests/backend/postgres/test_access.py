"""Only the app's OS user gets in: stopped by the folder, and by the server behind it."""

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

import psycopg
import pytest

from services.backend.postgres import PostgresServer, start_server
from services.backend.postgres.config import ROLES

As: TypeAlias = Callable[[int, Callable[[], object]], object]
NOBODY = 65534


@pytest.fixture(scope="module", params=["short", "long"])
def place(request: pytest.FixtureRequest, open_folder: Path) -> Path:
    """A DATA_DIR all of whose parents let everybody pass; the long one is no socket address."""
    folder = open_folder / ("x" * 120 if request.param == "long" else "short")
    folder.mkdir()
    folder.chmod(0o755)
    return folder / "data"


@pytest.fixture(scope="module")
def server(place: Path) -> Iterator[PostgresServer]:
    with start_server(place, settings={"fsync": "off"}) as running:
        yield running


@pytest.fixture
def unlocked(place: Path, server: PostgresServer) -> Iterator[Path]:
    """The socket's folder, opened to all: what is left then is the server's own check."""
    folder = place / "postgres" / "socket"
    folder.parent.chmod(0o755)
    folder.chmod(0o755)
    (folder / ".s.PGSQL.5432").chmod(0o777)
    yield folder
    (folder / ".s.PGSQL.5432").chmod(0o700)
    folder.chmod(0o700)
    folder.parent.chmod(0o711)


def refusal(folder: Path, role: str) -> str:
    """Try to connect as `role` through the folder, by a name that is short enough."""
    handle = os.open(folder, os.O_PATH | os.O_DIRECTORY)
    try:
        psycopg.connect(host=f"/proc/self/fd/{handle}", user=role, dbname="postgres").close()
    except psycopg.OperationalError as error:
        return str(error)
    finally:
        os.close(handle)
    return "connected"


def test_the_app_connects_as_every_role_that_exists(server: PostgresServer) -> None:
    with psycopg.connect(server.conninfo("supabase_admin", "postgres"), autocommit=True) as admin:
        for role in ROLES[1:]:
            admin.execute(f"create role {role} login".encode())
    for role in ROLES:
        with psycopg.connect(server.conninfo(role, "postgres")) as connection:
            assert connection.execute("select current_user").fetchone() == (role,)


def test_so_does_a_child_process_such_as_pg_dump(server: PostgresServer) -> None:
    command = [server.tool("pg_dump"), "-s", "-d", server.conninfo("supabase_admin", "postgres")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_an_unlisted_role_is_refused_even_to_the_app(server: PostgresServer) -> None:
    with psycopg.connect(server.conninfo("supabase_admin", "postgres"), autocommit=True) as admin:
        admin.execute("create role unlisted login superuser")
    with pytest.raises(psycopg.OperationalError, match=r"pg_hba\.conf rejects"):
        psycopg.connect(server.conninfo("unlisted", "postgres"))


@pytest.mark.parametrize("role", ["supabase_admin", "authenticator"])
def test_another_user_is_stopped_by_the_folder(
    server: PostgresServer, place: Path, as_user: As, role: str
) -> None:
    answer = str(as_user(NOBODY, lambda: refusal(place / "postgres" / "socket", role)))
    assert "Permission denied" in answer


@pytest.mark.parametrize("role", ROLES)
def test_another_user_who_reaches_the_socket_is_refused(
    unlocked: Path, as_user: As, role: str
) -> None:
    answer = str(as_user(NOBODY, lambda: refusal(unlocked, role)))
    assert f'Peer authentication failed for user "{role}"' in answer


def test_so_is_the_account_that_runs_the_server(
    server: PostgresServer, unlocked: Path, as_user: As
) -> None:
    account = Path(f"/proc/{server.pid}").stat().st_uid
    assert account != 0
    answer = str(as_user(account, lambda: refusal(unlocked, "supabase_admin")))
    assert "Peer authentication failed" in answer


def test_another_user_cannot_read_the_data_the_log_or_the_socket_folder(
    server: PostgresServer, place: Path, as_user: As
) -> None:
    folders = [place / "postgres" / name for name in ("data", "socket", "log")]

    def readable() -> list[str]:
        return [folder.name for folder in folders if os.access(folder, os.R_OK | os.X_OK)]

    assert as_user(NOBODY, readable) == []
    assert readable() == ["data", "socket", "log"]


def test_another_user_cannot_list_data_dir(
    server: PostgresServer, place: Path, as_user: As
) -> None:
    assert as_user(NOBODY, lambda: os.access(place, os.R_OK)) is False


def test_nothing_outside_data_dir_is_changed(open_folder: Path, as_user: As) -> None:
    before = {path: path.stat().st_mode for path in (open_folder, *open_folder.parents)}
    owners = {path: path.stat().st_uid for path in before}
    with start_server(open_folder / "unchanged", settings={"fsync": "off"}):
        assert {path: path.stat().st_mode for path in before} == before
        assert {path: path.stat().st_uid for path in before} == owners
