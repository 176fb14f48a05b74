"""What the minutes room speaks of."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from pydantic import Field

from services.models import Frozen


class Paper(StrEnum):
    """A paper that comes of a meeting."""

    MINUTES = "minutes"
    RESOLUTION = "resolution"
    REPORT = "report"


class State(StrEnum):
    """Where a version of a paper stands; a signed one is never changed."""

    DRAFT = "draft"
    SIGNED = "signed"


class Side(StrEnum):
    """Who gives the points: whoever runs the meeting, or an office above."""

    SELF = "self"
    SUPERIOR = "superior"


class Section(Frozen):
    """A part of a paper; what `key` is called stands in the strings."""

    key: str
    text: str = Field(max_length=20000)


class Head(Frozen):
    """Unit, officers and times of a paper, as they were when it was written."""

    title: str
    kind: str
    unit: str
    superior: str
    starts_at: datetime
    opened_at: datetime | None = None
    closed_at: datetime | None = None
    place: str
    online: bool = False
    chair: str = ""
    clerk: str = ""
    signer: str | None = None
    signer_role: str | None = None


class PaperText(Frozen):
    """One version of a paper. `edits` counts the savings of a draft; `note` tells what a further
    version corrects."""

    version: int
    state: State
    number: str
    place: str
    sections: list[Section]
    note: str | None
    head: Head
    edits: int
    updated_at: datetime
    signed_at: datetime | None


class PaperVersion(Frozen):
    """A version in the list of versions."""

    version: int
    state: State
    note: str | None
    number: str
    at: datetime
    by: str | None


class GivenTask(Frozen):
    """A task that comes from the meeting."""

    task_id: UUID
    title: str
    due_on: date
    people: list[str]


class PaperCard(Frozen):
    """A paper on the screen; `paper` is None until somebody begins it."""

    meeting_id: UUID
    unit_id: UUID
    title: str
    kind: Paper
    meeting_state: str
    starts_at: datetime
    may_run: bool
    may_keep: bool
    reported_at: datetime | None
    report_by: date | None
    paper: PaperText | None
    versions: list[PaperVersion]
    tasks: list[GivenTask]


class Criterion(Frozen):
    """A line of the scoring form."""

    key: str
    title: str
    most: float


class Band(Frozen):
    """A class of totals, beginning with `from_`."""

    key: str
    title: str
    from_: float = Field(alias="from")


class Form(Frozen):
    """The scoring form in force."""

    step: float
    criteria: list[Criterion]
    bands: list[Band]

    def band_of(self, total: float) -> Band | None:
        """The band that a total would fall into; what counts is the database's."""
        reached = [band for band in self.bands if total >= band.from_]
        return max(reached, key=lambda band: band.from_, default=None)

    def title_of(self, band: str) -> str:
        """What a band is called."""
        return next((b.title for b in self.bands if b.key == band), band)


class ScoreLine(Frozen):
    """Points for one criterion, and what they rest on."""

    key: str
    points: float
    evidence: str = ""


class Score(Frozen):
    """Points by one side; total and band are the database's."""

    side: Side
    lines: list[ScoreLine]
    total: float
    band: str
    version: int
    at: datetime


class Counts(Frozen):
    """How many were there, of whom: counts of the roll without names."""

    summoned: int
    official: int
    present: int
    online: int
    excused: int
    unexcused: int
    unmarked: int
    official_there: int
    base: int
    quorum: bool


class Evidence(Frozen):
    """Facts that may be proposed as evidence; `speakers` is told to those who keep the meeting."""

    planned_at: datetime
    opened_at: datetime
    closed_at: datetime | None
    minutes: int
    reckoning: Counts
    papers: int
    papers_in_time: int
    speakers: int | None


class ScoreCard(Frozen):
    """The form, the points given so far, what may serve as evidence."""

    meeting_id: UUID
    unit_id: UUID
    title: str
    starts_at: datetime
    state: str
    reported_at: datetime | None
    form: Form
    source: str
    checked: bool
    may_self: bool
    may_superior: bool
    scores: list[Score]
    evidence: Evidence

    def score(self, side: Side) -> Score | None:
        """The points of one side."""
        return next((s for s in self.scores if s.side is side), None)


class Saved(Frozen):
    """A draft that was saved: which version, on what the next saving is built, when."""

    version: int
    edits: int
    saved_at: datetime


class Reported(Frozen):
    """A meeting that was posted and reported; `late` by the rule of the day it ended."""

    reported_at: datetime
    late: bool


class PaperStanding(Frozen):
    """Whether a paper is begun and signed."""

    kind: Paper
    signed: int | None
    signed_at: datetime | None
    draft: bool


class ScoreStanding(Frozen):
    """A total and its band."""

    side: Side
    total: float
    band: str
    band_title: str


class After(Frozen):
    """Where a meeting stands after it."""

    meeting_id: UUID
    unit_id: UUID
    title: str
    state: str
    report_by: date | None
    reported_at: datetime | None
    late: bool
    may_run: bool
    may_keep: bool
    may_oversee: bool
    wanted: list[Paper]
    papers: list[PaperStanding]
    scores: list[ScoreStanding]


class FactItem(Frozen):
    """An item of the agenda with what it came to and who spoke."""

    item_id: UUID
    position: int
    kind: str
    title: str
    presenter: str
    conclusion: str
    speakers: list[str]


class FactNote(Frozen):
    """Self-criticism or criticism that the person agreed to have noted."""

    kind: str
    full_name: str
    words: str


class VoteOption(Frozen):
    """Votes for one option, and where it stands: reached, tied, behind, below."""

    option: str
    votes: int
    stands: str


class FactVote(Frozen):
    """The result of a vote."""

    title: str
    secret: bool
    base: int
    ballots: int
    blank: int = 0
    invalid: int = 0
    options: list[VoteOption]


class FactScore(Frozen):
    """The self-score with its form."""

    total: float
    band: str
    lines: list[ScoreLine]
    form: Form


class Facts(Frozen):
    """What the papers of a meeting are prepared from."""

    head: Head
    guests: str
    summoned: int
    probationary: int
    present: list[str]
    online: list[str]
    excused: list[str]
    unexcused: list[str]
    unmarked: list[str]
    reckoning: Counts
    items: list[FactItem]
    notes: tuple[FactNote, ...] = ()
    votes: list[FactVote]
    tasks: list[GivenTask]
    score: FactScore | None
    next_numbers: dict[Paper, int]


class Draft(Frozen):
    """What is on the screen and goes into a draft."""

    number: str = ""
    place: str = ""
    sections: tuple[Section, ...] = ()
    note: str | None = None
