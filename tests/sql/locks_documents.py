"""The second lock of documents: attempts for tests/sql/test_locks.py."""

from __future__ import annotations

from uuid import UUID

from tests.permissions.world import World
from tests.sql.asking import Asking, unlock
from tests.sql.locks_records import Attempt


def only_what_may_be_opened(asking: Asking, world: World, function: str) -> None:
    """Without the lock nobody finds a document that is not for that person to read."""
    query = "select jsonb_path_query(api.document_choices(%s), '$.replaceable[*].post_id') ->> 0"
    units = ("city", "ward-a", "cell-a1", "cell-b1")
    before = {unit: asking.each(query, asking.database.unit(unit)) for unit in units}
    assert len(before["ward-a"]["office_a"]) > 1
    unlock(asking.connection, function)
    for unit in units:
        for who, after in asking.each(query, asking.database.unit(unit)).items():
            if isinstance(after, str):  # a unit in which one has no part is not even seen
                assert after.endswith("unit.not_found"), (unit, who)
                continue
            for found in {UUID(post) for post in after}:
                opened = asking.rows(who, "select api.post_open(%s)", found)
                assert isinstance(opened, list), (unit, who)


DOCUMENTS: dict[str, tuple[Attempt, ...]] = {
    "document_choices": (only_what_may_be_opened,),
}
WITHOUT_LOCK = {"directive_report": "the lock is in handbook.tracking_unit"}
