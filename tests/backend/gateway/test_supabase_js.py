"""The official JavaScript client, through a port."""

import asyncio
import socket
import threading
from collections.abc import Generator
from contextlib import contextmanager

import uvicorn

from services.backend.app import create_app
from tests.backend import npm
from tests.backend.gateway.world import World


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


async def test_a_member_s_visit_with_supabase_js(world: World) -> None:
    await asyncio.to_thread(npm.install)
    person = await world.person()
    with listening(world) as url:
        seen = await asyncio.to_thread(
            npm.visit,
            "session.mjs",
            url=url,
            key=world.config.publishable_key,
            phone=person.phone,
            password=person.password,
        )
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
