"""A key stands for one write with one content: a repetition gets the first answer, another content a refusal.

Somebody whose answer was lost, who changes the form and sends again, must not be told that what
stands there now was saved while the first version was.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from services.days import today
from tests.house import House, Person
from tests.permissions.table_meetings import meeting_of_a1
from tests.permissions.table_votes import vote_of_a1
from tests.permissions.world import Text, write

DECISION = "QĐ 15-QĐ/ĐU"
REASON = "Theo giấy tờ"
TODAY = today()

Arguments = dict[str, Any]
Write = tuple[str | Person, Arguments, Arguments]
"""Who writes, what, and what is different when the form is sent again."""


def _role(house: House, person: Person) -> UUID:
    return house.value("select id from handbook.roles where member_id = %s", person.id)


def record_edit(house: House) -> Write:
    person = house.newcomer("cell-a1", account=False)
    first = {"member_id": person.id, "changes": {"degree": "Cao đẳng"}, "reason": REASON}
    return "staff_a", first, {"changes": {"degree": "Đại học"}}


def my_record_edit(house: House) -> Write:
    me = house.newcomer("cell-a1")
    return me, {"changes": {"contact_hours": "Sáng"}}, {"changes": {"contact_hours": "Chiều"}}


def record_erase(house: House) -> Write:
    person, other = (house.newcomer("cell-a1", account=False) for _ in range(2))
    house.run(
        "update handbook.members set life_state = 'left' where id = any(%s)", [person.id, other.id]
    )
    return "city_staff", {"member_id": person.id, "reason": REASON}, {"member_id": other.id}


def request_file(house: House) -> Write:
    me = house.newcomer("cell-a1")
    first = {"field": "occupation", "value": "Kỹ sư", "reason": "Đổi nghề"}
    return me, first, {"value": "Bác sĩ"}


def request_settle(house: House) -> Write:
    person = house.newcomer("cell-a1", account=False)
    request_id = house.value(
        "insert into handbook.change_requests (member_id, unit_path, field, class, proposed, reason,"
        " entered_by) select id, unit_path, 'occupation', 'open', '\"Kỹ sư\"', 'Đổi nghề', id"
        " from handbook.members where id = %s returning id",
        person.id,
    )
    first = {"request_id": request_id, "verb": "accept"}
    return "secretary", first, {"verb": "reject", "answer": "Chưa rõ"}


def unit_change(house: House) -> Write:
    cell = house.found("cell", "ward-a")
    first = {"verb": "renamed", "unit_id": cell, "on_date": TODAY, "decision": DECISION}
    return "staff_a", first | {"name": "Chi bộ Một"}, {"name": "Chi bộ Hai"}


def role_give(house: House) -> Write:
    person = house.newcomer("cell-a1", account=False)
    first = {"member_id": person.id, "unit_id": house.unit("cell-a1"), "role": "treasurer"}
    return "staff_a", first | {"starts_on": TODAY, "decision": DECISION}, {"role": "cell_clerk"}


def role_end(house: House) -> Write:
    person = house.newcomer("cell-a1", ("treasurer", house.unit("cell-a1")), account=False)
    first = {"role_id": _role(house, person), "ends_on": TODAY + timedelta(3), "decision": DECISION}
    return "staff_a", first, {"ends_on": TODAY}


def role_settle(house: House) -> Write:
    person = house.newcomer("cell-a1", account=False)
    first = house.newcomer("cell-a1", ("organisation_staff", house.unit("ward-a")), account=False)
    proposal = house.value(
        "insert into handbook.role_proposals (member_id, unit_id, unit_path, kind, starts_at, decision,"
        " proposed_by) select %s, id, path, 'office_staff', now(), %s, %s from handbook.units"
        " where id = %s returning id",
        person.id, DECISION, first.id, house.unit("ward-a"),
    )  # fmt: skip
    return "staff_a", {"proposal_id": proposal, "accept": False}, {"accept": True}


def member_add(house: House) -> Write:
    given = {"full_name": "Trần Thị Khóa", "status": "official"}
    first = {"unit_id": house.unit("cell-a1"), "fields": given, "reason": REASON}
    return "staff_a", first, {"fields": given | {"full_name": "Trần Thị Khác"}}


def member_move(house: House) -> Write:
    person = house.newcomer("cell-a1", account=False)
    one, two = house.found("cell", "ward-a"), house.found("cell", "ward-a")
    first = {"member_id": person.id, "unit_id": one, "on_date": TODAY, "decision": DECISION}
    return "staff_a", first, {"unit_id": two}


def members_regroup(house: House) -> Write:
    cell = house.found("cell", "ward-a")
    group = house.found("cell_group", cell)
    one, two = (house.newcomer(cell, account=False) for _ in range(2))
    first = {"unit_id": cell, "member_ids": [one.id], "on_date": TODAY, "decision": DECISION}
    return "staff_a", first | {"group_id": group}, {"member_ids": [one.id, two.id]}


def import_start(house: House) -> Write:
    ward = house.found("ward", "city")
    staff = house.newcomer(house.found("cell", ward), ("organisation_staff", ward))
    first = {"unit_id": ward, "purpose": "add", "file_name": "a.xlsx", "heads": ["Họ tên"]}
    return staff, first | {"head_key": "x", "mapping": ["full_name"]}, {"file_name": "b.xlsx"}


def photograph_set(house: House) -> Write:
    me = house.newcomer("cell-a1")
    return me, {"member_id": me.id}, {"object_name": f"{me.id}/{uuid4()}.jpg"}


def directive_remind(house: House) -> Write:
    directive = write(house, Text("ward-a", "directive"))
    return "office_a", {"post_id": directive}, {"late_only": True}


def question_ask(house: House) -> Write:
    first = {"post_id": write(house, Text("ward-a", "news")), "kind": "question", "desk": "editors"}
    return house.newcomer("cell-a1"), first | {"words": "Mấy giờ họp?"}, {"words": "Họp ở đâu?"}


def file_quarantine(house: House) -> Write:
    attachment = house.value(
        "insert into handbook.attachments (post_id, unit_path, kind, object_name, file_name, content_type,"
        " size_bytes) values (%s, '', 'document', %s, 'a.pdf', 'application/pdf', 9) returning id",
        write(house, Text("ward-a", "news")), f"{house.unit('ward-a')}/{uuid4()}.pdf",
    )  # fmt: skip
    return "office_a", {"attachment_id": attachment, "reason": REASON}, {"reason": "Vì lẽ khác"}


def post_correct(house: House) -> Write:
    post_id = write(house, Text("ward-a", "directive"))
    first = {
        "post_id": post_id,
        "version": 1,
        "title": "Sửa lại",
        "lead": "",
        "body": "Mới.",
        "note": REASON,
    }
    return "office_a", first | {"facts": {"signatory": "Lê Ký"}}, {"facts": {"signatory": "Võ Ký"}}


def vote_prepare(house: House) -> Write:
    first = {"meeting_id": meeting_of_a1(house), "title": "Câu hỏi", "secret": False}
    return "secretary", first | {"options": ["Có", "Không"]}, {"options": ["Có", "Chưa"]}


def vote_hands(house: House) -> Write:
    first = {"vote_id": vote_of_a1(house, secret=False), "persons": 1, "counts": [1, 0]}
    return "secretary", first, {"counts": [0, 1]}


def vote_paper(house: House) -> Write:
    first = {"vote_id": vote_of_a1(house), "member_id": house.id("member")}
    return "secretary", first, {"member_id": house.id("exempt")}


def vote_cast(house: House) -> Write:
    return "member", {"vote_id": vote_of_a1(house, secret=False), "picks": [1]}, {"picks": [2]}


def vote_cancel(house: House) -> Write:
    return "secretary", {"vote_id": vote_of_a1(house), "why": "Nhầm"}, {"why": "Đổi câu hỏi"}


WRITES: tuple[Callable[[House], Write], ...] = (
    record_edit, my_record_edit, record_erase, request_file, request_settle, unit_change,
    role_give, role_end, role_settle, member_add, member_move, members_regroup, import_start,
    vote_prepare, vote_hands, vote_paper, vote_cast, vote_cancel,
    photograph_set, directive_remind, question_ask, file_quarantine, post_correct,
)  # fmt: skip
every_write = pytest.mark.parametrize("write", WRITES, ids=lambda write: write.__name__)


@every_write
async def test_a_repetition_gets_the_first_answer_and_another_content_a_refusal(
    house: House, write: Callable[[House], Write]
) -> None:
    who, first, change = write(house)
    key, verb = uuid4(), write.__name__
    answer = await house.call(who, verb, key=key, **first)
    assert answer.outcome == "ok", answer
    written = "select count(*) from handbook.audit_entries"
    before = house.value(written)
    assert await house.call(who, verb, key=key, **first) == answer
    refused = await house.call(who, verb, key=key, **first | change)
    assert (refused.status, refused.outcome) == (409, "write.key_reused")
    assert house.value(written) == before, "neither wrote anything"


@every_write
async def test_two_at_once_with_one_key_are_one_write(
    house: House, write: Callable[[House], Write]
) -> None:
    """A phone that sends again while the first is still under way; and of two contents one is taken."""
    who, first, change = write(house)
    await house.pair(who)
    key, verb = uuid4(), write.__name__
    answers = await asyncio.gather(
        *(house.call(who, verb, key=key, **sent) for sent in (first, first, first | change))
    )
    of_first, of_change = answers[:2], answers[2]
    assert of_first[0] == of_first[1]
    assert (of_first[0].outcome == "ok") != (of_change.outcome == "ok"), answers
