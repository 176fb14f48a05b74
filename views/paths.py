"""Every address of the app. No screen writes one by hand."""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID


class Tab(StrEnum):
    """The five roots, in the order of the navigation."""

    HOME = "/"
    NEWS = "/news"
    TASKS = "/tasks"
    MEETINGS = "/meetings"
    ME = "/me"


SIGN_IN = "/sign-in"
ACTIVATE = "/activate"
FORGOTTEN = "/forgotten"
SETTINGS = "/me/settings"
DEVICES = "/me/settings/devices"
SWITCH = "/me/settings/accounts"
PASSWORD = "/me/settings/password"  # noqa: S105 – an address
SECOND_FACTOR = "/me/settings/second-factor"
HELP = "/me/help"
NEW_POST = "/tasks/new"


def article(post_id: UUID | str) -> str:
    """One piece of news."""
    return f"{Tab.NEWS}/{post_id}"


def directive(post_id: UUID | str) -> str:
    """One directive or notice."""
    return f"{Tab.TASKS}/{post_id}"


def acknowledgements(post_id: UUID | str) -> str:
    """Who has acknowledged a directive."""
    return f"{directive(post_id)}/readers"
