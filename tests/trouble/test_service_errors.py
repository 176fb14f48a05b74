"""A function of the database fails: a Vietnamese sentence with a reference, and a way on."""

from __future__ import annotations

import re

import pytest

from tests.browser.serving import Site
from tests.cast import PASSWORD, PHONES
from tests.robot import Robot, open_robot
from tests.trouble.breaking import SECRET, failing, senseless
from tests.wire.kit import HOME, WELCOME, confirm, post, received, signed_in, spotless
from views.search import strings as search
from views.shared import strings

REFERENCE = re.compile(r"Mã tra cứu: [0-9a-f]{8}")

SCREENS = [
    ("member", "/", "home", "Tin mới"),
    ("member", "/news", "feed", "Lịch sinh hoạt thường kỳ"),
    ("member", "/news/{post}", "post_open", "Nội dung."),
    ("secretary", "/news/{post}/readers", "directive_tracking", "đồng chí đã xác nhận"),
    ("secretary", "/news/drafts", "drafts", "bản nháp"),
    ("member", "/me", "my_card", "Chi bộ A1"),
    ("member", "/me/cell", "my_cell", "Phạm Quang Thiện"),
    ("member", "/me/log", "my_log", ""),
    ("member", "/me/settings/devices", "my_devices", "Máy này"),
    ("secretary", "/me/accounts", "accounts_below", "Đang dùng"),
    ("staff_a", "/me/accounts/resets", "account_resets", "Không có yêu cầu nào"),
    ("auditor", "/me/audit", "audit_entries", ""),
    ("member", "/news/library", "library_list", "Hướng dẫn"),
    ("member", "/news/library/filter", "library_facets", "Loại văn bản"),
    ("office_a", "/news/articles", "my_manuscripts", ""),
    ("office_a", "/news/articles/new", "manuscript_places", "Tiêu đề"),
    ("office_a", "/news/desk", "manuscript_queue", ""),
    ("member", "/tasks/closed", "my_tasks", "Việc đã xong"),
    ("member", "/tasks/year", "task_year", "Được giao"),
    ("secretary", "/tasks/unit/{cell}", "tasks_given", "Hạn: "),
    ("member", "/me/questions", "my_questions", "Câu hỏi của tôi"),
    ("secretary", "/me/answers", "questions_waiting", "Câu hỏi cần trả lời"),
    ("office_a", "/me/figures/{ward}", "figures", "Bài đã đăng"),
    ("staff_a", "/me/members", "member_list", "Nguyễn Thị Hạnh"),
    ("staff_a", "/me/imports", "my_imports", "Nhập danh sách"),
]


def said(robot: Robot) -> str:
    """All words of the screen in one text."""
    return " | ".join(robot.words())


def told_in_vietnamese(robot: Robot) -> bool:
    """The sentence, with a reference to read out over the telephone."""
    known = (strings.ERRORS["unavailable"], strings.ERRORS["unexpected"])
    return any(words in said(robot) for words in known) and bool(REFERENCE.search(said(robot)))


@pytest.mark.parametrize(("who", "route", "function", "content"), SCREENS)
async def test_a_screen_whose_function_fails_says_so_and_recovers(
    site: Site, who: str, route: str, function: str, content: str
) -> None:
    house = site.house
    post_id = await post(house, "secretary", f"Thử {function}", unit="cell-a1")
    cell = house.unit("cell-a1")
    async with signed_in(site, who, "/tasks") as robot:
        await robot.until("Nhiệm vụ")
        with failing(house, function):
            await robot.go(route.format(post=post_id, cell=cell, ward=house.unit("ward-a")))
            await robot.until(lambda: told_in_vietnamese(robot), 30)
            assert strings.RETRY in robot.buttons()
        if strings.RETRY in robot.buttons():  # it may have tried again by itself meanwhile
            await robot.tap(strings.RETRY)
        await robot.until(lambda: not told_in_vietnamese(robot))
        await robot.until(lambda: not robot.sees(strings.LOADING))
        await robot.until(content)
        assert received(robot, SECRET) == []


