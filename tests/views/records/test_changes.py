"""Editing and deciding, the pure parts: what differs, what is wrong, before beside after."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import flet as ft

from services.records.catalogue import CATALOGUE
from services.records.models import Change, Field, Record, Request, TimelineEntry, Value
from tests.render import find, render, texts
from tests.views.samples import NOON, an_id
from views.records import strings
from views.records.changes import changes, differing, faults
from views.records.erase import same_name
from views.records.history import change_card, timeline_row
from views.records.proxy import askable, wanted
from views.records.record import deeds, main_deed
from views.records.request import buttons, comparison, head
from views.records.review import Seen, review_sheet
from views.shared.look import Look, look_as


def field(name: str, value: Value = None, **more: Any) -> Field:
    return CATALOGUE[name].model_copy(update={"value": value, **more})


def request(**more: Any) -> Request:
    given: dict[str, Any] = {
        "request_id": an_id("request"),
        "member_id": an_id("member"),
        "full_name": "Nguyễn Thị Hạnh",
        "unit_names": ["Đảng ủy phường Mẫu A", "Chi bộ A1"],
        "field": "occupation",
        "kind": "text",
        "choices": None,
        "before": "Giáo viên",
        "proposed": "Kỹ sư",
        "reason": "Ghi chưa đúng",
        "state": "open",
        "filed_at": NOON,
        "entered_by": None,
        "forwarded_by": None,
        "forwarded_at": None,
        "decided_by": None,
        "decided_at": None,
        "answer": None,
        "decided_by_kind": "cell",
        "mine": False,
        "may_decide": True,
        "may_forward": True,
        "may_withdraw": False,
        "evidence": [],
    }
    return Request.model_validate({**given, **more})


def record(*may: str, life_state: str = "active", fields: tuple[Field, ...] = ()) -> Record:
    return Record(
        member_id=an_id("member"),
        full_name="Nguyễn Thị Hạnh",
        status="official",
        life_state=life_state,
        unit_id=an_id("A1"),
        unit_names=["Chi bộ A1"],
        roles=[],
        units=[],
        fields=list(fields),
        may=list(may),
    )


def test_only_what_was_changed_is_sent() -> None:
    fields = [field("alias", "Tư"), field("birth_date", "1956"), field("occupation")]
    typed = {"alias": " Tư ", "birth_date": "5/1956", "occupation": ""}
    assert [f.field for f in differing(fields, typed)] == ["birth_date"]
    assert changes(fields, typed) == {"birth_date": "1956-05"}


def test_a_value_that_was_emptied_is_sent_as_nothing() -> None:
    assert changes([field("alias", "Tư")], {"alias": ""}) == {"alias": None}


def test_a_masked_number_left_alone_stays() -> None:
    fields = [field("old_card_number", "••••1234"), field("card_number", "••••••••8901")]
    assert changes(fields, {"old_card_number": "", "card_number": ""}) == {}
    assert changes(fields, {"old_card_number": "-"}) == {"old_card_number": None}


def test_faults_are_told_of_changed_fields_alone() -> None:
    fields = [field("full_name", "An"), field("sex"), field("phone", "+84912345678")]
    assert set(faults(fields, {"full_name": " ", "phone": "12"})) == {"full_name", "phone"}
    assert faults(fields, {}) == {}


def test_what_somebody_else_saved_meanwhile_is_marked_and_can_be_kept() -> None:
    seen, given_up = Seen(), list[str]()
    early, late = NOON - timedelta(days=1), NOON
    before = [field("alias", "Tư", changed_at=early), field("occupation")]
    assert seen.changed_since(before) == frozenset()
    after = [
        field("alias", "Năm", changed_at=late, changed_by="Lê Văn Bình"),
        field("occupation"),
    ]
    theirs = seen.changed_since(after)
    assert theirs == {"alias"}
    mine: dict[str, Value] = {"alias": "Sáu", "occupation": "Kỹ sư"}
    drawn = render(lambda: ft.Column(review_sheet(after, mine, theirs, given_up.append)))
    words = texts(drawn)
    assert {strings.OVERTAKEN, "Năm", "Sáu", "Kỹ sư"} <= set(words)
    assert any("Lê Văn Bình" in w for w in words)
    assert find(drawn, key="theirs-alias")
    assert not find(drawn, key="theirs-occupation")
    left = {"occupation": mine["occupation"]}
    settled = texts(render(lambda: ft.Column(review_sheet(after, left, theirs, given_up.append))))
    assert strings.OVERTAKEN_SETTLED in settled
    assert strings.OVERTAKEN not in settled


def test_a_proxy_says_something_about_a_masked_number() -> None:
    masked = field("personal_id", "••••••••8901")
    assert wanted(masked, "").fault is not None
    assert wanted(masked, "001122334455").value == "001122334455"
    asked = field("occupation", decided_by="cell")
    assert askable(record(fields=(asked, field("cv_number")))) == [asked]


def test_before_and_after_stand_side_by_side_and_stacked_at_large_text() -> None:
    rows = find(render(lambda: comparison(request())), kind=ft.Row)
    assert any("Giáo viên" in texts(r) and "Kỹ sư" in texts(r) for r in rows)
    with look_as(Look(text_scale=2.0)):
        large = render(lambda: comparison(request()))
    assert not any("Giáo viên" in texts(r) for r in find(large, kind=ft.Row))
    assert {"Giáo viên", "Kỹ sư"} <= set(texts(large))


def test_a_value_that_is_empty_says_so() -> None:
    assert strings.NOTHING in texts(render(lambda: comparison(request(before=None))))


def test_a_proxys_entry_and_a_passed_on_request_name_who_did_it() -> None:
    words = texts(
        render(lambda: head(request(entered_by="An", forwarded_by="Bình", forwarded_at=NOON)))
    )
    assert strings.entered_by("An") in words
    assert any("Bình" in w for w in words)


def test_the_buttons_are_what_one_may_do() -> None:
    done: list[str] = []

    def keys(**may: bool) -> list[str]:
        drawn = render(lambda: ft.Column(buttons(request(**may), done.append, busy=False)))
        return [v for v in ("accept", "reject", "forward") if find(drawn, key=v)]

    assert keys() == ["accept", "reject", "forward"]
    assert keys(may_decide=False) == ["forward"]
    assert keys(may_forward=False) == ["accept", "reject"]


def test_one_main_action_by_what_one_may() -> None:
    def main(*may: str) -> list[str]:
        return texts(render(lambda: ft.Column(main_deed(record(*may)))))

    assert main("record.edit") == [strings.EDIT]
    assert main("record.proxy") == [strings.PROXY]
    assert main() == []


def test_erasing_is_offered_only_of_those_who_have_gone() -> None:
    def offered(life_state: str, *may: str) -> bool:
        drawn = render(lambda: ft.Column(deeds(record(*may, life_state=life_state))))
        return bool(find(drawn, key="deed-erase"))

    assert offered("left", "record.erase")
    assert offered("deceased", "record.erase")
    assert not offered("active", "record.erase")
    assert not offered("left", "record.edit")


def test_the_name_is_typed_again_as_it_stands() -> None:
    assert same_name(" phạm văn  đã ra", "Phạm Văn Đã Ra")
    assert not same_name("pham van da ra", "Phạm Văn Đã Ra")
    assert not same_name("", "Phạm Văn Đã Ra")


def test_versions_and_the_timeline_speak_in_words() -> None:
    change = Change(
        change_id=1,
        field_name="birth_date",
        before="1956",
        after="1956-05",
        source="staff",
        reason="Theo thẻ",
        changed_at=NOON,
        changed_by="Lê Văn Bình",
    )
    words = texts(render(lambda: change_card(change)))
    assert {"Ngày sinh", "1956", "05/1956", "Theo thẻ"} <= set(words)
    entry = TimelineEntry(what="changed", on=NOON.date(), fields=["phone"], source="request")
    said = texts(render(lambda: timeline_row(entry)))
    assert said[0] == "22/11/2026: Hồ sơ thay đổi"
    assert "Số điện thoại" in said


def test_a_day_on_which_much_changed_names_a_few_fields() -> None:
    entry = TimelineEntry(what="changed", on=NOON.date(), fields=list(CATALOGUE), source="start")
    said = " ".join(texts(render(lambda: timeline_row(entry))))
    assert strings.and_more(len(CATALOGUE) - 6) in said
    assert "Nghề nghiệp" not in said
