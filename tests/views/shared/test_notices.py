"""What threatens the account stands above the main screens."""

from __future__ import annotations

from datetime import timedelta

from services.accounts.models import Reset
from tests.render import find, texts
from tests.views.samples import NOON, an_id, me, tap
from tests.views.sessions import Calls, draw_in, session
from views.shared.notices import strings
from views.shared.notices.account import AccountNotices


def test_nothing_takes_no_room_when_all_is_well():
    assert draw_in(session(), me(), AccountNotices).visible is False


def test_a_waiting_reset_can_be_cancelled_at_once():
    reset = Reset(reset_id=an_id("r"), asked_at=NOON, effective_at=NOON + timedelta(hours=24))
    tree = draw_in(session(), me().model_copy(update={"resets": [reset]}), AccountNotices)
    assert tree.visible
    assert find(tree, key="cancel-reset")
    assert any(w.startswith("Có người xin đặt lại mật khẩu") for w in texts(tree))


def test_the_missing_second_factor_is_a_hint():
    person = me().model_copy(update={"needs_second_factor": True})
    assert strings.NEEDS_FACTOR in texts(draw_in(session(), person, AccountNotices))


def test_the_guide_is_offered_once_and_only_at_home():
    calls = Calls()
    new = session(calls, guide_seen=False)
    assert strings.GUIDE_TITLE not in texts(draw_in(new, me(), AccountNotices))
    tree = draw_in(new, me(), lambda: AccountNotices(guide=True))
    tap(find(tree, key="guide-skip")[0])
    assert calls.made == [("dismiss_guide",)]
