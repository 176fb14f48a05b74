"""What the tasks room speaks of."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from pydantic import Field

from services.models import Frozen


class State(StrEnum):
    """Where an assignment stands."""

    ASSIGNED = "assigned"
    CHANGE_ASKED = "change_asked"
    ACCEPTED = "accepted"
    HANDED_IN = "handed_in"
    RETURNED = "returned"
    DONE = "done"
    CANCELLED = "cancelled"


class Step(StrEnum):
    """What may be done with an assignment; which of them now, `TaskCard.steps` tells."""

    ACCEPT = "accept"
    ASK_CHANGE = "ask_change"
    REPORT = "report"
    HAND_IN = "hand_in"
    TAKE_BACK = "take_back"
    ASK_TIME = "ask_time"
    COMMENT = "comment"
    KEEP = "keep"
    GIVE_TIME = "give_time"
    REFUSE_TIME = "refuse_time"
    APPROVE = "approve"
    RETURN = "return"
    REOPEN = "reopen"
    CANCEL = "cancel"


class Source(StrEnum):
    """What a task arises from."""

    RESOLUTION = "resolution"
    MEETING = "meeting"
    DIRECTIVE = "directive"
    MANUAL = "manual"


class Weight(StrEnum):
    """How much work it is, in the words of whoever assigns it."""

    LIGHT = "light"
    ORDINARY = "ordinary"
    HEAVY = "heavy"


class Repeat(StrEnum):
    """How often a task comes again."""

    NEVER = "never"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"


class Part(StrEnum):
    """Whether somebody does a task or helps with it."""

    MAIN = "main"
    HELPER = "helper"


class Given(StrEnum):
    """Which of the given tasks a list shows."""

    OPEN = "open"
    LATE = "late"
    TO_DECIDE = "to_decide"
    CLOSED = "closed"


class TaskLine(Frozen):
    """An assignment in a list. `late` is never set for the exempt; `version` counts its steps."""

    assignment_id: UUID
    task_id: UUID
    title: str
    unit_name: str
    part: Part
    state: State
    due_on: date
    percent: int
    weight: Weight
    repeat: Repeat
    time_asked: date | None
    handed_in_on: date | None
    done_at: datetime | None
    beyond: bool
    late: bool
    near_due: bool
    version: int


class GivenLine(TaskLine):
    """The same in the list of whoever assigns."""

    member_id: UUID
    full_name: str


class TaskPerson(Frozen):
    """Somebody who takes part in a task; whoever assigns there is told the assignment."""

    member_id: UUID
    full_name: str
    part: Part
    assignment_id: UUID | None = None


class TaskFile(Frozen):
    """A file of a report, in the private bucket `tasks` under `object_name`."""

    object_name: str
    file_name: str
    content_type: str
    size_bytes: int
    stamp_denied: bool = False


class TaskEvent(Frozen):
    """One step of the history; `proxy` says that the actor entered what the member had said, `about`
    who joined or left the task."""

    event_id: int
    step: str
    words: str | None
    percent: int | None
    until: date | None
    actor: str | None
    about: str | None = None
    mine: bool | None
    proxy: bool
    revoked_at: datetime | None
    may_revoke: bool
    at: datetime
    files: list[TaskFile]


class HelperWords(Frozen):
    """What somebody who helps has said."""

    actor: str
    words: str
    at: datetime


class EarlierText(Frozen):
    """What a task said before a correction."""

    version: int
    title: str
    why: str
    details: str
    weight: Weight
    replaced_at: datetime


class TaskCard(TaskLine):
    """An assignment in full, as the caller stands to it. `task_version` counts corrections."""

    member_id: UUID
    mine: bool
    why: str
    details: str
    source: Source
    source_note: str | None
    post_id: UUID | None
    first_due_on: date
    repeat_until: date | None
    people: list[TaskPerson]
    steps: list[Step]
    history: list[TaskEvent]
    helpers_words: list[HelperWords]
    may_answer_for: bool
    task_version: int = 1
    unit_id: UUID | None = None
    may_correct: bool = False
    may_add: bool = False
    meeting_id: UUID | None = None
    earlier: list[EarlierText] = Field(default_factory=list[EarlierText])


class TaskCreate(Frozen):
    """A task to be given. `key` stays the same for all retries of one content."""

    key: UUID
    unit_id: UUID
    title: str
    due_on: date
    members: list[UUID]
    helpers: list[UUID] = Field(default_factory=list[UUID])
    why: str = ""
    details: str = ""
    source: Source = Source.MANUAL
    source_note: str | None = None
    post_id: UUID | None = None
    weight: Weight = Weight.ORDINARY
    repeat: Repeat = Repeat.NEVER
    repeat_until: date | None = None
    meeting_id: UUID | None = None


class TaskCorrect(Frozen):
    """A new text for a given task, in place of that of `version`; `words` say why."""

    key: UUID
    task_id: UUID
    version: int
    title: str
    why: str = ""
    details: str = ""
    weight: Weight = Weight.ORDINARY
    source_note: str | None = None
    words: str | None = None


class TaskAdd(Frozen):
    """More people for a given task: `due_on` is theirs alone."""

    key: UUID
    task_id: UUID
    members: list[UUID] = Field(default_factory=list[UUID])
    helpers: list[UUID] = Field(default_factory=list[UUID])
    due_on: date | None = None
    words: str | None = None


class TaskStep(Frozen):
    """A step to be taken in the state that `version` counted."""

    key: UUID
    assignment_id: UUID
    step: Step
    version: int
    words: str | None = None
    percent: int | None = None
    until: date | None = None
    beyond: bool = False
    files: list[TaskFile] = Field(default_factory=list[TaskFile])


class Candidate(Frozen):
    """Somebody who may be given a task, and how much there is already. `resident`: lives with the
    cell and belongs to another."""

    member_id: UUID
    full_name: str
    exempt: bool
    away: bool
    resident: bool
    open: int
    late: int
    many: bool
    group_id: UUID | None = None
    group_name: str | None = None


class TaskYear(Frozen):
    """A year of one member, with the tasks behind the figures."""

    member_id: UUID
    year: int
    given: int
    done: int
    on_time: int
    beyond: int
    lines: list[TaskLine]


class UnitFigures(Frozen):
    """A year of a unit in counts."""

    unit_id: UUID
    name: str
    kind: str
    given: int
    done: int
    on_time: int
    beyond: int


class TaskFigures(UnitFigures):
    """The same with the units below."""

    year: int
    children: list[UnitFigures]


class TasksHome(Frozen):
    """What the tab opens with: my tasks, those of whom I help, who enters for me, and the cells of
    the place where I live that may give me tasks."""

    mine: list[TaskLine]
    entrusted: list[GivenLine]
    mentors: list[str]
    residences: list[str]
