"""Tables of wide windows: which windows, what is read out, which rows open something."""

import flet as ft
import pytest

from tests.render import find, texts
from views.shared.look import Look, look_as
from views.shared.parts import Tone
from views.shared.tables import Column, Line, Mark, in_columns, read_out, table

COLUMNS = [Column("Đơn vị", 5, number=False), Column("Chi bộ"), Column("Báo cáo", number=False)]


@pytest.mark.parametrize(
    ("width", "scale", "fits"), [(390, 1.0, False), (1280, 1.0, True), (1280, 2.0, False)]
)
def test_only_where_there_is_room(width: float, scale: float, fits: bool) -> None:
    with look_as(Look(width=width, text_scale=scale)):
        assert in_columns() is fits


def test_each_value_is_read_with_the_name_of_its_column() -> None:
    line = Line("a", ["Phường A", "12", Mark("Quá hạn", Tone.FAULT)])
    assert read_out(COLUMNS, line) == "Phường A, Chi bộ: 12, Báo cáo: Quá hạn"
    assert read_out(COLUMNS, Line("a", ["Phường A", "12", ""])) == "Phường A, Chi bộ: 12"


def test_rows_stand_in_the_order_given_and_those_that_open_are_buttons() -> None:
    opened: list[str] = []
    lines = [
        Line(name, [name, count, ""], lambda name=name: opened.append(name))
        for name, count in (("Phường B", "9"), ("Phường A", "12"))
    ]
    with look_as(Look(width=1280)):
        drawn = table(COLUMNS, lines, Line("total", ["Cộng", "21", ""]))
    said = texts(drawn)
    assert said.index("Phường B") < said.index("Phường A") < said.index("Cộng")
    (first,), (total,) = find(drawn, key="Phường B"), find(drawn, key="total")
    first.on_click(None)
    assert opened == ["Phường B"]
    assert total.on_click is None
    numbers = [t for t in find(drawn, kind=ft.Text) if t.value in ("9", "12", "21", "Chi bộ")]
    assert {t.text_align for t in numbers} == {ft.TextAlign.RIGHT}
