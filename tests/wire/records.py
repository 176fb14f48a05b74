"""What the tests of records share: people with a filled record, requests, what the log says."""

from __future__ import annotations

from uuid import UUID, uuid4

from services.records.models import Value
from tests.browser.serving import Site
from tests.house import Person
from tests.wire.kit import PDF


def newcomer(site: Site, cell: str = "cell-a1", name: str = "Nguyễn Văn Hồ Sơ") -> Person:
    """Somebody whose record is nobody else's business in these tests."""
    return site.house.newcomer(cell, name=name)


async def enter(site: Site, who: Person, **fields: Value) -> None:
    """The ward's staff fill a record."""
    staff = await site.house.as_("staff_a")
    await staff.records.edit(uuid4(), who.id, fields, "Theo hồ sơ giấy")


async def ask(
    site: Site,
    who: Person,
    field: str,
    value: Value,
    *,
    by: str | None = None,
    paper: bool = False,
) -> UUID:
    """A request without any screen; ``by`` a proxy, with a ``paper``."""
    requests = (await site.house.as_(by or who)).requests
    papers = [await requests.upload(who.id, "giay-to.pdf", PDF)] if paper else []
    return await requests.file(
        uuid4(), field, value, "Ghi chưa đúng", papers, who.id if by else None
    )


async def value_of(site: Site, who: Person, field: str) -> Value:
    """What the record says of a field."""
    record = await (await site.house.as_(who)).records.mine()
    found = record.field(field)
    assert found is not None
    return found.value


def logged(site: Site, who: Person, action: str) -> int:
    """How many entries of a kind the log has about somebody."""
    return site.house.value(
        "select count(*) from handbook.audit_entries where member_id = %s and action = %s",
        who.id,
        action,
    )
