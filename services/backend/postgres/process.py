"""The postmaster's process: launched, waited for until it answers, ended in order."""

import signal
import subprocess
import time

import psycopg
from psycopg.conninfo import make_conninfo

from services.backend import strings
from services.backend.postgres.cluster import SPACE_FOR_NEW_MB, first_error
from services.backend.postgres.errors import StartRefused
from services.backend.postgres.launch import Launcher
from services.backend.postgres.layout import Layout
from services.backend.postgres.locks import FileLock

READY_S = 120  # a crash recovery may take its time
FAST_STOP_S = 60
LOG_LIMIT_BYTES = 10 * 2**20


def connection_string(host: str, user: str, dbname: str) -> str:
    """Return a conninfo for a local socket folder that no PG* variable can bend."""
    return make_conninfo(
        host=host, port=5432, user=user, dbname=dbname, sslmode="disable", gssencmode="disable"
    )


def launch_server(launcher: Launcher, lock: FileLock, host: str) -> subprocess.Popen[bytes]:
    """Start the postmaster and return when it answers. Raises StartRefused."""
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
