"""Two locks on every door: with a function's own filter taken out, row level security cuts the same rows.

A filter stands between /*lock*/ and /*end*/ in a function's text. The test replaces it by `true` in a
transaction that is rolled back, and asks as everybody in the cast, with the lock and without.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, cast
from uuid import UUID, uuid4

import pytest

from services.gateway import SERVICE_FUNCTIONS
from tests.cast import CAST, CELL, KNOWS_MEMBERS_OF
from tests.database import Database, value
from tests.permissions.world import World, build
from tests.sql import (
    locks_documents,
    locks_drafts,
    locks_imports,
    locks_inspections,
    locks_library,
    locks_meetings,
    locks_minutes,
    locks_newsroom,
    locks_opinions,
    locks_reading,
    locks_records,
    locks_search,
    locks_tasks,
    locks_votes,
)
from tests.sql.asking import LOCK, Asking, unlock
from tests.sql.lists import API_FOR_MEMBERS

# Functions that read or write without a filter of their own to take out, and what they have instead.
WITHOUT_LOCK = {
    "my_session": "the caller's own row and roles, found by the caller's id",
    "my_card": "the caller's own row, found by the caller's id",
    "my_card_number": "the caller's own row, found by the caller's id",
    "share_contact": "the caller's own row, found by the caller's id",
    "my_cell": "a definer helper bound to the caller's cell",
    "my_devices": "a definer helper bound to the caller's sessions",
    "end_device": "a definer helper bound to the caller's sessions",
    "cancel_reset": "a definer helper bound to the caller's resets",
    "directive_remind": "the lock is in handbook.tracking_unit",
    **locks_documents.WITHOUT_LOCK,
    **locks_drafts.WITHOUT_LOCK,
    **locks_records.WITHOUT_LOCK,
    **locks_newsroom.WITHOUT_LOCK,
    **locks_tasks.WITHOUT_LOCK,
}


@pytest.fixture(scope="module")
def worlds() -> dict[int, World]:
    return {}


@pytest.fixture
def world(database: Database, worlds: dict[int, World]) -> World:
    """The posts and people of the permission table, once in each Postgres."""
    if id(database) not in worlds:
        worlds[id(database)] = build(database)
    return worlds[id(database)]


@pytest.fixture
def asking(database: Database, world: World) -> Iterator[Asking]:
    with database.arranging() as connection:
        yield Asking(database, connection)


def test_every_function_has_a_lock_or_a_reason(database: Database) -> None:
    with database.sql() as connection:
        rows = connection.execute(
            "select proname::text, prosrc from pg_proc where pronamespace = 'api'::regnamespace"
        ).fetchall()
    locked = {name for name, source in rows if LOCK.search(source)}
    assert locked == TRIED.keys()
    assert locked.isdisjoint(WITHOUT_LOCK)
    assert locked | WITHOUT_LOCK.keys() == API_FOR_MEMBERS
    assert {name for name, _ in rows} == API_FOR_MEMBERS | SERVICE_FUNCTIONS


def openable(asking: Asking, who: str, posts: Iterable[Any]) -> set[Any]:
    return {p for p in posts if isinstance(asking.rows(who, "select api.post_open(%s)", p), list)}


def lists_of_posts(asking: Asking, world: World, function: str) -> None:
    """What appears without the lock can be opened: leaders' posts that one publishes or oversees."""
    query = f"select post_id from {function}(page_size => 100)"
    if function == "api.drafts":
        query = "select post_id from api.drafts()"
    before = asking.each(query)
    unlock(asking.connection, function)
    for who, after in asking.each(query).items():
        more = set(after) - set(before[who])
        assert set(before[who]) <= set(after), who
        assert openable(asking, who, more) == more, who


