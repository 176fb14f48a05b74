"""The app's process is killed (SIGKILL) while members read: at most the last second's counts are lost."""

from __future__ import annotations

import os
import signal
import time
from uuid import UUID

import pytest

from services.backend.postgres import start_server
from tests.cast import PASSWORD
from tests.cli.test_newcomer import PATIENCE_S, free_port, serving
from tests.database import Database
from tests.furnished import QUICK
from tests.house import Person, demo_folder
from tests.robot import open_robot
from tests.wire.kit import HOME, WELCOME

LAST_S = 1.0
"""What may be lost."""
READ_FOR_S = 4.0
SLACK_S = 1.0
"""For the write itself, on a busy machine."""


def arranged(database: Database) -> tuple[Person, UUID]:
    """A member and an article of the own cell that nobody has opened."""
    post: UUID = database.value(
        "insert into handbook.posts (unit_id, unit_path, category, state, title, body, published_at)"
        " values (%s, '', 'news', 'published', 'Bài được đọc', 'Nội dung bài', now()) returning id",
        database.unit("cell-a1"),
    )
    return database.newcomer("cell-a1"), post


async def test_kill_9_loses_at_most_the_last_second(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    data = tmp_path_factory.mktemp("killed-counting")
    await demo_folder(data)
    with start_server(data, settings=QUICK) as server:
        database = Database(server)
        reader, post = arranged(database)
        database.close()
    port, opened = free_port(), list[float]()
    with serving(data, port) as app:
        async with open_robot(f"http://127.0.0.1:{port}", "/") as robot:
            await robot.until(WELCOME)
            await robot.type("Số điện thoại hoặc email", reader.phone)
            await robot.type("Mật khẩu", PASSWORD)
            await robot.tap("Đăng nhập")
            await robot.until(HOME)
            start = time.monotonic()
            while time.monotonic() < start + READ_FOR_S:
                await robot.go(f"/news/{post}")
                await robot.until("Nội dung bài")
                opened.append(time.monotonic())
                await robot.go("/")
                await robot.until(HOME)
            os.kill(app.pid, signal.SIGKILL)
            killed = time.monotonic()
            app.wait(PATIENCE_S)
    with start_server(data, settings=QUICK) as server:
        database = Database(server)
        counted = database.value(
            "select coalesce(sum(reads), 0) from handbook.post_reads where post_id = %s", post
        )
        database.close()
    safe = sum(at < killed - LAST_S - SLACK_S for at in opened)
    assert 0 < safe < len(opened)
    assert safe <= counted <= len(opened)
