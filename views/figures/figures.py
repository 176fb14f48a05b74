"""What was published, how often it was opened, how many read: sums of my scope, never persons."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import partial
from uuid import UUID

import flet as ft

from services.errors import NotFound
from services.figures import strings as files
from services.figures.models import Accesses, ChildFigures, Figures, Readers
from services.posts.models import Category
from views import paths
from views.figures import strings
from views.figures.charts import Bar, Bars
from views.session import use_me, use_services
from views.shared import text
from views.shared.buttons import secondary_button, text_button
from views.shared.flet_typed import keyed, use_state
from views.shared.guard import toast
from views.shared.hooks import use_action, use_query
from views.shared.look import current_look, go
from views.shared.parts import (
    Style,
    body,
    card,
    column,
    flow,
    heading,
    list_card,
    list_item,
    note,
    section,
)
from views.shared.posts.chips import choice_chips
from views.shared.posts.strings import CATEGORIES
from views.shared.scaffold import scaffold
from views.shared.screens import block, screen
from views.shared.states import empty, problem, shown
from views.shared.theme import GAP_M, GAP_S, GAP_XS


@screen
def FiguresScreen() -> ft.View:
    """Of the topmost unit of my scope, or of the one in the address."""
    me, services = use_me(), use_services()
    wanted = ft.use_route_params().get("unit_id", "")

    async def load() -> Figures:
        try:
            return await services.figures.of(UUID(wanted) if wanted else None)
        except ValueError as error:
            raise NotFound("unit.not_found") from error

    async def export(figures: Figures) -> None:
        from services.figures.workbook import workbook  # loads long: not at the app's start

        content = await asyncio.to_thread(workbook, figures, CATEGORIES)
        name = files.file_name(text.now().strftime("%Y-%m-%d"))
        await ft.FilePicker().save_file(file_name=name, src_bytes=content)

    query = use_query(load, [wanted], name="figures.of")
    exporting = use_action(export, on_done=lambda _: toast(strings.EXPORTED), name="figures.export")

    def draw(figures: Figures) -> list[ft.Control]:
        return [
            column(
                [
                    heading(figures.unit.name),
                    note(strings.members(text.number(figures.members))),
                ],
                spacing=GAP_XS,
            ),
            *_accesses(figures),
            *_published(figures),
            *_readers(figures),
            *_children(figures),
            *problem(exporting.error, strings.ERRORS),
            secondary_button(
                strings.EXCEL,
                partial(exporting.run, figures),
                busy=exporting.busy,
                icon=ft.Icons.DOWNLOAD,
                key="excel",
            ),
            *_above(figures),
        ]

    if not me.may("figures.read"):
        return scaffold(strings.TITLE, empty(strings.NOT_YOURS, icon=ft.Icons.BAR_CHART))
    return scaffold(strings.TITLE, shown(query, draw, room=strings.ERRORS))


def _accesses(figures: Figures) -> list[ft.Control]:
    found = figures.accesses
    if found is None:
        return [section(strings.ACCESSES), note(strings.TOO_FEW)]
    rows: list[ft.Control] = [section(strings.ACCESSES), note(strings.ACCESSES_NOTE), tiles(found)]
    if not figures.live:
        rows.append(note(strings.NOT_LIVE))
    return [*rows, keyed("accesses", AccessChart, found)]


def tiles(found: Accesses) -> ft.Control:
    """The four numbers that the city's sites show."""
    numbers = (
        (strings.TODAY, found.today),
        (strings.WEEK, found.week),
        (strings.MONTH, found.month),
        (strings.ALL, found.all),
    )
    drawn = [_tile(name, count) for name, count in numbers if count is not None]
    if current_look().large:
        return column(drawn, spacing=GAP_S)
    across = 4 if current_look().wide else 2
    for tile in drawn:
        tile.expand = True
    return column(
        [
            ft.Row(drawn[place : place + across], spacing=GAP_S)
            for place in range(0, len(drawn), across)
        ],
        spacing=GAP_S,
    )