def leaders_posts_in_every_unit(asking: Asking, world: World, function: str) -> None:
    """Even a helper that names every unit of the tree as mine shows nothing more."""
    query = "select post_id from api.feed(page_size => 100)"
    before = asking.each(query)
    unlock(asking.connection, function)
    shape = str(
        value(asking.connection, "select pg_get_function_result('handbook.my_feed_units'::regproc)")
    )
    columns = (c.split() for c in shape.removeprefix("TABLE(").removesuffix(")").split(", "))
    every = ", ".join(
        "true" if kind == "boolean" else {"unit_id": "id"}.get(name, name) for name, kind in columns
    )
    asking.connection.execute(
        f"create or replace function handbook.my_feed_units() returns {shape}"
        " language sql stable security definer set search_path = ''"
        f" as 'select {every} from handbook.units'".encode()
    )
    for who, after in asking.each(query).items():
        more = set(after) - set(before[who])
        assert openable(asking, who, more) == more, who


def home_shows_what_may_be_opened(asking: Asking, world: World, function: str) -> None:
    query = "select jsonb_path_query(api.home(), '$.to_acknowledge[*].post_id') ->> 0"
    before = asking.each(query)
    unlock(asking.connection, function)
    for who, after in asking.each(query).items():
        more = {UUID(p) for p in set(after) - set(before[who])}
        assert openable(asking, who, more) == more, who


def one_post_opens_to_the_same(asking: Asking, world: World, function: str) -> None:
    query = "select api.post_open(%s) ->> 'title'"
    before = {name: asking.each(query, post) for name, post in world.posts.items()}
    unlock(asking.connection, function)
    assert {name: asking.each(query, post) for name, post in world.posts.items()} == before
    refused = {who for who, answer in before["news_a1"].items() if isinstance(answer, str)}
    assert {"sibling", "secretary_b", "admin", "auditor"} <= refused


def nothing_is_written_for_a_foreign_unit(asking: Asking, world: World, function: str) -> None:
    units = ("city", "ward-a", "cell-a1", "cell-a2", "cell-b1")
    query = "select api.post_save(%s, %s, 'news', 'Viết thử') is not null"

    def written() -> set[tuple[str, str]]:
        return {
            (who, unit)
            for unit in units
            for who, answer in asking.each(query, uuid4(), asking.database.unit(unit)).items()
            if isinstance(answer, list)
        }

    before = written()
    unlock(asking.connection, function)
    assert written() == before
    assert before == {
        ("news", "city"), ("office_a", "ward-a"), ("secretary", "cell-a1"), ("secretary_b", "cell-b1"),
    }  # fmt: skip


def no_foreign_draft_is_published(asking: Asking, world: World, function: str) -> None:
    query = "select api.post_publish(%s, %s) is not null"
    before = asking.each(query, uuid4(), world.posts["draft_a1"])
    unlock(asking.connection, function)
    assert asking.each(query, uuid4(), world.posts["draft_a1"]) == before
    assert [who for who, answer in before.items() if answer == [True]] == ["secretary"]


def nobody_acknowledges_what_is_not_meant(asking: Asking, world: World, function: str) -> None:
    query = "select api.directive_acknowledge(%s, %s) is not null"

    def done() -> set[tuple[str, str]]:
        names = ("directive_a1", "directive_b1", "leaders_a", "news_a1")
        return {
            (name, who)
            for name in names
            for who, answer in asking.each(query, uuid4(), world.posts[name]).items()
            if isinstance(answer, list)
        }

    before = done()
    unlock(asking.connection, function)
    assert done() == before
    assert ("directive_a1", "office_a") not in before


def figures_stay_in_scope(asking: Asking, world: World, function: str) -> None:
    """Outside the scope row security leaves of all names the caller's own, and counts of nobody."""
    unlock(asking.connection, "api.directive_tracking")
    unlock(asking.connection, "handbook.tracking_unit")
    query = "select api.directive_tracking(%s, %s)"
    database = asking.database
    known = {who: known_members(database, who) for who in CAST}
    limit = {who: expected_in_scope(database, who) for who in CAST}
    for name in ("directive_city", "directive_a", "directive_b1", "leaders_a"):
        for unit in ("city", "ward-a", "cell-a1", "cell-b1"):
            for who, found in asking.each(query, world.posts[name], database.unit(unit)).items():
                shown = cast(dict[str, Any], found[0]) if isinstance(found, list) else {}
                named = {UUID(person["member_id"]) for person in shown.get("people", [])}
                assert named <= known[who], (name, unit, who)
                for child in shown.get("children", []):
                    most = limit[who].get(child["unit_id"], 0)
                    assert child["acknowledged"] <= child["expected"] <= most, (unit, who)


