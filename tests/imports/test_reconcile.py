"""Another list beside ours: missing here, extra here, different, decided line by line."""

from __future__ import annotations

from pathlib import Path

import pytest

from services.errors import Invalid
from services.imports.models import Purpose
from tests.imports.conftest import Ward
from tests.imports.generator import write


async def test_each_line_is_decided_by_a_person(ward: Ward, tmp_path: Path) -> None:
    imports = await ward.imports()
    listed = ward.listed(6, share=0)
    first = await ward.checked(write(listed, tmp_path / "ours.xlsx"))
    await imports.apply(first.import_id)
    ours = listed.rows.pop()  # theirs lacks one of ours
    listed.rows[0] |= {"phone": "0987654321", "residence_detail": "Số 1"}
    listed.rows[1]["phone"] = "0987654322"
    listed.rows += ward.listed(2, share=0, seed=9, offset=50).rows
    found = await ward.checked(write(listed, tmp_path / "theirs.xlsx"), Purpose.COMPARE)
    assert (found.counts.new, found.counts.different, found.counts.same) == (2, 2, 3)
    assert found.counts.extra == 2  # the one, and the officer
    assert found.counts.ready == 0, "nothing is decided by itself"
    missing = await imports.lines(found.import_id, "missing")
    different = await imports.lines(found.import_id, "different")
    extra = await imports.lines(found.import_id, "extra")
    assert [line.row_no for line in missing] == [10, 11]
    assert [(line.row_no, set(line.differences)) for line in different] == [
        (5, {"phone", "residence_detail"}),
        (6, {"phone"}),
    ]
    assert {line.full_name for line in extra} == {ours["full_name"], ward.staff.name}
    await imports.decide(found.import_id, 10, "take")
    await imports.decide(found.import_id, 11, "later")
    await imports.decide(found.import_id, 5, "take", ["phone"])
    await imports.decide(found.import_id, 6, "keep")
    with pytest.raises(Invalid):
        await imports.decide(found.import_id, extra[0].row_no, "take")
    await imports.decide(found.import_id, extra[0].row_no, "keep")
    done = await imports.apply(found.import_id)
    assert (done.counts.applied, done.counts.later) == (2, 1)
    phones = {m["phone"] for m in ward.members()}
    assert "+84987654321" in phones and "+84987654322" not in phones
    assert len(ward.members()) == 7
    addresses = ward.house.value(
        "select count(*) from handbook.record_documents where document ->> 'residence_detail' = 'Số 1'"
    )
    assert addresses == 0, "only what was chosen"
    await imports.decide(found.import_id, 11, "take")
    assert (await imports.apply(found.import_id)).counts.applied == 3, "what waited comes later"
    await imports.undo(found.import_id)
    assert len(ward.members()) == 6
