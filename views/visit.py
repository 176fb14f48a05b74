"""One page's visit: who is signed in, kept on the device and restored from it.

With ``Keeping`` the only part of the views besides ``use_query`` and ``use_action`` that awaits
services. The App component draws the ``Scene`` that it publishes.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import Any

import flet as ft

from services.accounts.models import Device, Me, TokenPair
from services.container import MemberServices, Services
from services.errors import AppError, SignedOut, Unavailable
from views import paths
from views.auth import strings
from views.doors import Doors
from views.errands import Errands
from views.keeping import Keeping
from views.paths import Tab as TabPath
from views.scene import Scene, Stage
from views.session import KnownAccount
from views.shared.device import DeviceState, DeviceStore, KeptAccount, Tab
from views.shared.errors import Failed, failure, log
from views.shared.flet_typed import page_connected
from views.shared.guard import toast
from views.shared.preferences import Answering
from views.shared.session_keeper import SessionKeeper
from views.shared.theme import ThemeChoice

ENTRANCE_PATHS = (paths.SIGN_IN, paths.ACTIVATE, paths.FORGOTTEN, paths.RESET_CODE)
ATTEMPT_S = 20.0
PAUSES_S = (1.0, 2.0, 4.0, 8.0, 15.0, 30.0)
LOOK_AGAIN_S = 300.0
"""How often an open page asks what threatens the account, if nothing else makes it ask."""


class Visit:
    """Made in ``main`` for each page; ``close`` when the page is gone for good."""

    def __init__(self, page: ft.Page, services: Services, doors: Doors, device: Device) -> None:
        self.scene = Scene()
        self.device = device
        self.services = services
        self.on_scene: Callable[[Scene], None] = lambda _: None
        self.on_look: Callable[[float, ThemeChoice], None] = lambda _scale, _theme: None
        self._page = page
        self._doors = doors
        self._preferences = Answering()
        self._tab: Tab | None = None
        self._keeper: SessionKeeper | None = None
        self._undo: list[Callable[[], None]] = []
        self._wanted: str | None = None
        self._busy_leaving = False
        self._awake = asyncio.Event()
        self._errands = Errands()
        self._keeping = Keeping(services.sign_in, doors, device)

    # what the App calls ---------------------------------------------------------------------

    def start(self) -> None:
        """Read the device and go on as whoever used it last."""
        self._errands.spawn(self._open())
        self._errands.spawn(self._look_again())

    def retry(self) -> None:
        """Try again now instead of after the pause."""
        self._awake.set()

    def reconnected(self) -> None:
        """The page is back after its connection was lost."""
        self._errands.spawn(self._after_reconnection())

    def ended(self) -> None:
        """A service said that nobody is signed in any more."""
        if self.scene.stage is Stage.INSIDE and not self._busy_leaving:
            self._busy_leaving = True
            self._errands.spawn(self._check_end())

    def close(self) -> None:
        """The page is gone for good."""
        self._let_go()
        self._errands.end()
        if self._tab is not None:
            self._doors.leave(self._tab)
            self._tab = None

    # verbs of the entrance ------------------------------------------------------------------

    async def enter(self, pair: TokenPair) -> None:
        """Keep a new session on the device and show the member's screens. Raises AppError."""
        tab = self._joined()
        services = self._member(pair)
        me = await services.accounts.me()
        kept = KeptAccount(
            user_id=pair.user_id, name=me.full_name, refresh_token=pair.refresh_token
        )
        if not await tab.change(lambda s: s.with_account(kept)):
            self._doors.cannot_keep(tab.state.device_id)
            toast(strings.NOT_STORED)
        keeper = self._keeping.begin(tab.state.device_id, pair)
        await self._settle(keeper, services, me, home=False)

    async def resume(self, user_id: str) -> None:
        """Go on as an account kept on the device. Raises AppError."""
        await self._resume(user_id, home=False)

    def open_entrance(self, path: str) -> None:
        """Show a screen of the entrance, remembering where the person wanted to go."""
        if self._page.route not in ENTRANCE_PATHS:
            self._wanted = self._page.route
        self._errands.spawn(self._go(path))

    def cancel_adding(self) -> None:
        """Back to the account in use."""
        if self.scene.services is not None:
            self._show(stage=Stage.INSIDE, adding=False, notice=None, epoch=self.scene.epoch + 1)

    # verbs of the session -------------------------------------------------------------------

    async def sign_out(self) -> None:
        """End this session here. Raises Unavailable."""
        await self._sign_out(everywhere=False, notice=strings.SIGNED_OUT_HERE)

    async def sign_out_everywhere(self) -> None:
        """End all sessions of the person. Raises Unavailable."""
        await self._sign_out(everywhere=True, notice=strings.SIGNED_OUT_EVERYWHERE)

    async def switch_account(self, user_id: str) -> None:
        """Go on as another account of this device. Raises AppError."""
        await self._resume(user_id, home=True)

    def add_account(self) -> None:
        """Show the sign-in screen, keeping the present account."""
        self._show(stage=Stage.OUTSIDE, adding=True, notice=None)

    async def remove_account(self, user_id: str) -> None:
        """Sign an account out that is not the present one, and forget it. Raises Unavailable."""
        if user_id == self.scene.user_id:
            return
        tab = self._joined()
        with suppress(SignedOut):
            keeper = await self._keeping.take(tab.state, user_id)
            await self.services.sign_in.sign_out(keeper.pair, everywhere=False)
        self._keeping.drop(tab.state.device_id, user_id)
        await tab.change(lambda s: s.without_account(user_id))

    async def adopt(self, pair: TokenPair) -> None:
        """Go on with another pair of the same session. Raises AppError."""
        if self._keeper is not None:
            await self._keeper.adopt(pair)
        await self.refresh_me()

    async def refresh_me(self) -> None:
        """Ask again who I am. Raises AppError."""
        services, epoch = self.scene.services, self.scene.epoch
        if services is None:
            return
        me = await services.accounts.me()
        if self.scene.epoch == epoch and me != self.scene.me:
            self._show(me=me)

    def put_off_factor(self) -> None:
        """Act as an ordinary member until the second factor is passed."""
        self._show(factor_put_off=True, epoch=self.scene.epoch + 1)

    def dismiss_guide(self) -> None:
        """The first-use guide has been read."""
        hint = _guide(self.scene.user_id)
        self._show(guide_seen=True)
        self._errands.spawn(self._change(lambda s: s.with_seen(hint)))

    def set_look(self, text_scale: float, theme: ThemeChoice) -> None:
        """Text scale and theme, kept on the device."""
        self.on_look(text_scale, theme)
        self._errands.spawn(self._change(lambda s: s.with_look(text_scale, theme)))

    # opening --------------------------------------------------------------------------------

    async def _open(self) -> None:
        store = DeviceStore(self._preferences)
        loaded = await store.load()
        while self._preferences.silent:
            # A slow phone is not a new one: taking it for one would overwrite what it keeps.
            await self._pause(PAUSES_S[0], Failed("timeout", "", "timeout", retrying=True))
            loaded = await store.load()
        self._tab = self._doors.join(store, loaded, self._device_changed)
        state = self._tab.state
        self.on_look(state.text_scale, state.theme)
        if state.current is None:
            self._outside(None)
            return
        await self._restore(state.current)

    async def _restore(self, user_id: str) -> None:
        attempt = 0
        while True:
            try:
                async with asyncio.timeout(ATTEMPT_S):
                    await self._resume(user_id, home=False)
                return
            except SignedOut:
                self._outside(strings.ENDED)
                return
            except Exception as error:
                failed = replace(failure(error, "restore"), retrying=True)
            await self._pause(PAUSES_S[min(attempt, len(PAUSES_S) - 1)], failed)
            attempt += 1

    async def _pause(self, seconds: float, failed: Failed) -> None:
        self._show(stage=Stage.OFFLINE, failed=failed)
        self._awake.clear()
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds * random.uniform(0.7, 1.3)):  # noqa: S311
                await self._awake.wait()
        self._show(stage=Stage.OPENING, failed=None)

    async def _resume(self, user_id: str, *, home: bool) -> None:
        tab = self._joined()
        try:
            keeper = await self._keeping.take(tab.state, user_id)
            services = self._member(keeper.pair)
            me = await services.accounts.me()
        except SignedOut:
            self._keeping.drop(tab.state.device_id, user_id)
            await tab.change(lambda s: s.without_account(user_id))
            raise
        pair = keeper.pair
        kept = KeptAccount(user_id=user_id, name=me.full_name, refresh_token=pair.refresh_token)
        await tab.change(lambda s: s.with_account(kept))
        await self._settle(keeper, services, me, home=home)

    async def _settle(
        self, keeper: SessionKeeper, services: MemberServices, me: Me, *, home: bool
    ) -> None:
        tab, user_id = self._joined(), keeper.pair.user_id
        device_id = tab.state.device_id
        self._doors.enter(device_id, user_id)  # before letting go, which may end the last use
        self._let_go()
        self._keeper = keeper
        self._undo = [
            keeper.attach(self._connected),
            keeper.listen(services.use),
            lambda: self._doors.exit(device_id, user_id),
            lambda: _retire(services),
        ]
        services.use(keeper.pair)
        services.gateway.before = keeper.ensure
        keeping = self._errands.spawn(keeper.keep(on_ended=self.ended))
        self._undo.append(lambda: _cancel(keeping))
        self._show(stage=Stage.OPENING, notice=None, failed=None, adding=False)
        if home:
            await self._go(TabPath.HOME)
        elif self._page.route in ENTRANCE_PATHS:
            await self._go(self._wanted or TabPath.HOME)
        self._wanted = None
        self._busy_leaving = False
        self._show(
            stage=Stage.INSIDE,
            epoch=self.scene.epoch + 1,
            user_id=user_id,
            services=services,
            me=me,
            accounts=self._known(tab.state, user_id, me.full_name),
            factor_put_off=False,
            guide_seen=_guide(user_id) in tab.state.seen,
        )

    # leaving --------------------------------------------------------------------------------

    async def _sign_out(self, *, everywhere: bool, notice: str) -> None:
        keeper = self._keeper
        if keeper is None:
            return
        self._busy_leaving = True
        try:
            await self.services.sign_in.sign_out(keeper.pair, everywhere=everywhere)
            await self._forget(keeper.pair.user_id)
        finally:
            self._busy_leaving = False
        self._outside(notice)
        await self._go(TabPath.HOME)

    async def _check_end(self) -> None:
        """Make sure before the device's token is dropped: a wrong clock is no end."""
        keeper = self._keeper
        if keeper is None:
            return
        user_id = keeper.pair.user_id
        try:
            async with asyncio.timeout(ATTEMPT_S):
                token = keeper.pair.refresh_token.get_secret_value()
                await keeper.adopt(await self.services.sign_in.refresh(token, self.device))
                await self._resume(user_id, home=False)
        except SignedOut:
            await self._forget(user_id)
            self._busy_leaving = False
            self._outside(strings.ENDED)
        except Exception as error:
            self._busy_leaving = False
            log.info("end of session not confirmed: %s", type(error).__name__)
            await self._restore(user_id)

    async def _forget(self, user_id: str) -> None:
        self._let_go()
        if self._tab is not None:
            self._keeping.drop(self._tab.state.device_id, user_id)
            await self._tab.change(lambda s: s.without_account(user_id))

    def _outside(self, notice: str | None) -> None:
        self._let_go()
        state = self._joined().state
        self._show(
            stage=Stage.OUTSIDE,
            epoch=self.scene.epoch + 1,
            user_id=None,
            services=None,
            me=None,
            notice=notice,
            failed=None,
            adding=False,
            accounts=self._known(state, None, ""),
        )

    def _let_go(self) -> None:
        for undo in self._undo:
            undo()
        self._undo = []
        self._keeper = None

    # small things ---------------------------------------------------------------------------

    def _device_changed(self, state: DeviceState) -> None:
        """Another tab of this device, or this one, has changed what is kept."""
        self._errands.here(self._take_device, state)

    def _take_device(self, state: DeviceState) -> None:
        self.on_look(state.text_scale, state.theme)
        scene = self.scene
        gone = scene.user_id is not None and state.account(scene.user_id) is None
        if gone and not self._busy_leaving and self._doors.keeps(state.device_id):
            self._outside(strings.SIGNED_OUT_HERE)
            self._errands.spawn(self._go(TabPath.HOME))
            return
        name = scene.me.full_name if scene.me else ""
        accounts = self._known(state, scene.user_id, name)
        if accounts != scene.accounts:
            self._show(accounts=accounts)

    @staticmethod
    def _known(state: DeviceState, user_id: str | None, name: str) -> tuple[KnownAccount, ...]:
        known = [KnownAccount(a.user_id, a.name) for a in state.accounts if a.user_id != user_id]
        return (KnownAccount(user_id, name), *known) if user_id else tuple(known)

    async def _after_reconnection(self) -> None:
        if self._tab is not None:
            await self._tab.refresh()
        await self._quietly_refresh()

    async def _look_again(self) -> None:
        me = asyncio.current_task()
        while me is not None and not me.cancelling():  # a query just ending can swallow the end
            await asyncio.sleep(LOOK_AGAIN_S * random.uniform(0.8, 1.2))  # noqa: S311
            if self._connected():
                await self._quietly_refresh()

    async def _quietly_refresh(self) -> None:
        if self.scene.stage is not Stage.INSIDE:
            return
        try:
            async with asyncio.timeout(ATTEMPT_S):
                await self.refresh_me()
        except SignedOut:
            self.ended()
        except (AppError, TimeoutError):
            return  # whatever the screen asks for next will say so

    async def _change(self, change: Callable[[DeviceState], DeviceState]) -> None:
        if self._tab is not None:
            await self._tab.change(change)

    async def _go(self, path: str) -> None:
        # Without an answer the address does not matter: the page is gone.
        with suppress(Exception):
            async with asyncio.timeout(3):
                await self._page.push_route(path)

    def _member(self, pair: TokenPair) -> MemberServices:
        return self.services.member(pair, self.device)

    def _joined(self) -> Tab:
        if self._tab is None:
            raise Unavailable("device.unread")
        return self._tab

    def _connected(self) -> bool:
        return page_connected(self._page)

    def _show(self, **changes: Any) -> None:
        self.scene = replace(self.scene, **changes)
        self._errands.here(self.on_scene, self.scene)


def _retire(services: MemberServices) -> None:
    """What is left of screens that have gone, such as a closed question, acts for nobody any more."""

    async def left() -> None:
        raise Unavailable("session.left")

    services.gateway.before = left


def _cancel(task: asyncio.Task[None]) -> None:
    task.cancel()


def _guide(user_id: str | None) -> str:
    return f"guide {user_id}"
