"""Who sees which classes of fields of whose record: one table, tried by every role over REST.

The list rule (roster, export) and the detail rule (record, history, masked values) must agree.
Letters: o open, c contact, m masked, s sensitive; `-` nothing, as if the person were not there.
"""

from dataclasses import dataclass
from typing import Any

import pytest
import pytest_asyncio

from services.days import today
from tests.cast import NO_MEMBER
from tests.house import House, Person

# Somebody of A1 with a role: the own record, one of A1, of A2 (same ward), of B1, of the city's office cell.
TABLE = """
                            own    A1     A2     B1     C4
member                      ocms   -      -      -      -
cell_group_leader@group     ocms   -      -      -      -
cell_clerk@cell-a1          ocms   -      -      -      -
treasurer@cell-a1           ocms   -      -      -      -
contributor@cell-a1         ocms   -      -      -      -
member_in_charge@cell-a1    ocms   -      -      -      -
deputy_secretary@cell-a1    ocms   ocm    -      -      -
secretary@cell-a1           ocms   ocms   -      -      -
organisation_staff@ward-a   ocms   ocms   ocms   -      -
secretary@ward-a            ocms   ocm    ocm    -      -
deputy_secretary@ward-a     ocms   ocm    ocm    -      -
office_staff@ward-a         ocms   -      -      -      -
inspection_staff@ward-a     ocms   -      -      -      -
editor@ward-a               ocms   -      -      -      -
organisation_staff@city     ocms   ocms   ocms   ocms   ocms
secretary@city              ocms   ocm    ocm    ocm    ocm
inspection_staff@city       ocms   -      -      -      -
news_secretariat@city       ocms   -      -      -      -
editorial_board@city        ocms   -      -      -      -
system_admin@city           ocms   -      -      -      -
auditor@city                ocms   -      -      -      -
"""
LETTERS = {"o": "open", "c": "contact", "m": "masked", "s": "sensitive"}
TARGETS = {"A1": "member", "A2": "sibling", "B1": "secretary_b", "C4": "news"}
CELLS = {"A1": "cell-a1", "A2": "cell-a2", "B1": "cell-b1", "C4": "cell-c4"}
SECRET = "Điều chỉ ít người được biết"
FIELD = {
    "open": "degree",
    "contact": "present_address",
    "masked": "personal_id",
    "sensitive": "health",
}


@dataclass(frozen=True)
class Row:
    """A line of the table."""

    role: str
    expected: dict[str, str]


ROWS = [
    Row(line.split()[0], dict(zip(("own", *TARGETS), line.split()[1:], strict=True)))
    for line in TABLE.strip().splitlines()[1:]
]


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def people(house: House) -> dict[str, Person]:
    """One newcomer of A1 for each line, and a version of each class in every target's record."""
    group = house.value("select id from handbook.units where kind = 'cell_group' limit 1")
    made: dict[str, Person] = {}
    for row in ROWS:
        role, _, at = row.role.partition("@")
        unit = group if at == "group" else house.unit(at) if at else None
        made[row.role] = house.newcomer("cell-a1", *([(role, unit)] if unit else []))
        house.run(
            "insert into handbook.record_documents (member_id, class, unit_path, document)"
            " values (%s, 'sensitive', '', jsonb_build_object('health', 'Bình thường')),"
            " (%s, 'masked', '', '{\"personal_id\": \"000123456789\"}'),"
            " (%s, 'contact', '', '{\"present_address\": \"x\"}')",
            *[made[row.role].id] * 3,
        )
    for who in TARGETS.values():
        for kind, field in FIELD.items():
            value = "000987654321" if kind == "masked" else SECRET if kind == "sensitive" else "Một"
            house.run(
                "select handbook.write_record(%s, jsonb_build_object(%s::text, %s::text), 'start', null)",
                house.id(who), field, value,
            )  # fmt: skip
    return made


def letters(classes: set[str]) -> str:
    return "".join(letter for letter, name in LETTERS.items() if name in classes) or "-"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.role)
