"""What the votes room speaks of."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from pydantic import Field

from services.models import Frozen


class VoteState(StrEnum):
    """Where a vote stands; nothing leads back."""

    PREPARED = "prepared"
    OPEN = "open"
    CLOSED = "closed"
    COUNTED = "counted"
    CANCELLED = "cancelled"


class Majority(StrEnum):
    """Of the base: more than one half, or at least two thirds; the numbers are a rule's."""

    HALF = "half"
    TWO_THIRDS = "two_thirds"


class Way(StrEnum):
    """How somebody has voted."""

    ELECTRONIC = "electronic"
    PAPER = "paper"


class Stands(StrEnum):
    """What an option's votes come to. A tie is named, and settled by people."""

    REACHED = "reached"
    TIED = "tied"
    BEHIND = "behind"
    BELOW = "below"


class Cast(Frozen):
    """How many have voted, never who."""

    electronic: int = 0
    paper: int = 0
    hands: int = 0

    @property
    def total(self) -> int:
        """By every way together."""
        return self.electronic + self.paper + self.hands


class Mine(Frozen):
    """What I have done in a vote. `hindrance` is the code of why I cannot vote now."""

    hindrance: str | None = None
    voted: Way | None = None
    picks: list[int] | None = None


class VoteLine(Frozen):
    """A vote in the list of its meeting."""

    vote_id: UUID
    meeting_id: UUID
    item_id: UUID | None
    title: str
    secret: bool
    state: VoteState
    cast: Cast
    expected: int | None
    mine: Mine
    version: int


class Standing(Frozen):
    """Where a vote stands for the caller: what a waiting phone compares with what it shows."""

    state: VoteState
    version: int
    mine: Mine


class Teller(Frozen):
    """Who counts; `public_key` comes to those who open the vote."""

    member_id: UUID
    full_name: str
    ready: bool
    me: bool
    public_key: str | None = None


class Base(Frozen):
    """Of how many a majority is reckoned: the counts of the roll behind it."""

    base: int
    official: int = 0
    away_absent: int = 0
    exempt_absent: int = 0


class Rule(Frozen):
    """The threshold: over a fraction of the base, or at least it; `checked` against the official text."""

    over: tuple[int, int] | None = None
    at_least: tuple[int, int] | None = None
    checked: bool = False


class Hands(Frozen):
    """A show of hands of those without a phone."""

    persons: int
    counts: list[int]


class OptionResult(Frozen):
    """What one option came to."""

    votes: int
    reaches: bool
    stands: Stands


class VoteCard(VoteLine):
    """One vote in full, as the caller stands to it."""

    details: str
    options: list[str]
    picks_min: int
    picks_max: int
    majority: Majority
    seats: int | None
    rule: Rule | None
    base: Base | None
    few: bool | None
    public_key: str | None
    tellers: list[Teller]
    runs: bool
    keeps: bool
    hands: Hands | None
    outcome: list[OptionResult] | None
    blank: int | None
    invalid: int | None
    ballots: int | None
    counted_with: list[UUID]
    opened_at: datetime | None
    closed_at: datetime | None
    counted_at: datetime | None
    cancelled_why: str | None

    @property
    def standing(self) -> Standing:
        """Where it stands by this card."""
        return Standing(state=self.state, version=self.version, mine=self.mine)


class VotePerson(Frozen):
    """An official member of the cell, for naming tellers and for ballots of paper."""

    member_id: UUID
    full_name: str
    present: bool
    paper: bool


class VoteCreate(Frozen):
    """A question to be put. `key` stays the same for all retries of one content."""

    key: UUID
    meeting_id: UUID
    title: str
    secret: bool
    options: list[str]
    picks_min: int = 1
    picks_max: int = 1
    majority: Majority = Majority.HALF
    seats: int | None = None
    details: str = ""
    item_id: UUID | None = None
    tellers: list[UUID] = Field(default_factory=list[UUID])


class PaperCount(Frozen):
    """What the tellers found in the box: how many ballots, votes for each option, blank, not valid."""

    total: int
    counts: list[int]
    blank: int = 0
    invalid: int = 0


class SealedShare(Frozen):
    """For one pair of tellers: a half of the key sealed to each."""

    first: UUID
    second: UUID
    to_first: str
    to_second: str


class TellerLock(Frozen):
    """What turns a teller's passphrase into the key again, and the key to know it by."""

    member_id: UUID
    salt: str
    public_key: str


class ForCount(Frozen):
    """A closed secret vote, ready for two passphrases: ballots without voters in random order."""

    vote_id: UUID
    options: int
    picks_min: int
    picks_max: int
    ballots: list[str]
    paper: int
    tellers: list[TellerLock]
    shares: list[SealedShare]
