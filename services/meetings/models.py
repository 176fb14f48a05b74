"""What the meetings room speaks of."""

from datetime import date, datetime, time
from enum import StrEnum
from uuid import UUID

from pydantic import Field

from services.inspections.models import Notice
from services.minutes.models import After
from services.models import Frozen
from services.votes.models import VoteLine


class Kind(StrEnum):
    """What kind of meeting it is; a thematic one never stands in for the regular one."""

    REGULAR = "regular"
    THEMATIC = "thematic"
    EXTRAORDINARY = "extraordinary"


class State(StrEnum):
    """Where a meeting stands; nothing leads out of the last two."""

    PLANNED = "planned"
    CALLED = "called"
    RUNNING = "running"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class Step(StrEnum):
    """What whoever runs a meeting does with it."""

    CALL = "call"
    CANCEL = "cancel"
    START = "start"
    CLOSE = "close"


class ItemKind(StrEnum):
    """What an item of the agenda is for."""

    OPENING = "opening"
    LAST_MONTH = "last_month"
    INFORMATION = "information"
    EXAMPLE = "example"
    DISCUSSION = "discussion"
    CRITICISM = "criticism"
    ASSIGNMENT = "assignment"
    VOTE = "vote"
    SCORING = "scoring"
    CLOSING = "closing"
    OTHER = "other"


class Reply(StrEnum):
    """The answer to an invitation."""

    COMING = "coming"
    ONLINE = "online"
    EXCUSED = "excused"


class Presence(StrEnum):
    """A mark in the roll."""

    PRESENT = "present"
    ONLINE = "online"
    EXCUSED = "excused"
    UNEXCUSED = "unexcused"


class Part(StrEnum):
    """What a screen asks for together with a meeting."""

    VOTES = "votes"
    AFTER = "after"
    PEOPLE = "people"


class MeetingLine(Frozen):
    """A meeting in a list. Times are in UTC; `reply` and `presence` are my own."""

    meeting_id: UUID
    unit_id: UUID
    unit_name: str
    kind: Kind
    title: str
    starts_at: datetime
    minutes: int
    place: str
    online: bool
    state: State
    month: date
    report_by: date | None
    reported_at: datetime | None
    reply: Reply | None
    presence: Presence | None


class MeetingDay(Frozen):
    """When and where a cell meets as a rule; day 31 is the last one of a shorter month."""

    day: int
    at: time
    minutes: int
    place: str


class Quarter(Frozen):
    """Thematic meetings of a quarter; `missing` when there should be one by the rule in force."""

    quarter: int
    thematic: int
    missing: bool


class AttendanceYear(Frozen):
    """A year of mine."""

    year: int
    meetings: int
    present: int
    excused: int
    unexcused: int


class MeetingYear(Frozen):
    """A year of a cell; of my own one with my attendance and its plan of inspection."""

    unit_id: UUID
    unit_name: str
    year: int
    mine: bool
    may_run: bool
    day: MeetingDay | None
    meetings: list[MeetingLine]
    quarters: list[Quarter]
    attendance: AttendanceYear | None
    inspections: Notice | None


class Item(Frozen):
    """An item of the agenda, and what it came to; `speakers` for its keepers alone."""

    item_id: UUID
    kind: ItemKind
    title: str
    minutes: int
    presenter: str
    conclusion: str
    started_at: datetime | None
    ended_at: datetime | None
    speakers: tuple[UUID, ...] = ()


class Paper(Frozen):
    """A file to be read before."""

    object_name: str
    file_name: str
    content_type: str
    size_bytes: int


class RollLine(Frozen):
    """One member in the roll."""

    member_id: UUID
    full_name: str
    status: str
    exempt: bool
    away: bool
    reply: Reply | None
    reason: str | None
    presence: Presence | None
    absence_reason: str | None
    way: str | None
    arrived_at: datetime | None
    spoke: int


class Helped(Frozen):
    """Somebody whom I help: what was replied. `own`: in person or by an officer, not for me to change."""

    member_id: UUID
    full_name: str
    reply: Reply | None
    own: bool


class MeetingCard(MeetingLine):
    """One meeting in full, with what the caller may do; `votes`, `after` and `people` where asked for."""

    online_link: str | None
    guests: str
    version: int
    opened_at: datetime | None
    closed_at: datetime | None
    cancelled_why: str | None
    chair: str | None
    clerk: str | None
    clerk_id: UUID | None
    mine: bool
    may_run: bool
    may_keep: bool
    reason: str | None
    by_proxy: bool | None
    helped: list[Helped] = Field(default_factory=list[Helped])
    papers_by: date
    papers_late: bool
    items: list[Item]
    papers: list[Paper]
    votes: list[VoteLine]
    after: After | None
    people: list[RollLine]


class ItemDraft(Frozen):
    """An item as it is planned; `item_id` of one that is there already."""

    kind: ItemKind = ItemKind.OTHER
    title: str = Field(min_length=2, max_length=300)
    minutes: int = Field(ge=1, le=300)
    presenter: str = Field(default="", max_length=200)
    item_id: UUID | None = None


class MeetingDraft(Frozen):
    """A meeting as it is planned or changed; without `items` the agenda in force is taken."""

    key: UUID
    unit_id: UUID
    kind: Kind
    title: str
    starts_at: datetime
    minutes: int = 90
    place: str = ""
    online_link: str | None = None
    guests: str = ""
    month: date | None = None
    items: list[ItemDraft] | None = None
    clerk_id: UUID | None = None
    meeting_id: UUID | None = None
    version: int | None = None


class Reckoning(Frozen):
    """What quorum and vote base are reckoned from, in counts. `quorum_over` is a fraction of the
    base that must be exceeded; `checked` whether the rule was held against the official text."""

    summoned: int
    official: int
    probationary: int
    present: int
    online: int
    excused: int
    unexcused: int
    unmarked: int
    away_absent: int
    exempt_absent: int
    official_there: int
    base: int
    quorum_over: tuple[int, int]
    quorum: bool
    checked: bool


class Roll(Frozen):
    """The roll of a meeting, in the order of names."""

    meeting_id: UUID
    state: State
    reckoning: Reckoning
    people: list[RollLine]


class RollCode(Frozen):
    """The code of this half minute: `token` goes into the address of the QR code."""

    token: str
    digits: str
    seconds_left: int
    seconds: int


class Arrival(Frozen):
    """Whether I am marked as there, or why not (an error code)."""

    arrived: bool
    why: str | None = None
    arrived_at: datetime | None = None


class MemberAttendance(Frozen):
    """A year of one member of the cell."""

    member_id: UUID
    full_name: str
    exempt: bool
    away: bool
    meetings: int
    present: int
    excused: int
    unexcused: int


class OverviewLine(Frozen):
    """A month of a unit below, in counts of cells and of persons (without the exempt and away)."""

    unit_id: UUID
    name: str
    kind: str
    cells: int
    held: int
    planned: int
    none: int
    report_late: int
    no_thematic: int
    summoned: int
    present: int


class Overview(OverviewLine):
    """A month of a unit and of those below."""

    month: date
    children: list[OverviewLine]
