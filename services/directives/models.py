"""What the directives room speaks of."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from services.models import Frozen
from services.posts.models import FeedItem


class ToAcknowledge(Frozen):
    """A directive that waits for me. `late` is never set for the exempt."""

    post_id: UUID
    title: str
    number: str | None
    unit_name: str
    published_at: datetime
    acknowledge_by: date | None
    reminded_at: datetime | None
    late: bool


class WaitingQuestions(Frozen):
    """Answers that I have not seen, and questions that wait at my desks."""

    answers: int = 0
    waiting: int = 0


class WaitingTasks(Frozen):
    """My tasks that wait for me, each counted once in `waiting`: new, asked to help and not yet opened, given
    back, near their last day, late (never the exempt); `to_decide` of those that I gave."""

    waiting: int = 0
    new: int = 0
    helping: int = 0
    returned: int = 0
    near: int = 0
    late: int = 0
    to_decide: int = 0


class NextMeeting(Frozen):
    """The next meeting I am invited to, or the one that runs now; `reply` and `presence` are mine."""

    meeting_id: UUID
    title: str
    starts_at: datetime
    place: str
    state: str
    reply: str | None
    presence: str | None


class WaitingMeetings(Frozen):
    """What Trang chủ says of meetings; `report_late` counts reports that I owe."""

    next: NextMeeting | None = None
    report_late: int = 0


class WaitingLine(Frozen):
    """A line of a plan of inspection that waits for me."""

    line_id: UUID
    unit_id: UUID
    year: int
    content: str


class LeadingLine(WaitingLine):
    """One that I lead, to be reported on by a day."""

    by: date
    late: bool


class WaitingYear(Frozen):
    """A `plan` or `report` of a year that my cell owes by a day."""

    wanted: Literal["plan", "report"]
    unit_id: UUID
    year: int
    by: date
    late: bool


class WaitingInspections(Frozen):
    """What Trang chủ says of inspections: reports on me that I may answer, lines that I lead and that are
    near their day or past it, and what a year of the cell I run still owes."""

    statements: list[WaitingLine] = Field(default_factory=list)
    leading: list[LeadingLine] = Field(default_factory=list)
    years: list[WaitingYear] = Field(default_factory=list)

    @property
    def count(self) -> int:
        """How much waits."""
        return len(self.statements) + len(self.leading) + len(self.years)


class Home(Frozen):
    """The home screen in one round trip."""

    to_acknowledge: list[ToAcknowledge]
    latest: list[FeedItem]
    resets_to_decide: int
    questions: WaitingQuestions = WaitingQuestions()
    tasks: WaitingTasks = WaitingTasks()
    meetings: WaitingMeetings = WaitingMeetings()
    inspections: WaitingInspections = WaitingInspections()


class TrackedUnit(Frozen):
    """The unit whose figures these are."""

    unit_id: UUID
    name: str
    kind: str


class TrackedChild(Frozen):
    """Figures of a unit below: how many are expected to acknowledge, how many have, how many of these
    after the deadline."""

    unit_id: UUID
    name: str
    kind: str
    expected: int
    acknowledged: int
    late: int


class TrackedPerson(Frozen):
    """A member of a cell and whether the directive has been acknowledged; `late`: after the deadline,
    or not at all though it is over. The exempt never are."""

    member_id: UUID
    full_name: str
    exempt: bool
    acknowledged_at: datetime | None
    reminded_at: datetime | None
    late: bool


class Tracking(Frozen):
    """Who has acknowledged: by name in a cell, by count above. `overdue`: the deadline is over."""

    post_id: UUID
    title: str
    number: str | None
    issued_on: date | None
    acknowledge_by: date | None
    overdue: bool
    wants_acknowledgement: bool
    leaders_only: bool
    unit: TrackedUnit
    expected: int
    acknowledged: int
    late: int
    children: list[TrackedChild]
    people: list[TrackedPerson]


class Report(Tracking):
    """The same to be printed or taken out: who made it, and the unit with those above it."""

    made_by: str
    unit_names: list[str]
