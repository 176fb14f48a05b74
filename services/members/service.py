"""Verbs of members."""

from collections.abc import AsyncIterator, Sequence
from datetime import date
from uuid import UUID

from pydantic import TypeAdapter

from services.gateway import MemberGateway
from services.members.models import Card, Fellow, MemberLine, Regrouped, RosterQuery, SavedFilter
from services.records.models import Value

PAGE = 50
EXPORT_PAGE = 500
_FELLOWS = TypeAdapter(list[Fellow])
_LINES = TypeAdapter(list[MemberLine])
_FILTERS = TypeAdapter(list[SavedFilter])


class Members:
    """What a signed-in person does with the own card."""

    def __init__(self, gateway: MemberGateway) -> None:
        self._gateway = gateway

    async def my_card(self) -> Card:
        """My card, and what others see of me."""
        return Card.model_validate(await self._gateway.rpc("my_card"))

    async def my_card_number(self) -> str | None:
        """My card number in full."""
        number: str | None = await self._gateway.rpc("my_card_number")
        return number

    async def share_contact(self, *, phone: bool, email: bool) -> None:
        """Whether fellow members see my phone and e-mail."""
        await self._gateway.rpc("share_contact", phone=phone, email=email)

    async def my_cell(self) -> list[Fellow]:
        """The members of my cell, by given name."""
        return _FELLOWS.validate_python(await self._gateway.rpc("my_cell"))


class Roster:
    """Lists of members in scope, and what changes who is on them."""

    def __init__(self, gateway: MemberGateway) -> None:
        self._gateway = gateway

    async def page(
        self, query: RosterQuery, after: MemberLine | None = None, size: int = PAGE
    ) -> list[MemberLine]:
        """A page of a list; the next begins after its last line. Raises Invalid."""
        rows = await self._gateway.rpc(
            "member_list", **query.model_dump(mode="json"), **_cursor(after), page_size=size
        )
        return _LINES.validate_python(rows)

    async def count(self, query: RosterQuery) -> int:
        """How many lines a list has, counted to 10,000. Raises Invalid."""
        found = await self._gateway.rpc(
            "member_count",
            unit_id=str(query.unit_id) if query.unit_id else None,
            query=query.query,
            filters=query.filters,
        )
        return int(found)

    async def export(self, query: RosterQuery, reason: str) -> AsyncIterator[list[MemberLine]]:
        """All pages of a list, to be taken out; each member's log says so with the reason.

        Raises Invalid.
        """
        after: MemberLine | None = None
        while True:
            rows = await self._gateway.rpc(
                "member_export",
                reason=reason,
                **query.model_dump(mode="json"),
                **_cursor(after),
                page_size=EXPORT_PAGE,
            )
            lines = _LINES.validate_python(rows)
            if lines:
                yield lines
            if len(lines) < EXPORT_PAGE:
                return
            after = lines[-1]

    async def filters(self) -> list[SavedFilter]:
        """My saved filters, oldest first."""
        return _FILTERS.validate_python(await self._gateway.rpc("my_filters"))

    async def save_filter(self, name: str, query: RosterQuery) -> None:
        """Keep a question under a name. Raises Invalid, Conflict."""
        await self._gateway.rpc("filter_save", name=name, filter=query.model_dump(mode="json"))

    async def remove_filter(self, name: str) -> None:
        """Forget a saved filter."""
        await self._gateway.rpc("filter_remove", name=name)

    async def add(self, key: UUID, unit_id: UUID, fields: dict[str, Value], reason: str) -> UUID:
        """A new member in a cell. Raises NotFound, Invalid, Conflict."""
        answer = await self._gateway.rpc(
            "member_add", key=str(key), unit_id=str(unit_id), fields=fields, reason=reason
        )
        return UUID(answer["member_id"])

    async def move(
        self,
        key: UUID,
        member_id: UUID,
        unit_id: UUID,
        on_date: date,
        decision: str,
        group_id: UUID | None = None,
    ) -> None:
        """Move a member to another cell or cell group in scope. Raises NotFound, Invalid, Conflict."""
        await self._gateway.rpc(
            "member_move",
            key=str(key),
            member_id=str(member_id),
            unit_id=str(unit_id),
            on_date=on_date.isoformat(),
            decision=decision,
            group_id=str(group_id) if group_id else None,
        )

    async def regroup(
        self,
        key: UUID,
        unit_id: UUID,
        member_ids: Sequence[UUID],
        on_date: date,
        decision: str,
        group_id: UUID | None = None,
    ) -> Regrouped:
        """Put members of one cell into one of its groups, or into none; all of them or nobody.

        Raises NotFound, Invalid, Conflict (group.not_in_cell).
        """
        answer = await self._gateway.rpc(
            "members_regroup",
            key=str(key),
            unit_id=str(unit_id),
            member_ids=[str(member_id) for member_id in member_ids],
            on_date=on_date.isoformat(),
            decision=decision,
            group_id=str(group_id) if group_id else None,
        )
        return Regrouped.of(answer)

    async def everybody(self, unit_id: UUID) -> list[MemberLine]:
        """All members of a cell, by given name."""
        query, lines = RosterQuery(unit_id=unit_id), list[MemberLine]()
        while True:
            page = await self.page(query, lines[-1] if lines else None, EXPORT_PAGE)
            lines += page
            if len(page) < EXPORT_PAGE:
                return lines


def _cursor(after: MemberLine | None) -> dict[str, str]:
    return {"after_key": after.place, "after_id": str(after.member_id)} if after else {}
