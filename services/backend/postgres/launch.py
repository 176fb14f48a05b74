"""Runs the server's programs as its account, in a private mount namespace where needed."""

import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from services.backend import strings
from services.backend.postgres.account import Account
from services.backend.postgres.binaries import Binaries
from services.backend.postgres.errors import StartRefused
from services.backend.postgres.layout import Layout

# Nothing of the app's environment (PG* variables, keys, library paths) reaches the server.
ENVIRONMENT = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C", "TZ": "UTC"}

# Folders every Linux has; the first that hides nothing we need becomes the meeting place.
PLACES = ("/mnt", "/media", "/srv", "/opt", "/run")

# $1 place, $2 uid, $3 gid, then pairs source target, then -- and the command.
CONFINE = """
set -eu
place=$1 uid=$2 gid=$3
shift 3
umask 022
mount -t tmpfs -o mode=0755,size=1m tmpfs "$place"
while [ "$1" != -- ]; do
  mkdir -p "$place/$2"
  mount --bind "$1" "$place/$2"
  shift 2
done
shift
umask 077
cd "$place/postgres"
exec setpriv --reuid "$uid" --regid "$gid" --clear-groups -- "$@"
"""


@dataclass(frozen=True, slots=True)
class Launcher:
    """Starts programs with the server's folder as working directory.

    `place` is None when the account reaches everything by itself. Otherwise the app is root and
    DATA_DIR or the programs lie below a folder closed to the account (/root, a mktemp -d): then
    only the child sees them bound below `place`; no permission is changed, the data stay where
    they are, and the socket is reached through DATA_DIR as usual.
    """

    layout: Layout
    account: Account
    binaries: Binaries
    place: Path | None
    binds_binaries: bool

    def popen(
        self,
        program: str,
        arguments: Sequence[str],
        *,
        output: IO[bytes] | int,
        keep: Sequence[int],
    ) -> subprocess.Popen[bytes]:
        """Start `program` of the PostgreSQL folder; `keep` are descriptors it inherits."""
        command = [str(self._bin() / program), *arguments]
        if self.place is None:
            return _spawn(command, self.layout.root, self.account, output, keep)
        binds = [str(self.layout.root), "postgres"]
        if self.binds_binaries:
            for part in self.binaries.parts:
                if (self.binaries.bundle / part).is_dir():
                    binds += [str(self.binaries.bundle / part), f"program/{part}"]
        account = (str(self.account.uid), str(self.account.gid))
        script = ["/bin/sh", "-c", CONFINE, "sh", str(self.place), *account, *binds, "--"]
        confined = ["unshare", "--mount", "--propagation", "private", "--", *script, *command]
        return _spawn(confined, Path("/"), None, output, keep)

    def run(self, program: str, arguments: Sequence[str], keep: Sequence[int]) -> tuple[int, str]:
        """Run `program` to its end; return its exit code and everything it said."""
        process = self.popen(program, arguments, output=subprocess.PIPE, keep=keep)
        said, _ = process.communicate()
        return process.returncode, said.decode(errors="replace")

    def _bin(self) -> Path:
        if self.place is None or not self.binds_binaries:
            return self.binaries.bin
        return self.place / "program" / self.binaries.bin.relative_to(self.binaries.bundle)


def find_launcher(layout: Layout, account: Account, binaries: Binaries) -> tuple[Launcher, int]:
    """Return a launcher that works, and PostgreSQL's major version.

    Tries the plain way first. Raises StartRefused when the programs do not run here, or when
    the account cannot reach them or the data and no namespace may be made.
    """
    postgres = str(binaries.postgres)
    major = _major(*_try(account, [postgres, "--version"], Path("/")))
    enters, _ = _try(account, ["/bin/sh", "-c", 'cd "$0"', str(layout.root)], Path("/"))
    if major is not None and enters == 0:
        return Launcher(layout, account, binaries, None, binds_binaries=False), major
    if not account.dropped:
        raise StartRefused(strings.binaries_do_not_run(binaries.bin))
    place = _free_place(layout.root, binaries.bin)
    confined = Launcher(layout, account, binaries, place, binds_binaries=major is None)
    try:
        major = _major(*confined.run("postgres", ["--version"], keep=()))
    except OSError:  # no unshare on this machine
        major = None
    if major is None:
        raise StartRefused(strings.unreachable(account.name, layout.data_dir, binaries.bin))
    return confined, major


def _spawn(
    command: Sequence[str],
    folder: Path,
    account: Account | None,
    output: IO[bytes] | int,
    keep: Sequence[int],
) -> subprocess.Popen[bytes]:
    drops = account is not None and account.dropped
    return subprocess.Popen(  # noqa: S603 - programs of PostgreSQL, arguments of ours
        command,
        cwd=folder,
        env=ENVIRONMENT,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        pass_fds=tuple(keep),
        umask=0o077,
        # A Ctrl+C in the terminal is for the app, which then stops the server in order.
        start_new_session=True,
        user=account.uid if account and drops else None,
        group=account.gid if account and drops else None,
        extra_groups=[] if drops else None,
    )


def _try(account: Account, command: Sequence[str], folder: Path) -> tuple[int, str]:
    try:
        process = _spawn(command, folder, account, subprocess.PIPE, ())
    except OSError:
        return 127, ""
    said, _ = process.communicate()
    return process.returncode, said.decode(errors="replace")


def _major(code: int, said: str) -> int | None:
    found = re.search(r"\(PostgreSQL\) (\d+)", said)
    return int(found[1]) if code == 0 and found else None


def _free_place(*needed: Path) -> Path | None:
    for name in PLACES:
        place = Path(name)
        if place.is_dir() and not any(path.is_relative_to(place) for path in needed):
            return place
    return None
