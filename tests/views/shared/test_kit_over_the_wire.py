"""The kit as a member meets it: real screens, real server, a phone that speaks the protocol."""

import asyncio
from pathlib import Path

import pytest

from services.errors import Conflict, Forbidden, NotFound, SignedOut, TooMany, Unavailable
from tests.robot import NotSeen, open_robot
from tests.views.sample import SECRET, app_error, backstage, failing, give, served
from views.shared import strings
from views.shared.hooks import Policy


async def test_a_query_shows_a_skeleton_then_its_answer(tmp_path: Path) -> None:
    ready = asyncio.Event()

    async def load() -> list[str]:
        await ready.wait()
        return ["Chỉ thị mới"]

    async with served(backstage(load=load), tmp_path) as url, open_robot(url) as robot:
        await robot.until(lambda: robot.by_key("skeleton"))
        assert not robot.sees("Chỉ thị mới")
        ready.set()
        await robot.until("Chỉ thị mới")
        with pytest.raises(NotSeen):
            robot.by_key("skeleton")
        assert robot.crashes == []


async def test_an_unexpected_error_shows_a_sentence_and_never_its_text(tmp_path: Path) -> None:
    back = backstage(load=failing(RuntimeError(SECRET)))
    async with served(back, tmp_path) as url, open_robot(url) as robot:
        await robot.until(strings.ERRORS["unexpected"])
        await robot.until("Mã tra cứu")
        back.load = lambda: give(["Đã khỏi"])
        await robot.tap("Thử lại")
        await robot.until("Đã khỏi")
        assert not any(b"hunter2" in frame for frame in robot.frames)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (app_error(Forbidden, "post.forbidden"), strings.ERRORS["forbidden"]),
        (app_error(NotFound, "post.not_found"), strings.NOT_FOUND_TEXT),
        (app_error(SignedOut, "bad_jwt"), strings.ERRORS["signed_out"]),
        (TooMany("auth.too_many", 90), strings.wait_for(90)),
    ],
)
async def test_expected_errors_have_their_words(
    tmp_path: Path, error: Exception, words: str
) -> None:
    async with (
        served(backstage(load=failing(error)), tmp_path) as url,
        open_robot(url) as robot,
    ):
        await robot.until(words)


async def test_the_reference_of_the_service_is_the_one_shown(tmp_path: Path) -> None:
    error = app_error(Conflict, "x", "abcd1234")
    async with (
        served(backstage(load=failing(error)), tmp_path) as url,
        open_robot(url) as robot,
    ):
        await robot.until(strings.reference("abcd1234"))


async def test_an_unavailable_service_is_asked_again_by_itself(tmp_path: Path) -> None:
    back = backstage(policy=Policy(timeout=2, delays=(0.05,) * 40, quiet=2))
    down = True

    async def load() -> list[str]:
        if down:
            raise Unavailable("db.down")
        return ["Đã có lại"]

    back.load = load
    async with served(back, tmp_path) as url, open_robot(url) as robot:
        await robot.until(strings.RETRYING)  # told after the quiet tries
        assert back.loads >= 3
        down = False
        await robot.until("Đã có lại")  # nobody tapped anything


async def test_a_load_that_never_ends_times_out(tmp_path: Path) -> None:
    async def load() -> list[str]:
        await asyncio.Event().wait()
        return []

    back = backstage(load=load, policy=Policy(timeout=0.2, delays=()))
    async with served(back, tmp_path) as url, open_robot(url) as robot:
        await robot.until(strings.ERRORS["timeout"])


async def test_a_reload_keeps_the_old_answer_and_says_when_it_failed(tmp_path: Path) -> None:
    back = backstage()
    async with served(back, tmp_path) as url, open_robot(url) as robot:
        await robot.until("Nghị quyết số 05")
        back.load = failing(app_error(Forbidden, "x"))
        await robot.tap("Tải lại")
        await robot.until(strings.STALE)
        assert robot.sees("Nghị quyết số 05")
        back.load = lambda: give(["Nghị quyết số 06"])
        await robot.tap("Tải lại")
        await robot.until("Nghị quyết số 06")
        assert not robot.sees(strings.STALE)


