"""A year in figures: of a member with the tasks behind them, of units in counts without persons."""

from datetime import timedelta
from uuid import UUID

from tests.house import House, Person
from tests.tasks.desk import assign, assignment_of, step, today


async def worked_through(house: House) -> tuple[UUID, Person, Person]:
    """A cell of its own where one member has done a task in time and beyond, another late, and a third
    was cancelled."""
    cell = house.found("cell", "ward-a", "Chi bộ một năm")
    secretary, member = house.newcomer(cell, ("secretary", cell)), house.newcomer(cell)
    for outcome in ("beyond", "late", "cancelled", "open"):
        answer = await assign(
            house, secretary, cell, member.id, due_on=today(house) + timedelta(days=1)
        )
        assignment = assignment_of(house, answer.body["task_id"], member.id)
        if outcome == "cancelled":
            await step(house, secretary, assignment, "cancel", words="Giao nhầm")
        elif outcome != "open":
            await step(house, member, assignment, "hand_in")
            if outcome == "late":
                house.run(
                    "update handbook.task_assignments set due_on = handed_in_on - 1 where id = %s",
                    assignment,
                )
            await step(house, secretary, assignment, "approve", beyond=outcome == "beyond")
    return cell, secretary, member


async def test_given_done_on_time_beyond(house: House) -> None:
    cell, secretary, member = await worked_through(house)
    year = (today(house) + timedelta(days=1)).year
    wanted = {"given": 3, "done": 2, "on_time": 1, "beyond": 1}
    for who, whose in ((member, None), (secretary, member.id)):
        answer = await house.call(who, "task_year", year=year, member_id=whose)
        assert {k: answer.body[k] for k in wanted} == wanted
        assert len(answer.body["lines"]) == 3
    for who in ("member", "sibling", "secretary", "office_a", "city_staff", "admin"):
        refused = await house.call(who, "task_year", year=year, member_id=member.id)
        assert refused.outcome == "member.not_found", who
    for who in (secretary, "office_a", "city_staff"):
        figures = (await house.call(who, "task_figures", unit_id=cell, year=year)).body
        assert {k: figures[k] for k in wanted} == wanted
    assert (
        await house.call("secretary", "task_figures", unit_id=cell, year=year)
    ).outcome == "unit.not_found"
    ward = (
        await house.call("office_a", "task_figures", unit_id=house.unit("ward-a"), year=year)
    ).body
    below = {child["unit_id"]: child for child in ward["children"]}
    assert {k: below[str(cell)][k] for k in wanted} == wanted
    assert "full_name" not in str(ward)
