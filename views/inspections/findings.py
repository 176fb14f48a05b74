"""Writing the report of a line. It saves itself; nothing typed is lost."""

from __future__ import annotations

from datetime import datetime
from functools import partial

import flet as ft

from services.inspections.models import Findings, FindingsDraft, LineCard, Saved, Step
from views import paths
from views.inspections import strings
from views.inspections.parts import looked_at
from views.inspections.saving import Form, Standing, told, use_autosave
from views.session import use_services
from views.shared.buttons import primary_button
from views.shared.dialogs import use_confirm
from views.shared.fields import Kind, TextInput
from views.shared.flet_typed import keyed, use_state
from views.shared.guard import toast
from views.shared.hooks import use_action, use_query
from views.shared.ids import wanted_id
from views.shared.look import go
from views.shared.parts import column, heading, note
from views.shared.scaffold import scaffold
from views.shared.screens import block, screen
from views.shared.stamps import ask_about_stamp
from views.shared.states import problem, shown
from views.shared.theme import GAP_M

FIELDS = (
    ("looked_at", strings.LOOKED_AT),
    ("good", strings.GOOD),
    ("lacking", strings.LACKING),
    ("proposal", strings.PROPOSAL),
)


@screen
def FindingsScreen() -> ft.View:
    """The report of the line in the address."""
    services = use_services()
    wanted = ft.use_route_params().get("line_id", "")
    query = use_query(
        lambda: services.inspections.line(wanted_id(wanted, "inspection.not_found")),
        [wanted],
        name="inspections.line",
    )

    def draw(x: LineCard) -> list[ft.Control]:
        head: list[ft.Control] = [heading(x.content, level=2), note(looked_at(x))]
        if Step.HAND_IN not in x.steps:
            return [*head, note(strings.ERRORS["inspection.wrong_state"])]
        return [*head, keyed("editor", FindingsEditor, x)]

    return scaffold(strings.FINDINGS, shown(query, draw, room=strings.ERRORS))


def draft_of(f: Findings | None) -> FindingsDraft:
    """What is on the server as it looks on the screen."""
    if f is None:
        return FindingsDraft()
    return FindingsDraft(looked_at=f.looked_at, good=f.good, lacking=f.lacking, proposal=f.proposal)


@block
def FindingsEditor(x: LineCard) -> ft.Control:
    """Four fields, saved on every pause, and the way to hand it in."""
    services, ask = use_services(), use_confirm()
    start = draft_of(x.findings)
    draft, set_draft = use_state(lambda: start)
    saved_draft, set_saved_draft = use_state(lambda: start)
    edits, set_edits = use_state(lambda: x.findings.edits if x.findings else None)
    saved_at, set_saved_at = use_state(lambda: x.findings.updated_at if x.findings else _never())
    denied, set_denied = use_state(lambda: False)
    form = Form(draft, edits, denied)

    async def send(wanted: Form[FindingsDraft], hand_in: bool = False) -> Saved:
        return await services.inspections.save_findings(
            wanted.key(x.line_id, last=hand_in), x.line_id, wanted.draft, wanted.edits,
            hand_in=hand_in, classified_confirmed=wanted.denied,
        )  # fmt: skip

    def on_saved(answer: Saved, sent: Form[FindingsDraft]) -> None:
        set_edits(answer.edits)
        set_saved_draft(sent.draft)
        set_saved_at(answer.saved_at)

    saving = use_autosave(
        form, send, dirty=draft != saved_draft, on_saved=on_saved, name="inspections.findings"
    )

    async def settle(mine: bool) -> None:
        theirs = (await services.inspections.line(x.line_id)).findings
        if theirs is None:
            return
        set_edits(theirs.edits)
        if not mine:
            set_draft(draft_of(theirs))
            set_saved_draft(draft_of(theirs))
            set_saved_at(theirs.updated_at)

    settling = use_action(settle, name="inspections.line")

    def handed_in(_: Saved) -> None:
        toast(strings.HANDED_IN)
        go(paths.inspection_line(x.unit_id, x.year, x.line_id))

    handing = use_action(lambda: send(form, True), on_done=handed_in, name="inspections.hand_in")

    def put(name: str, value: str) -> None:
        set_draft(lambda old: old.model_copy(update={name: value}))

    return column(
        [
            note(strings.FINDINGS_NOTE),
            *(
                keyed(
                    name, TextInput, label, getattr(draft, name), partial(put, name),
                    kind=Kind.LONG, lines=3, most_lines=20, max_length=10000, optional=name == "proposal",
                )
                for name, label in FIELDS
            ),
            note(strings.SECRECY),
            *told(saving, saved_at, lambda: ask_about_stamp(ask, lambda: set_denied(True)), settling.run),
            *problem(settling.error, strings.ERRORS),
            *problem(handing.error, strings.ERRORS),
            primary_button(
                strings.STEPS[Step.HAND_IN],
                lambda: ask(
                    strings.STEPS[Step.HAND_IN], strings.HAND_IN_TEXT, strings.STEPS[Step.HAND_IN],
                    handing.run,
                ),
                busy=handing.busy,
                disabled=saving.standing in (Standing.CONFLICT, Standing.STAMPED, Standing.SAVING),
                key="hand-in",
            ),
        ],
        spacing=GAP_M,
    )  # fmt: skip


def _never() -> datetime | None:
    return None
