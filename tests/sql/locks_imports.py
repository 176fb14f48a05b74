"""The second lock of imports: attempts for tests/sql/test_locks.py."""

from __future__ import annotations

from tests.permissions.table_imports import import_of
from tests.permissions.world import World
from tests.sql.asking import Asking, unlock
from tests.sql.locks_records import OFFICES, Arguments, Attempt, keyed, same, units

OWNER = {"staff_a"}


def lists(state: str) -> Arguments:
    """A list of staff A and one of the city's staff, in a state."""

    def make(world: World) -> list[tuple[object, ...]]:
        return [(import_of(world.database, state, who),) for who in ("staff_a", "city_staff")]

    return make


def of_owners(query: str, state: str) -> tuple[Attempt, ...]:
    """Each owner learns of the own list, nobody of another's."""
    return (same(query, lists(state), OFFICES),)


def units_seen_anyway(asking: Asking, world: World, function: str) -> None:
    """Names of units are no secret to whoever reads members there: without the lock no more than that."""
    query = "select r ->> 'name' from api.import_places() r"
    before = asking.each(query)
    unlock(asking.connection, function)
    known = asking.each("select name from handbook.units")
    for who, found in asking.each(query).items():
        assert set(before[who]) <= set(found) <= set(known[who]), who
    assert {who for who, found in before.items() if found} == OFFICES


IMPORTS: dict[str, tuple[Attempt, ...]] = {
    "import_places": (units_seen_anyway,),
    "import_start": (
        same(
            "select api.import_start(%s, %s, 'add', 'a.xlsx', '[\"a\"]', 'x', '[null]') is not null",
            keyed(units),
            OFFICES,
        ),
    ),
    "import_stage": of_owners(
        'select api.import_stage(%s, \'[{"n": 9, "raw": ["z"]}]\')', "staging"
    ),
    "import_map": of_owners("select api.import_map(%s, '[\"full_name\"]') is not null", "staging"),
    "import_rows": of_owners("select row_no from api.import_rows(%s)", "checked"),
    "import_check": of_owners(
        'select api.import_check(%s, \'[{"n": 2, "fields": {}, "cell_id": null, "faults": []}]\')',
        "checking",
    ),
    "import_checked": of_owners("select api.import_checked(%s) is not null", "checking"),
    "import_open": of_owners("select api.import_open(%s) ->> 'file_name'", "checked"),
    "import_lines": of_owners(
        "select r ->> 'row_no' from api.import_lines(%s, 'missing') r", "checked"
    ),
    "import_decide": of_owners("select api.import_decide(%s, 2, 'later') is not null", "checked"),
    "import_apply": of_owners("select api.import_apply(%s) ->> 'done'", "checked"),
    "import_undo": of_owners("select api.import_undo(%s) ->> 'done'", "applied"),
    "import_drop": of_owners("select api.import_drop(%s) is not null", "checked"),
    "my_imports": of_owners(
        "select r ->> 'file_name' from api.my_imports() r where %s::uuid is not null", "checked"
    ),
}
