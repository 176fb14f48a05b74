"""What every signed-in screen can reach: the person's services, the person, the session itself."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

import flet as ft

from services.accounts.models import Device, Me, TokenPair
from services.accounts.service import SignIn
from services.container import MemberServices
from services.demo.accounts import DemoAccounts
from views.shared.errors import Failed
from views.shared.theme import ThemeChoice

T = TypeVar("T")


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
    put_off_factor: Callable[[], None]
    """Act as an ordinary member until the second factor is passed."""
    text_scale: float
    theme: ThemeChoice
    set_look: Callable[[float, ThemeChoice], None]
    """Change text scale (1.0 to 2.0) and theme; kept on this device."""
    guide_seen: bool
    dismiss_guide: Callable[[], None]
    """The first-use guide has been read on this device."""


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
    hold: Callable[[str, str], Awaitable[str | None]]
    """Keep the moment of arrival at a meeting (id, code of its roll-call) through the signing in."""
    accounts: tuple[KnownAccount, ...] = ()
    demo: DemoAccounts | None = None
    notice: str | None = None
    """Why the person is here, if there is something to say."""
    cancel: Callable[[], None] | None = None
    """Back to the account in use, while a further one is being added."""


@dataclass(frozen=True)
class Opening:
    """Why the page is not open yet, and how to try again at once."""

    failed: Failed | None
    retry: Callable[[], None]


def _nothing(_: type[T]) -> T | None:
    return None


OpeningContext = ft.create_context(_nothing(Opening))
EntranceContext = ft.create_context(_nothing(Entrance))
ServicesContext = ft.create_context(_nothing(MemberServices))
MeContext = ft.create_context(_nothing(Me))
SessionContext = ft.create_context(_nothing(Session))


def use_opening() -> Opening:
    """Hook: why the page is not open yet. Raises LookupError when it is."""
    opening = ft.use_context(OpeningContext)
    if opening is None:
        raise LookupError("the page is open")
    return opening


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
