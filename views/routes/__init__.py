"""Every address and its screen: the roots here, what stands below them in the modules beside."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flet as ft

from views import paths
from views.auth.activate import ActivateScreen
from views.auth.forgotten import ForgottenScreen
from views.auth.opening import NowhereScreen, SignedInAlreadyScreen
from views.auth.reset_code import ResetCodeScreen
from views.auth.sign_in import SignInScreen
from views.home.home import HomeScreen
from views.routes.me import me
from views.routes.meetings import ARRIVING, meetings
from views.routes.news import news, post, search
from views.routes.parts import at
from views.routes.tasks import tasks


def everywhere(screen: Callable[..., Any]) -> list[ft.Route]:
    """One screen at all addresses, so that the address stays as it is."""
    return [ft.Route(path=":rest*", component=screen)]


def entrance_routes() -> list[ft.Route]:
    """While nobody is signed in: the few screens of the entrance, sign-in everywhere else."""
    return [
        ft.Route(
            component=SignInScreen,
            path="",
            children=[
                at(paths.ACTIVATE, ActivateScreen),
                at(
                    paths.FORGOTTEN,
                    ForgottenScreen,
                    [at(paths.RESET_CODE, ResetCodeScreen, under=paths.FORGOTTEN)],
                ),
            ],
        ),
        ft.Route(path=ARRIVING, component=SignInScreen),
        *everywhere(SignInScreen),
    ]


def member_routes() -> list[ft.Route]:
    """While somebody is signed in. What stands below a screen goes back to it."""
    return [
        ft.Route(
            path="",
            component=HomeScreen,
            children=[ft.Route(path="post", children=[post()]), search()],
        ),
        news(),
        tasks(),
        meetings(),
        me(),
        *(
            at(path, SignedInAlreadyScreen)
            for path in (paths.SIGN_IN, paths.ACTIVATE, paths.FORGOTTEN, paths.RESET_CODE)
        ),
        *everywhere(NowhereScreen),
    ]
