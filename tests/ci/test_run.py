"""`.ci/run` passes what passes, and asks a few that failed among all once more by themselves."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

Run: TypeAlias = Callable[..., subprocess.CompletedProcess[str]]


def furnish(clone: Path, *, alone: int, failed: int, types: int = 0, whole: int = 1) -> None:
    """A Makefile whose tests end with ``whole`` among all and with ``alone`` by themselves."""
    (clone / "Makefile").write_text(
        f"lint:\n\t@true\ntypes:\n\t@exit {types}\n"
        f"test:\n\t@if [ -n '$(ARGS)' ]; then echo 'asked: $(ARGS)'; exit {alone}; else exit {whole}; fi\n"
    )
    kept = clone / ".pytest_cache/v/cache/lastfailed"
    kept.parent.mkdir(parents=True)
    kept.write_text(
        json.dumps({f"tests/test_a.py::test_{n}": True for n in range(failed)}, indent=2)
    )


@pytest.mark.parametrize(
    ("whole", "failed", "alone", "types", "asked", "passes"),
    [
        (0, 0, 1, 0, False, True),
        (0, 2, 1, 0, False, True),  # what an earlier run left
        (0, 0, 1, 1, False, False),
        (1, 1, 0, 0, True, True),
        (1, 5, 0, 0, True, True),
        (1, 5, 1, 0, True, False),
        (1, 1, 0, 1, True, False),
        (1, 6, 0, 0, False, False),
        (1, 0, 0, 0, False, False),  # it broke before any test
    ],
)
def test_it_passes_when(
    clone: Path,
    run: Run,
    whole: int,
    failed: int,
    alone: int,
    types: int,
    asked: bool,
    passes: bool,
) -> None:
    furnish(clone, whole=whole, failed=failed, alone=alone, types=types)
    done = run(".ci/run")
    assert (done.returncode == 0) is passes, done.stdout + done.stderr
    assert ("asked: --last-failed -n 0" in done.stdout) is asked
