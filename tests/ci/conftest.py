"""A copy of the scripts in a folder of its own, and a way to run them there."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

ROOT = Path(__file__).parents[2]

Run: TypeAlias = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """Scripts and Makefile with a lock file that asks for nothing, so that it is quick."""
    folder = tmp_path / "clone with space"
    folder.mkdir()
    shutil.copytree(ROOT / ".ci", folder / ".ci")
    shutil.copy(ROOT / "Makefile", folder)
    (folder / "requirements-dev.lock").write_text("# nothing yet\n")
    return folder


@pytest.fixture
def run(clone: Path) -> Run:
    """Runs a command in the copy, without a terminal; `variables` change the environment."""

    def start(*command: object, **variables: str) -> subprocess.CompletedProcess[str]:
        environment = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        return subprocess.run(
            list(map(str, command)),
            cwd=clone,
            env={**environment, "PYTHON": sys.executable, **variables},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )

    return start
