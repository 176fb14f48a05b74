"""Tasks in the permission table: the same form as tests/permissions/table.py."""

# ruff: noqa: E501 - a table is read line by line

from datetime import timedelta
from uuid import UUID, uuid4

from services.days import today
from tests.database import Database
from tests.permissions.lines import Arguments, Case, Make
from tests.permissions.world import World

NO_TASK = "task.not_found"
NO_UNIT = "unit.not_found"
NO_MEMBER_THERE = "member.not_found"
ABOVE_A = "office_a staff_a city_staff"


def assignment_of_a1(database: Database, state: str = "assigned") -> UUID:
    """A task of cell A1 for the member there, a new one each time."""
    task: UUID = database.value(
        "insert into handbook.tasks (unit_id, unit_path, title, due_on, series_id)"
        " values (%s, '', 'Việc thử', handbook.today() + 7, gen_random_uuid()) returning id",
        database.unit("cell-a1"),
    )
    assignment: UUID = database.value(
        "insert into handbook.task_assignments (task_id, member_id, unit_id, unit_path, state, due_on, year)"
        " values (%s, %s, %s, '', %s::handbook.task_state, handbook.today() + 7, 2026) returning id",
        task, database.id("member"), database.unit("cell-a1"), state,
    )  # fmt: skip
    return assignment


def proxy_entry(database: Database) -> int:
    """What the secretary entered for the member, a new one each time."""
    assignment = assignment_of_a1(database, "accepted")
    event: int = database.value(
        "insert into handbook.task_events (assignment_id, member_id, step, state_before, state_after, actor_id, proxy)"
        " values (%s, %s, 'accept', 'assigned', 'accepted', %s, true) returning id",
        assignment, database.id("member"), database.id("secretary"),
    )  # fmt: skip
    return event


def about_a1(**more: object) -> Make:
    """About a new task of the member."""
    return lambda world, who: {"assignment_id": assignment_of_a1(world.database), **more}


def step_of_a1(step: str, **more: object) -> Make:
    """A step in it."""

    def make(world: World, who: str) -> Arguments:
        return {
            "key": uuid4(),
            "assignment_id": assignment_of_a1(world.database),
            "step": step,
            "version": 1,
            **more,
        }

    return make


def give(unit: str) -> Make:
    """A task of a unit for somebody there."""

    def make(world: World, who: str) -> Arguments:
        return {
            "key": uuid4(), "unit_id": world.database.unit(unit), "title": "Việc thử",
            "due_on": today() + timedelta(days=7), "members": [world.database.newcomer(unit, account=False).id],
        }  # fmt: skip

    return make


def unit(name: str, **more: object) -> Make:
    """About one unit."""
    return lambda world, who: {"unit_id": world.database.unit(name), **more}


def year_of(person: str) -> Make:
    """A year of one of the cast."""
    return lambda world, who: {"year": 2026, "member_id": world.database.id(person)}


def post_of_a_task(world: World) -> UUID:
    """A directive of ward A from which a new task of the member in A1 comes."""
    post_id = world.posts["directive_a"]
    world.database.run(
        "update handbook.tasks set post_id = %s"
        " where id = (select task_id from handbook.task_assignments where id = %s)",
        post_id, assignment_of_a1(world.database),
    )  # fmt: skip
    return post_id


def residence(world: World, who: str) -> Arguments:
    """A newcomer of A1 is introduced to B1."""
    code = world.database.value(
        "select code from handbook.units where id = %s", world.database.unit("cell-b1")
    )
    return {
        "key": uuid4(),
        "member_id": world.database.newcomer("cell-a1", account=False).id,
        "unit_code": code,
    }


def tie(world: World, who: str) -> Arguments:
    """A newcomer of A1 is to help another."""
    pupil, mentor = (world.database.newcomer("cell-a1", account=False) for _ in range(2))
    return {"key": uuid4(), "member_id": pupil.id, "mentor_id": mentor.id}


def correction(world: World, who: str) -> Arguments:
    """Another text for a new task of A1."""
    task = world.database.value(
        "select task_id from handbook.task_assignments where id = %s",
        assignment_of_a1(world.database),
    )
    return {"key": uuid4(), "task_id": task, "version": 1, "title": "Việc đã sửa"}


