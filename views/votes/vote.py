"""One vote: the question, my ballot, what its keepers do, the result."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import flet as ft

from services.votes.models import VoteCard, VoteState
from views.session import use_me
from views.shared import strings as words
from views.shared.flet_typed import keyed
from views.shared.hearing import use_hearing
from views.shared.hooks import Query, Ready
from views.shared.parts import heading, icon_button, selectable
from views.shared.returning import use_return
from views.shared.scaffold import scaffold
from views.shared.screens import block, screen
from views.shared.states import shown
from views.votes import strings
from views.votes.ballot import Ballot
from views.votes.parts import facts, head, running, use_standing, use_vote
from views.votes.result import result
from views.votes.run import Running, telling


@screen
def VoteScreen() -> ft.View:
    """The vote in the address, as the caller stands to it."""
    query = use_vote()
    use_return(query.reload)
    use_hearing(subjects(query, use_me().member_id), query.reload)

    def draw(vote: VoteCard) -> list[ft.Control]:
        rows = [*head(vote), *telling(vote)]
        # In its place after the count too: a receipt that is being written down stays.
        ballot = keyed("ballot", Ballot, vote, query.reload)
        run: list[ft.Control] = []
        if running(vote):
            follow = Running if vote.keeps else Following
            run = [keyed("running", follow, vote, query.reload)]
        rows += [ballot, *run] if vote.state is VoteState.OPEN else [*run, ballot]
        return [*rows, *result(vote), facts(vote)]

    return scaffold(
        strings.VOTE,
        shown(query, draw, room=strings.ERRORS),
        actions=[icon_button(ft.Icons.REFRESH, words.RELOAD, query.reload)],
    )


def subjects(query: Query[VoteCard], me: UUID) -> list[UUID]:
    """What changes this screen: the vote, once it was shown, and my own mark in the roll."""
    return [query.state.value.vote_id, me] if isinstance(query.state, Ready) else []


@block
def Following(vote: VoteCard, reload: Callable[[], None]) -> ft.Control:
    """Nothing to be seen: keeps a voter's screen up with the vote."""
    use_standing(vote, reload)
    return ft.Container(visible=False)


@screen
def WhyScreen() -> ft.View:
    """What protects a secret ballot and what doesn't, in plain words."""
    rows: list[ft.Control] = []
    for title, said in strings.WHY_PARAGRAPHS:
        rows += [heading(title, level=2), selectable(said)]
    return scaffold(strings.WHY, rows)
