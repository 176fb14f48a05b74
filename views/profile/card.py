"""The Cá nhân tab: my summary card, and the way to everything about me."""

from __future__ import annotations

from functools import partial
from uuid import UUID

import flet as ft

from services.accounts.models import Me
from services.members.models import Card
from services.members.rules import party_age
from services.records.written import grouped, phone_number
from views import paths
from views.profile import strings
from views.profile.drafts.strings import LINE as DRAFTS_LINE
from views.profile.drafts.strings import TITLE as DRAFTS
from views.session import use_me, use_services
from views.shared import text
from views.shared.buttons import text_button
from views.shared.errors import sentence
from views.shared.fields import fault
from views.shared.flet_typed import keyed, use_state
from views.shared.hooks import use_action, use_query
from views.shared.look import current_look, go
from views.shared.notices.account import AccountNotices
from views.shared.parts import (
    body,
    card,
    column,
    flow,
    heading,
    key_values,
    list_card,
    list_item,
    note,
    pill,
    section,
)
from views.shared.people.portrait import Portrait
from views.shared.people.strings import (
    MY_PHOTOGRAPH,
    MY_PHOTOGRAPH_LINE,
    role_title,
    status_name,
    unit_path,
)
from views.shared.scaffold import scaffold
from views.shared.screens import block, screen
from views.shared.states import shown
from views.shared.strings import ME
from views.shared.theme import GAP_M, GAP_XS


@screen
def ProfileScreen() -> ft.View:
    """My card, then links by what I may do."""
    me, services = use_me(), use_services()
    query = use_query(services.members.my_card, [str(me.member_id)], name="members.my_card")
    return scaffold(
        ME,
        [
            keyed("notices", AccountNotices),
            *shown(query, partial(draw_card, me.member_id), rows=2),
            *links(me),
        ],
        tab=paths.Tab.ME,
    )


def draw_card(member_id: UUID, mine: Card) -> list[ft.Control]:
    """The summary card."""
    marks = [pill(status_name(mine.status))]
    marks += [pill(role_title(r.role, r.unit_kind)) for r in mine.roles if r.role != "member"]
    marks += [pill(strings.EXEMPT)] if mine.activity_exempt else []
    marks += [pill(strings.AWAY)] if mine.working_away else []
    name = column([heading(mine.full_name), flow(marks)], spacing=GAP_XS)
    if current_look().large:
        head: ft.Control = name
    else:
        name.expand = True
        head = ft.Row(
            [keyed("portrait", Portrait, member_id, mine.full_name), name],
            spacing=GAP_M,
            vertical_alignment=ft.CrossAxisAlignment.START,
        )
    admitted = mine.admission_date
    age = strings.years(party_age(admitted, text.now().date())) if admitted else strings.UNKNOWN
    rows: list[tuple[str, str | ft.Control]] = [
        (strings.UNIT, unit_path(mine.unit_names)),
        (strings.PARTY_AGE, age),
        (strings.ADMITTED, text.day(admitted) if admitted else strings.UNKNOWN),
    ]
    if mine.official_date:
        rows.append((strings.OFFICIAL, text.day(mine.official_date)))
    rows += [
        (strings.CARD_NUMBER, ft.Container(keyed("number", CardNumber, mine.card_ending))),
        (strings.PHONE, phone_number(mine.phone) if mine.phone else strings.UNKNOWN),
        (strings.EMAIL, mine.email or strings.UNKNOWN),
    ]
    return [card([head, ft.Divider(), key_values(rows)], spacing=GAP_M), note(strings.CHECK_CARD)]


@block
def CardNumber(ending: str | None) -> ft.Control:
    """The card number, masked until it is asked for; asked for again each time."""
    services = use_services()
    open_, set_open = use_state(lambda: False)
    reveal = use_action(
        services.members.my_card_number,
        on_done=lambda _: set_open(True),
        name="members.my_card_number",
    )
    if ending is None:
        return body(strings.NO_CARD)

    def hide() -> None:
        set_open(False)
        reveal.reset()

    if open_ and reveal.result:
        number = grouped(reveal.result)
        button = text_button(strings.HIDE_NUMBER, hide, key="hide-number")
    else:
        number = f"•••• •••• {ending}"
        button = text_button(strings.SHOW_NUMBER, reveal.run, key="show-number")
    trouble = fault(sentence(reveal.error)) if reveal.error else []
    return ft.Column(
        [body(number), button, *trouble],
        tight=True,
        spacing=0,
        horizontal_alignment=ft.CrossAxisAlignment.START,
    )


