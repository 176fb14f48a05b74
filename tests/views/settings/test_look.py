"""Text size by taps, within what the theme offers."""

from __future__ import annotations

import pytest

from tests.render import find, texts
from tests.views.samples import me, tap
from tests.views.sessions import Calls, draw_in, session
from views.settings.look import LookScreen, step_of
from views.shared.theme import TEXT_SCALES, ThemeChoice


def test_bigger_and_smaller_go_one_step():
    calls = Calls()
    tree = draw_in(session(calls, text_scale=1.3), me(), LookScreen)
    assert "130 %" in texts(tree)
    tap(find(tree, key="larger")[0])
    tap(find(tree, key="smaller")[0])
    assert calls.made == [
        ("set_look", 1.5, ThemeChoice.SYSTEM),
        ("set_look", 1.15, ThemeChoice.SYSTEM),
    ]


@pytest.mark.parametrize(("scale", "key"), [(1.0, "smaller"), (2.0, "larger")])
def test_there_is_an_end_to_it(scale: float, key: str):
    tree = draw_in(session(text_scale=scale), me(), LookScreen)
    assert find(tree, key=key)[0].disabled


def test_a_size_of_another_version_finds_its_neighbour():
    assert TEXT_SCALES[step_of(1.34)] == 1.3
