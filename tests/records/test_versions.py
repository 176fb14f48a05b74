"""Every change of a record is a version: who, when, why, before, after; and the record of any day."""

from datetime import timedelta
from uuid import uuid4

from services.days import today
from tests.house import House, Person


async def edit(house: House, person: Person, reason: str, **changes: object) -> str:
    answer = await house.call(
        "staff_a", "record_edit", key=uuid4(), member_id=person.id, changes=changes, reason=reason
    )
    return answer.outcome


async def test_a_change_says_who_when_why_before_and_after(house: House) -> None:
    person = house.newcomer("cell-a1")
    assert await edit(house, person, "Theo bằng gốc", degree="Cao đẳng") == "ok"
    assert await edit(house, person, "Học tiếp", degree="Đại học", sex="female") == "ok"
    records = (await house.as_("staff_a")).records
    changes = await records.history(person.id)
    assert [(c.field_name, c.before, c.after, c.reason) for c in changes] == [
        ("degree", "Cao đẳng", "Đại học", "Học tiếp"),
        ("sex", None, "female", "Học tiếp"),
        ("degree", None, "Cao đẳng", "Theo bằng gốc"),
    ]
    assert {c.changed_by for c in changes} == {
        house.value("select full_name from handbook.members where id = %s", house.id("staff_a"))
    }
    assert [c.field_name for c in await records.history(person.id, "sex")] == ["sex"]
    record = await records.open(person.id)
    degree = record.field("degree")
    assert degree is not None
    assert (degree.value, degree.source) == ("Đại học", "staff")


async def test_the_same_value_again_is_no_version(house: House) -> None:
    person = house.newcomer("cell-a1")
    await edit(house, person, "Lần một", workplace="Nhà máy")
    answer = await house.call(
        "staff_a", "record_edit", key=uuid4(), member_id=person.id,
        changes={"workplace": "Nhà máy"}, reason="Lần hai",
    )  # fmt: skip
    assert answer.body == {"changed": 0}


async def test_the_record_of_an_earlier_day_is_shown_as_it_was(house: House) -> None:
    person = house.newcomer("cell-a1", name="Trần Văn Cũ")
    await edit(house, person, "Bổ sung", degree="Trung cấp", languages=["Anh"])
    house.run(
        "update handbook.record_changes set changed_at = now() - interval '10 days'"
        " where member_id = %s",
        person.id,
    )
    await edit(house, person, "Đổi tên", full_name="Trần Văn Mới", degree="Đại học")
    records = (await house.as_("staff_a")).records
    then = await records.open(person.id, today() - timedelta(days=5))
    before = await records.open(person.id, today() - timedelta(days=20))
    now = await records.open(person.id)

    def values(name: str) -> list[object]:
        return [f.value if (f := r.field(name)) else None for r in (before, then, now)]

    assert values("full_name") == ["Trần Văn Cũ", "Trần Văn Cũ", "Trần Văn Mới"]
    assert values("degree") == [None, "Trung cấp", "Đại học"]
    assert values("languages") == [None, ["Anh"], ["Anh"]]


async def test_a_new_name_takes_its_place_in_order_and_search(house: House) -> None:
    person = house.newcomer("cell-a1", name="Nguyễn Văn Zê")
    await edit(house, person, "Cải chính hộ tịch", full_name="Nguyễn Văn Ảnh Mới")
    found = await house.call("staff_a", "member_list", query="anh moi")
    assert [line["member_id"] for line in found.body] == [str(person.id)]


async def test_names_are_keyed_in_the_database_as_in_the_app(house: House) -> None:
    rows = house.value(
        "select jsonb_agg(jsonb_build_array(full_name, sort_key, handbook.name_key(full_name)))"
        " from handbook.members where full_name <> '- -' limit 1"
    )
    assert len(rows) >= 200
    assert [name for name, app, database in rows if app != database] == []


async def test_bad_values_are_refused_by_field_and_nothing_is_half_written(house: House) -> None:
    person = house.newcomer("cell-a1")
    for changes, fault in (
        ({"birth_date": "1985-02-30"}, "date"),
        ({"admission_date": "1985"}, "date"),
        ({"personal_id": "12345"}, "digits"),
        ({"sex": "khác"}, "not_a_choice"),
        ({"phone": "0912 345 678"}, "phone"),
        ({"email": "không phải"}, "email"),
        ({"languages": "Anh"}, "not_a_list"),
        ({"degree": "  "}, "blank"),
        ({"full_name": None}, "required"),
        ({"working_away": "có"}, "not_yes_no"),
        ({"history": "x" * 10001}, "too_long"),
    ):
        answer = await house.call(
            "staff_a", "record_edit", key=uuid4(), member_id=person.id,
            changes={"alias": "Đặt Cùng Lúc", **changes}, reason="Thử giá trị sai",
        )  # fmt: skip
        assert answer.outcome == "record.field_invalid", changes
        assert f'"fault": "{fault}"' in str(answer.body["details"]), (changes, answer.body)
    assert (await house.call("staff_a", "record_history", member_id=person.id)).body == []


async def test_two_people_never_hold_one_card_number(house: House) -> None:
    one, other = house.newcomer("cell-a1"), house.newcomer("cell-a2")
    assert await edit(house, one, "Nhập thẻ", card_number=other.card) == "record.value_taken"


async def test_nobody_edits_the_own_record_or_without_a_reason(house: House) -> None:
    own = await house.call(
        "staff_a", "record_edit", key=uuid4(), member_id=house.id("staff_a"),
        changes={"degree": "Tiến sĩ"}, reason="Tự sửa",
    )  # fmt: skip
    assert own.outcome == "member.not_found"
    assert await edit(house, house.newcomer("cell-a1"), " ", degree="x") == "record.reason_missing"


async def test_the_member_sees_who_looked(house: House) -> None:
    person = house.newcomer("cell-a1")
    await house.call("secretary", "record_open", member_id=person.id)
    await house.call("staff_a", "record_reveal", member_id=person.id, field="card_number")
    await house.call("sibling", "record_open", member_id=person.id)
    exported = await house.call(
        "staff_a", "member_export", reason="Lập danh sách", query=person.name
    )
    assert len(exported.body) == 1
    views = await (await house.as_(person)).records.views()
    name = "select full_name from handbook.members where id = %s"
    officer, secretary = (house.value(name, house.id(who)) for who in ("staff_a", "secretary"))
    assert [(v.action, v.actor) for v in views] == [
        ("record.export", officer), ("record.reveal", officer), ("record.open", secretary),
    ]  # fmt: skip
    own = await house.call(person, "record_reveal", member_id=person.id, field="card_number")
    assert own.body == person.card
    assert len(await (await house.as_(person)).records.views()) == 3
