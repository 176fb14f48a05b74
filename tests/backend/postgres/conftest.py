"""Real servers for these tests: one per PostgreSQL version, and copies of its stopped data."""

import os
import pickle
import shutil
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias, cast

import pytest

from services.backend.postgres import PostgresServer, start_server

ROOT = Path(__file__).parents[3]
INSTALLED_15 = Path("/usr/lib/postgresql/15/bin")
NOBODY = 65534
FAST = {"fsync": "off"}

As: TypeAlias = Callable[[int, Callable[[], object]], object]
Child: TypeAlias = Callable[..., subprocess.Popen[str]]


@pytest.fixture(scope="session", params=["wheel", "installed-15"])
def postgres_bin(request: pytest.FixtureRequest) -> Path | None:
    if request.param == "wheel":
        return None
    if not (INSTALLED_15 / "initdb").exists():
        pytest.skip("PostgreSQL 15 is not installed")
    return INSTALLED_15


@pytest.fixture(scope="session")
def open_folder() -> Iterator[Path]:
    """A folder that every account may pass, unlike pytest's own."""
    folder = Path(tempfile.mkdtemp(prefix="handbook-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def seed(postgres_bin: Path | None, open_folder: Path) -> Path:
    """A DATA_DIR after its first start and an orderly stop, to be copied."""
    folder = open_folder / ("installed" if postgres_bin else "wheel")
    start_server(folder, postgres_bin=postgres_bin, settings=FAST).stop()
    return folder


@pytest.fixture(scope="session")
def wheel_seed(open_folder: Path) -> Path:
    """As `seed`, for tests that do not depend on the version."""
    folder = open_folder / "only-wheel"
    start_server(folder, settings=FAST).stop()
    return folder


@pytest.fixture(scope="session")
def server(
    postgres_bin: Path | None, seed: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[PostgresServer]:
    """A running server that no test stops or changes."""
    folder = tmp_path_factory.mktemp("server") / "data"
    copy(seed, folder)
    with start_server(folder, postgres_bin=postgres_bin, settings=FAST) as running:
        yield running


@pytest.fixture
def data_dir(wheel_seed: Path, tmp_path: Path) -> Path:
    """A copy of stopped data, in a folder closed to other accounts as pytest's are."""
    return copy(wheel_seed, tmp_path / "data")


@pytest.fixture
def copied(wheel_seed: Path) -> Callable[[Path], Path]:
    """Puts a copy of stopped data where the test wants it."""

    def make(target: Path) -> Path:
        return copy(wheel_seed, target)

    return make


@pytest.fixture
def as_user() -> As:
    """Runs a function in a forked child that became another OS user; returns what it returned.

    Forked rather than executed, so that it works where that user cannot reach Python.
    """
    if os.geteuid() != 0:
        pytest.skip("only root can become another OS user")

    def run(uid: int, function: Callable[[], object]) -> object:
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            try:
                os.setgroups([])
                os.setresgid(uid, uid, uid)
                os.setresuid(uid, uid, uid)
                answer = function()
            except BaseException:
                answer = traceback.format_exc()
            with os.fdopen(writing, "wb") as pipe:
                pipe.write(pickle.dumps(answer))
            os._exit(0)
        os.close(writing)
        with os.fdopen(reading, "rb") as pipe:
            answer = cast(object, pickle.loads(pipe.read()))
        os.waitpid(child, 0)
        return answer

    return run


@pytest.fixture
def child() -> Iterator[Child]:
    """Starts Python code in another process, after an optional prefix such as `unshare …`."""
    started: list[subprocess.Popen[str]] = []

    def start(
        code: str, *arguments: object, prefix: tuple[str, ...] = (), path: str = ""
    ) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [*prefix, sys.executable, "-c", code, *map(str, arguments)],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": f"{path}:{ROOT}" if path else str(ROOT)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.wait()
        if process.stdout:
            process.stdout.close()


def copy(source: Path, target: Path) -> Path:
    subprocess.run(["cp", "-a", str(source), str(target)], check=True)
    return target
