"""What the records room speaks of."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import Field as Default

from services.accounts.models import Role
from services.models import Frozen

Value = str | bool | list[str] | None
"""A field's value: text (dates as YYYY, YYYY-MM or YYYY-MM-DD), yes or no, or lines."""


class Field(Frozen):
    """One field as the caller may see it. A masked value shows its last four characters."""

    field: str
    section: str
    kind: str  # text long_text date rough_date choice list yes_no phone email digits
    field_class: str  # open contact masked sensitive
    choices: list[str] | None = None
    digits: int | None = None
    required: bool = False
    decided_by: str | None = None  # cell | ward: who decides on a request to correct it
    self_service: bool = False
    value: Value = None
    source: str | None = None
    changed_at: datetime | None = None
    changed_by: str | None = None

    @classmethod
    def of(cls, row: dict[str, Any]) -> "Field":
        """From the database's words, in which the class is called `class`."""
        return cls.model_validate(row | {"field_class": row["class"]})


class Membership(Frozen):
    """A cell somebody was in; no dates are known of the first one."""

    unit_names: list[str]
    starts_on: date | None
    ends_on: date | None
    reason: str | None


class Record(Frozen):
    """A record in sections. `may` names what the caller may do with it."""

    member_id: UUID
    full_name: str
    status: str
    life_state: str
    unit_id: UUID
    unit_names: list[str]
    roles: list[Role]
    units: list[Membership]
    fields: list[Field]
    may: list[str]
    as_of: date | None = None
    version: int = 0
    """To be sent with an edit: what somebody has changed since is not overwritten unseen."""

    @classmethod
    def of(cls, row: dict[str, Any]) -> "Record":
        """From the database's words."""
        return cls.model_validate(row | {"fields": [Field.of(f) for f in row["fields"]]})

    def field(self, name: str) -> Field | None:
        """One field, if the caller sees it."""
        return next((f for f in self.fields if f.field == name), None)


class Change(Frozen):
    """A version of a field: who changed it when and why, before and after."""

    change_id: int
    field_name: str
    before: Value
    after: Value
    source: str
    reason: str | None
    changed_at: datetime
    changed_by: str | None


class View(Frozen):
    """Somebody looked at my record, or took it into a list."""

    entry_id: int
    at: datetime
    actor: str | None
    action: str


class Consent(Frozen):
    """Something a member is asked to agree to."""

    topic: str
    given: bool
    decided_at: datetime | None


class Evidence(Frozen):
    """A picture or PDF of a request, in the bucket `evidence`."""

    object_name: str
    file_name: str
    content_type: str
    size_bytes: int
    stamp_denied: bool = False
    """Its name looks stamped, and whoever brought it confirmed that it is not classified; for the
    log alone, so that no reader is told."""


class MovedOn(Frozen):
    """What a field says now, where it was changed after a request to correct it was filed."""

    version: int
    value: Value
    changed_at: datetime
    changed_by: str | None


class Request(Frozen):
    """A request to correct one field, with what the caller may do about it."""

    request_id: UUID
    member_id: UUID
    full_name: str
    unit_names: list[str]
    field: str
    kind: str
    choices: list[str] | None
    before: Value
    proposed: Value
    reason: str
    state: str  # open forwarded accepted rejected withdrawn
    filed_at: datetime
    entered_by: str | None
    forwarded_by: str | None
    forwarded_at: datetime | None
    decided_by: str | None
    decided_at: datetime | None
    answer: str | None
    decided_by_kind: str | None
    mine: bool
    may_decide: bool
    may_forward: bool
    may_withdraw: bool
    evidence: list[Evidence]
    moved_on: MovedOn | None = None


class TimelineEntry(Frozen):
    """Something that happened to a member on a day. `what`: admitted official ended joined_unit
    role_began role_ended changed."""

    what: str
    on: date | None
    state: str | None = None
    unit_name: str | None = None
    unit_names: list[str] = Default(default_factory=list[str])
    role: str | None = None
    reason: str | None = None
    fields: list[str] = Default(default_factory=list[str])
    source: str | None = None
