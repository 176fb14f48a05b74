"""A hostile client fires events at what it is shown, at what it is not shown, and at others' controls."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterable
from typing import Any

import pytest

from tests.browser.serving import Site
from tests.robot import Robot, open_robot
from tests.wire.kit import (
    HOME,
    READING,
    VISITING,
    WELCOME,
    Change,
    changes,
    confirm,
    kept,
    leaks,
    post,
    received,
    rows,
    sign_in,
    signed_in,
    spotless,
)

EVERYWHERE = (
    "/news/compose",
    "/news/drafts",
    "/me/accounts",
    "/me/accounts/resets",
    "/me/audit",
    "/me/log",
    "/me/cell",
    "/me/seen-by",
    "/me",
    "/me/settings/look",
    "/me/settings/accounts",
    "/me/settings/second-factor",
    "/me/settings/password",
    "/news",
    "/tasks",
    "/meetings",
    "/",
)
JUNK: tuple[object, ...] = (None, "x" * 300, -1, 10**12, 1.5e300, [], {"control": 1, "name": 2})
LEAVING = ("sign-out", "everywhere")
"""Whoever signs out may tap the demo's people and be anybody: that is another story."""
UNITS = "11111111-2222-4333-8444-555555555555"


def handlers(robot: Robot) -> set[tuple[int, str]]:
    """Every control of the page, in sight or not, with an event that it listens to."""
    return {
        (number, name.removeprefix("on_"))
        for number, control in robot.live().items()
        if number != 1
        for name, heard in control.items()
        if name.startswith("on_") and heard
    }


async def settle(robot: Robot, seconds: float = 0.1) -> None:
    """Let the server answer until it has been silent for a while."""
    count = -1
    while count != len(robot.frames):
        count = len(robot.frames)
        await asyncio.sleep(seconds)


async def breathe(sent: int) -> None:
    """Stay below the limit of messages: 300 at once, then 60 a second."""
    if sent > 250:
        await asyncio.sleep(1 / 55)


async def fire(robot: Robot, targets: Iterable[tuple[int, str]], data: object) -> None:
    """One event each, below the limit of messages."""
    for place, (number, name) in enumerate(targets):
        if robot.connected:
            await robot.event(number, name, data)
            await breathe(place)


class Amok:
    """Visits everything, taps everything, says yes to everything, with junk as the event's data."""

    def __init__(self, robot: Robot) -> None:
        self.robot = robot
        self.fired: Counter[tuple[str, ...]] = Counter()

    async def run(self, routes: Iterable[str]) -> None:
        """One address after the other."""
        for place, route in enumerate(routes):
            await self.robot.go(route)
            for turn in range(2):  # what the first taps open is tapped next: questions, buttons
                await settle(self.robot)
                await fire(self.robot, self.fresh(), JUNK[(place + turn) % len(JUNK)])

    def fresh(self) -> list[tuple[int, str]]:
        """What listens and was not fired at three times under the same name."""
        found: list[tuple[int, str]] = []
        live = self.robot.live()
        for number, name in sorted(handlers(self.robot)):
            control = live[number]
            named = control.get("key") or control.get("tooltip") or self.robot.words_of(control)
            if str(named) in LEAVING or "Đăng xuất" in self.robot.words_of(control):
                continue
            sign = (str(control["_c"]), name, str(named)[:60])
            self.fired[sign] += 1
            if self.fired[sign] <= 3:
                found.append((number, name))
        return found


def foreign(found: list[Change], *own: str) -> list[Change]:
    """The changes that speak of nobody's business but somebody else's."""
    counters = ("handbook.post_reads", "handbook.acknowledgement_tallies", "handbook.audit_values")
    return [c for c in found if c.table not in counters and not c.names(*own)]


@pytest.mark.parametrize(("who", "cell"), [("member", None), ("secretary_b", "cell-b1")])
async def test_somebody_who_taps_everything_changes_nothing_of_others(
    site: Site, who: str, cell: str | None
) -> None:
    house = site.house
    theirs = await post(house, "secretary", "Việc của chi bộ khác", unit="cell-a1", publish=False)
    services = await house.sign_in(who)
    own = [str(house.id(who)), services.pair.session_id]
    if cell is not None:  # a secretary may hand out codes to the own cell
        own += house.value(
            "select array_agg(id::text) from handbook.members where unit_id = %s", house.unit(cell)
        )
    routes = (*EVERYWHERE, f"/news/{theirs}", f"/news/drafts/{theirs}/readers/{UNITS}")
    before = rows(house)
    async with open_robot(site.url, browser=kept(services)) as robot:
        await robot.until(HOME)
        await Amok(robot).run(routes)
        assert leaks(robot) == []
        assert robot.crashes == []
        assert received(robot, "Việc của chi bộ khác") == []
    done = changes(before, rows(house))
    posted = [c for c in done if c.table == "handbook.posts"]
    assert posted == []  # an empty form is not sent, whatever is tapped
    assert foreign(done, *own) == []
    async with signed_in(site, "sibling"):
        pass  # the server goes on serving others


