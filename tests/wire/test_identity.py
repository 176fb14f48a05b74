"""Nobody becomes somebody else: not by a session's id, not by what the device or the page says."""

from __future__ import annotations

import json
import secrets
from contextlib import suppress

import pytest

from services.accounts.models import Device
from services.errors import TooMany
from tests.browser.serving import Site
from tests.cast import PHONES
from tests.robot import Browser, Robot, open_robot
from tests.wire.kit import (
    HOME,
    WELCOME,
    kept,
    received,
    sign_in,
    signed_in,
    spotless,
)
from views.auth import strings as auth
from views.shared.device import KEY

NAME = "Phạm Quang Thiện"
"""The secretary of A1."""


async def replay(
    site: Site, session_id: str | None, *, address: str = "192.0.2.10", agent: str = "robot"
) -> list[str]:
    """What a client sees that claims a session; it keeps nothing and knows no password."""
    async with open_robot(site.url, headers={"X-Forwarded-For": address}, agent=agent) as robot:
        await robot.until(WELCOME)
        await robot.drop()
        robot.session_id = session_id
        await robot.connect()
        await robot.until(lambda: robot.sees(WELCOME) or robot.sees(HOME))
        return robot.words()


@pytest.mark.parametrize("connected", [True, False])
@pytest.mark.parametrize(
    ("address", "agent"), [("198.51.100.9", "robot"), ("192.0.2.10", "another browser")]
)
async def test_a_sessions_id_is_worth_nothing_elsewhere(
    site: Site, connected: bool, address: str, agent: str
) -> None:
    async with signed_in(site, "secretary") as owner:
        await owner.until(HOME)
        if not connected:
            await owner.drop()
        words = await replay(site, owner.session_id, address=address, agent=agent)
        assert WELCOME in words
        assert HOME not in words
        if not connected:
            await owner.connect()
        await owner.go("/me")
        await owner.until(NAME)


async def test_a_session_in_use_is_given_to_nobody_even_from_the_same_place(site: Site) -> None:
    async with signed_in(site, "secretary") as owner:
        await owner.until(HOME)
        words = await replay(site, owner.session_id)
        assert WELCOME in words
        await owner.go("/me")
        await owner.until(NAME)


@pytest.mark.parametrize("claim", ["", "x" * 64, "x" * 5000, "../../x", "_" * 16])
async def test_an_invented_session_is_a_new_one(site: Site, claim: str) -> None:
    assert WELCOME in await replay(site, claim)


async def test_another_persons_name_on_ones_own_token_opens_ones_own_account(site: Site) -> None:
    """The device says who it is; the token says who one is."""
    house = site.house
    member = await house.sign_in("member")
    secretary_id = str(house.value(
        "select user_id from handbook.accounts where member_id = %s", house.id("secretary")
    ))  # fmt: skip
    state = json.loads(kept(member).stored[KEY])
    state["accounts"][0] |= {"user_id": secretary_id, "name": NAME}
    state["current"] = secretary_id
    browser = Browser(stored={KEY: json.dumps(state)})
    async with open_robot(site.url, browser=browser) as robot:
        await robot.until("Nguyễn Thị Hạnh")
        await robot.go("/news/compose")
        await robot.until("chưa được giao đăng bài")
        assert not robot.sees(NAME)
        spotless(robot)


@pytest.mark.parametrize("joined", ["with an invented token", "with no account", "with one's own"])
async def test_a_known_device_is_no_way_into_its_accounts(site: Site, joined: str) -> None:
    """Even whoever has read a device's id elsewhere gets nothing of what is open there."""
    house = site.house
    device_id = secrets.token_hex(16)
    owner, own = await house.sign_in("secretary"), await house.sign_in("sibling")
    async with open_robot(site.url, browser=kept(owner, device_id=device_id)) as victim:
        await victim.until(NAME)
        if joined == "with one's own":
            browser = kept(own, device_id=device_id)
        else:
            state = json.loads(kept(owner, device_id=device_id).stored[KEY])
            if joined == "with no account":
                state |= {"accounts": [], "current": None}
            else:
                state["accounts"][0]["refresh_token"] = "invented1234"
            browser = Browser(stored={KEY: json.dumps(state)})
        async with open_robot(site.url, browser=browser) as robot:
            await robot.until(lambda: robot.sees(WELCOME) or robot.sees("Vũ Đình Luận"))
            assert received(robot, "Chào đồng chí Phạm Quang Thiện") == []
            token = victim.browser.stored[KEY]
            kept_token = json.loads(token)["accounts"][0]["refresh_token"]
            assert received(robot, kept_token) == []
            spotless(robot)
        await victim.go("/me")
        await victim.until(NAME)


