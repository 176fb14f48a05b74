"""The filters of the roster, and those kept under a name."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import flet as ft

from services.members.models import SavedFilter
from services.units.models import UnitLine
from views import paths
from views.members import strings
from views.members.question import THIS_MONTH, Asked, FilterValue, use_asked
from views.session import use_me, use_services
from views.shared.buttons import primary_button, secondary_button, text_button
from views.shared.fields import TextInput
from views.shared.flet_typed import keyed, use_state
from views.shared.guard import toast
from views.shared.hooks import Ready, use_action, use_query
from views.shared.look import go
from views.shared.parts import column, flow, heading, list_card, list_item, section
from views.shared.posts.chips import choice_chips
from views.shared.scaffold import scaffold
from views.shared.screens import block, screen
from views.shared.states import problem, shown

Option = tuple[FilterValue | None, str]

_ALL: Option = (None, strings.ALL)
GROUPS: tuple[tuple[str, str, tuple[Option, ...]], ...] = (
    (
        "status",
        strings.STATUS,
        (
            _ALL,
            *((s, strings.filter_words("status", s)) for s in ("official", "probationary")),
        ),
    ),
    ("exempt", strings.EXEMPTION, (_ALL, (True, strings.EXEMPT_ONLY), (False, strings.NOT_EXEMPT))),
    ("away", strings.WORK_AWAY, (_ALL, (True, strings.AWAY_ONLY), (False, strings.AT_HOME))),
    ("birthday_month", strings.BIRTHDAY, (_ALL, (THIS_MONTH, strings.THIS_MONTH))),
    ("milestone_month", strings.MILESTONE, (_ALL, (THIS_MONTH, strings.THIS_MONTH))),
    ("no_phone", strings.CONTACT, (_ALL, (True, strings.NO_PHONE), (False, strings.WITH_PHONE))),
    (
        "life_state",
        strings.LIFE,
        (
            (None, strings.ACTIVE),
            *(
                (s, strings.filter_words("life_state", s))
                for s in ("suspended", "left", "deceased", "any")
            ),
        ),
    ),
)
"""Each filter that can be chosen, with its options."""


@screen
def FilterScreen() -> ft.View:
    """Every tap counts at once; the list is one tap away."""
    me, services = use_me(), use_services()
    asked, put = use_asked()
    unit = asked.query.unit_id or me.unit_id

    async def load() -> list[UnitLine]:
        return await services.units.outline(unit)

    below = use_query(load, [str(unit)], name="units.outline")
    groups = below.state.value if isinstance(below.state, Ready) else []
    groups = [g for g in groups if g.kind == "cell_group"]

    def choose(name: str, value: FilterValue | None) -> None:
        put(asked.with_filter(name, value))

    return scaffold(
        strings.FILTER_TITLE,
        [
            *(chips(name, label, options, asked, choose) for name, label, options in GROUPS),
            *group_chips(groups, asked, choose),
            section(strings.SAVED),
            keyed("saved", SavedFilters, asked, put),
        ],
        bottom=[
            primary_button(strings.SHOW_LIST, partial(go, paths.MEMBERS), key="show-list"),
        ],
    )


def chips(
    name: str,
    label: str,
    options: tuple[Option, ...],
    asked: Asked,
    choose: Callable[[str, FilterValue | None], None],
) -> ft.Control:
    """One filter with its options in sight."""
    chosen = asked.query.filters.get(name)
    return column(
        [heading(label, level=3), choice_chips(label, options, chosen, partial(choose, name))],
        spacing=8,
    )


def group_chips(
    groups: list[UnitLine], asked: Asked, choose: Callable[[str, FilterValue | None], None]
) -> list[ft.Control]:
    """The cell's groups, where it has any."""
    if not groups:
        return []
    options: tuple[Option, ...] = (_ALL, *((str(g.unit_id), g.name) for g in groups))
    return [chips("group_id", strings.GROUP, options, asked, choose)]


@block
def SavedFilters(asked: Asked, put: Callable[[Asked], None]) -> ft.Control:
    """Filters kept under a name: put in force, forgotten, and the present one kept."""
    me, services = use_me(), use_services()
    name, set_name = use_state(lambda: "")
    tried, set_tried = use_state(lambda: False)
    query = use_query(services.roster.filters, [str(me.member_id)], name="roster.filters")

    def saved(_: object) -> None:
        set_name("")
        set_tried(False)
        toast(strings.SAVED_DONE)
        query.reload()

    saving = use_action(services.roster.save_filter, on_done=saved, name="roster.save_filter")
    removing = use_action(
        services.roster.remove_filter,
        on_done=lambda _: query.reload(),
        name="roster.remove_filter",
    )

    def save() -> None:
        set_tried(True)
        if name.strip():
            saving.run(name.strip(), asked.query)

    def use(kept: SavedFilter) -> None:
        put(Asked(kept.filter))
        go(paths.MEMBERS)

    def draw(kept: list[SavedFilter]) -> list[ft.Control]:
        if not kept:
            return []
        return [list_card([saved_row(k, partial(use, k), removing.run) for k in kept])]

    missing = strings.NAME_MISSING if tried and not name.strip() else None
    return column(
        [
            *shown(query, draw, room=strings.ERRORS, rows=1),
            *problem(removing.error, strings.ERRORS),
            keyed("name", TextInput, strings.SAVE_AS, name, set_name, error=missing, max_length=60),
            *problem(saving.error, strings.ERRORS),
            flow([secondary_button(strings.SAVE, save, busy=saving.busy, key="save-filter")]),
        ]
    )


def saved_row(
    kept: SavedFilter, use: Callable[[], None], remove: Callable[[str], None]
) -> ft.Control:
    """One saved filter: the line puts it in force, the button below forgets it."""
    said = ", ".join(strings.filter_words(n, v) for n, v in kept.filter.filters.items())
    row = list_item(kept.name, lines=[said] if said else [], on_tap=use)
    forget = text_button(
        strings.remove_filter(kept.name), partial(remove, kept.name), icon=ft.Icons.DELETE_OUTLINE
    )
    return column([row, ft.Row([forget], wrap=True)], spacing=0)
