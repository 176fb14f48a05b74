"""The way to the cell's plan of inspection and to those of cells below, with what waits and what is late."""

from __future__ import annotations

from functools import partial
from uuid import UUID

import flet as ft

from services.accounts.models import Me
from services.inspections.models import Notice
from views import paths
from views.shared import text
from views.shared.inspections import strings
from views.shared.look import go
from views.shared.parts import Tone, banner, list_card, list_item, pill


def door(unit_id: UUID, told: Notice | None) -> list[ft.Control]:
    """The way to the cell's plan of inspection, with what waits for me; what is late, for who runs it."""
    if told is None:
        return []
    late: list[str] = []
    if told.plan_late and told.plan_by is not None:
        late.append(strings.plan_late(text.day(told.plan_by)))
    if told.runs and told.late:
        late.append(strings.lines_late(told.late))
    if told.report_late and told.report_by is not None:
        late.append(strings.report_late(text.day(told.report_by)))
    standing = strings.done(told.done, told.lines) if told.adopted else strings.NONE_YET
    marks: list[ft.Control] = []
    if told.mine:
        marks.append(pill(strings.mine(told.mine), Tone.IMPORTANT))
    if told.about_me:
        marks.append(pill(strings.ABOUT_ME, Tone.IMPORTANT))
    return [
        *([banner(" ".join(late), Tone.WAITING)] if late else []),
        list_card(
            [
                list_item(
                    strings.DOOR,
                    lines=[standing],
                    marks=marks,
                    leading=ft.Icon(ft.Icons.POLICY_OUTLINED),
                    on_tap=partial(go, paths.inspections(unit_id, told.year)),
                    key="inspections",
                ),
                *(
                    list_item(
                        x.content,
                        lines=[strings.elsewhere(x.unit_name, x.year)],
                        leading=ft.Icon(ft.Icons.POLICY_OUTLINED),
                        on_tap=partial(go, paths.inspection_line(x.unit_id, x.year, x.line_id)),
                        key=f"inspection-{x.line_id}",
                    )
                    for x in told.elsewhere
                ),
            ]
        ),
    ]


def rows_below(me: Me) -> list[ft.Control]:
    """Units whose cells' plans I oversee."""
    return [
        list_item(
            f"{strings.BELOW}: {place.unit_name}",
            lines=[strings.BELOW_LINE],
            leading=ft.Icon(ft.Icons.POLICY_OUTLINED),
            on_tap=partial(go, paths.inspections_below(place.unit_id, text.now().year)),
            key=f"inspections-{place.unit_id}",
        )
        for place in me.where("inspection.oversee")
    ]