async def test_a_double_tap_does_it_once(tmp_path: Path) -> None:
    calls: list[str] = []
    go_on = asyncio.Event()

    async def verb(words: str) -> str:
        calls.append(words)
        await go_on.wait()
        return "xong"

    async with (
        served(backstage(verb=verb), tmp_path) as url,
        open_robot(url, "/tasks") as robot,
    ):
        await robot.until("Gửi")
        button = robot.button("Gửi")["_i"]
        for _ in range(5):
            await robot.event(button, "click")
        await robot.until(lambda: robot.button("Gửi").get("disabled"))
        go_on.set()
        await robot.until("Đã gửi: xong")
        assert calls == [""]
        await robot.until(lambda: not robot.button("Gửi").get("disabled"))


async def test_a_failed_verb_says_so_and_keeps_its_request_key(tmp_path: Path) -> None:
    keys: list[str] = []
    back = backstage(verb=failing(app_error(Conflict, "x.y")))
    async with served(back, tmp_path) as url, open_robot(url, "/tasks") as robot:
        await robot.until("Gửi")
        await robot.type("Số điện thoại hoặc email", "một")
        await robot.tap("Gửi")
        await robot.until(strings.ERRORS["conflict"])
        assert robot.field("Số điện thoại hoặc email")["value"] == "một"

        async def verb(words: str) -> str:
            return words

        back.verb = verb
        for text in ("một", "một", "hai"):
            await robot.type("Số điện thoại hoặc email", text)
            await robot.until(f"{text}|")
            before = len(back.done)
            await robot.tap("Gửi")
            await robot.until(lambda before=before: len(back.done) > before)
            await robot.until(lambda: not robot.button("Gửi").get("disabled"))
        keys = back.done
        assert keys[0] == keys[1] != keys[2]


async def test_fast_typing_is_never_written_back_older(tmp_path: Path) -> None:
    async with served(backstage(), tmp_path) as url, open_robot(url, "/tasks") as robot:
        await robot.until("Gửi")
        field = robot.field("Số điện thoại hoặc email")
        text = "Nguyễn Thị Ánh Nguyệt " * 8
        for end in range(1, len(text) + 1):
            # As the client does: its own text, then the event, without waiting for anyone.
            field["value"] = text[:end]
            await robot.props(field["_i"], value=text[:end])
            await robot.event(field["_i"], "change", text[:end])
        await robot.until(f"{text}|")
        assert robot.field("Số điện thoại hoặc email")["value"] == text


async def test_fields_take_only_what_they_offer(tmp_path: Path) -> None:
    async with served(backstage(), tmp_path) as url, open_robot(url, "/tasks") as robot:
        await robot.until("|all|True")
        group = robot.all_of("RadioGroup")[0]["_i"]
        await robot.props(group, value="everyone")
        await robot.event(group, "change", "everyone")
        await robot.props(group, value="heads")
        await robot.event(group, "change", "heads")
        await robot.until("|heads|")
        field = robot.field("Số điện thoại hoặc email")["_i"]
        await robot.props(field, value={"a": 1})
        await robot.event(field, "change", {"a": 1})
        await robot.type("Số điện thoại hoặc email", "x" * 2000)
        await robot.until("x" * 500 + "|")
        assert robot.crashes == []


async def test_dates_are_read_as_day_month_year(tmp_path: Path) -> None:
    async with served(backstage(), tmp_path) as url, open_robot(url, "/tasks") as robot:
        await robot.until("Gửi")
        await robot.type("Ngày sinh", "3/2/1950")
        await robot.until("|1950-02-03|")
        await robot.type("Ngày sinh", "31/02/1950")
        await robot.until(strings.DATE_WRONG)
        await robot.until("|None|")
        await robot.type("Ngày sinh", "3/2/2050")
        await robot.until("Ngày phải từ 01/01/1920 đến 01/01/2026")


async def test_a_question_is_asked_before_deleting(tmp_path: Path) -> None:
    async with served(backstage(), tmp_path) as url, open_robot(url, "/tasks") as robot:
        await robot.until("Gửi")
        await robot.tap("Xóa")
        await robot.until("Không hoàn tác được.")
        await robot.tap("Hủy")
        await robot.until("Không hoàn tác được.", gone=True)
        assert not robot.sees("Đã xóa")
        await robot.tap("Xóa")
        await robot.until("Xóa hẳn")
        await robot.tap("Xóa hẳn")
        await robot.until("Đã xóa")