def links(me: Me) -> list[ft.Control]:
    """The ways on; the work somebody was given stands on its own."""
    work: list[tuple[str, str, ft.IconData, str]] = []
    if me.may("member.read"):
        work.append((strings.ROSTER, strings.ROSTER_LINE, ft.Icons.PEOPLE_ALT, paths.MEMBERS))
    if me.may("record.decide"):
        work.append((strings.INBOX, strings.INBOX_LINE, ft.Icons.INBOX, paths.INBOX))
    if me.may("account.activate"):
        work.append((strings.ACCOUNTS, strings.ACCOUNTS_LINE, ft.Icons.HOW_TO_REG, paths.ACCOUNTS))
    if me.may("account.reset") or me.may("account.approve_reset"):
        work.append((strings.RESETS, strings.RESETS_LINE, ft.Icons.LOCK_RESET, paths.RESETS))
    above = [*me.where("member.read"), *me.where("unit.manage")]
    if any(c.unit_kind not in ("cell", "cell_group") for c in above):
        work.append(
            (strings.UNITS, strings.UNITS_LINE, ft.Icons.ACCOUNT_TREE_OUTLINED, paths.UNITS)
        )
    elif above:
        line = strings.OWN_UNIT_LINE
        work.append((strings.OWN_UNIT, line, ft.Icons.ACCOUNT_TREE_OUTLINED, paths.UNITS))
    if me.may("record.import"):
        work.append((strings.IMPORTS, strings.IMPORTS_LINE, ft.Icons.UPLOAD_FILE, paths.IMPORTS))
    if me.may("role.confirm"):
        line = strings.ROLE_PROPOSALS_LINE
        work.append((strings.ROLE_PROPOSALS, line, ft.Icons.HOW_TO_REG, paths.PROPOSALS))
    if me.may("question.editors") or me.may("question.secretary"):
        line = strings.QUESTIONS_LINE
        work.append((strings.QUESTIONS, line, ft.Icons.QUESTION_ANSWER_OUTLINED, paths.QUESTIONS))
    if me.may("figures.read"):
        work.append((strings.FIGURES, strings.FIGURES_LINE, ft.Icons.BAR_CHART, paths.FIGURES))
    if me.may("audit.read"):
        work.append((strings.AUDIT, strings.AUDIT_LINE, ft.Icons.FACT_CHECK, paths.AUDIT))
    mine = [
        (strings.RECORD, strings.RECORD_LINE, ft.Icons.BADGE_OUTLINED, paths.MY_RECORD),
        (MY_PHOTOGRAPH, MY_PHOTOGRAPH_LINE, ft.Icons.PHOTO_CAMERA_OUTLINED, paths.MY_PHOTOGRAPH),
        (strings.READING, strings.READING_LINE, ft.Icons.BOOKMARKS_OUTLINED, paths.READING),
        (
            strings.MY_QUESTIONS,
            strings.MY_QUESTIONS_LINE,
            ft.Icons.HELP_OUTLINE,
            paths.MY_QUESTIONS,
        ),
        (DRAFTS, DRAFTS_LINE, ft.Icons.EDIT_NOTE, paths.MY_DRAFTS),
        (strings.SETTINGS, strings.SETTINGS_LINE, ft.Icons.SETTINGS, paths.SETTINGS),
        (strings.MY_CELL, strings.MY_CELL_LINE, ft.Icons.GROUPS, paths.MY_CELL),
        (strings.SEEN_BY, strings.SEEN_BY_LINE, ft.Icons.VISIBILITY, paths.SEEN_BY),
        (strings.MY_LOG, strings.MY_LOG_LINE, ft.Icons.HISTORY, paths.MY_LOG),
        (strings.HELP, strings.HELP_LINE, ft.Icons.HELP_OUTLINE, paths.HELP),
    ]
    groups: list[ft.Control] = []
    for title, rows in ((strings.WORK, work), (strings.MINE, mine)):
        if rows:
            groups += [section(title), list_card([link(*row) for row in rows])]
    return groups


def link(title: str, line: str, icon: ft.IconData, path: str) -> ft.Control:
    """One way on."""
    return list_item(title, lines=[line], leading=ft.Icon(icon), on_tap=partial(go, path), key=path)
