"""Planning a meeting, and the cell's usual day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import UUID

import flet as ft

from services.meetings.models import (
    Item,
    ItemDraft,
    Kind,
    MeetingCard,
    MeetingDay,
    MeetingDraft,
    Part,
    RollLine,
    State,
)
from services.models import Frozen
from views import paths
from views.meetings import strings
from views.session import use_services
from views.shared import text
from views.shared.buttons import primary_button
from views.shared.dialogs import use_confirm
from views.shared.drafts import use_draft
from views.shared.errors import sentence
from views.shared.fields import ChoiceInput, DateInput, TextInput, fault
from views.shared.fields import Kind as Keyboard
from views.shared.flet_typed import keyed, use_state
from views.shared.guard import toast
from views.shared.hooks import use_action, use_query, use_request_key
from views.shared.ids import wanted_id
from views.shared.look import go
from views.shared.parts import Tone, banner, column, note
from views.shared.scaffold import scaffold
from views.shared.screens import block, screen
from views.shared.stamps import ask_about_stamp
from views.shared.states import problem, shown
from views.shared.theme import GAP_M

AHEAD = timedelta(days=790)
BACK = timedelta(days=30)
_LINE = re.compile(r"(.{2,300}?)\s*\((\d{1,3})\)\s*")
ITEMS_MOST = 40


class Form(Frozen):
    """What has been filled in, over which version of a meeting."""

    kind: Kind = Kind.REGULAR
    title: str = ""
    day: date | None = None
    at: str = "19:30"
    minutes: str = "90"
    place: str = ""
    link: str = ""
    guests: str = ""
    agenda: str = ""
    clerk: str = ""
    version: int | None = None


@screen
def NewMeetingScreen() -> ft.View:
    """One more meeting of the cell in the address."""
    services = use_services()
    unit = ft.use_route_params().get("unit_id", "")
    query = use_query(
        lambda: services.meetings.year(text.now().year, wanted_id(unit)),
        [unit],
        name="meetings.year",
    )

    def draw(told: Any) -> list[ft.Control]:
        day: MeetingDay | None = told.day
        first = Form()
        if day is not None:
            first = Form(at=day.at.strftime("%H:%M"), minutes=str(day.minutes), place=day.place)
        return [keyed(f"new-{unit}", MeetingForm, wanted_id(unit), first, None)]

    return scaffold(strings.FORM_NEW, shown(query, draw, room=strings.ERRORS))


@screen
def EditMeetingScreen() -> ft.View:
    """The meeting in the address, which has not begun."""
    services = use_services()
    wanted = ft.use_route_params().get("meeting_id", "")

    query = use_query(
        lambda: services.meetings.open(wanted_id(wanted), Part.PEOPLE),
        [wanted],
        name="meetings.open",
    )

    def draw(m: MeetingCard) -> list[ft.Control]:
        if not m.may_run or m.state not in (State.PLANNED, State.CALLED):
            return [banner(strings.NO_LONGER, Tone.WAITING)]
        return [keyed(f"edit-{wanted}", MeetingForm, m.unit_id, form_of(m), m, m.people)]

    return scaffold(strings.FORM_EDIT, shown(query, draw, room=strings.ERRORS))


def form_of(m: MeetingCard) -> Form:
    """A meeting as it stands in the fields."""
    starts = text.local(m.starts_at)
    return Form(
        kind=m.kind,
        title=m.title,
        day=starts.date(),
        at=text.clock(starts),
        minutes=str(m.minutes),
        place=m.place,
        link=m.online_link or "",
        guests=m.guests,
        agenda="\n".join(f"{item.title} ({item.minutes})" for item in m.items),
        clerk=str(m.clerk_id or ""),
        version=m.version,
    )


def items_of(agenda: str, present: list[Item]) -> list[ItemDraft] | None:
    """The lines of the agenda as items; one that is there already keeps its kind and what hangs on
    it. None where a line is not as it should be."""
    drafts: list[ItemDraft] = []
    left = list(present)
    for line in (line.strip() for line in agenda.splitlines()):
        if not line:
            continue
        found = _LINE.fullmatch(line)
        if found is None or not 1 <= int(found[2]) <= 300:
            return None
        title = found[1].strip()
        same = next((i for i in left if i.title == title), None)
        if same is None and len(drafts) < len(present) and present[len(drafts)] in left:
            same = present[len(drafts)]
            if any(title_of(rest) == same.title for rest in agenda.splitlines()):
                same = None  # it stands further down
        if same is not None:
            left.remove(same)
            drafts.append(
                ItemDraft(
                    kind=same.kind, title=title, minutes=int(found[2]), presenter=same.presenter,
                    item_id=same.item_id,
                )
            )  # fmt: skip
        else:
            drafts.append(ItemDraft(title=title, minutes=int(found[2])))
    return drafts if 0 < len(drafts) <= ITEMS_MOST else None


def title_of(line: str) -> str:
    """The title in a line of the agenda."""
    found = _LINE.fullmatch(line.strip())
    return found[1].strip() if found else line.strip()


def faults(form: Form, present: MeetingCard | None) -> dict[str, str]:
    """What is missing yet, by field."""
    found: dict[str, str] = {}
    if len(form.title.strip()) < 3:
        found["title"] = strings.TITLE_SHORT
    if form.day is None:
        found["starts_at"] = strings.DAY_MISSING
    if text.parse_clock(form.at) is None:
        found["at"] = strings.AT_WRONG
    if not form.minutes.strip().isdigit() or not 15 <= int(form.minutes) <= 600:
        found["minutes"] = strings.MINUTES_WRONG
    if not form.place.strip() and not form.link.strip():
        found["place"] = strings.PLACE_MISSING
    if form.link.strip() and not re.fullmatch(r"https://\S+", form.link.strip()):
        found["online_link"] = strings.LINK_WRONG
    if present is not None and items_of(form.agenda, present.items) is None:
        found["items"] = strings.AGENDA_WRONG
    return found


@block
def MeetingForm(
    unit_id: UUID, first: Form, present: MeetingCard | None, people: Sequence[RollLine] = ()
) -> ft.Control:
    """What is typed stays through every error, and is kept until it is saved."""
    services, ask = use_services(), use_confirm()
    form, set_form = use_state(lambda: first)
    kept = use_draft(
        "meeting.edit" if present else "meeting.new",
        present.meeting_id if present else unit_id,
        form,
        set_form,
        first,
        fits=lambda found: found.version == first.version,
    )
    tried, set_tried = use_state(lambda: False)
    key = use_request_key(form)

    async def save(filled: Form, confirmed: bool, write_key: str) -> UUID:
        starts_at = text.moment_at(filled.day, filled.at)
        assert starts_at is not None, "checked before"
        draft = MeetingDraft(
            key=UUID(write_key),
            unit_id=unit_id,
            kind=filled.kind,
            title=filled.title.strip(),
            starts_at=starts_at,
            minutes=int(filled.minutes),
            place=filled.place.strip(),
            online_link=filled.link.strip() or None,
            guests=filled.guests.strip(),
            items=items_of(filled.agenda, present.items) if present else None,
            clerk_id=UUID(filled.clerk) if filled.clerk else None,
            meeting_id=present.meeting_id if present else None,
            version=present.version if present else None,
        )
        meeting_id = await services.meetings.save(draft, classified_confirmed=confirmed)
        await kept.forget()
        return meeting_id

    def saved(meeting_id: UUID) -> None:
        toast(strings.SAVED_MEETING)
        go(paths.meeting(meeting_id))

    saving = use_action(save, on_done=saved, name="meetings.save")

    def put(name: str, value: Any) -> None:
        set_form(lambda old: old.model_copy(update={name: value}))

    def submit(confirmed: bool = False) -> None:
        set_tried(True)
        if not faults(form, present):
            saving.run(form, confirmed, key.value)

    def confirm() -> None:
        ask_about_stamp(ask, partial(submit, True))

    if kept.waiting:
        return column(kept.waiting)
    told = saving.error
    stamped = told is not None and told.code == "meeting.classified"
    found = faults(form, present) if tried else {}
    if told is not None and told.field in (
        "title",
        "starts_at",
        "minutes",
        "place",
        "online_link",
        "items",
    ):
        found[str(told.field)] = sentence(told, strings.ERRORS)
        told = None
    today = text.now().date()
    return column(
        [
            *kept.above,
            keyed(
                "kind", ChoiceInput, strings.KIND, list(strings.KINDS.items()), form.kind,
                lambda value: put("kind", Kind(value)),
            ),
            keyed(
                "title", TextInput, strings.TITLE, form.title, partial(put, "title"),
                hint=strings.TITLE_HINT, max_length=200, lines=2, kind=Keyboard.LONG,
                error=found.get("title"),
            ),
            keyed(
                "day", DateInput, strings.ON_DAY, form.day, partial(put, "day"),
                first=today - BACK, last=today + AHEAD, error=found.get("starts_at"),
            ),
            keyed(
                "at", TextInput, strings.AT, form.at, partial(put, "at"),
                help=strings.AT_HINT, max_length=8, error=found.get("at"),
            ),
            keyed(
                "minutes", TextInput, strings.MINUTES, form.minutes, partial(put, "minutes"),
                kind=Keyboard.NUMBER, max_length=3, error=found.get("minutes"),
            ),
            keyed(
                "place", TextInput, strings.PLACE, form.place, partial(put, "place"),
                max_length=200, error=found.get("place"),
            ),
            keyed(
                "link", TextInput, strings.LINK, form.link, partial(put, "link"),
                max_length=500, optional=True, error=found.get("online_link"),
            ),
            keyed(
                "guests", TextInput, strings.GUESTS_LABEL, form.guests, partial(put, "guests"),
                kind=Keyboard.LONG, lines=2, max_length=1000, optional=True,
            ),
            *(
                [
                    keyed(
                        "agenda", TextInput, strings.AGENDA_LABEL, form.agenda, partial(put, "agenda"),
                        kind=Keyboard.LONG, lines=6, most_lines=30, max_length=12000,
                        help=strings.AGENDA_HELP,
                        error=found.get("items"),
                    )
                ]
                if present
                else [note(strings.AGENDA_LATER)]
            ),
            *(
                [
                    keyed(
                        "clerk", ChoiceInput, strings.CLERK_LABEL,
                        [("", strings.CLERK_NONE), *((str(p.member_id), p.full_name) for p in people)],
                        form.clerk, partial(put, "clerk"),
                    )
                ]
                if people
                else []
            ),
            *fault(strings.CHECK if found else None),
            *([banner(strings.CLASSIFIED_TEXT, Tone.FAULT)] if stamped else problem(told, strings.ERRORS)),
            *kept.below,
            primary_button(
                strings.NOT_CLASSIFIED if stamped else strings.SAVE_MEETING,
                confirm if stamped else submit,
                busy=saving.busy,
                key="save",
            ),
        ],
        spacing=GAP_M,
    )  # fmt: skip