async def test_a_password_can_be_shown(tmp_path: Path) -> None:
    async with served(backstage(), tmp_path) as url, open_robot(url, "/tasks") as robot:
        await robot.until("Gửi")
        await robot.type("Mật khẩu", "bí mật")
        assert robot.field("Mật khẩu")["password"] is True
        await robot.tap(strings.SHOW_PASSWORD)  # before the server has drawn the typing
        await robot.until(lambda: not robot.field("Mật khẩu").get("password"))
        await robot.until("|6|")
        assert robot.field("Mật khẩu")["value"] == "bí mật"


async def test_links_out_of_the_app_ask_first(tmp_path: Path) -> None:
    async with served(backstage(), tmp_path) as url, open_robot(url, "/news") as robot:
        await robot.until("Căn cứ")
        text = robot.all_of("Markdown")[0]["_i"]
        await robot.event(text, "tap_link", "https://example.org/van-ban")
        await robot.until(strings.link_text("example.org"))
        await robot.tap(strings.OPEN)
        assert robot.opened == ["https://example.org/van-ban"]
        await robot.event(text, "tap_link", "javascript:alert(1)")
        await robot.until(strings.LINK_UNSAFE)


async def test_the_demo_is_marked_on_every_tab(tmp_path: Path) -> None:
    async with served(backstage(), tmp_path) as url, open_robot(url) as robot:
        await robot.until("Nghị quyết số 05")
        for tab in ("Trang chủ", "Tin tức", "Nhiệm vụ", "Sinh hoạt", "Cá nhân"):
            await robot.tap(tab)
            await robot.until(lambda tab=tab: robot.all_of("AppBar") and robot.words()[0] == tab)
            assert robot.sees(strings.DEMO_BANNER)


async def test_wide_windows_have_the_tabs_at_the_side(tmp_path: Path) -> None:
    async with (
        served(backstage(), tmp_path) as url,
        open_robot(url, size=(1280, 800)) as robot,
    ):
        await robot.until("Nghị quyết số 05")
        assert robot.all_of("NavigationRail") and not robot.all_of("NavigationBar")
        await robot.props(1, width=600.0, height=800.0)
        await robot.event(1, "resize", {"width": 600.0, "height": 800.0})
        await robot.until(lambda: robot.all_of("NavigationBar"))
        await robot.tap("Cá nhân")
        await robot.until("Chi bộ A1")


async def test_a_screen_that_cannot_be_drawn_says_so_and_the_session_lives(
    tmp_path: Path,
) -> None:
    async with served(backstage(), tmp_path) as url, open_robot(url, "/me") as robot:
        for _ in range(3):
            await robot.until("Bấm")
            await robot.tap("Bấm")
            await asyncio.sleep(0.05)
        await robot.until("Mã tra cứu")
        await robot.go("/")
        await robot.until("Nghị quyết số 05")
        assert not any(b"hunter2" in frame for frame in robot.frames)


async def test_what_arrived_while_away_is_there_after_reconnecting(tmp_path: Path) -> None:
    back = backstage()
    async with served(back, tmp_path) as url, open_robot(url) as robot:
        await robot.until("Nghị quyết số 05")
        await robot.drop()
        back.load = lambda: give(["Nghị quyết số 07"])
        await asyncio.sleep(0.3)
        session = robot.session_id
        await robot.connect()
        await robot.until("Nghị quyết số 07")
        assert robot.session_id == session
        await robot.tap("Nhiệm vụ")
        await robot.until("Gửi")


async def test_drawing_a_field_for_another_reason_does_not_touch_its_text(tmp_path: Path) -> None:
    async with served(backstage(), tmp_path) as url, open_robot(url, "/tasks") as robot:
        await robot.until("Gửi")
        for text in ("b", "bí", "bí mật", "bí mật của tôi"):
            await robot.type("Mật khẩu", text)
            shown = strings.SHOW_PASSWORD in robot.buttons()
            await robot.tap(strings.SHOW_PASSWORD if shown else strings.HIDE_PASSWORD)
            await robot.until(f"|{len(text)}|")
            await robot.until(
                lambda shown=shown: (strings.HIDE_PASSWORD in robot.buttons()) is shown
            )
            # The robot writes its own text at once; any other value came from the server.
            assert robot.field("Mật khẩu")["value"] == text
        sent = b"".join(robot.frames)
        assert b"\xa5value\xa1b" not in sent
