"""Which column holds what: recognised by its heading, put right by hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import flet as ft

from services.imports.layout import choices
from services.imports.models import Import, RawRow
from services.imports.strings import LEGACY
from views.imports import strings
from views.session import use_services
from views.shared.buttons import primary_button, secondary_button
from views.shared.fields import ChoiceInput
from views.shared.flet_typed import keyed, use_state
from views.shared.hooks import Ready, use_query
from views.shared.parts import Tone, banner, body, card, heading, note, pill, strong
from views.shared.screens import block

Check = Callable[[list[str | None], bool], None]
_IGNORED = "-"


@block
def ColumnsForm(found: Import, check: Check) -> ft.Control:
    """All columns with what they hold, an example, and a way to change it."""
    services = use_services()
    mapping, set_mapping = use_state(lambda: tuple(found.mapping))
    open_, set_open = use_state(lambda: -1)
    sample = use_query(
        lambda: services.imports.sample(found.import_id),
        [str(found.import_id)],
        name="imports.sample",
    )
    rows = sample.state.value if isinstance(sample.state, Ready) else []

    def choose(place: int, field: str) -> None:
        wanted = None if field == _IGNORED else field
        set_mapping(moved(mapping, place, wanted))
        set_open(-1)

    cards = [
        column_card(
            place, found.heads[place], field, rows, place == open_,
            partial(set_open, place), partial(choose, place),
        )
        for place, field in enumerate(mapping)
    ]  # fmt: skip
    by_hand = list(mapping) != found.mapping
    told: list[ft.Control] = []
    if found.encoding:
        told = [banner(strings.LEGACY.format(name=LEGACY[found.encoding]), Tone.WAITING)]
    return ft.Column(
        [
            heading(strings.COLUMNS, level=2),
            body(strings.COLUMNS_WHAT),
            *told,
            primary_button(strings.CHECK, lambda: check(list(mapping), by_hand), key="check"),
            note(strings.REMEMBERED),
            *cards,
        ],
        tight=True,
        spacing=12,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def moved(mapping: Sequence[str | None], place: int, wanted: str | None) -> tuple[str | None, ...]:
    """The mapping with a field in another column; no field stands in two."""
    cleared = [None if field == wanted else field for field in mapping]
    cleared[place] = wanted
    return tuple(cleared)


def column_card(
    place: int,
    head: str,
    field: str | None,
    rows: Sequence[RawRow],
    open_: bool,
    on_open: Callable[[], None],
    on_choose: Callable[[str], None],
) -> ft.Control:
    """One column of the sheet."""
    names = dict(choices())
    title = strings.column(place + 1, head)
    held = pill(strings.holds(names[field]), Tone.DONE) if field else pill(strings.IGNORED)
    examples = [r.raw[place] for r in rows if place < len(r.raw) and r.raw[place]][:3]
    lines: list[ft.Control] = [strong(title), ft.Row([held], wrap=True)]
    if examples:
        lines.append(note(strings.sample("; ".join(e[:40] for e in examples))))
    if open_:
        options = [(_IGNORED, strings.IGNORED), *choices()]
        lines.append(note(strings.TAKEN))
        lines.append(
            keyed(f"choice-{place}", ChoiceInput, title, options, field or _IGNORED, on_choose)
        )
    else:
        lines.append(
            ft.Row(
                [
                    ft.Semantics(
                        content=secondary_button(strings.CHANGE, on_open, key=f"change-{place}"),
                        label=strings.change_column(title),
                        container=True,
                    )
                ]
            )
        )
    return card(lines)
