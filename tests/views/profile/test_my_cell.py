"""Fellow members: name and office, contact only where shared."""

from __future__ import annotations

from typing import Any

from services.accounts.models import Role
from services.members.models import Fellow
from tests.render import texts
from tests.views.samples import an_id, draw_as, me
from views.profile.my_cell import fellow_row


def fellow(**more: Any) -> Fellow:
    given: dict[str, Any] = {
        "member_id": an_id("x"), "full_name": "Lê Văn Bạn", "roles": [], "phone": None, "email": None,
    }  # fmt: skip
    return Fellow.model_validate({**given, **more})


def test_a_fellow_who_shares_nothing_has_nothing_to_tap():
    words = texts(draw_as(me(), lambda: fellow_row(fellow(), is_me=False)))
    assert sorted(words) == ["LB", "Lê Văn Bạn"]


def test_a_shared_number_can_be_called():
    words = texts(draw_as(me(), lambda: fellow_row(fellow(phone="+84912345678"), is_me=False)))
    assert "Gọi 0912 345 678" in words


def test_one_does_not_call_oneself():
    words = texts(draw_as(me(), lambda: fellow_row(fellow(phone="+84912345678"), is_me=True)))
    assert not [w for w in words if w.startswith("Gọi")]
    assert "Lê Văn Bạn (đồng chí)" in words


def test_an_office_is_named():
    role = Role(role="treasurer", unit_id=an_id("a"), unit_name="Chi bộ A1", unit_kind="cell")
    assert "Người thu đảng phí" in texts(
        draw_as(me(), lambda: fellow_row(fellow(roles=[role]), is_me=False))
    )
