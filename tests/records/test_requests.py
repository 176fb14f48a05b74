"""Requests to correct a record: who decides, what is refused, and never two open on one field."""

import asyncio
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.database import Database
from tests.house import Answer, House, Person


async def ask(house: House, who: str | Person, **more: object) -> Answer:
    wanted = {"field": "occupation", "value": "Kỹ sư", "reason": "Đổi nghề"} | more
    return await house.call(who, "request_file", key=uuid4(), **wanted)


async def settle(
    house: House, who: str | Person, request: object, verb: str, answer: str = ""
) -> str:
    return (
        await house.call(
            who, "request_settle", key=uuid4(), request_id=request, verb=verb, answer=answer
        )
    ).outcome


async def test_the_secretary_decides_what_a_cell_decides(house: House) -> None:
    person = house.newcomer("cell-a1")
    request = (await ask(house, person)).body["request_id"]
    assert await settle(house, "sibling", request, "accept") == "request.not_found"
    assert await settle(house, "secretary_b", request, "accept") == "request.not_found"
    assert await settle(house, person, request, "accept") == "request.not_yours"
    assert await settle(house, "secretary", request, "accept") == "ok"
    assert await settle(house, "secretary", request, "reject", "Nghĩ lại") == "request.closed"
    record = await (await house.as_(person)).records.mine()
    occupation = record.field("occupation")
    assert occupation is not None
    assert (occupation.value, occupation.source) == ("Kỹ sư", "request")


async def test_what_the_ward_decides_the_secretary_forwards(house: House) -> None:
    person = house.newcomer("cell-a1")
    request = (await ask(house, person, field="alias", value="Tên Thường Gọi")).body["request_id"]
    assert await settle(house, "secretary", request, "accept") == "request.not_yours"
    assert await settle(house, "secretary", request, "forward", "Đã xem giấy tờ") == "ok"
    assert await settle(house, "secretary", request, "forward") == "request.not_yours"
    assert await settle(house, "staff_a", request, "accept") == "ok"


async def test_a_rejection_needs_a_reason_that_the_member_reads(house: House) -> None:
    person = house.newcomer("cell-a1")
    request = (await ask(house, person)).body["request_id"]
    assert await settle(house, "secretary", request, "reject") == "record.reason_missing"
    assert await settle(house, "secretary", request, "reject", "Thiếu giấy tờ") == "ok"
    mine = await (await house.as_(person)).requests.mine()
    assert [(r.state, r.answer) for r in mine] == [("rejected", "Thiếu giấy tờ")]
    assert (await ask(house, person)).status == 200  # and may be asked again


async def test_a_value_that_moved_on_is_not_overwritten(house: House) -> None:
    person = house.newcomer("cell-a1")
    request = (await ask(house, person)).body["request_id"]
    await house.call(
        "staff_a", "record_edit", key=uuid4(), member_id=person.id,
        changes={"occupation": "Bác sĩ"}, reason="Theo quyết định",
    )  # fmt: skip
    assert await settle(house, "secretary", request, "accept") == "request.value_moved_on"
    assert await settle(house, person, request, "withdraw") == "ok"


async def test_a_proxy_enters_what_was_said_and_the_member_can_revoke_it(house: House) -> None:
    person = house.newcomer("cell-a1", name="Lê Thị Không Máy")
    filed = await ask(house, "secretary", member_id=person.id)
    request = filed.body["request_id"]
    mine = await (await house.as_(person)).requests.mine()
    name = house.value(
        "select full_name from handbook.members where id = %s", house.id("secretary")
    )
    assert [(r.entered_by, r.may_withdraw) for r in mine] == [(name, True)]
    assert await settle(house, person, request, "withdraw") == "ok"
    for stranger in ("member", "sibling", "secretary_b", "admin", "staff_a"):
        assert (await ask(house, stranger, member_id=person.id)).outcome == "member.not_found"


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"field": "status", "value": "official"}, "request.field_closed"),
        ({"field": "shoe_size"}, "request.field_closed"),
        ({"field": "contact_hours", "value": "Sáng"}, "request.field_closed"),
        ({"value": ""}, "record.field_invalid"),
        ({"value": 7}, "record.field_invalid"),
        ({"value": None}, "request.nothing_new"),
        ({"reason": " "}, "record.reason_missing"),
        ({"files": [{"object_name": "x/y.pdf", "file_name": "y.pdf"}]}, "file.not_found"),
    ],
)
async def test_bad_requests_are_refused(house: House, more: dict[str, object], code: str) -> None:
    person = house.newcomer("cell-a1")
    assert (await ask(house, person, **more)).outcome == code
    assert await (await house.as_(person)).requests.mine() == []


