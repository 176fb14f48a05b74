"""The data folder: made whole or not at all, and only used by the version that made it."""

import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from services.backend import strings
from services.backend.postgres.account import Account
from services.backend.postgres.errors import StartRefused
from services.backend.postgres.launch import Launcher
from services.backend.postgres.layout import Layout

SPACE_FOR_NEW_MB = 200
BUILTIN_LOCALE_SINCE = 17


def make_folders(layout: Layout, account: Account) -> None:
    """Create what surrounds the data, each with the owner described in Layout."""
    others_pass = 0o711 if account.dropped else 0o700
    for folder, mode in (
        (layout.root, others_pass),
        (layout.config, 0o755 if account.dropped else 0o700),
        (layout.log.parent, 0o700),
        (layout.socket, 0o700),
    ):
        folder.mkdir(exist_ok=True)
        folder.chmod(mode)
    if account.dropped:
        _give(layout.socket, account)


def ensure_cluster(launcher: Launcher, major: int, keep: Sequence[int]) -> None:
    """Check the data folder against PostgreSQL `major`, or create it.

    Raises StartRefused for data of another version, a folder that is no cluster, a full disk.
    """
    layout, account = launcher.layout, launcher.account
    if not layout.cluster.exists():
        _create(launcher, major, keep)
        return
    try:
        made_by = (layout.cluster / "PG_VERSION").read_text().strip()
    except FileNotFoundError:
        raise StartRefused(strings.not_a_cluster(layout.cluster)) from None
    if made_by != str(major):
        raise StartRefused(strings.other_major(layout.data_dir, made_by, major))
    if account.dropped and layout.cluster.stat().st_uid == 0:
        _give(layout.cluster, account)  # restored from a backup as root


def _create(launcher: Launcher, major: int, keep: Sequence[int]) -> None:
    layout, account, new = launcher.layout, launcher.account, launcher.layout.unfinished_cluster
    if new.exists():  # an earlier attempt was cut off
        shutil.rmtree(new)
    if shutil.disk_usage(layout.root).free < SPACE_FOR_NEW_MB * 2**20:
        raise StartRefused(strings.disk_full(layout.data_dir, SPACE_FOR_NEW_MB))
    new.mkdir(mode=0o700)
    if account.dropped:
        _give(new, account)
    code, said = launcher.run("initdb", _initdb_arguments(new.name, major), keep)
    if code != 0:
        shutil.rmtree(new, ignore_errors=True)
        if "No space left on device" in said:
            raise StartRefused(strings.disk_full(layout.data_dir, SPACE_FOR_NEW_MB))
        raise StartRefused(strings.initdb_failed(layout.data_dir, first_error(said)))
    new.rename(layout.cluster)
    _sync(layout.root)


def _initdb_arguments(folder: str, major: int) -> list[str]:
    # Bytes decide the order and Unicode what a letter is (lower(), trigrams), without the
    # machine's own tables where this version can; the product sorts Vietnamese itself.
    if major >= BUILTIN_LOCALE_SINCE:
        locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    else:
        locale = ["--locale-provider=libc"]
    return [
        f"--pgdata={folder}",
        "--username=supabase_admin",
        "--encoding=UTF8",
        *locale,
        "--locale=C",
        "--lc-ctype=C.UTF-8",
        "--data-checksums",
        "--auth-local=peer",  # for whoever starts this folder by hand; ours is in config/
        "--auth-host=reject",
        "--no-instructions",
    ]


def first_error(said: str) -> str:
    """Return PostgreSQL's own first complaint in `said`, else its last line."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    for mark in ("FATAL:", "PANIC:", "error:"):
        for line in lines:
            if mark in line:
                return line.split(mark, 1)[1].strip()
    return lines[-1] if lines else strings.reason_unknown()


def _give(folder: Path, account: Account) -> None:
    """Make `folder` and what is in it the account's, never following a link out of it."""
    try:
        os.chown(folder, account.uid, account.gid, follow_symlinks=False)
        for _, folders, files, here in os.fwalk(folder):
            for name in (*folders, *files):
                os.chown(name, account.uid, account.gid, dir_fd=here, follow_symlinks=False)
    except OSError:  # root of a container that may not be anyone else
        raise StartRefused(strings.cannot_hand_over(account.name, folder)) from None


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
