"""A page that is over: what a service answers after it disturbs nobody, in the log neither."""

from __future__ import annotations

import asyncio
import gc
from pathlib import Path

import pytest
from flet_web.fastapi.flet_app_manager import app_manager

from tests.robot import open_robot
from tests.views.sample import Backstage, backstage, failing, give, served
from views.shared import hooks
from views.shared.flet_typed import page_connected, page_gone


async def leave(back: Backstage) -> None:
    """End the session of the only page, as Flet does an hour after somebody has left."""
    held: dict[str, object] = vars(app_manager)["_FletAppManager__sessions"]
    for name in [name for name, session in held.items() if session is back.pages[0].session]:
        await app_manager.delete_session(name)
    for _ in range(100):
        await asyncio.sleep(0.02)
        gc.collect()
        if page_gone(back.pages[0]):
            return
    raise AssertionError("the session is still held")


@pytest.mark.parametrize("answer", ["well", "badly"])
async def test_an_answer_after_the_page_has_gone_is_quiet(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, answer: str
) -> None:
    asked, go_on = asyncio.Event(), asyncio.Event()

    async def verb(words: str) -> str:
        asked.set()
        await go_on.wait()
        if answer == "badly":
            await failing(RuntimeError("down"))()
        return words

    back = backstage(verb=verb)
    async with served(back, tmp_path) as url:
        async with open_robot(url, route="/tasks") as robot:
            await robot.until("Gửi")
            assert page_connected(back.pages[0])
            await robot.tap("Gửi")
            await asked.wait()
        await leave(back)
        assert not page_connected(back.pages[0])
        go_on.set()
        await asyncio.gather(*hooks._running)  # pyright: ignore[reportPrivateUsage]
        gc.collect()
    assert (back.done != []) is (answer == "well")  # it was finished all the same
    said = "\n".join(r.getMessage() + (r.exc_text or "") for r in caplog.records)
    assert "destroyed session" not in said
    assert "never retrieved" not in said
    assert "on_done failed" not in said


async def test_a_load_that_ends_after_the_page_has_gone_is_quiet(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    asked, go_on = asyncio.Event(), asyncio.Event()

    async def load() -> list[str]:
        asked.set()
        await asyncio.shield(go_on.wait())
        return await give(["Xong"])

    back = backstage(load=load)
    async with served(back, tmp_path) as url:
        async with open_robot(url):
            await asked.wait()
        await leave(back)
        go_on.set()
        await asyncio.sleep(0.2)
        gc.collect()
    said = "\n".join(r.getMessage() + (r.exc_text or "") for r in caplog.records)
    assert "destroyed session" not in said
    assert "never retrieved" not in said
