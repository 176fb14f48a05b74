"""The root of every page: it draws what its visit publishes, with the contexts screens need."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, cast

import flet as ft

from services.accounts.models import Device, Me
from services.container import MemberServices, Services
from services.demo.accounts import DemoAccounts, demo_accounts
from services.meetings.arrivals import hold
from services.settings import Settings
from views.auth.opening import OfflineScreen, SplashScreen
from views.auth.second_factor import SecondFactorFirstScreen
from views.doors import Doors
from views.routes import entrance_routes, everywhere, member_routes
from views.scene import Scene, Stage
from views.session import (
    Entrance,
    EntranceContext,
    MeContext,
    Opening,
    OpeningContext,
    ServicesContext,
    Session,
    SessionContext,
)
from views.shared import strings
from views.shared.flet_typed import component, keyed, use_effect, use_state
from views.shared.hooks import session_ended
from views.shared.look import Look, dress, use_look
from views.shared.theme import ThemeChoice
from views.visit import Visit
from views.web.sockets import client_of


@dataclass(frozen=True)
class House:
    """What all pages of the process share."""

    services: Services
    doors: Doors
    demo: DemoAccounts | None


def make_main(
    services: Services, settings: Settings, *, demo: bool
) -> Callable[[ft.Page], Awaitable[None]]:
    """Flet's entry for each new page. ``demo`` puts the banner and the demo's people on it."""
    house = House(services, Doors(), demo_accounts() if demo else None)

    async def main(page: ft.Page) -> None:
        client = client_of(page)
        device = Device(address=client.address, user_agent=client.agent)
        visit = Visit(page, house.services, house.doors, device)
        page.title = strings.APP_NAME
        page.locale_configuration = ft.LocaleConfiguration(
            supported_locales=[ft.Locale("vi", "VN")], current_locale=ft.Locale("vi", "VN")
        )
        dress(page, 1.0, ThemeChoice.SYSTEM)
        page.on_close = lambda _: visit.close()
        page.render_views(App, house, visit)

    return main


@component
def App(house: House, visit: Visit) -> Any:
    """Splash, entrance or the member's screens."""
    look, choose = use_look(demo=house.demo is not None)
    scene, set_scene = use_state(lambda: visit.scene)

    def start() -> None:
        visit.on_scene = set_scene
        visit.on_look = choose
        visit.start()

    use_effect(start, [])
    use_effect(lambda: visit.reconnected() if look.connection else None, [look.connection])
    match scene.stage:
        case Stage.OUTSIDE:
            entrance = _entrance(house, visit, scene)
            return EntranceContext(entrance, lambda: _router(scene, entrance_routes))
        case Stage.INSIDE if scene.services is not None and scene.me is not None:
            return _inside(visit, scene, look, scene.services, scene.me)
        case Stage.OFFLINE:
            opening = Opening(scene.failed, visit.retry)
            return OpeningContext(
                opening, lambda: _router(scene, lambda: everywhere(OfflineScreen))
            )
        case _:
            return _router(scene, lambda: everywhere(SplashScreen))


def _inside(visit: Visit, scene: Scene, look: Look, services: MemberServices, me: Me) -> Any:
    session = Session(
        user_id=scene.user_id or "",
        accounts=scene.accounts,
        sign_out=visit.sign_out,
        sign_out_everywhere=visit.sign_out_everywhere,
        switch_account=visit.switch_account,
        add_account=visit.add_account,
        remove_account=visit.remove_account,
        adopt=visit.adopt,
        refresh_me=visit.refresh_me,
        put_off_factor=visit.put_off_factor,
        text_scale=look.text_scale,
        theme=look.theme,
        set_look=visit.set_look,
        guide_seen=scene.guide_seen,
        dismiss_guide=visit.dismiss_guide,
    )
    if me.needs_second_factor and not scene.factor_put_off:
        routes = lambda: everywhere(SecondFactorFirstScreen)  # noqa: E731
    else:
        routes = member_routes
    return session_ended(
        visit.ended,
        lambda: SessionContext(
            session,
            lambda: MeContext(
                me, lambda: ServicesContext(services, lambda: _router(scene, routes))
            ),
        ),
    )


def _entrance(house: House, visit: Visit, scene: Scene) -> Entrance:
    return Entrance(
        sign_in=house.services.sign_in,
        device=visit.device,
        enter=visit.enter,
        resume=visit.resume,
        open=visit.open_entrance,
        hold=partial(hold, house.services.service),
        accounts=() if scene.adding else scene.accounts,
        demo=house.demo,
        notice=scene.notice,
        cancel=visit.cancel_adding if scene.adding else None,
    )


def _router(scene: Scene, routes: Callable[[], list[ft.Route]]) -> Any:
    # The key parts accounts: no state of one's screens is ever taken over by another's.
    key = f"{scene.stage.value} {scene.epoch}"
    return keyed(key, cast(Any, ft.Router), routes(), manage_views=True)
