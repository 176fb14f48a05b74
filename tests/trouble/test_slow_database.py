"""A database that takes five seconds: the screen shows that it is at work, nothing is done twice."""

from __future__ import annotations

import asyncio
import time

from tests.browser.serving import Site
from tests.cast import PASSWORD, PHONES
from tests.robot import Robot, open_robot
from tests.trouble.breaking import slow
from tests.wire.kit import HOME, WELCOME, confirm, eventually, post, signed_in, spotless, wrote
from views.shared import strings

SECONDS = 5.0


def shows_skeleton(robot: Robot) -> bool:
    """Grey shapes that screen readers call loading."""
    return any(c.get("label") == strings.LOADING for c in robot.all_of("Semantics"))


async def moves_on(robot: Robot) -> float:
    """How long this page takes to change to another tab and back, in seconds."""
    began = time.monotonic()
    await robot.go("/tasks")
    await robot.until("Nhiệm vụ")
    await robot.go("/meetings")
    await robot.until("Sinh hoạt")
    return time.monotonic() - began


async def test_a_slow_screen_says_so_and_nobody_else_waits(site: Site) -> None:
    async with signed_in(site, "member", "/tasks") as robot, signed_in(site, "sibling") as other:
        await robot.until("Nhiệm vụ")
        await other.until(HOME)
        with slow(site.house, "feed", SECONDS):
            await robot.go("/news")
            await robot.until(lambda: shows_skeleton(robot), 4)
            assert await moves_on(other) < 3
            await robot.until(strings.LOADING_SLOW, 6)
            await robot.until("Lịch sinh hoạt thường kỳ", 15)
            assert not shows_skeleton(robot)


async def test_leaving_a_slow_screen_is_possible_at_once(site: Site) -> None:
    async with signed_in(site, "member", "/tasks") as robot:
        await robot.until("Nhiệm vụ")
        with slow(site.house, "my_card", SECONDS):
            await robot.go("/me")
            await robot.until(lambda: shows_skeleton(robot), 4)
            assert await moves_on(robot) < 3


async def test_a_slow_deed_shows_that_it_is_at_work_and_is_done_once(site: Site) -> None:
    house = site.house
    post_id = await post(house, "secretary", "Xác nhận chậm", unit="cell-a1")
    async with signed_in(site, "member", f"/news/{post_id}") as robot:
        await robot.until("Tôi đã đọc và nắm rõ")
        with slow(house, "directive_acknowledge", SECONDS):
            button = robot.button("Tôi đã đọc và nắm rõ")["_i"]
            for _ in range(4):
                await robot.event(button, "click")
            await robot.until(lambda: robot.by_key("acknowledge").get("disabled"), 4)
            rings = robot.all_of("ProgressRing")
            assert any(ring.get("semantics_label") == strings.BUSY for ring in rings)
            for _ in range(4):
                await robot.event(button, "click")
                await asyncio.sleep(0.3)
            await robot.until("Đồng chí đã xác nhận", 15)
        count = "select count(*) from handbook.acknowledgements where post_id = %s"
        assert house.value(count, post_id) == 1
        keys = "select count(*) from handbook.idempotency_keys where verb like %s"
        assert house.value(keys, f"%{post_id}%") <= 1


async def test_a_slow_post_is_sent_once_even_when_left_and_sent_again(site: Site) -> None:
    """Tapped twice, and once more from the draft that was kept: still one post."""
    house = site.house
    title = "Gửi chậm mà chỉ một lần"
    async with signed_in(site, "secretary", "/news/compose") as robot:
        await robot.until("Đăng thay mặt")
        await robot.type("Tiêu đề", title)
        await robot.type("Nội dung", "Một bài thôi.")
        await eventually(lambda: wrote(house, "secretary", "Một bài thôi."))
        with slow(house, "post_save", SECONDS):
            await robot.tap("Đăng")
            await confirm(robot)
            await robot.until(lambda: robot.by_key("post").get("disabled"), 4)
            await robot.event(robot.by_key("post")["_i"], "click")
        # The page is lost meanwhile; the draft comes back and is sent again.
        await robot.drop()
        robot.session_id = None
        await robot.connect()
        await robot.until("Soạn tiếp", 15)
        await robot.tap("Soạn tiếp")
        await robot.until(lambda: title in robot.words() and "Đăng" in robot.buttons())
        await robot.tap("Đăng")
        await confirm(robot)
        await robot.until(lambda: "Ai đã xác nhận" in robot.buttons(), 20)
        assert house.value("select count(*) from handbook.posts where title = %s", title) == 1


async def test_signing_in_slowly_ends_well(site: Site) -> None:
    async with open_robot(site.url) as robot:
        await robot.until(WELCOME)
        await robot.type("Số điện thoại hoặc email", PHONES["exempt"])
        await robot.type("Mật khẩu", PASSWORD)
        with slow(site.house, "my_session", SECONDS):
            for _ in range(3):
                await robot.event(robot.by_key("sign-in")["_i"], "click")
            await robot.until(lambda: robot.by_key("sign-in").get("disabled"), 4)
            await robot.until(HOME, 20)
        spotless(robot)
