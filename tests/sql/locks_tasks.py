"""The second lock of tasks: attempts for tests/sql/test_locks.py."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from services.days import today
from tests.permissions.table_tasks import assignment_of_a1, post_of_a_task, proxy_entry
from tests.permissions.world import World
from tests.sql.asking import Asking, unlock
from tests.sql.locks_records import Attempt, people, same, units


def own_tasks(asking: Asking, world: World, function: str) -> None:
    """Without the lock a member sees no more, and whoever assigns what the own unit gave."""
    assignment_of_a1(world.database)
    query = f"select r ->> 'assignment_id' from {function}(page_size => 200) r"
    before = asking.each(query)
    unlock(asking.connection, function)
    for who, found in asking.each(query).items():
        for one in set(found) - set(before[who]):
            assert asking.rows(who, "select api.task_open(%s) is not null", one) == [True], who
    assert before["member"] != []
    assert asking.rows("sibling", query) == asking.rows("admin", query) == []


def mentors_tasks(asking: Asking, world: World, function: str) -> None:
    """Whoever helps a member sees those tasks, and without the lock nobody sees more."""
    database = world.database
    assignment_of_a1(database)
    tie = (database.id("member"), database.id("exempt"))
    database.run(
        "insert into handbook.mentors (member_id, mentor_id, since) values (%s, %s, handbook.today())",
        *tie,
    )
    try:
        same(
            f"select r ->> 'title' from jsonb_array_elements({function}() -> 'entrusted') r",
            lambda world: [()],
            {"exempt"},
        )(asking, world, function)
    finally:
        database.run("delete from handbook.mentors where member_id = %s and mentor_id = %s", *tie)


def task_of(assignment: object, world: World) -> object:
    """The task behind an assignment."""
    return world.database.value(
        "select task_id from handbook.task_assignments where id = %s", assignment
    )


WITHOUT_LOCK = {"cells_named": "a definer helper bound to the caller's own rights"}
TASKS: dict[str, tuple[Attempt, ...]] = {
    "my_tasks": (own_tasks,),
    "task_open": (
        same(
            "select api.task_open(%s) is not null",
            lambda world: [(assignment_of_a1(world.database),)],
            {"member", "secretary"},
        ),
    ),
    "task_step": (
        same(
            "select api.task_step(%s, %s, 'accept', 1) is not null",
            lambda world: [(uuid4(), assignment_of_a1(world.database))],
            {"member", "secretary"},
        ),
    ),
    "task_revoke": (
        same(
            "select api.task_revoke(%s, %s) is not null",
            lambda world: [(uuid4(), proxy_entry(world.database))],
            {"member"},
        ),
    ),
    "task_assign": (
        same(
            "select api.task_assign(%s, %s, 'Việc thử', %s, array[%s]::uuid[]) is not null",
            lambda world: [
                (
                    uuid4(),
                    world.database.unit("cell-a1"),
                    today() + timedelta(days=7),
                    world.people["idle"].id,
                )
            ],
            {"secretary"},
        ),
    ),
    "task_correct": (
        same(
            "select api.task_correct(%s, %s, 1, 'Việc đã sửa') is not null",
            lambda world: [(uuid4(), task_of(assignment_of_a1(world.database), world))],
            {"secretary"},
        ),
    ),
    "task_add": (
        same(
            "select api.task_add(%s, %s, array[%s]::uuid[]) is not null",
            lambda world: [
                (
                    uuid4(),
                    task_of(assignment_of_a1(world.database), world),
                    world.database.newcomer("cell-a1", account=False).id,
                )
            ],
            {"secretary"},
        ),
    ),
    "tasks_home": (mentors_tasks,),
    "tasks_report": (
        same(
            "select nullif(api.tasks_report(%s, handbook.today(), handbook.today() + 30) ->> 'given', '0')",
            lambda world: [
                (world.database.unit("cell-a1"),) for _ in [assignment_of_a1(world.database)]
            ],
            {"secretary"},
        ),
    ),
    "member_ties": (
        same("select api.member_ties(%s) ->> 'full_name'", people, {"secretary", "secretary_b"}),
    ),
    "mentor_set": (
        same(
            "select api.mentor_set(%s, %s, %s) is not null",
            lambda world: [
                (
                    uuid4(),
                    world.database.newcomer("cell-a1", account=False).id,
                    world.database.newcomer("cell-a1", account=False).id,
                )
            ],
            {"secretary"},
        ),
    ),
    "tasks_given": (
        same(
            "select r ->> 'title' from api.tasks_given(%s) r",
            lambda world: [
                (world.database.unit("cell-a1"),) for _ in [assignment_of_a1(world.database)]
            ],
            {"secretary"},
        ),
    ),
    "post_tasks": (
        same(
            "select r ->> 'assignment_id' from api.post_tasks(%s) r",
            lambda world: [(post_of_a_task(world),)],
            {"member", "secretary"},
        ),
    ),
    "task_load": (
        same(
            "select r ->> 'full_name' from api.task_load(%s) r", units, {"secretary", "secretary_b"}
        ),
    ),
    "task_year": (
        same(
            "select nullif(api.task_year(2026, %s) ->> 'given', '0')",
            lambda world: [
                (world.database.id("member"),) for _ in [assignment_of_a1(world.database)]
            ],
            {"member", "secretary"},
        ),
    ),
    "task_figures": (
        same(
            "select nullif(api.task_figures(%s, 2026) ->> 'given', '0')",
            lambda world: [
                (world.database.unit("cell-a1"),) for _ in [assignment_of_a1(world.database)]
            ],
            {"secretary", "office_a", "staff_a", "city_staff"},
        ),
    ),
    "residence_set": (
        same(
            "select api.residence_set(%s, %s, %s) is not null",
            lambda world: [
                (
                    uuid4(),
                    person,
                    world.database.value(
                        "select code from handbook.units where id = %s",
                        world.database.unit("cell-a2"),
                    ),
                )
                for (person,) in people(world)
            ],
            {"secretary", "secretary_b"},
        ),
    ),
}
