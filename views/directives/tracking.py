"""Theo dõi: who has acknowledged a directive, by name in a cell and by count above; reminders."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

import flet as ft

from services.directives.models import TrackedChild, TrackedPerson, Tracking
from services.errors import NotFound
from views import paths
from views.directives import strings
from views.directives.report import ReportButtons
from views.session import use_services
from views.shared import strings as words
from views.shared import text
from views.shared.buttons import primary_button
from views.shared.dialogs import use_confirm
from views.shared.flet_typed import keyed
from views.shared.guard import toast
from views.shared.hooks import Ready, use_action, use_query, use_request_key
from views.shared.look import current_look, go
from views.shared.parts import (
    Tone,
    avatar,
    banner,
    body,
    card,
    column,
    heading,
    icon_button,
    key_values,
    list_card,
    list_item,
    note,
    section,
    strong,
)
from views.shared.posts.strings import acknowledge_by, document_line
from views.shared.returning import use_return
from views.shared.scaffold import scaffold
from views.shared.screens import screen
from views.shared.states import empty, problem, shown


@dataclass(frozen=True)
class Groups:
    """The people of a cell, told apart. The exempt who have not acknowledged count nowhere."""

    missing: list[TrackedPerson]
    done: list[TrackedPerson]
    exempt: list[TrackedPerson]


@screen
def TrackingScreen() -> ft.View:
    """The figures of a directive for the topmost unit I follow, or for one below it."""
    services = use_services()
    params = ft.use_route_params()
    here = ft.use_view_path()
    wanted, unit = params.get("post_id", ""), params.get("unit_id", "")
    ask = use_confirm()
    key = use_request_key(wanted, unit)

    async def load() -> Tracking:
        post_id, unit_id = _ids(wanted, unit)
        return await services.directives.tracking(post_id, unit_id)

    tracking = use_query(load, [wanted, unit], name="tracking")
    use_return(tracking.reload)

    async def remind() -> int:
        post_id, unit_id = _ids(wanted, unit)
        state = tracking.state
        late_only = isinstance(state, Ready) and state.value.overdue
        return await services.directives.remind(
            UUID(key.value), post_id, unit_id, late_only=late_only
        )

    def reminded(count: int) -> None:
        key.renew()
        toast(strings.reminded(count))
        tracking.reload()

    reminding = use_action(remind, on_done=reminded, name="remind")

    def ask_remind(seen: Tracking) -> None:
        count = text.number(max(0, seen.expected - seen.acknowledged))
        ask(
            strings.REMIND_LATE_TITLE if seen.overdue else strings.REMIND_TITLE,
            strings.remind_text(seen.unit.name, count, overdue=seen.overdue),
            strings.REMIND_YES,
            reminding.run,
        )

    def draw(seen: Tracking) -> list[ft.Control]:
        button: list[ft.Control] = []
        if seen.wants_acknowledgement and seen.acknowledged < seen.expected:
            button = [
                *problem(reminding.error, strings.ERRORS),
                primary_button(
                    strings.REMIND_LATE if seen.overdue else strings.REMIND,
                    lambda: ask_remind(seen),
                    busy=reminding.busy,
                    icon=ft.Icons.NOTIFICATIONS_ACTIVE_OUTLINED,
                    key="remind",
                ),
            ]
        content = tracking_content(
            seen, button, lambda unit_id: go(paths.readers_below(here, unit_id))
        )
        if seen.expected:
            content.append(
                keyed(
                    "report",
                    ReportButtons,
                    seen.post_id,
                    seen.unit.unit_id,
                    by_name=bool(seen.people),
                )
            )
        return content

    return scaffold(
        strings.TRACKING,
        shown(tracking, draw, room=strings.ERRORS),
        lazy=True,
        actions=[icon_button(ft.Icons.REFRESH, words.RELOAD, tracking.reload)],
    )


def _ids(post: str, unit: str) -> tuple[UUID, UUID | None]:
    try:
        return UUID(post), UUID(unit) if unit else None
    except ValueError:
        raise NotFound("directive.not_found") from None


def tracking_content(
    seen: Tracking, button: list[ft.Control], open_unit: Callable[[UUID], None]
) -> list[ft.Control]:
    """Head, totals, the button, and the units or people."""
    content: list[ft.Control] = [_head(seen)]
    if not seen.wants_acknowledgement:
        return [*content, banner(strings.WANTS_NONE)]
    content += [totals(seen), *button]
    if seen.people:
        content += people(groups(seen.people), overdue=seen.overdue)
    elif seen.children:
        content += [
            section(strings.UNITS_BELOW),
            *(child_row(child, open_unit, overdue=seen.overdue) for child in seen.children),
        ]
    elif seen.expected == 0 and seen.unit.kind not in ("cell", "cell_group"):
        content.append(empty(strings.NO_UNITS, icon=ft.Icons.ACCOUNT_TREE_OUTLINED))
    return content


def _head(seen: Tracking) -> ft.Control:
    lines: list[ft.Control] = [heading(seen.title, level=2), note(seen.unit.name)]
    number = document_line(seen.number, None)
    if number:
        lines.append(note(number))
    if seen.acknowledge_by is not None:
        lines.append(note(acknowledge_by(text.due(seen.acknowledge_by))))
    return column(lines, spacing=2)


def totals(seen: Tracking) -> ft.Control:
    """How many of how many, as a bar and in words."""
    if seen.expected == 0:
        return card([body(strings.NOBODY_MEANT)])
    percent = share(seen.acknowledged, seen.expected)
    said = strings.total(text.number(seen.acknowledged), text.number(seen.expected), percent)
    left = seen.expected - seen.acknowledged
    rows: list[ft.Control] = [body(said), bar(seen.acknowledged, seen.expected)]
    if seen.late or (seen.overdue and left > 0):
        figures = (
            (strings.ON_TIME, seen.acknowledged - seen.late),
            (strings.LATE_DONE, seen.late),
            (strings.LATE if seen.overdue else strings.NOT_YET, left),
        )
        rows.append(key_values([(label, text.number(count)) for label, count in figures]))
    else:
        rows.append(
            note(strings.missing(text.number(left)) if left > 0 else strings.EVERYBODY_DONE)
        )
    if seen.leaders_only:
        rows.append(note(strings.LEADERS))
    return card(rows)


def share(part: int, whole: int) -> int:
    """Whole percent, never 100 while somebody is missing and never 0 once somebody has begun."""
    if whole <= 0:
        return 0
    percent = round(100 * part / whole)
    if part < whole:
        percent = min(percent, 99)
    return max(percent, 1) if part > 0 else percent


def bar(part: int, whole: int) -> ft.Control:
    """A bar beside words that say the same, so screen readers pass over it."""
    height = max(10, current_look().px(8))
    done, left = max(0, part), max(0, whole - part)
    pieces: list[ft.Control] = []
    if done:
        pieces.append(ft.Container(expand=done, height=height, bgcolor=ft.Colors.TERTIARY))
    if left or not done:
        pieces.append(ft.Container(expand=left or 1, height=height))
    return ft.Semantics(
        content=ft.Container(
            ft.Row(pieces, spacing=0),
            height=height,
            border_radius=height,
            bgcolor=ft.Colors.SURFACE_CONTAINER_HIGHEST,
            clip_behavior=ft.ClipBehavior.ANTI_ALIAS,
        ),
        exclude_semantics=True,
    )


def child_row(
    child: TrackedChild, open_unit: Callable[[UUID], None], *, overdue: bool = False
) -> ft.Control:
    """A unit below, with its figures; opens it."""
    said = (
        strings.total(
            text.number(child.acknowledged),
            text.number(child.expected),
            share(child.acknowledged, child.expected),
        )
        if child.expected
        else strings.NOBODY_MEANT
    )
    lines: list[ft.Control] = [note(said)]
    left = child.expected - child.acknowledged
    if child.late or (overdue and left > 0):
        figures = (child.acknowledged - child.late, child.late, left)
        lines.append(note(strings.counts(*map(text.number, figures), overdue=overdue)))
    return card(
        [strong(child.name), *lines, bar(child.acknowledged, child.expected)],
        on_tap=lambda: open_unit(child.unit_id),
    )


def groups(everybody: list[TrackedPerson]) -> Groups:
    """People by what they have done; the order within is the database's, by given name."""
    return Groups(
        missing=[p for p in everybody if p.acknowledged_at is None and not p.exempt],
        done=[p for p in everybody if p.acknowledged_at is not None],
        exempt=[p for p in everybody if p.acknowledged_at is None and p.exempt],
    )


