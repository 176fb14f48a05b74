"""The chain: whatever is changed afterwards, by whomever, is found."""

from collections.abc import Callable, Iterator
from typing import Any, cast

import psycopg
import pytest

from services.audit.verification import verify
from tests.database import Connection, value
from tests.house import House

TABLES = ("audit_entries", "audit_entries_2026", "audit_values", "audit_values_2026", "audit_seals")


def verdict(
    connection: Connection, seal: int | None = None, head: str | None = None
) -> dict[str, Any]:
    return cast(
        dict[str, Any], value(connection, "select handbook.verify_audit(%s, %s)", seal, head)
    )


def problem(connection: Connection, seal: int | None = None, head: str | None = None) -> str | None:
    return verdict(connection, seal, head).get("problem")


@pytest.fixture
def log(house: House) -> Iterator[Connection]:
    """The whole log in three more seals, in a transaction of the superuser that is rolled back."""
    with house.arranging("supabase_admin") as connection:
        for _ in range(3):
            connection.execute("update handbook.members set updated_at = clock_timestamp()")
            connection.execute("select handbook.seal_audit()")
        yield connection


def with_triggers_off(connection: Connection, statement: str) -> None:
    """As somebody would who owns the machine."""
    connection.execute("set session_replication_role = replica")
    assert connection.execute(statement.encode()).rowcount > 0, "tampered with nothing"
    connection.execute("set session_replication_role = origin")


def head_of(connection: Connection) -> tuple[int, str]:
    row = connection.execute(
        "select seal, encode(head, 'hex') from handbook.audit_seals order by seal desc limit 1"
    ).fetchone()
    assert row is not None
    return row[0], row[1]


# Owners ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ("postgres", "supabase_admin"))
@pytest.mark.parametrize("table", TABLES)
def test_the_log_is_never_truncated_not_even_a_part(house: House, role: str, table: str) -> None:
    with house.arranging(role) as connection, pytest.raises(psycopg.Error) as refused:
        connection.execute(f"truncate handbook.{table} cascade".encode())
    assert refused.value.diag.message_primary == "audit.append_only"


REFUSED = (
    "update handbook.audit_entries set actor_id = null",
    "update handbook.audit_entries set seal = null where seal is not null",
    "update handbook.audit_entries set seal = seal + 1 where seal is not null",
    "update handbook.audit_entries_2026 set action = 'x'",
    "delete from handbook.audit_entries",
    "delete from handbook.audit_entries_2026",
    "update handbook.audit_seals set head = ''",
    "delete from handbook.audit_seals",
    "update handbook.audit_values set after = null",
    "update handbook.audit_values_2026 set after = '{}'",
)


@pytest.mark.parametrize("statement", REFUSED)
def test_the_owner_changes_nothing_either(house: House, statement: str) -> None:
    house.value("select handbook.seal_audit()")
    with house.arranging("postgres") as connection, pytest.raises(psycopg.Error) as refused:
        connection.execute(statement.encode())
    assert refused.value.diag.message_primary == "audit.append_only"


# Tampering -------------------------------------------------------------------------------------


def test_an_untouched_log_is_whole(house: House, log: Connection) -> None:
    found = verdict(log, *head_of(log))
    assert found["ok"]
    assert found["entries"] == value(log, "select count(*) from handbook.audit_entries")
    house.value("select handbook.seal_audit()")
    outside = verify(house.server.conninfo("postgres"))
    assert (outside.ok, outside.problem) == (True, None)


# ruff: noqa: E501 - a table is read line by line
SOME = "id = (select min(id) from handbook.audit_entries where member_id is not null)"
TAMPERING = {
    "who": (f"update handbook.audit_entries set actor_id = gen_random_uuid() where {SOME}", "chain"),
    "when": (f"update handbook.audit_entries set at = at + interval '1 second' where {SOME}", "chain"),
    "what": (f"update handbook.audit_entries set action = 'posts.insert' where {SOME}", "chain"),
    "on what": (f"update handbook.audit_entries set subject_id = 'x' where {SOME}", "chain"),
    "about whom": (f"update handbook.audit_entries set member_id = null where {SOME}", "chain"),
    "in which session": (f"update handbook.audit_entries set session_id = gen_random_uuid() where {SOME}", "chain"),
    "where": (f"update handbook.audit_entries set unit_path = 'x' where {SOME}", "chain"),
    "its digest": (f"update handbook.audit_entries set value_digest = '' where {SOME}", "chain"),
    "an entry deleted": (f"delete from handbook.audit_entries where {SOME}", "chain"),
    "the last entries deleted": (
        "delete from handbook.audit_entries where seal = (select max(seal) from handbook.audit_seals)",
        "chain",
    ),
    "an entry pushed into another seal": (f"update handbook.audit_entries set seal = seal + 1 where {SOME}", "chain"),
    "an entry taken out of its seal": (f"update handbook.audit_entries set seal = null where {SOME}", "chain"),
    "an entry slipped in": (
        "insert into handbook.audit_entries (actor_role, action, subject, subject_id, value_digest, seal)"
        " select actor_role, action, subject, subject_id, value_digest, seal"
        f" from handbook.audit_entries where {SOME}",
        "chain",
    ),
    "an entry beside the chain": (
        "insert into handbook.audit_entries (actor_role, action, subject, subject_id, value_digest, seal)"
        f" select actor_role, action, subject, subject_id, value_digest, 1000000000"
        f" from handbook.audit_entries where {SOME}",
        "entry_outside_chain",
    ),
    "a value": ("update handbook.audit_values set after = '{}' where after is not null", "values"),
    "an origin": ("update handbook.audit_values set origin = '{}'", "values"),
    "a salt": ("update handbook.audit_values set salt = ''", "values"),
    "values without an entry": (
        "insert into handbook.audit_values (entry_id, at, salt) values (1000000000, now(), '')", "values",
    ),
    "a seal deleted": ("delete from handbook.audit_seals where seal = 2", "chain"),
    "the first seal deleted": ("delete from handbook.audit_seals where seal = 1", "chain"),
    "a head": ("update handbook.audit_seals set head = sha256(head) where seal = 2", "chain"),
    "a batch": ("update handbook.audit_seals set batch_digest = sha256(head) where seal = 2", "chain"),
    "a count": ("update handbook.audit_seals set entries = entries + 1 where seal = 2", "chain"),
}  # fmt: skip