def _tile(name: str, count: int) -> ft.Control:
    number = ft.Text(text.number(count), theme_style=Style.HEADLINE_SMALL)
    return ft.MergeSemantics(content=card([note(name), number], spacing=2))


@block
def AccessChart(found: Accesses) -> ft.Control:
    """Accesses by day or by month."""
    months, set_months = use_state(lambda: False)
    options = ((False, strings.BY_DAY), (True, strings.BY_MONTH))
    bars = tuple(
        Bar(c.starts_on.strftime("%m/%y"), c.starts_on.strftime("%m/%Y"), (c.count,))
        if months
        else Bar(c.starts_on.strftime("%d/%m"), text.day(c.starts_on), (c.count,))
        for c in (found.months if months else found.days)
    )
    return column(
        [
            choice_chips(strings.SPAN, options, months, set_months),
            keyed(f"bars-{months}", Bars, strings.ACCESSES, bars),
        ],
        spacing=GAP_S,
    )


def _published(figures: Figures) -> list[ft.Control]:
    rows: list[ft.Control] = [section(strings.PUBLISHED)]
    if not figures.published:
        return [*rows, note(strings.PUBLISHED_NONE)]
    used = [c for c in CATEGORIES if any(p.category is c for p in figures.published)]
    months = sorted({p.month for p in figures.published})
    counts = {(p.month, p.category): p.count for p in figures.published}
    bars = tuple(
        Bar(
            month.strftime("%m/%y"),
            month.strftime("%m/%Y"),
            tuple(counts.get((month, category), 0) for category in used),
        )
        for month in months
    )
    names = tuple(CATEGORIES[category] for category in used)
    return [*rows, keyed("published", Bars, strings.PUBLISHED, bars, names)]


def _readers(figures: Figures) -> list[ft.Control]:
    months = [r for r in figures.readers if r.span == "month"]
    rows: list[ft.Control] = [
        section(strings.READERS),
        note(strings.readers_note(figures.smallest)),
    ]
    if not months:
        return [*rows, note(strings.READERS_NONE)]
    last = months[-1]
    said = strings.child_readers(last.starts_on.strftime("%m/%Y"), share_words(last))
    bars = tuple(
        Bar(r.starts_on.strftime("%m/%y"), r.starts_on.strftime("%m/%Y"), (r.readers,))
        for r in months
    )
    return [*rows, body(said), keyed("readers", Bars, strings.READERS, bars)]


def share_words(readers: Readers) -> str:
    """So many of so many members."""
    return strings.share(
        readers.readers, readers.members, percent(readers.readers, readers.members)
    )


def percent(part: int, whole: int) -> int:
    """Rounded; of nothing it is nothing."""
    return round(100 * part / whole) if whole else 0


def _children(figures: Figures) -> list[ft.Control]:
    if not figures.children:
        return []
    month = figures.last_month.strftime("%m/%Y")
    items = [_child(child, month) for child in figures.children]
    return [section(strings.UNITS), list_card(items)]


def _child(child: ChildFigures, month: str) -> ft.Control:
    lines = [_posts(child.published)]
    if child.readers is not None and child.members is not None:
        said = strings.share(child.readers, child.members, percent(child.readers, child.members))
        lines.append(strings.child_readers(month, said))
    else:
        lines.append(strings.HIDDEN)
    return list_item(
        child.name,
        lines=lines,
        on_tap=partial(go, paths.figures_of(child.unit_id)),
        key=f"figures-{child.unit_id}",
    )


def _posts(published: dict[Category, int]) -> str:
    parts: Sequence[str] = [
        f"{CATEGORIES[category]} {published[category]}"
        for category in CATEGORIES
        if category in published
    ]
    whole = strings.posts(sum(published.values()))
    return f"{whole}: {', '.join(parts)}" if parts else whole


def _above(figures: Figures) -> list[ft.Control]:
    if figures.above is None:
        return []
    up = partial(go, paths.figures_of(figures.above.unit_id))
    label = f"{strings.ABOVE}: {figures.above.name}"
    return [
        ft.Container(
            flow([text_button(label, up, key="above")]), padding=ft.Padding.only(top=GAP_M)
        )
    ]
