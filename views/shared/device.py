"""What the app keeps on a member's device, under one key of the browser's own storage.

Flet's client reads that storage once and then answers from its own copy: a second tab does not see
what the first one stored (boot.js makes a tab start afresh when it reconnects with an outdated
copy). So while any tab of a device is served here, ``DeviceHub`` holds the latest state and writes
each change into every tab.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
import secrets
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any, Self, cast

from pydantic import BaseModel, ConfigDict, SecretStr, ValidationError

from views.shared.preferences import Preferences, writing_key
from views.shared.theme import ThemeChoice, clamp_scale

log = logging.getLogger("handbook.views")

KEY = "handbook.device"
"""The storage key; boot.js knows it too (with the prefix of Flutter's plugin)."""
MAX_ACCOUNTS = 6
_MAX_TEXT = 64 * 1024
_WAIT = 6.0  # seconds for one answer of the device


class KeptAccount(BaseModel):
    """An account somebody has signed in with on this device."""

    model_config = ConfigDict(frozen=True)

    user_id: str
    name: str
    refresh_token: SecretStr


class DeviceState(BaseModel):
    """All that is kept. ``device_id`` is a secret of the device: never shown, never logged."""

    model_config = ConfigDict(frozen=True)

    device_id: str
    current: str | None = None
    """``user_id`` of the account in use."""
    accounts: tuple[KeptAccount, ...] = ()
    text_scale: float = 1.0
    theme: ThemeChoice = ThemeChoice.SYSTEM
    seen: tuple[str, ...] = ()
    """Names of hints that were dismissed."""

    @classmethod
    def fresh(cls) -> Self:
        """The state of a device that is new to the app."""
        return cls(device_id=secrets.token_hex(16))

    @classmethod
    def parse(cls, text: object) -> Self:
        """Read what a device has kept; whatever is not understood is left out."""
        given = _object(text)
        device_id = given.get("device_id")
        if not isinstance(device_id, str) or not _is_hex(device_id):
            device_id = secrets.token_hex(16)
        accounts: dict[str, KeptAccount] = {}
        for item in _list(given.get("accounts"))[: 4 * MAX_ACCOUNTS]:
            with suppress(ValidationError):
                account = KeptAccount.model_validate(item)
                if account.user_id and account.refresh_token.get_secret_value():
                    accounts[account.user_id] = account
        kept = tuple(accounts.values())[:MAX_ACCOUNTS]
        scale = given.get("text_scale")
        return cls(
            device_id=device_id,
            current=next((a.user_id for a in kept if a.user_id == given.get("current")), None),
            accounts=kept,
            text_scale=clamp_scale(scale) if isinstance(scale, int | float) else 1.0,
            theme=_theme(given.get("theme")),
            seen=tuple(s for s in _list(given.get("seen"))[:100] if isinstance(s, str)),
        )

    def text(self) -> str:
        """What is written to the device."""
        data = self.model_dump(mode="json", exclude={"accounts"})
        data["accounts"] = [
            {
                "user_id": a.user_id,
                "name": a.name,
                "refresh_token": a.refresh_token.get_secret_value(),
            }
            for a in self.accounts
        ]
        return json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)

    def account(self, user_id: str | None) -> KeptAccount | None:
        """A kept account, if there is one."""
        return next((a for a in self.accounts if a.user_id == user_id), None)

    def with_account(self, account: KeptAccount, *, current: bool = True) -> Self:
        """Keep an account (again, with its new token), by default as the one in use."""
        others = tuple(a for a in self.accounts if a.user_id != account.user_id)
        kept = (account, *others) if current else (*others, account)
        return self.model_copy(
            update={
                "accounts": kept[:MAX_ACCOUNTS],
                "current": account.user_id if current else self.current,
            }
        )

    def with_token(self, user_id: str, refresh_token: SecretStr) -> Self:
        """The account's new token, in its place; nothing for an account no longer kept."""
        kept = tuple(
            a.model_copy(update={"refresh_token": refresh_token}) if a.user_id == user_id else a
            for a in self.accounts
        )
        return self.model_copy(update={"accounts": kept})

    def without_account(self, user_id: str) -> Self:
        """Forget an account."""
        kept = tuple(a for a in self.accounts if a.user_id != user_id)
        current = None if self.current == user_id else self.current
        return self.model_copy(update={"accounts": kept, "current": current})

    def with_seen(self, hint: str) -> Self:
        """Remember that a hint was dismissed."""
        return self.model_copy(update={"seen": tuple(dict.fromkeys((*self.seen, hint)))})

    def with_look(self, text_scale: float, theme: ThemeChoice) -> Self:
        """Remember how the member wants the app drawn."""
        return self.model_copy(update={"text_scale": clamp_scale(text_scale), "theme": theme})


class DeviceStore:
    """One tab's access to its device's storage."""

    def __init__(self, preferences: Preferences) -> None:
        self._preferences = preferences

    async def load(self) -> DeviceState:
        """What the device has kept; a fresh state when it has nothing or does not answer."""
        try:
            async with asyncio.timeout(_WAIT):
                text = await self._preferences.get(KEY)
        except Exception as error:
            log.info("device storage could not be read: %s", type(error).__name__)
            return DeviceState.fresh()
        return DeviceState.parse(text)

    async def save(self, state: DeviceState) -> bool:
        """Write, and whether the device has confirmed it.

        The client's answer to ``set`` comes after the browser's storage took the value (or
        refused it: full, or switched off in a private window); reading it back only proves the
        client's copy, and that the answer was to this value.
        """
        text = state.text()
        try:
            async with asyncio.timeout(_WAIT):
                stored = await self._preferences.set(KEY, text)
                return stored is True and await self._preferences.get(KEY) == text
        except Exception as error:
            log.info("device storage could not be written: %s", type(error).__name__)
            return False

    async def forget_writing(self, user_id: str) -> bool:
        """Remove what somebody was writing, and whether the device has confirmed it."""
        try:
            async with asyncio.timeout(_WAIT):
                for key in await self._preferences.get_keys(writing_key(user_id, "")):
                    await self._preferences.remove(key)
        except Exception as error:
            log.info("device storage could not be cleared: %s", type(error).__name__)
            return False
        return True


