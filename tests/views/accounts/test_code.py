"""A one-time code on the screen: large, in groups, read aloud sign by sign."""

from __future__ import annotations

import flet as ft

from tests.render import find, texts
from tests.views.samples import draw_as, me, tap
from views.accounts import strings
from views.accounts.code import code_sheet


def test_the_code_stands_in_groups_and_is_read_sign_by_sign():
    tree = draw_as(
        me(), lambda: code_sheet("Lê Văn A", "642Z-Q7D0-AFG3R", "khi nào", "cách dùng", print)
    )
    words = texts(tree)
    groups = [w for w in words if " " in w and all(len(sign) == 1 for sign in w.split())]
    assert groups == ["6 4 2 Z", "Q 7 D 0", "A F G 3 R"]
    labels = [s.label for s in find(tree, kind=ft.Semantics) if s.label]
    assert "6 4 2 Z, Q 7 D 0, A F G 3 R" in labels
    assert strings.BY_HAND in words
    assert strings.ONCE in words


def test_it_is_gone_when_it_was_handed_over():
    done: list[int] = []
    tree = draw_as(
        me(), lambda: code_sheet("Lê Văn A", "642Z-Q7D0-AFG3R", "", "", lambda: done.append(1))
    )
    tap(find(tree, key="handed")[0])
    assert done == [1]
