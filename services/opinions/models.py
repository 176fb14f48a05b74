"""What the opinions room speaks of."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from services.meetings.models import State
from services.models import Frozen


class NoteKind(StrEnum):
    """What is noted about somebody, by that person's consent."""

    SELF_CRITICISM = "self_criticism"
    CRITICISM = "criticism"


class Opinion(Frozen):
    """Something sent beforehand; `full_name` and `at` are missing where it has no name."""

    words: str
    item_id: UUID | None
    full_name: str | None = None
    at: datetime | None = None


class Note(Frozen):
    """Self-criticism or criticism; in the minutes only when `agreed`."""

    note_id: UUID
    item_id: UUID | None
    kind: NoteKind
    words: str
    full_name: str | None
    about_me: bool
    agreed: bool


class Question(Frozen):
    """What members of a cell ask those above; who asked is not stored."""

    question_id: UUID
    words: str
    passed_up_at: datetime | None
    answer: str | None
    answered_at: datetime | None


class QuestionUp(Question):
    """The same at the desk of those above."""

    unit_name: str


class Voices(Frozen):
    """All that was said beside the agenda of one meeting, as far as the caller may see it."""

    may_read: bool
    may_keep: bool
    state: State
    invited: bool
    mine: list[Opinion]
    named: list[Opinion]
    unnamed: list[Opinion]
    notes: list[Note]
    questions: list[Question]
