"""What the pages of one process share: devices, their open sessions, and where tokens are stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from services.accounts.models import TokenPair
from views.shared.device import DeviceHub, DeviceState, DeviceStore, Tab
from views.shared.session_keeper import Keepers


class Doors:
    """One a process; holds tokens of live sessions in memory, never on disk."""

    def __init__(self) -> None:
        self.keepers = Keepers()
        self._hub = DeviceHub()
        self._tabs: dict[str, list[Tab]] = {}
        self._visits: Counter[tuple[str, str]] = Counter()
        self._forgetful: set[str] = set()

    def join(
        self, store: DeviceStore, loaded: DeviceState, on_change: Callable[[DeviceState], None]
    ) -> Tab:
        """Add a page of a device."""
        tab = self._hub.join(store, loaded, on_change)
        self._tabs.setdefault(tab.state.device_id, []).append(tab)
        return tab

    def leave(self, tab: Tab) -> None:
        """The page is gone for good."""
        device_id = tab.state.device_id
        tab.leave()
        tabs = self._tabs.get(device_id, [])
        if tab in tabs:
            tabs.remove(tab)
        if not tabs:
            self._tabs.pop(device_id, None)
            self._forgetful.discard(device_id)

    def cannot_keep(self, device_id: str) -> None:
        """The device refuses to store anything; its sessions last as long as their page."""
        self._forgetful.add(device_id)

    def keeps(self, device_id: str) -> bool:
        """Whether the device stores what it is given."""
        return device_id not in self._forgetful

    async def store(self, device_id: str, user_id: str, pair: TokenPair) -> bool:
        """Write an account's new token to the device; whether the device confirmed."""
        if not self.keeps(device_id):
            return True
        for tab in list(self._tabs.get(device_id, [])):
            if await tab.change(lambda s: s.with_token(user_id, pair.refresh_token)):
                return True
        return False

    def enter(self, device_id: str, user_id: str) -> None:
        """One more page uses this session."""
        self._visits[(device_id, user_id)] += 1

    def exit(self, device_id: str, user_id: str) -> None:
        """One page less uses this session; the last one takes it out of memory."""
        key = (device_id, user_id)
        self._visits[key] -= 1
        if self._visits[key] <= 0:
            del self._visits[key]
            self.keepers.drop(device_id, user_id)
