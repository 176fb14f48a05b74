"""What every signed-in screen can reach: the person's services, the person, the session itself."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import flet as ft

from services.accounts.models import Device, Me, TokenPair
from services.accounts.service import SignIn
from services.container import MemberServices
from services.demo.accounts import DemoAccounts
from views.shared.theme import ThemeChoice


@dataclass(frozen=True)
class KnownAccount:
    """An account that is kept on this device."""

    user_id: str
    name: str


@dataclass(frozen=True)
class Session:
    """What a screen may do with the session on this device. Verbs raise AppError; run them with
    ``use_action``."""

    user_id: str
    accounts: tuple[KnownAccount, ...]
    """All accounts kept on this device, the present one first."""
    sign_out: Callable[[], Awaitable[None]]
    """End this session and forget it on this device."""
    sign_out_everywhere: Callable[[], Awaitable[None]]
    """End all sessions of this person, this one included."""
    switch_account: Callable[[str], Awaitable[None]]
    """Go on as another account of this device (``user_id``)."""
    add_account: Callable[[], None]
    """Show the sign-in screen, keeping the present account on the device."""
    remove_account: Callable[[str], Awaitable[None]]
    """Sign an account that is not the present one out and forget it on this device."""
    adopt: Callable[[TokenPair], Awaitable[None]]
    """Go on with another pair of the same person, such as after the second factor."""
    refresh_me: Callable[[], Awaitable[None]]
    """Ask the database again who I am and what threatens the account."""
    text_scale: float
    theme: ThemeChoice
    set_look: Callable[[float, ThemeChoice], None]
    """Change text scale (1.0 to 2.0) and theme; kept on this device."""
    help_seen: bool
    """Whether the first-use guide has been dismissed on this device."""
    dismiss_help: Callable[[], None]


@dataclass(frozen=True)
class Entrance:
    """What the screens before sign-in may do. Verbs raise AppError; ``use_action`` runs them."""

    sign_in: SignIn
    device: Device
    enter: Callable[[TokenPair], Awaitable[None]]
    """Keep the pair on the device, then show the member's screens."""
    resume: Callable[[str], Awaitable[None]]
    """Go on as an account that is kept on the device (``user_id``)."""
    open: Callable[[str], None]
    """Show another screen of the entrance; the wanted address is remembered."""
    accounts: tuple[KnownAccount, ...] = ()
    demo: DemoAccounts | None = None
    notice: str | None = None
    """Why the person is here, if there is something to say."""
    cancel: Callable[[], None] | None = None
    """Back to the account in use, while a further one is being added."""


_NO_ENTRANCE: Entrance | None = None
_NO_SERVICES: MemberServices | None = None
_NO_ME: Me | None = None
_NO_SESSION: Session | None = None
EntranceContext = ft.create_context(_NO_ENTRANCE)
ServicesContext = ft.create_context(_NO_SERVICES)
MeContext = ft.create_context(_NO_ME)
SessionContext = ft.create_context(_NO_SESSION)


def use_entrance() -> Entrance:
    """Hook: the way in. Raises LookupError when somebody is signed in."""
    entrance = ft.use_context(EntranceContext)
    if entrance is None:
        raise LookupError("somebody is signed in already")
    return entrance


def use_services() -> MemberServices:
    """Hook: the services of the signed-in person. Raises LookupError outside member screens."""
    services = ft.use_context(ServicesContext)
    if services is None:
        raise LookupError("no one is signed in here")
    return services


def use_me() -> Me:
    """Hook: who is signed in. Raises LookupError outside the member's screens."""
    me = ft.use_context(MeContext)
    if me is None:
        raise LookupError("no one is signed in here")
    return me


def use_session() -> Session:
    """Hook: the session on this device. Raises LookupError outside the member's screens."""
    session = ft.use_context(SessionContext)
    if session is None:
        raise LookupError("no one is signed in here")
    return session
