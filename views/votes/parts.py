"""Pieces that several screens of votes draw."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from services.votes.models import Base, Rule, Standing, VoteCard, VoteState
from views.session import use_services
from views.shared.flet_typed import component
from views.shared.guard import safe
from views.shared.hearing import SELDOM_S
from views.shared.hooks import Query, use_action, use_query
from views.shared.ids import wanted_id
from views.shared.look import current_look
from views.shared.parts import body, card, column, flow, heading, key_values, note
from views.shared.returning import use_following
from views.shared.theme import GAP_S, TOUCH
from views.shared.votes.rows import vote_marks
from views.votes import strings


def use_vote() -> Query[VoteCard]:
    """Hook: the vote in the address."""
    services = use_services()
    wanted = ft.use_route_params().get("vote_id", "")
    return use_query(lambda: services.votes.see(wanted_id(wanted)), [wanted], name="votes.see")


def use_standing(vote: VoteCard, reload: Callable[[], None]) -> None:
    """Hook: loads the vote anew once it has moved on: opened, closed, counted, or I may vote now.

    A whole cell waits with this screen open, on one evening in many cells, so it is told; what it asks now
    and then, for what another server process has written, is one row."""
    services = use_services()

    def moved(now: Standing) -> None:
        if (now.state, now.version) != (vote.state, vote.version):
            services.signals.send(vote.vote_id)  # to all who wait here, this screen among them
        elif now != vote.standing:
            reload()

    looking = use_action(
        lambda: services.votes.standing(vote.vote_id), on_done=moved, name="votes.standing"
    )
    use_following(SELDOM_S, looking.run)


def needed(rule: Rule, base: int) -> int:
    """The smallest number of votes that is the majority of the base."""
    if rule.over is not None:
        return base * rule.over[0] // rule.over[1] + 1
    part, whole = rule.at_least or (1, 1)
    return -(-base * part // whole)


def head(vote: VoteCard) -> list[ft.Control]:
    """The question, and where it stands."""
    rows: list[ft.Control] = [
        column([heading(vote.title), flow(vote_marks(vote))], spacing=GAP_S),
    ]
    if vote.details:
        rows.append(body(vote.details))
    return rows


def facts(vote: VoteCard) -> ft.Control:
    """Which majority, of how many, who counts."""
    pairs: list[tuple[str, str | ft.Control]] = []
    if vote.seats is not None:
        pairs.append((strings.SEATS, str(vote.seats)))
    majority = strings.MAJORITIES[vote.majority]
    if vote.base is not None and vote.rule is not None:
        least = strings.needs(vote.base.base, needed(vote.rule, vote.base.base))
        pairs.append((strings.MAJORITY, f"{majority}: {least}"))
        pairs.append((strings.BASE, reckoned(vote.base)))
    else:
        pairs.append((strings.MAJORITY, majority))
    if vote.secret:
        pairs.append((strings.TELLERS, ", ".join(t.full_name for t in vote.tellers)))
    if vote.cancelled_why:
        pairs.append((strings.CANCELLED_WHY, vote.cancelled_why))
    return card(key_values(pairs))


def reckoned(base: Base) -> str:
    """How the base came about."""
    return strings.reckoning(base.official, base.away_absent, base.exempt_absent, base.base)


def offered(vote: VoteCard) -> ft.Control:
    """The options, while they cannot be chosen yet."""
    lines: list[ft.Control] = [note(strings.OPTIONS)]
    lines += [body(f"{place}. {words}") for place, words in enumerate(vote.options, 1)]
    return card(lines)


def number(typed: str) -> int | None:
    """A number of persons or papers as it was typed; an empty field is none of them."""
    said = typed.strip()
    if not said:
        return 0
    return int(said) if said.isascii() and said.isdigit() and len(said) <= 6 else None


def running(vote: VoteCard) -> bool:
    """Whether something can still happen to it."""
    return vote.state in (VoteState.PREPARED, VoteState.OPEN, VoteState.CLOSED)


@component
def MarkInput(label: str, value: bool, on_change: Callable[[bool], None]) -> ft.Control:
    """An option that is marked or not; the whole line can be tapped."""

    def changed(event: ft.Event[ft.Checkbox]) -> None:
        on_change(event.control.value is True)

    tile = ft.ListTile(
        title=body(label),
        leading=ft.Checkbox(
            value=value, on_change=safe(changed), scale=min(current_look().text_scale, 1.6)
        ),
        toggle_inputs=True,
        content_padding=ft.Padding.symmetric(horizontal=GAP_S),
        min_height=TOUCH,
    )
    return ft.MergeSemantics(content=tile)
