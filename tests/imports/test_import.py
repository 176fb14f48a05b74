"""A list is tried, reported on, taken over, undone; nothing is taken over twice."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from openpyxl import load_workbook

from services.errors import Conflict, NotFound
from services.imports.models import Import, Purpose
from services.imports.service import Imports
from tests.house import House
from tests.imports.conftest import Ward
from tests.imports.generator import KINDS, write


async def told(imports: Imports, found: Import) -> set[tuple[int, str, str]]:
    """All faults of an import: (row, field, kind)."""
    faults: set[tuple[int, str, str]] = set()
    for kind in found.kinds:
        after = None
        while lines := await imports.lines(
            found.import_id, "fault", field=kind.field, fault=kind.kind, after=after
        ):
            after = lines[-1]
            faults |= {(line.row_no, str(kind.field), kind.kind) for line in lines}
    return faults


@pytest.mark.parametrize(
    "count", [1000, pytest.param(10_000, marks=pytest.mark.slow)], ids=["1000", "10000"]
)
async def test_every_fault_is_found_and_none_invented(
    ward: Ward, tmp_path: Path, count: int
) -> None:
    listed = ward.listed(count, share=0.03)
    path = write(listed, tmp_path / "danh-sach.xlsx")
    began = time.perf_counter()
    found = await ward.checked(path)
    seconds = time.perf_counter() - began
    imports = await ward.imports()
    assert found.counts.rows == count
    assert await told(imports, found) == listed.faults
    assert Counter(kind for _, _, kind in listed.faults).keys() == {*KINDS, "card_number_twice"}
    assert found.counts.wrong == len(
        {n for n, _, kind in listed.faults if kind != "legacy_encoding"}
    )
    assert found.counts.ready == count - found.counts.wrong
    assert ward.members() == [], "a dry run writes nothing"
    assert seconds < 180, f"{count / seconds:.0f} rows a second; bench/imports.py measures"


@pytest.fixture
async def ready(ward: Ward, tmp_path: Path) -> Import:
    """Forty good rows and some bad ones, tried."""
    return await ward.checked(write(ward.listed(60, share=0.05), tmp_path / "a.xlsx"))


async def test_good_rows_are_taken_over_and_the_bad_ones_left(ward: Ward, ready: Import) -> None:
    imports = await ward.imports()
    steps: list[int] = []
    done = await imports.apply(ready.import_id, steps.append)
    assert (done.counts.applied, done.counts.failed) == (ready.counts.ready, 0)
    assert steps[-1] == ready.counts.ready
    assert len(ward.members()) == ready.counts.ready
    first = ward.members()[0]
    assert first["full_name"] and first["card_number"] and first["status"] == "official"
    sources = ward.house.value(
        "select array_agg(distinct source::text || (origin_id = %s)) from handbook.record_changes"
        " where origin_id = %s",
        ready.import_id,
        ready.import_id,
    )
    assert sources == ["importtrue"]
    again = await imports.apply(ready.import_id)
    assert again.counts.applied == ready.counts.ready, "a second tap adds nobody"
    assert len(ward.members()) == ready.counts.ready


async def test_undone_in_one_step(ward: Ward, ready: Import) -> None:
    imports = await ward.imports()
    cell = next(iter(ward.cells.values()))
    before = ward.house.value("select members from handbook.unit_tallies where unit_id = %s", cell)
    await imports.apply(ready.import_id)
    done = await imports.undo(ready.import_id)
    assert done.counts.undone == ready.counts.ready
    assert ward.members() == []
    after = ward.house.value("select members from handbook.unit_tallies where unit_id = %s", cell)
    assert after == before
    with pytest.raises(Conflict, match=r"import\.wrong_state"):
        await imports.undo(ready.import_id)


async def test_undoing_says_which_rows_have_changed_since(ward: Ward, ready: Import) -> None:
    imports = await ward.imports()
    await imports.apply(ready.import_id)
    someone = ward.members()[0]
    records = (await ward.house.as_(ward.staff)).records
    await records.edit(
        uuid4(),
        UUID(str(someone["id"])),
        {"occupation": "Giáo viên"},
        "Theo tờ khai",  # pyright: ignore
    )
    with pytest.raises(Conflict, match=r"import\.changed_since") as refused:
        await imports.undo(ready.import_id)
    assert [r["full_name"] for r in refused.value.details["rows"]] == [someone["full_name"]]
    assert len(ward.members()) == ready.counts.ready, "nothing was half undone"


async def test_the_same_list_twice_is_known_and_changes_nothing(
    ward: Ward, ready: Import, tmp_path: Path
) -> None:
    imports = await ward.imports()
    await imports.apply(ready.import_id)
    again = await ward.checked(write(ward.listed(60, share=0.05), tmp_path / "again.xlsx"))
    assert (again.counts.same, again.counts.ready) == (ready.counts.ready, 0)
    done = await imports.apply(again.import_id)
    assert done.counts.applied == 0


async def test_two_officers_with_the_same_list_bring_each_member_once(
    ward: Ward, tmp_path: Path
) -> None:
    path = write(ward.listed(80, share=0), tmp_path / "b.xlsx")
    colleague = ward.house.newcomer(
        next(iter(ward.cells.values())), ("organisation_staff", ward.id)
    )
    mine, theirs = await ward.imports(), await ward.imports(colleague)
    first = await ward.checked(path)
    second_id = await theirs.begin(uuid4(), ward.id, Purpose.ADD, path, "b.xlsx")
    second = await theirs.check(second_id, (await theirs.open(second_id)).mapping)
    assert first.counts.ready == second.counts.ready == 80
    one, two = await asyncio.gather(mine.apply(first.import_id), theirs.apply(second_id))
    assert one.counts.applied + two.counts.applied == 80
    assert one.counts.failed + two.counts.failed == 80
    found = await theirs.open(second_id)
    mine_found = await mine.open(first.import_id)
    assert {*found.problems, *mine_found.problems} == {"import.already_there"}
    cards = [m["card_number"] for m in ward.members() if m["id"] != str(colleague.id)]
    assert len(cards) == len(set(cards)) == 80


async def test_known_members_are_matched_and_people_are_asked(ward: Ward, tmp_path: Path) -> None:
    listed = ward.listed(6, share=0)
    imports = await ward.imports()
    for row in listed.rows:
        row["birth_date"] = "03/02/1960"
        row["admission_date"], row["official_date"] = "03/02/1985", "03/02/1986"
    first = await ward.checked(write(listed, tmp_path / "c.xlsx"))
    await imports.apply(first.import_id)
    _, spelling, name_only, stolen, phone, blank = listed.rows
    spelling["full_name"] = f"{spelling['full_name']}h".replace("hh", "h")
    spelled = str(listed.rows[1]["full_name"])
    name_only["card_number"] = name_only["personal_id"] = ""
    stolen["full_name"], stolen["birth_date"] = "Lê Văn Khác Hẳn", "01/01/1950"
    stolen["personal_id"] = "001050999999"
    phone["phone"] = "0987654321"
    for name in ("sex", "ethnicity", "personal_id", "admission_date", "phone"):
        blank[name] = ""
    second = await ward.checked(write(listed, tmp_path / "d.xlsx"))
    assert await told(imports, second) == {
        (6, "full_name", "other_spelling"),
        (8, "card_number", "card_of_other"),
    }
    assert (second.counts.same, second.counts.undecided, second.counts.wrong) == (3, 1, 1)
    different = await imports.lines(second.import_id, "different")
    assert [(line.row_no, set(line.differences)) for line in different] == [
        (6, {"full_name"}),
        (9, {"phone"}),
    ]
    await imports.decide(second.import_id, 6, "take")
    done = await imports.apply(second.import_id)
    assert done.counts.applied == 2
    names = {m["full_name"] for m in ward.members()}
    assert spelled in names
    assert len(ward.members()) == 6
    assert any(m["phone"] == "+84987654321" for m in ward.members())
    back = await imports.undo(second.import_id)
    assert back.counts.undone == 2
    assert spelled not in {m["full_name"] for m in ward.members()}


async def test_somebody_of_the_same_name_and_birth_date_is_another_when_a_person_says_so(
    ward: Ward, tmp_path: Path
) -> None:
    listed = ward.listed(1, share=0)
    imports = await ward.imports()
    first = await ward.checked(write(listed, tmp_path / "e.xlsx"))
    await imports.apply(first.import_id)
    listed.rows[0] |= {"card_number": "", "personal_id": "001001001001", "phone": "0912345678"}
    second = await ward.checked(write(listed, tmp_path / "f.xlsx"))
    assert await told(imports, second) == {(5, "full_name", "maybe_same")}
    assert (await imports.apply(second.import_id)).counts.applied == 0
    await imports.decide(second.import_id, 5, "new")
    assert (await imports.apply(second.import_id)).counts.applied == 1
    assert len(ward.members()) == 2


async def test_who_is_known_by_name_and_phone_alone_is_not_brought_twice(
    ward: Ward, house: House, tmp_path: Path
) -> None:
    """As the first officers of a real ward are, before any list."""
    listed = ward.listed(2, share=0)
    known, namesake = listed.rows
    known["phone"], namesake["phone"] = "0912345671", "0912345672"
    officer = house.newcomer(ward.cells[str(known["unit"])], name=str(known["full_name"]))
    other = house.newcomer(ward.cells[str(namesake["unit"])], name=str(namesake["full_name"]))
    house.run("update handbook.members set phone = '+84912345671' where id = %s", officer.id)
    house.run(
        "update handbook.members set birth_date = null, card_number = null where id = any(%s)",
        [officer.id, other.id],
    )
    imports = await ward.imports()
    checked = await ward.checked(write(listed, tmp_path / "g.xlsx"))
    assert await told(imports, checked) == {(5, "full_name", "maybe_same")}
    assert (checked.counts.new, checked.counts.undecided) == (1, 1), (
        "another phone is another person"
    )
    await imports.decide(checked.import_id, 5, "take")
    assert (await imports.apply(checked.import_id)).counts.applied == 2
    assert [m["phone"] for m in ward.members() if m["full_name"] == known["full_name"]] == [
        "+84912345671"
    ]


@pytest.mark.parametrize("who", ["secretary", "secretary_b", "admin", "auditor", "member", "news"])
async def test_nobody_else_begins_or_sees_an_import(
    ward: Ward, ready: Import, who: str, tmp_path: Path
) -> None:
    imports = await ward.imports(who)
    assert await imports.places() == []
    path = write(ward.listed(2, share=0), tmp_path / "g.xlsx")
    with pytest.raises(NotFound):
        await imports.begin(uuid4(), ward.id, Purpose.ADD, path, "g.xlsx")
    await sees_nothing(imports, ready)


async def sees_nothing(imports: Imports, found: Import) -> None:
    """Somebody else's import is nowhere."""
    assert await imports.mine() == [] or found.import_id not in {
        line.import_id for line in await imports.mine()
    }
    for call in (
        imports.open(found.import_id),
        imports.check(found.import_id, found.mapping),
        imports.decide(found.import_id, 5, "take"),
        imports.apply(found.import_id),
        imports.undo(found.import_id),
        imports.drop(found.import_id),
    ):
        with pytest.raises(NotFound):
            await call
    assert await imports.lines(found.import_id, "missing") == []
    assert await imports.sample(found.import_id) == []