class Tab:
    """One tab of a device, as ``DeviceHub.join`` returns it."""

    def __init__(
        self,
        store: DeviceStore,
        on_change: Callable[[DeviceState], None],
        shared: _Shared,
        written: DeviceState,
    ) -> None:
        self.on_change = on_change
        self.store = store
        self._shared = shared
        self._written = written

    @property
    def state(self) -> DeviceState:
        """The device's latest state."""
        return self._shared.state

    async def change(self, change: Callable[[DeviceState], DeviceState]) -> bool:
        """Change the state and store it; False (and nothing changed) if the device did not
        confirm. ``change`` gets the latest state, whichever tab it came from."""
        return await self._shared.change(change)

    async def refresh(self) -> None:
        """Bring this tab's copy up to date, such as after a reconnection."""
        if self._written != self._shared.state:
            await self.write(self._shared.state)

    async def write(self, state: DeviceState) -> bool:
        """Store into this tab."""
        confirmed = await self.store.save(state)
        if confirmed:
            self._written = state
        return confirmed

    def leave(self) -> None:
        """The tab is gone for good."""
        self._shared.leave(self)


class _Shared:
    """The latest state of one device and its tabs."""

    def __init__(self, hub: DeviceHub, state: DeviceState) -> None:
        self.hub = hub
        self.state = state
        self._held = _shown(state)
        self.tabs: list[Tab] = []
        self._lock = asyncio.Lock()
        self._writing: set[asyncio.Task[bool]] = set()

    def admits(self, loaded: DeviceState) -> bool:
        """Whether a tab shows a token that this device has held; its id alone opens nothing."""
        return not self.state.accounts or not self._held.isdisjoint(_shown(loaded))

    async def change(self, change: Callable[[DeviceState], DeviceState]) -> bool:
        async with self._lock:
            new = change(self.state)
            if new == self.state:
                return True
            if not await self._everywhere(lambda tab: tab.write(new)):
                return False
            gone = [a.user_id for a in self.state.accounts if new.account(a.user_id) is None]
            self.state = new
            self._held |= _shown(new)
        for tab in list(self.tabs):
            try:
                tab.on_change(new)
            except Exception:
                log.exception("a tab could not take a change of its device")
        # After the tabs have left the person's screens, which would write it down again.
        for user_id in gone:
            await self._everywhere(lambda tab, who=user_id: tab.store.forget_writing(who))
        return True

    async def _everywhere(self, act: Callable[[Tab], Coroutine[Any, Any, bool]]) -> bool:
        # All tabs share one storage, so the first confirmation suffices; the others go on in the
        # background to bring each client's copy up to date (a sleeping tab may take for ever).
        tasks = [asyncio.create_task(act(tab)) for tab in self.tabs]
        for task in tasks:
            self._writing.add(task)
            task.add_done_callback(self._writing.discard)
        for task in asyncio.as_completed(tasks):
            if await task:
                return True
        return False

    def leave(self, tab: Tab) -> None:
        if tab in self.tabs:
            self.tabs.remove(tab)
        if not self.tabs:
            self.hub.forget(self.state.device_id)


class DeviceHub:
    """The devices that are served by this process, by their secret id."""

    def __init__(self) -> None:
        self._devices: dict[str, _Shared] = {}

    def join(
        self, store: DeviceStore, loaded: DeviceState, on_change: Callable[[DeviceState], None]
    ) -> Tab:
        """Add a tab that has loaded this state. If the device is known, what is known wins; who
        knows nothing but its id is taken for another device."""
        shared = self._devices.get(loaded.device_id)
        if shared is not None and not shared.admits(loaded):
            loaded = loaded.model_copy(update={"device_id": secrets.token_hex(16)})
            shared = None
        if shared is None:
            shared = self._devices[loaded.device_id] = _Shared(self, loaded)
        tab = Tab(store, on_change, shared, loaded)
        shared.tabs.append(tab)
        return tab

    def forget(self, device_id: str) -> None:
        """No tab of this device is left."""
        self._devices.pop(device_id, None)

    def __len__(self) -> int:
        return len(self._devices)


def _shown(state: DeviceState) -> set[tuple[str, bytes]]:
    """What proves that a tab is of a device: its accounts with their tokens, which stay secret."""
    return {
        (a.user_id, hashlib.sha256(a.refresh_token.get_secret_value().encode()).digest())
        for a in state.accounts
    }


def _object(text: object) -> dict[str, object]:
    if not isinstance(text, str) or len(text) > _MAX_TEXT:
        return {}
    try:
        found: object = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return cast("dict[str, object]", found) if isinstance(found, dict) else {}


def _list(value: object) -> list[object]:
    return cast("list[object]", value) if isinstance(value, list) else []


def _theme(value: object) -> ThemeChoice:
    return next((t for t in ThemeChoice if t.value == value), ThemeChoice.SYSTEM)


def _is_hex(text: str) -> bool:
    return len(text) == 32 and all(c in "0123456789abcdef" for c in text)
