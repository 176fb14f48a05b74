"""Which cells one may choose from when handing out codes."""

from __future__ import annotations

from tests.render import texts
from tests.views.samples import an_id, draw_as, held, me
from views.accounts import strings
from views.accounts.cell import AccountsScreen, cells_of

CELL, WARD = "Chi bộ A1", "Đảng ủy phường Mẫu A"


def test_a_secretary_has_the_own_cell():
    assert cells_of(me(held("account.activate", CELL))) == [(str(an_id(CELL)), CELL)]


def test_an_office_above_begins_with_the_cell_of_its_holder():
    assert cells_of(me(held("account.activate", WARD, "ward"))) == [(str(an_id(CELL)), CELL)]


def test_an_office_elsewhere_has_none_and_is_told_so():
    person = me(held("account.activate", "Đảng ủy phường Mẫu B", "ward"))
    assert cells_of(person) == []
    assert strings.NO_CELLS in texts(draw_as(person, AccountsScreen))


def test_another_capability_is_not_enough():
    assert cells_of(me(held("post.publish", CELL))) == []