def known_members(database: Database, who: str) -> set[UUID]:
    """Whom somebody may see as a row, by the tree that tests/cast.py draws; always oneself."""
    root = database.unit(KNOWS_MEMBERS_OF[who]) if who in KNOWS_MEMBERS_OF else None
    with database.sql() as connection:
        rows = connection.execute(
            "select m.id from handbook.members m join handbook.units u on starts_with(m.unit_path, u.path)"
            " where u.id = %s",
            (root,),
        ).fetchall()
    return {row[0] for row in rows} | {database.id(who)}


def expected_in_scope(database: Database, who: str) -> dict[str, int]:
    """By unit, the members who are expected to take part and whom somebody may know of."""
    root = database.unit(KNOWS_MEMBERS_OF[who]) if who in KNOWS_MEMBERS_OF else None
    with database.sql() as connection:
        rows = connection.execute(
            """select u.id::text, count(*) from handbook.members m
               join handbook.units u on starts_with(m.unit_path, u.path)
               join handbook.units r on r.id = %s and starts_with(m.unit_path, r.path)
               where m.life_state = 'active' and not m.activity_exempt group by 1""",
            (root,),
        ).fetchall()
    return dict(rows)


def accounts_of_known_members_only(asking: Asking, world: World, function: str) -> None:
    unlock(asking.connection, function)
    for cell in ("cell-a1", "cell-a2", "cell-b1", "cell-c4"):
        query = "select member_id from api.accounts_below(%s, page_size => 200)"
        for who, found in asking.each(query, asking.database.unit(cell)).items():
            assert set(found) <= known_members(asking.database, who), (cell, who)
        states = "select state from api.accounts_below(%s, page_size => 200) where member_id <> %s"
        at = asking.database.unit(cell), asking.database.id("office_a")
        assert set(asking.rows("office_a", states, *at)) <= {"none"}, "accounts stay hidden"


def no_code_for_foreign_members(asking: Asking, world: World, function: str) -> None:
    query = "select api.account_issue_code(%s) ->> 'code' is not null"
    everybody = [*(asking.database.id(who) for who in CAST), *(p.id for p in world.people.values())]
    before = [asking.each(query, person) for person in everybody]
    unlock(asking.connection, function)
    after = [asking.each(query, person) for person in everybody]
    issued = [{who for who, answer in line.items() if answer == [True]} for line in after]
    assert issued == [{who for who, a in line.items() if a == [True]} for line in before]
    assert {who for line in issued for who in line} == {"secretary", "staff_a", "city_staff"}


def no_approval_of_foreign_resets(asking: Asking, world: World, function: str) -> None:
    query = "select api.account_approve_reset(%s) ->> 'approvals'"
    before = {name: asking.each(query, reset) for name, reset in world.resets.items()}
    unlock(asking.connection, function)
    assert {name: asking.each(query, reset) for name, reset in world.resets.items()} == before
    assert isinstance(before["sleeping_officer"]["secretary"], str)
    assert isinstance(before["sleeper"]["secretary_b"], str)


def same_resets_are_listed(asking: Asking, world: World, function: str) -> None:
    query = "select reset_id from api.account_resets()"
    before = asking.each(query)
    unlock(asking.connection, function)
    assert asking.each(query) == before
    assert world.resets["sleeping_officer"] not in [*before["secretary"]]
    assert before["secretary"] != []