async def test_staff_of_the_next_ward_and_colleagues_see_no_list_of_others(
    ward: Ward, ready: Import, tmp_path: Path
) -> None:
    colleague = ward.house.newcomer(
        next(iter(ward.cells.values())), ("organisation_staff", ward.id)
    )
    await sees_nothing(await ward.imports("staff_a"), ready)
    await sees_nothing(await ward.imports(colleague), ready)
    path = write(ward.listed(2, share=0), tmp_path / "h.xlsx")
    with pytest.raises(NotFound):
        await (await ward.imports("staff_a")).begin(uuid4(), ward.id, Purpose.ADD, path, "h.xlsx")


async def test_the_right_ends_with_the_role_in_the_middle_of_an_import(
    ward: Ward, ready: Import
) -> None:
    imports = await ward.imports()
    ward.house.run(
        "update handbook.roles set starts_at = now() - interval '2 days',"
        " ends_at = now() - interval '1 second' where member_id = %s",
        ward.staff.id,
    )
    with pytest.raises(NotFound):
        await imports.apply(ready.import_id)
    assert ward.members() == []


async def test_a_line_for_a_cell_elsewhere_is_refused_whatever_the_client_says(
    ward: Ward, tmp_path: Path
) -> None:
    path = write(ward.listed(1, share=0), tmp_path / "i.xlsx")
    imports = await ward.imports()
    import_id = await imports.begin(uuid4(), ward.id, Purpose.ADD, path, "i.xlsx")
    found = await imports.open(import_id)
    services = await ward.house.as_(ward.staff)
    forged: dict[str, object] = {
        "n": 5,
        "fields": {"full_name": "Lê Văn Giả", "status": "official"},
        "cell_id": str(ward.house.unit("cell-b1")),
        "faults": [],
    }
    await services.gateway.rpc(
        "import_map", import_id=str(import_id), mapping=found.mapping, by_hand=False
    )
    await services.gateway.rpc("import_check", import_id=str(import_id), rows=[forged])
    await services.gateway.rpc("import_checked", import_id=str(import_id))
    assert (await imports.open(import_id)).counts.wrong == 1
    ward.house.run(
        "update handbook.import_rows set wrong = false, decision = 'take' where import_id = %s",
        import_id,
    )
    done = await imports.apply(import_id)
    assert (done.counts.applied, done.counts.failed) == (0, 1)
    assert (await imports.open(import_id)).problems == {"unit.not_found": 1}


