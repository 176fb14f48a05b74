"""Imports without a server: columns, lines, choices by field, the report and its progress."""

from __future__ import annotations

from typing import Any

import flet as ft
import pytest

from services.imports.models import Counts, Fault, Import, Line, Purpose, Weight
from tests.render import find, render, texts
from tests.views.samples import NOON, an_id, held, me
from views.imports import strings
from views.imports.bring import first_place
from views.imports.columns import moved
from views.imports.lines import decided, line_card, told
from views.imports.merge import decision, fields_of, open_to_choice, side_by_side, taken_before
from views.imports.report import Deeds, Work, report
from views.shared.look import Look, look_as


def line(**more: Any) -> Line:
    given: dict[str, Any] = {
        "row_no": 12,
        "full_name": "Trần Thị Khác",
        "birth_date": "1960-02-03",
        "unit_name": "Chi bộ A1",
        "faults": [],
        "kind": "match",
        "matched_by": "card",
        "match_id": an_id("member"),
        "fields": {"phone": "+84987654321", "degree": "Đại học", "personal_id": "001122334455"},
        "differences": {"phone": "+84912345678", "degree": None, "personal_id": "••••••••8899"},
        "decision": None,
        "take_fields": None,
        "state": "checked",
        "problem": None,
    }
    return Line.model_validate({**given, **more})


def an_import(**more: Any) -> Import:
    given: dict[str, Any] = {
        "import_id": an_id("import"),
        "unit_id": an_id("A"),
        "unit_name": "Đảng ủy phường Mẫu A",
        "unit_kind": "ward",
        "purpose": Purpose.ADD,
        "state": "checked",
        "file_name": "danh-sach.xlsx",
        "heads": ["Họ và tên"],
        "mapping": ["full_name"],
        "head_row": 1,
        "total": 100,
        "encoding": None,
        "started_at": NOON,
        "finished_at": None,
        "counts": Counts(rows=100, ready=90, wrong=10, new=90),
        "kinds": [],
        "problems": {},
    }
    return Import.model_validate({**given, **more})


def nothing(*_: object) -> None:
    return None


DEEDS = Deeds(nothing, nothing, nothing, nothing, nothing, nothing, nothing, nothing)


def test_a_field_stands_in_one_column() -> None:
    assert moved(["phone", None, "email"], 1, "phone") == (None, "phone", "email")
    assert moved(["phone", "email"], 0, None) == (None, "email")


def test_the_address_says_which_lines() -> None:
    assert told("different") == ("different", None, None)
    assert told("fault.birth_date.bad_date") == ("fault", "birth_date", "bad_date")
    assert told("fault..missing") == ("fault", None, "missing")


def test_without_a_choice_everything_is_taken_and_a_choice_is_found_again() -> None:
    whole = {"phone": True, "degree": True, "personal_id": True}
    assert taken_before(line()) == whole
    assert taken_before(line(decision="take")) == whole
    assert taken_before(line(decision="keep")) == dict.fromkeys(whole, False)
    some = taken_before(line(decision="take", take_fields=["degree"]))
    assert some == {"phone": False, "degree": True, "personal_id": False}


def test_a_choice_is_sent_as_all_some_or_none() -> None:
    assert decision({"phone": True, "degree": True}) == ("take", None)
    assert decision({"phone": False, "degree": True}) == ("take", ["degree"])
    assert decision({"phone": False, "degree": False}) == ("keep", None)


def test_both_values_of_a_field_are_lines_to_tap() -> None:
    chosen = {"phone": True, "degree": False, "personal_id": False}
    drawn = render(lambda: ft.Column(fields_of(line(), chosen, nothing, nothing)))
    words = texts(drawn)
    assert strings.ours("0912 345 678") in words
    assert strings.theirs("0987 654 321") in words
    assert strings.ours(strings.BLANK) in words
    assert not any("0011" in w for w in words if strings.OURS in w), "ours stays masked"
    assert [group.value for group in find(drawn, kind=ft.RadioGroup)] == ["theirs", "ours", "ours"]
    assert strings.TAKE_ALL in words
    assert strings.KEEP_ALL in words


def test_two_choices_in_a_row_where_there_is_room() -> None:
    def rows(look: Look) -> int:
        with look_as(look):
            drawn = render(lambda: ft.Column(side_by_side([ft.Text(str(i)) for i in range(3)])))
        return len(find(drawn, kind=ft.Row))

    assert rows(Look(width=1280)) == 2
    assert rows(Look(width=390)) == 0
    assert rows(Look(width=1280, text_scale=2.0)) == 0


def test_what_is_done_or_stopped_is_not_chosen_again() -> None:
    assert open_to_choice(line())
    assert not open_to_choice(line(state="applied"))
    assert not open_to_choice(line(differences={}))
    assert not open_to_choice(line(faults=[Fault(field="phone", kind="bad_phone")]))
    asks = Fault(field="full_name", kind="other_spelling", weight=Weight.ASK)
    assert open_to_choice(line(faults=[asks]))


def test_a_line_offers_its_fields_one_by_one_when_there_are_several() -> None:
    def offered(of: Line) -> bool:
        return bool(find(render(lambda: line_card(of, nothing, nothing)), key="some-12"))

    assert offered(line())
    assert not offered(line(differences={"phone": None}))
    assert not offered(line(kind="new", differences={}))
    assert not offered(line(state="applied"))
    assert decided(line(decision="take", take_fields=["phone"])) == strings.decided_in_part(1, 3)
    assert decided(line(decision="keep")) == strings.DECIDED["keep"]


@pytest.mark.parametrize("words", [strings.CHECKING, strings.APPLYING, strings.UNDOING])
def test_work_under_way_says_how_far_it_is_and_offers_nothing_else(words: str) -> None:
    work = Work(words, 40, 100)
    drawn = render(lambda: ft.Column(report(an_import(), DEEDS, work, busy=True)))
    assert f"{words}: {strings.done_of('40', '100')}" in texts(drawn)
    assert [bar.value for bar in find(drawn, kind=ft.ProgressBar)] == [0.4]
    assert not find(drawn, key="apply")


def test_what_a_crash_left_is_gone_on_with() -> None:
    found = an_import(state="applying", counts=Counts(rows=100, applied=30, ready=70))
    drawn = render(lambda: ft.Column(report(found, DEEDS, None, busy=False)))
    assert find(drawn, key="go-on")
    assert f"{strings.APPLYING}: {strings.done_of('30', '100')}" in texts(drawn)


def test_the_report_counts_and_has_one_main_action() -> None:
    words = texts(render(lambda: ft.Column(report(an_import(), DEEDS, None, busy=False))))
    assert strings.total("100", "90", "10") in words
    assert strings.apply("90", everything=False) in words


def test_the_unit_is_at_first_the_one_where_i_import() -> None:
    office = me(held("record.import", "Đảng ủy phường Mẫu A", "ward"))
    assert first_place(office)[1] == "Đảng ủy phường Mẫu A"
    assert first_place(me())[1] == ""
