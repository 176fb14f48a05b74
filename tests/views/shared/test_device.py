"""What is kept on a device survives garbage, shared tabs and a storage that refuses."""

import asyncio
import json
from typing import Any

import pytest
from pydantic import SecretStr

from views.shared.device import KEY, MAX_ACCOUNTS, DeviceHub, DeviceState, DeviceStore, KeptAccount
from views.shared.preferences import writing_key
from views.shared.theme import ThemeChoice


class Browser:
    """A browser's storage, and tabs of Flet's client that copy it once."""

    def __init__(self) -> None:
        self.stored: dict[str, str] = {}
        self.full = False

    def tab(self) -> "FletTab":
        return FletTab(self)


class FletTab:
    """The client of one tab: reads the storage at its first use, then its own copy."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.copy: dict[str, str] | None = None
        self.awake = asyncio.Event()
        self.awake.set()

    def _cache(self) -> dict[str, str]:
        if self.copy is None:
            self.copy = dict(self.browser.stored)
        return self.copy

    async def get(self, key: str) -> Any:
        await self.awake.wait()
        return self._cache().get(key)

    async def set(self, key: str, value: str) -> bool:
        await self.awake.wait()
        self._cache()[key] = value  # as the plugin does, before the storage answers
        if self.browser.full:
            raise RuntimeError("QuotaExceededError")
        self.browser.stored[key] = value
        return True

    async def remove(self, key: str) -> bool:
        await self.awake.wait()
        self.browser.stored.pop(key, None)
        return self._cache().pop(key, None) is not None

    async def get_keys(self, key_prefix: str) -> list[str]:
        await self.awake.wait()
        return [key for key in self._cache() if key.startswith(key_prefix)]


def account(name: str, token: str = "t") -> KeptAccount:
    return KeptAccount(user_id=name, name=name.upper(), refresh_token=SecretStr(token))


def test_a_state_survives_its_text() -> None:
    state = (
        DeviceState.fresh()
        .with_account(account("an", "tok-1"))
        .with_account(account("binh", "tok-2"))
        .with_look(1.5, ThemeChoice.CONTRAST)
        .with_seen("help")
    )
    assert DeviceState.parse(state.text()) == state
    assert state.current == "binh"
    assert "tok-1" not in repr(state)


@pytest.mark.parametrize(
    "garbage",
    [None, 5, "", "{", "[]", "null", '"x"', "[" * 60_000, "{}" * 40_000, '{"accounts": 7}'],
)
def test_garbage_is_a_fresh_device(garbage: object) -> None:
    state = DeviceState.parse(garbage)
    assert state.accounts == ()
    assert state.current is None
    assert len(state.device_id) == 32


def test_what_is_understood_of_a_damaged_state_is_kept() -> None:
    good = {"user_id": "an", "name": "An", "refresh_token": "t"}
    text = json.dumps(
        {
            "device_id": "zz",
            "current": "nobody",
            "accounts": [{"user_id": 5}, good, "x", {**good, "user_id": ""}],
            "text_scale": 99,
            "theme": "rainbow",
            "seen": ["help", 4],
            "unknown": True,
        }
    )
    state = DeviceState.parse(text)
    assert [a.user_id for a in state.accounts] == ["an"]
    assert state.current is None
    assert state.text_scale == 1.0
    assert state.theme is ThemeChoice.SYSTEM
    assert state.seen == ("help",)
    assert state.device_id != "zz"


def test_accounts_are_kept_most_recent_first_and_not_without_end() -> None:
    state = DeviceState.fresh()
    for i in range(MAX_ACCOUNTS + 3):
        state = state.with_account(account(f"u{i}"))
    assert len(state.accounts) == MAX_ACCOUNTS
    assert state.accounts[0].user_id == state.current == f"u{MAX_ACCOUNTS + 2}"
    renewed = state.with_token("u5", SecretStr("new"))
    kept = renewed.account("u5")
    assert kept is not None and kept.refresh_token.get_secret_value() == "new"
    assert renewed.with_token("gone", SecretStr("x")) == renewed
    assert state.without_account(state.accounts[0].user_id).current is None


async def test_a_confirmed_write_is_in_the_browsers_storage() -> None:
    browser = Browser()
    store = DeviceStore(browser.tab())
    state = DeviceState.fresh().with_account(account("an"))
    assert await store.save(state)
    assert DeviceState.parse(browser.stored[KEY]) == state


async def test_a_full_storage_is_not_a_confirmation() -> None:
    browser = Browser()
    browser.full = True
    assert not await DeviceStore(browser.tab()).save(DeviceState.fresh())


async def test_a_device_that_refuses_leaves_the_state_as_it_was() -> None:
    browser, hub = Browser(), DeviceHub()
    store = DeviceStore(browser.tab())
    tab = hub.join(store, await store.load(), lambda _: None)
    before = tab.state
    browser.full = True
    assert not await tab.change(lambda s: s.with_seen("help"))
    assert tab.state == before


async def test_tabs_never_undo_each_others_changes() -> None:
    browser, hub = Browser(), DeviceHub()
    first, second = DeviceStore(browser.tab()), DeviceStore(browser.tab())
    told: list[DeviceState] = []
    loaded = await first.load()
    await first.save(loaded)
    a = hub.join(first, loaded, lambda _: None)
    b = hub.join(second, await second.load(), told.append)
    assert await a.change(lambda s: s.with_account(account("an", "t1")))
    # The second tab's client still has the old copy; the hub does not let it write that back.
    assert await b.change(lambda s: s.with_look(2.0, ThemeChoice.DARK))
    final = DeviceState.parse(browser.stored[KEY])
    assert final.current == "an"
    assert final.text_scale == 2.0
    assert told[0].current == "an"
    await asyncio.sleep(0)
    assert DeviceState.parse(await second._preferences.get(KEY)) == final  # pyright: ignore[reportPrivateUsage]


async def test_a_sleeping_tab_holds_nobody_up_and_catches_up() -> None:
    browser, hub = Browser(), DeviceHub()
    awake, sleeping = browser.tab(), browser.tab()
    first, second = DeviceStore(awake), DeviceStore(sleeping)
    loaded = await first.load()
    await first.save(loaded)
    a = hub.join(first, loaded, lambda _: None)
    b = hub.join(second, await second.load(), lambda _: None)
    sleeping.awake.clear()
    async with asyncio.timeout(1):
        assert await a.change(lambda s: s.with_account(account("an")))
    sleeping.awake.set()
    await b.refresh()
    assert DeviceState.parse(await sleeping.get(KEY)).current == "an"


async def test_a_device_is_forgotten_with_its_last_tab() -> None:
    hub = DeviceHub()
    store = DeviceStore(Browser().tab())
    state = await store.load()
    a, b = (hub.join(store, state, lambda _: None) for _ in range(2))
    a.leave()
    assert len(hub) == 1
    b.leave()
    b.leave()
    assert len(hub) == 0


async def test_what_somebody_was_writing_goes_with_the_account_from_every_tab() -> None:
    browser, hub = Browser(), DeviceHub()
    loaded = DeviceState.fresh().with_account(account("an")).with_account(account("binh"))
    browser.stored = {writing_key("an"): "thư của An", writing_key("binh"): "thư của Bình"}
    clients = [browser.tab(), browser.tab()]
    tabs = [hub.join(DeviceStore(client), loaded, lambda _: None) for client in clients]
    assert await clients[1].get(writing_key("an")) == "thư của An"
    await tabs[0].change(lambda s: s.without_account("an"))
    for _ in range(5):  # the other tab goes on in the background
        await asyncio.sleep(0)
    assert writing_key("an") not in browser.stored
    assert [await client.get(writing_key("an")) for client in clients] == [None, None]
    assert browser.stored[writing_key("binh")] == "thư của Bình"
    await tabs[0].change(lambda s: s.with_look(1.5, ThemeChoice.DARK))
    assert browser.stored[writing_key("binh")] == "thư của Bình"


async def test_an_account_crowded_out_leaves_no_writing_behind() -> None:
    browser, hub = Browser(), DeviceHub()
    tab = hub.join(DeviceStore(browser.tab()), DeviceState.fresh(), lambda _: None)
    browser.stored = {writing_key("0"): "x"}
    for number in range(MAX_ACCOUNTS + 1):
        await tab.change(lambda s, who=str(number): s.with_account(account(who)))
    assert writing_key("0") not in browser.stored
