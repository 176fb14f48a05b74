"""Several members into a cell group on the screens: chosen, reviewed, written once, undone."""

from __future__ import annotations

from uuid import UUID

from tests.browser.serving import Site
from tests.wire.kit import signed_in
from views import paths
from views.members import strings


def in_group(site: Site, group: UUID) -> int:
    return site.house.value("select count(*) from handbook.members where group_id = %s", group)


async def test_members_of_a_cell_are_put_into_a_group_and_back(site: Site) -> None:
    house = site.house
    cell = house.found("cell", "ward-a", "Chi bộ Xếp Tổ")
    group = house.found("cell_group", cell, "Tổ Đầu Ngõ")
    people = [house.newcomer(cell, account=False) for _ in range(3)]
    async with signed_in(site, "staff_a", paths.MEMBERS) as robot:
        await robot.until(strings.GROUPS)
        await robot.tap(strings.GROUPS)
        await robot.until(lambda: robot.button("Đảng ủy phường Mẫu A"))
        await robot.tap("Đảng ủy phường Mẫu A")
        await robot.until("Chi bộ Xếp Tổ")
        await robot.tap("Chi bộ Xếp Tổ")
        await robot.until(people[0].name)
        await robot.tap(strings.groups_review(0))
        await robot.until(strings.SLIPS_CHOOSE)
        assert robot.error_of(strings.GROUPS_DECISION) == strings.GROUPS_DECISION_SHORT
        choice = robot.all_of("RadioGroup")[0]
        await robot.props(choice["_i"], value=str(group))
        await robot.event(choice["_i"], "change", str(group))
        await robot.type(strings.GROUPS_DECISION, "NQ 05-NQ/CB")
        await robot.tap(strings.GROUPS_FREE)
        await robot.until(strings.groups_review(3))
        await robot.tap(strings.groups_review(3))
        await robot.until(strings.groups_line(people[0].name, None))
        assert robot.sees("Tổ Đầu Ngõ")
        assert in_group(site, group) == 0, "nothing before the review is confirmed"
        await robot.tap(strings.GROUPS_SAVE)
        await robot.until(strings.groups_done(3))
        assert in_group(site, group) == 3
        await robot.settle()
        await robot.tap(strings.GROUPS_UNDO)
        await robot.until(strings.GROUPS_UNDONE)
    assert in_group(site, group) == 0


async def test_a_cell_without_groups_says_so_and_others_are_kept_out(site: Site) -> None:
    async with signed_in(site, "staff_a", paths.MEMBERS_GROUPS) as robot:
        await robot.until(lambda: robot.button("Đảng ủy phường Mẫu A"))
        await robot.tap("Đảng ủy phường Mẫu A")
        await robot.until("Chi bộ A2")
        await robot.tap("Chi bộ A2")
        await robot.until(strings.GROUPS_NONE)
    for who in ("secretary", "sibling", "admin"):
        async with signed_in(site, who, paths.MEMBERS_GROUPS) as robot:
            await robot.until(strings.GROUPS_NOT_YOURS)
