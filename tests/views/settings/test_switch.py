"""Several accounts on one device."""

from __future__ import annotations

from tests.render import find, texts
from tests.views.samples import me, tap
from tests.views.sessions import Calls, draw_in, session
from views.session import KnownAccount
from views.settings import strings
from views.settings.switch import SwitchScreen

BOTH = (KnownAccount("me", "Nguyễn Thị Hạnh"), KnownAccount("other", "Trần Văn Bình"))


def test_the_present_account_can_neither_be_chosen_nor_taken_off():
    tree = draw_in(session(accounts=BOTH), me(), SwitchScreen)
    assert find(tree, key="me")[0].on_click is None
    assert find(tree, key="other")[0].on_click is not None
    assert texts(tree).count(strings.REMOVE) == 1


def test_a_further_account_can_be_added():
    calls = Calls()
    tap(find(draw_in(session(calls), me(), SwitchScreen), key="add-account")[0])
    assert calls.made == [("add_account",)]
