"""Soạn: what is offered to whom before anything is typed."""

from __future__ import annotations

import flet as ft
import pytest

from tests.render import find, render, texts
from tests.views.samples import draw_as, held, me
from views.directives import compose, strings
from views.directives.compose import ComposeScreen
from views.directives.fields import body_preview
from views.directives.form import Form
from views.shared import strings as words
from views.shared.drafts import Drafting
from views.shared.look import Look, look_as
from views.shared.parts import flow

CELL = held("post.publish")
WARD = held("post.publish", "Đảng ủy phường Mẫu A", "ward")


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """No effect runs when a screen is drawn alone: it is known already that no draft lies there."""

    async def nothing() -> None:
        return None

    looked = Drafting[Form](
        waiting=[], found=None, forget=nothing, clear=nothing, store=nothing, above=[], below=[]
    )

    def found(*_: object, **__: object) -> Drafting[Form]:
        return looked

    monkeypatch.setattr(compose, "use_offered_draft", found)


def test_who_publishes_nowhere_is_told_so():
    view = draw_as(me(), ComposeScreen)
    assert strings.NOT_A_PUBLISHER in texts(view)
    assert find(view, key="post") == []


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_cell_secretary_gets_the_own_cell_and_no_leaders_switch(scale: float):
    with look_as(Look(text_scale=scale)):
        view = draw_as(me(CELL), ComposeScreen)
    said = texts(view)
    assert {"Chi bộ A1", strings.ACKNOWLEDGE, strings.SECRECY, words.PICK_FILE} <= set(said)
    assert strings.LEADERS_ONLY not in said
    assert len(find(view, key="post")) == len(find(view, key="save-draft")) == 1


def test_an_office_may_write_for_the_leaders_below():
    assert strings.LEADERS_ONLY in texts(draw_as(me(WARD), ComposeScreen))


def test_several_units_are_offered_with_the_lowest_chosen():
    view = draw_as(me(WARD, CELL), ComposeScreen)
    said = texts(view)
    assert {"Chi bộ A1", "Đảng ủy phường Mẫu A"} <= set(said)
    assert strings.LEADERS_ONLY not in said


def test_nothing_is_found_fault_with_before_the_first_try():
    said = texts(draw_as(me(CELL), ComposeScreen))
    assert strings.TITLE_SHORT not in said
    assert strings.CHECK_FIELDS not in said


@pytest.mark.parametrize(
    ("typed", "shown"), [("Ý **chính**", ["Ý **chính**"]), ("", []), (" \n", [])]
)
def test_the_preview_shows_the_text_as_it_will_look(typed: str, shown: list[str]):
    tree = draw_as(me(CELL), lambda: render(lambda: body_preview(typed, flow([]))))
    assert [c.value for c in find(tree, kind=ft.Markdown)] == shown
    assert (strings.NOTHING_TO_PREVIEW in texts(tree)) is not bool(shown)
