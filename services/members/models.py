"""What the members room speaks of."""

from datetime import date
from uuid import UUID

from services.accounts.models import Role
from services.models import Frozen


class Reader(Frozen):
    """An office (not its holder) that may read my card."""

    unit_name: str
    unit_kind: str
    role: str


class Card(Frozen):
    """My own summary card. The card number is masked; `MyCard.number` is asked for by a tap."""

    full_name: str
    status: str  # official | probationary
    unit_names: list[str]
    roles: list[Role]
    admission_date: date | None
    official_date: date | None
    card_ending: str | None
    phone: str | None
    email: str | None
    activity_exempt: bool
    working_away: bool
    shares_phone: bool
    shares_email: bool
    readers: list[Reader]


class Fellow(Frozen):
    """A fellow member of my cell: name and role; contact only where shared."""

    member_id: UUID
    full_name: str
    roles: list[Role]
    phone: str | None
    email: str | None
