"""What the units room speaks of."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from services.models import Frozen


class UnitVerb(StrEnum):
    """How a unit changes."""

    FOUNDED = "founded"
    RENAMED = "renamed"
    MOVED = "moved"
    MERGED = "merged"
    SPLIT = "split"
    CLOSED = "closed"


class UnitLine(Frozen):
    """A unit in the outline, with counts of its whole subtree."""

    unit_id: UUID
    name: str
    kind: str
    code: str | None
    members: int
    children: int
    leader: str | None
    founded_on: date | None
    closed_on: date | None


class UnitEvent(Frozen):
    """A line of a unit's history. `about_me` is false for what happened to the other unit."""

    kind: UnitVerb
    on_date: date
    decision: str
    about_me: bool
    unit_name: str
    other_name: str | None
    members: int
    details: dict[str, Any]
    done_at: datetime


class Office(Frozen):
    """Somebody's role at a unit, present or past."""

    role_id: UUID
    role: str
    member_id: UUID
    full_name: str
    starts_at: datetime
    ends_at: datetime | None
    decision: str | None
    present: bool


class UnitPlace(Frozen):
    """A unit above another, as far as the caller may open it."""

    unit_id: UUID
    name: str
    kind: str


class Unit(UnitLine):
    """One unit in full. `may` names what the caller may do in it, `may_change` whether to it."""

    unit_names: list[str]
    trail: list[UnitPlace]
    parent_id: UUID | None
    history: list[UnitEvent]
    offices: list[Office]
    may: list[str]
    may_change: bool


class UnitChange(Frozen):
    """What is to be done with a unit, by which decision and from which day."""

    key: UUID
    verb: UnitVerb
    unit_id: UUID
    on_date: date
    decision: str
    name: str | None = None
    code: str | None = None
    kind: str | None = None
    other_id: UUID | None = None
    member_ids: list[UUID] | None = None


class RoleProposal(Frozen):
    """A role above the cell that waits for a second officer."""

    proposal_id: UUID
    role: str
    unit_id: UUID
    unit_names: list[str]
    full_name: str
    proposed_by: str
    proposed_at: datetime
    starts_at: datetime
    ends_at: datetime | None
    decision: str
    mine: bool


class GivenRole(Frozen):
    """The answer to giving a role: held at once, or proposed."""

    role_id: UUID | None = None
    proposal_id: UUID | None = None
