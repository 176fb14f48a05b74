"""What is said of a text that saves itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial

import flet as ft

from views.shared import strings, text
from views.shared.autosave import Autosave, Standing
from views.shared.buttons import secondary_button
from views.shared.hooks import Action
from views.shared.parts import Tone, banner, note
from views.shared.states import problem


def saving_said(
    saving: Autosave,
    saved_at: datetime | None,
    confirm: Callable[[], None],
    settling: Action[[bool], None],
    errors: Mapping[str, str],
) -> list[ft.Control]:
    """How it stands, in one line, or a question. ``confirm`` denies a stamp; ``settling`` with True keeps
    mine where two have written; ``errors`` are the room's sentences."""
    match saving.standing:
        case Standing.CONFLICT:
            return [
                banner(strings.CONFLICT, Tone.FAULT),
                *problem(settling.error, errors),
                secondary_button(
                    strings.KEEP_MINE,
                    partial(settling.run, True),
                    busy=settling.busy,
                    key="mine",
                ),
                secondary_button(
                    strings.TAKE_THEIRS,
                    partial(settling.run, False),
                    busy=settling.busy,
                    key="theirs",
                ),
            ]
        case Standing.STAMPED:
            return [
                banner(strings.CLASSIFIED_TEXT, Tone.FAULT),
                secondary_button(strings.NOT_CLASSIFIED, confirm, key="not-classified"),
            ]
        case Standing.FAILED:
            passing = saving.error is not None and saving.error.may_pass
            return [
                *problem(saving.error, errors),
                *([note(strings.SAVE_FAILED)] if passing else []),
            ]
        case Standing.SAVING:
            said = strings.SAVING
        case Standing.WAITING:
            said = strings.WAITING
        case _:
            at = text.local(saved_at) if saved_at is not None else None
            said = strings.saved_at(f"{at:%H:%M:%S}") if at is not None else ""
    return [ft.Semantics(content=note(said), live_region=True)] if said else []
