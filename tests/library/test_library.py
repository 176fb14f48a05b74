"""Documents by what they are: scope, filters, order, counts, paging."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from services.days import today
from services.library.models import LibraryLine, Shelf, Wanted
from services.library.service import Library
from services.posts.models import DocumentType, Validity
from tests.house import House
from tests.posts.conftest import Ward

TODAY = today()


def filed(house: House, unit: UUID, title: str, **more: Any) -> UUID:
    """A published document."""
    state = more.pop("state", "published")
    post: UUID = house.value(
        "insert into handbook.posts (unit_id, unit_path, category, state, title, leaders_only, published_at)"
        " values (%s, '', 'document', %s, %s, %s, case when %s <> 'draft' then now() end) returning id",
        unit, state, title, more.pop("leaders_only", False), state,
    )  # fmt: skip
    given = {"type": "resolution", "issued_on": TODAY, "issuing_body": "Đảng ủy thử"} | more
    names = ", ".join(given)
    house.run(
        f"insert into handbook.documents (post_id, unit_path, {names})"
        f" values (%s, '', {', '.join(['%s'] * len(given))})",
        post, *given.values(),
    )  # fmt: skip
    return post


@pytest.fixture(scope="module")
def papers(house: House, ward: Ward) -> dict[str, UUID]:
    day = TODAY - timedelta(days=400)
    made = {
        "new": filed(house, ward.unit, "Nghị quyết mới", subject="Đảng viên"),
        "old": filed(house, ward.unit, "Nghị quyết cũ", issued_on=day),
        "expired": filed(
            house, ward.unit, "Kế hoạch đã hết", type="plan", valid_until=TODAY - timedelta(days=1)
        ),
        "form": filed(
            house, ward.cell, "Mẫu đơn", type="form", issued_on=None, issuing_body="Chi bộ thử"
        ),
        "leaders": filed(house, ward.unit, "Cho cấp ủy", leaders_only=True),
        "draft": filed(house, ward.unit, "Nháp", state="draft"),
        "withdrawn": filed(house, ward.unit, "Đã thu hồi", state="withdrawn"),
    }
    made["replacing"] = filed(house, ward.unit, "Nghị quyết thay thế", replaces=made["old"])
    return made


async def titles(library: Library, **wanted: Any) -> set[str]:
    found = await library.lines(Wanted(**wanted))
    ours = {line.title for line in found if line.issuing_body in ("Đảng ủy thử", "Chi bộ thử")}
    assert len(found) < 50
    return ours


async def test_what_is_in_force_is_shown_to_whom_it_is_for(
    house: House, ward: Ward, papers: dict[str, UUID]
) -> None:
    member = (await house.as_(ward.member)).library
    held = {"Nghị quyết mới", "Nghị quyết thay thế", "Mẫu đơn"}
    assert await titles(member) == held
    assert await titles((await house.as_(ward.secretary)).library) == held | {"Cho cấp ủy"}
    assert await titles((await house.as_("secretary_b")).library) == set()
    assert await titles(member, validity=Validity.REPLACED) == {"Nghị quyết cũ"}
    assert await titles(member, validity=Validity.EXPIRED) == {"Kế hoạch đã hết"}
    assert await titles(member, validity=None) == held | {"Nghị quyết cũ", "Kế hoạch đã hết"}


async def test_filters_and_counts_agree(house: House, ward: Ward, papers: dict[str, UUID]) -> None:
    member = (await house.as_(ward.member)).library
    assert await titles(member, type=DocumentType.FORM) == {"Mẫu đơn"}
    assert await titles(member, body="Chi bộ thử") == {"Mẫu đơn"}
    assert await titles(member, subject="Đảng viên") == {"Nghị quyết mới"}
    old = (TODAY - timedelta(days=400)).year
    assert await titles(member, year=old, validity=None) == {"Nghị quyết cũ"}
    facets = await member.facets(Wanted())
    lines = await member.lines(Wanted())
    assert facets.total == len(lines) == sum(f.count for f in facets.types)
    for facet in facets.types:
        assert len(await member.lines(Wanted(type=facet.value))) == facet.count
    for facet in facets.bodies:
        assert len(await member.lines(Wanted(body=facet.value))) == facet.count
    assert sum(f.count for f in facets.years) == facets.total


async def test_offices_see_what_the_units_below_have(
    house: House, ward: Ward, papers: dict[str, UUID]
) -> None:
    office = (await house.as_(ward.office)).library
    assert await titles(office, shelf=Shelf.BELOW) == {"Mẫu đơn"}
    assert (await office.facets(Wanted(shelf=Shelf.BELOW))).total == 1
    assert await titles((await house.as_(ward.member)).library, shelf=Shelf.BELOW) == set()


async def test_a_paper_without_a_date_stands_at_the_day_it_was_published(
    house: House, ward: Ward, papers: dict[str, UUID]
) -> None:
    query = "select filed_on from handbook.documents where post_id = %s"
    house.run(
        "update handbook.posts set published_at = '2025-03-01 05:00+07' where id = %s",
        papers["form"],
    )
    assert house.value(query, papers["form"]) == date(2025, 3, 1)
    assert house.value(query, papers["new"]) == TODAY


async def test_pages_follow_each_other_without_gap_or_repetition(house: House, ward: Ward) -> None:
    unit = house.found("cell", ward.unit)
    reader = house.newcomer(unit)
    made = [
        filed(house, unit, f"Văn bản {n:03}", issued_on=date(2020, 1, 1 + n % 7))
        for n in range(120)
    ]
    library = (await house.as_(reader)).library
    seen: list[LibraryLine] = []
    wanted = Wanted(year=2020)
    while page := await library.lines(wanted, seen[-1] if seen else None):
        seen += page
    assert [line.post_id for line in seen if line.post_id in set(made)] == sorted(
        made, key=lambda p: (house.value("select filed_on from handbook.documents where post_id = %s", p), p),
        reverse=True,
    )  # fmt: skip
