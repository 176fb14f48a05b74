"""Ways back over the wire: what has begun meanwhile, who is offered them, who finds nothing."""

from __future__ import annotations

from functools import partial

from services.inspections.models import Step
from tests.browser.serving import Site
from tests.inspections.desk import Watched
from tests.wire.kit import confirm, signed_in, spotless
from views import paths
from views.inspections import strings
from views.inspections.mends import strings as mends

at = partial(signed_in, address="192.0.2.57")


async def test_what_has_begun_meanwhile_stays_adopted(site: Site) -> None:
    cell = Watched(site.house)
    _, line = await cell.adopted()
    here = partial(paths.inspections, cell.id, cell.year)
    async with at(site, cell.secretary, here("unadopt")) as robot:
        await robot.until(mends.WHY)
        await robot.type(mends.WHY, "Chi bộ chưa họp")
        assert (await cell.take(line, "start", cell.lead)).outcome == "ok"
        await robot.tap(mends.UNADOPT)
        await robot.until(mends.UNADOPT_ASK)
        await confirm(robot)
        await robot.until(strings.ERRORS["inspection.begun"])
        assert robot.field(mends.WHY)["value"] == "Chi bộ chưa họp", "what was typed stays"
        await robot.go(here())
        await robot.until(strings.LINES)
        await robot.until(lambda: mends.UNADOPT not in robot.buttons())
        assert mends.DAY_EDIT in robot.buttons()
        spotless(robot)


async def test_whoever_is_looked_at_is_offered_no_way_back(site: Site) -> None:
    cell = Watched(site.house)
    await cell.adopted(subjects=[cell.secretary.id])
    here = partial(paths.inspections, cell.id, cell.year)
    async with at(site, cell.secretary, here()) as robot:
        await robot.until(strings.LINES)
        assert mends.UNADOPT not in robot.buttons()
        await robot.go(here("unadopt"))
        await robot.until(mends.NO_WAY_BACK)
        spotless(robot)
    async with at(site, cell.lead, here()) as robot:
        await robot.until(strings.LINES)
        assert mends.UNADOPT in robot.buttons()
        assert mends.DAY_EDIT not in robot.buttons()
        spotless(robot)


async def test_nobody_else_finds_a_form_behind_an_address(site: Site) -> None:
    cell = Watched(site.house)
    line = await cell.brought_to("concluded")
    here = partial(paths.inspections, cell.id, cell.year)
    at_line = partial(paths.inspection_line, cell.id, cell.year, line)
    async with at(site, cell.fellow, here("adopted")) as robot:
        await robot.until(strings.ERRORS["inspection.not_found"])
        await robot.go(at_line("reopen"))
        await robot.until(strings.ERRORS["inspection.wrong_state"])
        await robot.go(at_line(f"statement/{cell.subject.id}"))
        await robot.until(strings.ERRORS["inspection.wrong_state"])
        await robot.go(at_line())
        await robot.until(strings.NOT_FOR_YOU)
        assert strings.STEPS[Step.REOPEN] not in robot.buttons()
        spotless(robot)
    async with at(site, "sibling", at_line("reopen")) as robot:
        await robot.until(strings.ERRORS["inspection.not_found"])
        spotless(robot)
