"""The make targets pass on what they are given: environment, signals, failures."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

Run: TypeAlias = Callable[..., subprocess.CompletedProcess[str]]

TARGETS = ("run", "test", "bench", "lint", "types", "fmt", "demo", "clean")
ROOT = Path(__file__).parents[2]

APP = """
import os, signal, sys, time
def leave(*_):
    print("stopped in order", flush=True)
    sys.exit(0)
signal.signal(signal.SIGTERM, leave)
signal.signal(signal.SIGINT, leave)
print(*(os.environ.get(name, "-") for name in ("HOST", "PORT", "DATA_DIR")), flush=True)
if "--wait" in sys.argv:
    time.sleep(60)
"""


@pytest.fixture
def ready(clone: Path) -> Path:
    """The copy with an environment that is this Python, and a tiny app."""
    (clone / "app.py").write_text(APP)
    environment = clone / ".ci" / "environment"
    environment.write_text("#!/bin/sh\n")
    (clone / ".venv" / "bin").mkdir(parents=True)
    (clone / ".venv" / "bin" / "python").symlink_to(sys.executable)
    return clone


def test_help_names_every_target(run: Run) -> None:
    said = run("make").stdout
    assert [target for target in TARGETS if f"make {target}" not in said] == []


def test_run_passes_the_environment_and_says_nothing_itself(run: Run, ready: Path) -> None:
    assert run("make", "run").stdout == "- - -\n"
    given = {"HOST": "127.0.0.2", "PORT": "8123", "DATA_DIR": "/some/where"}
    assert run("make", "run", **given).stdout == "127.0.0.2 8123 /some/where\n"
    assert run("make", "run", "PORT=8124").stdout == "- 8124 -\n"


@pytest.mark.parametrize("how", ["make is told to end", "Ctrl+C"])
def test_a_signal_reaches_the_app(ready: Path, how: str) -> None:
    with subprocess.Popen(
        ["make", "run", "ARGS=--wait"],
        cwd=ready,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as make:
        assert make.stdout is not None
        make.stdout.readline()
        if how == "Ctrl+C":  # the terminal tells everybody in the foreground
            os.killpg(make.pid, signal.SIGINT)
        else:
            make.terminate()
        assert make.stdout.readline() == "stopped in order\n"


def test_the_app_is_makes_own_child(ready: Path) -> None:
    """No shell stands between that could keep a signal to itself."""
    with subprocess.Popen(
        ["make", "run", "ARGS=--wait"], cwd=ready, stdout=subprocess.PIPE, text=True
    ) as make:
        assert make.stdout is not None
        make.stdout.readline()
        children = Path(f"/proc/{make.pid}/task/{make.pid}/children").read_text().split()
        commands = [Path(f"/proc/{child}/cmdline").read_bytes() for child in children]
        assert len(commands) == 1
        assert b"app.py" in commands[0]
        assert not commands[0].startswith(b"/bin/sh")
        os.kill(int(children[0]), signal.SIGTERM)


def test_demo_is_always_fresh_and_never_the_data_of_run(run: Run, ready: Path) -> None:
    for folder in ("data", "data-demo"):
        (ready / folder).mkdir()
        (ready / folder / "old").touch()
    assert run("make", "demo").stdout == "- - data-demo\n"
    assert (ready / "data" / "old").exists()
    assert not (ready / "data-demo").exists()


def test_demo_leaves_a_running_one_alone(run: Run, ready: Path) -> None:
    (ready / "data-demo").mkdir()
    lock = ready / "data-demo" / "app.lock"
    with subprocess.Popen(
        ["flock", lock, "-c", "echo held; read _"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        refused = run("make", "demo")
        assert refused.returncode != 0
        assert "still in use" in refused.stderr
        assert lock.exists()


def test_clean_keeps_data_and_environment(run: Run, ready: Path) -> None:
    for folder in ("data", "services/__pycache__", ".ruff_cache"):
        (ready / folder).mkdir(parents=True)
    assert run("make", "clean").returncode == 0
    assert not (ready / "services" / "__pycache__").exists()
    assert not (ready / ".ruff_cache").exists()
    assert (ready / "data").is_dir()
    assert (ready / ".venv" / "bin" / "python").exists()


@pytest.mark.parametrize("failing", ["lint", "types", "test"])
def test_the_build_fails_when_one_part_fails(run: Run, ready: Path, failing: str) -> None:
    (ready / "Makefile").write_text(
        "lint types test:\n\t@echo did $@\n\t@[ $@ != " + failing + " ]\n"
    )
    done = run("bash", ".ci/run")
    assert done.returncode != 0
    # Types are checked beside the tests, and what is said of them comes last.
    expected = ["lint"] if failing == "lint" else ["lint", "test", "types"]
    said = [line for line in done.stdout.splitlines() if not line.startswith("make: ***")]
    assert said == [f"did {part}" for part in expected]


def test_a_build_that_is_told_to_end_leaves_nothing_running(ready: Path) -> None:
    (ready / "Makefile").write_text("lint:\n\t@:\ntypes:\n\t@exec sleep 600\ntest:\n\t@exit 1\n")
    with subprocess.Popen(["bash", ".ci/run"], cwd=ready, start_new_session=True) as build:
        time.sleep(0.5)
        build.terminate()
        assert build.wait(30) != 0
    with pytest.raises(ProcessLookupError):
        for _ in range(100):
            os.killpg(build.pid, 0)
            time.sleep(0.1)


def test_the_build_needs_no_terminal_and_runs_from_anywhere(ready: Path, tmp_path: Path) -> None:
    (ready / "Makefile").write_text("lint types:\n\t@:\ntest:\n\t@cat; pwd\n")
    done = subprocess.run(
        ["bash", str(ready / ".ci" / "run")],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == f"{ready}\n"


def test_scripts_are_executable_and_hold_no_addresses() -> None:
    for script in sorted((ROOT / ".ci").iterdir()):
        assert os.access(script, os.X_OK), script.name
        assert "://" not in script.read_text(), script.name
