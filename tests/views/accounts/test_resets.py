"""Waiting resets: what is still needed, and from when a code works."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

from services.accounts.models import ResetRequest
from tests.render import find, render, texts
from tests.views.samples import NOON, an_id
from views.accounts import strings
from views.accounts.resets import request_card, works

KEY = f"approve-{an_id('reset')}"


def drawn(**more: Any) -> Any:
    given: dict[str, Any] = {
        "reset_id": an_id("reset"), "member_id": an_id("m"), "full_name": "Lê Văn Quên",
        "unit_names": ["Thành ủy", "Chi bộ A1"], "asked_at": NOON,
        "effective_at": NOON + timedelta(hours=24), "expires_at": NOON + timedelta(hours=96),
        "needs_officers": False, "approvals": 0, "mine": False,
    }  # fmt: skip
    request = ResetRequest.model_validate({**given, **more})
    return render(lambda: request_card(request, partial(lambda: None), busy=False))


def test_an_ordinary_members_reset_is_approved_by_one():
    tree = drawn()
    assert find(tree, key=KEY)
    assert strings.TWO_OFFICERS not in texts(tree)
    assert "Chi bộ A1, Thành ủy" in texts(tree)


def test_who_approved_first_waits_for_a_second_officer():
    tree = drawn(needs_officers=True, approvals=1, mine=True)
    assert not find(tree, key=KEY)
    assert strings.WAIT_SECOND in texts(tree)


def test_the_second_officer_approves():
    tree = drawn(needs_officers=True, approvals=1)
    assert find(tree, key=KEY)
    assert strings.approvals(1) in texts(tree)


def test_a_code_that_was_lost_can_be_issued_again():
    assert strings.APPROVE_AGAIN in texts(drawn(approvals=1, mine=True))


def test_from_when_a_code_works():
    assert works(NOON - timedelta(minutes=1), NOON) == strings.works_now()
    assert works(NOON + timedelta(hours=24), NOON) == strings.works_from("ngày mai 12:00")
