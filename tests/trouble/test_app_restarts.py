"""The app is restarted under open pages: the device's token brings everybody back to where they were."""

from __future__ import annotations

import json

from tests.browser.serving import Site
from tests.robot import Robot, open_robot
from tests.wire.kit import HOME, WELCOME, eventually, post, sign_in, signed_in, spotless, wrote
from views.shared.device import KEY


async def come_back(robot: Robot) -> None:
    """What the client does when the connection is lost: opens a new one, with the old session's id."""
    await robot.until(lambda: not robot.connected)
    await robot.drop()
    old = robot.session_id
    await robot.connect()
    assert robot.session_id != old


async def test_pages_come_back_where_they_were(site: Site) -> None:
    house = site.house
    post_id = await post(house, "secretary", "Đọc dở khi khởi động lại", unit="cell-a1")
    async with (
        open_robot(site.url) as typed,
        signed_in(site, "secretary", "/news/compose") as writer,
        signed_in(site, "office_a", "/me/settings") as office,
    ):
        await sign_in(typed, "member")  # with a password, so that the app itself stored the token
        await typed.until(HOME)
        await typed.go(f"/news/{post_id}")
        await typed.until("Tôi đã đọc và nắm rõ")
        await writer.until("Đăng thay mặt")
        await writer.type("Tiêu đề", "Bài viết dở còn nguyên")
        await eventually(lambda: wrote(house, "secretary", "Bài viết dở còn nguyên"))
        await office.until("Đăng xuất khỏi máy này")
        tokens = [token_of(robot) for robot in (typed, writer, office)]
        await site.restart()
        for robot in (typed, writer, office):
            await come_back(robot)
        await typed.until("Tôi đã đọc và nắm rõ")
        assert typed.page["route"] == f"/news/{post_id}"
        await writer.until("Soạn tiếp")
        await writer.tap("Soạn tiếp")
        await writer.until("Bài viết dở còn nguyên")
        await office.until("Đăng xuất khỏi máy này")
        for robot in (typed, writer, office):
            assert not robot.sees(WELCOME)
        # Each device holds a newer token than before.
        renewed = [token_of(robot) for robot in (typed, writer, office)]
        assert all(new != old for new, old in zip(renewed, tokens, strict=True))
        await typed.tap("Tôi đã đọc và nắm rõ")
        await typed.until("Đồng chí đã xác nhận")
        spotless(typed)


async def test_a_restart_in_the_middle_of_signing_in_keeps_nobody_out(site: Site) -> None:
    async with open_robot(site.url) as robot:
        await robot.until(WELCOME)
        await site.restart()
        await come_back(robot)
        await sign_in(robot, "exempt")
        await robot.until(HOME)
        await site.restart()
        await come_back(robot)
        await robot.until(HOME)
        spotless(robot)


def token_of(robot: Robot) -> str:
    """The refresh token that the device keeps."""
    return str(json.loads(robot.browser.stored[KEY])["accounts"][0]["refresh_token"])
