"""Every write leaves an entry: who, when, what, from where. Secrets and reading leave none."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from services.accounts.models import Device
from tests.house import DEVICE, House, Person
from tests.posts.conftest import Ward, found_ward
from tests.posts.test_save import a_post
from views.audit.strings import deed


@pytest.fixture(scope="module")
def ward(house: House) -> Ward:
    return found_ward(house, "Đảng ủy phường thử nhật ký")


def entries(house: House, subject_id: object) -> list[dict[str, Any]]:
    """Entries about a row, the oldest first, with their values."""
    with house.sql() as connection:
        rows = connection.execute(
            "select to_jsonb(e) || jsonb_build_object('before', v.before, 'after', v.after,"
            " 'origin', v.origin) from handbook.audit_entries e"
            " left join handbook.audit_values v on v.entry_id = e.id and v.at = e.at"
            " where e.subject_id = %s order by e.id",
            (str(subject_id),),
        ).fetchall()
    return [row[0] for row in rows]


async def test_a_post_tells_who_when_what_and_from_where(house: House, ward: Ward) -> None:
    device = Device(address="203.0.113.77", user_agent="tests")
    secretary = await house.sign_in(ward.secretary, device)
    post = await secretary.posts.save(a_post(ward.cell, title="Có nhật ký"))
    (entry,) = entries(house, post)
    assert (entry["action"], entry["subject"]) == ("posts.insert", "posts")
    assert (entry["actor_id"], entry["actor_role"]) == (str(ward.secretary.id), "authenticated")
    assert entry["session_id"] == secretary.pair.session_id
    assert abs((datetime.now(UTC) - datetime.fromisoformat(entry["at"])).total_seconds()) < 60
    assert (entry["before"], entry["after"]["title"]) == (None, "Có nhật ký")
    assert entry["origin"] == {
        "session": secretary.pair.session_id,
        "address": "203.0.113.77",
        "signed_in_from": "203.0.113.77",
    }


async def test_a_forged_address_stands_beside_the_one_auth_saw(house: House, ward: Ward) -> None:
    pair = await house.pair(ward.secretary)
    headers = {
        "apikey": house.supabase.publishable_key,
        "Authorization": f"Bearer {pair.access_token.get_secret_value()}",
        "x-handbook-address": "198.51.100.1",
    }
    post = a_post(ward.cell).model_dump(mode="json")
    answer = await house.post("rpc/post_save", post, headers)
    (entry,) = entries(house, answer.body["post_id"])
    assert entry["origin"]["address"] == "198.51.100.1"
    assert entry["origin"]["signed_in_from"] == "192.0.2.7"


async def test_each_verb_leaves_its_entries(house: House, ward: Ward) -> None:
    secretary, member = await house.as_(ward.secretary), await house.as_(ward.member)
    post = await secretary.posts.save(
        a_post(ward.cell, category="directive", acknowledge=True, publish=False)
    )
    await secretary.posts.publish(uuid4(), post)
    await secretary.directives.remind(uuid4(), post)
    await member.directives.acknowledge(uuid4(), post)
    assert [(e["action"], e["actor_id"]) for e in entries(house, post)] == [
        ("posts.insert", str(ward.secretary.id)),
        ("documents.insert", str(ward.secretary.id)),
        ("directives.insert", str(ward.secretary.id)),
        ("posts.update", str(ward.secretary.id)),
        ("reminders.insert", str(ward.secretary.id)),
        ("acknowledgements.insert", str(ward.member.id)),
    ]
    before, after = (entries(house, post)[3][key]["state"] for key in ("before", "after"))
    assert (before, after) == ("draft", "published")

    await member.members.share_contact(phone=True, email=False)
    update = entries(house, ward.member.id)[-1]
    assert (update["action"], update["actor_id"]) == ("members.update", str(ward.member.id))
    assert (update["before"]["shares_phone"], update["after"]["shares_phone"]) == (False, True)


async def test_writes_of_operators_and_of_the_service_are_logged_too(
    house: House, ward: Ward
) -> None:
    person = house.newcomer(ward.cell, ("treasurer", ward.cell))
    made = entries(house, person.id)
    assert {e["action"] for e in made} == {
        "members.insert", "memberships.insert", "accounts.insert",
    }  # fmt: skip
    assert {(e["actor_id"], e["actor_role"]) for e in made} == {(None, "postgres")}
    await house.services.sign_in.ask_reset(person.phone, DEVICE)
    reset = house.value("select id from handbook.reset_requests where member_id = %s", person.id)
    (entry,) = entries(house, reset)
    assert (entry["actor_id"], entry["actor_role"]) == (None, "service_role")
    role = house.value("select id from handbook.roles where member_id = %s", person.id)
    house.run("update handbook.roles set ends_at = now() where id = %s", role)
    assert [e["action"] for e in entries(house, role)] == ["roles.insert", "roles.update"]


def test_rules_are_logged_when_they_change(house: House) -> None:
    with house.arranging() as connection:
        connection.execute(
            "insert into handbook.policy_versions (topic, valid_from, source, content)"
            " values ('thử', '2027-01-01', 'thử', '{}')"
        )
        connection.execute("delete from handbook.role_capabilities where role = 'auditor'")
        found = connection.execute(
            "select distinct action from handbook.audit_entries"
            " where subject in ('policy_versions', 'role_capabilities') and at >= now()"
        ).fetchall()
    assert {row[0] for row in found} == {"policy_versions.insert", "role_capabilities.delete"}


async def test_a_refused_write_leaves_no_entry(house: House, ward: Ward) -> None:
    count = "select count(*) from handbook.audit_entries where actor_id = %s"
    before = house.value(count, ward.member.id)
    refused = await house.call(
        ward.member, "post_save", key=uuid4(), unit_id=ward.cell, category="news", title="Không"
    )
    assert refused.outcome == "unit.not_found"
    assert house.value(count, ward.member.id) == before


async def test_digests_of_codes_are_never_among_the_values(house: House, ward: Ward) -> None:
    person = house.newcomer(ward.cell, account=False)
    await (await house.as_(ward.secretary)).accounts.issue_code(person.id)
    with house.sql() as connection:
        rows = connection.execute(
            "select coalesce(v.before, '{}') || coalesce(v.after, '{}') from handbook.audit_entries e"
            " join handbook.audit_values v on v.entry_id = e.id where e.subject = 'one_time_codes'"
        ).fetchall()
    assert rows
    for (values,) in rows:
        assert "code_hash" not in values
        assert values["purpose"] in ("activation", "reset")


@pytest.fixture(scope="module")
def auditors(house: House, ward: Ward) -> tuple[Person, Person]:
    """Of the ward under test, and of the whole city."""
    other = house.found("cell", house.found("ward", "city"))
    return (
        house.newcomer(other, ("auditor", ward.unit)),
        house.newcomer(other, ("auditor", house.unit("city"))),
    )


async def everything(house: House, who: Person) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    cursor: int | None = None
    while True:
        page = (await house.call(who, "audit_entries", before_id=cursor, page_size=200)).body
        found += page
        if len(page) < 200:
            return found
        cursor = page[-1]["entry_id"]


async def test_a_wards_auditor_reads_the_ward_and_not_the_city(
    house: House, ward: Ward, auditors: tuple[Person, Person]
) -> None:
    inside = await (await house.as_(ward.secretary)).posts.save(a_post(ward.cell))
    outside = await (await house.as_("secretary")).posts.save(a_post(house.unit("cell-a1")))
    of_ward, of_city = [{e["subject_id"] for e in await everything(house, a)} for a in auditors]
    assert {str(inside), str(ward.member.id), str(ward.cell)} <= of_ward
    assert str(outside) not in of_ward
    assert str(house.id("secretary")) not in of_ward
    assert {str(inside), str(outside), str(house.id("secretary"))} <= of_city
    assert len(of_city) > len(of_ward)


async def test_the_log_has_no_contents_and_no_gaps(
    house: House, auditors: tuple[Person, Person]
) -> None:
    rows = await everything(house, auditors[1])
    ids = [row["entry_id"] for row in rows]
    assert ids == sorted(set(ids), reverse=True)
    assert set(rows[0]) == {"entry_id", "at", "actor", "action", "subject", "subject_id", "seal"}
    assert len(ids) >= house.value("select count(*) from handbook.audit_entries") - 5


async def test_the_own_log_is_what_was_written_about_oneself_and_by_whom(
    house: House, ward: Ward
) -> None:
    person = house.newcomer(ward.cell)
    mine = await house.as_(person)
    await mine.members.share_contact(phone=True, email=False)
    post = await (await house.as_(ward.secretary)).posts.save(
        a_post(ward.cell, category="directive", acknowledge=True)
    )
    await (await house.as_(ward.secretary)).directives.remind(uuid4(), post)
    log = [(e.action, e.actor, e.by_me) for e in await mine.audit.my_log()]
    assert log == [
        ("reminders.insert", ward.secretary.name, False),
        ("members.update", person.name, True),
        ("accounts.insert", None, False),
        ("memberships.insert", None, False),
        ("members.insert", None, False),
    ]
    assert log != [
        (e.action, e.actor, e.by_me) for e in await (await house.as_(ward.member)).audit.my_log()
    ]


async def test_the_own_log_is_paged_by_id(house: House, ward: Ward) -> None:
    person = house.newcomer(ward.cell)
    for n in range(12):
        house.run("update handbook.members set full_name = %s where id = %s", f"Tên {n}", person.id)
    seen: list[int] = []
    cursor: int | None = None
    while page := (await house.call(person, "my_log", before_id=cursor, page_size=5)).body:
        seen += [row["entry_id"] for row in page]
        cursor = page[-1]["entry_id"]
    assert len(seen) == len(set(seen)) == 15
    assert seen == sorted(seen, reverse=True)


@pytest.mark.parametrize("table", ("audit_entries", "audit_values", "audit_seals"))
@pytest.mark.parametrize("role", ("authenticated", "service_role", "anon"))
def test_nobody_but_the_triggers_writes_the_log(house: House, table: str, role: str) -> None:
    column = {"audit_entries": "actor_id", "audit_values": "before", "audit_seals": "head"}[table]
    with house.arranging() as connection:
        connection.execute(f"set local role {role}".encode())
        for attempt in (
            f"insert into handbook.{table} default values",
            f"update handbook.{table} set {column} = null",
            f"delete from handbook.{table}",
            f"truncate handbook.{table}",
            "select handbook.audit('a', 'b', 'c', null, null, null, null)",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege), connection.transaction():
                connection.execute(attempt.encode())


def test_ids_of_entries_are_given_by_the_database(house: House) -> None:
    with house.arranging("postgres") as connection, pytest.raises(psycopg.errors.GeneratedAlways):
        connection.execute(
            "insert into handbook.audit_entries (id, actor_role, action, subject, subject_id,"
            " value_digest) values (1, 'x', 'x', 'x', 'x', '')"
        )


@pytest.mark.parametrize("who", ("member", "auditor", "admin"))
def test_values_are_read_by_nobody(house: House, who: str) -> None:
    with (
        house.arranging() as connection,
        house.acting(connection, house.id(who)) as acting,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        acting.execute("select * from handbook.audit_values")


def test_the_auditor_reads_every_entry_in_vietnamese(house: House) -> None:
    with house.sql() as connection:
        rows = connection.execute(
            "select relname::text from pg_trigger t join pg_class c on c.oid = t.tgrelid"
            " where t.tgname = 'audit_row' and not c.relispartition"
        ).fetchall()
    tables = {str(row[0]) for row in rows}
    assert {"members", "tasks"} <= tables
    assert {name for name in tables if deed(f"{name}.insert") == f"Thêm {name}"} == set()
