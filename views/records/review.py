"""Before and after of what an edit would write; what somebody else has written meanwhile is said."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

import flet as ft

from services.records.models import Field, Value
from services.records.written import field_name, in_words
from views.records import strings
from views.shared import text
from views.shared.buttons import secondary_button
from views.shared.errors import Failed
from views.shared.parts import Tone, banner, card, flow, heading, key_values


@dataclass
class Seen:
    """When each field had last been changed as the form was opened. Keep one by ``use_ref``."""

    moments: dict[str, datetime | None] = field(default_factory=dict[str, "datetime | None"])

    def changed_since(self, fields: Sequence[Field]) -> frozenset[str]:
        """The fields that somebody has changed since; a reload by itself tells of them, too."""
        if not self.moments:
            self.moments.update({f.field: f.changed_at for f in fields})
        return frozenset(f.field for f in fields if f.changed_at != self.moments.get(f.field))


def overtaken(failed: Failed | None) -> bool:
    """Whether nothing was written since somebody has changed one of the fields."""
    return failed is not None and failed.code == "record.changed_since"


def review_sheet(
    differ: Sequence[Field],
    wanted: Mapping[str, Value],
    theirs: frozenset[str],
    yield_to_them: Callable[[str], None],
) -> list[ft.Control]:
    """A card for each change. Of a field in ``theirs`` it tells who changed it when, and what was
    typed is given up by a tap, or written over theirs by saving."""
    changes = [f for f in differ if f.field in wanted]
    rows: list[ft.Control] = []
    if theirs:
        meant = [f for f in changes if f.field in theirs]
        said = strings.OVERTAKEN if meant else strings.OVERTAKEN_SETTLED
        tone = Tone.FAULT if meant else Tone.DONE
        rows.append(banner(said, tone))
    return rows + [
        change_card(
            f, wanted[f.field], partial(yield_to_them, f.field) if f.field in theirs else None
        )
        for f in changes
    ]


def change_card(of: Field, after: Value, on_yield: Callable[[], None] | None) -> ft.Control:
    """One field before and after; with ``on_yield`` before is what somebody else has just written."""
    name = field_name(of.field)
    pairs: list[tuple[str, str | ft.Control]] = [
        (
            strings.BEFORE if on_yield is None else strings.NOW_THERE,
            in_words(of.kind, of.value) or strings.NOTHING,
        ),
        (
            strings.AFTER if on_yield is None else strings.YOU_TYPED,
            in_words(of.kind, after) or strings.NOTHING,
        ),
    ]
    rows: list[ft.Control] = [heading(name, level=2)]
    if on_yield is not None:
        who = of.changed_by or strings.NOBODY_NAMED
        moment = text.moment(of.changed_at) if of.changed_at else ""
        rows.append(banner(strings.changed_meanwhile(who, moment), Tone.WAITING))
    rows.append(key_values(pairs))
    if on_yield is not None:
        take = secondary_button(strings.take_theirs(name), on_yield, key=f"theirs-{of.field}")
        rows.append(flow([take]))
    return card(rows)
