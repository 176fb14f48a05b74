"""Lines of a list are deleted some days after the last step; until then an import can be undone."""

from pathlib import Path

import pytest

from services.errors import Conflict
from services.imports.models import Import
from tests.imports.conftest import Ward
from tests.imports.generator import write

DAYS = 30


@pytest.fixture
async def ready(ward: Ward, tmp_path: Path) -> Import:
    return await ward.checked(write(ward.listed(20, share=0.1), tmp_path / "a.xlsx"))


async def later(ward: Ward, found: Import, days: int) -> None:
    """So many days pass after the last step, and the upkeep has its turn."""
    ward.house.run(
        "update handbook.imports set changed_at = changed_at - make_interval(days => %s)"
        " where id = %s",
        days,
        found.import_id,
    )
    await ward.house.services.service.rpc("upkeep")


def lines(ward: Ward, found: Import) -> int:
    """How many lines are still there."""
    return ward.house.value(
        "select count(*) from handbook.import_rows where import_id = %s", found.import_id
    )


async def test_within_the_days_everything_is_there_and_can_be_undone(
    ward: Ward, ready: Import
) -> None:
    imports = await ward.imports()
    await imports.apply(ready.import_id)
    applied = await imports.open(ready.import_id)
    await later(ward, ready, DAYS - 1)
    assert lines(ward, ready) == ready.counts.rows
    assert await imports.open(ready.import_id) == applied
    assert len(await imports.sample(ready.import_id)) == 5
    assert (await imports.undo(ready.import_id)).counts.undone == ready.counts.ready
    assert ward.members() == []


async def test_after_the_days_the_lines_of_a_finished_import_are_gone_and_its_members_stay(
    ward: Ward, ready: Import
) -> None:
    imports = await ward.imports()
    await imports.apply(ready.import_id)
    counted = (await imports.open(ready.import_id)).counts
    members = ward.members()
    await later(ward, ready, DAYS + 1)
    assert lines(ward, ready) == 0
    left = await imports.open(ready.import_id)
    assert (left.state, left.counts, left.kinds) == ("expired", counted, [])
    assert ward.members() == members
    for verb in (imports.undo, imports.apply, imports.drop):
        with pytest.raises(Conflict, match=r"import\.wrong_state"):
            await verb(ready.import_id)
    assert [(line.state, line.counts) for line in await imports.mine()] == [("expired", counted)]
    await later(ward, ready, DAYS + 1)
    assert (await imports.open(ready.import_id)).counts == counted


async def test_an_import_that_was_left_halfway_is_over(ward: Ward, ready: Import) -> None:
    imports = await ward.imports()
    await later(ward, ready, DAYS + 1)
    assert lines(ward, ready) == 0
    assert (await imports.open(ready.import_id)).state == "dropped"
    assert await imports.mine() == []
    with pytest.raises(Conflict, match=r"import\.wrong_state"):
        await imports.apply(ready.import_id)
    assert ward.members() == []


async def test_an_undone_import_stays_undone_without_its_lines(ward: Ward, ready: Import) -> None:
    imports = await ward.imports()
    await imports.apply(ready.import_id)
    await imports.undo(ready.import_id)
    await later(ward, ready, DAYS + 1)
    assert lines(ward, ready) == 0
    left = await imports.open(ready.import_id)
    assert (left.state, left.counts.undone) == ("undone", ready.counts.ready)


async def test_each_import_has_its_own_days(ward: Ward, ready: Import, tmp_path: Path) -> None:
    other = await ward.checked(write(ward.listed(5, offset=500), tmp_path / "b.xlsx"))
    await later(ward, ready, DAYS + 1)
    assert (lines(ward, ready), lines(ward, other)) == (0, other.counts.rows)


async def test_going_on_begins_the_days_anew(ward: Ward, ready: Import) -> None:
    imports = await ward.imports()
    await later(ward, ready, DAYS - 1)
    await imports.apply(ready.import_id)
    await later(ward, ready, 2)
    assert lines(ward, ready) == ready.counts.rows


def test_the_days_are_a_dated_rule_that_nobody_has_checked_yet(ward: Ward) -> None:
    with ward.house.sql() as connection:
        rule = connection.execute(
            "select content, checked, valid_from <= handbook.today(), valid_to"
            " from handbook.policy_versions where topic = 'import.lines_kept'"
        ).fetchall()
    assert rule == [({"days": DAYS}, False, True, None)]