def other_peoples_resets_only_for_those_who_decide(
    asking: Asking, world: World, function: str
) -> None:
    decided = asking.each("select reset_id from api.account_resets()")
    unlock(asking.connection, function)
    for who, found in asking.each("select reset_id from api.my_resets()").items():
        assert set(found) <= set(decided[who]), who


def the_log_shows_others_only_the_own_entries(asking: Asking, world: World, function: str) -> None:
    """In both lists: beyond the auditor's scope the entries about oneself and no others."""
    query = f"select entry_id from {function}(page_size => 200)"
    unlock(asking.connection, function)
    for who, found in asking.each(query).items():
        if who != "auditor":
            foreign = value(
                asking.connection,
                "select count(*) from handbook.audit_entries"
                " where id = any(%s) and member_id is distinct from %s",
                found,
                asking.database.id(who),
            )
            assert (found != [], foreign) == (True, 0), who


def the_chain_is_shown_to_auditors(asking: Asking, world: World, function: str) -> None:
    asking.connection.execute("select handbook.seal_audit()")
    unlock(asking.connection, function)
    heads = asking.each("select api.audit_head() ->> 'head'")
    assert [who for who, head in heads.items() if head != [None]] == ["auditor"]


TRIED: dict[str, tuple[Callable[[Asking, World, str], None], ...]] = {
    "feed": (lists_of_posts, leaders_posts_in_every_unit),
    "posts_below": (lists_of_posts,),
    "drafts": (lists_of_posts,),
    "home": (home_shows_what_may_be_opened,),
    "post_open": (one_post_opens_to_the_same,),
    "post_save": (nothing_is_written_for_a_foreign_unit,),
    "post_publish": (no_foreign_draft_is_published,),
    "directive_acknowledge": (nobody_acknowledges_what_is_not_meant,),
    "directive_tracking": (figures_stay_in_scope,),
    "accounts_below": (accounts_of_known_members_only,),
    "account_issue_code": (no_code_for_foreign_members,),
    "account_resets": (same_resets_are_listed,),
    "account_approve_reset": (no_approval_of_foreign_resets,),
    "my_resets": (other_peoples_resets_only_for_those_who_decide,),
    "audit_entries": (the_log_shows_others_only_the_own_entries,),
    "my_log": (the_log_shows_others_only_the_own_entries,),
    "audit_head": (the_chain_is_shown_to_auditors,),
    **locks_records.RECORDS,
    **locks_imports.IMPORTS,
    **locks_library.LIBRARY,
    **locks_documents.DOCUMENTS,
    **locks_drafts.DRAFTS,
    **locks_newsroom.NEWSROOM,
    **locks_reading.READING,
    **locks_meetings.MEETINGS,
    **locks_votes.VOTES,
    **locks_minutes.MINUTES,
    **locks_inspections.INSPECTIONS,
    **locks_opinions.OPINIONS,
    **locks_tasks.TASKS,
    **locks_search.SEARCH,
}


@pytest.mark.parametrize(
    ("function", "attempt"),
    [(function, attempt) for function, attempts in TRIED.items() for attempt in attempts],
    ids=lambda item: item if isinstance(item, str) else item.__name__,
)
def test_row_security_holds_when_the_function_does_not(
    asking: Asking, world: World, function: str, attempt: Callable[[Asking, World, str], None]
) -> None:
    attempt(asking, world, f"api.{function}")


IN_HELPERS = {
    **locks_records.IN_HELPERS,
    **locks_newsroom.IN_HELPERS,
    **locks_votes.IN_HELPERS,
}


@pytest.mark.parametrize("helper", IN_HELPERS)
def test_row_security_holds_when_a_helper_does_not(
    asking: Asking, world: World, helper: str
) -> None:
    IN_HELPERS[helper](asking, world, helper.split()[0])


def test_the_cast_is_drawn_as_the_database_has_it(database: Database) -> None:
    for who, cell in CELL.items():
        assert database.value(
            "select unit_id from handbook.members where id = %s", database.id(who)
        ) == database.unit(cell)
