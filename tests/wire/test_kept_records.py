"""What is typed into somebody's record is kept until it is saved; numbers of papers and what is
sensitive are not."""

from __future__ import annotations

from functools import partial

from services.records.strings import FIELDS
from tests.browser.serving import Site
from tests.wire.kit import drafts_of, eventually, signed_in, wrote
from tests.wire.records import newcomer
from views import paths
from views.records import strings

at = partial(signed_in, address="192.0.2.64")


async def test_half_an_edit_is_there_again_without_the_number(site: Site) -> None:
    who = newcomer(site)
    form = paths.member(who.id, "edit")
    async with at(site, "staff_a", form) as robot:
        await robot.until(lambda: robot.field(FIELDS["alias"]))
        await robot.type(FIELDS["personal_id"], "012345678901")
        await robot.settle(1.5)
        assert drafts_of(site.house, "staff_a") == {}
        await robot.type(FIELDS["alias"], "Tư Sông")
        await eventually(lambda: wrote(site.house, "staff_a", "Tư Sông"))
        assert not wrote(site.house, "staff_a", "012345678901")
        await robot.drop()
    async with at(site, "staff_a", form) as robot:
        await robot.until(lambda: (robot.field(FIELDS["alias"]).get("value") or "") == "Tư Sông")
        assert not robot.field(FIELDS["personal_id"]).get("value")
        await robot.tap(strings.REVIEW)
        await robot.until(lambda: robot.field(strings.REASON))
        await robot.type(strings.REASON, "Theo lời kể")
        await robot.tap(strings.SAVE_CHANGES)
        await robot.until(strings.saved(1))
        await eventually(lambda: drafts_of(site.house, "staff_a") == {})


async def test_half_an_entry_for_somebody_is_kept_but_nothing_of_a_number(site: Site) -> None:
    who = newcomer(site)
    form = paths.member(who.id, "proxy")
    for field, kept in (("occupation", True), ("personal_id", False)):
        said = f"theo lời đồng chí, {field}"
        async with at(site, "secretary", form) as robot:
            await robot.until(lambda one=field: robot.by_key(f"ask-{one}"))
            await robot.event(robot.by_key(f"ask-{field}")["_i"], "click")
            await robot.until(lambda: robot.field(strings.PROXY_REASON))
            await robot.type(strings.PROXY_REASON, said)
            if kept:
                await eventually(lambda words=said: wrote(site.house, "secretary", words))
            else:
                await robot.settle(1.5)
            await robot.drop()
        assert wrote(site.house, "secretary", said) is kept
    assert drafts_of(site.house, "secretary").keys() == {"record.proxy.occupation"}
