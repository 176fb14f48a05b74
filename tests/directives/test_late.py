"""Late: after the last day, never the exempt, never without a deadline; counts follow a member who moves."""

from uuid import UUID, uuid4

import pytest

from services.directives.models import Tracking
from tests.directives.test_acknowledge import acknowledge
from tests.directives.test_home import due
from tests.directives.test_remind import remind, reminded
from tests.directives.test_tracking import track
from tests.house import House
from tests.posts.conftest import Ward, found_ward
from tests.posts.test_save import a_post


@pytest.fixture
def ward(house: House) -> Ward:
    """A new one for each test: these are about numbers."""
    return found_ward(house, "Đảng ủy phường thử quá hạn")


async def ward_directive(house: House, ward: Ward) -> UUID:
    office = await house.as_(ward.office)
    return await office.posts.save(
        a_post(ward.unit, category="directive", acknowledge=True, title="Báo cáo quý")
    )


def figures(seen: Tracking) -> tuple[int, int, int]:
    """In time, late, not yet."""
    return seen.acknowledged - seen.late, seen.late, seen.expected - seen.acknowledged


async def test_three_figures_that_add_up_from_the_ward_down_to_names(
    house: House, ward: Ward
) -> None:
    exempt = house.newcomer(ward.cell, exempt=True)
    prompt = house.newcomer(ward.cell)
    post = await ward_directive(house, ward)
    await acknowledge(house, prompt, post)
    assert figures(await track(house, ward.office, post)) == (1, 0, 3)
    due(house, post, -2)
    house.run(
        "update handbook.acknowledgements set acknowledged_at = now() - interval '5 days'"
        " where post_id = %s",
        post,
    )
    house.run("update handbook.directives set acknowledge_by = null where post_id = %s", post)
    due(house, post, -2)  # counts anew
    await acknowledge(house, ward.member, post)
    await acknowledge(house, exempt, post)
    seen = await track(house, ward.office, post)
    assert (figures(seen), seen.overdue) == ((1, 1, 2), True)
    by_child = {c.unit_id: (c.expected, c.acknowledged, c.late) for c in seen.children}
    assert by_child[ward.cell] == (3, 2, 1)
    for who, unit in ((ward.office, ward.cell), (ward.secretary, None)):
        cell = await track(house, who, post, unit)
        assert figures(cell) == (1, 1, 1)
        assert {p.member_id for p in cell.people if p.late} == {
            ward.member.id, ward.secretary.id,
        }, "who was too late, and who still has not; not the exempt"  # fmt: skip


async def test_late_goes_along_with_whoever_moves_or_becomes_exempt(
    house: House, ward: Ward
) -> None:
    other = house.found("cell", ward.unit)
    post = await ward_directive(house, ward)
    due(house, post, -1)
    await acknowledge(house, ward.member, post)
    house.run("update handbook.members set unit_id = %s where id = %s", other, ward.member.id)
    late = {c.unit_id: c.late for c in (await track(house, ward.office, post)).children}
    assert (late[ward.cell], late[other]) == (0, 1)
    house.run("update handbook.members set activity_exempt = true where id = %s", ward.member.id)
    assert (await track(house, ward.office, post)).late == 0
    house.run("update handbook.members set activity_exempt = false where id = %s", ward.member.id)
    assert (await track(house, ward.office, post)).late == 1


async def test_a_later_or_no_deadline_forgives(house: House, ward: Ward) -> None:
    post = await ward_directive(house, ward)
    due(house, post, -1)
    await acknowledge(house, ward.member, post)
    assert (await track(house, ward.office, post)).late == 1
    due(house, post, 3)
    seen = await track(house, ward.office, post)
    assert (seen.late, seen.overdue) == (0, False)
    house.run("update handbook.directives set acknowledge_by = null where post_id = %s", post)
    seen = await track(house, ward.office, post, ward.cell)
    assert (seen.late, seen.overdue, any(p.late for p in seen.people)) == (0, False, False)


async def test_of_leaders_too(house: House, ward: Ward) -> None:
    office = await house.as_(ward.office)
    post = await office.posts.save(
        a_post(ward.unit, category="directive", acknowledge=True, leaders_only=True)
    )
    deputy = house.newcomer(ward.cell, ("deputy_secretary", ward.cell))
    due(house, post, -1)
    await acknowledge(house, ward.secretary, post)
    seen = await track(house, ward.office, post)
    assert figures(seen) == (0, 1, 1)
    cell = await track(house, ward.office, post, ward.cell)
    assert {p.member_id for p in cell.people if p.late} == {ward.secretary.id, deputy.id}


async def test_reminding_the_late_waits_for_the_deadline(house: House, ward: Ward) -> None:
    post = await ward_directive(house, ward)
    office = (await house.as_(ward.office)).directives
    due(house, post, 0)
    assert await office.remind(uuid4(), post, late_only=True) == 0, "today is still in time"
    due(house, post, -1)
    await acknowledge(house, ward.member, post)
    assert await office.remind(uuid4(), post, late_only=True) == 1, "not oneself, not who has"
    assert reminded(house, post) == {ward.secretary.id}
    assert await remind(house, ward.office, post) == 0, "within the pause"


async def test_a_report_says_who_made_it_and_the_log_that_it_was_made(
    house: House, ward: Ward
) -> None:
    post = await ward_directive(house, ward)
    report = await (await house.as_(ward.office)).directives.report(post, ward.cell)
    assert (report.made_by, report.unit.unit_id) == (ward.office.name, ward.cell)
    assert report.unit_names[-2:] == ["Đảng ủy phường thử quá hạn", report.unit.name]
    assert len(report.people) == report.expected == 2
    logged = house.value(
        "select count(*) from handbook.audit_entries where action = 'directives.report'"
        " and subject_id = %s and actor_id = %s",
        str(post), ward.office.id,
    )  # fmt: skip
    assert logged == 1
