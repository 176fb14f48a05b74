"""Clears up after an app that was killed: its server, then the server's stale files."""

import os
import select
import signal
import time
from pathlib import Path

from services.backend import strings
from services.backend.postgres.errors import StartRefused
from services.backend.postgres.layout import Layout
from services.backend.postgres.locks import FileLock, LockHeldError

PROGRAMS = ("postgres", "postmaster")
FAST_STOP_S = 30.0
HARD_STOP_S = 5.0


def clear_leftovers(layout: Layout, lock: FileLock) -> None:
    """Stop a server that outlived its app, and take the server's lock.

    Stopping and starting afresh is chosen over adopting: it takes a fraction of a second, and
    the new server surely has this version's configuration, is our child and dies with no one
    else's namespace. Nothing is believed from the pid file: a process counts only if it runs
    postgres and stands in our data folder. The caller holds the app's lock.
    Raises StartRefused when something cannot be stopped.
    """
    for pid in _servers(layout.cluster):
        _stop(pid, layout)
    deadline = time.monotonic() + HARD_STOP_S
    while True:
        try:
            lock.take()
            break
        except LockHeldError:  # its last helper processes, or an initdb, are just ending
            if time.monotonic() > deadline:
                raise StartRefused(strings.old_server_still_runs(layout.data_dir)) from None
            time.sleep(0.05)
    _drop_misleading_files(layout)


def _servers(cluster: Path) -> list[int]:
    """Return the pids of postgres processes that work in `cluster`, the postmaster first."""
    try:
        ours = cluster.stat()
    except FileNotFoundError:
        return []
    found: list[int] = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            program = (entry / "exe").readlink().name.removesuffix(" (deleted)")
            # Through /proc the folder itself is compared, whatever path or namespace led there.
            if program in PROGRAMS and os.path.samestat((entry / "cwd").stat(), ours):
                found.append(int(entry.name))
        except OSError:
            continue  # it ended meanwhile, or belongs to somebody else
    postmaster = _pid_in_file(cluster)
    return sorted(found, key=lambda pid: pid != postmaster)


def _pid_in_file(cluster: Path) -> int | None:
    try:
        first = (cluster / "postmaster.pid").read_text().split("\n", 1)[0].strip()
    except (OSError, UnicodeDecodeError):
        return None
    return int(first) if first.isdigit() else None


def _stop(pid: int, layout: Layout) -> None:
    try:
        handle = os.pidfd_open(pid)
    except ProcessLookupError:
        return
    try:
        # The handle now pins the process: look once more that the number was not reused.
        if pid not in _servers(layout.cluster):
            return
        if pid == _pid_in_file(layout.cluster):
            steps = ((signal.SIGINT, FAST_STOP_S), (signal.SIGQUIT, HARD_STOP_S))
        else:  # a backend that lost its postmaster
            steps = ((signal.SIGQUIT, HARD_STOP_S),)
        for step, seconds in steps:
            signal.pidfd_send_signal(handle, step)
            if _ended(handle, seconds):
                return
        raise StartRefused(strings.old_server_still_runs(layout.data_dir))
    except ProcessLookupError:
        return
    finally:
        os.close(handle)


def _ended(handle: int, seconds: float) -> bool:
    poll = select.poll()
    poll.register(handle, select.POLLIN)
    return bool(poll.poll(seconds * 1000))


def _drop_misleading_files(layout: Layout) -> None:
    """Remove a stale pid file that PostgreSQL would take for a living server.

    It trusts the number alone, so after a crash or a new container any process with that number
    would keep it from starting. We hold the lock every server process inherits and found none
    in the folder, so no server can be there. A number nobody has is left for it to judge.
    """
    pid = _pid_in_file(layout.cluster)
    if pid is not None and Path(f"/proc/{pid}").exists():
        (layout.cluster / "postmaster.pid").unlink(missing_ok=True)
    for stale in layout.socket.glob(".s.PGSQL.*"):
        stale.unlink(missing_ok=True)
