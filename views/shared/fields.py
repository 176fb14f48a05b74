"""Form fields: a label that is always visible and wraps, help, a message when something is wrong.

The fields follow what is typed without ever writing an older text back: that would break
Vietnamese input, which composes letters.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

import flet as ft

from views.shared import strings, text
from views.shared.choices import ChoiceInput, SwitchInput, fault
from views.shared.flet_typed import component, use_ref, use_state
from views.shared.guard import safe
from views.shared.look import current_look
from views.shared.parts import column, icon_button
from views.shared.theme import GAP_XS, RADIUS, TOUCH

__all__ = [
    "Caret",
    "ChoiceInput",
    "DateInput",
    "Kind",
    "PasswordInput",
    "SwitchInput",
    "TextInput",
    "fault",
    "labelled",
]


class Kind(Enum):
    """What is typed into a text field; decides keyboard and autofill."""

    TEXT = ft.KeyboardType.TEXT
    LONG = ft.KeyboardType.MULTILINE
    EMAIL = ft.KeyboardType.EMAIL
    PHONE = ft.KeyboardType.PHONE
    NUMBER = ft.KeyboardType.NUMBER
    DATE = ft.KeyboardType.DATETIME
    CODE = ft.KeyboardType.VISIBLE_PASSWORD  # no suggestions, no autocorrection


@dataclass
class _Typed:
    control: ft.TextField | None = None
    given: str = ""
    """The text the screen gave at the last drawing."""
    reported: str = ""
    """The text last handed to the screen."""


@dataclass
class Caret:
    """Where one writes in a text field, in the client's units (UTF-16): what it said last, and where
    the screen wants it at the next drawing."""

    start: int | None = None
    end: int | None = None
    wanted: tuple[int, int] | None = None

    def hear(self, selection: object) -> None:
        """Note what the client says; it may say anything."""
        start, end = getattr(selection, "start", None), getattr(selection, "end", None)
        if isinstance(start, int) and isinstance(end, int):
            self.start, self.end = start, end

    def place(self, start: int, end: int) -> None:
        """Put it there with the next text."""
        self.start, self.end = start, end
        self.wanted = (start, end)


@component
def TextInput(
    label: str,
    value: str,
    on_change: Callable[[str], None],
    *,
    kind: Kind = Kind.TEXT,
    error: str | None = None,
    help: str | None = None,
    hint: str | None = None,
    optional: bool = False,
    max_length: int = 500,
    lines: int = 1,
    password: bool = False,
    autofill: ft.AutofillHint | None = None,
    on_submit: Callable[[], None] | None = None,
    disabled: bool = False,
    autofocus: bool = False,
    suffix: ft.Control | None = None,
    most_lines: int = 12,
    caret: Caret | None = None,
) -> ft.Control:
    """A text field. ``on_change`` gets every text, cut at ``max_length``. ``caret`` follows where one
    writes in it, and moves it."""
    look = current_look()
    typed = use_ref(lambda: _Typed(given=value, reported=value))
    held = typed.current
    present = value
    if held.control is not None and value in (held.given, held.reported):
        # The screen only follows the typing, or is a step behind it: keep what the client has by
        # now. Any other text is the screen's own doing, such as emptying the form.
        present = _clean(held.control.value, max_length)
    else:
        held.reported = value
    held.given = value

    def changed(event: ft.Event[ft.TextField]) -> None:
        new = _clean(event.control.value, max_length)
        held.reported = new
        on_change(new)

    def submitted(_: ft.Event[ft.TextField]) -> None:
        if on_submit is not None:
            on_submit()

    plain = kind in (Kind.TEXT, Kind.LONG) and not password
    held.control = ft.TextField(
        value=present,
        hint_text=hint,
        hint_max_lines=4,
        error=error,
        error_max_lines=8,
        helper=help,
        helper_max_lines=8,
        keyboard_type=kind.value,
        multiline=lines > 1,
        min_lines=lines if lines > 1 else None,
        max_lines=max(lines, most_lines) if lines > 1 else 1,
        password=password,
        autocorrect=plain,
        enable_suggestions=plain,
        capitalization=ft.TextCapitalization.SENTENCES if plain else ft.TextCapitalization.NONE,
        autofill_hints=autofill,
        autofocus=autofocus,
        disabled=disabled,
        on_change=safe(changed),
        on_submit=safe(submitted) if on_submit is not None else None,
        border={
            ft.ControlState.FOCUSED: _edge(ft.Colors.ERROR if error else ft.Colors.PRIMARY, 2),
            ft.ControlState.DEFAULT: _edge(ft.Colors.ERROR if error else ft.Colors.OUTLINE, 1),
        },
        filled=True,
        fill_color=ft.Colors.SURFACE_CONTAINER_LOWEST,
        content_padding=ft.Padding.only(
            left=16, right=16 if suffix is None else look.px(TOUCH) + 8, top=14, bottom=14
        ),
    )
    if caret is not None:
        _follow(held.control, caret)
    # One node for screen readers: the field, by its label. The button inside stands apart.
    named = ft.MergeSemantics(content=ft.Semantics(content=held.control, label=label))
    boxed: ft.Control = named
    if suffix is not None:
        boxed = ft.Stack(
            [named, ft.Container(suffix, right=4, top=2)], fit=ft.StackFit.PASS_THROUGH
        )
    return column([labelled(label, optional=optional), boxed], spacing=GAP_XS)


def _follow(field: ft.TextField, caret: Caret) -> None:
    def moved(event: ft.TextSelectionChangeEvent[ft.TextField]) -> None:
        caret.hear(event.selection)

    field.on_selection_change = safe(moved)
    if caret.wanted is not None:
        start, end = caret.wanted
        field.selection = ft.TextSelection(base_offset=start, extent_offset=end)
        field.autofocus = True
        caret.wanted = None


def _edge(colour: ft.Colors, width: int) -> ft.OutlineInputBorder:
    return ft.OutlineInputBorder(side=ft.BorderSide(width, colour), border_radius=RADIUS)


def labelled(label: str, *, optional: bool = False) -> ft.Control:
    """The visible label above a field; screen readers get it from the field itself."""
    words = f"{label} ({strings.OPTIONAL})" if optional else label
    return ft.Semantics(
        content=ft.Text(words, theme_style=ft.TextThemeStyle.TITLE_SMALL), exclude_semantics=True
    )


def _clean(value: object, max_length: int) -> str:
    return value[:max_length] if isinstance(value, str) else ""


@component
def PasswordInput(
    label: str,
    value: str,
    on_change: Callable[[str], None],
    *,
    new: bool = False,
    kept: bool = True,
    error: str | None = None,
    help: str | None = None,
    on_submit: Callable[[], None] | None = None,
    disabled: bool = False,
) -> ft.Control:
    """A password with a button that shows it. ``new`` asks the browser to offer a fresh one; what is not
    to be ``kept`` by the browser is no password of an account to it."""
    shown, set_shown = use_state(lambda: False)
    reveal = icon_button(
        ft.Icons.VISIBILITY_OFF if shown else ft.Icons.VISIBILITY,
        strings.HIDE_PASSWORD if shown else strings.SHOW_PASSWORD,
        lambda: set_shown(not shown),
    )
    hint = ft.AutofillHint.NEW_PASSWORD if new else ft.AutofillHint.PASSWORD
    return TextInput(
        label,
        value,
        on_change,
        kind=Kind.CODE,
        error=error,
        help=help,
        max_length=200,
        password=not shown,
        autofill=hint if kept else None,
        on_submit=on_submit,
        disabled=disabled,
        suffix=reveal,
    )


@component
def DateInput(
    label: str,
    value: date | None,
    on_change: Callable[[date | None], None],
    *,
    first: date,
    last: date,
    error: str | None = None,
    help: str | None = None,
    optional: bool = False,
) -> ft.Control:
    """A date typed as day/month/year or picked from a calendar, between ``first`` and ``last``.

    ``on_change`` gets None while what is typed is no date in the range.
    """
    typed, set_typed = use_state(lambda: text.day(value) if value else "")
    asked, set_asked = use_state(lambda: value)
    open_, set_open = use_state(lambda: False)
    if value != asked and value is not None:
        typed = text.day(value)  # the screen set another date
    parsed = text.parse_day(typed)

    def take(new: str) -> None:
        set_typed(new)
        found = text.parse_day(new)
        inside = found if found is not None and first <= found <= last else None
        set_asked(inside)
        on_change(inside)

    def picked(event: ft.Event[ft.DatePicker]) -> None:
        chosen: object = event.control.value
        set_open(False)
        if isinstance(chosen, datetime):
            chosen = text.local(chosen).date() if chosen.tzinfo else chosen.date()
        if isinstance(chosen, date):
            take(text.day(chosen))

    if error is None and typed.strip():
        if parsed is None:
            error = strings.DATE_WRONG if len(typed.strip()) >= 8 else None
        elif not first <= parsed <= last:
            error = strings.date_range(text.day(first), text.day(last))
    start = min(max(parsed or text.now().date(), first), last)
    ft.use_dialog(
        ft.DatePicker(
            value=start,
            first_date=first,
            last_date=last,
            help_text=label,
            cancel_text=strings.CANCEL,
            confirm_text=strings.CONFIRM,
            locale=ft.Locale("vi", "VN"),
            on_change=safe(picked),
            on_dismiss=safe(lambda _: set_open(False)),
        )
        if open_
        else None
    )
    # The calendar's cells do not grow with the text; at large sizes typing is the way.
    calendar = None
    if not current_look().large:
        calendar = icon_button(
            ft.Icons.CALENDAR_MONTH, f"{strings.PICK_DATE}: {label}", lambda: set_open(True)
        )
    return TextInput(
        label,
        typed,
        take,
        kind=Kind.DATE,
        error=error,
        help=help or strings.DATE_HINT,
        optional=optional,
        max_length=16,
        suffix=calendar,
    )
