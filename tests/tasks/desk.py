"""Giving tasks and answering them, as the tests of this room do it."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from tests.house import Answer, House, Person

Whom = str | Person


def today(house: House) -> date:
    """The day it is for people."""
    day: date = house.value("select handbook.today()")
    return day


async def assign(
    house: House, who: Whom, unit: str | UUID, *members: UUID, **more: object
) -> Answer:
    """A task for some members of a unit, due in a week unless said otherwise."""
    arguments: dict[str, object] = {
        "key": uuid4(),
        "unit_id": unit if isinstance(unit, UUID) else house.unit(unit),
        "title": "Vận động phân loại rác",
        "due_on": today(house) + timedelta(days=7),
        "members": [str(member) for member in members],
    }
    return await house.call(who, "task_assign", **(arguments | more))


def assignment_of(house: House, task: object, member: UUID) -> UUID:
    """The part of one member in a task."""
    found: UUID = house.value(
        "select id from handbook.task_assignments where task_id = %s and member_id = %s",
        task,
        member,
    )
    return found


async def given(house: House, person: Person, who: Whom = "secretary", **more: object) -> UUID:
    """A task of cell A1 for one person; returns the assignment."""
    answer = await assign(house, who, "cell-a1", person.id, **more)
    assert answer.status == 200, answer
    return assignment_of(house, answer.body["task_id"], person.id)


async def step(house: House, who: Whom, assignment: UUID, name: str, **more: object) -> Answer:
    """A step in the version that is there now."""
    version = house.value("select version from handbook.task_assignments where id = %s", assignment)
    arguments: dict[str, Any] = {
        "key": uuid4(),
        "assignment_id": assignment,
        "step": name,
        "version": version,
    }
    return await house.call(who, "task_step", **(arguments | more))


def state(house: House, assignment: UUID) -> str:
    """Where it stands."""
    return str(
        house.value("select state::text from handbook.task_assignments where id = %s", assignment)
    )
