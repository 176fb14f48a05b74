"""Units without a server: sentences of history, forms and what they say, searching, picking."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from services.units.models import Office, Unit, UnitEvent, UnitLine, UnitVerb
from tests.render import find, render, texts, walk
from tests.views.samples import NOON, TODAY, an_id, draw_as, held, me
from views.profile.card import links
from views.shared import strings as words
from views.shared.look import Look, look_as
from views.units import strings
from views.units.change import ChangeMenuScreen, ChangeScreen
from views.units.draft import (
    Draft,
    Pick,
    blocked,
    consequence,
    faults,
    possible,
    to_change,
)
from views.units.history import held as held_from_to
from views.units.history import sentence
from views.units.offices.end import EndScreen
from views.units.offices.give import GiveScreen
from views.units.offices.proposals import ProposalsScreen
from views.units.outline import OutlineScreen, UnitScreen
from views.units.rows import matching
from views.units.target import fits, leads_on
from views.units.unit import facts, head, history, in_order, ways_to_change


def line(name: str = "Chi bộ A1", kind: str = "cell", **more: Any) -> UnitLine:
    given: dict[str, Any] = {
        "unit_id": an_id(name),
        "name": name,
        "kind": kind,
        "code": None,
        "members": 12,
        "children": 0,
        "leader": None,
        "founded_on": None,
        "closed_on": None,
    }
    return UnitLine.model_validate({**given, **more})


def unit(name: str = "Chi bộ A1", kind: str = "cell", **more: Any) -> Unit:
    given: dict[str, Any] = {
        **line(name, kind).model_dump(),
        "unit_names": ["Thành ủy", "Phường A", name],
        "trail": [{"unit_id": an_id("Phường A"), "name": "Phường A", "kind": "ward"}],
        "parent_id": an_id("Phường A"),
        "history": [],
        "offices": [],
        "may": ["unit.manage", "role.grant"],
        "may_change": True,
    }
    return Unit.model_validate({**given, **more})


def office(role: str = "secretary", **more: Any) -> Office:
    given: dict[str, Any] = {
        "role_id": an_id(role),
        "role": role,
        "member_id": an_id("An"),
        "full_name": "Nguyễn An",
        "starts_at": NOON,
        "ends_at": None,
        "decision": None,
        "present": True,
    }
    return Office.model_validate({**given, **more})


def event(kind: str, details: dict[str, str] | None = None, *, about_me: bool = True) -> UnitEvent:
    return UnitEvent(
        kind=UnitVerb(kind),
        on_date=TODAY,
        decision="QĐ 15-QĐ/ĐU",
        about_me=about_me,
        unit_name="Chi bộ A1",
        other_name="Chi bộ A2",
        members=1200,
        details=dict(details or {}),
        done_at=NOON,
    )


@pytest.mark.parametrize(
    ("told", "words_of_it"),
    [
        (event("founded"), "Thành lập"),
        (event("renamed", {"from": "Cũ", "to": "Mới"}), "Đổi tên từ “Cũ” thành “Mới”"),
        (
            event("moved", {"from": "Phường B"}),
            "Chuyển từ Phường B về Chi bộ A2, cùng 1.200 đảng viên",
        ),
        (event("moved"), "Chuyển về Chi bộ A2, cùng 1.200 đảng viên"),
        (event("moved", about_me=False), "Tiếp nhận Chi bộ A1 chuyển về, 1.200 đảng viên"),
        (event("merged"), "Sáp nhập vào Chi bộ A2, 1.200 đảng viên chuyển sang"),
        (
            event("merged", about_me=False),
            "Chi bộ A1 sáp nhập vào đây, 1.200 đảng viên chuyển đến",
        ),
        (event("split"), "Tách ra từ Chi bộ A2, nhận 1.200 đảng viên"),
        (event("split", about_me=False), "Tách ra Chi bộ A1, 1.200 đảng viên chuyển đi"),
        (event("closed"), "Kết thúc hoạt động"),
    ],
)
def test_history_is_told_from_the_side_of_the_open_unit(told: UnitEvent, words_of_it: str):
    assert sentence(told) == words_of_it
    assert "22/11/2026 · QĐ 15-QĐ/ĐU" in texts(render(lambda: history(unit(history=[told]))))


def at(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}+07:00")


@pytest.mark.parametrize(
    ("starts", "ends", "said"),
    [
        ("2026-01-02T08:00", None, "Từ 02/01/2026"),
        ("2026-01-02T08:00", "2026-03-01T00:00", "Từ 02/01/2026 đến 28/02/2026"),
        ("2026-01-02T08:00", "2026-03-01T12:00", "Từ 02/01/2026 đến 01/03/2026"),
        ("2026-01-02T00:00", "2026-01-02T00:00", "Dự kiến từ 02/01/2026, đã hủy"),
    ],
)
def test_an_office_says_its_last_day(starts: str, ends: str | None, said: str):
    one = office(starts_at=at(starts), ends_at=at(ends) if ends else None)
    assert held_from_to(one) == said


def test_leading_offices_stand_first():
    kinds = ["treasurer", "cell_clerk", "secretary", "deputy_secretary", "odd"]
    seen = in_order(unit(offices=[office(kind).model_dump() for kind in kinds]))
    assert [o.role for o in seen] == [
        "secretary",
        "deputy_secretary",
        "cell_clerk",
        "treasurer",
        "odd",
    ]


def test_what_may_be_changed_follows_from_the_rights():
    assert possible(unit()) == list(UnitVerb)
    assert possible(unit("Phường A", "ward", may_change=False)) == [UnitVerb.FOUNDED]
    assert UnitVerb.MERGED not in possible(unit("Phường A", "ward"))
    assert UnitVerb.FOUNDED not in possible(unit("Tổ 1", "cell_group"))
    assert possible(unit(may=[], may_change=False)) == []
    assert possible(unit(closed_on=TODAY)) == []


@pytest.mark.parametrize(
    ("seen", "offered"),
    [
        (unit(), True),
        (unit(may=[], may_change=False), False),
        (unit(closed_on=TODAY), False),
    ],
)
def test_the_menu_is_offered_to_those_who_may(seen: Unit, offered: bool):
    assert bool(find(render(lambda: ways_to_change(seen, "/me/units/x")), key="change")) is offered


def test_each_form_says_what_is_missing():
    empty = Draft(on_date=None)
    for verb, fields in {
        UnitVerb.FOUNDED: {"kind", "name"},
        UnitVerb.RENAMED: {"name"},
        UnitVerb.MOVED: {"other_id"},
        UnitVerb.MERGED: {"other_id"},
        UnitVerb.SPLIT: {"name", "member_ids"},
        UnitVerb.CLOSED: set[str](),
    }.items():
        assert set(faults(empty, verb, unit(), TODAY)) == fields | {"on_date", "decision"}
    tomorrow = Draft(on_date=TODAY + timedelta(days=1), decision="QĐ 1", name="Chi bộ A1")
    assert set(faults(tomorrow, UnitVerb.RENAMED, unit(), TODAY)) == {"on_date", "name"}
    everybody = Draft(
        on_date=TODAY,
        decision="QĐ 1",
        name="Mới",
        members=tuple(Pick(an_id(n), str(n)) for n in range(12)),
    )
    assert set(faults(everybody, UnitVerb.SPLIT, unit(), TODAY)) == {"member_ids"}


def test_what_will_happen_is_said_with_numbers():
    seen = unit(children=2, offices=[office().model_dump(), office("treasurer").model_dump()])
    draft = Draft(
        on_date=TODAY,
        name="Chi bộ Mới",
        kind="cell_group",
        other=Pick(an_id("x"), "Chi bộ A2"),
        members=(Pick(an_id("An"), "An"),),
    )
    said = {verb: consequence(draft, verb, seen) or "" for verb in UnitVerb}
    assert "12 đảng viên sẽ chuyển sang Chi bộ A2. 2 tổ đảng chuyển theo." in said[UnitVerb.MERGED]
    assert "2 chức vụ ở Chi bộ A1 kết thúc ngay." in said[UnitVerb.MERGED]
    assert "1 đảng viên sẽ chuyển từ Chi bộ A1" in said[UnitVerb.SPLIT]
    assert "11 đảng viên ở lại" in said[UnitVerb.SPLIT]
    assert "chuyển từ Phường A về Chi bộ A2. 12 đảng viên" in said[UnitVerb.MOVED]
    assert "“Chi bộ A1” sẽ mang tên “Chi bộ Mới”" in said[UnitVerb.RENAMED]
    assert "thêm tổ đảng “Chi bộ Mới”" in said[UnitVerb.FOUNDED]
    unfilled = Draft(on_date=TODAY)
    for verb in set(UnitVerb) - {UnitVerb.CLOSED}:
        assert consequence(unfilled, verb, seen) is None


def test_a_unit_with_something_in_it_is_not_closed():
    assert blocked(UnitVerb.CLOSED, unit()) == strings.cannot_close("12", 0)
    assert blocked(UnitVerb.CLOSED, unit(members=0, children=3)) == strings.cannot_close("0", 3)
    assert blocked(UnitVerb.CLOSED, unit(members=0)) is None
    assert blocked(UnitVerb.MERGED, unit()) is None


def test_only_what_belongs_to_a_change_is_sent():
    full = Draft(
        on_date=TODAY,
        decision=" QĐ 1 ",
        name=" Chi  bộ  Mới ",
        code=" 9.1 ",
        kind="cell",
        other=Pick(an_id("x"), "x"),
        members=(Pick(an_id("y"), "y"),),
    )
    sent = {
        verb: {
            name
            for name, value in to_change(full, verb, unit(), an_id("key")).model_dump().items()
            if value is not None
        }
        - {"key", "verb", "unit_id", "on_date", "decision"}
        for verb in UnitVerb
    }
    assert sent == {
        UnitVerb.FOUNDED: {"name", "code", "kind"},
        UnitVerb.RENAMED: {"name"},
        UnitVerb.MOVED: {"other_id"},
        UnitVerb.MERGED: {"other_id"},
        UnitVerb.SPLIT: {"name", "code", "member_ids"},
        UnitVerb.CLOSED: set(),
    }
    change = to_change(full, UnitVerb.FOUNDED, unit(), an_id("key"))
    assert (change.name, change.code, change.decision) == ("Chi bộ Mới", "9.1", "QĐ 1")


def test_units_are_found_without_marks_by_name_code_and_leader():
    units = [
        line("Chi bộ Ngõ Đào"),
        line("Chi bộ Trường học", code="99.1"),
        line("Chi bộ Ba", leader="Đỗ Văn Ân"),
    ]
    for typed, names in {
        "": 3,
        "dao": 1,
        "NGO  chi": 1,
        "99.1": 1,
        "van an": 1,
        "Tru\u031bo\u031b\u0300ng": 1,
        "khong co": 0,
    }.items():
        assert len(matching(units, typed)) == names, typed


def test_units_that_do_not_fit_are_not_offered():
    cell, group = unit(), unit("Tổ 1", "cell_group", parent_id=an_id("Chi bộ A1"))
    merge, move = UnitVerb.MERGED, UnitVerb.MOVED
    assert fits(line("Chi bộ A2"), cell, merge)
    assert not fits(line("Chi bộ A1"), cell, merge), "itself"
    assert not fits(line("Tổ 2", "cell_group"), cell, merge)
    assert not fits(line("Chi bộ A3", closed_on=TODAY), cell, merge)
    assert fits(line("Phường B", "ward"), cell, move)
    assert not fits(line("Phường A", "ward"), cell, move), "there it stands"
    assert not fits(line("Chi bộ A2"), cell, move)
    assert fits(line("Chi bộ A2"), group, move)
    assert leads_on(line("Phường B", "ward", children=3), cell, merge)
    assert not leads_on(line("Phường B", "ward"), cell, merge), "nothing in it"
    assert not leads_on(line("Chi bộ A2", children=2), cell, merge)
    assert leads_on(line("Phường B", "ward", children=3), group, move)


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("width", [390, 1280])
def test_screens_draw_before_anything_is_loaded(width: int, scale: float):
    with look_as(Look(width=width, text_scale=scale)):
        for screen in (
            OutlineScreen,
            UnitScreen,
            ChangeMenuScreen,
            ChangeScreen,
            GiveScreen,
            EndScreen,
            ProposalsScreen,
        ):
            said = texts(draw_as(me(), screen))
            assert said and words.ERROR_TITLE not in said, screen


def test_a_unit_shows_where_it_stands():
    seen = unit(code="99.1", leader="Nguyễn An", founded_on=date(2020, 1, 2), children=2)
    said = texts(render(lambda: [*head(seen), facts(seen)]))
    for expected in ("Phường A", "Chi bộ A1", "99.1", "Nguyễn An", "02/01/2020", "12", "Tổ đảng"):
        assert expected in said
    closed = texts(render(lambda: [*head(unit(closed_on=TODAY)), facts(unit(closed_on=TODAY))]))
    assert "Kết thúc hoạt động từ 22/11/2026" in closed
    assert strings.LEADER not in closed


def test_the_way_to_units_is_offered_by_what_somebody_may():
    def offered(*capabilities: Any) -> list[str]:
        rows = render(lambda: links(me(*capabilities)))
        return [str(c.key) for c in walk(rows) if str(getattr(c, "key", "")) == "/me/units"]

    assert offered() == []
    assert offered(held("audit.read", "Thành ủy", "city")) == []
    assert offered(held("account.manage", "Thành ủy", "city")) == []
    for right in (held("member.read"), held("unit.manage", "Phường A", "ward")):
        assert len(offered(right)) == 1
    ward = texts(render(lambda: links(me(held("unit.manage", "Phường A", "ward")))))
    cell = texts(render(lambda: links(me(held("member.read")))))
    assert "Tổ chức đảng" in ward and "Tổ chức đảng" not in cell
    assert "Chi bộ và tổ đảng" in cell
