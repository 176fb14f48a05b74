"""Where a meeting stands, and no more: what a waiting phone compares with what it shows."""

from services.meetings.models import MeetingCard, Presence, State
from services.models import Frozen
from services.votes.models import VoteState


class Standing(Frozen):
    """For the caller. `version` is that of the invitation; `begun` and `ended` count items of the agenda;
    `presence` is my own mark."""

    state: State
    version: int
    begun: int
    ended: int
    presence: Presence | None
    votes: list[VoteState]


def standing_of(m: MeetingCard) -> Standing:
    """The same of a card that was read with its votes."""
    return Standing(
        state=m.state,
        version=m.version,
        begun=sum(item.started_at is not None for item in m.items),
        ended=sum(item.ended_at is not None for item in m.items),
        presence=m.presence,
        votes=[vote.state for vote in m.votes],
    )
