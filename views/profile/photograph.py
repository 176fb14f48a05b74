"""My photograph, and whether fellow members see it."""

from __future__ import annotations

import flet as ft

from services.members.models import MyPhotograph
from views.profile import strings
from views.session import use_me, use_services
from views.shared.fields import SwitchInput
from views.shared.flet_typed import keyed, use_state
from views.shared.guard import toast
from views.shared.hooks import use_action, use_query
from views.shared.parts import body, card
from views.shared.people import strings as people
from views.shared.people.photograph import PhotographForm
from views.shared.scaffold import scaffold
from views.shared.screens import block, screen
from views.shared.states import problem, shown


@screen
def MyPhotographScreen() -> ft.View:
    """The form; below it who sees the photograph."""
    me = use_me()
    turn, set_turn = use_state(lambda: 0)

    def changed() -> None:
        set_turn(lambda n: n + 1)

    return scaffold(
        people.MY_PHOTOGRAPH,
        [
            keyed("form", PhotographForm, me.member_id, me.full_name, changed),
            # What can be shared is another thing now: it is asked for anew.
            keyed(f"sharing-{turn}", Sharing),
        ],
    )


@block
def Sharing() -> ft.Control:
    """One switch, saved as it is moved."""
    me, services = use_me(), use_services()
    query = use_query(services.photographs.mine, [str(me.member_id)], name="photographs.mine")

    async def share(on: bool) -> None:
        await services.photographs.share(shared=on)

    def saved(_: None) -> None:
        toast(strings.SHARED)
        query.reload()

    sharing = use_action(share, on_done=saved, name="photographs.share")

    def draw(mine: MyPhotograph) -> list[ft.Control]:
        return [
            SwitchInput(
                people.PHOTOGRAPH_SHARE,
                mine.shared,
                sharing.run,
                disabled=sharing.busy or not mine.there,
            )
        ]

    return card([body(people.PHOTOGRAPH_SEEN), *shown(query, draw), *problem(sharing.error)])
