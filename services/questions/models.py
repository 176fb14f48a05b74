"""What the questions room speaks of."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from services.models import Frozen


class Kind(StrEnum):
    """What is asked for."""

    QUESTION = "question"
    MISTAKE = "mistake"


class Desk(StrEnum):
    """Who answers, at some unit."""

    EDITORS = "editors"
    SECRETARY = "secretary"


class Asker(Frozen):
    """Who asked; told to the desk alone."""

    full_name: str
    unit_name: str


class Reply(Frozen):
    """What a desk answered, or why it closed the question."""

    words: str
    desk: Desk
    unit_name: str
    answered_at: datetime


class Move(Frozen):
    """To where a question was passed on."""

    desk: Desk
    unit_name: str
    moved_at: datetime


class Question(Frozen):
    """A question as its asker or its desk sees it. `state`: asked, passed_on, answered, closed."""

    question_id: UUID
    kind: Kind
    desk: Desk
    unit_name: str
    state: str
    post_id: UUID
    post_title: str
    words: str
    may_publish: bool
    published: bool
    asked_at: datetime
    settled_at: datetime | None
    mine: bool
    may_answer: bool
    may_correct: bool = False
    """Whether the caller corrects the post that it is about."""
    unseen: bool
    asker: Asker | None
    answer: Reply | None
    moves: list[Move]

    @property
    def waits(self) -> bool:
        """Whether nobody has answered or closed it."""
        return self.settled_at is None


class PublicAnswer(Frozen):
    """A question and its answer under an article, without names."""

    question: str
    answer: str
    desk: Desk
    unit_name: str
    answered_at: datetime


class QuestionAsk(Frozen):
    """A question to be sent. `key` stays the same for all retries of one content."""

    key: UUID
    post_id: UUID
    kind: Kind
    desk: Desk
    words: str
    may_publish: bool = False
