"""What others see of me, and what I let fellow members see."""

from __future__ import annotations

import flet as ft

from services.members.models import Card
from services.records.written import phone_number
from views.profile import strings
from views.session import use_me, use_services
from views.shared.fields import SwitchInput
from views.shared.flet_typed import keyed, use_state
from views.shared.guard import toast
from views.shared.hooks import use_action, use_query
from views.shared.parts import body, card, column, note, section, strong
from views.shared.people.strings import role_title
from views.shared.scaffold import scaffold
from views.shared.screens import block, screen
from views.shared.states import problem, shown
from views.shared.theme import GAP_M, GAP_XS


@screen
def SeenByScreen() -> ft.View:
    """Fellow members, offices, and what nobody sees."""
    me, services = use_me(), use_services()
    query = use_query(services.members.my_card, [str(me.member_id)], name="members.my_card")

    def draw(mine: Card) -> list[ft.Control]:
        return [
            section(strings.FELLOWS_SEE),
            keyed("sharing", Sharing, mine),
            section(strings.OFFICES_SEE),
            *offices(mine),
            section(strings.NOBODY_SEES),
            card([body(strings.NOBODY_SEES_TEXT)]),
        ]

    return scaffold(strings.SEEN_BY, shown(query, draw))


@block
def Sharing(mine: Card) -> ft.Control:
    """Two switches, saved as they are moved."""
    services = use_services()
    shares, set_shares = use_state(lambda: (mine.shares_phone, mine.shares_email))

    async def save(phone: bool, email: bool) -> tuple[bool, bool]:
        await services.members.share_contact(phone=phone, email=email)
        return phone, email

    def saved(now: tuple[bool, bool]) -> None:
        set_shares(now)
        toast(strings.SHARED)

    saving = use_action(save, on_done=saved, name="members.share_contact")
    return card(
        [
            body(strings.FELLOWS_SEE_TEXT),
            SwitchInput(
                strings.SHARE_PHONE,
                shares[0],
                lambda on: saving.run(on, shares[1]),
                help=phone_number(mine.phone) if mine.phone else strings.UNKNOWN,
                disabled=saving.busy or mine.phone is None,
            ),
            SwitchInput(
                strings.SHARE_EMAIL,
                shares[1],
                lambda on: saving.run(shares[0], on),
                help=mine.email or strings.UNKNOWN,
                disabled=saving.busy or mine.email is None,
            ),
            *problem(saving.error),
        ]
    )


def offices(mine: Card) -> list[ft.Control]:
    """The offices that may read my card, by unit; never their holders' names."""
    if not mine.readers:
        return [note(strings.NO_OFFICES)]
    units: dict[str, list[str]] = {}
    for reader in reversed(mine.readers):
        titles = units.setdefault(reader.unit_name, [])
        titles.append(role_title(reader.role, reader.unit_kind))
    rows: list[ft.Control] = [note(strings.OFFICES_SEE_TEXT)]
    rows += [
        column([strong(name), body(", ".join(t))], spacing=GAP_XS) for name, t in units.items()
    ]
    return [card(rows, spacing=GAP_M)]
