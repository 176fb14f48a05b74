"""Records, units and the roster in the permission table: the same form as tests/permissions/table.py."""

# ruff: noqa: E501 - a table is read line by line

from uuid import UUID, uuid4

from services.days import today
from tests.cast import CAST
from tests.permissions.lines import Arguments, Case, Make
from tests.permissions.world import World

READERS_OF_A1 = "secretary staff_a city_staff"
OFFICES = "staff_a city_staff"
CONFIRMERS = f"office_a {OFFICES}"
NO_MEMBER_THERE = "member.not_found"
NO_UNIT = "unit.not_found"
NO_ROLE = "role.not_found"
NO_REQUEST = "request.not_found"


def about(person: str, **more: object) -> Make:
    """About one of the cast."""
    return lambda world, who: {"member_id": world.database.id(person), **more}


def once(make: Make) -> Make:
    """The same as a write, with a new key each time."""
    return lambda world, who: {"key": uuid4(), **make(world, who)}


def given(**arguments: object) -> Make:
    """The same arguments for everybody."""
    return lambda world, who: arguments


def unit(name: str, **more: object) -> Make:
    """About one unit."""
    return lambda world, who: {"unit_id": world.database.unit(name), **more}


def somebody_new(world: World, who: str) -> Arguments:
    """Moves a newcomer of A1 to A2, a new one each time."""
    person = world.database.newcomer("cell-a1", account=False)
    return {
        "key": uuid4(),
        "member_id": person.id,
        "unit_id": world.database.unit("cell-a2"),
        "on_date": today(),
        "decision": "QĐ 01-QĐ/ĐU",
    }


def photograph_of_a1(world: World, who: str) -> Arguments:
    """The photograph of the member in A1, who does not share it."""
    member = world.database.id("member")
    world.database.run(
        "insert into handbook.photographs (member_id, object_name) values (%s, %s)"
        " on conflict do nothing",
        member, f"{member}/{uuid4()}.jpg",
    )  # fmt: skip
    return {"member_ids": [str(member)]}


def no_photograph(cell: str) -> Make:
    """Takes the photograph of a newcomer away, a new one each time."""
    return lambda world, who: {
        "key": uuid4(),
        "member_id": world.database.newcomer(cell, account=False).id,
    }


def regrouping(cell: str) -> Make:
    """Takes two newcomers of a cell out of any group, new ones each time."""
    return lambda world, who: {
        "key": uuid4(),
        "unit_id": world.database.unit(cell),
        "member_ids": [str(world.database.newcomer(cell, account=False).id) for _ in range(2)],
        "on_date": today(),
        "decision": "QĐ 01-QĐ/CB",
    }


def request_of_a1(world: World) -> UUID:
    """A request of a newcomer of A1 that waits for the cell."""
    person = world.database.newcomer("cell-a1", account=False)
    request: UUID = world.database.value(
        "insert into handbook.change_requests (member_id, unit_path, field, class, proposed, reason)"
        " select id, unit_path, 'degree', 'open', '\"Thạc sĩ\"', 'Mới nhận bằng' from handbook.members"
        " where id = %s returning id",
        person.id,
    )
    return request


def my_request_waits(world: World, who: str) -> Arguments:
    """No arguments; each of the cast who is a member has asked for something."""
    if who not in CAST:
        return {}
    world.database.run(
        "insert into handbook.change_requests (member_id, unit_path, field, class, proposed, reason)"
        " select id, unit_path, 'degree', 'open', '\"Thạc sĩ\"', 'Mới nhận bằng' from handbook.members"
        " where id = %s and not exists (select from handbook.change_requests where member_id = %s)",
        world.database.id(who), world.database.id(who),
    )  # fmt: skip
    return {}


def settling(verb: str) -> Make:
    """Settles a request of A1, a new one each time."""
    return lambda world, who: {
        "key": uuid4(), "request_id": request_of_a1(world), "verb": verb, "answer": "Đã xem xét",
    }  # fmt: skip


def role_for_newcomer(at: str, role: str, cell: str) -> Make:
    """Gives a role to a newcomer, a new one each time."""
    return lambda world, who: {
        "key": uuid4(),
        "member_id": world.database.newcomer(cell, account=False).id,
        "unit_id": world.database.unit(at),
        "role": role,
        "starts_on": today(),
        "decision": "QĐ 02-QĐ/ĐU",
    }


def role_of_a1(world: World, who: str) -> Arguments:
    """Ends a clerk's role in A1, a new one each time."""
    cell = world.database.unit("cell-a1")
    clerk = world.database.newcomer("cell-a1", ("cell_clerk", cell), account=False)
    role = world.database.value("select id from handbook.roles where member_id = %s", clerk.id)
    return {"key": uuid4(), "role_id": role, "ends_on": today(), "decision": "QĐ 03-QĐ/ĐU"}


