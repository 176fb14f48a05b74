"""Giving a task: what, by when, to whom; the rest behind one tap."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import UUID

import flet as ft

from services.minutes.models import Paper
from services.tasks.models import Candidate, Repeat, Source, TaskCreate, Weight
from views import paths
from views.session import use_services, use_session
from views.shared import text
from views.shared.buttons import primary_button, secondary_button, text_button
from views.shared.dialogs import use_confirm
from views.shared.errors import sentence
from views.shared.fields import ChoiceInput, DateInput, Kind, TextInput, fault
from views.shared.flet_typed import keyed, use_state
from views.shared.guard import toast
from views.shared.hooks import use_action, use_query, use_request_key
from views.shared.kept import use_kept
from views.shared.look import go
from views.shared.parts import body, card, column, heading, key_values
from views.shared.preferences import writing_key
from views.shared.scaffold import scaffold
from views.shared.screens import block, screen
from views.shared.stamps import unless_stamped
from views.shared.states import empty, problem, shown
from views.shared.theme import GAP_M
from views.tasks import strings
from views.tasks.drafts import NOTE_MOST, Draft, draft_from, draft_from_meeting, draft_on_the_spot
from views.tasks.people.choose import Chosen, choosing, in_order
from views.tasks.task import wanted_id

LONGEST = timedelta(days=3650)
_FIELDS = frozenset({"title", "due_on", "members", "helpers", "repeat_until"})


@screen
def AssignScreen() -> ft.View:
    """The form for the unit in the address; below a post, for a task that comes from it."""
    services = use_services()
    params, here = ft.use_route_params(), ft.use_view_path()
    unit, from_post = params.get("unit_id", ""), params.get("post_id", "")
    meeting, paper, line, item = (
        params.get(name, "") for name in ("meeting_id", "paper", "line", "item_id")
    )

    async def load() -> tuple[list[Candidate], Draft]:
        people = await services.tasks.load(wanted_id(unit))
        if item:
            return people, draft_on_the_spot(
                await services.meetings.open(wanted_id(meeting)), wanted_id(item)
            )
        if meeting:
            card = await services.minutes.open(wanted_id(meeting), Paper(paper))
            return people, draft_from_meeting(card, int(line or 0))
        if not from_post:
            return people, Draft()
        return people, draft_from(await services.posts.open(wanted_id(from_post)))

    query = use_query(load, [unit, from_post, meeting, line, item], name="tasks.load")
    back = here.split("/task/", 1)[0] if from_post or meeting else paths.tasks_given(unit)

    def draw(loaded: tuple[list[Candidate], Draft]) -> list[ft.Control]:
        people, first = loaded
        if not people:
            return [empty(strings.LOAD_NONE, icon=ft.Icons.GROUPS_OUTLINED)]
        return [keyed(f"assign-{unit}", AssignForm, wanted_id(unit), people, first, back)]

    return scaffold(strings.ASSIGN, shown(query, draw, room=strings.ERRORS))


@block
def AssignForm(unit_id: UUID, people: list[Candidate], first: Draft, back: str) -> ft.Control:
    """What is typed stays through every error, and on this device until it is sent."""
    services, session, ask = use_services(), use_session(), use_confirm()
    draft, set_draft = use_state(lambda: first)
    more, set_more = use_state(lambda: False)
    tried, set_tried = use_state(lambda: False)
    decided, set_decided = use_state(lambda: False)
    key = use_request_key(draft.model_dump_json())
    kept = use_kept(writing_key(session.user_id, "task"), draft, worth=bool(draft.title.strip()))

    async def give(filled: Draft, due_on: date, confirmed: bool, write_key: str) -> None:
        await services.tasks.assign(
            TaskCreate(
                key=UUID(write_key),
                unit_id=unit_id,
                title=filled.title.strip(),
                due_on=due_on,
                members=in_order(people, filled.members),
                helpers=in_order(people, filled.helpers),
                why=filled.why.strip(),
                details=filled.details.strip(),
                source=filled.source,
                source_note=filled.source_note.strip() or None,
                post_id=filled.post_id,
                meeting_id=filled.meeting_id,
                weight=filled.weight,
                repeat=filled.repeat,
                repeat_until=filled.repeat_until if filled.repeat is not Repeat.NEVER else None,
            ),
            classified_confirmed=confirmed,
        )
        await kept.forget()

    def given(_: None) -> None:
        toast(strings.GIVEN_DONE)
        go(back)

    giving = use_action(give, on_done=given, name="tasks.assign")

    def put(name: str, value: Any) -> None:
        set_draft(lambda old: old.model_copy(update={name: value}))

    def choose_members(change: Callable[[Chosen], Chosen]) -> None:
        def changed(old: Draft) -> Draft:
            members = change(old.members)
            return old.model_copy(update={"members": members, "helpers": old.helpers - members})

        set_draft(changed)

    def choose_helpers(change: Callable[[Chosen], Chosen]) -> None:
        set_draft(lambda old: old.model_copy(update={"helpers": change(old.helpers)}))

    def submit() -> None:
        set_tried(True)
        due_on = draft.due_on
        if due_on is not None and not faults(draft):
            said = "\n".join((draft.title, draft.why, draft.details, draft.source_note))
            unless_stamped(ask, said, lambda sure: giving.run(draft, due_on, sure, key.value))

    left = kept.found
    if left is not None and left.title.strip() and not (decided or draft.title):

        def resume() -> None:
            set_draft(left)
            set_decided(True)

        return column(
            [
                heading(strings.KEPT_TITLE, level=2),
                card([body(left.title)]),
                primary_button(strings.KEPT_RESUME, resume, key="resume"),
                secondary_button(strings.KEPT_DROP, lambda: set_decided(True), key="drop"),
            ],
            spacing=GAP_M,
        )
    told = giving.error
    found = faults(draft) if tried else {}
    if told is not None and told.field in found.keys() | {
        "title",
        "due_on",
        "members",
        "helpers",
        "repeat_until",
    }:
        found[str(told.field)] = sentence(told, strings.ERRORS)
        told = None
    today = text.now().date()

    return column(
        [
            *([key_values([(strings.FROM, draft.post_title)])] if draft.post_title else []),
            keyed(
                "title", TextInput, strings.TITLE, draft.title, partial(put, "title"),
                hint=strings.TITLE_HINT, max_length=200, error=found.get("title"), lines=2, kind=Kind.LONG,
            ),
            keyed(
                "due", DateInput, strings.DUE, draft.due_on, partial(put, "due_on"),
                first=today, last=today + LONGEST, error=found.get("due_on"),
            ),
            *(details(draft, put, today, found) if more else []),
            text_button(
                strings.LESS_DETAILS if more else strings.MORE_DETAILS,
                lambda: set_more(not more),
                icon=ft.Icons.EXPAND_LESS if more else ft.Icons.EXPAND_MORE,
                key="more-details",
            ),
            heading(strings.MEMBERS, level=2),
            *fault(found.get("members")),
            *choosing(people, draft.members, choose_members),
            *(
                [
                    heading(strings.HELPERS_LABEL, level=2),
                    *fault(found.get("helpers")),
                    *choosing(
                        [p for p in people if p.member_id not in draft.members],
                        draft.helpers,
                        choose_helpers,
                        "helper",
                    ),
                ]
                if more
                else []
            ),
            *fault(strings.CHECK_FIELDS if found else None),
            *problem(told, strings.ERRORS),
            primary_button(strings.give_to(len(draft.members)), submit, busy=giving.busy, key="give"),
        ],
        spacing=GAP_M,
    )  # fmt: skip


def details(draft: Draft, put: Any, today: date, found: dict[str, str]) -> list[ft.Control]:
    """What most tasks do without."""
    rows: list[ft.Control] = [
        keyed(
            "why", TextInput, strings.WHY_LABEL, draft.why, partial(put, "why"),
            kind=Kind.LONG, lines=2, max_length=1000, optional=True,
        ),
        keyed(
            "details", TextInput, strings.DETAILS_LABEL, draft.details, partial(put, "details"),
            kind=Kind.LONG, lines=4, max_length=10000, optional=True,
        ),
        keyed(
            "source", ChoiceInput, strings.SOURCE_LABEL, list(strings.SOURCES.items()), draft.source.value,
            lambda value: put("source", Source(value)),
        ),
        keyed(
            "weight", ChoiceInput, strings.WEIGHT_LABEL, list(strings.WEIGHTS.items()), draft.weight.value,
            lambda value: put("weight", Weight(value)),
        ),
        keyed(
            "repeat", ChoiceInput, strings.REPEAT_LABEL, list(strings.REPEATS.items()), draft.repeat.value,
            lambda value: put("repeat", Repeat(value)),
        ),
    ]  # fmt: skip
    if draft.source is not Source.MANUAL:
        note = keyed(
            "source-note", TextInput, strings.SOURCE_NOTE, draft.source_note, partial(put, "source_note"),
            max_length=NOTE_MOST, optional=True,
        )  # fmt: skip
        rows.insert(3, note)
    if draft.repeat is not Repeat.NEVER:
        rows.append(
            keyed(
                "repeat-until", DateInput, strings.REPEAT_UNTIL, draft.repeat_until,
                partial(put, "repeat_until"),
                first=today, last=today + LONGEST, error=found.get("repeat_until"),
            )
        )  # fmt: skip
    return rows


def faults(draft: Draft) -> dict[str, str]:
    """What is missing yet, by field."""
    found: dict[str, str] = {}
    if len(draft.title.strip()) < 3:
        found["title"] = strings.TITLE_SHORT
    if draft.due_on is None:
        found["due_on"] = strings.DUE_MISSING
    if not draft.members:
        found["members"] = strings.MEMBERS_MISSING
    late = draft.repeat_until is None or draft.due_on is None or draft.repeat_until <= draft.due_on
    if draft.repeat is not Repeat.NEVER and late:
        found["repeat_until"] = strings.REPEAT_UNTIL_MISSING
    return found
