"""What somebody says of the report on oneself."""

from __future__ import annotations

from uuid import UUID

import flet as ft

from services.inspections.models import LineCard
from views import paths
from views.inspections import strings
from views.session import use_me, use_services
from views.shared.buttons import primary_button
from views.shared.dialogs import use_confirm
from views.shared.fields import Kind, TextInput
from views.shared.flet_typed import keyed, use_state
from views.shared.guard import toast
from views.shared.hooks import use_action, use_query, use_request_key
from views.shared.ids import wanted_id
from views.shared.kept_words import use_words
from views.shared.look import go
from views.shared.parts import column, heading, note
from views.shared.scaffold import scaffold
from views.shared.screens import block, screen
from views.shared.stamps import unless_stamped
from views.shared.states import problem, shown
from views.shared.theme import GAP_M


@screen
def StatementScreen() -> ft.View:
    """What I say of the report on me."""
    services = use_services()
    wanted = ft.use_route_params().get("line_id", "")
    query = use_query(
        lambda: services.inspections.line(wanted_id(wanted)),
        [wanted],
        name="inspections.line",
    )

    def draw(x: LineCard) -> list[ft.Control]:
        return [heading(x.content, level=2), keyed("form", StatementForm, x)]

    return scaffold(strings.STATEMENT, shown(query, draw, room=strings.ERRORS))


@block
def StatementForm(x: LineCard) -> ft.Control:
    """What is typed stays through every error."""
    services, me, ask = use_services(), use_me(), use_confirm()
    first = next((s.words for s in x.statements if s.member_id == me.member_id), "")
    typed = use_words("inspection.statement", x.line_id, first)
    said = typed.words
    tried, set_tried = use_state(lambda: False)
    key = use_request_key(said)

    async def send(confirmed: bool) -> None:
        await services.inspections.state_own(
            UUID(key.value), x.line_id, said.strip(), classified_confirmed=confirmed
        )
        await typed.sent()

    def sent(_: None) -> None:
        toast(strings.STATEMENT_DONE)
        go(paths.inspection_line(x.unit_id, x.year, x.line_id))

    sending = use_action(send, on_done=sent, name="inspections.statement")
    short = len(said.strip()) < 2

    def submit() -> None:
        set_tried(True)
        if not short:
            unless_stamped(ask, said, sending.run)

    return column(
        [
            *typed.around(
                keyed(
                    "said", TextInput, strings.STATEMENT_LABEL, said, typed.put, kind=Kind.LONG, lines=5,
                    max_length=10000,
                    error=strings.ERRORS["inspection.words_missing"] if tried and short else None,
                )
            ),
            note(strings.STATEMENT_NOTE),
            *problem(sending.error, strings.ERRORS),
            primary_button(strings.STATEMENT_SEND, submit, busy=sending.busy, key="send"),
        ],
        spacing=GAP_M,
    )  # fmt: skip