def proposal_in_ward_a(world: World, who: str) -> Arguments:
    """Confirms an office in ward A that the ward's secretary proposed, a new one each time."""
    person = world.database.newcomer("cell-a1", account=False)
    proposer = world.database.newcomer("cell-a4", account=False)
    proposal = world.database.value(
        "insert into handbook.role_proposals (member_id, unit_id, unit_path, kind, starts_at, decision, proposed_by)"
        " select %s, u.id, u.path, 'office_staff', now(), 'QĐ 04-QĐ/ĐU', %s from handbook.units u where u.id = %s returning id",
        person.id, proposer.id, world.database.unit("ward-a"),
    )  # fmt: skip
    return {"key": uuid4(), "proposal_id": proposal, "accept": True}


def a_proposal_waits(world: World, who: str) -> Arguments:
    """No arguments; something is there to be listed."""
    proposal_in_ward_a(world, who)
    return {}


def a_request_waits(world: World, who: str) -> Arguments:
    """The same for requests."""
    request_of_a1(world)
    return {}


def gone_member(world: World, who: str) -> Arguments:
    """Erases somebody of A1 who has left, a new one each time."""
    person = world.database.newcomer("cell-a1", account=False)
    world.database.run("update handbook.members set life_state = 'left' where id = %s", person.id)
    return {"key": uuid4(), "member_id": person.id, "reason": "Theo yêu cầu xóa"}


def new_unit_in(name: str) -> Make:
    """Founds a cell group or a cell, with a name of its own."""
    kind = "cell_group" if name.startswith("cell") else "cell"
    return lambda world, who: {
        "key": uuid4(),
        "verb": "founded",
        "unit_id": world.database.unit(name),
        "on_date": today(),
        "decision": "QĐ 05-QĐ/ĐU",
        "name": f"Đơn vị thử {uuid4()}",
        "kind": kind,
    }


def rename(name: str) -> Make:
    """Renames a unit."""
    return lambda world, who: {
        "key": uuid4(),
        "verb": "renamed",
        "unit_id": world.database.found("cell", name)
        if not name.startswith("cell")
        else world.database.unit(name),
        "on_date": today(),
        "decision": "QĐ 06-QĐ/ĐU",
        "name": f"Tên mới {uuid4()}",
    }


def asked_by_itself(world: World, who: str) -> Arguments:
    """A correction of the own record that differs each time."""
    return {
        "key": uuid4(),
        "field": "degree",
        "value": f"Bằng {uuid4()}",
        "reason": "Mới nhận bằng",
    }


def asked_for_newcomer(world: World, who: str) -> Arguments:
    """A proxy entry for a newcomer of A1."""
    person = world.database.newcomer("cell-a1", account=False)
    return {
        "key": uuid4(),
        "member_id": person.id,
        "field": "workplace",
        "value": "Đã nghỉ hưu",
        "reason": "Theo lời kể",
    }


RECORDS = (
    Case("my_record", "own"),
    Case("my_record_data", "own"),
    Case("my_record_views", "own; before the first", given(before_id=0), others="empty", stranger="empty"),
    Case("my_record_edit", "own contact wishes", once(given(changes={"contact_hours": "Sau 17 giờ"}))),
    Case("my_record_edit", "own name", once(given(changes={"full_name": "Tên Khác"})), {}, "record.field_not_yours"),
    Case("my_consents", "own", stranger="empty"),
    Case("consent_set", "own", given(topic="birthday_greeting", given=True)),
    Case("record_open", "of the member in A1", about("member"), {"ok": READERS_OF_A1}, NO_MEMBER_THERE),
    Case("record_open", "of the secretary of B1", about("secretary_b"), {"ok": "secretary_b city_staff"}, NO_MEMBER_THERE),
    Case("record_reveal", "of the member in A1", about("member", field="card_number"), {"ok": f"member {READERS_OF_A1}"}, NO_MEMBER_THERE),
    Case("record_reveal", "a field that is not masked", about("member", field="religion"), {}, NO_MEMBER_THERE),
    Case("record_history", "of the member in A1", about("member"), {"ok": f"member {READERS_OF_A1}"}, "empty", "empty"),
    Case("member_timeline", "of the member in A1", about("member"), {"ok": f"member {READERS_OF_A1}"}, NO_MEMBER_THERE),
    Case("record_edit", "of the member in A1", once(about("member", changes={"degree": "Cử nhân"}, reason="Theo hồ sơ gốc")),
         {"ok": OFFICES}, NO_MEMBER_THERE),
    Case("record_edit", "of the secretary of B1", once(about("secretary_b", changes={"degree": "Cử nhân"}, reason="Theo hồ sơ gốc")),
         {"ok": "city_staff"}, NO_MEMBER_THERE),
    Case("record_erase", "somebody of A1 who has left", gone_member, {"ok": "city_staff"}, NO_MEMBER_THERE),
    Case("record_erase", "somebody who has not left", once(about("member", reason="Theo yêu cầu")), {"record.still_member": "city_staff"}, NO_MEMBER_THERE),
)  # fmt: skip

