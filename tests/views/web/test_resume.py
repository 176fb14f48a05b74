"""A client that comes back is never made to compare a control with its equal."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

from tests.robot import Robot, open_robot
from tests.views.sample import backstage, served


def controls(value: object) -> Iterator[dict[str, Any]]:
    """Every control below the page."""
    if isinstance(value, dict):
        found = cast("dict[str, Any]", value)
        if "_i" in found:
            yield found
        for below in found.values():
            yield from controls(below)
    elif isinstance(value, list):
        for below in cast("list[object]", value):
            yield from controls(below)


def sizes(robot: Robot) -> dict[int, int]:
    """How many properties the client knows of each control."""
    return {c["_i"]: len(c) for c in controls(robot.page.get("views"))}


async def test_each_return_tells_every_control_apart_from_the_one_before(tmp_path: Path) -> None:
    async with served(backstage(), tmp_path) as url, open_robot(url, "/tasks") as robot:
        await robot.until(lambda: len(sizes(robot)) > 10)
        session = robot.session_id
        for _ in range(3):
            before = sizes(robot)
            await robot.drop()
            await robot.connect()
            assert robot.session_id == session
            after = sizes(robot)
            assert before.keys() & after.keys()
            alike = [i for i in before.keys() & after.keys() if before[i] == after[i]]
            assert alike == []
        assert robot.crashes == []


async def test_each_return_binds_the_services_of_the_device_anew(tmp_path: Path) -> None:
    """Else the client's storage never answers again; a browser test shows that it does."""
    async with served(backstage(), tmp_path) as url, open_robot(url, "/tasks") as robot:
        seen = {robot.page["_services"]["_internals"]["uid"]}
        for _ in range(3):
            await robot.drop()
            await robot.connect()
            seen.add(robot.page["_services"]["_internals"]["uid"])
        assert len(seen) == 4
