"""After a kill -9 nothing that was committed is lost, and the next start clears up."""

import os
import signal
import subprocess
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TypeAlias

import psycopg
import pytest

from services.backend.postgres import PostgresServer, start_server

Child: TypeAlias = Callable[..., subprocess.Popen[str]]

# An app that has committed one row, is in the middle of another, and then waits to be killed.
APP = """
import sys, time
from pathlib import Path
import psycopg
from services.backend.postgres import start_server
server = start_server(Path(sys.argv[1]))
connection = psycopg.connect(server.conninfo("supabase_admin", "postgres"))
connection.execute("create table kept as select 'committed' as what")
connection.commit()
connection.execute("insert into kept values ('open')")
print(server.pid, flush=True)
time.sleep(600)
"""


def killed_app(child: Child, data_dir: Path) -> int:
    """Run the app until it is ready, kill it, and return the pid of its orphaned server."""
    process = child(APP, data_dir)
    assert process.stdout is not None
    pid = int(process.stdout.readline())
    process.kill()
    process.wait()
    return pid


def kept(server: PostgresServer) -> list[tuple[object, ...]]:
    with psycopg.connect(server.conninfo("supabase_admin", "postgres")) as connection:
        return connection.execute("select what from kept").fetchall()


def is_postgres(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/exe").readlink().name == "postgres"
    except OSError:
        return False


def test_the_orphaned_server_is_replaced_and_the_data_are_whole(
    data_dir: Path, child: Child, server: PostgresServer
) -> None:
    orphan = killed_app(child, data_dir)
    assert is_postgres(orphan)
    with start_server(data_dir) as fresh:
        assert not is_postgres(orphan)
        assert kept(fresh) == [("committed",)]
    assert server.running, "another folder's server is none of our business"


def test_server_and_app_killed_together(data_dir: Path, child: Child) -> None:
    orphan = killed_app(child, data_dir)
    os.kill(orphan, signal.SIGKILL)
    with start_server(data_dir) as fresh:
        assert kept(fresh) == [("committed",)]


def test_a_backend_that_lost_its_server_while_busy(data_dir: Path, child: Child) -> None:
    orphan = killed_app(child, data_dir)
    conninfo = f"host={data_dir}/postgres/socket user=supabase_admin dbname=postgres"
    with closing(psycopg.connect(conninfo, autocommit=True)) as busy:
        backend = busy.info.backend_pid
        busy.pgconn.send_query(
            b"do $$ declare t timestamptz := clock_timestamp() + interval '60 s';"
            b" begin while clock_timestamp() < t loop end loop; end $$"
        )
        busy.pgconn.flush()
        os.kill(orphan, signal.SIGKILL)
        begin = time.monotonic()
        with start_server(data_dir) as fresh:
            assert time.monotonic() - begin < 10
            assert kept(fresh) == [("committed",)]
            assert not is_postgres(backend)


def test_a_pid_file_whose_number_somebody_else_has_now(data_dir: Path) -> None:
    """As after a crash in a container: PostgreSQL alone would refuse to start."""
    cluster = data_dir / "postgres" / "data"
    owner = cluster.stat().st_uid
    stranger = subprocess.Popen(["sleep", "60"], user=owner if os.geteuid() == 0 else None)
    try:
        lines = [stranger.pid, cluster, 1_700_000_000, 5432, "../socket", "", "", "ready"]
        (cluster / "postmaster.pid").write_text("\n".join(map(str, lines)) + "\n")
        os.chown(cluster / "postmaster.pid", owner, owner)
        (data_dir / "postgres" / "socket" / ".s.PGSQL.5432.lock").write_text(f"{stranger.pid}\n")
        with start_server(data_dir) as server:
            assert server.running
        assert stranger.poll() is None, "the stranger must not be harmed"
    finally:
        stranger.kill()
        stranger.wait()


def test_a_pid_file_whose_number_nobody_has(data_dir: Path) -> None:
    gone = subprocess.Popen(["true"])
    gone.wait()
    cluster = data_dir / "postgres" / "data"
    (cluster / "postmaster.pid").write_text(f"{gone.pid}\n{cluster}\n1\n5432\n\n\n")
    with start_server(data_dir) as server:
        assert server.running


def test_a_half_made_data_folder_is_made_anew(tmp_path: Path) -> None:
    half = tmp_path / "data" / "postgres" / "data.new"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")
    with start_server(tmp_path / "data", settings={"fsync": "off"}) as server:
        assert server.running
    assert not half.exists()


def test_the_app_killed_while_the_data_folder_is_being_made(tmp_path: Path, child: Child) -> None:
    data_dir = tmp_path / "data"
    process = child(APP, data_dir)
    half = data_dir / "postgres" / "data.new"
    deadline = time.monotonic() + 20
    while not (half / "base").exists():
        assert time.monotonic() < deadline
        time.sleep(0.005)
    process.kill()
    process.wait()
    assert not (data_dir / "postgres" / "data").exists()
    with start_server(data_dir, settings={"fsync": "off"}) as server:
        assert server.running


@pytest.mark.skipif(os.geteuid() != 0, reason="only root restores files as root")
def test_data_restored_from_a_backup_as_root(data_dir: Path) -> None:
    subprocess.run(["chown", "-R", "root:root", str(data_dir)], check=True)
    (data_dir / "postgres" / "data" / "link").symlink_to(data_dir.parent)
    with start_server(data_dir) as server:
        assert server.running
    assert data_dir.parent.stat().st_uid == 0, "a link must not lead the change of owner astray"
