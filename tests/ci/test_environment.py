"""`.ci/environment` makes .venv from the lock file, once, and says clearly when it cannot."""

import subprocess
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

Run: TypeAlias = Callable[..., subprocess.CompletedProcess[str]]

SCRIPT = ".ci/environment"


def program(path: Path, text: str) -> Path:
    path.write_text("#!/bin/sh\n" + text)
    path.chmod(0o755)
    return path


def test_made_once_and_again_only_when_the_lock_changes(run: Run, clone: Path) -> None:
    broken = clone / ".venv" / "bin"  # as left by a Python that is gone, or a moved folder
    broken.mkdir(parents=True)
    (broken / "python").symlink_to("/nowhere/python3")

    first = run(SCRIPT)
    assert first.returncode == 0, first.stderr
    assert "installing requirements-dev.lock" in first.stdout
    assert run(".venv/bin/python", "-c", "print('alive')").stdout == "alive\n"

    begin = time.monotonic()
    again = run(SCRIPT)
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")
    assert time.monotonic() - begin < 1

    kept = clone / ".venv" / "kept"
    kept.touch()
    (clone / "requirements-dev.lock").write_text("# still nothing\n")
    assert "installing" in run(SCRIPT).stdout
    assert kept.exists(), "brought up to date, not made anew"

    with zipfile.ZipFile(clone / "thing-1.0-py3-none-any.whl", "w") as wheel:
        wheel.writestr("thing.py", "")
    lock = f"./thing-1.0-py3-none-any.whl --hash=sha256:{'0' * 64}\n"
    (clone / "requirements-dev.lock").write_text(lock)
    for _ in range(2):  # and is not taken for done the second time
        failed = run(SCRIPT)
        assert failed.returncode != 0
        assert "DO NOT MATCH THE HASHES" in failed.stderr


def test_a_python_of_the_wrong_version_is_refused(run: Run, clone: Path) -> None:
    old = program(clone / "python2", "exit 1\n")
    failed = run(SCRIPT, PYTHON=str(old))
    assert failed.returncode == 1
    assert failed.stderr == ("environment: needs Python 3.11, 3.12 or 3.13 (set PYTHON=… to one)\n")
    assert not (clone / ".venv").exists()


def test_without_ensurepip_and_root_one_line_names_the_package(run: Run, clone: Path) -> None:
    """As on a bare Debian, where `python3 -m venv` fails halfway."""
    tools = clone / "tools"
    tools.mkdir()
    program(tools / "id", "echo 1000\n")
    bare = program(
        clone / "python3.12",
        'case "$*" in *venv*) mkdir -p .venv; echo "ensurepip is not available" >&2; exit 1;;\n'
        "*%d.%d*) echo 3.12;; esac\n",
    )
    failed = run(SCRIPT, PYTHON=str(bare), PATH=f"{tools}:/usr/bin:/bin")
    assert failed.returncode == 1
    assert len(failed.stderr.splitlines()) == 1
    assert "install the package python3.12-venv" in failed.stderr
    assert not (clone / ".venv").exists()


def test_without_ensurepip_as_root_it_brings_the_package(run: Run, clone: Path) -> None:
    tools = clone / "tools"
    tools.mkdir()
    program(tools / "id", "echo 0\n")
    program(tools / "apt-get", f'echo "$@" >>"{clone}/asked"\n')
    bare = program(
        clone / "python3.12",
        f'case "$*" in *venv*) grep -qs python3.12-venv "{clone}/asked" || exit 1\n'
        "mkdir -p .venv/bin; printf '#!/bin/sh\\n' >.venv/bin/python; chmod +x .venv/bin/python;;\n"
        "*%d.%d*) echo 3.12;; esac\n",
    )
    done = run(SCRIPT, PYTHON=str(bare), PATH=f"{tools}:/usr/bin:/bin")
    assert done.returncode == 0, done.stderr
    assert "installing python3.12-venv" in done.stdout
    asked = (clone / "asked").read_text().splitlines()
    assert asked[0].startswith("update"), "a fresh machine knows no package before"
    assert "--no-install-recommends python3.12-venv" in asked[1]
