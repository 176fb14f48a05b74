"""Parts that the screens of the entrance share."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from services.accounts.rules import MIN_PASSWORD
from views.auth import strings
from views.shared import text
from views.shared.errors import Failed, sentence, sentence_for
from views.shared.fields import Kind, PasswordInput, TextInput
from views.shared.look import current_look
from views.shared.parts import Tone, banner, body, column, heading, note
from views.shared.states import problem
from views.shared.theme import GAP_S

LOGO = "/icons/icon-192.png"


def crest(words: str) -> ft.Control:
    """The product's own mark and a greeting, above the sign-in form."""
    side = current_look().px(72)
    return ft.Column(
        [
            ft.Image(src=LOGO, width=side, height=side, exclude_from_semantics=True),
            heading(words),
        ],
        tight=True,
        spacing=GAP_S,
        horizontal_alignment=ft.CrossAxisAlignment.CENTER,
    )


def rule(words: str, met: bool) -> ft.Control:
    """A rule of new passwords and whether what is typed meets it."""
    mark = strings.DONE_MARK if met else strings.NOT_YET_MARK
    line = note(words)
    line.expand = True
    return ft.MergeSemantics(
        content=ft.Row(
            [
                ft.Icon(
                    ft.Icons.CHECK_CIRCLE if met else ft.Icons.RADIO_BUTTON_UNCHECKED,
                    size=current_look().px(20),
                    color=ft.Colors.TERTIARY if met else ft.Colors.OUTLINE,
                    semantics_label=mark,
                ),
                line,
            ],
            spacing=GAP_S,
        )
    )


def new_password_fields(
    new: str,
    again: str,
    set_new: Callable[[str], None],
    set_again: Callable[[str], None],
    *,
    error: str | None,
    on_submit: Callable[[], None] | None = None,
) -> list[ft.Control]:
    """A new password, twice, with the rules in plain words and how they are met so far."""
    return [
        # Not as the field's help, which is cut after some lines when text is large.
        note(strings.RULES),
        PasswordInput(strings.NEW_PASSWORD, new, set_new, new=True, error=error),
        PasswordInput(strings.AGAIN, again, set_again, new=True, on_submit=on_submit),
        column(
            [
                rule(strings.RULE_LENGTH, len(new) >= MIN_PASSWORD),
                rule(strings.RULE_SAME, bool(new) and new == again),
            ],
            spacing=GAP_S,
        ),
    ]


def login_field(
    label: str,
    login: str,
    set_login: Callable[[str], None],
    tried: bool,
    failed: Failed | None,
    *,
    kind: Kind = Kind.EMAIL,
    must: str = strings.MUST_LOGIN,
    on_submit: Callable[[], None] | None = None,
) -> ft.Control:
    """Who one is: phone number, e-mail or card number, as the screen's ``label`` says."""
    return TextInput(
        label,
        login,
        set_login,
        kind=kind,
        autofill=ft.AutofillHint.USERNAME,
        error=must if tried and not login.strip() else fault_at(failed, "login"),
        max_length=254,
        on_submit=on_submit,
    )


def code_field(
    code: str, set_code: Callable[[str], None], tried: bool, error: str | None
) -> ft.Control:
    """The one-time code, written as it was handed over."""
    return TextInput(
        strings.CODE,
        code,
        set_code,
        kind=Kind.CODE,
        help=strings.CODE_HELP,
        error=strings.MUST_CODE if tried and not code.strip() else error,
        max_length=40,
        autofill=ft.AutofillHint.ONE_TIME_CODE,
    )


def fault_of_new(new: str, again: str) -> str | None:
    """What is wrong with the two entries before the server is asked."""
    if len(new) < MIN_PASSWORD:
        return strings.ERRORS["password.short"]
    if new != again:
        return strings.DIFFERENT
    return None


def problem_of(failed: Failed | None, *fields: str) -> list[ft.Control]:
    """The notice above the button, unless the fault is shown at one of the form's ``fields``."""
    if failed is None or failed.field in fields:
        return []
    if failed.code == "code.too_early" and "effective_at" in failed.details:
        when = text.moment(failed.details["effective_at"])
        return [banner(strings.too_early(when), Tone.WAITING)]
    return problem(failed, strings.ERRORS)


def fault_at(failed: Failed | None, field: str) -> str | None:
    """The sentence at a form's field."""
    return sentence_for(failed, field, strings.ERRORS)


def words_of(failed: Failed) -> str:
    """The sentence of a failure in this room's words."""
    return sentence(failed, strings.ERRORS)


def steps(lines: tuple[str, ...]) -> ft.Control:
    """Numbered steps, one below the other."""
    rows: list[ft.Control] = []
    for number, line in enumerate(lines, start=1):
        words = body(line)
        words.expand = True
        rows.append(
            ft.MergeSemantics(
                content=ft.Row(
                    [body(f"{number}."), words],
                    spacing=GAP_S,
                    vertical_alignment=ft.CrossAxisAlignment.START,
                )
            )
        )
    return column(rows)
