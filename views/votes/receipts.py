"""Receipts of the ballots that were counted; one's own is found by typing it."""

from __future__ import annotations

import flet as ft

from views.session import use_services
from views.shared.fields import Kind, TextInput
from views.shared.flet_typed import keyed, use_state
from views.shared.hooks import use_query
from views.shared.ids import wanted_id
from views.shared.parts import Tone, banner, body, card
from views.shared.scaffold import scaffold
from views.shared.screens import screen
from views.shared.states import empty, shown
from views.votes import strings


@screen
def ReceiptsScreen() -> ft.View:
    """The receipts of the vote in the address."""
    services = use_services()
    wanted = ft.use_route_params().get("vote_id", "")
    typed, set_typed = use_state(lambda: "")
    query = use_query(
        lambda: services.votes.receipts(wanted_id(wanted)), [wanted], name="votes.receipts"
    )

    def draw(receipts: list[str]) -> list[ft.Control]:
        if not receipts:
            return [empty(strings.NO_RECEIPTS)]
        rows: list[ft.Control] = [
            body(strings.RECEIPTS_TEXT),
            keyed("find", TextInput, strings.FIND, typed, set_typed, kind=Kind.CODE, max_length=30),
        ]
        said = plain(typed)
        if len(said) == 16:
            there = said in {plain(receipt) for receipt in receipts}
            rows.append(
                banner(
                    strings.FOUND if there else strings.NOT_FOUND,
                    Tone.DONE if there else Tone.FAULT,
                )
            )
        return [*rows, card([body(receipt) for receipt in receipts])]

    return scaffold(strings.RECEIPTS, shown(query, draw, room=strings.ERRORS))


def plain(receipt: str) -> str:
    """A receipt as it is compared: capitals and digits alone."""
    return "".join(c for c in receipt.upper() if c.isalnum())