async def test_what_a_client_says_of_its_address_is_not_believed(site: Site) -> None:
    """Sessions and the log hold the address of the socket, whatever the page claims to be."""
    house = site.house
    async with open_robot(site.url, headers={"X-Forwarded-For": "203.0.113.77"}) as robot:
        await robot.until(WELCOME)
        await robot.props(1, client_ip="6.6.6.6", client_user_agent="forged", url="http://evil")
        await sign_in(robot, "exempt")
        await robot.until(HOME)
    user = house.value("select id from auth.users where phone = %s", f"84{PHONES['exempt'][1:]}")
    found = house.value(
        "select host(ip) || ' ' || user_agent from auth.sessions where user_id = %s"
        " order by created_at desc limit 1",
        user,
    )
    assert found == "203.0.113.77 robot"


async def test_no_frame_holds_a_key_or_an_access_token(site: Site) -> None:
    house = site.house
    services = await house.sign_in("secretary", Device(address="192.0.2.10", user_agent="robot"))
    async with open_robot(site.url, browser=kept(services)) as robot:
        await robot.until(HOME)
        await robot.go("/me/settings/devices")
        await robot.until("Thiết bị")
        config = house.config
        assert received(robot, config.secret_key, config.jwt_secret, config.publishable_key) == []
        assert received(robot, services.pair.access_token.get_secret_value()) == []
        header = services.pair.access_token.get_secret_value().split(".")[0]
        assert received(robot, header) == []
        spotless(robot)


async def test_wrong_passwords_slow_down_the_one_who_tries(site: Site) -> None:
    """Somebody tries passwords on a member; the member still gets in from where he is."""
    async with open_robot(site.url, headers={"X-Forwarded-For": "198.51.100.66"}) as robot:
        await robot.until(WELCOME)
        seen: list[str] = []
        for turn in range(14):
            await guess(robot, f"Sai mật khẩu {turn}")
            seen += [w for w in robot.words() if "chưa đúng" in w or "nhiều lần" in w]
        assert any("nhiều lần" in w for w in seen)
        assert received(robot, "Chào đồng chí") == []
        spotless(robot)
    async with open_robot(site.url, headers={"X-Forwarded-For": "192.0.2.88"}) as robot:
        await sign_in(robot, "probationary")
        await robot.until(HOME)


async def guess(robot: Robot, password: str) -> None:
    """One try; waits for the answer."""
    await robot.type("Số điện thoại hoặc email", PHONES["probationary"])
    await robot.type("Mật khẩu", password)
    await robot.tap("Đăng nhập")
    button = "sign-in"
    await robot.until(lambda: robot.by_key(button).get("disabled") or robot.sees("nhiều lần"))
    await robot.until(lambda: not robot.by_key(button).get("disabled"))


async def test_asking_too_often_for_a_reset_says_how_long_to_wait(site: Site) -> None:
    """The same for one who has an account and one who has none."""
    address = "192.0.2.61"
    for login in (PHONES["secretary"], "0987000777"):
        here = Device(address=address, user_agent="robot")
        for _ in range(7):
            with suppress(TooMany):
                await site.house.services.sign_in.ask_reset(login, here)
        headers = {"X-Forwarded-For": address}
        async with open_robot(site.url, "/forgotten", headers=headers) as robot:
            await robot.until(auth.ASK_RESET)
            await robot.type(auth.FORGOTTEN_LOGIN, login)
            await robot.tap(auth.ASK_RESET)
            await robot.until("Đồng chí thử lại sau")
            assert not robot.sees(auth.ASKED_TITLE)
            spotless(robot)
