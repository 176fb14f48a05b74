"""What the inspections room speaks of."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from pydantic import Field

from services.models import Frozen


class Kind(StrEnum):
    """What is done: looking into something, or following it over time."""

    INSPECTION = "inspection"
    SUPERVISION = "supervision"
    THEMATIC = "thematic_supervision"


class Target(StrEnum):
    """At whom: members by name, the cell's committee, or a group of the cell."""

    MEMBERS = "members"
    COMMITTEE = "committee"
    GROUP = "group"


class Part(StrEnum):
    """What somebody is in a line."""

    SUBJECT = "subject"
    LEAD = "lead"
    DOER = "doer"


class State(StrEnum):
    """How far a line is."""

    PLANNED = "planned"
    UNDER_WAY = "under_way"
    REPORTED = "reported"
    CONCLUDED = "concluded"
    DROPPED = "dropped"


class Step(StrEnum):
    """What is done with a line; a report is handed in with its text."""

    START = "start"
    HAND_IN = "hand_in"
    RETURN = "return"
    CONCLUDE = "conclude"
    MOVE = "move"
    DROP = "drop"
    RESUME = "resume"
    REOPEN = "reopen"
    REMOVE = "remove"


class Who(Frozen):
    """Somebody named in a line."""

    member_id: UUID
    full_name: str
    part: Part


class Line(Frozen):
    """A line of a plan as the cell sees it; `part` is my own, `late` that its month is over."""

    line_id: UUID
    kind: Kind
    target: Target
    group_id: UUID | None
    group_name: str | None
    content: str
    period: str
    form: str
    due_on: date
    months: int
    planned_for: date
    state: State
    concluded_on: date | None
    version: int
    late: bool
    people: list[Who]
    part: Part | None

    def named(self, part: Part) -> list[str]:
        """Names of those with a part."""
        return [who.full_name for who in self.people if who.part is part]

    def ids(self, part: Part) -> list[UUID]:
        """The same by id."""
        return [who.member_id for who in self.people if who.part is part]

    @property
    def month(self) -> int:
        """The first month it may be done in."""
        return self.due_on.month - self.months + 1


class Figures(Frozen):
    """Lines of one kind in counts."""

    kind: Kind
    planned: int
    done: int
    moved: int
    dropped: int
    late: int


class Signer(Frozen):
    """Who wrote down that the cell adopted its plan, or sent its report."""

    full_name: str
    role: str | None


class Plan(Frozen):
    """A plan; without `adopted_on` it is a draft. `may_unadopt`: I may take the adoption back."""

    plan_id: UUID
    aims: str
    adopted_on: date | None
    adopted_by: Signer | None
    meeting_id: UUID | None = None
    may_unadopt: bool = False
    version: int


class Report(Frozen):
    """A cell's report on a year; `figures` are those of the day it was sent."""

    good: str
    lacking: str
    proposal: str
    figures: list[Figures] | None
    edits: int
    updated_at: datetime
    sent_at: datetime | None
    sent_by: Signer | None = None


class Event(Frozen):
    """A step in the history; `before` holds the old wording of what was changed."""

    step: str
    reason: str | None
    before: dict[str, object] | None
    actor: str | None
    at: datetime


class Person(Frozen):
    """Somebody who can be named in a line; `leads` is secretary or deputy."""

    member_id: UUID
    full_name: str
    group_id: UUID | None
    leads: bool


class Group(Frozen):
    """A group of the cell."""

    unit_id: UUID
    name: str


class Choices(Frozen):
    """What the form of a line chooses from."""

    people: list[Person]
    groups: list[Group]


class Meeting(Frozen):
    """A meeting in which the cell may have decided."""

    meeting_id: UUID
    title: str
    on_day: date


class PlanCard(Frozen):
    """The plan of a cell for a year, with what the caller may do; `plan` is None until one is begun
    (or, for members, adopted); `taken_back` tells that an adoption was. `plan_by` and `report_by` are
    None where no rule was in force."""

    unit_id: UUID
    unit_name: str
    superior: str
    year: int
    mine: bool
    may_run: bool
    may_oversee: bool
    plan_by: date | None
    report_by: date | None
    plan: Plan | None
    taken_back: Event | None = None
    lines: list[Line]
    figures: list[Figures]
    report: Report | None
    history: list[Event]
    can_copy: bool
    choices: Choices | None
    meetings: list[Meeting]


class Findings(Frozen):
    """What was found, and what the cell concluded; a draft until it is handed in."""

    looked_at: str
    good: str
    lacking: str
    proposal: str
    edits: int
    updated_at: datetime
    handed_in_at: datetime | None
    handed_in_by: str | None
    conclusion: str
    concluded_by: str | None


class Statement(Frozen):
    """What somebody who was looked at says of the report; `entered_by` names the officer who entered it
    for them, `revoked_at` is when they said that these are not their words."""

    member_id: UUID
    full_name: str
    words: str
    at: datetime
    entered_by: str | None = None
    revoked_at: datetime | None = None


class Silent(Frozen):
    """Somebody looked at who has said nothing yet, whose words I may enter; `entered`: some are there."""

    member_id: UUID
    full_name: str
    entered: bool


class LineCard(Line):
    """One line in full. `findings` and `statements` are empty for who may not read them. `sent`: the
    year's report has gone up. `spoke_for`: I entered a statement, so another concludes; `another`:
    there is one who can."""

    unit_id: UUID
    unit_name: str
    year: int
    plan_id: UUID
    adopted_on: date | None
    may_run: bool
    keeps: bool
    findings: Findings | None
    statements: list[Statement]
    may_speak_for: list[Silent] = Field(default_factory=list)
    sent: bool = False
    spoke_for: bool = False
    another: bool = False
    history: list[Event]
    steps: list[Step]
    choices: Choices | None
    meetings: list[Meeting]


class LineDraft(Frozen):
    """A line as it is planned; `month` is the first one where `months` is 3."""

    kind: Kind
    target: Target
    subjects: list[UUID] = Field(default_factory=list)
    group_id: UUID | None = None
    content: str
    period: str = ""
    form: str = ""
    month: int
    months: int
    lead: UUID | None
    doers: list[UUID] = Field(default_factory=list)


class FindingsDraft(Frozen):
    """What is on the screen of who writes the report."""

    looked_at: str = ""
    good: str = ""
    lacking: str = ""
    proposal: str = ""


class ReportDraft(Frozen):
    """What is on the screen of who writes the year's report."""

    good: str = ""
    lacking: str = ""
    proposal: str = ""


class Saved(Frozen):
    """A draft that was saved: on what the next saving is built, and when."""

    edits: int
    saved_at: datetime


class StepForm(Frozen):
    """What a step takes beside its name: a reason, another month, the cell's conclusion."""

    reason: str | None = None
    month: int | None = None
    months: int | None = None
    words: str | None = None
    on_day: date | None = None
    meeting_id: UUID | None = None


class Elsewhere(Frozen):
    """A line about me in the plan of a cell that I was in before."""

    line_id: UUID
    unit_id: UUID
    unit_name: str
    year: int
    content: str


class Notice(Frozen):
    """What Sinh hoạt says of this year's plan of my cell; what is late is told to who runs it."""

    year: int
    adopted: bool
    runs: bool
    plan_by: date | None
    report_by: date | None
    plan_late: bool
    report_late: bool
    lines: int
    done: int
    late: int
    mine: int
    about_me: int
    elsewhere: list[Elsewhere]