def people(told: Groups, *, overdue: bool = False) -> list[ft.Control]:
    """The groups one below the other, or side by side on a wide window."""
    title = strings.LATE if overdue else strings.NOT_YET
    missing = _group(title, told.missing, strings.EVERYBODY_DONE)
    done = _group(strings.DONE, told.done, strings.NOBODY_YET)
    if told.exempt:
        missing += [
            *_group(strings.EXEMPT_GROUP, told.exempt, ""),
            note(strings.EXEMPT_NOTE),
        ]
    if not current_look().wide:
        return [*missing, *done]
    left, right = column(missing), column(done)
    left.expand = right.expand = True
    return [ft.Row([left, right], spacing=24, vertical_alignment=ft.CrossAxisAlignment.START)]


def _group(title: str, members: list[TrackedPerson], none: str) -> list[ft.Control]:
    head = section(strings.group(title, text.number(len(members))))
    if not members:
        return [head, banner(none, Tone.DONE if none == strings.EVERYBODY_DONE else Tone.NEUTRAL)]
    return [head, list_card([person_row(person) for person in members])]


def person_row(person: TrackedPerson) -> ft.Control:
    """A member: name, when acknowledged or reminded, and whether exempt. Late is said of the date, and
    never of the exempt."""
    lines: list[str] = []
    if person.exempt:
        lines.append(strings.EXEMPT)
    if person.acknowledged_at is not None:
        lines.append(strings.acknowledged_at(text.moment(person.acknowledged_at), late=person.late))
    elif person.reminded_at is not None:
        lines.append(strings.reminded_at(text.ago(person.reminded_at)))
    return list_item(
        person.full_name,
        lines=lines,
        leading=None if current_look().large else avatar(person.full_name, side=40),
        key=f"person-{person.member_id}",
    )
