"""Photographs on the screens: brought by the member, seen in the roster and the record, removed."""

from __future__ import annotations

from urllib.parse import urljoin
from uuid import uuid4

import httpx

from tests.browser.serving import Site
from tests.members.test_photographs import picture
from tests.robot import Robot
from tests.wire.kit import confirm, signed_in, upload
from views import paths
from views.members import strings as roster
from views.shared.people import strings


def pictures(robot: Robot) -> list[str]:
    """Addresses of the photographs on the screen."""
    return [str(c["src"]) for c in robot.all_of("Image") if "/photographs/" in str(c.get("src"))]


async def bring(site: Site, robot: Robot, content: bytes) -> None:
    """Pick a picture."""
    picker = robot.by_key("pick-file")["action"]["service_id"]
    await upload(site, robot, picker, "anh.jpg", content)


async def test_a_member_sets_shares_and_removes_the_own_photograph(site: Site) -> None:
    house = site.house
    cell = house.found("cell", "ward-a", f"Chi bộ Ảnh {uuid4().hex[:4]}")
    person, fellow = house.newcomer(cell), house.newcomer(cell)
    async with signed_in(site, person, paths.MY_PHOTOGRAPH) as robot:
        await robot.until(strings.PHOTOGRAPH_PICK)
        assert pictures(robot) == []
        await bring(site, robot, b"no picture at all")
        await robot.until(strings.PHOTOGRAPH_ERRORS["photograph.unreadable"])
        await bring(site, robot, picture())
        await robot.until(strings.PHOTOGRAPH_REPLACE)
        (link,) = pictures(robot)
        async with httpx.AsyncClient() as http:
            shown = await http.get(urljoin(site.url, link))
        assert shown.headers["content-type"] == "image/jpeg"
        assert b"Exif" not in shown.content
        async with signed_in(site, fellow, paths.MY_CELL, address="192.0.2.41") as other:
            await other.until(person.name)
            await other.settle()
            assert pictures(other) == []
        await robot.until(lambda: not robot.all_of("Switch")[0].get("disabled"))
        switch = robot.all_of("Switch")[0]
        await robot.props(switch["_i"], value=True)
        await robot.event(switch["_i"], "change", True)
        await robot.until(lambda: site.house.value(
            "select shared from handbook.photographs where member_id = %s", person.id
        ))  # fmt: skip
        async with signed_in(site, fellow, paths.MY_CELL, address="192.0.2.41") as other:
            await other.until(lambda: len(pictures(other)) == 1)
        await robot.go(paths.Tab.ME)
        await robot.until(lambda: len(pictures(robot)) == 1)
        await robot.go(paths.MY_PHOTOGRAPH)
        await robot.until(strings.PHOTOGRAPH_REMOVE)
        await robot.settle()
        await robot.tap(strings.PHOTOGRAPH_REMOVE)
        await confirm(robot)
        await robot.until(lambda: pictures(robot) == [])
        await robot.until(strings.PHOTOGRAPH_PICK)


async def test_staff_set_one_and_the_roster_shows_it(site: Site) -> None:
    person = site.house.newcomer("cell-a1", name=f"Đặng Có Ảnh {uuid4().hex[:4]}")
    async with signed_in(site, "staff_a", paths.member(person.id, "photograph")) as robot:
        await robot.until(strings.PHOTOGRAPH_PICK)
        await bring(site, robot, picture())
        await robot.until(strings.PHOTOGRAPH_REPLACE)
        await robot.go(paths.member(person.id))
        await robot.until(lambda: len(pictures(robot)) == 1)
    async with signed_in(site, "secretary", paths.MEMBERS) as robot:
        await robot.type(roster.SEARCH, person.name)
        await robot.until(roster.found(1, 10_000))
        await robot.until(person.name)
        await robot.until(lambda: robot.by_key("cards"))
        page = robot.by_key("cards")
        await robot.event(page["_i"], "size_change", {"w": 390, "h": 100})
        await robot.until(lambda: len(pictures(robot)) == 1)


async def test_who_may_not_edit_a_record_sets_no_photograph(site: Site) -> None:
    person = site.house.newcomer("cell-a1")
    async with signed_in(site, "secretary", paths.member(person.id, "photograph")) as robot:
        await robot.until("chưa được giao sửa hồ sơ")
