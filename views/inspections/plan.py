"""The plan of a cell for a year: its lines, what is late, and what those who run the cell do with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from uuid import UUID

import flet as ft

from services.inspections.models import Plan, PlanCard
from views import paths
from views.inspections import strings
from views.inspections.files import Files, plan_file
from views.inspections.mends import strings as mends
from views.inspections.mends.adoption import ways
from views.inspections.parts import counted, history, line_row, years
from views.session import use_services
from views.shared import strings as words
from views.shared import text
from views.shared.buttons import primary_button, secondary_button, text_button
from views.shared.flet_typed import keyed
from views.shared.guard import toast
from views.shared.hooks import use_action, use_query, use_request_key
from views.shared.ids import wanted_id
from views.shared.look import go
from views.shared.parts import (
    Tone,
    banner,
    body,
    card,
    column,
    flow,
    heading,
    icon_button,
    list_card,
    list_item,
    note,
    pill,
    section,
)
from views.shared.returning import use_return
from views.shared.scaffold import scaffold
from views.shared.screens import block, screen
from views.shared.states import empty, problem, shown
from views.shared.theme import GAP_M


@screen
def PlanScreen() -> ft.View:
    """The cell and the year in the address."""
    services = use_services()
    params = ft.use_route_params()
    unit, year = params.get("unit_id", ""), int(params.get("year") or text.now().year)
    query = use_query(
        lambda: services.inspections.plan(wanted_id(unit), year),
        [unit, year],
        name="inspections.plan",
    )
    use_return(query.reload)

    def draw(told: PlanCard) -> list[ft.Control]:
        head: list[ft.Control] = [note(told.unit_name), *warnings(told)]
        if told.plan is None:
            return [*head, *taken_back(told), *without(told, query.reload)]
        return [*head, *drawn(told, told.plan)]

    return scaffold(
        strings.ROOM,
        [
            years(year, partial(paths.inspections, unit)),
            *shown(query, draw, room=strings.ERRORS, rows=5),
        ],
        actions=[icon_button(ft.Icons.REFRESH, words.RELOAD, query.reload)],
    )


def warnings(told: PlanCard) -> list[ft.Control]:
    """What is late, for who can do something about it."""
    if not (told.may_run or told.may_oversee):
        return []
    today, said = text.now().date(), list[str]()
    adopted = told.plan is not None and told.plan.adopted_on is not None
    if not adopted and told.plan_by is not None and told.plan_by < today:
        said.append(strings.plan_late(told.plan_by))
    late = sum(line.late for line in told.lines) if adopted else 0
    if late:
        said.append(strings.lines_late(late))
    sent = told.report is not None and told.report.sent_at is not None
    if adopted and not sent and told.report_by is not None and told.report_by < today:
        said.append(strings.report_late(told.report_by))
    return [banner(" ".join(said), Tone.WAITING)] if said else []


def taken_back(told: PlanCard) -> list[ft.Control]:
    """That the adoption was taken back, by whom and why, while the plan is a draft again."""
    event = told.taken_back
    if event is None:
        return []
    day = date.fromisoformat(str((event.before or {})["adopted_on"]))
    said = mends.taken_back(text.day(day), event.actor, event.at, event.reason or "")
    return [banner(said, Tone.WAITING)]


def without(told: PlanCard, reload: Callable[[], None]) -> list[ft.Control]:
    """No plan that I may see."""
    if not told.may_run:
        return [empty(strings.NONE_YET, icon=ft.Icons.FACT_CHECK_OUTLINED)]
    return [keyed("begin", Begin, told.unit_id, told.year, told.can_copy, reload), *rule(told)]


@block
def Begin(unit_id: UUID, year: int, can_copy: bool, begun: Callable[[], None]) -> ft.Control:
    """Beginning a plan, empty or from the year before."""
    services = use_services()
    key = use_request_key(unit_id, year)

    async def begin(copy: bool) -> bool:
        await services.inspections.save_plan(UUID(key.value), unit_id, year, copy=copy)
        return copy

    def done(copied: bool) -> None:
        toast(strings.COPIED if copied else strings.BEGUN)
        begun()

    beginning = use_action(begin, on_done=done, name="inspections.begin")
    fresh = secondary_button if can_copy else primary_button
    return column(
        [
            empty(strings.NONE_BEGUN, icon=ft.Icons.FACT_CHECK_OUTLINED),
            note(strings.BEGIN_NOTE),
            *problem(beginning.error, strings.ERRORS),
            *(
                [primary_button(strings.COPY, partial(beginning.run, True), busy=beginning.busy, key="copy")]
                if can_copy
                else []
            ),
            fresh(strings.BEGIN, partial(beginning.run, False), busy=beginning.busy, key="begin"),
        ],
        spacing=GAP_M,
    )  # fmt: skip


def drawn(told: PlanCard, plan: Plan) -> list[ft.Control]:
    """A plan with its lines and all that belongs to it."""
    adopted = plan.adopted_on is not None
    standing = (
        pill(strings.adopted(plan.adopted_on), Tone.DONE)
        if plan.adopted_on
        else pill(strings.DRAFT, Tone.WAITING)
    )
    rows: list[ft.Control] = [
        card(
            [
                heading(strings.plan_title(told.year), level=2),
                flow([standing]),
                *([body(plan.aims)] if plan.aims else []),
                *([aims_button(told)] if told.may_run else []),
                *ways(told, plan),
            ]
        ),
        *taken_back(told),
        section(strings.LINES),
    ]
    if told.lines:
        rows.append(
            list_card([line_row(x, told.unit_id, told.year, adopted=adopted) for x in told.lines])
        )
    else:
        rows.append(note(strings.LINES_NONE))
    if told.may_run:
        rows += running(told, adopted=adopted)
    if adopted:
        rows += [section(strings.FIGURES), counted(told.figures)]
    if adopted and (told.report is not None or told.may_run):
        rows += [section(strings.REPORT), list_card([report_row(told)])]
    if told.lines:
        make = partial(plan_file, told)
        rows.append(keyed("files", Files, ("docx", "pdf"), make, strings.UNCONFIRMED_FORM))
    rows += history(told.history)
    return [*rows, note(strings.CELL_SEES), *rule(told)]


def running(told: PlanCard, *, adopted: bool) -> list[ft.Control]:
    """What those who run the cell do: one more line; adopting, once there is something to adopt."""
    ready = bool(told.lines) and not adopted
    add = (secondary_button if ready or adopted else primary_button)(
        strings.LINE_NEW,
        partial(go, paths.inspections(told.unit_id, told.year, "new")),
        icon=ft.Icons.ADD,
        key="new",
    )
    if not ready:
        return [add]
    adopt = primary_button(
        strings.ADOPT,
        partial(go, paths.inspections(told.unit_id, told.year, "adopt")),
        icon=ft.Icons.HOW_TO_VOTE_OUTLINED,
        key="adopt",
    )
    return [add, adopt, note(strings.BEGIN_NOTE)]


def aims_button(told: PlanCard) -> ft.Control:
    """The way to the form of the aims."""
    return ft.Row(
        [
            text_button(
                strings.AIMS_EDIT,
                partial(go, paths.inspections(told.unit_id, told.year, "aims")),
                icon=ft.Icons.EDIT_OUTLINED,
                key="aims",
            )
        ]
    )


def report_row(told: PlanCard) -> ft.Control:
    """The way to the year's report."""
    report = told.report
    said = strings.REPORT_NONE if report is None else strings.REPORT_DRAFT
    if report is not None and report.sent_at is not None:
        said = strings.sent_at(report.sent_at)
    return list_item(
        strings.REPORT_OPEN,
        lines=[said],
        leading=ft.Icon(ft.Icons.SUMMARIZE_OUTLINED),
        on_tap=partial(go, paths.inspections(told.unit_id, told.year, "report")),
        key="report",
    )


def rule(told: PlanCard) -> list[ft.Control]:
    """The two dates of the year, marked as what they are."""
    if told.plan_by is None or told.report_by is None or not (told.may_run or told.may_oversee):
        return []
    return [
        note(strings.dates(told.plan_by, told.report_by)),
        note(strings.UNCONFIRMED_DATES),
    ]