def more_people(world: World, who: str) -> Arguments:
    """Somebody more of A1 for a new task there."""
    task = world.database.value(
        "select task_id from handbook.task_assignments where id = %s",
        assignment_of_a1(world.database),
    )
    more = world.database.newcomer("cell-a1", account=False).id
    return {"key": uuid4(), "task_id": task, "members": [more]}


def month(name: str) -> Make:
    """A month of one unit."""
    return unit(name, from_on="2026-11-01", until_on="2026-11-30")


TABLE = (
    Case("task_correct", "a task of A1", correction, {"ok": "secretary"}, NO_TASK),
    Case("task_add", "to a task of A1", more_people, {"ok": "secretary"}, NO_TASK),
    Case("tasks_home", "own", lambda world, who: {}, {"ok": "member secretary probationary exempt"}, "ok", "ok"),
    Case("tasks_report", "of cell A1", month("cell-a1"), {"ok": "secretary"}, NO_UNIT),
    Case("tasks_report", "of cell B1", month("cell-b1"), {"ok": "secretary_b"}, NO_UNIT),
    Case("member_ties", "of the member in A1", lambda world, who: {"member_id": world.database.id("member")}, {"ok": "secretary"}, NO_MEMBER_THERE),
    Case("cells_named", "anywhere", lambda world, who: {"words": "chi bộ"}, {"ok": "secretary secretary_b"}, "empty", "empty"),
    Case("mentor_set", "in A1", tie, {"ok": "secretary"}, NO_MEMBER_THERE),
    Case("task_assign", "in cell A1", give("cell-a1"), {"ok": "secretary"}, NO_UNIT),
    Case("task_assign", "in cell B1", give("cell-b1"), {"ok": "secretary_b"}, NO_UNIT),
    Case("my_tasks", "own", lambda world, who: {"closed": who == "nobody"}, {"ok": "member secretary probationary exempt"}, "empty", "empty"),
    Case("task_open", "of the member in A1", about_a1(), {"ok": "member secretary"}, NO_TASK),
    Case("task_step", "accepting, in A1", step_of_a1("accept"), {"ok": "member secretary"}, NO_TASK),
    Case("task_step", "calling off, in A1", step_of_a1("cancel", words="Thôi"),
         {"ok": "secretary", "task.not_yours": "member"}, NO_TASK),
    Case("task_revoke", "of the member in A1",
         lambda world, who: {"key": uuid4(), "event_id": proxy_entry(world.database)}, {"ok": "member"}, "task.event_not_found"),
    Case("tasks_given", "by cell A1", unit("cell-a1"), {"ok": "secretary"}, "empty", "empty"),
    Case("post_tasks", "of a directive that gave A1 one", lambda world, who: {"post_id": post_of_a_task(world)},
         {"ok": "member secretary"}, "empty", "empty"),
    Case("task_load", "in cell A1", unit("cell-a1"), {"ok": "secretary"}, "empty", "empty"),
    Case("task_load", "in cell B1", unit("cell-b1"), {"ok": "secretary_b"}, "empty", "empty"),
    Case("task_year", "of the member in A1", year_of("member"), {"ok": "member secretary"}, NO_MEMBER_THERE),
    Case("task_figures", "of ward A", unit("ward-a", year=2026), {"ok": ABOVE_A}, NO_UNIT),
    Case("task_figures", "of cell A1", unit("cell-a1", year=2026), {"ok": f"secretary {ABOVE_A}"}, NO_UNIT),
    Case("task_figures", "of cell B1", unit("cell-b1", year=2026), {"ok": "secretary_b city_staff"}, NO_UNIT),
    Case("residence_set", "of somebody in A1", residence, {"ok": "secretary"}, NO_MEMBER_THERE),
)  # fmt: skip
BY_ID = {
    "task_add",
    "task_correct",
    "tasks_report",
    "member_ties",
    "mentor_set",
    "task_assign",
    "task_open",
    "task_step",
    "tasks_given",
    "post_tasks",
    "task_load",
    "task_year",
    "task_figures",
    "residence_set",
}
