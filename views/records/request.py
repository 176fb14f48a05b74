"""One request: before and after, the evidence, and the decision."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID, uuid5

import flet as ft

from services.records.models import Request
from services.records.written import field_name, in_words
from views import paths
from views.records import strings
from views.records.evidence import EvidenceLinks
from views.records.params import use_id
from views.records.requests_inbox import state_pill
from views.records.touched import touch
from views.session import use_services
from views.shared import strings as words
from views.shared import text
from views.shared.buttons import primary_button, secondary_button, text_button
from views.shared.dialogs import use_confirm
from views.shared.errors import Failed, sentence_for
from views.shared.fields import Kind, TextInput
from views.shared.flet_typed import keyed, use_state
from views.shared.guard import toast
from views.shared.hooks import use_action, use_query, use_request_key
from views.shared.kept_words import use_words
from views.shared.look import current_look, go
from views.shared.parts import (
    Tone,
    banner,
    body,
    card,
    column,
    flow,
    heading,
    key_values,
    note,
    pill,
    section,
)
from views.shared.people.strings import unit_path
from views.shared.scaffold import scaffold
from views.shared.screens import screen
from views.shared.states import problem, shown
from views.shared.theme import GAP_M, GAP_XS

_SIDE_FROM = 600
"""Narrower than this, long values have no room beside each other."""


@screen
def RequestScreen() -> ft.View:
    """What was asked for and why; below it the answer."""
    services, ask = use_services(), use_confirm()
    request_id = use_id("request_id")
    typed = use_words("request.answer", request_id)
    answer = typed.words
    tried, set_tried = use_state(lambda: False)
    key = use_request_key(str(request_id), answer.strip())

    async def load() -> Request:
        return await services.requests.open(request_id)

    query = use_query(load, [str(request_id)], name="requests.open")

    async def settle(verb: str, said: str, request: Request, write_key: str) -> str:
        # The verb is part of the key: accepting after a failed rejection is another deed.
        one = uuid5(UUID(write_key), verb)
        seen = request.moved_on.version if request.moved_on is not None else None
        state = await services.requests.settle(one, request_id, verb, said or None, seen)
        touch(request.member_id)
        await typed.sent()
        return state

    def settled(state: str) -> None:
        toast(strings.DONE.get(state, strings.STATES.get(state, state)))
        go(paths.INBOX)

    settling = use_action(settle, on_done=settled, name="requests.settle")

    def decide(request: Request, verb: str) -> None:
        said = answer.strip()
        set_tried(verb == "reject")
        if verb == "reject" and len(said) < 3:
            return
        title, question, yes = asked(request, verb)
        ask(title, question, yes, partial(settling.run, verb, said, request, key.value))

    def again() -> None:
        settling.reset()
        query.reload()

    def draw(request: Request) -> list[ft.Control]:
        short = strings.ANSWER_SHORT if tried and len(answer.strip()) < 3 else None
        rows: list[ft.Control] = [
            head(request),
            *moved(request),
            comparison(request),
            card([key_values([(strings.MEMBER_SAYS, request.reason)])]),
            section(strings.PAPERS),
        ]
        if request.evidence:
            rows.append(keyed("papers", EvidenceLinks, request.evidence, strings.REQUEST_ERRORS))
        else:
            rows.append(note(strings.NO_EVIDENCE))
        to_record = partial(go, paths.inbox_record(request_id, request.member_id))
        rows.append(flow([text_button(strings.OPEN_RECORD, to_record, key="open-record")]))
        if request.answer:
            rows.append(card([key_values([(strings.ANSWERED, request.answer)])]))
        if not (request.may_decide or request.may_forward):
            return [*rows, note(strings.CANNOT_DECIDE)]
        rows += typed.around(
            keyed(
                "answer",
                TextInput,
                strings.ANSWER,
                answer,
                typed.put,
                kind=Kind.LONG,
                lines=2,
                error=short or sentence_for(settling.error, "answer", strings.REQUEST_ERRORS),
                help=strings.ANSWER_HELP,
                optional=True,
                max_length=1000,
            )
        )
        rows += trouble(settling.error, again)
        return [*rows, *buttons(request, partial(decide, request), busy=settling.busy)]

    return scaffold(strings.REQUEST, shown(query, draw, room=strings.REQUEST_ERRORS))


def head(request: Request) -> ft.Control:
    """Whose, what, since when, by whom."""
    marks = [state_pill(request)]
    if request.decided_by_kind == "ward":
        marks.append(pill(strings.FOR_WARD, Tone.IMPORTANT))
    lines = [strings.filed(text.moment(request.filed_at))]
    if request.entered_by:
        lines.append(strings.entered_by(request.entered_by))
    if request.forwarded_by and request.forwarded_at:
        moment = text.moment(request.forwarded_at)
        lines.append(strings.forwarded_by(request.forwarded_by, moment))
    return column(
        [
            heading(request.full_name),
            note(unit_path(request.unit_names)),
            flow(marks),
            *(note(line) for line in lines),
        ],
        spacing=GAP_XS,
    )


def moved(request: Request) -> list[ft.Control]:
    """What the field says now, where somebody has changed it since."""
    now = request.moved_on
    if now is None:
        return []
    who = now.changed_by or strings.NOBODY_NAMED
    value = in_words(request.kind, now.value) or strings.NOTHING
    return [
        banner(strings.moved_on(who, text.moment(now.changed_at)), Tone.WAITING),
        card([key_values([(strings.NOW_THERE, value)])]),
    ]


def comparison(request: Request) -> ft.Control:
    """Before and after: side by side where there is room, else one below the other."""
    before = side(strings.PRESENT_VALUE, in_words(request.kind, request.before), Tone.NEUTRAL)
    after = side(strings.WANTED_VALUE, in_words(request.kind, request.proposed), Tone.DONE)
    look = current_look()
    if look.large or (look.width < _SIDE_FROM and request.kind in ("long_text", "list")):
        pair: ft.Control = column([before, after])
    else:
        before.expand = after.expand = True
        pair = ft.Row(
            [before, after], spacing=GAP_M, vertical_alignment=ft.CrossAxisAlignment.START
        )
    return card([heading(field_name(request.field), level=2), pair], spacing=GAP_M)


def side(label: str, words_: str, tone: Tone) -> ft.Control:
    """One of the two values. The label says which it is, not the colour alone."""
    inside = column([note(label), body(words_ or strings.NOTHING)], spacing=GAP_XS)
    return ft.MergeSemantics(
        content=ft.Container(inside, padding=12, border_radius=8, bgcolor=tone.ground)
    )


def asked(request: Request, verb: str) -> tuple[str, str, str]:
    """The question before a decision: title, words, and what 'yes' says."""
    if verb == "accept":
        value = in_words(request.kind, request.proposed) or strings.NOTHING
        what = strings.accept_text(request.full_name, field_name(request.field), value)
        if request.moved_on is not None:
            newer = in_words(request.kind, request.moved_on.value) or strings.NOTHING
            what = strings.overwrite_text(what, newer)
        return strings.ACCEPT_ASK, what, strings.ACCEPT
    if verb == "reject":
        return strings.REJECT_ASK, strings.REJECT_TEXT, strings.REJECT
    return strings.FORWARD_ASK, strings.FORWARD_TEXT, strings.FORWARD


def trouble(failed: Failed | None, again: Callable[[], None]) -> list[ft.Control]:
    """What stopped the decision; after a conflict the request can be loaded again."""
    if failed is None or failed.field == "answer":
        return []
    rows = problem(failed, strings.REQUEST_ERRORS)
    if failed.kind in ("conflict", "forbidden", "not_found"):
        rows.append(flow([secondary_button(words.RELOAD, again, key="reload")]))
    return rows


def buttons(request: Request, decide: Callable[[str], None], *, busy: bool) -> list[ft.Control]:
    """What may be decided; the first is the main action."""
    verbs: list[tuple[str, str]] = []
    if request.may_decide:
        verbs += [("accept", strings.ACCEPT), ("reject", strings.REJECT)]
    if request.may_forward:
        verbs.append(("forward", strings.FORWARD))
    drawn: list[ft.Control] = []
    for place, (verb, label) in enumerate(verbs):
        button = secondary_button if place else primary_button
        drawn.append(button(label, partial(decide, verb), busy=busy, key=verb))
    return drawn
