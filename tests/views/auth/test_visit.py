"""A visit over the wire: restored from the device, kept through trouble, ended for good."""

from __future__ import annotations

import json

from tests.cast import PASSWORD
from tests.house import Person
from tests.robot import Browser, Robot, open_robot
from tests.views.auth.conftest import Front
from views.auth import strings
from views.settings import strings as settings
from views.shared.device import KEY
from views.shared.strings import ERRORS, RETRY

HELLO = "Chào đồng chí"


async def sign_in(robot: Robot, person: Person) -> None:
    """As a member does."""
    await robot.until(strings.WELCOME)
    await robot.type(strings.LOGIN, person.phone)
    await robot.type(strings.PASSWORD, PASSWORD)
    await robot.tap(strings.SIGN_IN)
    await robot.until(person.name)


def tokens(browser: Browser) -> list[str]:
    """The refresh tokens that the device keeps."""
    kept = json.loads(browser.stored.get(KEY, "{}"))
    return [account["refresh_token"] for account in kept.get("accounts", [])]


async def test_a_device_is_known_again_and_its_token_has_moved_on(front: Front):
    browser, person = Browser(), front.house.newcomer("cell-a1")
    async with open_robot(front.url, browser=browser) as robot:
        await sign_in(robot, person)
        first = tokens(browser)
        assert robot.crashes == []
    async with open_robot(front.url, "/me", browser=browser) as robot:
        await robot.until("Tuổi đảng")
        await robot.until(person.name)
    # While the first page was still in memory, its session was shared: nothing had to be rotated.
    assert tokens(browser) == first
    await front.site.restart()
    async with open_robot(front.url, "/me", browser=browser) as robot:
        await robot.until("Tuổi đảng")
    assert len(tokens(browser)) == 1
    assert tokens(browser) != first


async def test_a_lost_connection_goes_on_where_it_was(front: Front):
    person = front.house.newcomer("cell-a1")
    async with open_robot(front.url) as robot:
        await sign_in(robot, person)
        await robot.go("/me/settings")
        await robot.until(settings.LEAVING)
        await robot.drop()
        await robot.connect()
        await robot.tap(settings.DEVICES)
        await robot.until(settings.THIS_DEVICE)


async def test_a_database_that_does_not_answer_costs_no_token(front: Front):
    browser, person = Browser(), front.house.newcomer("cell-a1")
    async with open_robot(front.url, browser=browser) as robot:
        await sign_in(robot, person)
    kept = tokens(browser)
    await front.site.restart()
    front.line.cut = True
    async with open_robot(front.url, "/me", browser=browser) as robot:
        await robot.until(ERRORS["unavailable"])
        assert tokens(browser) == kept
        front.line.cut = False
        await robot.tap(RETRY)
        await robot.until("Tuổi đảng")
        assert robot.crashes == []


async def test_a_session_ended_elsewhere_needs_the_password_at_the_same_address(front: Front):
    browser, person = Browser(), front.house.newcomer("cell-a1")
    async with open_robot(front.url, "/news", browser=browser) as robot:
        await sign_in_at(robot, person)
        front.house.run("delete from auth.sessions where user_id = %s", person.id)
        await robot.go("/me")
        await robot.until(strings.ENDED)
        assert robot.page["route"] == "/me"
        assert tokens(browser) == []
        await sign_in_at(robot, person)
        await robot.until("Tuổi đảng")


async def sign_in_at(robot: Robot, person: Person) -> None:
    """Sign in without waiting for the home screen."""
    await robot.until(strings.WELCOME)
    await robot.type(strings.LOGIN, person.phone)
    await robot.type(strings.PASSWORD, PASSWORD)
    await robot.tap(strings.SIGN_IN)
    await robot.until(strings.WELCOME, gone=True)


