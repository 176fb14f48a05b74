"""A file whose name carries a secrecy stamp: refused until somebody denies it, and then the log says who.

Of posts: tests/posts.
"""

from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from services.errors import Conflict
from services.imports.models import Purpose
from tests.house import House, Person
from tests.posts.test_files import PDF

STAMPED = "Danh mục MẬT.pdf"
PLAIN = "Thân mật.pdf"


def logged(house: House, action: str, by: Person) -> list[Any]:
    """What the log holds of such denials by somebody: subject, and the values of the entry."""
    with house.sql() as connection:
        return connection.execute(
            "select e.subject_id, v.after, e.at > now() - interval '1 minute'"
            " from handbook.audit_entries e"
            " join handbook.audit_values v on v.entry_id = e.id"
            " where e.action = %s and e.actor_id = %s",
            (action, by.id),
        ).fetchall()


async def seen(house: House, unit: UUID, action: str) -> set[str | None]:
    """By whom an auditor of a unit sees such denials."""
    auditor = house.newcomer(house.found("cell", unit), ("auditor", unit))
    entries = await (await house.as_(auditor)).audit.entries()
    return {entry.actor for entry in entries if entry.action == action}


async def test_evidence_is_refused_until_denied_and_then_logged_by_name(house: House) -> None:
    action = "request_evidence.stamp_denied"
    ward = house.found("ward", "city")
    person = house.newcomer(house.found("cell", ward))
    requests = (await house.as_(person)).requests
    stored = "select count(*) from storage.objects where bucket_id = 'evidence' and name like %s"
    with pytest.raises(Conflict, match=r"request\.classified"):
        await requests.upload(person.id, STAMPED, PDF)
    assert house.value(stored, f"{person.id}/%") == 0
    plain = await requests.upload(person.id, PLAIN, PDF)
    await requests.file(uuid4(), "degree", "Đại học", "Có bằng", [plain])
    assert logged(house, action, person) == []
    paper = await requests.upload(person.id, STAMPED, PDF, classified_confirmed=True)
    await requests.file(uuid4(), "occupation", "Kỹ sư", "Có bằng", [paper])
    assert logged(house, action, person) == [(paper.object_name, {"file_name": STAMPED}, True)]
    assert await seen(house, ward, action) == {person.name}
    assert await seen(house, house.found("ward", "city"), action) == set()
    mine = await (await house.as_(person)).audit.my_log()
    assert action in {entry.action for entry in mine}


async def test_a_proxys_denial_is_logged_as_the_proxys(house: House) -> None:
    action = "request_evidence.stamp_denied"
    ward = house.found("ward", "city")
    cell = house.found("cell", ward)
    person, proxy = house.newcomer(cell), house.newcomer(cell, ("secretary", cell))
    requests = (await house.as_(proxy)).requests
    paper = await requests.upload(person.id, STAMPED, PDF, classified_confirmed=True)
    await requests.file(uuid4(), "occupation", "Kỹ sư", "Nói ở buổi họp", [paper], person.id)
    assert logged(house, action, person) == []
    assert len(logged(house, action, proxy)) == 1
    mine = await (await house.as_(person)).audit.my_log()
    assert (action, proxy.name) in {(entry.action, entry.actor) for entry in mine}


async def test_a_list_is_refused_until_denied_and_then_logged_by_name(
    house: House, tmp_path: Path
) -> None:
    action = "imports.stamp_denied"
    ward = house.found("ward", "city")
    staff = house.newcomer(house.found("cell", ward), ("organisation_staff", ward))
    imports = (await house.as_(staff)).imports
    path = tmp_path / "list.csv"
    path.write_text("Họ và tên,Ngày sinh\nNguyễn Văn Danh Sách,01/02/1970\n", "utf-8")
    stamped = "Danh sách TỐI MẬT.csv"
    with pytest.raises(Conflict, match=r"import\.classified"):
        await imports.begin(uuid4(), ward, Purpose.ADD, path, stamped)
    assert await imports.mine() == []
    await imports.begin(uuid4(), ward, Purpose.ADD, path, "danh sách.csv")
    assert logged(house, action, staff) == []
    import_id = await imports.begin(
        uuid4(), ward, Purpose.COMPARE, path, stamped, classified_confirmed=True
    )
    assert logged(house, action, staff) == [(str(import_id), {"file_name": stamped}, True)]
    assert await seen(house, ward, action) == {staff.name}
    assert await seen(house, house.found("ward", "city"), action) == set()
