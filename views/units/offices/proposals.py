"""Chức vụ chờ xác nhận: offices above the cell that wait for a second officer."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

import flet as ft

from services.units.models import RoleProposal
from views.session import use_services
from views.shared import strings as shared
from views.shared import text
from views.shared.buttons import danger_button, secondary_button
from views.shared.dialogs import use_confirm
from views.shared.flet_typed import keyed
from views.shared.guard import toast
from views.shared.hooks import use_action, use_query, use_request_key
from views.shared.parts import card, flow, icon_button, note, pill, strong
from views.shared.people.strings import role_title, unit_path
from views.shared.returning import use_return
from views.shared.scaffold import scaffold
from views.shared.screens import block, screen
from views.shared.states import empty, problem, shown
from views.units import strings
from views.units.offices import strings as words


@screen
def ProposalsScreen() -> ft.View:
    """What waits in my scope; own proposals can be withdrawn, others confirmed or refused."""
    services = use_services()
    query = use_query(services.units.proposals, [], name="units.proposals")
    use_return(query.reload)

    def draw(waiting: list[RoleProposal]) -> list[ft.Control]:
        if not waiting:
            return [empty(words.NO_PROPOSALS, icon=ft.Icons.HOW_TO_REG)]
        rows = [keyed(str(p.proposal_id), Proposal, p, query.reload) for p in waiting]
        return [note(words.PROPOSALS_NOTE), note(words.waiting(len(waiting))), *rows]

    return scaffold(
        strings.PROPOSALS,
        shown(query, draw, room=strings.ERRORS),
        actions=[icon_button(ft.Icons.REFRESH, shared.RELOAD, query.reload)],
    )


@block
def Proposal(proposal: RoleProposal, reload: Callable[[], None]) -> ft.Control:
    """One proposal with its buttons."""
    services = use_services()
    ask = use_confirm()
    key = use_request_key(proposal.proposal_id)

    async def settle(accept: bool) -> bool:
        await services.units.settle(UUID(key.value), proposal.proposal_id, accept=accept)
        return accept

    def settled(accept: bool) -> None:
        toast(words.CONFIRMED if accept else words.REFUSED)
        reload()

    settling = use_action(settle, on_done=settled, name="units.settle")
    title = role_title(proposal.role, "")
    first = text.day(text.local(proposal.starts_at).date())

    def confirm() -> None:
        said = words.will_give(proposal.full_name, title, proposal.unit_names[-1], first)
        ask(words.CONFIRM_TITLE, said, words.CONFIRM, partial(settling.run, True))

    def refuse() -> None:
        yes = words.WITHDRAW if proposal.mine else words.REFUSE
        ask(
            words.REFUSE_TITLE,
            words.REFUSE_TEXT,
            yes,
            partial(settling.run, False),
            danger=True,
        )

    rows: list[ft.Control] = [
        strong(proposal.full_name),
        note(f"{title} · {unit_path(proposal.unit_names)}"),
        note(strings.since(first)),
        note(strings.by_decision(proposal.decision)),
        note(words.proposed_by(proposal.proposed_by, text.moment(proposal.proposed_at))),
        *problem(settling.error, strings.ERRORS),
    ]
    if proposal.mine:
        rows.append(flow([pill(words.WAITS_FOR_ANOTHER)]))
        rows.append(danger_button(words.WITHDRAW, refuse, busy=settling.busy))
    else:
        rows.append(
            secondary_button(
                words.CONFIRM, confirm, busy=settling.busy, icon=ft.Icons.CHECK, key="confirm-it"
            )
        )
        rows.append(danger_button(words.REFUSE, refuse, busy=settling.busy))
    return card(rows)