async def test_a_mapping_made_by_hand_is_remembered_for_the_same_headings(
    ward: Ward, tmp_path: Path
) -> None:
    path = write(ward.listed(3, share=0), tmp_path / "k.xlsx")
    imports = await ward.imports()
    import_id = await imports.begin(uuid4(), ward.id, Purpose.ADD, path, "k.xlsx")
    mapping = (await imports.open(import_id)).mapping
    by_hand = [None if field == "email" else field for field in mapping]
    await imports.check(import_id, by_hand, by_hand=True)
    again = await imports.begin(uuid4(), ward.id, Purpose.ADD, path, "k.xlsx")
    assert (await imports.open(again)).mapping == by_hand != mapping


async def test_the_marked_workbook_has_the_faults_where_they_are(
    ward: Ward, tmp_path: Path
) -> None:
    listed = ward.listed(50, share=0.06)
    found = await ward.checked(write(listed, tmp_path / "l.xlsx"))
    marked = tmp_path / "marked.xlsx"
    await (await ward.imports()).marked(found.import_id, marked)
    book = load_workbook(marked)
    sheet = book.worksheets[0]
    commented = {
        (cell.row, found.mapping[(cell.column or 1) - 1])
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment
    }
    assert commented == {(n, field) for n, field, _ in listed.faults}
    assert all(
        str(cell.value).startswith(("Thiếu", "Không", "Ô", "Số", "Ngày", "Địa", "“", "Chữ"))
        for (cell,) in book.worksheets[1].iter_rows(min_row=2, min_col=4, max_col=4)
    )
    assert sheet["A5"].value == listed.rows[0]["full_name"]


async def test_lines_are_forgotten_and_can_still_be_undone(ward: Ward, ready: Import) -> None:
    imports = await ward.imports()
    await imports.apply(ready.import_id)
    await imports.drop(ready.import_id)
    kept = ward.house.value(
        "select count(*) from handbook.import_rows where import_id = %s and raw <> '[]'",
        ready.import_id,
    )
    assert kept == 0
    await imports.undo(ready.import_id)
    assert ward.members() == []
