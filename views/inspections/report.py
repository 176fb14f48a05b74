"""The year's report of a cell: counts from the lines, words by the secretary, sent up."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

import flet as ft

from services.inspections.models import Plan, PlanCard, Report, ReportDraft, Saved, State
from services.models import Frozen
from views.inspections import strings
from views.inspections.files import Files, report_file
from views.inspections.parts import counted, paragraphs
from views.inspections.saving import Form, Kept, fields, use_writing
from views.session import use_services
from views.shared import strings as words
from views.shared.buttons import primary_button, secondary_button
from views.shared.dialogs import use_confirm
from views.shared.drafts import use_draft
from views.shared.fields import Kind, TextInput
from views.shared.flet_typed import keyed, use_state
from views.shared.guard import toast
from views.shared.hooks import use_action, use_query, use_request_key
from views.shared.ids import wanted_id
from views.shared.parts import column, heading, icon_button, note, section
from views.shared.scaffold import scaffold
from views.shared.screens import block, screen
from views.shared.stamps import unless_stamped
from views.shared.states import empty, problem, shown
from views.shared.theme import GAP_M

FIELDS = (
    ("good", strings.GOOD),
    ("lacking", strings.LACKING),
    ("proposal", strings.PROPOSAL),
)


@screen
def ReportScreen() -> ft.View:
    """The report of the cell and year in the address."""
    services = use_services()
    params = ft.use_route_params()
    unit, year = params.get("unit_id", ""), int(params.get("year") or 0)
    query = use_query(
        lambda: services.inspections.plan(wanted_id(unit), year),
        [unit, year],
        name="inspections.plan",
    )

    def draw(card: PlanCard) -> list[ft.Control]:
        report = card.report
        sent = report is not None and report.sent_at is not None
        figures = report.figures if report is not None and report.figures else card.figures
        rows: list[ft.Control] = [
            heading(strings.year(year), level=2),
            note(card.unit_name),
            counted(figures),
        ]
        if card.plan is None or card.plan.adopted_on is None:
            return [*rows, note(strings.ERRORS["inspection.not_adopted"])]
        if report is not None and sent:
            rows += reading(report)
            if card.may_run:
                rows.append(keyed("again", Again, card.plan.plan_id, report, query.reload))
        elif card.may_run:
            rows.append(keyed("editor", ReportEditor, card, card.plan, query.reload))
        else:
            return [*rows, empty(strings.REPORT_NONE)]
        if report is not None:
            make = partial(report_file, card)
            rows.append(keyed("files", Files, ("docx", "pdf"), make, strings.UNCONFIRMED_FORM))
        return rows

    return scaffold(
        strings.REPORT,
        shown(query, draw, room=strings.ERRORS, rows=5),
        actions=[icon_button(ft.Icons.REFRESH, words.RELOAD, query.reload)],
    )


def reading(report: Report) -> list[ft.Control]:
    """A report that was sent."""
    at = report.sent_at
    return [
        *([note(strings.sent_at(at))] if at else []),
        paragraphs([(label, getattr(report, name)) for name, label in FIELDS]),
    ]


def draft_of(report: Report) -> ReportDraft:
    """The words that people wrote."""
    return ReportDraft(good=report.good, lacking=report.lacking, proposal=report.proposal)


def kept(report: Report | None) -> Kept[ReportDraft]:
    """What is on the server as it looks on the screen."""
    if report is None:
        return Kept(ReportDraft())
    return Kept(draft_of(report), report.edits, report.updated_at)


@block
def ReportEditor(card: PlanCard, plan: Plan, reload: Callable[[], None]) -> ft.Control:
    """The draft: saved on every pause, sent once."""
    services, ask = use_services(), use_confirm()

    async def put_away(wanted: Form[ReportDraft], send: bool) -> Saved:
        return await services.inspections.save_report(
            wanted.key(plan.plan_id, last=send), plan.plan_id, wanted.draft, wanted.edits,
            send=send, classified_confirmed=wanted.denied,
        )  # fmt: skip

    async def theirs() -> Kept[ReportDraft] | None:
        found = (await services.inspections.plan(card.unit_id, card.year)).report
        return kept(found) if found is not None else None

    def sent() -> None:
        toast(strings.SENT)
        reload()

    writing = use_writing(kept(card.report), put_away, theirs, sent, name="inspections.report")
    open_ = any(x.state not in (State.CONCLUDED, State.DROPPED) for x in card.lines)
    return column(
        [
            note(strings.REPORT_NOTE),
            *fields(FIELDS, writing.draft, writing.put),
            note(strings.SECRECY),
            *writing.said,
            *problem(
                writing.handing.error,
                strings.ERRORS | {"inspection.report_short": strings.REPORT_SHORT},
            ),
            *([note(strings.SEND_EARLY)] if open_ else []),
            primary_button(
                strings.SEND,
                lambda: ask(strings.SEND, strings.SEND_TEXT, strings.SEND, writing.handing.run),
                busy=writing.handing.busy,
                disabled=not writing.ready,
                key="send",
            ),
        ],
        spacing=GAP_M,
    )


@block
def Again(plan_id: UUID, report: Report, reload: Callable[[], None]) -> ft.Control:
    """A sent report is changed with a reason, and goes up again at once."""
    opened, set_opened = use_state(lambda: False)

    def sent() -> None:
        set_opened(False)
        reload()

    if not opened:
        return secondary_button(
            strings.SEND_AGAIN, lambda: set_opened(True), icon=ft.Icons.EDIT_OUTLINED, key="again"
        )
    return keyed("again-form", AgainForm, plan_id, report, sent)


class Anew(Frozen):
    """A report that is written anew over the one that was sent with so many edits."""

    report: ReportDraft
    edits: int
    reason: str = ""


@block
def AgainForm(plan_id: UUID, report: Report, on_sent: Callable[[], None]) -> ft.Control:
    """What is typed stays through every error, and is kept until it is sent."""
    services, ask = use_services(), use_confirm()
    first = Anew(report=draft_of(report), edits=report.edits)
    form, set_form = use_state(lambda: first)
    tried, set_tried = use_state(lambda: False)
    key = use_request_key(form)
    draft, reason = form.report, form.reason
    kept = use_draft(
        "inspection.report", plan_id, form, set_form, first,
        fits=lambda found: found.edits == report.edits,
    )  # fmt: skip

    async def send(confirmed: bool) -> Saved:
        saved = await services.inspections.save_report(
            UUID(key.value), plan_id, draft, report.edits, send=True, reason=reason.strip(),
            classified_confirmed=confirmed,
        )  # fmt: skip
        await kept.forget()
        return saved

    def sent(_: Saved) -> None:
        toast(strings.SENT)
        on_sent()

    sending = use_action(send, on_done=sent, name="inspections.send")
    short = len(reason.strip()) < 2

    def put(name: str, value: str) -> None:
        set_form(
            lambda old: old.model_copy(
                update={"report": old.report.model_copy(update={name: value})}
            )
        )

    def say_why(why: str) -> None:
        set_form(lambda old: old.model_copy(update={"reason": why}))

    def submit() -> None:
        set_tried(True)
        if not short:
            unless_stamped(ask, "\n".join((*draft.model_dump().values(), reason)), sending.run)

    return column(
        [
            section(strings.SEND_AGAIN),
            *kept.around(
                *fields(FIELDS, draft, put),
                keyed(
                    "reason", TextInput, strings.WHY, reason, say_why,
                    kind=Kind.LONG, lines=2, max_length=500,
                    error=strings.ERRORS["inspection.reason_missing"] if tried and short else None,
                ),
            ),
            *problem(sending.error, strings.ERRORS),
            primary_button(strings.SEND_AGAIN, submit, busy=sending.busy, key="send"),
        ],
        spacing=GAP_M,
    )  # fmt: skip
