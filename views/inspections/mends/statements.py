"""What those who are looked at say of a report: in their own words, or entered by an officer of the cell."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from uuid import UUID, uuid5

import flet as ft

from services.inspections.models import LineCard, Part, State, Statement
from views import paths
from views.inspections import strings
from views.inspections.mends import strings as mends
from views.session import use_me, use_services
from views.shared.buttons import primary_button, secondary_button
from views.shared.dialogs import use_confirm
from views.shared.fields import Kind, TextInput
from views.shared.flet_typed import keyed, use_state
from views.shared.guard import toast
from views.shared.hooks import use_action, use_query, use_request_key
from views.shared.ids import wanted_id
from views.shared.kept_words import use_words
from views.shared.look import go
from views.shared.parts import Tone, banner, body, card, column, heading, note, section
from views.shared.scaffold import scaffold
from views.shared.screens import block, screen
from views.shared.stamps import unless_stamped
from views.shared.states import problem, shown
from views.shared.theme import GAP_M, GAP_S


def said(statements: list[Statement]) -> list[ft.Control]:
    """Whose words, who entered them, and whether they are owned."""
    if not statements:
        return []
    rows: list[ft.Control] = []
    for s in statements:
        rows += [heading(mends.said_by(s.full_name, s.entered_by, s.at), level=3), body(s.words)]
        if s.revoked_at is not None:
            rows.append(note(mends.not_theirs(s.full_name, s.revoked_at)))
    return [section(strings.STATEMENTS), card(rows, spacing=GAP_S)]


def to_say(x: LineCard, me: UUID, reload: Callable[[], None]) -> list[ft.Control]:
    """What I, who am looked at, may do: say something, say that it was not me; and the way to enter
    what others said, for an officer."""
    mine = next((s for s in x.statements if s.member_id == me), None)
    here = partial(paths.inspection_line, x.unit_id, x.year, x.line_id)
    rows: list[ft.Control] = []
    entered = mine is not None and mine.entered_by is not None and mine.revoked_at is None
    if x.part is Part.SUBJECT and x.state is State.REPORTED:
        own = mine is not None and mine.entered_by is None
        if not entered:
            rows.append(banner(strings.ABOUT_ME, Tone.IMPORTANT))
        rows.append(
            primary_button(
                strings.STATEMENT_EDIT if own else strings.STATEMENT,
                partial(go, here("statement")),
                icon=ft.Icons.RATE_REVIEW_OUTLINED,
                key="statement",
            )
        )
    if entered and mine is not None:
        rows.insert(0, banner(mends.entered_for_me(mine.entered_by or ""), Tone.IMPORTANT))
        rows.append(keyed("revoke", Revoke, x.line_id, reload))
    rows += [
        secondary_button(
            mends.speak_for(who.full_name, again=who.entered),
            partial(go, here(f"statement/{who.member_id}")),
            key=f"speak-{who.member_id}",
        )
        for who in x.may_speak_for
    ]
    return rows


@block
def Revoke(line_id: UUID, reload: Callable[[], None]) -> ft.Control:
    """That what was entered in my name are not my words."""
    services, ask = use_services(), use_confirm()
    key = use_request_key(line_id)

    async def revoke() -> None:
        await services.inspections.revoke_statement(UUID(key.value), line_id)

    def revoked(_: None) -> None:
        toast(mends.REVOKED)
        reload()

    revoking = use_action(revoke, on_done=revoked, name="inspections.revoke_statement")
    return column(
        [
            *problem(revoking.error, strings.ERRORS),
            secondary_button(
                mends.REVOKE,
                lambda: ask(mends.REVOKE, mends.REVOKE_ASK, mends.REVOKE, revoking.run),
                busy=revoking.busy,
                key="revoke",
            ),
        ],
        spacing=GAP_M,
    )


@screen
def StatementScreen() -> ft.View:
    """What I say of the report on me."""
    services, me = use_services(), use_me()
    wanted = ft.use_route_params().get("line_id", "")
    query = use_query(
        lambda: services.inspections.line(wanted_id(wanted)),
        [wanted],
        name="inspections.line",
    )

    def draw(x: LineCard) -> list[ft.Control]:
        send = partial(services.inspections.state_own, line_id=x.line_id)
        first = next((s.words for s in x.statements if s.member_id == me.member_id), "")
        return [
            heading(x.content, level=2),
            keyed(
                "form", StatementForm, x, x.line_id, send, first, strings.STATEMENT_LABEL,
                strings.STATEMENT_SEND, strings.STATEMENT_DONE, [strings.STATEMENT_NOTE],
            ),
        ]  # fmt: skip

    return scaffold(strings.STATEMENT, shown(query, draw, room=strings.ERRORS))


@screen
def SpeakForScreen() -> ft.View:
    """What the member in the address said of the report."""
    services = use_services()
    params = ft.use_route_params()
    wanted, member = params.get("line_id", ""), params.get("member_id", "")
    query = use_query(
        lambda: services.inspections.line(wanted_id(wanted)),
        [wanted],
        name="inspections.line",
    )

    def draw(x: LineCard) -> list[ft.Control]:
        who = next((s for s in x.may_speak_for if str(s.member_id) == member), None)
        if who is None:
            return [note(strings.ERRORS["inspection.wrong_state"])]
        first = next((s.words for s in x.statements if s.member_id == who.member_id), "")
        send = partial(services.inspections.state_for, line_id=x.line_id, member_id=who.member_id)
        about = uuid5(x.line_id, str(who.member_id))
        told = [mends.SPEAK_NOTE, mends.SPEAK_ANOTHER if x.another else mends.SPEAK_ALONE]
        return [
            heading(mends.speak_for(who.full_name, again=who.entered), level=2),
            note(x.content),
            keyed(
                "form", StatementForm, x, about, send, first, mends.SPEAK_LABEL, mends.SPEAK_SEND,
                mends.SPEAK_DONE, told,
            ),
        ]  # fmt: skip

    return scaffold(mends.SPEAK, shown(query, draw, room=strings.ERRORS))


@block
def StatementForm(
    x: LineCard,
    about: UUID,
    send: Callable[..., Awaitable[None]],
    first: str,
    label: str,
    verb: str,
    done: str,
    told: list[str],
) -> ft.Control:
    """What is typed stays through every error, and is kept until it is sent."""
    ask = use_confirm()
    said = use_words("inspection.statement", about, first)
    typed = said.words
    tried, set_tried = use_state(lambda: False)
    key = use_request_key(typed)

    async def deliver(confirmed: bool) -> None:
        await send(UUID(key.value), words=typed.strip(), classified_confirmed=confirmed)
        await said.sent()

    def sent(_: None) -> None:
        toast(done)
        go(paths.inspection_line(x.unit_id, x.year, x.line_id))

    sending = use_action(deliver, on_done=sent, name="inspections.statement")
    short = len(typed.strip()) < 2

    def submit() -> None:
        set_tried(True)
        if not short:
            unless_stamped(ask, typed, sending.run)

    return column(
        [
            *said.around(
                keyed(
                    "said", TextInput, label, typed, said.put, kind=Kind.LONG, lines=5, max_length=10000,
                    error=strings.ERRORS["inspection.words_missing"] if tried and short else None,
                )
            ),
            *(note(words) for words in told),
            *problem(sending.error, strings.ERRORS),
            primary_button(verb, submit, busy=sending.busy, key="send"),
        ],
        spacing=GAP_M,
    )  # fmt: skip
