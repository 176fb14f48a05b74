"""What stands around the form of an article: what was kept, who else is there, whether it is saved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

import flet as ft

from services.newsroom.models import Manuscript, Present, State
from views.newsroom import strings
from views.newsroom.form import Form, check_list
from views.newsroom.refusals.strings import ERRORS
from views.shared import text
from views.shared.autosave import Autosave, Standing
from views.shared.buttons import primary_button, secondary_button, text_button
from views.shared.errors import Failed, sentence
from views.shared.parts import Tone, banner, body, card, heading, note, section, selectable, strong


def kept_choice(
    left: Form, resume: Callable[[], None], drop: Callable[[], None]
) -> list[ft.Control]:
    """Asked when something that the server does not have lies on the device."""
    return [
        heading(strings.KEPT_TITLE),
        body(strings.KEPT_TEXT),
        card(_beginning(left)),
        primary_button(strings.KEPT_RESUME, resume, key="resume"),
        secondary_button(strings.KEPT_DROP, drop, key="drop"),
    ]


def kept_choices(
    left: Sequence[tuple[str, Form]],
    resume: Callable[[str, Form], None],
    drop: Callable[[str], None],
    leave: Callable[[], None],
) -> list[ft.Control]:
    """Asked before a new article when the beginnings of others lie on the device: go on with one, drop
    one, or leave them there."""
    rows: list[ft.Control] = [heading(strings.KEPT_TITLE), body(strings.KEPT_TEXT)]
    for name, form in left:
        go_on = primary_button(strings.KEPT_RESUME, partial(resume, name, form), key=f"on-{name}")
        away = text_button(strings.KEPT_DROP, partial(drop, name), key=f"drop-{name}")
        rows.append(card([*_beginning(form), go_on, away]))
    return [*rows, secondary_button(strings.KEPT_LEAVE, leave, key="leave")]


def _beginning(left: Form) -> list[ft.Control]:
    return [strong(left.title or strings.UNTITLED), note(" ".join(left.body.split())[:160])]


def what_was_typed(form: Form) -> list[ft.Control]:
    """The text as it was typed, to be read."""
    return [strong(form.title or strings.UNTITLED), body(form.lead), body(form.body)]


def returned(m: Manuscript | None) -> list[ft.Control]:
    """Why it came back."""
    if m is None or m.state is not State.RETURNED or not m.reason:
        return []
    return [
        card(
            [heading(strings.REASON_OF_RETURN, level=2), selectable(ERRORS.get(m.reason, m.reason))]
        )
    ]


def company(others: tuple[Present, ...]) -> list[ft.Control]:
    """Who else has it open."""
    if not others:
        return []
    names = ", ".join(
        strings.me_elsewhere() if one.by_me else one.full_name or strings.SOMEBODY for one in others
    )
    return [banner(strings.others_here(names), Tone.WAITING)]


def checks(form: Form) -> list[ft.Control]:
    """What an editor will look for."""
    rows: list[ft.Control] = []
    for words, there, needed in check_list(form):
        icon = ft.Icons.CHECK_CIRCLE if there else ft.Icons.RADIO_BUTTON_UNCHECKED
        tint = ft.Colors.TERTIARY if there else ft.Colors.ERROR if needed else ft.Colors.OUTLINE
        says = f"{words}: {strings.THERE if there else strings.MISSING}"
        line = body(says)
        line.expand = True
        rows.append(
            ft.MergeSemantics(
                content=ft.Row(
                    [ft.Icon(icon, color=tint), line],
                    vertical_alignment=ft.CrossAxisAlignment.START,
                )
            )
        )
    return [section(strings.CHECKS), card(rows)]


def standing(
    saving: Autosave, saved_at: datetime | None, deny: Callable[[], None]
) -> list[ft.Control]:
    """The line that says whether it is saved."""
    match saving.standing:
        case Standing.SAVING | Standing.WAITING:
            line: ft.Control = note(strings.SAVING)
        case Standing.SAVED:
            said = strings.saved_at(text.clock(saved_at)) if saved_at else strings.NOT_SAVED_YET
            line = note(said)
        case Standing.STAMPED:
            sure = text_button(strings.NOT_CLASSIFIED, deny, key="deny")
            return [banner(strings.STAMP_FOUND, Tone.FAULT, action=sure)]
        case Standing.FAILED | Standing.CONFLICT:
            again = text_button(strings.RETRY_SAVE, saving.save_now, key="save-now")
            return [banner(why(saving.error), Tone.FAULT, action=again)]
    return [ft.Semantics(content=line, live_region=True)]


def why(error: Failed | None) -> str:
    """Why it is not saved."""
    if error is None or error.may_pass:
        return strings.NOT_SAVED
    return f"{sentence(error, ERRORS)} {strings.CONFLICT_SAFE}"