@pytest.mark.parametrize("change", TAMPERING)
def test_a_change_is_found(log: Connection, change: str) -> None:
    statement, kind = TAMPERING[change]
    with_triggers_off(log, statement)
    assert problem(log) == kind


ORPHANS = (
    "delete from handbook.audit_values v"
    " where not exists (select from handbook.audit_entries e where e.id = v.entry_id)"
)


def forge_chain(connection: Connection) -> None:
    """Compute all seals anew over what is there now, as a thorough forger would."""
    connection.execute("set session_replication_role = replica")
    connection.execute(ORPHANS)
    connection.execute(
        """do $$
        declare
          s handbook.audit_seals;
          previous_head bytea := '';
          digest bytea;
          covered int;
        begin
          for s in select * from handbook.audit_seals order by seal loop
            select count(*), sha256(string_agg(handbook.audit_entry_digest(e), ''::bytea order by e.id))
            into covered, digest from handbook.audit_entries e where e.seal = s.seal;
            update handbook.audit_seals x set entries = covered, batch_digest = digest,
              previous = previous_head, head = sha256(previous_head || int8send(x.seal) || digest)
            where x.seal = s.seal returning x.head into previous_head;
          end loop;
        end $$"""
    )
    connection.execute("set session_replication_role = origin")


FORGERIES: dict[str, Callable[[Connection], None]] = {
    "an entry changed": lambda c: with_triggers_off(
        c, f"update handbook.audit_entries set actor_id = gen_random_uuid() where {SOME}"
    ),
    "an entry deleted": lambda c: with_triggers_off(
        c, f"delete from handbook.audit_entries where {SOME}"
    ),
}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_chain_made_anew_is_found_by_a_head_kept_outside(log: Connection, forgery: str) -> None:
    seal, head = head_of(log)
    FORGERIES[forgery](log)
    forge_chain(log)
    assert problem(log) is None, "the forger was thorough"
    assert problem(log, seal, head) == "saved_head"


def test_cutting_the_end_off_is_found_by_a_head_kept_outside(log: Connection) -> None:
    seal, head = head_of(log)
    with_triggers_off(log, f"delete from handbook.audit_entries where seal >= {seal}")
    with_triggers_off(log, f"delete from handbook.audit_seals where seal >= {seal}")
    with_triggers_off(log, ORPHANS)
    assert problem(log) is None
    assert problem(log, seal, head) == "missing_seals"


def test_an_older_head_still_fits_a_longer_chain(log: Connection) -> None:
    seal, head = head_of(log)
    log.execute("update handbook.members set updated_at = clock_timestamp()")
    log.execute("select handbook.seal_audit()")
    assert head_of(log)[0] == seal + 1
    assert problem(log, seal, head) is None
    assert problem(log, seal, head.upper()) == "saved_head"


# Erasing ---------------------------------------------------------------------------------------


def test_values_can_be_erased_and_the_chain_still_holds(house: House, log: Connection) -> None:
    before = head_of(log)
    erased = log.execute(
        "delete from handbook.audit_values v using handbook.audit_entries e"
        " where e.id = v.entry_id and e.member_id = %s",
        (house.id("member"),),
    ).rowcount
    assert erased > 0
    assert problem(log, *before) is None
    log.execute("delete from handbook.audit_values")
    assert problem(log, *before) is None


def test_equal_values_have_unequal_digests(log: Connection) -> None:
    """Or an erased value could be guessed from one that still stands."""
    assert value(log, "select count(*) = count(distinct value_digest) from handbook.audit_entries")
    assert value(log, "select min(length(salt)) from handbook.audit_values") >= 16
