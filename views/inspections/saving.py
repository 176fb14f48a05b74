"""Texts of an inspection that save themselves until they are handed over: findings, the year's report."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Generic, TypeVar
from uuid import UUID, uuid5

import flet as ft

from services.inspections.models import Saved
from services.models import Frozen
from views.inspections import strings
from views.shared.autosave import Saver, Standing, use_autosave
from views.shared.dialogs import use_confirm
from views.shared.fields import Kind, TextInput
from views.shared.flet_typed import keyed, use_state
from views.shared.hooks import Action, use_action
from views.shared.saving import saving_said
from views.shared.stamps import ask_about_stamp

D = TypeVar("D", bound=Frozen)


@dataclass(frozen=True)
class Kept(Generic[D]):
    """What is on the server: the words, the count of their savings, when it was last."""

    draft: D
    edits: int | None = None
    saved_at: datetime | None = None


@dataclass(frozen=True)
class Form(Generic[D]):
    """What is on the screen, the saving it is built on, and whether its stamp was denied."""

    draft: D
    edits: int | None
    denied: bool = False

    def key(self, of: UUID, *, last: bool = False) -> UUID:
        """The same for every try to save one content on top of one saving; ``last`` for handing it over."""
        return uuid5(of, f"{self.draft.model_dump_json()} {self.edits} {self.denied} {last}")


@dataclass(frozen=True)
class Writing(Generic[D]):
    """What ``use_writing`` returns."""

    draft: D
    put: Callable[[str, str], None]
    """A field by its name."""
    said: list[ft.Control]
    """How it stands with what was typed."""
    handing: Action[[], Saved]
    ready: bool
    """Whether it may be handed over now."""


def use_writing(
    kept: Kept[D],
    send: Callable[[Form[D], bool], Awaitable[Saved]],
    theirs: Callable[[], Awaitable[Kept[D] | None]],
    on_handed: Callable[[], None],
    *,
    name: str,
) -> Writing[D]:
    """Hook: save on every pause and when the screen is left; hand over once. ``send`` with True hands over,
    ``theirs`` is asked where two have written. ``name`` is for the log."""
    ask = use_confirm()
    draft, set_draft = use_state(lambda: kept.draft)
    saved, set_saved = use_state(lambda: kept)
    denied, set_denied = use_state(lambda: False)
    form = Form(draft, saved.edits, denied)

    def on_saved(answer: Saved, sent: Form[D]) -> None:
        set_saved(Kept(sent.draft, answer.edits, answer.saved_at))

    def handed(_: Saved) -> None:
        saving.close()
        on_handed()

    handing = use_action(lambda: send(form, True), on_done=handed, name=f"{name}.hand_over")
    saver = Saver[Form[D], Saved](
        name=name,
        put=lambda wanted: send(wanted, False),
        built_on=lambda old, answer: replace(old, edits=answer.edits),
        says=lambda wanted: wanted.draft,
        stamped="inspection.classified",
        denied=lambda wanted: wanted.denied,
        conflicts=frozenset({"inspection.changed_meanwhile"}),
        base=lambda wanted: wanted.edits,
    )
    saving = use_autosave(
        saver,
        form,
        dirty=draft != saved.draft and not handing.busy,
        on_saved=on_saved,
        leaving=True,
    )

    async def settle(mine: bool) -> None:
        found = await theirs()
        if found is None:
            return
        if mine:
            set_saved(lambda old: replace(old, edits=found.edits))
        else:
            set_draft(found.draft)
            set_saved(found)

    settling = use_action(settle, name=f"{name}.settle")

    def put(field: str, value: str) -> None:
        set_draft(lambda old: old.model_copy(update={field: value}))

    def deny() -> None:
        ask_about_stamp(ask, lambda: set_denied(True))

    said = saving_said(saving, saved.saved_at, deny, settling, strings.ERRORS)
    ready = saving.standing not in (Standing.CONFLICT, Standing.STAMPED, Standing.SAVING)
    return Writing(draft, put, said, handing, ready)


def fields(
    labels: Sequence[tuple[str, str]], draft: Frozen, put: Callable[[str, str], None]
) -> list[ft.Control]:
    """The parts that people write, by name and label; a proposal need not be made."""
    return [
        keyed(
            name, TextInput, label, getattr(draft, name), partial(put, name),
            kind=Kind.LONG, lines=3, most_lines=20, max_length=10000, optional=name == "proposal",
        )
        for name, label in labels
    ]  # fmt: skip
