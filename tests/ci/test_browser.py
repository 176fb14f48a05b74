"""`.ci/browser` brings what tests need besides Python, or says what is left out."""

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

Run: TypeAlias = Callable[..., subprocess.CompletedProcess[str]]

SCRIPT = ".ci/browser"
NEEDED = ("bash", "dirname", "tr", "grep", "mkdir")


@pytest.fixture
def bare(clone: Path) -> Path:
    """A PATH with a shell and nothing of what is looked for; nobody is root there."""
    tools = clone / "tools"
    tools.mkdir()
    for name in NEEDED:
        found = next(path for path in (Path("/usr/bin"), Path("/bin")) if (path / name).exists())
        (tools / name).symlink_to(found / name)
    program(tools / "id", "echo 1000")
    return tools


def program(path: Path, text: str) -> None:
    path.write_text(f"#!/bin/bash\n{text}\n")
    path.chmod(0o755)


def test_names_what_is_left_out(run: Run, bare: Path) -> None:
    done = run("/bin/bash", SCRIPT, PATH=str(bare))
    assert done.returncode == 0
    assert "browser: left out, no Chromium: the browser tests" in done.stderr
    assert "browser: left out, no font with Vietnamese letters" in done.stderr


def test_a_build_does_not_pass_with_tests_missing(run: Run, bare: Path) -> None:
    assert run("/bin/bash", SCRIPT, PATH=str(bare), CI="true").returncode == 1


def test_root_gets_only_what_is_missing(run: Run, bare: Path, clone: Path) -> None:
    program(bare / "id", "echo 0")
    program(bare / "fc-list", "echo DejaVu Sans")
    program(
        bare / "apt-get",
        f'echo "$@" >>"{clone}/asked"\n'
        f"[ \"$1\" = update ] || printf '#!/bin/sh\\n' >{bare!s}/chromium-headless-shell\n",
    )
    have_postgres = Path("/usr/lib/postgresql/15/bin/initdb").exists()
    if not have_postgres:
        pytest.skip("would write into /etc")
    done = run("/bin/bash", SCRIPT, PATH=str(bare))
    asked = (clone / "asked").read_text().splitlines()
    assert asked[0].startswith("update")
    assert asked[1].endswith(" chromium-headless-shell")
    assert "browser: installing chromium-headless-shell" in done.stdout


def test_one_unknown_package_does_not_keep_the_others_away(
    run: Run, bare: Path, clone: Path
) -> None:
    program(bare / "id", "echo 0")
    program(
        bare / "apt-get",
        f'[ "$1" = update ] && exit 0\ncase "$*" in *chromium*) exit 100;; esac\n'
        f'echo "$@" >>"{clone}/got"\n',
    )
    if not Path("/usr/lib/postgresql/15/bin/initdb").exists():
        pytest.skip("would write into /etc")
    done = run("/bin/bash", SCRIPT, PATH=str(bare))
    assert "could not install chromium-headless-shell" in done.stderr
    assert "could not install chromium\n" in done.stderr
    got = (clone / "got").read_text()
    assert "fonts-dejavu-core" in got
    assert "fontconfig" in got


@pytest.mark.parametrize(
    ("ci", "wanted"), [("true", True), ("", False)], ids=["a build", "a contributor"]
)
def test_the_whole_browser_is_enough_for_a_contributor(
    run: Run, bare: Path, clone: Path, ci: str, wanted: bool
) -> None:
    program(bare / "id", "echo 0")
    program(bare / "chromium", "")
    program(bare / "fc-list", "echo DejaVu Sans")
    program(bare / "apt-get", f'echo "$@" >>"{clone}/asked"')
    if not Path("/usr/lib/postgresql/15/bin/initdb").exists():
        pytest.skip("would write into /etc")
    done = run("/bin/bash", SCRIPT, PATH=str(bare), CI=ci)
    assert done.returncode == 0
    assert (clone / "asked").exists() is wanted
    if wanted:
        assert " chromium-headless-shell" in (clone / "asked").read_text()


def test_without_a_shell_the_whole_browser_is_brought(run: Run, bare: Path, clone: Path) -> None:
    program(bare / "id", "echo 0")
    program(bare / "fc-list", "echo DejaVu Sans")
    program(
        bare / "apt-get",
        f'case "$*" in *shell) exit 100;; *chromium) echo "$@" >>"{clone}/asked";; esac',
    )
    if not Path("/usr/lib/postgresql/15/bin/initdb").exists():
        pytest.skip("would write into /etc")
    run("/bin/bash", SCRIPT, PATH=str(bare))
    assert (clone / "asked").read_text().endswith(" chromium\n")


def test_where_all_is_there_it_is_silent(run: Run, bare: Path) -> None:
    program(bare / "chromium", "")
    program(bare / "fc-list", "echo DejaVu Sans")
    if not Path("/usr/lib/postgresql/15/bin/initdb").exists():
        pytest.skip("PostgreSQL 15 is not installed")
    done = run("/bin/bash", SCRIPT, PATH=str(bare), CI="true")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
