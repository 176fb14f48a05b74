"""The main job without a browser: posted, read, acknowledged, followed, closed to everybody else."""

from __future__ import annotations

import asyncio
from urllib.parse import urljoin

import httpx

from tests.browser.serving import Site
from tests.robot import Robot, open_robot
from tests.wire.kit import (
    HOME,
    NOT_FOUND,
    PDF,
    asked_of_device,
    confirm,
    received,
    sign_in,
    signed_in,
    spotless,
)

TITLE = "Đổi giờ trực nhà văn hóa từ tuần tới"
BODY = "Ca sáng bắt đầu lúc bảy giờ rưỡi, người trực mở cửa trước mười phút."
FILE = "lich-truc.pdf"


async def attach(site: Site, robot: Robot, content: bytes) -> httpx.Response:
    """Pick a file and put it where the server says, as the browser does."""
    before = len(asked_of_device(robot, "upload"))
    picker = robot.by_key("pick-file")["action"]["service_id"]
    picked = {"id": 1, "name": FILE, "size": len(content)}
    await robot.event(picker, "result", {"files": [picked]})
    await robot.until(lambda: len(asked_of_device(robot, "upload")) > before)
    url = asked_of_device(robot, "upload")[-1]["files"][0]["upload_url"]
    async with httpx.AsyncClient() as http:
        return await http.put(urljoin(site.url, url), content=content)


async def write(robot: Robot) -> None:
    """From the home screen to a form that is filled in."""
    await robot.tap("Tin tức")
    await robot.until(lambda: "Soạn" in robot.buttons())
    await robot.tap("Soạn")
    await robot.until("Đăng thay mặt")
    await robot.type("Tiêu đề", TITLE)
    await robot.type("Số, ký hiệu", "11-TB/CB")
    await robot.type("Ngày ban hành", "20/11/2026")
    await robot.type("Nội dung", BODY)


async def test_posted_read_acknowledged_followed(site: Site) -> None:
    async with open_robot(site.url) as secretary, signed_in(site, "member") as member:
        await sign_in(secretary, "secretary")
        await secretary.until(HOME)
        await write(secretary)
        assert (await attach(site, secretary, PDF)).status_code == 204
        await secretary.until(FILE)
        await secretary.tap("Đăng")
        await confirm(secretary)
        await secretary.until("Đã đăng.")
        await secretary.until(lambda: "Ai đã xác nhận" in secretary.buttons())
        address = str(secretary.page["route"])
        assert address.startswith("/news/")

        # The member finds it on the home screen, reads, takes the attachment, acknowledges.
        await member.tap("Tải lại")
        await member.until(TITLE)
        await member.tap(f"Cần xác nhận {TITLE}")
        await member.until(BODY)
        here = str(member.page["route"])
        await member.tap(FILE)
        await member.until("Tải tệp về máy")
        await member.tap("Tải tệp về máy")
        await member.until(lambda: bool(member.opened))
        await member.go(here)
        async with httpx.AsyncClient() as http:
            assert (await http.get(urljoin(site.url, member.opened[-1]))).content == PDF
        await member.until("ghi nhận đích danh")
        await member.tap("Tôi đã đọc và nắm rõ")
        await member.until("Đồng chí đã xác nhận")

        # The secretary sees who has and who has not.
        await secretary.tap("Ai đã xác nhận")
        everybody = site.house.expected("cell-a1")
        await secretary.until(f"1 trên {everybody} đồng chí đã xác nhận")
        await secretary.until(f"Chưa xác nhận ({everybody - 1})")
        spotless(secretary)

    # The ward's office reads it under what its cells publish, and is asked for nothing.
    async with signed_in(site, "office_a", "/news") as office:
        await office.until("Cấp dưới")
        await office.tap("Cấp dưới")
        await office.until(TITLE)
        await office.go(address)
        await office.until(BODY)
        await office.until("không cần xác nhận")
        assert "Tôi đã đọc và nắm rõ" not in office.buttons()

    # The others of the cell have it on their home screens.
    for who in ("probationary", "exempt"):
        async with signed_in(site, who) as robot:
            await robot.until(TITLE)

    # For everybody else it is as if it had never been written.
    nowhere = "/news/00000000-0000-4000-8000-000000000000"
    answers = [
        await closed(site, who, route)
        for who in ("sibling", "secretary_b", "auditor", "admin")
        for route in (address, nowhere)
    ]
    assert len(set(answers)) == 1


async def closed(site: Site, who: str, route: str) -> str:
    """What somebody is shown at an address that is not for them; nothing of it is sent."""
    async with signed_in(site, who, route) as robot:
        await robot.until(NOT_FOUND)
        words = " | ".join(robot.words())
        await robot.go("/")
        await robot.until(HOME)
        await robot.go("/news")
        await robot.until("Tất cả")
        await asyncio.sleep(0.3)
        assert received(robot, TITLE, BODY, FILE) == []
        return words
