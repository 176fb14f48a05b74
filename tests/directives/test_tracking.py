"""Who has acknowledged: by name in a cell, by count above, and never more than the caller's scope."""

from uuid import UUID, uuid4

import pytest

from services.directives.models import Tracking
from services.errors import NotFound
from tests.directives.test_acknowledge import acknowledge, directive
from tests.house import House, Person
from tests.posts.conftest import Ward, found_ward
from tests.posts.test_save import a_post


@pytest.fixture
def ward(house: House) -> Ward:
    """A new one for each test: these are about numbers."""
    return found_ward(house, "Đảng ủy phường thử theo dõi")


async def track(house: House, who: Person | str, post: UUID, unit: UUID | None = None) -> Tracking:
    return await (await house.as_(who)).directives.tracking(post, unit)


def figures(tracking: Tracking) -> tuple[int, int]:
    return tracking.acknowledged, tracking.expected


async def test_a_cell_by_name_in_the_order_of_given_names(house: House, ward: Ward) -> None:
    for name in ("Trần Thị Ánh", "Vũ Văn Zung", "Lê Đình Đạt", "Ngô Bảo Ân"):
        house.newcomer(ward.cell, name=name)
    post = await directive(house, ward)
    tracking = await track(house, ward.secretary, post)
    names = [person.full_name for person in tracking.people]
    assert names.index("Trần Thị Ánh") < names.index("Ngô Bảo Ân") < names.index("Lê Đình Đạt")
    assert (tracking.unit.kind, tracking.children) == ("cell", [])
    assert figures(tracking) == (0, len(names))


async def test_the_exempt_are_named_but_neither_expected_nor_counted(
    house: House, ward: Ward
) -> None:
    exempt = house.newcomer(ward.cell, exempt=True)
    post = await directive(house, ward)
    assert figures(await track(house, ward.secretary, post)) == (0, 2)
    await acknowledge(house, exempt, post)
    await acknowledge(house, ward.member, post)
    tracking = await track(house, ward.secretary, post)
    assert figures(tracking) == (1, 2)
    line = next(p for p in tracking.people if p.member_id == exempt.id)
    assert line.exempt and line.acknowledged_at is not None
    assert figures(await track(house, ward.office, post, ward.cell)) == (1, 2)


async def test_a_ward_by_count_of_its_cells(house: House, ward: Ward) -> None:
    office = await house.as_(ward.office)
    post = await office.posts.save(a_post(ward.unit, category="directive", acknowledge=True))
    for person in (ward.member, ward.secretary, ward.office):
        await acknowledge(house, person, post)
    tracking = await track(house, ward.office, post)
    assert (tracking.unit.unit_id, tracking.people) == (ward.unit, [])
    assert sorted((c.acknowledged, c.expected) for c in tracking.children) == [(1, 1), (2, 2)]
    assert figures(tracking) == (3, 3)
    house.newcomer(ward.cell)
    assert figures(await track(house, ward.office, post)) == (3, 4), "who joins is expected too"


async def test_a_secretary_sees_the_own_cell_of_a_directive_from_above(
    house: House, ward: Ward
) -> None:
    office = await house.as_(ward.office)
    post = await office.posts.save(a_post(ward.unit, category="notice", acknowledge=True))
    tracking = await track(house, ward.secretary, post)
    assert tracking.unit.unit_id == ward.cell
    assert {p.member_id for p in tracking.people} == {ward.secretary.id, ward.member.id}


async def test_who_moves_leaves_or_becomes_exempt_takes_the_count_along(
    house: House, ward: Ward
) -> None:
    other = house.found("cell", ward.unit)
    office = await house.as_(ward.office)
    post = await office.posts.save(a_post(ward.unit, category="directive", acknowledge=True))
    await acknowledge(house, ward.member, post)
    steps = {
        "unit_id = %s": (other, (0, 1), (1, 1)),
        "activity_exempt = %s": (True, (0, 1), (0, 0)),
        "life_state = %s": ("left", (0, 1), (0, 0)),
    }
    for change, (value, in_old, in_new) in steps.items():
        house.run(f"update handbook.members set {change} where id = %s", value, ward.member.id)
        children = {
            c.unit_id: (c.acknowledged, c.expected)
            for c in (await track(house, ward.office, post)).children
        }
        assert (children[ward.cell], children[other]) == (in_old, in_new), change
    house.run(
        "update handbook.members set life_state = 'active', activity_exempt = false where id = %s",
        ward.member.id,
    )
    assert figures(await track(house, ward.office, post, other)) == (1, 1)


async def test_one_for_leaders_expects_leaders_alone(house: House, ward: Ward) -> None:
    leader = house.newcomer(ward.cell, ("secretary", ward.unit), name="Hà Đảng Ủy")
    old = house.newcomer(ward.cell, ("deputy_secretary", ward.cell), exempt=True)
    office = await house.as_(ward.office)
    post = await office.posts.save(
        a_post(ward.unit, category="directive", acknowledge=True, leaders_only=True)
    )
    tracking = await track(house, ward.office, post)
    assert figures(tracking) == (0, 2), "the cell's secretary and the ward's"
    assert [p.member_id for p in tracking.people] == [leader.id], "the ward's own, by name"
    await acknowledge(house, ward.secretary, post)
    await acknowledge(house, leader, post)
    await acknowledge(house, old, post)
    assert figures(await track(house, ward.office, post)) == (2, 2)
    in_cell = await track(house, ward.office, post, ward.cell)
    assert {p.member_id for p in in_cell.people} == {ward.secretary.id, old.id}
    assert figures(in_cell) == (1, 1)


async def test_without_acknowledgement_nobody_is_named_or_expected(
    house: House, ward: Ward
) -> None:
    """There is no list of who did not read."""
    post = await directive(house, ward, acknowledge=False)
    for who in (ward.secretary, ward.office):
        tracking = await track(house, who, post)
        assert (tracking.people, tracking.children, figures(tracking)) == ([], [], (0, 0))
    office = await house.as_(ward.office)
    wide = await office.posts.save(a_post(ward.unit, category="directive"))
    tracking = await track(house, ward.office, wide)
    assert (tracking.people, figures(tracking)) == ([], (0, 0))


async def test_drafts_and_foreign_units_are_not_tracked(house: House, ward: Ward) -> None:
    draft = await directive(house, ward, publish=False)
    with pytest.raises(NotFound, match=r"directive\.not_found"):
        await track(house, ward.secretary, draft)
    post = await directive(house, ward)
    for who, unit in (
        (ward.member, None),
        ("secretary", None),
        ("office_a", None),
        (ward.secretary, ward.unit),
        (ward.office, house.unit("cell-a1")),
        (ward.office, uuid4()),
    ):
        with pytest.raises(NotFound, match=r"directive\.not_found"):
            await track(house, who, post, unit)
