"""A started server is what the rest of the program counts on, on both versions."""

import os
import subprocess
import time
from pathlib import Path

import psycopg
import pytest

from services.backend.postgres import PostgresServer, start_server


def ask(server: PostgresServer, query: str) -> str:
    with psycopg.connect(server.conninfo("supabase_admin", "postgres")) as connection:
        row = connection.execute(query.encode()).fetchone()
    assert row is not None
    return str(row[0])


def do(server: PostgresServer, query: str) -> None:
    with psycopg.connect(server.conninfo("supabase_admin", "postgres")) as connection:
        connection.execute(query.encode())


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("listen_addresses", ""),
        ("data_checksums", "on"),
        ("server_encoding", "UTF8"),
        ("unix_socket_permissions", "0700"),
        ("fsync", "off"),  # the test's own setting got through
        ("synchronous_commit", "on"),
        ("timezone", "UTC"),
    ],
)
def test_setting(server: PostgresServer, setting: str, value: str) -> None:
    assert ask(server, f"select current_setting('{setting}')").lower() == value.lower()


def test_text_is_ordered_by_bytes_and_knows_vietnamese_letters(server: PostgresServer) -> None:
    assert ask(server, "select 'Z' < 'a' and 'z' < 'á'") == "True"
    assert ask(server, "select lower('ĐẢNG ỦY PHƯỜNG')") == "đảng ủy phường"
    assert ask(server, "select datcollate from pg_database where datname = 'template1'") == "C"


def test_the_version_is_told(server: PostgresServer, postgres_bin: Path | None) -> None:
    assert server.major == (15 if postgres_bin else 18)
    assert ask(server, "show server_version").startswith(str(server.major))


def test_nothing_listens_on_tcp(server: PostgresServer) -> None:
    tables = (Path("/proc/net/tcp"), Path("/proc/net/tcp6"))
    lines = [line for table in tables if table.exists() for line in table.open()]
    tcp = {line.split()[9] for line in lines}
    handles = [str(handle.readlink()) for handle in Path(f"/proc/{server.pid}/fd").iterdir()]
    sockets = [name[len("socket:[") : -1] for name in handles if name.startswith("socket:[")]
    assert sockets, "the postmaster's own socket should be seen"
    assert not tcp & set(sockets)


def test_a_ctrl_c_in_the_terminal_does_not_reach_it(server: PostgresServer) -> None:
    assert os.getsid(server.pid) != os.getsid(0)


def test_nothing_of_our_environment_reaches_it(server: PostgresServer) -> None:
    environment = Path(f"/proc/{server.pid}/environ").read_bytes()
    names = {entry.partition(b"=")[0] for entry in environment.split(b"\0") if entry}
    assert names <= {b"PATH", b"LC_ALL", b"TZ", b"PWD", b"OLDPWD", b"SHLVL", b"_"} | {
        # set by the postmaster for itself
        b"PGSYSCONFDIR",
        b"PGLOCALEDIR",
        b"LC_COLLATE",
        b"LC_CTYPE",
        b"LC_MESSAGES",
        b"LC_MONETARY",
        b"LC_NUMERIC",
        b"LC_TIME",
    }


def test_a_child_process_such_as_pg_dump_can_connect(server: PostgresServer) -> None:
    command = [server.tool("pg_dump"), "-d", server.conninfo("supabase_admin", "postgres")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "PostgreSQL database dump complete" in done.stdout


def test_the_log_keeps_nothing_a_member_typed(server: PostgresServer) -> None:
    secret = "0912345678"
    with psycopg.connect(
        server.conninfo("supabase_admin", "postgres"), autocommit=True
    ) as connection:
        connection.execute("create temp table person (phone text primary key)")
        connection.execute("insert into person values (%s)", (secret,))
        for query in (
            "insert into person values (%s)",  # in the detail
            "select (%s::text || 'x')::uuid",  # in the message
            "select * from missing where phone = %s",  # in the statement
        ):
            with pytest.raises(psycopg.Error):
                connection.execute(query.encode(), (secret,))
        connection.execute("do $$ begin raise warning '0912345678'; end $$")
    # Its own view of the path may be a private one; the file is the same.
    log = Path(f"/proc/{server.pid}/cwd/../log/server.log")
    text = log.read_text()
    assert "ready to accept connections" in text
    assert secret not in text


def test_a_later_start_is_quick_and_finds_the_data(seed: Path, postgres_bin: Path | None) -> None:
    with start_server(seed, postgres_bin=postgres_bin) as server:
        do(server, "create table kept as select 42 as answer")
    begin = time.monotonic()
    with start_server(seed, postgres_bin=postgres_bin) as server:
        assert time.monotonic() - begin < 2
        assert ask(server, "select answer from kept") == "42"


def test_stop_ends_it_and_may_be_called_again(data_dir: Path) -> None:
    server = start_server(data_dir)
    assert server.running
    server.stop()
    server.stop()
    assert not server.running
    assert not Path(f"/proc/{server.pid}").exists()
    assert list((data_dir / "postgres" / "socket").iterdir()) == []
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(server.conninfo("supabase_admin", "postgres"))


def test_stop_does_not_wait_for_open_connections(data_dir: Path) -> None:
    server = start_server(data_dir)
    connection = psycopg.connect(server.conninfo("supabase_admin", "postgres"))
    connection.execute("select 1")
    begin = time.monotonic()
    server.stop()
    assert time.monotonic() - begin < 5
    connection.close()


def test_the_operators_own_settings_win_and_are_kept(data_dir: Path) -> None:
    own = data_dir / "postgres" / "config" / "local.conf"
    own.write_text("work_mem = '5MB'\n")
    with start_server(data_dir) as server:
        assert ask(server, "show work_mem") == "5MB"
    assert own.read_text() == "work_mem = '5MB'\n"
