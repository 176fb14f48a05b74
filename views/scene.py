"""What the App draws of a visit: who is signed in, or why nobody is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from services.accounts.models import Me
from services.container import MemberServices
from views.session import KnownAccount
from views.shared.errors import Failed


class Stage(Enum):
    """What the page is doing."""

    OPENING = "opening"
    OFFLINE = "offline"
    OUTSIDE = "outside"
    INSIDE = "inside"


@dataclass(frozen=True)
class Scene:
    """What the App draws."""

    stage: Stage = Stage.OPENING
    epoch: int = 0
    """Grows with each entry, so that nothing of one account's screens is left for the next."""
    user_id: str | None = None
    services: MemberServices | None = None
    me: Me | None = None
    accounts: tuple[KnownAccount, ...] = ()
    notice: str | None = None
    adding: bool = False
    failed: Failed | None = None
    factor_put_off: bool = False
    guide_seen: bool = True
