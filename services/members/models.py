"""What the members room speaks of."""

from datetime import date
from typing import Any
from uuid import UUID

from pydantic import Field

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


class MyPhotograph(Frozen):
    """Whether there is a photograph of me, and whether fellow members see it."""

    there: bool
    shared: bool


class Fellow(Frozen):
    """A fellow member of my cell: name and role; contact only where shared."""

    member_id: UUID
    full_name: str
    roles: list[Role]
    phone: str | None
    email: str | None


class MemberLine(Frozen):
    """A line of the roster. `place` and `member_id` say where the next page begins."""

    member_id: UUID
    place: str
    full_name: str
    unit_id: UUID
    unit_name: str
    group_name: str | None
    status: str
    life_state: str
    sex: str | None
    birth_date: str | None  # YYYY, YYYY-MM or YYYY-MM-DD, as far as it is known
    admission_date: date | None
    official_date: date | None
    phone: str | None
    email: str | None
    activity_exempt: bool
    working_away: bool
    card_ending: str | None
    more: dict[str, Any] | None = None
    """Further columns that were asked for; masked ones stay masked."""


class Regrouped(Frozen):
    """Members who were put into a cell group together, by the group they were in before."""

    moved: int
    former: dict[UUID | None, list[UUID]]

    @classmethod
    def of(cls, row: dict[str, Any]) -> "Regrouped":
        """From the database's words."""
        former: dict[UUID | None, list[UUID]] = {}
        for line in row["former"]:
            group = UUID(line["group_id"]) if line["group_id"] else None
            former.setdefault(group, []).append(UUID(line["member_id"]))
        return cls(moved=row["moved"], former=former)


class RosterQuery(Frozen):
    """A question to the roster: where, what was typed, filters, columns and order.

    Filters: status, life_state (or `any`), sex, exempt, away, group_id, born_from, born_to,
    admitted_from, admitted_to, birthday_month, milestone_month, no_phone.
    """

    unit_id: UUID | None = None
    query: str = ""
    filters: dict[str, str | int | bool] = Field(default_factory=dict[str, str | int | bool])
    columns: list[str] = Field(default_factory=list[str])
    order_by: str = "name"  # name birth admission unit
    descending: bool = False


class SavedFilter(Frozen):
    """A question under a name."""

    name: str
    filter: RosterQuery
