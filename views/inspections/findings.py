"""Writing the report of a line. It saves itself; nothing typed is lost."""

from __future__ import annotations

import flet as ft

from services.inspections.models import Findings, FindingsDraft, LineCard, Saved, Step
from views import paths
from views.inspections import strings
from views.inspections.parts import looked_at
from views.inspections.saving import Form, Kept, fields, use_writing
from views.session import use_services
from views.shared.buttons import primary_button
from views.shared.dialogs import use_confirm
from views.shared.flet_typed import keyed
from views.shared.guard import toast
from views.shared.hooks import use_query
from views.shared.ids import wanted_id
from views.shared.look import go
from views.shared.parts import column, heading, note
from views.shared.scaffold import scaffold
from views.shared.screens import block, screen
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
        lambda: services.inspections.line(wanted_id(wanted)),
        [wanted],
        name="inspections.line",
    )

    def draw(x: LineCard) -> list[ft.Control]:
        head: list[ft.Control] = [heading(x.content, level=2), note(looked_at(x))]
        if Step.HAND_IN not in x.steps:
            return [*head, note(strings.ERRORS["inspection.wrong_state"])]
        return [*head, keyed("editor", FindingsEditor, x)]

    return scaffold(strings.FINDINGS, shown(query, draw, room=strings.ERRORS))


def kept(f: Findings | None) -> Kept[FindingsDraft]:
    """What is on the server as it looks on the screen."""
    if f is None:
        return Kept(FindingsDraft())
    draft = FindingsDraft(
        looked_at=f.looked_at, good=f.good, lacking=f.lacking, proposal=f.proposal
    )
    return Kept(draft, f.edits, f.updated_at)


@block
def FindingsEditor(x: LineCard) -> ft.Control:
    """Four fields, saved on every pause, and the way to hand it in."""
    services, ask = use_services(), use_confirm()

    async def send(wanted: Form[FindingsDraft], hand_in: bool) -> Saved:
        return await services.inspections.save_findings(
            wanted.key(x.line_id, last=hand_in), x.line_id, wanted.draft, wanted.edits,
            hand_in=hand_in, classified_confirmed=wanted.denied,
        )  # fmt: skip

    async def theirs() -> Kept[FindingsDraft] | None:
        found = (await services.inspections.line(x.line_id)).findings
        return kept(found) if found is not None else None

    def handed_in() -> None:
        toast(strings.HANDED_IN)
        go(paths.inspection_line(x.unit_id, x.year, x.line_id))

    writing = use_writing(kept(x.findings), send, theirs, handed_in, name="inspections.findings")
    return column(
        [
            note(strings.FINDINGS_NOTE),
            *fields(FIELDS, writing.draft, writing.put),
            note(strings.SECRECY),
            *writing.said,
            *problem(writing.handing.error, strings.ERRORS),
            primary_button(
                strings.STEPS[Step.HAND_IN],
                lambda: ask(
                    strings.STEPS[Step.HAND_IN], strings.HAND_IN_TEXT, strings.STEPS[Step.HAND_IN],
                    writing.handing.run,
                ),
                busy=writing.handing.busy,
                disabled=not writing.ready,
                key="hand-in",
            ),
        ],
        spacing=GAP_M,
    )  # fmt: skip
