"""The own record's pure parts: what is shown, what a form finds fault with, what becomes of it."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import flet as ft
import pytest

from services.records.catalogue import CATALOGUE
from services.records.models import Change, Consent, Evidence, Field, Request
from tests.printing.samples import AT, entry, field, record
from tests.render import find, render, texts
from tests.views.samples import draw_as, me
from views import paths
from views.records.mine import strings
from views.records.mine.asking import faults, may_be_kept, new_asking, touched, wanted
from views.records.mine.record import Mine, draw_record, is_shown, units
from views.records.mine.requests import draw_request, line
from views.records.mine.rows import field_row, in_short, source_line, way_to_change
from views.records.mine.wishes import Contact
from views.shared.strings import MUST_FILL


def askable(kind: str = "text", value: Any = None, **more: Any) -> Field:
    """A field whose correction the cell decides."""
    return field("occupation", value, kind).model_copy(update={"decided_by": "cell", **more})


def said(draw: Any) -> list[str]:
    return texts(draw_as(me(), draw))


# Rows


@pytest.mark.parametrize(
    ("source", "who", "expected"),
    [
        ("staff", "Phạm Quang Thiện", "Cán bộ tổ chức cập nhật: Phạm Quang Thiện · 22/11/2026"),
        ("import", None, "Nhập từ danh sách · 22/11/2026"),
        ("member", "Nguyễn Thị Hạnh", "Đảng viên tự khai · 22/11/2026"),
        ("a_later_one", None, "Số liệu ban đầu · 22/11/2026"),
    ],
)
def test_a_value_says_where_it_comes_from(source: str, who: str | None, expected: str):
    held = field("alias", "Sáu").model_copy(update={"source": source, "changed_by": who})
    assert source_line(held) == expected


def test_a_value_of_the_beginning_says_so_and_nothing_says_nothing():
    bare = field("alias", "Sáu").model_copy(
        update={"source": None, "changed_at": None, "changed_by": None}
    )
    assert source_line(bare) == "Số liệu ban đầu"
    assert source_line(bare.model_copy(update={"value": None})) is None


def test_a_tap_leads_to_asking_or_to_changing_or_nowhere():
    assert way_to_change(askable()) is not None
    assert way_to_change(askable(decided_by=None, self_service=True)) is not None
    assert way_to_change(askable(decided_by=None)) is None
    row = render(lambda: field_row(askable(decided_by=None), waiting=False))
    assert find(row, kind=ft.ListTile)[0].on_click is None


def test_a_waiting_request_is_told_in_words():
    assert strings.WAITING in said(lambda: field_row(askable(value="Thợ may"), waiting=True))
    assert strings.WAITING not in said(lambda: field_row(askable(value="Thợ may"), waiting=False))


def test_what_is_missing_shows_only_where_it_must_be_there():
    assert not is_shown(askable())
    assert is_shown(askable(required=True))
    assert is_shown(askable("yes_no", False))
    assert not is_shown(askable("list", []))


def test_long_values_are_shown_in_short_with_how_much_is_left():
    assert in_short([str(n) for n in range(6)]) == [str(n) for n in range(6)]
    assert in_short([str(n) for n in range(20)])[-1] == "… và 15 dòng nữa"
    assert len(in_short(["từ " * 500])[0]) < 410


def test_masked_numbers_have_a_button_and_are_named():
    number = askable("digits", "••••••••0001", field_class="masked", field="card_number", digits=12)
    words = said(lambda: field_row(number, waiting=False))
    assert "•••• •••• 0001" in words
    assert f"{strings.SHOW_NUMBER}: Số thẻ đảng viên" in words


def test_a_record_without_anything_still_draws():
    words = said(lambda: draw_record(Mine(record(), [])))
    assert {"Nguyễn Thị Hạnh", strings.MY_REQUESTS, strings.HOW_TO_ASK} <= set(words)
    assert said(lambda: units([])) == [strings.UNITS_NONE]


def test_a_fields_latest_open_request_is_the_one_that_waits():
    old, new = entry(state="withdrawn"), entry(state="forwarded", request_id=uuid4())
    mine = Mine(record(), [old, new])
    assert mine.pending("present_address") == new
    assert mine.pending("occupation") is None
    assert Mine(record(), [old]).pending("present_address") is None


# Asking


@pytest.mark.parametrize(
    ("kind", "value", "typed", "fault"),
    [
        ("text", "Thợ may", "Thợ may", strings.NOTHING_NEW),
        ("text", "Thợ may", "  Thợ   may ", strings.NOTHING_NEW),
        ("text", None, "", strings.NOTHING_NEW),
        ("list", [], "", strings.NOTHING_NEW),
        ("text", "Thợ may", "", None),
        ("text", "Thợ may", "Thợ điện", None),
        ("yes_no", False, "yes", None),
        ("yes_no", False, "no", strings.NOTHING_NEW),
        ("rough_date", "1956-02-03", "3/2/1956", strings.NOTHING_NEW),
        ("list", ["a", "b"], "b\na", None),
    ],
)
def test_a_form_asks_for_something_new(kind: str, value: Any, typed: str, fault: str | None):
    held = askable(kind, value)
    form = new_asking(held).model_copy(update={"typed": typed, "reason": "Ghi sai"})
    assert faults(form, held).get("value") == fault


def test_a_masked_number_is_never_emptied_by_leaving_it_blank():
    number = askable("digits", "••••••••0001", field_class="masked", digits=12)
    form = new_asking(number).model_copy(update={"reason": "Ghi sai"})
    assert form.typed == ""
    assert faults(form, number) == {"value": MUST_FILL}


@pytest.mark.parametrize("reason", ["", "  ", "ab", " a "])
def test_a_reason_is_needed(reason: str):
    held = askable(value="Thợ may")
    form = new_asking(held).model_copy(update={"typed": "Thợ điện", "reason": reason})
    assert faults(form, held) == {"reason": strings.REASON_SHORT}


def test_an_untouched_form_is_nothing_to_keep():
    held = askable(value="Thợ may")
    form = new_asking(held)
    assert not touched(form, held)
    assert touched(form.model_copy(update={"reason": "x"}), held)
    paper = Evidence(object_name="a/b.pdf", file_name="b", content_type="x/y", size_bytes=1)
    assert touched(form.model_copy(update={"evidence": paper}), held)


def test_the_key_stays_for_the_same_content_alone():
    form = new_asking(askable(value="Thợ may"))
    assert form.key == form.model_copy().key
    assert form.key != form.model_copy(update={"typed": "Thợ điện"}).key
    assert form.key != new_asking(askable(value="Thợ may")).key


def test_only_what_others_may_find_is_kept_on_the_device():
    kept = {f.field_class for f in CATALOGUE.values() if may_be_kept(f)}
    assert kept == {"open", "contact"}


def test_what_was_typed_becomes_the_value():
    held = askable("list", ["a"])
    form = new_asking(held).model_copy(update={"typed": "một\n\n hai "})
    assert wanted(form, held) == ["một", "hai"]


# Requests


def one(**more: Any) -> Request:
    return entry(mine=True, **more)


def test_a_proxys_entry_is_marked_with_whose_hand_it_is():
    assert strings.BY_PROXY in said(lambda: line(one()))
    assert strings.BY_PROXY not in said(lambda: line(one(entered_by=None)))
    words = " ".join(said(lambda: draw_request(one())))
    assert strings.entered_by("Phạm Quang Thiện") in words
    assert strings.PROXY_TEXT in words
    done = one(state="accepted", may_withdraw=False, decided_by="Trần A", decided_at=AT)
    assert strings.PROXY_DONE in " ".join(said(lambda: draw_request(done)))


@pytest.mark.parametrize("state", strings.STATES)
def test_every_state_has_its_words(state: str):
    answered = one(state=state, answer="Chưa đủ giấy tờ", decided_by="Trần A", decided_at=AT)
    words = said(lambda: draw_request(answered))
    assert strings.STATES[state] in words
    assert "Chưa đủ giấy tờ" in words
    assert any(w.startswith("Trần A") for w in words) is (state != "withdrawn")


def test_an_answer_without_words_says_that_there_are_none():
    words = said(lambda: draw_request(one(state="accepted", decided_by="Trần A", decided_at=AT)))
    assert strings.NO_ANSWER in words


def test_the_request_leads_to_its_own_address():
    assert paths.my_request("x") == "/me/record/requests/x"
    assert paths.ask("alias") == "/me/record/ask/alias"


# Wishes


def test_only_what_changed_is_saved():
    first = Contact(by="call", hours="sau 17 giờ")
    assert first.changes_to(first) == {}
    assert first.changes_to(Contact(by="call", hours="  sau  17 giờ ")) == {}
    assert first.changes_to(Contact(needs_help=True)) == {
        "contact_by": None,
        "contact_hours": None,
        "needs_help_with_phone": True,
    }


def test_contact_is_read_from_the_record():
    held = record(
        field("contact_by", "email", "choice", "contact"),
        field("needs_help_with_phone", True, "yes_no", "contact"),
    )
    assert Contact.of(held) == Contact(by="email", needs_help=True)
    assert Contact.of(record()) == Contact()


def test_consents_are_explained_and_an_unknown_one_warns():
    for name, means in strings.TOPICS.values():
        assert len(means) > len(name) > 5
    assert "hỏi bí thư" in strings.topic("later_topic")[1]
    given = Consent(topic="photo_in_news", given=True, decided_at=AT)
    assert given.given
    assert strings.consent_line("Nghĩa.", "hôm nay", given=True) == "Nghĩa. Đồng ý hôm nay."
    assert strings.consent_line("Nghĩa.", "hôm nay", given=False) == "Nghĩa. Thôi đồng ý hôm nay."
    assert strings.consent_line("Nghĩa.", None, given=False) == "Nghĩa."


def test_a_look_of_a_later_version_still_says_something():
    assert strings.view_line("record.open") == "Mở xem hồ sơ"
    assert strings.view_line("record.sniff") == "Dùng đến hồ sơ"


def test_versions_are_drawn_as_rows():
    change = Change(
        change_id=1, field_name="alias", before=None, after=None, source="staff", reason=None,
        changed_at=AT, changed_by=None,
    )  # fmt: skip
    from views.records.mine.history import _version  # pyright: ignore[reportPrivateUsage]

    assert strings.EMPTY_VALUE in said(lambda: _version(field("alias", None), change))
