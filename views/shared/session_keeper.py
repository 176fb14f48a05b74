"""One signed-in session across the tabs of a device: rotates its tokens and never loses them.

The auth server hands out a new refresh token at each rotation and accepts, besides the newest,
only its parent. So a new pair is used only after the device has confirmed storing it, and until
then every further attempt starts from the token that the device is known to have: whatever dies
in between, that token or its child is the newest, and the session lives on.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
import time
from collections.abc import Awaitable, Callable

from services.accounts.models import TokenPair
from services.errors import SignedOut, Unavailable

log = logging.getLogger("handbook.views")

RENEW_BEFORE = 120.0
"""Seconds before expiry at which a pair is renewed."""
_LEAST_LIFE = 5.0
"""A token that lives less than this is not handed out any more."""
_AGAIN = 15.0
"""Seconds between attempts while the server or the device does not answer."""

Refresh = Callable[[str], Awaitable[TokenPair]]
Store = Callable[[TokenPair], Awaitable[bool]]


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


class SessionKeeper:
    """The pair of one auth session. All its tabs in this process use the same keeper.

    ``refresh`` asks the auth server (raises SignedOut, Unavailable); ``store`` writes to the
    device and tells whether it confirmed. ``clock`` is seconds since the epoch.
    """

    def __init__(
        self,
        pair: TokenPair,
        *,
        refresh: Refresh,
        store: Store,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._pair = pair
        self._held = {_digest(pair.refresh_token.get_secret_value())}
        self._pending: TokenPair | None = None
        self._refresh = refresh
        self._store = store
        self._clock = clock
        self._lock = asyncio.Lock()
        self._tabs: list[Callable[[], bool]] = []
        self._listeners: list[Callable[[TokenPair], None]] = []
        self._ended = False

    @property
    def pair(self) -> TokenPair:
        """The pair in use: the newest that the device has confirmed."""
        return self._pair

    def held(self, refresh_token: str) -> bool:
        """Whether this is, or was, the session's own refresh token: what a tab must show to join."""
        return _digest(refresh_token) in self._held

    def hold(self, refresh_token: str) -> None:
        """Let a tab join with this token too."""
        self._held.add(_digest(refresh_token))

    @property
    def ended(self) -> bool:
        """Whether the auth server has ended the session."""
        return self._ended

    @property
    def connected(self) -> bool:
        """Whether any tab could store a new pair now."""
        return any(connected() for connected in self._tabs)

    def attach(self, connected: Callable[[], bool]) -> Callable[[], None]:
        """Add a tab, given how to ask whether it is connected; returns how to remove it."""
        self._tabs.append(connected)
        return lambda: self._tabs.remove(connected) if connected in self._tabs else None

    def listen(self, on_pair: Callable[[TokenPair], None]) -> Callable[[], None]:
        """Be told of each new pair in use; returns how to stop."""
        self._listeners.append(on_pair)
        return lambda: self._listeners.remove(on_pair) if on_pair in self._listeners else None

    async def ensure(self) -> TokenPair:
        """The pair in use, renewed first if it ends soon.

        Raises SignedOut when the session has ended, Unavailable while it cannot be renewed.
        """
        if self._ended:
            raise SignedOut("session.ended")
        if self._life(self._pair) > RENEW_BEFORE:
            return self._pair
        async with self._lock:
            if self._life(self._pair) <= RENEW_BEFORE:
                await self._renew()
        return self._pair

    async def adopt(self, pair: TokenPair) -> TokenPair:
        """Go on with a pair that the server gave for the same session otherwise, such as after the
        second factor. Raises Unavailable when the device does not confirm storing it."""
        async with self._lock:
            self._pending = pair
            await self._confirm()
        return self._pair

    async def keep(
        self,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        on_ended: Callable[[], None] | None = None,
    ) -> None:
        """Renew in time for as long as the session lives. Run as a task; cancel to stop.

        While no tab is connected nothing is renewed: what the device cannot store, it would lose.
        """
        while not self._ended:
            try:
                await self.ensure()
                wait = max(self._life(self._pair) - RENEW_BEFORE, _AGAIN)
            except SignedOut:
                break
            except Unavailable:
                wait = _AGAIN
            except Exception:
                log.exception("tokens could not be renewed")
                wait = _AGAIN
            await sleep(wait)
        if on_ended is not None:
            on_ended()

    async def _renew(self) -> None:
        if not self.connected:
            if self._life(self._pair) > _LEAST_LIFE:
                return
            raise Unavailable("session.away")
        if self._pending is None or self._life(self._pending) <= RENEW_BEFORE:
            # Always from the confirmed token, never from a pending one: two unconfirmed steps
            # away the server would take the device's token for stolen and end the session.
            try:
                self._pending = await self._refresh(self._pair.refresh_token.get_secret_value())
            except SignedOut:
                self._ended = True
                raise
            except Unavailable:
                if self._life(self._pair) > _LEAST_LIFE:
                    return
                raise
        try:
            await self._confirm()
        except Unavailable:
            if self._life(self._pair) <= _LEAST_LIFE:
                raise

    async def _confirm(self) -> None:
        pair = self._pending
        if pair is None or not await self._store(pair):
            raise Unavailable("session.unconfirmed")
        self._pair, self._pending = pair, None
        self.hold(pair.refresh_token.get_secret_value())
        for listener in list(self._listeners):
            try:
                listener(pair)
            except Exception:
                log.exception("a listener of the session failed")

    def _life(self, pair: TokenPair) -> float:
        return pair.expires_at - self._clock()


class Keepers:
    """The sessions that are open in this process, by device and account, so that two tabs share one."""

    def __init__(self) -> None:
        self._open: dict[tuple[str, str], SessionKeeper] = {}
        self._locks: dict[tuple[str, str], asyncio.Lock] = {}

    async def take(
        self,
        device_id: str,
        user_id: str,
        refresh_token: str,
        make: Callable[[], Awaitable[SessionKeeper]],
    ) -> SessionKeeper:
        """The session of an account on a device: the one another tab has open, or a new one.

        To join another tab's the caller must show a refresh token of that session; knowing the
        device's id is not enough. ``make`` typically refreshes the kept token; it runs once even
        if two tabs come at once.
        What it raises passes through.
        """
        key = (device_id, user_id)
        lock = self._locks.setdefault(key, asyncio.Lock())
        async with lock:
            keeper = self._open.get(key)
            if keeper is None or keeper.ended or not keeper.held(refresh_token):
                keeper = self._open[key] = await make()
                keeper.hold(refresh_token)  # Auth has just accepted it
            return keeper

    def put(self, device_id: str, user_id: str, keeper: SessionKeeper) -> None:
        """Remember a session that began by signing in."""
        self._open[(device_id, user_id)] = keeper

    def drop(self, device_id: str, user_id: str) -> None:
        """Forget a session that was signed out or has no tab left."""
        self._open.pop((device_id, user_id), None)
        self._locks.pop((device_id, user_id), None)
