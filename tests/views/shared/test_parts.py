"""Parts drawn without Flutter: names for screen readers, room for large text, safe links."""

from typing import Any

import flet as ft
import pytest

from tests.render import expand, find, render, texts, walk
from views.paths import Tab
from views.shared import parts, strings
from views.shared.buttons import primary_button
from views.shared.guard import guarded
from views.shared.look import Look, look_as
from views.shared.markdown import link_target, without_pictures
from views.shared.scaffold import gutter, scaffold, title_fits
from views.shared.states import Skeleton, crashed, empty
from views.shared.theme import TEXT_SCALES, TOUCH

PHONE = Look(width=390)


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("https://example.org/a", ("outside", "example.org")),
        ("http://Example.ORG:8080", ("outside", "example.org")),
        ("mailto:an@example.org", ("outside", "an@example.org")),
        ("tel:+84900000001", ("outside", "+84900000001")),
        ("/tasks/5", ("inside", "/tasks/5")),
        ("//evil.example", None),
        ("/\\evil.example", None),
        ("https://example.org@evil.example", None),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("https://", None),
        ("https://[bad", None),
        ("https://a b", None),
        ("x" * 3000, None),
        (5, None),
        (None, None),
    ],
)
def test_links_lead_only_where_they_say(url: object, target: tuple[str, str] | None) -> None:
    assert link_target(url) == target


@pytest.mark.parametrize(
    ("written", "drawn"),
    [
        ("![Ảnh](https://evil.example/a.png)", "[Ảnh](https://evil.example/a.png)"),
        ("Xem ![](//evil.example/a.png) nhé", "Xem [](//evil.example/a.png) nhé"),
        ("![Ảnh][1]\n\n[1]: https://evil.example", "\\![Ảnh][1]\n\n[1]: https://evil.example"),
        ("[![a](https://x/b.png)](https://y)", "[[a](https://x/b.png)](https://y)"),
        ("![](data:image/svg+xml;base64,AA)", "[](data:image/svg+xml;base64,AA)"),
        ("Hoan hô! [Đọc tiếp](/news)", "Hoan hô! [Đọc tiếp](/news)"),
        ("Chú ý \\![như cũ](a)", "Chú ý \\![như cũ](a)"),
    ],
)
def test_a_text_fetches_no_pictures_from_elsewhere(written: str, drawn: str) -> None:
    assert without_pictures(written) == drawn


def test_icon_buttons_are_one_named_thing() -> None:
    button = parts.icon_button(ft.Icons.ADD, "Thêm", lambda: None)
    assert isinstance(button, ft.MergeSemantics)
    inner = find(button, kind=ft.IconButton)[0]
    assert inner.tooltip == "Thêm"
    assert inner.width >= TOUCH and inner.height >= TOUCH


def test_a_tappable_card_is_a_button() -> None:
    drawn = parts.card(parts.body("Nội dung"), on_tap=lambda: None, label="Mở nội dung")
    named = find(drawn, kind=ft.Semantics)[0]
    assert named.button is True and named.label == "Mở nội dung"


def test_headings_are_headings() -> None:
    for level in (1, 2, 3):
        named: Any = parts.heading("Tiêu đề", level=level)
        assert named.header is True and named.heading_level == level


def test_unread_says_so() -> None:
    assert strings.UNREAD in texts(parts.unread_mark(True))
    assert texts(parts.unread_mark(False)) == []


def test_pairs_stand_one_below_the_other_when_text_is_large() -> None:
    rows: list[tuple[str, str | ft.Control]] = [("Đơn vị", "Chi bộ A1")]
    with look_as(Look(text_scale=1.0)):
        assert find(parts.key_values(rows), kind=ft.Row)
    with look_as(Look(text_scale=2.0)):
        assert not find(parts.key_values(rows), kind=ft.Row)


@pytest.mark.parametrize("scale", TEXT_SCALES)
def test_buttons_can_be_hit_at_every_size(scale: float) -> None:
    with look_as(Look(text_scale=scale)):
        button: Any = primary_button("Gửi", lambda: None)
        words = find(button, kind=ft.Text)[0]
        assert words.size * 1.3 + 2 * button.style.padding.top >= TOUCH - 0.5


def test_a_busy_button_cannot_be_tapped() -> None:
    button: Any = primary_button("Gửi", lambda: None, busy=True)
    assert button.disabled and button.on_click is None
    assert find(button, kind=ft.ProgressRing)
    assert "Gửi" in texts(button)


def test_a_title_that_does_not_fit_heads_the_content() -> None:
    long = "Kế hoạch kiểm điểm tự phê bình và phê bình cuối năm của chi bộ"
    with look_as(PHONE):
        view = scaffold(long, parts.body("x"), route="/x")
        bar: Any = view.appbar
        assert bar.title is None
        assert long in texts(view.controls)
        short = scaffold("Nhiệm vụ", parts.body("x"), route="/x")
        assert texts(short.appbar)[0] == "Nhiệm vụ"
    for scale in TEXT_SCALES:
        look = Look(text_scale=scale)
        for tab in (strings.HOME, strings.NEWS, strings.TASKS, strings.MEETINGS, strings.ME):
            assert title_fits(tab, look, 1, back=False)


def test_the_demo_is_marked_and_a_real_one_is_not() -> None:
    for demo in (True, False):
        with look_as(Look(demo=demo)):
            view = scaffold("Trang chủ", parts.body("x"), tab=Tab.HOME)
            assert (strings.DEMO_BANNER in texts(view.controls)) is demo


def test_tabs_are_at_the_foot_or_at_the_side_never_both() -> None:
    for width, rail in ((390, False), (999, False), (1000, True), (1600, True)):
        with look_as(Look(width=width)):
            view = scaffold("Trang chủ", parts.body("x"), tab=Tab.TASKS)
            assert bool(find(view.controls, kind=ft.NavigationRail)) is rail
            assert (view.navigation_bar is None) is rail
            bar: Any = view.navigation_bar or find(view.controls, kind=ft.NavigationRail)[0]
            assert bar.selected_index == 2
    with look_as(PHONE):
        assert scaffold("x", parts.body("x"), route="/x").navigation_bar is None


def test_text_columns_stay_readable_on_wide_windows() -> None:
    for width in (320, 390, 720, 1000, 1280, 2560):
        look = Look(width=width)
        inner = width - 2 * gutter(look) - (128 if look.wide else 0)
        assert 280 <= inner <= 721


def test_states_say_what_is_going_on() -> None:
    assert strings.LOADING in texts(render(lambda: Skeleton(2)))
    assert "Chưa có tin" in texts(empty("Chưa có tin"))
    said = texts(crashed("abcd1234"))
    assert strings.reference("abcd1234") in said and strings.ERRORS["unexpected"] in said


def test_a_part_that_cannot_be_drawn_is_replaced() -> None:
    @guarded(crashed)
    def Broken() -> ft.Control:
        raise RuntimeError("password=hunter2")

    drawn = render(lambda: ft.Column([Broken(), ft.Text("còn lại")]))
    assert "còn lại" in texts(drawn)
    assert strings.ERRORS["unexpected"] in texts(drawn)
    assert "hunter2" not in " ".join(texts(drawn))


def test_the_renderer_expands_components_inside_components() -> None:
    tree = expand(render(lambda: ft.Container(Skeleton(1))))
    assert [c for c in walk(tree) if isinstance(c, ft.Semantics)]
