"""How findings and reports save themselves (views/shared/autosave.py), and what is said of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Generic, TypeVar
from uuid import UUID, uuid5

import flet as ft

from services.inspections.models import Saved
from services.models import Frozen
from views.inspections import strings
from views.shared import strings as words
from views.shared.autosave import Autosave, Saver, Standing
from views.shared.buttons import secondary_button
from views.shared.parts import Tone, banner, note
from views.shared.states import problem

D = TypeVar("D", bound=Frozen)


@dataclass(frozen=True)
class Form(Generic[D]):
    """What is on the screen, the saving it is built on, and whether its stamp was denied."""

    draft: D
    edits: int | None
    denied: bool = False

    def key(self, of: UUID, *, last: bool = False) -> UUID:
        """The same for every try to save one content on top of one saving; ``last`` for handing it over."""
        return uuid5(of, f"{self.draft.model_dump_json()} {self.edits} {self.denied} {last}")


def saver(name: str, put: Callable[[Form[D]], Awaitable[Saved]]) -> Saver[Form[D], Saved]:
    """How findings and reports save themselves."""
    return Saver(
        name=name,
        put=put,
        built_on=lambda form, saved: replace(form, edits=saved.edits),
        says=lambda form: form.draft,
        stamped="inspection.classified",
        denied=lambda form: form.denied,
        conflicts=frozenset({"inspection.changed_meanwhile"}),
        base=lambda form: form.edits,
    )


def told(
    saving: Autosave,
    saved_at: datetime | None,
    confirm: Callable[[], None],
    settle: Callable[[bool], None],
) -> list[ft.Control]:
    """How it stands with what was typed. ``settle(True)`` keeps mine where two have written."""
    match saving.standing:
        case Standing.CONFLICT:
            return [
                banner(strings.CONFLICT, Tone.FAULT),
                secondary_button(strings.KEEP_MINE, lambda: settle(True), key="mine"),
                secondary_button(strings.TAKE_THEIRS, lambda: settle(False), key="theirs"),
            ]
        case Standing.STAMPED:
            return [
                banner(words.CLASSIFIED_TEXT, Tone.FAULT),
                secondary_button(words.NOT_CLASSIFIED, confirm, key="not-classified"),
            ]
        case Standing.FAILED:
            passing = saving.error is not None and saving.error.may_pass
            return [
                *problem(saving.error, strings.ERRORS),
                *([note(strings.FAILED)] if passing else []),
            ]
        case Standing.SAVING:
            said = strings.SAVING
        case Standing.WAITING:
            said = strings.WAITING
        case _:
            said = strings.saved(saved_at) if saved_at else ""
    return [ft.Semantics(content=note(said), live_region=True)] if said else []
