"""A meeting while it goes on: every phone that shows it follows what its chair does."""

from __future__ import annotations

from functools import partial
from uuid import UUID

import flet as ft

from services.meetings.models import Item, MeetingCard, State
from services.meetings.standing import Standing, standing_of
from services.votes.models import VoteLine, VoteState
from views import paths
from views.meetings import strings
from views.session import use_me, use_services
from views.shared import text
from views.shared.buttons import primary_button
from views.shared.flet_typed import use_ref
from views.shared.hearing import SELDOM_S, use_hearing
from views.shared.hooks import Query, Ready, use_action
from views.shared.look import go
from views.shared.parts import Tone, note, pill, strong
from views.shared.returning import use_following


def use_live(query: Query[MeetingCard]) -> MeetingCard | None:
    """Hook: keeps a screen up with its meeting, and returns what it shows of it.

    Told by whoever moves the meeting on through this server. For what another server process has written it
    asks one row about once a minute, on the day of the meeting and while it runs; when that has moved, those
    who show the meeting here are told too.
    """
    services, me = use_services(), use_me()
    shown = query.state.value if isinstance(query.state, Ready) else None
    told = use_ref(lambda: _none())

    def moved(now: Standing) -> None:
        # Once for each: should the two ever be reckoned differently, nobody asks for ever after.
        if shown is None or now in (standing_of(shown), told.current):
            return
        told.current = now
        if now == standing_of(shown).model_copy(update={"presence": now.presence}):
            query.reload()
        else:
            services.signals.send(shown.meeting_id)

    async def look(meeting_id: UUID) -> Standing:
        return await services.meetings.standing(meeting_id)

    looking = use_action(look, on_done=moved, name="meetings.standing")
    use_hearing([] if shown is None else subjects(shown, me.member_id), query.reload)
    use_following(
        SELDOM_S,
        lambda: looking.run(shown.meeting_id) if shown is not None and awaited(shown) else None,
    )
    return shown


def _none() -> Standing | None:
    return None


def subjects(m: MeetingCard, me: UUID) -> list[UUID]:
    """What changes this screen: the meeting, its items, its votes, and my own mark in the roll."""
    return [m.meeting_id, *(i.item_id for i in m.items), *(v.vote_id for v in m.votes), me]


def awaited(m: MeetingCard) -> bool:
    """Whether something is about to happen: it runs, or is called for today."""
    return m.state is State.RUNNING or (
        m.state is State.CALLED and text.local(m.starts_at).date() == text.now().date()
    )


def at_hand(m: MeetingCard, item: Item) -> list[ft.Control]:
    """Whether an item is being talked over or is done."""
    if item.started_at is None or m.state not in (State.RUNNING, State.CLOSED):
        return []
    if item.ended_at is not None:
        return [pill(strings.ITEM_DONE, Tone.DONE)]
    return [pill(strings.ITEM_NOW, Tone.IMPORTANT)] if m.state is State.RUNNING else []


def waiting_votes(m: MeetingCard) -> list[VoteLine]:
    """Votes that are open and in which I have not voted."""
    if m.state is not State.RUNNING:
        return []
    return [v for v in m.votes if v.state is VoteState.OPEN and v.mine.voted is None]


def call_to_vote(m: MeetingCard) -> list[ft.Control]:
    """For the foot of the screen, where it moves nothing that somebody reads: the vote that is open, said
    aloud once to who doesn't see it."""
    votes = waiting_votes(m)
    if not votes:
        return []
    first = votes[0]
    may = first.mine.hindrance is None
    words = strings.voting_now(first.title)
    line = (strong if may else note)(words)
    line.max_lines, line.overflow = (
        3,
        ft.TextOverflow.ELLIPSIS,
    )  # a title may be long; its row has it whole
    return [
        ft.Semantics(content=line, label=words, live_region=True,
                     exclude_semantics=True, key=f"now-{first.vote_id}"),
        primary_button(
            strings.VOTE_NOW if may else strings.VOTE_SEE,
            partial(go, paths.vote(first.meeting_id, first.vote_id)),
            icon=ft.Icons.HOW_TO_VOTE_OUTLINED,
            key="vote-now",
        ),
    ]  # fmt: skip