async def test_each_role_sees_the_classes_of_the_table_everywhere_alike(
    house: House, people: dict[str, Person], row: Row
) -> None:
    person = people[row.role]
    own = (await house.call(person, "my_record")).body["fields"]
    assert letters({f["class"] for f in own if f["value"] is not None}) == row.expected["own"]

    for where, who in TARGETS.items():
        expected, target = row.expected[where], house.id(who)
        opened = await house.call(person, "record_open", member_id=target)
        assert opened.status == (404 if expected == "-" else 200), where
        fields: list[Any] = [] if expected == "-" else opened.body["fields"]
        assert letters({f["class"] for f in fields if f["value"] is not None}) == expected, where

        history = await house.call(person, "record_history", member_id=target)
        seen = {line["field_name"] for line in history.body}
        assert {kind for kind, field in FIELD.items() if field in seen} == {
            LETTERS[letter] for letter in expected.strip("-")
        }, where

        revealed = await house.call(person, "record_reveal", member_id=target, field="personal_id")
        assert (revealed.body == "000987654321") is ("m" in expected), where
        assert (
            await house.call(person, "record_reveal", member_id=target, field="health")
        ).status == 404

        listed = await house.call(
            person, "member_list", unit_id=house.unit(CELLS[where]), page_size=500,
            columns=["personal_id", "present_address"],
        )  # fmt: skip
        lines = {line["member_id"]: line for line in listed.body}
        assert (str(target) in lines) is ("o" in expected), where
        if str(target) in lines:
            assert lines[str(target)]["more"]["personal_id"].endswith("••••4321")

        answers = str((opened.body, history.body, listed.body))
        assert (SECRET in answers) is ("s" in expected), where
        assert "000987654321" not in answers, where


@pytest.mark.parametrize("field", ["religion", "ethnicity", "health", "discipline", "family_class"])
@pytest.mark.parametrize("who", ["secretary", "staff_a", "city_staff"])
async def test_nobody_lists_sorts_filters_or_exports_by_a_sensitive_field(
    house: House, who: str, field: str
) -> None:
    column = await house.call(who, "member_list", columns=[field])
    filtered = await house.call(who, "member_list", filters={field: "x"})
    ordered = await house.call(who, "member_list", order_by=field)
    exported = await house.call(who, "member_export", reason="Lập danh sách", columns=[field])
    found = await house.call(who, "member_list", query=SECRET)
    assert [a.outcome for a in (column, filtered, ordered, exported, found)] == [
        "list.column_closed", "list.filter_closed", "list.order_closed", "list.column_closed", "empty",
    ]  # fmt: skip


async def test_a_field_without_a_class_is_stored_nowhere_and_shown_to_nobody(house: House) -> None:
    person = house.newcomer("cell-a1")
    refused = await house.call(
        "staff_a", "record_edit", key=person.id, member_id=person.id, reason="Thử xem",
        changes={"blood_type": "O"},
    )  # fmt: skip
    assert refused.outcome == "record.field_unknown"
    # Even if it got into the table while it had a class, it is not shown once it has none.
    house.run(
        "insert into handbook.record_fields (field, section, position, kind, class)"
        " values ('shoe_size', 'identity', 999, 'text', 'open')"
    )
    house.run(
        "insert into handbook.record_documents (member_id, class, unit_path, document)"
        " values (%s, 'open', '', '{\"shoe_size\": \"42\"}')",
        person.id,
    )
    house.run("delete from handbook.record_fields where field = 'shoe_size'")
    for who, answer in (
        ("staff_a", await house.call("staff_a", "record_open", member_id=person.id)),
        ("self", await house.call(person, "my_record_data")),
    ):
        assert answer.status == 200
        assert "shoe_size" not in str(answer.body), who


async def test_a_role_that_ends_stops_seeing_at_once_in_a_live_session(house: House) -> None:
    officer = house.newcomer("cell-a4", ("organisation_staff", house.unit("ward-a")))
    target = house.id("member")
    assert (await house.call(officer, "record_open", member_id=target)).status == 200
    role = house.value("select id from handbook.roles where member_id = %s", officer.id)
    ended = await house.call(
        "city_staff", "role_end", key=officer.id, role_id=role, ends_on=today(),
        decision="QĐ 09-QĐ/ĐU",
    )  # fmt: skip
    assert ended.status == 200
    assert (await house.call(officer, "record_open", member_id=target)).status == 404
    assert (await house.call(officer, "member_list")).body == []
    assert (await house.call(officer, "requests_waiting")).body == []


async def test_somebody_without_a_member_reads_nothing(house: House) -> None:
    target = house.id("member")
    assert (await house.call(NO_MEMBER, "record_open", member_id=target)).outcome == "session.ended"
    assert (await house.call(NO_MEMBER, "member_list")).body == []
