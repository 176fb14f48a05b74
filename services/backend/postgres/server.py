"""Starts and stops the embedded PostgreSQL server of one DATA_DIR."""

import errno
import os
import signal
import subprocess
import threading
import time
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

import psycopg
from psycopg.conninfo import make_conninfo

from services.backend import strings
from services.backend.postgres.account import app_user, choose_account
from services.backend.postgres.binaries import Binaries, find_binaries
from services.backend.postgres.cluster import (
    SPACE_FOR_NEW_MB,
    ensure_cluster,
    first_error,
    make_folders,
)
from services.backend.postgres.config import write_config
from services.backend.postgres.errors import StartRefused
from services.backend.postgres.launch import Launcher, find_launcher
from services.backend.postgres.layout import Layout
from services.backend.postgres.leftovers import clear_leftovers
from services.backend.postgres.locks import FileLock, LockHeldError

READY_S = 120  # a crash recovery may take its time
FAST_STOP_S = 60
LOG_LIMIT_BYTES = 10 * 2**20
LONGEST_SOCKET_FOLDER = 107 - len("/.s.PGSQL.5432")


class PostgresServer:
    """A running server. `stop()` it, or use it in a `with` block."""

    def __init__(
        self,
        process: subprocess.Popen[bytes],
        binaries: Binaries,
        major: int,
        host: str,
        resources: ExitStack,
    ) -> None:
        self.major = major
        self._process = process
        self._binaries = binaries
        self._host = host
        self._resources = resources
        self._stopping = threading.Lock()

    @property
    def pid(self) -> int:
        """The postmaster's process id."""
        return self._process.pid

    def conninfo(self, user: str, dbname: str = "handbook") -> str:
        """Return how to connect as role `user`; good in child processes while the app lives."""
        return connection_string(self._host, user, dbname)

    def tool(self, name: str) -> Path:
        """Return the path of a client program of the same version, such as `pg_dump`."""
        return self._binaries.bin / name

    def stop(self) -> None:
        """Roll back what is open, write everything to disk, end. May be called again."""
        with self._stopping:
            end_process(self._process)
            self._resources.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()


def start_server(
    data_dir: Path,
    *,
    postgres_bin: Path | None = None,
    settings: Mapping[str, str] | None = None,
) -> PostgresServer:
    """Start the server of `data_dir`, creating its data on the first start; return when ready.

    `postgres_bin` is the bin folder of an installed PostgreSQL; without it the wheel's is used.
    `settings` override the written configuration (tests turn fsync off).
    Raises StartRefused with one line for the operator.
    """
    layout = Layout(data_dir.absolute())
    try:
        return _start(layout, postgres_bin, settings or {})
    except OSError as error:
        raise StartRefused(_explain(error, layout.data_dir)) from error


def _start(
    layout: Layout, postgres_bin: Path | None, settings: Mapping[str, str]
) -> PostgresServer:
    user, binaries = app_user(), find_binaries(postgres_bin)
    # Root's folder lets the server's account pass, and nobody look around.
    layout.data_dir.mkdir(0o711 if os.geteuid() == 0 else 0o700, parents=True, exist_ok=True)
    with ExitStack() as resources:
        app_lock = FileLock(layout.app_lock)
        resources.callback(app_lock.close)
        try:
            app_lock.take()
        except LockHeldError:
            raise StartRefused(strings.data_dir_in_use(layout.data_dir)) from None
        account = choose_account(layout)
        make_folders(layout, account)
        server_lock = FileLock(layout.server_lock)
        resources.callback(server_lock.close)
        clear_leftovers(layout, server_lock)
        launcher, major = find_launcher(layout, account, binaries)
        ensure_cluster(launcher, major, (server_lock.fd,))
        write_config(layout, user, settings)
        host = _host(layout, resources)
        process = _launch(launcher, server_lock, host)
        return PostgresServer(process, binaries, major, host, resources.pop_all())


def _host(layout: Layout, resources: ExitStack) -> str:
    """Return the socket's folder in at most the bytes a socket address holds."""
    plain = str(layout.socket)
    if len(os.fsencode(plain)) <= LONGEST_SOCKET_FOLDER:
        return plain
    folder = os.open(layout.socket, os.O_PATH | os.O_DIRECTORY | os.O_CLOEXEC)
    resources.callback(os.close, folder)
    # By our number rather than "self", so that child processes such as pg_dump can use it.
    short = f"/proc/{os.getpid()}/fd/{folder}"
    if not Path(short).is_dir():
        raise StartRefused(strings.path_too_long(layout.data_dir))
    return short


def connection_string(host: str, user: str, dbname: str) -> str:
    """Return a conninfo for a local socket folder that no PG* variable can bend."""
    return make_conninfo(
        host=host, port=5432, user=user, dbname=dbname, sslmode="disable", gssencmode="disable"
    )


def _launch(launcher: Launcher, lock: FileLock, host: str) -> subprocess.Popen[bytes]:
    log = launcher.layout.log
    if log.exists() and log.stat().st_size > LOG_LIMIT_BYTES:
        log.replace(log.with_suffix(".log.1"))
    with log.open("ab") as output:
        log.chmod(0o600)
        begin = output.tell()
        arguments = ["-D", "data", "-c", "config_file=config/postgresql.conf"]
        process = launcher.popen("postgres", arguments, output=output, keep=(lock.fd,))
    try:
        _wait_until_ready(process, launcher.layout, host, begin)
    except BaseException:
        end_process(process)
        raise
    return process


def _wait_until_ready(
    process: subprocess.Popen[bytes], layout: Layout, host: str, begin: int
) -> None:
    deadline = time.monotonic() + READY_S
    conninfo = connection_string(host, "supabase_admin", "postgres")
    while True:
        try:
            psycopg.connect(conninfo, connect_timeout=5).close()
        except psycopg.OperationalError:
            if process.poll() is not None:
                raise StartRefused(_failure(layout, begin)) from None
            if time.monotonic() > deadline:
                raise StartRefused(strings.start_timed_out(layout.log, READY_S)) from None
            time.sleep(0.02)
        else:
            return


def _failure(layout: Layout, begin: int) -> str:
    with layout.log.open("rb") as log:
        log.seek(begin)
        said = log.read().decode(errors="replace")
    if "No space left on device" in said:
        return strings.disk_full(layout.data_dir, SPACE_FOR_NEW_MB)
    if "Cannot allocate memory" in said:
        return strings.start_failed(layout.log, strings.no_memory())
    return strings.start_failed(layout.log, first_error(said))


def _explain(error: OSError, data_dir: Path) -> str:
    match error.errno:
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return strings.data_dir_not_writable(data_dir)
        case errno.ENOTDIR | errno.EEXIST:
            return strings.data_dir_is_file(data_dir)
        case errno.ENOSPC | errno.EDQUOT:
            return strings.disk_full(data_dir, SPACE_FOR_NEW_MB)
        case _:
            return strings.data_dir_unusable(data_dir, error.strerror or type(error).__name__)


def end_process(process: subprocess.Popen[bytes]) -> None:
    """End a postmaster: fast, else at once (the next start then recovers from its log)."""
    for step, seconds in ((signal.SIGINT, FAST_STOP_S), (signal.SIGQUIT, 10), (signal.SIGKILL, 10)):
        if process.poll() is not None:
            return
        process.send_signal(step)
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            continue
