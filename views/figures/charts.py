"""Charts, and the same numbers as a table for whoever hears the screen or wants them exactly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, log10

import flet as ft
import flet_charts as fc

from views.figures import strings
from views.shared import text
from views.shared.buttons import text_button
from views.shared.flet_typed import use_state
from views.shared.look import current_look
from views.shared.parts import Style, column, flow, key_values, note
from views.shared.screens import block
from views.shared.theme import GAP_M, GAP_S, GAP_XS

COLOURS = (
    ft.Colors.PRIMARY,
    ft.Colors.TERTIARY,
    ft.Colors.SECONDARY,
    ft.Colors.OUTLINE,
    ft.Colors.ON_SURFACE_VARIANT,
)
_LABELS = 6


@dataclass(frozen=True)
class Bar:
    """A bar: what it is called below, what in the table, and its parts from the bottom up."""

    label: str
    name: str
    parts: tuple[int, ...]

    @property
    def whole(self) -> int:
        """All parts."""
        return sum(self.parts)


@block
def Bars(title: str, bars: tuple[Bar, ...], names: tuple[str, ...] = ()) -> ft.Control:
    """Bars, stacked where they have several parts, which `names` names."""
    table, set_table = use_state(lambda: False)
    label = strings.NO_TABLE if table else strings.TABLE
    button = text_button(label, lambda: set_table(not table), icon=ft.Icons.TABLE_ROWS_OUTLINED)
    rows: list[ft.Control] = [_drawn(title, bars)]
    if names:
        rows.append(_legend(names))
    rows.append(flow([button]))
    if table:
        rows.append(key_values([(bar.name, _numbers(bar, names)) for bar in bars]))
    return column(rows, spacing=GAP_S)


def _drawn(title: str, bars: Sequence[Bar]) -> ft.Control:
    top = ceiling(max((bar.whole for bar in bars), default=0))
    look = current_look()
    every = max(1, ceil(len(bars) / (_LABELS if look.width < 600 else 2 * _LABELS)))
    width = max(4, min(28, (look.width - 120) / max(1, len(bars)) * 0.6))
    chart = fc.BarChart(
        groups=[
            fc.BarChartGroup(x=place, rods=[_rod(bar, width)]) for place, bar in enumerate(bars)
        ],
        max_y=top,
        min_y=0,
        interactive=False,
        horizontal_grid_lines=fc.ChartGridLines(
            interval=top / 4, color=ft.Colors.OUTLINE_VARIANT, width=1
        ),
        left_axis=fc.ChartAxis(
            labels=[
                fc.ChartAxisLabel(value=top * n / 4, label=_tick(text.number(round(top * n / 4))))
                for n in range(5)
            ],
            label_size=look.px(52),
            label_spacing=top / 4,
        ),
        bottom_axis=fc.ChartAxis(
            labels=[
                fc.ChartAxisLabel(value=place, label=_tick(bar.label))
                for place, bar in enumerate(bars)
                if place % every == 0
            ],
            label_size=look.px(28),
        ),
        height=look.px(200),
    )
    return ft.Semantics(
        content=ft.Container(chart, padding=ft.Padding.only(top=GAP_M)),
        label=strings.chart(title),
        container=True,
        exclude_semantics=True,
    )


def _rod(bar: Bar, width: float) -> fc.BarChartRod:
    items: list[fc.BarChartRodStackItem] = []
    below = 0
    for part, colour in zip(bar.parts, COLOURS, strict=False):
        items.append(fc.BarChartRodStackItem(from_y=below, to_y=below + part, color=colour))
        below += part
    return fc.BarChartRod(
        from_y=0,
        to_y=bar.whole,
        width=width,
        color=COLOURS[0],
        stack_items=items if len(bar.parts) > 1 else [],
        border_radius=2,
        show_tooltip=False,
    )


def _legend(names: Sequence[str]) -> ft.Control:
    marks: list[ft.Control] = []
    for name, colour in zip(names, COLOURS, strict=False):
        side = current_look().px(12)
        square = ft.Container(width=side, height=side, bgcolor=colour, border_radius=2)
        marks.append(ft.Row([square, note(name)], tight=True, spacing=GAP_XS))
    return flow(marks, spacing=GAP_S + GAP_XS)


def _numbers(bar: Bar, names: Sequence[str]) -> str:
    if not names:
        return text.number(bar.whole)
    parts = [
        f"{name} {text.number(part)}" for name, part in zip(names, bar.parts, strict=False) if part
    ]
    return f"{text.number(bar.whole)} ({', '.join(parts)})" if len(parts) else "0"


def _tick(words: str) -> ft.Control:
    return ft.Text(words, theme_style=Style.LABEL_SMALL, color=ft.Colors.ON_SURFACE_VARIANT)


def ceiling(most: int) -> int:
    """The top of an axis: a round number that four steps part evenly."""
    if most <= 4:
        return 4
    step = 10 ** int(log10(most / 4))
    for times in (1, 2, 2.5, 5, 10):
        top = ceil(step * times) * 4
        if top >= most:
            return top
    return most