async def test_a_list_that_is_empty_because_the_session_ended_says_so(front: Front):
    person = front.house.newcomer("cell-a1")
    async with open_robot(front.url) as robot:
        await sign_in(robot, person)
        front.house.run("delete from auth.sessions where user_id = %s", person.id)
        await robot.go("/news")
        await robot.until(strings.ENDED)


async def test_an_expired_token_that_can_be_renewed_is_no_end(front: Front):
    browser, person = Browser(), front.house.newcomer("cell-a1")
    async with open_robot(front.url, browser=browser) as robot:
        await sign_in(robot, person)
        before = tokens(browser)
        front.line.expired_once = True
        await robot.go("/me/settings/devices")
        await robot.until(settings.THIS_DEVICE)
        assert strings.WELCOME not in robot.words()
        await robot.until(lambda: tokens(browser) != before)
        await robot.until(settings.THIS_DEVICE)


async def test_a_device_that_stores_nothing_works_until_it_is_closed(front: Front):
    browser, person = Browser(full=True), front.house.newcomer("cell-a1")
    async with open_robot(front.url, browser=browser) as robot:
        await sign_in(robot, person)
        await robot.until(strings.NOT_STORED)
    async with open_robot(front.url, browser=browser) as robot:
        await robot.until(strings.WELCOME)


async def test_a_device_slow_to_answer_is_not_taken_for_a_new_one(front: Front):
    browser, person = Browser(), front.house.newcomer("cell-a1")
    async with open_robot(front.url, browser=browser) as robot:
        await sign_in(robot, person)
    kept = browser.stored[KEY]
    async with open_robot(front.url, "/me", browser=browser) as robot:
        robot.answer_device = False
        await robot.until(ERRORS["timeout"], seconds=15)
        assert browser.stored[KEY] == kept
        robot.answer_device = True
        await robot.until("Tuổi đảng", seconds=20)


async def test_signing_out_in_one_tab_closes_the_other(front: Front):
    browser, person = Browser(), front.house.newcomer("cell-a1")
    async with (
        open_robot(front.url, browser=browser) as one,
        open_robot(front.url, "/me", browser=browser) as two,
    ):
        await sign_in(one, person)
        await two.until(strings.WELCOME)
        await two.tap(strings.SIGN_IN)  # nothing filled in: it says so and stays
        await two.until(strings.MUST_PASSWORD)
        await two.drop()
    async with (
        open_robot(front.url, "/me/settings", browser=browser) as one,
        open_robot(front.url, "/me", browser=browser) as two,
    ):
        await one.until(settings.LEAVING)
        await two.until("Tuổi đảng")
        await one.tap(settings.SIGN_OUT)
        await one.until(settings.SIGN_OUT_TITLE)
        await one.event(one.by_key("confirm")["_i"], "click")
        await one.until(strings.SIGNED_OUT_HERE)
        await two.until(strings.SIGNED_OUT_HERE)
        assert tokens(browser) == []


async def test_a_second_person_finds_nothing_of_the_first(front: Front):
    browser = Browser()
    ann = front.house.newcomer("cell-a1", name="Nguyễn Thị An Riêng")
    binh = front.house.newcomer("cell-b1", name="Trần Văn Bình Riêng")
    async with open_robot(front.url, browser=browser) as robot:
        await sign_in(robot, ann)
        await robot.go("/me/settings/accounts")
        await robot.until(settings.ADD)
        await robot.tap(settings.ADD)
        await sign_in_at(robot, binh)
        await robot.until(settings.USE_THIS)
        await robot.go("/")
        await robot.until(f"{HELLO} {binh.name}")
        live = json.dumps([str(c.get("value")) for c in robot.live().values()], ensure_ascii=False)
        assert ann.name not in live
        await robot.go("/me/settings/accounts")
        await robot.until(settings.USE_THIS)
        await robot.tap(ann.name)
        await robot.until(f"{HELLO} {ann.name}")
        live = json.dumps([str(c.get("value")) for c in robot.live().values()], ensure_ascii=False)
        assert binh.name not in live