async def test_evidence_is_as_private_as_the_request(house: House) -> None:
    person = house.newcomer("cell-a1")
    mine = await house.as_(person)
    pdf = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
    evidence = await mine.requests.upload(person.id, "bang.pdf", pdf)
    await mine.requests.file(uuid4(), "occupation", "Kỹ sư", "Có bằng", [evidence])
    for who in ("secretary", "staff_a", "city_staff"):
        assert await (await house.as_(who)).requests.link(evidence), who
    for who in ("member", "sibling", "secretary_b", "admin", "auditor"):
        with pytest.raises(Exception, match=r"refused|not_found"):
            await (await house.as_(who)).requests.link(evidence)
    with pytest.raises(Exception, match=r"refused|forbidden"):
        await (await house.as_("sibling")).requests.upload(person.id, "x.pdf", pdf)


async def test_two_taps_at_once_leave_one_open_request(house: House) -> None:
    person = house.newcomer("cell-a1")
    answers = await asyncio.gather(*(ask(house, person) for _ in range(5)))
    assert sorted(a.outcome for a in answers) == ["ok", *["request.already_open"] * 4]


FIELDS = ("occupation", "workplace", "degree")
STEPS = st.lists(
    st.tuples(
        st.sampled_from(("file", "accept", "reject", "forward", "withdraw", "edit")),
        st.sampled_from(FIELDS),
        st.integers(0, 5),
    ),
    max_size=12,
)


@given(steps=STEPS)
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_sequence_leaves_two_open_requests_on_one_field(
    house: House, steps: list[tuple[str, str, int]]
) -> None:
    """Played in the database as the member, the secretary and the ward's staff."""
    database: Database = house
    person = database.newcomer("cell-a1")
    with database.arranging() as connection:
        for step, field, number in steps:
            request: Any = connection.execute(
                "select id from handbook.change_requests where member_id = %s and field = %s"
                " order by filed_at desc limit 1",
                (person.id, field),
            ).fetchone()
            actor = {
                "file": person.id, "withdraw": person.id, "edit": database.id("staff_a"),
                "accept": database.id("staff_a"),
            }.get(step, database.id("secretary"))  # fmt: skip
            connection.execute("savepoint step")
            connection.execute(
                "select set_config('request.jwt.claims', %s, true)", (database.claims(actor),)
            )
            try:
                if step == "file":
                    connection.execute(
                        "select api.request_file(%s, %s, to_jsonb(%s::text), 'Lý do')",
                        (uuid4(), field, f"Giá trị {number}"),
                    )
                elif step == "edit":
                    connection.execute(
                        "select api.record_edit(%s, %s, jsonb_build_object(%s::text, %s::text), 'Sửa')",
                        (uuid4(), person.id, field, f"Giá trị {number}"),
                    )
                elif request:
                    connection.execute(
                        "select api.request_settle(%s, %s, %s, 'Đã xem')",
                        (uuid4(), request[0], step),
                    )
            except Exception as error:  # refusals are part of the play
                assert getattr(error, "sqlstate", "")[:2] == "PT", error
                connection.execute("rollback to savepoint step")
            most = connection.execute(
                "select coalesce(max(n), 0) from (select count(*) as n from handbook.change_requests"
                " where member_id = %s and state in ('open', 'forwarded') group by field) counted",
                (person.id,),
            ).fetchone()
            assert most is not None
            assert most[0] <= 1
