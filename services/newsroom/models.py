"""What the newsroom speaks of."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from pydantic import Field

from services.models import Frozen
from services.posts.models import Category, NewFile


class State(StrEnum):
    """Where a manuscript stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"  # at a desk, taken by nobody
    TAKEN = "taken"
    RETURNED = "returned"  # back with its author, with a reason
    SCHEDULED = "scheduled"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    DISCARDED = "discarded"


class Step(StrEnum):
    """The steps of a manuscript; which are open to the caller, the database says (`Manuscript.steps`)."""

    SUBMIT = "submit"
    RECALL = "recall"
    DISCARD = "discard"
    RESTORE = "restore"
    TAKE = "take"
    TAKE_OVER = "take_over"
    RELEASE = "release"
    RETURN = "return"
    PASS_UP = "pass_up"  # noqa: S105
    PUBLISH = "publish"
    SCHEDULE = "schedule"
    UNSCHEDULE = "unschedule"


class PostStep(StrEnum):
    """The steps of a published post (`Post.steps`); a correction has a verb of its own."""

    PIN = "pin"
    UNPIN = "unpin"
    WITHDRAW = "withdraw"
    CORRECT = "correct"


class Desk(StrEnum):
    """Which desk of a unit."""

    EDITORS = "editors"
    BOARD = "board"


class Show(StrEnum):
    """What of the queue."""

    ALL = "all"
    MINE = "mine"
    UNCLAIMED = "unclaimed"
    SCHEDULED = "scheduled"


class Target(Frozen):
    """A unit that a manuscript may be meant for; `desk_name` is the desk that would get it first."""

    unit_id: UUID
    unit_name: str
    unit_kind: str
    may_publish: bool
    desk_name: str | None


class Place(Frozen):
    """A unit for which the caller writes; `targets` begins with the unit itself and goes up."""

    unit_id: UUID
    unit_name: str
    unit_kind: str
    targets: list[Target]


class Line(Frozen):
    """A line of the queue or of one's own list. `mine`: the caller has taken it; `by_me`: has written it;
    `reason`: of the last return or withdrawal."""

    manuscript_id: UUID
    title: str
    category: Category
    state: State
    unit_id: UUID
    unit_name: str
    target_id: UUID
    target_name: str
    desk_id: UUID | None
    desk_name: str | None
    desk_level: Desk | None
    waiting_since: datetime | None
    owned_since: datetime | None
    publish_at: datetime | None
    post_id: UUID | None
    mine: bool
    by_me: bool
    updated_at: datetime
    reason: str | None
    author_name: str | None = None
    owner_name: str | None = None


class OpenStep(Frozen):
    """A step that the caller may take now."""

    step: Step
    to_state: State
    needs_reason: bool


class Present(Frozen):
    """Somebody (or the caller, on another device) who has the manuscript open for editing."""

    member_id: UUID
    full_name: str | None
    since: datetime
    seen_at: datetime
    by_me: bool


class Manuscript(Line):
    """One manuscript in full. `version` is named when it is saved or goes a step."""

    version: int
    saved_at: datetime
    saved_by: str | None
    saved_by_me: bool
    lead: str
    body: str
    from_press: bool
    source: str | None
    permission: str | None
    files: list[NewFile]
    may_write: bool
    may_quarantine: bool = False
    """Whether the caller may take its files out of circulation."""
    steps: list[OpenStep]
    targets: list[Target]
    others: list[Present]

    def may(self, step: Step) -> bool:
        """Whether a step is open to the caller."""
        return any(open_step.step == step for open_step in self.steps)


class ManuscriptSave(Frozen):
    """What is saved. Without `manuscript_id` a new one of `unit_id`, without files; with it the one that was
    opened in `version`. `key` stays the same for all retries of one content. `apart` keeps what was saved
    before as a version of its own, whoever saved it: after a conflict."""

    key: UUID
    manuscript_id: UUID | None = None
    version: int | None = None
    unit_id: UUID | None = None
    target_id: UUID
    category: Category = Category.NEWS
    title: str = ""
    lead: str = ""
    body: str = ""
    from_press: bool = False
    source: str | None = None
    permission: str | None = None
    files: list[NewFile] = Field(default_factory=list[NewFile])
    apart: bool = False


class Saved(Frozen):
    """The answer to a save: the version to name next time, and who else has it open."""

    manuscript_id: UUID
    version: int
    saved_at: datetime
    others: list[Present]


class Moved(Frozen):
    """The answer to a step; `desk_name` is where it lies now."""

    state: State
    post_id: UUID | None
    desk_name: str | None
    desk_level: Desk | None


class Presence(Frozen):
    """The answer to a sign of life: the last version and state, and who else is there."""

    version: int
    state: State
    others: list[Present]


class Counts(Frozen):
    """For a badge: `waiting` is all at my desks but what is scheduled."""

    waiting: int
    unclaimed: int
    mine: int
    scheduled: int
    oldest_since: datetime | None
    returned_to_me: int


class HistoryStep(Frozen):
    """A step that was taken; `done_by` is None for the clock. `step` is a Step, a PostStep, or the
    clock's publish_due and publish_fail."""

    step: str
    from_state: State
    to_state: State
    done_at: datetime
    done_by: str | None
    by_me: bool
    version: int | None
    reason: str | None
    desk_name: str | None = None
    desk_level: Desk | None = None
    publish_at: datetime | None = None
    until: datetime | None = None


class VersionLine(Frozen):
    """A version without its text: one sitting of one person."""

    version: int
    saved_by: str | None
    by_me: bool
    begun_at: datetime
    saved_at: datetime


class VersionText(VersionLine):
    """A version with its text, to be compared."""

    title: str
    lead: str
    body: str
    source: str | None
    permission: str | None
    files: list[NewFile]


class History(Frozen):
    """Every step, oldest first, and every version, newest first."""

    manuscript_id: UUID
    title: str
    version: int
    steps: list[HistoryStep]
    versions: list[VersionLine]


class OldText(Frozen):
    """What a published post said before a correction."""

    version: int
    title: str
    lead: str
    body: str
    facts: dict[str, str | None] | None = None
    """What was changed on its paper, as it stood."""
    replaced_at: datetime
    replaced_by: str | None


class PostHistory(Frozen):
    """What was done with a published post; `manuscript_id` where it came from one that the caller may see."""

    post_id: UUID
    manuscript_id: UUID | None
    steps: list[HistoryStep]
    texts: list[OldText]


class Correction(Frozen):
    """A correction of a published post: the whole new text, and a note that readers see. `facts` are those of
    a paper that change, by the names of DocumentFacts; None leaves them."""

    key: UUID
    post_id: UUID
    version: int
    title: str
    lead: str
    body: str
    note: str
    facts: dict[str, str | None] | None = None
