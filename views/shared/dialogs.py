"""Questions asked over a screen: confirm before something that matters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import flet as ft

from views.shared import strings
from views.shared.buttons import danger_button, primary_button, secondary_button
from views.shared.flet_typed import use_state
from views.shared.guard import safe
from views.shared.parts import column


class Ask(Protocol):
    """Opens the question of ``use_confirm``."""

    def __call__(
        self,
        title: str,
        words: str,
        yes: str,
        on_yes: Callable[[], None],
        *,
        danger: bool = False,
        action: ft.ClientAction | None = None,
        no: str = strings.CANCEL,
    ) -> None: ...


@dataclass(frozen=True)
class _Question:
    title: str
    words: str
    yes: str
    on_yes: Callable[[], None]
    danger: bool
    action: ft.ClientAction | None
    no: str


def use_confirm() -> Ask:
    """Hook: a function that asks a question and runs a verb on yes.

    ``yes`` names the deed ("Xóa thông báo"), never just "OK"; so may ``no``, where "Hủy" could be misread.
    """
    question, set_question = use_state(lambda: _none())

    def ask(
        title: str,
        words: str,
        yes: str,
        on_yes: Callable[[], None],
        *,
        danger: bool = False,
        action: ft.ClientAction | None = None,
        no: str = strings.CANCEL,
    ) -> None:
        set_question(_Question(title, words, yes, on_yes, danger, action, no))

    def close() -> None:
        set_question(_none())

    def dismissed() -> None:
        # The client tells late that this question has gone; the next one may be open by then.
        set_question(lambda now: _none() if now is question else now)

    def agree() -> None:
        if question is not None:
            close()
            question.on_yes()

    ft.use_dialog(_dialog(question, agree, close, dismissed) if question is not None else None)
    return ask


def _none() -> _Question | None:
    return None


def _dialog(
    question: _Question,
    agree: Callable[[], None],
    close: Callable[[], None],
    dismissed: Callable[[], None],
) -> ft.AlertDialog:
    if question.danger:
        yes = danger_button(question.yes, agree, key="confirm")
    else:
        yes = primary_button(question.yes, agree, key="confirm", action=question.action)
    return ft.AlertDialog(
        modal=False,
        scrollable=True,
        title=ft.Text(question.title),
        content=column(
            [ft.Text(question.words), yes, secondary_button(question.no, close, key="cancel")]
        ),
        semantics_label=question.title,
        inset_padding=ft.Padding.symmetric(horizontal=20, vertical=24),
        on_dismiss=safe(lambda _: dismissed()),
    )
