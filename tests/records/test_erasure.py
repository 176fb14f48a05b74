"""Erasure: values, versions and the log's values go; the chain of the log stays verifiable."""

from uuid import uuid4

from tests.house import House

MARK = "Dấu-Vết-Cần-Xóa"


async def test_what_is_erased_stands_nowhere_and_the_chain_holds(house: House) -> None:
    person = house.newcomer("cell-a1", name=f"Phạm {MARK}")
    for changes in ({"degree": MARK}, {"health": MARK}, {"degree": f"{MARK} 2"}):
        edited = await house.call(
            "staff_a", "record_edit", key=uuid4(), member_id=person.id, changes=changes, reason=MARK
        )
        assert edited.status == 200
    mine = await house.as_(person)
    pdf = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
    evidence = await mine.requests.upload(person.id, f"{MARK}.pdf", pdf)
    await mine.requests.file(uuid4(), "occupation", MARK, MARK, [evidence])
    house.run("update handbook.members set life_state = 'left' where id = %s", person.id)
    house.value("select handbook.seal_audit()")

    eraser = (await house.as_("city_staff")).records
    assert await eraser.erase(uuid4(), person.id, "Theo đơn đề nghị") >= 5
    files = "select count(*) from storage.objects where name = %s"
    assert house.value(files, evidence.object_name) == 0
    house.value("select handbook.seal_audit()")
    assert house.value("select handbook.verify_audit()")["ok"] is True

    tables = house.value(
        "select array_agg(c.oid::regclass::text) from pg_class c"
        " where c.relnamespace = 'handbook'::regnamespace and c.relkind = 'r'"
    )
    left = [
        table
        for table in tables
        if house.value(
            f"select count(*) from {table} t where to_jsonb(t)::text like %s", f"%{MARK}%"
        )
    ]
    assert left == []
    # The entries stay: that something was done, by whom and when.
    assert (
        house.value("select count(*) from handbook.audit_entries where member_id = %s", person.id)
        >= 5
    )


async def test_erasure_needs_somebody_who_has_left_and_a_reason(house: House) -> None:
    person = house.newcomer("cell-a1")

    async def erase(who: str, reason: str = "Theo đơn") -> str:
        return (
            await house.call(who, "record_erase", key=uuid4(), member_id=person.id, reason=reason)
        ).outcome

    assert await erase("city_staff") == "record.still_member"
    house.run("update handbook.members set life_state = 'deceased' where id = %s", person.id)
    assert await erase("city_staff", "") == "record.reason_missing"
    assert await erase("staff_a") == "member.not_found"
    assert await erase("admin") == "member.not_found"
    assert await erase("city_staff") == "ok"
