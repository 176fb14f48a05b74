"""The second lock of records, requests, units and the roster: attempts for tests/sql/test_locks.py."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from services.days import today
from tests.cast import CAST
from tests.permissions.table_records import proposal_in_ward_a, request_of_a1, role_of_a1
from tests.permissions.world import World
from tests.sql.asking import Asking, unlock

Attempt = Callable[[Asking, World, str], None]
Arguments = Callable[[World], list[tuple[object, ...]]]
TODAY = today()


def people(world: World) -> list[tuple[object, ...]]:
    """Everybody of the cast."""
    return [(world.database.id(who),) for who in CAST]


def photographed(world: World) -> list[tuple[object, ...]]:
    """Everybody of the cast, each with a photograph that is not shared."""
    for (member_id,) in people(world):
        world.database.run(
            "insert into handbook.photographs (member_id, object_name) values (%s, %s)"
            " on conflict do nothing",
            member_id, f"{member_id}/{uuid4()}.jpg",
        )  # fmt: skip
    return people(world)


def units(world: World) -> list[tuple[object, ...]]:
    """Units at every level, in both wards."""
    names = ("city", "ward-a", "ward-b", "cell-a1", "cell-a2", "cell-b1")
    return [(world.database.unit(name),) for name in names]


def keyed(arguments: Arguments) -> Arguments:
    """The same for a write: each with a key of its own."""
    return lambda world: [(uuid4(), *more) for more in arguments(world)]


def same(query: str, arguments: Arguments, entitled: set[str]) -> Attempt:
    """Everybody learns the same without the lock; exactly `entitled` learn anything."""

    def attempt(asking: Asking, world: World, function: str) -> None:
        given = arguments(world)
        before = [learned(asking.each(query, *values)) for values in given]
        unlock(asking.connection, function)
        after = [learned(asking.each(query, *values)) for values in given]
        assert after == before
        assert {who for line in after for who in line} == entitled

    return attempt


def learned(answers: dict[str, list[Any] | str]) -> dict[str, list[Any]]:
    """What came back by person; a refusal and nothing teach the same."""
    told = {
        who: [a for a in answer if a is not None]
        for who, answer in answers.items()
        if isinstance(answer, list)
    }
    return {who: answer for who, answer in told.items() if answer}


READERS = {"secretary", "secretary_b", "staff_a", "city_staff"}
OFFICES = {"staff_a", "city_staff"}
CONFIRMERS = {"office_a", *OFFICES}


def a_request(world: World) -> list[tuple[object, ...]]:
    """A request of cell A1, on a sensitive field as well."""
    plain = request_of_a1(world)
    person = world.database.newcomer("cell-a1", account=False)
    sensitive: UUID = world.database.value(
        "insert into handbook.change_requests (member_id, unit_path, field, class, proposed, reason)"
        " select id, unit_path, 'religion', 'sensitive', '\"Không\"', 'Ghi nhầm'"
        " from handbook.members where id = %s returning id",
        person.id,
    )
    return [(plain,), (sensitive,)]


def own_or_decided(asking: Asking, world: World, function: str) -> None:
    """Without the lock a list of requests shows what one may open, and nothing more."""
    a_request(world)
    query = f"select (r ->> 'request_id')::uuid from {function}(page_size => 200) r"
    before = asking.each(query)
    unlock(asking.connection, function)
    for who, found in asking.each(query).items():
        for request in set(found) - set(before[who]):
            assert asking.rows(who, "select api.request_open(%s) is not null", request) == [True], (
                who
            )
    foreign = asking.each("select r ->> 'member_id' from api.requests_waiting(page_size => 200) r")
    assert foreign["sibling"] == foreign["admin"] == foreign["auditor"] == []
    assert foreign["secretary"] != []


def own_entries(asking: Asking, world: World, function: str) -> None:
    """Without the lock nobody but the auditor sees entries about others."""
    row = asking.connection.execute(b"select max(id) from handbook.audit_entries").fetchone()
    assert row is not None
    asking.connection.execute(
        b"select handbook.audit('record.open', 'members', id::text, id, unit_path, null, null)"
        b" from handbook.members"
    )
    unlock(asking.connection, function)
    for who, found in asking.each(f"select entry_id from {function}(page_size => 200)").items():
        if who != "auditor":
            assert len([entry for entry in found if entry > row[0]]) == 1, who


def own_consents(asking: Asking, world: World, function: str) -> None:
    """Without the lock only readers of records see more lines than the topics."""
    database = asking.database
    for who in CAST:
        asking.connection.execute(
            b"insert into handbook.consents values (%s, 'birthday_greeting', true)"
            b" on conflict do nothing",
            (database.id(who),),
        )
    unlock(asking.connection, function)
    for who, found in asking.each(f"select topic from {function}()").items():
        assert who in READERS or len(found) == 3, who


def own_filters(asking: Asking, world: World, function: str) -> None:
    """Filters are under row security of their own."""
    for who in CAST:
        asking.connection.execute(
            b"insert into handbook.saved_filters values (%s, %s, '{}')",
            (asking.database.id(who), who),
        )
    unlock(asking.connection, function)
    for who, found in asking.each(f"select name from {function}()").items():
        assert found == [who]


def history_is_cut_by_class(asking: Asking, world: World, function: str) -> None:
    """Row security knows the class of each version."""
    database = asking.database
    for field, kind in (("degree", "open"), ("religion", "sensitive")):
        asking.connection.execute(
            b"insert into handbook.record_changes (member_id, unit_path, field, class, after, source)"
            b" select id, unit_path, %s, %s, '\"x\"', 'start' from handbook.members where id = %s",
            (field, kind, database.id("member")),
        )
    deputy = database.newcomer("cell-a1", ("deputy_secretary", database.unit("cell-a1")))
    query = f"select field_name from {function}(%s)"
    with database.acting(asking.connection, deputy.id) as acting:
        locked = {row[0] for row in acting.execute(query.encode(), (database.id("member"),))}
    before = asking.each(query, database.id("member"))
    unlock(asking.connection, function)
    assert asking.each(query, database.id("member")) == before
    with database.acting(asking.connection, deputy.id) as acting:
        assert {
            row[0] for row in acting.execute(query.encode(), (database.id("member"),))
        } == locked
    assert "religion" not in locked
    assert "religion" in before["secretary"]
    assert before["sibling"] == before["admin"] == []


def found_in(function_arguments: str) -> str:
    """A query that lists member ids."""
    return f"select r ->> 'member_id' from {function_arguments} r order by 1"


RECORDS: dict[str, tuple[Attempt, ...]] = {
    "record_open": (same("select api.record_open(%s) ->> 'member_id'", people, READERS),),
    "record_reveal": (
        same("select api.record_reveal(%s, 'card_number')", people, set(CAST) - {"probationary"}),
    ),
    "record_history": (history_is_cut_by_class,),
    "member_timeline": (same("select api.member_timeline(%s)", people, set(CAST)),),
    "my_record_views": (own_entries,),
    "my_consents": (own_consents,),
    "record_edit": (
        same(
            "select api.record_edit(%s, %s, '{\"degree\": \"x\"}', 'Thử xem')",
            keyed(people),
            OFFICES,
        ),
    ),
    "record_erase": (same("select api.record_erase(%s, %s, 'Thử xem')", keyed(people), set()),),
    "request_file": (
        same(
            "select api.request_file(%s, 'positions', '[\"x\"]', 'Thử xem', %s) is not null",
            keyed(people),
            set(CAST),
        ),
    ),
    "my_requests": (own_or_decided,),
    "requests_waiting": (own_or_decided,),
    "request_open": (
        same(
            "select api.request_open(%s) ->> 'field'",
            a_request,
            {"secretary", "staff_a", "city_staff"},
        ),
    ),
    "request_settle": (
        same(
            "select api.request_settle(%s, %s, 'accept')",
            keyed(a_request),
            {"secretary", "staff_a", "city_staff"},
        ),
    ),
    "units_outline": (same("select r ->> 'name' from api.units_outline(%s) r", units, READERS),),
    "unit_open": (same("select api.unit_open(%s) ->> 'name'", units, READERS),),
    "unit_change": (
        same(
            "select api.unit_change(%s, 'founded', %s, handbook.today(), 'QĐ 01', 'Tổ thử', kind =>"
            " 'cell_group') is not null",
            keyed(units),
            OFFICES,
        ),
    ),
    "role_give": (
        same(
            "select api.role_give(%s, %s, %s, 'cell_clerk', handbook.today(), 'QĐ 01') is not null",
            lambda world: [
                (uuid4(), world.people["idle"].id, world.database.unit("cell-a1")),
                (uuid4(), world.database.id("secretary_b"), world.database.unit("cell-b1")),
            ],
            OFFICES,
        ),
    ),
    "role_end": (
        same(
            "select api.role_end(%s, %s, handbook.today(), 'QĐ 01') is not null",
            lambda world: [(uuid4(), role_of_a1(world, "")["role_id"])],
            OFFICES,
        ),
    ),
    "role_proposals": (
        same(
            "select r ->> 'full_name' from api.role_proposals() r",
            lambda world: [()] if proposal_in_ward_a(world, "") else [],
            CONFIRMERS,
        ),
    ),
    "role_settle": (
        same(
            "select api.role_settle(%s, %s, true) is not null",
            lambda world: [(uuid4(), proposal_in_ward_a(world, "")["proposal_id"])],
            CONFIRMERS,
        ),
    ),
    "my_filters": (own_filters,),
    "member_add": (
        same(
            'select api.member_add(%s, %s, \'{"full_name": "Người Mới", "status": "official"}\','
            " 'Thử xem') is not null",
            keyed(units),
            OFFICES,
        ),
    ),
    "member_move": (
        same(
            "select api.member_move(%s, %s, %s, handbook.today(), 'QĐ 01') is not null",
            lambda world: [
                (uuid4(), world.people["idle"].id, world.database.unit("cell-a2")),
                (uuid4(), world.people["idle"].id, world.database.unit("cell-b1")),
            ],
            OFFICES,
        ),
    ),
    "photographs": (same("select api.photographs(array[%s]::uuid[])", photographed, set(CAST)),),
    "photograph_set": (
        same("select api.photograph_set(%s, %s) is not null", keyed(people), set(CAST)),
    ),
    "members_regroup": (
        same(
            "select api.members_regroup(%s, %s, array[%s]::uuid[], handbook.today(), 'QĐ 01') is not null",
            lambda world: [
                (uuid4(), world.database.unit("cell-a1"), world.people["idle"].id),
                (uuid4(), world.database.unit("cell-b1"), world.database.id("secretary_b")),
            ],
            OFFICES,
        ),
    ),
}

IN_HELPERS: dict[str, Attempt] = {
    "handbook.list_page": same(found_in("api.member_list(%s, page_size => 500)"), units, READERS),
    "handbook.list_page for exports": same(
        found_in("api.member_export('Thử xem', %s)"), units, READERS
    ),
}
"""Locks that stand in a helper of several functions."""

WITHOUT_LOCK = {
    "my_record": "the caller's own row, found by the caller's id",
    "my_record_data": "the caller's own row, found by the caller's id",
    "my_record_edit": "a definer helper bound to the caller's own fields",
    "consent_set": "row security alone: a member's own row",
    "filter_save": "row security alone: a member's own row",
    "my_photograph": "the caller's own row, found by the caller's id",
    "photograph_share": "row security alone: a member's own row",
    "filter_remove": "row security alone: a member's own row",
    "member_count": "a definer helper bound to the caller's scope; a number",
    "member_list": "the lock is in handbook.list_page",
    "member_export": "the lock is in handbook.list_page",
}
