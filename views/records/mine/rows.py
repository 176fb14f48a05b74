"""One field of the own record as a row: name, value, and quietly where it comes from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import flet as ft

from services.records import strings as words
from services.records.models import Field
from services.records.written import field_name, grouped, lines
from views import paths
from views.records.mine import strings
from views.session import use_me, use_services
from views.shared import text
from views.shared.buttons import text_button
from views.shared.errors import sentence
from views.shared.fields import fault
from views.shared.flet_typed import keyed, use_state
from views.shared.guard import tapped
from views.shared.hooks import use_action
from views.shared.look import current_look, go
from views.shared.parts import Tone, body, column, flow, note, pill
from views.shared.screens import block
from views.shared.theme import GAP_M, GAP_S, GAP_XS, TOUCH

_MOST_LINES, _MOST_LETTERS = 6, 400


def field_row(field: Field, *, waiting: bool) -> ft.Control:
    """A field in its section; a tap leads to where it can be changed, if it can."""
    if field.field_class == "masked" and field.value is not None:
        return masked_row(field, waiting=waiting)
    return row_of(
        field_name(field.field),
        in_short(lines(field.kind, field.value)) or [strings.MISSING],
        source_line(field),
        on_tap=way_to_change(field),
        muted=field.value is None,
        waiting=waiting,
        key=f"field-{field.field}",
    )


def way_to_change(field: Field) -> Callable[[], None] | None:
    """Where a tap leads: asking for a correction, or changing it at once."""
    if field.self_service:
        return partial(go, paths.MY_WISHES)
    return partial(go, paths.ask(field.field)) if field.decided_by else None


def source_line(field: Field) -> str | None:
    """Where a value comes from, who entered it and when; nothing for one that is not there."""
    if not lines(field.kind, field.value) and field.changed_at is None:
        return None
    source = words.SOURCES.get(field.source or "start", words.SOURCES["start"])
    when = text.day(text.local(field.changed_at).date()) if field.changed_at else None
    who = field.changed_by if field.source != "member" else None
    return strings.changed(source, who, when)


def in_short(said: list[str]) -> list[str]:
    """The first lines of a long value; the whole is where it can be changed."""
    short = [
        s if len(s) <= _MOST_LETTERS else f"{s[:_MOST_LETTERS].rsplit(' ', 1)[0]}…" for s in said
    ]
    if len(short) <= _MOST_LINES:
        return short
    return [*short[: _MOST_LINES - 1], strings.more_lines(len(short) - _MOST_LINES + 1)]


def row_of(
    label: str,
    said: Sequence[str],
    small: str | None,
    *,
    on_tap: Callable[[], None] | None = None,
    muted: bool = False,
    waiting: bool = False,
    key: str | None = None,
) -> ft.Control:
    """A label, the lines of a value below it, a smaller line; one node for screen readers."""
    inside: list[ft.Control] = [note(label), *(body(line, muted=muted) for line in said)]
    if small:
        inside.append(note(small))
    if waiting:
        inside.append(flow([pill(strings.WAITING, Tone.WAITING)]))
    look = current_look()
    arrow = None
    if on_tap is not None and not look.large:
        arrow = ft.Icon(ft.Icons.CHEVRON_RIGHT, color=ft.Colors.ON_SURFACE_VARIANT)
    tile = ft.ListTile(
        key=key,
        title=ft.Column(inside, tight=True, spacing=2),
        trailing=arrow,
        on_click=tapped(on_tap) if on_tap else None,
        content_padding=ft.Padding.symmetric(horizontal=GAP_M, vertical=GAP_XS),
        min_height=TOUCH + GAP_S,
    )
    return ft.MergeSemantics(content=tile)


def masked_row(field: Field, *, waiting: bool) -> ft.Control:
    """A long number, hidden until it is asked for; asked for again each time."""
    rows: list[ft.Control] = [
        note(field_name(field.field)),
        keyed(f"number-{field.field}", Number, field),
    ]
    if waiting:
        rows.append(flow([pill(strings.WAITING, Tone.WAITING)]))
    change = way_to_change(field)
    if change is not None:
        button = text_button(
            f"{strings.ASK_HERE}: {field_name(field.field)}",
            change,
            key=f"field-{field.field}",
        )
        rows.append(ft.Row([button], wrap=True))
    return ft.Container(
        column(rows, spacing=2), padding=ft.Padding.symmetric(horizontal=GAP_M, vertical=GAP_S)
    )


@block
def Number(field: Field) -> ft.Control:
    """The number itself, where it comes from, and the button that shows or hides it."""
    me, services = use_me(), use_services()
    open_, set_open = use_state(lambda: False)

    async def fetch() -> str | None:
        return await services.records.reveal(me.member_id, field.field)

    reveal = use_action(fetch, on_done=lambda _: set_open(True), name="records.reveal")

    def hide() -> None:
        set_open(False)
        reveal.reset()

    if open_ and reveal.result:
        number, label, act = grouped(reveal.result), strings.HIDE_NUMBER, hide
    else:
        number = " ".join(lines(field.kind, field.value))
        label, act = strings.SHOW_NUMBER, reveal.run
    button = text_button(f"{label}: {field_name(field.field)}", act, key=f"show-{field.field}")
    trouble = fault(sentence(reveal.error)) if reveal.error else []
    small = source_line(field)
    said: list[ft.Control] = [body(number), *([note(small)] if small else [])]
    return column([*said, ft.Row([button], wrap=True), *trouble], spacing=2)
