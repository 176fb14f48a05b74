"""Starts and stops the embedded PostgreSQL server of one DATA_DIR."""

import errno
import os
import subprocess
import threading
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

from services.backend import strings
from services.backend.postgres.account import app_user, choose_account
from services.backend.postgres.binaries import Binaries, find_binaries
from services.backend.postgres.cluster import SPACE_FOR_NEW_MB, ensure_cluster, make_folders
from services.backend.postgres.config import write_config
from services.backend.postgres.errors import StartRefused
from services.backend.postgres.launch import find_launcher
from services.backend.postgres.layout import Layout
from services.backend.postgres.leftovers import clear_leftovers
from services.backend.postgres.locks import FileLock, LockHeldError
from services.backend.postgres.process import connection_string, end_process, launch_server

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
        relaunch: Callable[[], subprocess.Popen[bytes]],
    ) -> None:
        self.major = major
        self._relaunch = relaunch
        self._stopped = False
        self._process = process
        self._binaries = binaries
        self._host = host
        self._resources = resources
        self._stopping = threading.Lock()

    @property
    def pid(self) -> int:
        """The postmaster's process id."""
        return self._process.pid

    @property
    def running(self) -> bool:
        """Whether the postmaster still lives; it restarts failed backends by itself."""
        return self._process.poll() is None

    def conninfo(self, user: str, dbname: str = "handbook") -> str:
        """Return how to connect as role `user`; good in child processes while the app lives."""
        return connection_string(self._host, user, dbname)

    def tool(self, name: str) -> Path:
        """Return the path of a client program of the same version, such as `pg_dump`."""
        return self._binaries.bin / name

    def revive(self) -> bool:
        """Start again after the postmaster died; blocks until ready. False when there was no need.

        Raises StartRefused, as the first start does.
        """
        with self._stopping:
            if self._stopped or self.running:
                return False
            self._process = self._relaunch()
            return True

    def stop(self) -> None:
        """Roll back what is open, write everything to disk, end. May be called again."""
        with self._stopping:
            self._stopped = True
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

        def launch() -> subprocess.Popen[bytes]:
            return launch_server(launcher, server_lock, host)

        def relaunch() -> subprocess.Popen[bytes]:
            clear_leftovers(layout, server_lock)
            return launch()

        return PostgresServer(launch(), binaries, major, host, resources.pop_all(), relaunch)


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


def _explain(error: OSError, data_dir: Path) -> str:
    match error.errno:
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return strings.data_dir_not_writable(data_dir)
        case errno.ENOTDIR | errno.EEXIST:
            return strings.data_dir_is_file(data_dir, _file_in_the_way(Path(str(error.filename))))
        case errno.ENOSPC | errno.EDQUOT:
            return strings.disk_full(data_dir, SPACE_FOR_NEW_MB)
        case _:
            return strings.data_dir_unusable(data_dir, error.strerror or type(error).__name__)


def _file_in_the_way(path: Path) -> Path:
    return next((up for up in (path, *path.parents) if up.is_file()), path)
