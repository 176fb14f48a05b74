"""Putting a question to a meeting: secret or open, what can be chosen, who counts."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

import flet as ft

from services.models import Frozen
from services.votes.models import Majority, VoteCreate, VotePerson
from views import paths
from views.session import use_services
from views.shared.buttons import primary_button
from views.shared.dialogs import use_confirm
from views.shared.drafts import use_draft
from views.shared.errors import sentence
from views.shared.fields import ChoiceInput, Kind, SwitchInput, TextInput, fault
from views.shared.flet_typed import keyed, use_state
from views.shared.guard import toast
from views.shared.hooks import use_action, use_query, use_request_key
from views.shared.ids import wanted_id
from views.shared.look import go
from views.shared.parts import Tone, banner, column, heading, note
from views.shared.scaffold import scaffold
from views.shared.screens import block, screen
from views.shared.states import problem, shown
from views.shared.theme import GAP_M
from views.shared.votes import strings as words
from views.votes import strings
from views.votes.keeping import person_switch
from views.votes.parts import number

MOST_OPTIONS = 20


class Draft(Frozen):
    """What has been filled in."""

    secret: bool = True
    title: str = ""
    details: str = ""
    template: str = "yes_no"
    names: str = ""
    picks: str = "1"
    blank: bool = False
    election: bool = False
    seats: str = "1"
    majority: Majority = Majority.HALF
    tellers: frozenset[UUID] = frozenset()

    @property
    def options(self) -> list[str]:
        """What can be chosen."""
        if self.template == "yes_no":
            return list(strings.YES_NO)
        return [line.strip() for line in self.names.splitlines() if line.strip()]


@screen
def NewVoteScreen() -> ft.View:
    """A question for the meeting in the address."""
    services = use_services()
    meeting = ft.use_route_params().get("meeting_id", "")
    query = use_query(
        lambda: services.votes.people(wanted_id(meeting)),
        [meeting],
        name="votes.people",
    )

    def draw(people: list[VotePerson]) -> list[ft.Control]:
        if not people:
            return [banner(strings.ERRORS["meeting.not_found"], Tone.WAITING)]
        return [keyed("new-vote", NewForm, UUID(meeting), people)]

    return scaffold(strings.NEW, shown(query, draw, room=strings.ERRORS))


@block
def NewForm(meeting_id: UUID, people: list[VotePerson]) -> ft.Control:
    """The form; what is typed stays through every error, and is kept until it is prepared."""
    services, ask = use_services(), use_confirm()
    first, _ = use_state(Draft)
    draft, set_draft = use_state(lambda: first)
    kept = use_draft("vote.new", meeting_id, draft, set_draft, first)
    tried, set_tried = use_state(lambda: False)
    key = use_request_key(draft)

    async def prepare(filled: Draft, confirmed: bool, write_key: str) -> UUID:
        vote_id = await services.votes.prepare(
            created(filled, meeting_id, UUID(write_key), people), classified_confirmed=confirmed
        )
        await kept.forget()
        return vote_id

    def prepared(vote_id: UUID) -> None:
        toast(strings.PREPARED)
        go(paths.vote(meeting_id, vote_id))

    preparing = use_action(prepare, on_done=prepared, name="votes.prepare")

    def put(name: str, value: Any) -> None:
        set_draft(lambda old: old.model_copy(update={name: value}))

    def turn(member_id: UUID, on: bool) -> None:
        set_draft(
            lambda old: old.model_copy(
                update={"tellers": old.tellers | {member_id} if on else old.tellers - {member_id}}
            )
        )

    def submit() -> None:
        set_tried(True)
        if not faults(draft):
            preparing.run(draft, False, key.value)

    def confirm() -> None:
        ask(
            strings.CLASSIFIED_TITLE,
            strings.CLASSIFIED_TEXT,
            strings.NOT_CLASSIFIED,
            partial(preparing.run, draft, True, key.value),
            danger=True,
        )

    if kept.waiting:
        return column(kept.waiting)
    found = faults(draft) if tried else {}
    told = preparing.error
    stamped = told is not None and told.code == "vote.classified"
    if told is not None and told.field in strings.FAULTS:
        found[str(told.field)] = sentence(told, strings.ERRORS)
        told = None
    return column(
        [
            *kept.above,
            *question(draft, put, found),
            *choosing(draft, put, found),
            *counting(draft, people, turn, found),
            *(
                [banner(strings.CLASSIFIED_TEXT, Tone.FAULT)]
                if stamped
                else problem(told, strings.ERRORS)
            ),
            *kept.below,
            primary_button(
                strings.NOT_CLASSIFIED if stamped else strings.PREPARE,
                confirm if stamped else submit,
                busy=preparing.busy,
                key="prepare",
            ),
        ],
        spacing=GAP_M,
    )


def question(draft: Draft, put: Any, found: dict[str, str]) -> list[ft.Control]:
    """What is asked, and whether in secret."""
    kinds = [("secret", words.SECRET), ("open", words.OPEN_VOTE)]
    return [
        keyed(
            "kind", ChoiceInput, strings.KIND, kinds, "secret" if draft.secret else "open",
            lambda value: put("secret", value == "secret"),
        ),
        keyed(
            "title", TextInput, strings.TITLE, draft.title, partial(put, "title"),
            hint=strings.TITLE_HINT, kind=Kind.LONG, lines=2, max_length=300, error=found.get("title"),
        ),
        keyed(
            "details", TextInput, strings.DETAILS, draft.details, partial(put, "details"),
            kind=Kind.LONG, lines=2, max_length=4000, optional=True,
        ),
    ]  # fmt: skip


def choosing(draft: Draft, put: Any, found: dict[str, str]) -> list[ft.Control]:
    """The options, how many of them, which majority."""
    rows = [
        keyed(
            "template", ChoiceInput, strings.TEMPLATE, list(strings.TEMPLATES.items()), draft.template,
            partial(put, "template"),
        )
    ]  # fmt: skip
    if draft.template == "names":
        rows.append(
            keyed(
                "names", TextInput, strings.NAMES, draft.names, partial(put, "names"),
                kind=Kind.LONG, lines=4, max_length=4000, help=strings.NAMES_HELP,
                error=found.get("options"),
            )
        )  # fmt: skip
        rows.append(
            keyed(
                "picks", TextInput, strings.PICKS, draft.picks, partial(put, "picks"),
                kind=Kind.NUMBER, max_length=2, error=found.get("picks"),
            )
        )  # fmt: skip
        rows.append(
            keyed(
                "election", SwitchInput, strings.ELECTION, draft.election, partial(put, "election"),
                help=strings.ELECTION_HELP,
            )
        )  # fmt: skip
        if draft.election:
            rows.append(
                keyed(
                    "seats", TextInput, strings.SEATS, draft.seats, partial(put, "seats"),
                    kind=Kind.NUMBER, max_length=2, error=found.get("seats"),
                )
            )  # fmt: skip
    rows.append(
        keyed("blank", SwitchInput, strings.BLANK_ALLOWED, draft.blank, partial(put, "blank"))
    )
    majorities = list(strings.MAJORITIES.items())
    rows.append(
        keyed(
            "majority", ChoiceInput, strings.MAJORITY, majorities, draft.majority.value,
            lambda value: put("majority", Majority(value)),
        )
    )  # fmt: skip
    return rows


def counting(
    draft: Draft, people: list[VotePerson], turn: Any, found: dict[str, str]
) -> list[ft.Control]:
    """Who counts a secret vote."""
    if not draft.secret:
        return []
    return [
        heading(strings.TELLERS, level=2),
        note(strings.TELLERS_TEXT),
        *fault(found.get("tellers")),
        *(
            person_switch(p, p.member_id in draft.tellers, partial(turn, p.member_id))
            for p in people
        ),
    ]


def faults(draft: Draft) -> dict[str, str]:
    """What is missing yet, by field."""
    found: dict[str, str] = {}
    options = draft.options
    if len(draft.title.strip()) < 3:
        found["title"] = strings.FAULTS["title"]
    if not 2 <= len(options) <= MOST_OPTIONS or len(set(options)) != len(options):
        found["options"] = strings.FAULTS["options"]
    if not 1 <= (number(draft.picks) or 0) <= max(len(options), 1):
        found["picks"] = strings.FAULTS["picks"]
    if is_election(draft) and not 1 <= (number(draft.seats) or 0) < max(len(options), 2):
        found["seats"] = strings.FAULTS["seats"]
    if draft.secret and not 2 <= len(draft.tellers) <= 3:
        found["tellers"] = strings.FAULTS["tellers"]
    return found


def is_election(draft: Draft) -> bool:
    """Whether seats are to be filled from a list."""
    return draft.election and draft.template == "names"


def created(draft: Draft, meeting_id: UUID, key: UUID, people: list[VotePerson]) -> VoteCreate:
    """What is sent; tellers in the order of the list, so that one content is always sent alike."""
    several = draft.template == "names"
    return VoteCreate(
        key=key,
        meeting_id=meeting_id,
        title=draft.title.strip(),
        details=draft.details.strip(),
        secret=draft.secret,
        options=draft.options,
        picks_min=0 if draft.blank else 1,
        picks_max=(number(draft.picks) or 1) if several else 1,
        majority=draft.majority,
        seats=(number(draft.seats) or 1) if is_election(draft) else None,
        tellers=[p.member_id for p in people if p.member_id in draft.tellers]
        if draft.secret
        else [],
    )