async def test_no_control_of_another_session_can_be_reached(site: Site) -> None:
    house = site.house
    async with (
        signed_in(site, "secretary", "/news/compose") as victim,
        signed_in(site, "member") as robot,
    ):
        await victim.until("Đăng thay mặt")
        await victim.type("Tiêu đề", "Bài đang viết dở")
        await victim.type("Nội dung", "Chưa xong.")
        await victim.tap("Đăng")
        await victim.until("Gửi tới toàn thể đảng viên")
        await settle(victim, 1.5)  # what is typed is kept on the device after a second
        before, shown, seen = rows(house), victim.words(), len(victim.frames)
        others = sorted(set(victim.index) - set(robot.index))
        assert len(others) > 200
        for place, number in enumerate(others[:: 1 + len(others) // 300]):
            await robot.props(number, value="chiếm", selected_index=3, open=False)
            await breathe(2 * place)
            await robot.event(number, "click")
            await breathe(2 * place)
        # Answers to questions that were asked of another device.
        for number in others[:50]:
            reply = {"control_id": number, "call_id": "x", "result": "{}", "error": None}
            await robot.send(5, reply)
            if not robot.connected:
                await robot.connect()
        await settle(victim)
        assert victim.words() == shown
        assert len(victim.frames) == seen
        assert changes(before, rows(house), besides=VISITING) == []
        await victim.tap("Hủy")
        await victim.until("Gửi tới toàn thể đảng viên", gone=True)


async def test_controls_that_are_gone_do_nothing(site: Site) -> None:
    house = site.house
    async with open_robot(site.url) as robot:
        await sign_in(robot, "secretary")
        await robot.until(HOME)
        await robot.go("/news/compose")
        await robot.until("Đăng thay mặt")
        await robot.type("Tiêu đề", "Gửi sau khi đăng xuất")
        await robot.type("Nội dung", "Không được gửi.")
        await robot.tap("Đăng")
        await robot.until("Gửi tới toàn thể đảng viên")
        old = {(number, name) for number in robot.index for name in ("click", "submit")}
        await robot.go("/me/settings")
        await robot.until("Đăng xuất khỏi máy này")
        await settle(robot)
        old |= {(number, "click") for number in robot.index}
        await robot.tap("Đăng xuất khỏi máy này")
        await confirm(robot)
        await robot.until("Đồng chí đã đăng xuất khỏi máy này")
        await settle(robot)
        before, seen = rows(house), len(robot.frames)
        # The sign-in screen's own buttons may be tapped by anybody: they are not the point here.
        current = {c["_i"] for c, _ in robot.tappable()}
        dead = [(n, name) for n, name in sorted(old) if n not in current and n != 1]
        assert len(dead) > 200
        await fire(robot, dead[:: 1 + len(dead) // 500], None)
        await settle(robot)
        assert changes(before, rows(house)) == []
        later = b"".join(robot.frames[seen:])
        assert "Chào đồng chí".encode() not in later
        assert robot.sees(WELCOME)
        spotless(robot)


async def test_the_other_accounts_screens_are_out_of_reach_after_switching(site: Site) -> None:
    """Two on one phone: what stood on the first one's screen acts for nobody any more."""
    house = site.house
    first, second = await house.sign_in("secretary"), await house.sign_in("sibling")
    browser = kept(first, second)
    async with open_robot(site.url, "/news/compose", browser=browser) as robot:
        await robot.until("Đăng thay mặt")
        await robot.type("Tiêu đề", "Gửi bằng tài khoản trước")
        await robot.type("Nội dung", "Không được gửi.")
        await robot.tap("Đăng")
        await robot.until("Gửi tới toàn thể đảng viên")
        old = sorted(robot.index)
        await robot.go("/me/settings/accounts")
        await robot.until("Chạm để chuyển sang")
        await robot.tap("Đồng chí Chạm để chuyển sang")
        await robot.until(HOME)
        await robot.until("Vũ Đình Luận")
        await settle(robot)
        before = rows(house)
        now = {c["_i"] for c, _ in robot.tappable()} | {1}
        await fire(robot, [(n, "click") for n in old if n not in now], None)
        await settle(robot)
        assert changes(before, rows(house), besides=READING) == []
        assert robot.sees("Vũ Đình Luận")
        spotless(robot)


async def test_disabled_and_hidden_is_decided_by_the_server(site: Site) -> None:
    """A client that says of itself that a button is enabled, or a field filled, convinces nobody."""
    house = site.house
    async with signed_in(site, "secretary", "/news/compose") as robot:
        await robot.until("Đăng thay mặt")
        before = rows(house)
        for place, number in enumerate(sorted(robot.live())):
            await robot.props(
                number, disabled=False, visible=True, on_click=True, data="x", key="k"
            )
            await breathe(place)
        post_button = robot.by_key("post")["_i"]
        for _ in range(3):
            await robot.event(post_button, "click")
        await robot.until("Có ô chưa đúng")
        # No question is open, so there is nothing to say yes to.
        for number in range(max(robot.index), max(robot.index) + 40):
            await robot.event(number, "click")
        await settle(robot)
        assert changes(before, rows(house)) == []


async def test_a_session_that_was_ended_elsewhere_does_nothing_more(site: Site) -> None:
    house = site.house
    async with signed_in(site, "secretary", "/news/compose") as robot:
        await robot.until("Đăng thay mặt")
        await robot.type("Tiêu đề", "Gửi từ máy đã bị đăng xuất")
        await robot.type("Nội dung", "Không được gửi.")
        await settle(robot)
        services = await house.sign_in("secretary")
        await services.accounts.me()
        house.run("delete from auth.sessions where user_id = %s", services.pair.user_id)
        before = rows(house)
        await robot.tap("Đăng")
        await confirm(robot)
        await robot.until(WELCOME)
        assert robot.sees("Phiên đăng nhập đã kết thúc")
        assert changes(before, rows(house), besides=VISITING) == []


async def test_a_flood_keeps_nobody_else_waiting(site: Site) -> None:
    async with signed_in(site, "sibling") as calm, signed_in(site, "member", "/news") as flooder:
        await flooder.until("Tất cả")

        async def turns() -> float:
            loop = asyncio.get_running_loop()
            began = loop.time()
            for route, words in (("/me", "Trợ giúp"), ("/", HOME)) * 3:
                await calm.go(route)
                await calm.until(words)
            return loop.time() - began

        async def flood(targets: list[int]) -> None:
            for place in range(10**6):
                await flooder.event(targets[place % len(targets)], "click", {"a": place})
                await asyncio.sleep(1 / 118)

        usual = await turns()
        unknown = list(range(10**7, 10**7 + 300))
        chips = [c["_i"] for c, n in flooder.tappable() if n in ("Tất cả", "Học tập", "Chỉ đạo")]
        assert len(chips) >= 3
        for targets, factor in ((unknown, 6), (chips, 20)):
            task = asyncio.create_task(flood(targets))
            await asyncio.sleep(1)
            took = await turns()
            task.cancel()
            await asyncio.wait([task])
            assert took < factor * usual + 1, f"{took:.2f} s instead of {usual:.2f}"
            await asyncio.sleep(1)


async def test_events_of_the_wrong_kind_say_nothing_of_the_program(site: Site) -> None:
    """Dates that are none, texts where numbers belong, objects where texts belong."""
    async with signed_in(site, "secretary", "/news/compose") as robot:
        await robot.until("Đăng thay mặt")
        odd: tuple[Any, ...] = (
            True,
            3,
            1e308,
            "\0",
            "\ud7ff",
            ["a"],
            {"value": {"a": []}},
            b"\xff",
        )
        for number, control in sorted(robot.live().items()):
            if control.get("_c") not in ("TextField", "Switch", "Dropdown", "FilePicker"):
                continue
            for value in odd:
                await robot.props(number, value=value, text=value, open=value)
                for name in ("change", "submit", "result", "upload", "select"):
                    await robot.event(number, name, value)
                    await asyncio.sleep(0.009)
        await settle(robot)
        assert robot.connected
        await robot.props(robot.field("Tiêu đề")["_i"], selection={"odd": 1})  # ends the socket
        await robot.until(lambda: not robot.connected)
        await robot.connect()
        await robot.until("Đăng thay mặt")
        await robot.type("Tiêu đề", "Vẫn viết được")
        await robot.tap("Đăng")
        await robot.until("Có ô chưa đúng")
        assert robot.connected
