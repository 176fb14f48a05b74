"""First-activation slips: choose members without an account, issue codes, print one PDF."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from urllib.parse import urlsplit
from uuid import UUID

import flet as ft

from services.accounts.models import CellAccount, IssuedCode, Me
from services.container import MemberServices
from services.errors import AppError
from services.members.models import RosterQuery
from services.printing.models import Slip
from services.records.written import phone_number
from services.units.models import UnitLine
from views import paths
from views.members import strings
from views.session import use_me, use_services
from views.shared import text
from views.shared.buttons import primary_button, secondary_button, text_button
from views.shared.dialogs import use_confirm
from views.shared.errors import failure, sentence
from views.shared.fields import SwitchInput, fault
from views.shared.files import page_url
from views.shared.flet_typed import keyed, use_state
from views.shared.hooks import Action, use_action, use_query
from views.shared.parts import Tone, banner, body, column, flow, heading, note, section
from views.shared.scaffold import scaffold
from views.shared.screens import block, screen
from views.shared.states import empty, problem, shown
from views.shared.units.picker import UnitPicker

PAGE = 50
PATIENCE_S = 600
Cell = tuple[UUID, str]


@dataclass(frozen=True)
class Person:
    """Somebody who may get a slip, and what to type as login."""

    account: CellAccount
    login: str


@dataclass(frozen=True)
class Issued:
    """What came of issuing: slips, and who got none and why."""

    slips: tuple[Slip, ...] = ()
    failed: tuple[tuple[str, str], ...] = ()
    done: bool = field(default=False, compare=False)


@screen
def SlipsScreen() -> ft.View:
    """A cell, its members without an account, then the file."""
    me = use_me()
    cell, set_cell = use_state(lambda: own_cell(me))
    if not me.may("account.activate"):
        return scaffold(strings.SLIPS_TITLE, empty(strings.SLIPS_NONE, icon=ft.Icons.PRINT))

    def picked(unit: UnitLine) -> None:
        set_cell((unit.unit_id, unit.name))

    if cell is None:
        picker = keyed("picker", UnitPicker, picked, kinds=frozenset({"cell"}))
        return scaffold(strings.SLIPS_TITLE, [note(strings.SLIPS_INTRO), picker])
    other: list[ft.Control] = []
    if own_cell(me) is None:
        other = [flow([text_button(strings.SLIPS_OTHER_CELL, lambda: set_cell(None))])]
    part = keyed(str(cell[0]), CellSlips, cell)
    return scaffold(strings.SLIPS_TITLE, [heading(cell[1], level=2), *other, part])


def own_cell(me: Me) -> Cell | None:
    """The cell of whoever activates accounts in one cell alone."""
    held = me.where("account.activate")
    if len(held) == 1 and held[0].unit_kind == "cell":
        return held[0].unit_id, held[0].unit_name
    return None


async def waiting_people(services: MemberServices, unit_id: UUID) -> list[Person]:
    """All members of a cell whose account is not active yet."""
    accounts: list[CellAccount] = []
    while True:
        page = await services.accounts.cell_accounts(
            unit_id, accounts[-1].sort_key if accounts else ""
        )
        accounts += page
        if len(page) < PAGE:
            break
    everybody = RosterQuery(unit_id=unit_id, filters={"life_state": "any"})
    lines = await services.roster.page(everybody, size=500)
    phones = {line.member_id: line.phone for line in lines}
    return [
        Person(a, phone_number(number) if (number := phones.get(a.member_id)) else strings.BY_CARD)
        for a in accounts
        if a.state in ("none", "invited")
    ]


@block
def CellSlips(cell: Cell) -> ft.Control:
    """Choose, confirm, issue with progress, save the file."""
    me, services, ask = use_me(), use_services(), use_confirm()
    chosen, set_chosen = use_state(lambda: frozenset[UUID]())
    done, set_done = use_state(lambda: 0)
    tried, set_tried = use_state(lambda: False)
    issued, set_issued = use_state(Issued)

    async def load() -> list[Person]:
        return await waiting_people(services, cell[0])

    async def issue(people: Sequence[Person]) -> Issued:
        slips: list[Slip] = []
        failed: list[tuple[str, str]] = []
        for person in people:
            # One by one: what was issued before a fault is not lost with it.
            try:
                slips.append(_slip(await services.accounts.issue_code(person.account.member_id),
                                   person, cell[1]))  # fmt: skip
            except AppError as error:
                why = sentence(failure(error, "accounts.issue_code"), strings.CODE_ERRORS)
                failed.append((person.account.full_name, why))
            set_done(len(slips))
        return Issued(tuple(slips), tuple(failed), done=True)

    async def save(slips: Sequence[Slip]) -> None:
        from services.printing.slips import slips_pdf  # loads long: not at the app's start

        content = await asyncio.to_thread(
            slips_pdf, slips, activation_address(page_url()), text.now(), demo=me.demo
        )
        name = strings.slips_file(text.now().strftime("%Y-%m-%d"))
        await ft.FilePicker().save_file(file_name=name, src_bytes=content)

    query = use_query(load, [str(cell[0])], name="accounts.cell_accounts")
    issuing = use_action(issue, on_done=set_issued, name="accounts.issue_code", timeout=PATIENCE_S)
    saving = use_action(save, name="slips.save", timeout=60)

    def confirm(people: list[Person]) -> None:
        set_tried(True)
        wanted = [p for p in people if p.account.member_id in chosen]
        if wanted:
            ask(
                strings.SLIPS_CONFIRM,
                strings.slips_confirm(len(wanted)),
                strings.SLIPS_YES,
                partial(issuing.run, wanted),
            )

    def back() -> None:
        set_issued(Issued())
        set_chosen(frozenset[UUID]())
        set_tried(False)
        issuing.reset()
        query.reload()

    def draw(people: list[Person]) -> list[ft.Control]:
        people = [p for p in people if p.account.member_id != me.member_id]
        if not people:
            return [empty(strings.SLIPS_NOBODY, icon=ft.Icons.HOW_TO_REG)]
        new = frozenset(p.account.member_id for p in people if p.account.state == "none")
        rows = [
            keyed(
                str(p.account.member_id),
                SwitchInput,
                p.account.full_name,
                p.account.member_id in chosen,
                partial(_turn, set_chosen, p.account.member_id),
                help=remark(p),
                disabled=issuing.busy,
            )
            for p in people
        ]
        none = strings.SLIPS_CHOOSE if tried and not chosen else None
        return [
            note(strings.SLIPS_INTRO),
            flow([text_button(strings.SLIPS_ALL, lambda: set_chosen(new), key="choose-all")]),
            # Above the people: a cell may have more of them than one scrolls past.
            primary_button(
                strings.SLIPS_ISSUE, partial(confirm, people), busy=issuing.busy, key="issue"
            ),
            *fault(none),
            *([note(strings.slips_progress(done, len(chosen)))] if issuing.busy else []),
            *problem(issuing.error, strings.CODE_ERRORS),
            *rows,
        ]

    if issued.done:
        return column(issued_sheet(issued, saving, back))
    return column(shown(query, draw, room=strings.CODE_ERRORS, rows=6))


def _turn(
    set_chosen: Callable[[Callable[[frozenset[UUID]], frozenset[UUID]]], None],
    member_id: UUID,
    on: bool,
) -> None:
    set_chosen(lambda old: old | {member_id} if on else old - {member_id})


def _slip(code: IssuedCode, person: Person, unit: str) -> Slip:
    return Slip(
        full_name=code.full_name,
        unit_name=unit,
        login=person.login,
        code=code.code,
        valid_hours=code.valid_hours,
    )


def remark(person: Person) -> str | None:
    """What to know before choosing somebody."""
    said = [strings.SLIPS_INVITED] if person.account.state == "invited" else []
    said += [] if person.account.has_phone else [strings.SLIPS_NO_PHONE]
    return ". ".join(said) or None


def issued_sheet(
    issued: Issued, saving: Action[[Sequence[Slip]], None], back: Callable[[], None]
) -> list[ft.Control]:
    """The file to save, once; and who is left out."""
    rows: list[ft.Control] = []
    if issued.slips:
        rows += [
            heading(strings.slips_ready(len(issued.slips)), level=2),
            banner(strings.SLIPS_ONCE, Tone.WAITING),
            *problem(saving.error),
            primary_button(
                strings.SLIPS_SAVE,
                partial(saving.run, issued.slips),
                busy=saving.busy,
                icon=ft.Icons.PRINT,
                key="save-slips",
            ),
        ]
    if issued.failed:
        rows.append(section(strings.SLIPS_FAILED))
        rows += [body(f"{name}: {why}") for name, why in issued.failed]
    rows.append(secondary_button(strings.SLIPS_DONE, back, key="slips-done"))
    return rows


def activation_address(url: str | None) -> str:
    """Where one activates, as this page was reached."""
    parts = urlsplit(url or "")
    here = f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""
    return f"{here}{paths.ACTIVATE}"
