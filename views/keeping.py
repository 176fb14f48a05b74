"""The sessions of the accounts that a device keeps; each has one keeper for all tabs of the device."""

from __future__ import annotations

from services.accounts.models import Device, TokenPair
from services.accounts.service import SignIn
from services.errors import SignedOut, Unavailable
from views.doors import Doors
from views.shared.device import DeviceState
from views.shared.session_keeper import SessionKeeper


class Keeping:
    """Makes keepers, and finds them again."""

    def __init__(self, sign_in: SignIn, doors: Doors, device: Device) -> None:
        self._sign_in = sign_in
        self._doors = doors
        self._device = device

    def begin(self, device_id: str, pair: TokenPair) -> SessionKeeper:
        """The keeper of a new session."""
        keeper = self._keeper(device_id, pair)
        self._doors.keepers.put(device_id, pair.user_id, keeper)
        return keeper

    async def take(self, state: DeviceState, user_id: str) -> SessionKeeper:
        """The keeper of a kept account's session, in use already or begun with the token on the
        device. Raises SignedOut, Unavailable."""
        device_id, kept = state.device_id, state.account(user_id)
        if kept is None:
            raise SignedOut("session.not_kept")
        token = kept.refresh_token.get_secret_value()

        async def make() -> SessionKeeper:
            pair = await self._sign_in.refresh(token, self._device)
            # Nothing is served on the new pair before the device has it.
            if not await self._doors.store(device_id, user_id, pair):
                raise Unavailable("session.unconfirmed")
            return self._keeper(device_id, pair)

        return await self._doors.keepers.take(device_id, user_id, token, make)

    def drop(self, device_id: str, user_id: str) -> None:
        """The session is over."""
        self._doors.keepers.drop(device_id, user_id)

    def _keeper(self, device_id: str, pair: TokenPair) -> SessionKeeper:
        async def refresh(token: str) -> TokenPair:
            return await self._sign_in.refresh(token, self._device)

        async def store(new: TokenPair) -> bool:
            return await self._doors.store(device_id, new.user_id, new)

        return SessionKeeper(pair, refresh=refresh, store=store)