REQUESTS = (
    Case("request_file", "for oneself", asked_by_itself),
    Case("request_file", "for somebody in A1", asked_for_newcomer, {"ok": "secretary"}, NO_MEMBER_THERE),
    Case("my_requests", "own", my_request_waits, stranger="empty"),
    Case("requests_waiting", "in scope", a_request_waits, outcomes={"ok": "secretary staff_a city_staff"}, others="empty", stranger="empty"),
    Case("request_open", "of somebody in A1", lambda world, who: {"request_id": request_of_a1(world)}, {"ok": READERS_OF_A1}, NO_REQUEST),
    Case("request_settle", "accept, in A1", settling("accept"), {"ok": READERS_OF_A1}, NO_REQUEST),
    Case("request_settle", "forward, in A1", settling("forward"), {"ok": "secretary", "request.not_yours": OFFICES}, NO_REQUEST),
    Case("request_settle", "withdraw another's, in A1", settling("withdraw"), {"request.not_yours": READERS_OF_A1}, NO_REQUEST),
)  # fmt: skip

UNITS = (
    Case("units_outline", "topmost", outcomes={"ok": "secretary secretary_b staff_a city_staff"}, others="empty", stranger="empty"),
    Case("unit_open", "cell A1", unit("cell-a1"), {"ok": READERS_OF_A1}, NO_UNIT),
    Case("unit_open", "ward B", unit("ward-b"), {"ok": "city_staff"}, NO_UNIT),
    Case("unit_change", "a cell group in A1", new_unit_in("cell-a1"), {"ok": OFFICES}, NO_UNIT),
    Case("unit_change", "a cell in ward A", new_unit_in("ward-a"), {"ok": OFFICES}, NO_UNIT),
    Case("unit_change", "a cell in ward B", new_unit_in("ward-b"), {"ok": "city_staff"}, NO_UNIT),
    Case("unit_change", "rename a cell of ward A", rename("ward-a"), {"ok": OFFICES}, NO_UNIT),
    Case("role_give", "clerk of A1", role_for_newcomer("cell-a1", "cell_clerk", "cell-a1"), {"ok": OFFICES}, NO_ROLE),
    Case("role_give", "office of ward A", role_for_newcomer("ward-a", "office_staff", "cell-a1"), {"ok": OFFICES}, NO_ROLE),
    Case("role_give", "office of ward B", role_for_newcomer("ward-b", "office_staff", "cell-b1"), {"ok": "city_staff"}, NO_ROLE),
    Case("role_end", "clerk of A1", role_of_a1, {"ok": OFFICES}, NO_ROLE),
    Case("role_proposals", "in scope", a_proposal_waits, outcomes={"ok": CONFIRMERS}, others="empty", stranger="empty"),
    Case("role_settle", "office of ward A", proposal_in_ward_a, {"ok": CONFIRMERS}, NO_ROLE),
)  # fmt: skip

ROSTER = (
    Case("member_list", "all one may read", outcomes={"ok": "secretary secretary_b staff_a city_staff"}, others="empty", stranger="empty"),
    Case("member_list", "cell A1", unit("cell-a1"), {"ok": READERS_OF_A1}, "empty", "empty"),
    Case("member_list", "a sensitive column", given(columns=["religion"]), {}, "list.column_closed", "list.column_closed"),
    Case("member_list", "a sensitive filter", given(filters={"religion": "x"}),
         {"list.filter_closed": "secretary secretary_b staff_a city_staff"}, "empty", "empty"),
    Case("member_count", "all one may read", stranger="ok"),
    Case("member_export", "cell A1", unit("cell-a1", reason="Lập danh sách"), {"ok": READERS_OF_A1}, "empty"),
    Case("my_filters", "own", outcomes={}, others="empty", stranger="empty"),
    Case("filter_save", "own", given(name="Lọc thử", filter={})),
    Case("filter_remove", "own", given(name="Lọc thử")),
    Case("member_add", "to A1", lambda world, who: {"key": uuid4(), "unit_id": world.database.unit("cell-a1"),
         "fields": {"full_name": "Người Mới Vào", "status": "official"}, "reason": "Bổ sung hồ sơ"}, {"ok": OFFICES}, NO_UNIT),
    Case("member_move", "from A1 to A2", somebody_new, {"ok": OFFICES}, NO_MEMBER_THERE),
    Case("members_regroup", "in A1", regrouping("cell-a1"), {"ok": OFFICES}, NO_MEMBER_THERE),
    Case("members_regroup", "in B1", regrouping("cell-b1"), {"ok": "city_staff"}, NO_MEMBER_THERE),
)  # fmt: skip

PHOTOGRAPHS = (
    Case("photographs", "of the member in A1", photograph_of_a1, {"ok": f"member {READERS_OF_A1}"}, "empty"),
    Case("my_photograph", "own"),
    Case("photograph_share", "own", given(shared=False)),
    Case("photograph_set", "away, of a newcomer of A1", no_photograph("cell-a1"), {"ok": OFFICES}, NO_MEMBER_THERE),
    Case("photograph_set", "away, of a newcomer of B1", no_photograph("cell-b1"), {"ok": "city_staff"}, NO_MEMBER_THERE),
)  # fmt: skip

TABLE = (*RECORDS, *REQUESTS, *UNITS, *ROSTER, *PHOTOGRAPHS)
VOID = {"consent_set", "filter_save", "filter_remove", "photograph_share"}
