"""A data folder with the demo in it, made once in a run and copied for each house."""

import asyncio
import fcntl
import os
import shutil
import subprocess
from collections.abc import Awaitable, Callable
from pathlib import Path

QUICK = {"fsync": "off", "full_page_writes": "off"}
"""A test's data need outlive a killed process, never a power cut."""


async def furnish(data_dir: Path, make: Callable[[Path], Awaitable[None]]) -> None:
    """Fill an empty folder of a run with what `make` makes; workers share the one that is copied."""
    worker = "PYTEST_XDIST_WORKER" in os.environ
    run = data_dir.parent.parent if worker else data_dir.parent
    made, half = run / "furnished", run / "furnished.half"
    with (run / "furnished.lock").open("w") as lock:
        await asyncio.to_thread(fcntl.flock, lock, fcntl.LOCK_EX)
        if not made.exists():
            shutil.rmtree(half, ignore_errors=True)  # a worker broke off
            await make(half)
            half.rename(made)
    await asyncio.to_thread(_copy, made, data_dir)


def _copy(source: Path, target: Path) -> None:
    # Owners are kept: as root the data are another account's.
    subprocess.run(["cp", "-a", "--reflink=auto", f"{source}/.", str(target)], check=True)