async def test_a_search_that_fails_says_so_and_keeps_the_words(site: Site) -> None:
    house = site.house
    title = "Tìm được sau khi hỏng"
    await post(house, "secretary", title, unit="cell-a1")
    async with signed_in(site, "member", "/search") as robot:
        await robot.until(search.START)
        with failing(house, "search"):
            await robot.type(search.FIELD, title)
            await robot.until(lambda: told_in_vietnamese(robot), 30)
            assert robot.field(search.FIELD)["value"] == title
        if strings.RETRY in robot.buttons():  # it may have tried again by itself meanwhile
            await robot.tap(strings.RETRY)
        await robot.until(lambda: not told_in_vietnamese(robot))
        await robot.until(lambda: any(title in name for name in robot.buttons()))
        assert received(robot, SECRET) == []


async def test_an_answer_without_sense_is_told_and_the_retry_works(site: Site) -> None:
    house = site.house
    async with signed_in(site, "member", "/tasks") as robot:
        await robot.until("Nhiệm vụ")
        with senseless(house, "home"):
            await robot.go("/")
            await robot.until(strings.ERRORS["unexpected"])
            assert REFERENCE.search(said(robot))
        await robot.tap(strings.RETRY)
        await robot.until("Tin mới")
        assert received(robot, SECRET) == []


async def test_a_reload_that_fails_keeps_what_was_there(site: Site) -> None:
    house = site.house
    async with signed_in(site, "member") as robot:
        await robot.until("Tin mới")
        shown = [w for w in robot.words() if "Chi bộ A1" in w]
        with failing(house, "home"):
            await robot.tap("Tải lại")
            await robot.until(strings.STALE)
            assert [w for w in robot.words() if "Chi bộ A1" in w] == shown
        await robot.until(strings.STALE, gone=True)  # by itself
        assert received(robot, SECRET) == []


async def test_a_deed_that_fails_can_be_done_again_and_is_done_once(site: Site) -> None:
    house = site.house
    post_id = await post(house, "secretary", "Xác nhận hai lần", unit="cell-a1")
    async with signed_in(site, "member", f"/news/{post_id}") as robot:
        await robot.until("Tôi đã đọc và nắm rõ")
        with failing(house, "directive_acknowledge"):
            await robot.tap("Tôi đã đọc và nắm rõ")
            await robot.until(lambda: told_in_vietnamese(robot))
            assert not robot.button("Tôi đã đọc và nắm rõ").get("disabled")
        await robot.tap("Tôi đã đọc và nắm rõ")
        await robot.until("Đồng chí đã xác nhận")
        count = "select count(*) from handbook.acknowledgements where post_id = %s"
        assert house.value(count, post_id) == 1
        assert received(robot, SECRET) == []


async def test_a_form_that_could_not_be_sent_is_still_there(site: Site) -> None:
    house = site.house
    title = "Bài không gửi được ngay"
    async with signed_in(site, "secretary", "/news/compose") as robot:
        await robot.until("Đăng thay mặt")
        await robot.type("Tiêu đề", title)
        await robot.type("Nội dung", "Vẫn còn nguyên.")
        with failing(house, "post_save"):
            await robot.tap("Đăng")
            await confirm(robot)
            await robot.until(lambda: told_in_vietnamese(robot))
            assert robot.field("Tiêu đề")["value"] == title
            assert robot.field("Nội dung")["value"] == "Vẫn còn nguyên."
        await robot.tap("Đăng")
        await confirm(robot)
        await robot.until(lambda: "Ai đã xác nhận" in robot.buttons())
        assert house.value("select count(*) from handbook.posts where title = %s", title) == 1
        assert received(robot, SECRET) == []


async def test_a_sign_in_that_fails_says_so_and_keeps_the_fields(site: Site) -> None:
    house = site.house
    async with open_robot(site.url) as robot:
        await robot.until(WELCOME)
        await robot.type("Số điện thoại hoặc email", PHONES["member"])
        await robot.type("Mật khẩu", PASSWORD)
        with failing(house, "account_of_user"):
            await robot.tap("Đăng nhập")
            await robot.until(lambda: told_in_vietnamese(robot))
        with failing(house, "my_session"):
            await robot.tap("Đăng nhập")
            await robot.until(lambda: robot.button("Đăng nhập").get("disabled"))
            await robot.until(lambda: told_in_vietnamese(robot))
        await robot.tap("Đăng nhập")
        await robot.until(HOME)
        assert received(robot, SECRET) == []
        spotless(robot)
