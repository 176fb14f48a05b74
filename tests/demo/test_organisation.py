"""The demo organisation has the promised shape, and its people make sense."""

import re
from collections import Counter
from datetime import date

import pytest

from services.demo.organisation import build
from services.demo.people import add_years
from services.demo.seeds import BASE_DATE

ORGANISATION = build()
UNITS = {unit.key: unit for unit in ORGANISATION.units}
MEMBERS = {member.key: member for member in ORGANISATION.members}

# phone -> (cell, roles at units), as the cast is described for everyone who tries the demo
CAST = {
    "+84900000001": ("cell-a1", set[tuple[str, str]]()),
    "+84900000002": ("cell-a1", {("secretary", "cell-a1")}),
    "+84900000003": ("cell-a4", {("office_staff", "ward-a"), ("editor", "ward-a")}),
    "+84900000004": ("cell-c4", {("news_secretariat", "city"), ("editorial_board", "city")}),
    "+84900000005": ("cell-c4", {("organisation_staff", "city")}),
    "+84900000006": ("cell-a2", set[tuple[str, str]]()),
    "+84900000007": ("cell-b1", {("secretary", "cell-b1")}),
    "+84900000008": ("cell-c4", {("system_admin", "city")}),
    "+84900000009": ("cell-a1", set[tuple[str, str]]()),
    "+84900000010": ("cell-c4", {("auditor", "city")}),
    "+84900000011": ("cell-a4", {("organisation_staff", "ward-a")}),
    "+84900000012": ("cell-a1", set[tuple[str, str]]()),
}


def test_units_are_one_city_three_wards_twelve_cells() -> None:
    kinds = Counter(unit.kind for unit in ORGANISATION.units)
    assert (kinds["city"], kinds["ward"], kinds["cell"]) == (1, 3, 12)


def test_units_parents_stand_before_children() -> None:
    allowed = {("city", None), ("ward", "city"), ("cell", "ward"), ("cell_group", "cell")}
    seen: set[str] = set()
    for unit in ORGANISATION.units:
        parent = UNITS[unit.parent_key].kind if unit.parent_key else None
        assert (unit.kind, parent) in allowed
        assert unit.parent_key is None or unit.parent_key in seen
        seen.add(unit.key)


def test_unit_codes_are_dotted_unique_and_nested() -> None:
    coded = [unit for unit in ORGANISATION.units if unit.code is not None]
    assert len({unit.code for unit in coded}) == len(coded) == 16
    for unit in coded:
        assert unit.code is not None
        assert re.fullmatch(r"99(\.\d{3}){4}", unit.code)
        if unit.kind == "cell" and unit.parent_key:
            parent_code = UNITS[unit.parent_key].code
            assert parent_code is not None
            assert unit.code[:10] == parent_code[:10]


@pytest.mark.parametrize("phone", CAST)
def test_cast_member_holds_exactly_the_listed_roles(phone: str) -> None:
    member = next(member for member in ORGANISATION.members if member.phone == phone)
    roles = {(r.role, r.unit_key) for r in ORGANISATION.roles if r.member_key == member.key}
    assert (member.unit_key, roles) == CAST[phone]


def test_cast_has_one_probationary_and_one_exempt_member() -> None:
    people = {member.phone: member for member in ORGANISATION.members}
    assert people["+84900000009"].status == "probationary"
    assert people["+84900000012"].exempt


def test_members_are_two_hundred_each_in_a_cell() -> None:
    assert len(ORGANISATION.members) == 200
    for member in ORGANISATION.members:
        assert UNITS[member.unit_key].kind == "cell"
        if member.group_key:
            assert UNITS[member.group_key].parent_key == member.unit_key


def test_members_never_share_key_name_phone_or_card() -> None:
    for values in (
        [member.key for member in ORGANISATION.members],
        [member.full_name for member in ORGANISATION.members],
        [member.phone for member in ORGANISATION.members if member.phone],
        [member.card_number for member in ORGANISATION.members if member.card_number],
    ):
        assert len(values) == len(set(values))


def test_members_phones_and_cards_are_clearly_synthetic() -> None:
    for member in ORGANISATION.members:
        assert member.phone is None or re.fullmatch(r"\+849000[01]\d{4}", member.phone)
        if member.status == "official":
            assert re.fullmatch(r"99\d{10}", member.card_number or "")
        else:
            assert member.card_number is None
        assert member.email is None or member.email.endswith(".example")


def test_members_party_dates_fit_their_ages() -> None:
    for member in ORGANISATION.members:
        assert add_years(member.birth_date, 18) <= member.admission_date < BASE_DATE
        if member.status == "official":
            assert member.official_date == add_years(member.admission_date, 1)
            assert add_years(member.admission_date, 1) <= BASE_DATE
        else:
            assert member.official_date is None
            assert add_years(member.admission_date, 1) > BASE_DATE


def test_members_are_of_the_kinds_that_a_ward_has() -> None:
    sixty = sum(member.birth_date <= date(1966, 11, 22) for member in ORGANISATION.members)
    assert sixty >= 70
    assert sum(member.phone is None for member in ORGANISATION.members) >= 8
    assert sum(member.exempt for member in ORGANISATION.members) >= 8
    assert sum(member.working_away for member in ORGANISATION.members) >= 3
    assert sum(m.status == "probationary" for m in ORGANISATION.members) >= 5


def test_roles_every_cell_and_body_has_exactly_one_secretary() -> None:
    secretaries = Counter(r.unit_key for r in ORGANISATION.roles if r.role == "secretary")
    expected = {unit.key for unit in ORGANISATION.units if unit.kind != "cell_group"}
    assert secretaries == dict.fromkeys(expected, 1)


def test_roles_wards_have_organisation_and_office_staff() -> None:
    for ward in ("ward-a", "ward-b", "ward-c"):
        held = {role.role for role in ORGANISATION.roles if role.unit_key == ward}
        assert {"organisation_staff", "office_staff", "inspection_staff", "editor"} <= held


def test_roles_are_held_by_able_members_at_their_own_path() -> None:
    for role in ORGANISATION.roles:
        member = MEMBERS[role.member_key]
        assert member.status == "official"
        assert not member.exempt
        above = {member.unit_key, member.group_key, UNITS[member.unit_key].parent_key, "city"}
        assert role.unit_key in above


def test_build_is_the_same_in_a_fresh_run() -> None:
    assert build.__wrapped__() == ORGANISATION
