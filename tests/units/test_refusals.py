"""Dates, decisions, names, kinds and people that don't fit; nothing is changed by a refusal."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from services.days import today
from services.units import rules
from tests.cast import ANONYMOUS, NO_MEMBER
from tests.house import House
from tests.units.country import Country


@pytest.mark.parametrize(
    ("more", "outcome"),
    [
        ({"on_date": None}, "unit.date_invalid"),
        ({"on_date": today() + timedelta(days=2)}, "unit.date_invalid"),
        ({"on_date": date(1929, 12, 31)}, "unit.date_invalid"),
        ({"decision": None}, "unit.decision_missing"),
        ({"decision": "   "}, "unit.decision_missing"),
        ({"decision": "số"}, "unit.decision_missing"),
        ({"decision": "x" * 201}, "unit.decision_missing"),
        ({"name": None}, "unit.name_missing"),
        ({"name": " a "}, "unit.name_missing"),
        ({"name": "x" * 201}, "unit.name_missing"),
        ({"kind": None}, "unit.kind_does_not_fit"),
        ({"kind": "ward"}, "unit.kind_does_not_fit"),
        ({"kind": "cell_group"}, "unit.kind_does_not_fit"),
        ({"kind": "city"}, "unit.kind_does_not_fit"),
        ({"kind": "kingdom"}, "22P02"),
        ({"code": "auto-1"}, "unit.code_invalid"),
        ({"code": "mã số"}, "unit.code_invalid"),
        ({"code": "1" * 41}, "unit.code_invalid"),
    ],
)
async def test_founding_says_what_does_not_fit(
    land: Country, more: dict[str, Any], outcome: str
) -> None:
    given = {"kind": "cell", "name": "Chi bộ Thử", **more}
    assert (await land.change(land.staff, "founded", land.here, **given)).outcome == outcome


async def test_nothing_happens_before_a_unit_was_founded(land: Country) -> None:
    cell = await land.done(land.staff, "founded", land.here, kind="cell", name="Chi bộ Trẻ")
    early = today() - timedelta(days=1)
    answer = await land.change(land.staff, "renamed", cell, name="Chi bộ Cũ", on_date=early)
    assert answer.outcome == "unit.date_invalid"


async def test_units_only_move_to_where_their_kind_stands(house: House, land: Country) -> None:
    city = house.unit("city")
    wrong = [
        (land.one, land.here, "its own parent"),
        (land.one, land.two, "a cell in a cell"),
        (land.one, land.one, "itself"),
        (land.one, land.group, "what is below it"),
        (land.group, land.here, "a group in a ward"),
        (land.here, land.there, "a ward in a ward"),
        (land.one, None, "nowhere"),
    ]
    for unit, other, why in wrong:
        answer = await land.change("city_staff", "moved", unit, other_id=other)
        assert answer.outcome == "unit.kind_does_not_fit", why
    answer = await land.change("city_staff", "moved", city, other_id=land.here)
    assert answer.outcome == "unit.not_found", "nobody stands above the city"
    answer = await land.change("city_staff", "moved", land.one, other_id=uuid4())
    assert answer.outcome == "unit.not_found"


async def test_only_cells_merge_with_cells_and_groups_with_groups(land: Country) -> None:
    for unit, other in (
        (land.one, land.group),
        (land.one, land.one),
        (land.one, land.here),
        (land.one, None),
        (land.here, land.there),
    ):
        answer = await land.change("city_staff", "merged", unit, other_id=other)
        assert answer.outcome == "unit.kind_does_not_fit"
    answer = await land.change("city_staff", "split", land.here, name="Phường Nửa", member_ids=[])
    assert answer.outcome == "unit.kind_does_not_fit"


async def test_nobody_but_the_staff_above_changes_a_unit(house: House, land: Country) -> None:
    """A sibling ward's staff, the cell's own secretary, admins and auditors; nor the ward itself."""
    for who in (
        land.other_staff, land.secretary, land.member, "staff_a", "office_a", "news", "admin",
        "auditor", NO_MEMBER,
    ):  # fmt: skip
        refused = await land.change(who, "renamed", land.one, name="Chi bộ Chiếm")
        assert refused.outcome in ("unit.not_found", "session.ended"), who
        refused = await land.change(who, "founded", land.one, kind="cell_group", name="Tổ Chiếm")
        assert refused.outcome in ("unit.not_found", "session.ended"), who
    assert (await land.change(ANONYMOUS, "renamed", land.one, name="Chi bộ Chiếm")).status == 401
    own = await land.change(land.staff, "renamed", land.here, name="Phường Ta")
    assert own.outcome == "unit.not_found"
    away = await land.change(land.staff, "moved", land.one, other_id=land.there)
    assert away.outcome == "unit.not_found", "a ward hands no cell to another"
    taken = await land.change(land.staff, "merged", land.far, other_id=land.one)
    assert taken.outcome == "unit.not_found"
    assert (await land.opened(land.staff, land.one))["name"] == "Chi bộ Một"


async def test_who_sees_which_unit(house: House, land: Country) -> None:
    for who, unit, sees in (
        (land.secretary, land.one, True),
        (land.secretary, land.group, True),
        (land.secretary, land.two, False),
        (land.secretary, land.here, False),
        (land.staff, land.here, True),
        (land.staff, land.far, False),
        (land.other_staff, land.one, False),
        (land.member, land.one, False),
        ("auditor", land.one, False),
        ("admin", land.one, False),
        ("city_staff", land.one, True),
    ):
        answer = await house.call(who, "unit_open", unit_id=unit)
        assert (answer.status == 200) is sees, (who, answer)
    for who in ("auditor", "admin", land.member, NO_MEMBER):
        assert (await house.call(who, "units_outline")).outcome == "empty"
    tops = (await house.call(land.staff, "units_outline")).body
    assert [top["unit_id"] for top in tops] == [str(land.here)]
    tops = (await house.call(land.secretary, "units_outline")).body
    assert [top["unit_id"] for top in tops] == [str(land.one)]


def test_the_forms_offer_what_the_database_takes(house: House) -> None:
    kinds: list[str] = house.value("select enum_range(null::handbook.unit_kind)::text[]")
    roles: list[str] = house.value("select enum_range(null::handbook.role_kind)::text[]")
    for parent in kinds:
        taken = {
            child
            for child in kinds
            if house.value(
                "select handbook.fits_below(%s::handbook.unit_kind, %s::handbook.unit_kind)",
                child, parent,
            )
        }  # fmt: skip
        assert set(rules.kinds_below(parent)) == taken, parent
        fitting = {
            role
            for role in roles
            if house.value(
                "select handbook.role_fits(%s::handbook.role_kind, %s::handbook.unit_kind)",
                role, parent,
            )
        }  # fmt: skip
        assert set(rules.roles_at(parent)) == fitting, parent
