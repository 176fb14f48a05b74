"""Liên hệ và đồng ý: how I wish to be contacted, and what I agree to."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from uuid import UUID

import flet as ft

from services.errors import AppError
from services.members.models import Card
from services.models import Frozen
from services.records.models import Consent, Record, Value
from services.records.strings import CHOICES
from views import paths
from views.records.mine import strings
from views.session import use_me, use_services
from views.shared import text
from views.shared.buttons import primary_button
from views.shared.drafts import use_draft
from views.shared.fields import ChoiceInput, SwitchInput, TextInput
from views.shared.flet_typed import keyed, use_state
from views.shared.guard import toast
from views.shared.hooks import use_action, use_query, use_request_key
from views.shared.look import go
from views.shared.parts import card, list_card, list_item, note, section
from views.shared.returning import use_return
from views.shared.scaffold import scaffold
from views.shared.screens import block, screen
from views.shared.states import problem, shown
from views.shared.theme import GAP_M

_ANY = ""


class Contact(Frozen):
    """How somebody wishes to be contacted."""

    by: str = _ANY
    hours: str = ""
    needs_help: bool = False

    @classmethod
    def of(cls, record: Record) -> Contact:
        """From the record."""
        values = {f.field: f.value for f in record.fields}
        by, hours = values.get("contact_by"), values.get("contact_hours")
        return cls(
            by=by if isinstance(by, str) else _ANY,
            hours=hours if isinstance(hours, str) else "",
            needs_help=values.get("needs_help_with_phone") is True,
        )

    def changes_to(self, new: Contact) -> dict[str, Value]:
        """The fields that differ, as the service takes them."""
        changes: dict[str, Value] = {}
        if new.by != self.by:
            changes["contact_by"] = new.by or None
        hours = " ".join(new.hours.split())
        if hours != self.hours:
            changes["contact_hours"] = hours or None
        if new.needs_help != self.needs_help:
            changes["needs_help_with_phone"] = new.needs_help
        return changes


@dataclass(frozen=True)
class Wishes:
    """What this screen shows."""

    record: Record
    consents: list[Consent]
    card: Card


@screen
def WishesScreen() -> ft.View:
    """Contact, consents, what fellow members see."""
    me, services = use_me(), use_services()

    async def load() -> Wishes:
        record, consents, mine = await asyncio.gather(
            services.records.mine(), services.records.consents(), services.members.my_card()
        )
        return Wishes(record, consents, mine)

    query = use_query(load, [str(me.member_id)], name="records.wishes")
    use_return(query.reload)

    def draw(wishes: Wishes) -> list[ft.Control]:
        now = strings.share_now(wishes.card.shares_phone, wishes.card.shares_email)
        return [
            section(strings.CONTACT_TITLE),
            keyed("contact", ContactForm, Contact.of(wishes.record)),
            section(strings.CONSENTS_TITLE),
            note(strings.CONSENTS_NOTE),
            list_card([keyed(c.topic, ConsentSwitch, c) for c in wishes.consents]),
            section(strings.SHARE_TITLE),
            list_card(
                [
                    list_item(
                        strings.SHARE_LINK,
                        lines=[now, strings.SHARE_LINK_LINE],
                        leading=ft.Icon(ft.Icons.GROUPS_OUTLINED),
                        on_tap=partial(go, paths.SEEN_BY),
                        key="share",
                    )
                ]
            ),
        ]

    return scaffold(strings.WISHES, shown(query, draw, rows=3))


@block
def ContactForm(first: Contact) -> ft.Control:
    """How and when; saved by a button, since a text is typed."""
    services = use_services()
    form, set_form = use_state(lambda: first)
    stored, set_stored = use_state(lambda: first)
    same, set_same = use_state(lambda: False)
    key = use_request_key(form)
    kept = use_draft("record.contact", None, form, set_form, stored)

    async def save(new: Contact) -> Contact:
        await services.records.edit_mine(UUID(key.value), stored.changes_to(new))
        with suppress(AppError):  # what it was kept for is done
            await kept.clear()
        return new

    def saved(new: Contact) -> None:
        set_stored(new)
        toast(strings.CONTACT_SAVED)

    saving = use_action(save, on_done=saved, name="records.edit_mine")

    def put(change: Callable[[Contact], Contact]) -> None:
        set_same(False)
        set_form(change)

    def submit() -> None:
        if stored.changes_to(form):
            saving.run(form)
        else:
            set_same(True)

    ways = ("call", "message", "email", "in_person")
    options = [*((way, CHOICES[way]) for way in ways), (_ANY, strings.NO_PREFERENCE)]
    return card(
        [
            *kept.around(
                keyed(
                    "contact_by",
                    ChoiceInput,
                    strings.CONTACT_BY,
                    options,
                    form.by,
                    lambda by: put(lambda old: old.model_copy(update={"by": by})),
                ),
                keyed(
                    "contact_hours",
                    TextInput,
                    strings.CONTACT_HOURS,
                    form.hours,
                    lambda hours: put(lambda old: old.model_copy(update={"hours": hours})),
                    hint=strings.CONTACT_HOURS_HINT,
                    optional=True,
                    max_length=300,
                ),
                keyed(
                    "needs_help",
                    SwitchInput,
                    strings.NEEDS_HELP,
                    form.needs_help,
                    lambda on: put(lambda old: old.model_copy(update={"needs_help": on})),
                    help=strings.NEEDS_HELP_TEXT,
                ),
            ),
            *problem(saving.error, strings.ERRORS),
            *([note(strings.CONTACT_SAME)] if same else []),
            primary_button(strings.SAVE_CONTACT, submit, busy=saving.busy, key="save-contact"),
        ],
        spacing=GAP_M,
    )


@block
def ConsentSwitch(first: Consent) -> ft.Control:
    """One thing to agree to; saved as it is moved."""
    services = use_services()
    given, set_given = use_state(lambda: first.given)
    name, means = strings.topic(first.topic)

    async def save(on: bool) -> bool:
        await services.records.consent(first.topic, given=on)
        return on

    def saved(on: bool) -> None:
        set_given(on)
        toast(strings.CONSENT_SAVED)

    saving = use_action(save, on_done=saved, name="records.consent")
    when = text.moment(first.decided_at) if first.decided_at and given == first.given else None
    return ft.Column(
        [
            SwitchInput(
                name,
                given,
                saving.run,
                help=strings.consent_line(means, when, given=given),
                disabled=saving.busy,
            ),
            *problem(saving.error, strings.ERRORS),
        ],
        tight=True,
        spacing=0,
    )
