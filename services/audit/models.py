"""What the audit room speaks of."""

from datetime import datetime

from services.models import Frozen


class Entry(Frozen):
    """A line of the log: no contents."""

    entry_id: int
    at: datetime
    actor: str | None
    action: str
    subject: str
    subject_id: str
    seal: int | None


class OwnEntry(Frozen):
    """Something written about me."""

    entry_id: int
    at: datetime
    actor: str | None
    by_me: bool
    action: str


class Head(Frozen):
    """The head of the chain, to be kept outside the database."""

    seal: int | None
    head: str | None
    sealed_at: datetime | None
    entries: int | None
