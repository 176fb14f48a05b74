"""Verbs of units and offices."""

from datetime import date
from uuid import UUID

from pydantic import TypeAdapter

from services.gateway import MemberGateway
from services.units.models import GivenRole, RoleProposal, Unit, UnitChange, UnitLine

_LINES = TypeAdapter(list[UnitLine])
_PROPOSALS = TypeAdapter(list[RoleProposal])


class Units:
    """What a signed-in person does with units in scope."""

    def __init__(self, gateway: MemberGateway) -> None:
        self._gateway = gateway

    async def outline(
        self, unit_id: UUID | None = None, *, with_closed: bool = False
    ) -> list[UnitLine]:
        """The units directly below one, or the topmost that I may read."""
        rows = await self._gateway.rpc(
            "units_outline", unit_id=str(unit_id) if unit_id else None, with_closed=with_closed
        )
        return _LINES.validate_python(rows)

    async def open(self, unit_id: UUID) -> Unit:
        """One unit with counts, offices and history. Raises NotFound."""
        return Unit.model_validate(await self._gateway.rpc("unit_open", unit_id=str(unit_id)))

    async def change(self, change: UnitChange) -> UUID:
        """Found, rename, move, merge, split or close; returns the unit (the new one, if one was made).

        Raises NotFound, Invalid, Conflict.
        """
        answer = await self._gateway.rpc("unit_change", **change.model_dump(mode="json"))
        return UUID(answer["unit_id"])

    async def give_role(
        self,
        key: UUID,
        member_id: UUID,
        unit_id: UUID,
        role: str,
        starts_on: date,
        decision: str,
        ends_on: date | None = None,
    ) -> GivenRole:
        """Give a role: in a cell at once, above it as a proposal.

        Raises NotFound, Forbidden, Invalid, Conflict.
        """
        answer = await self._gateway.rpc(
            "role_give",
            key=str(key),
            member_id=str(member_id),
            unit_id=str(unit_id),
            role=role,
            starts_on=starts_on.isoformat(),
            decision=decision,
            ends_on=ends_on.isoformat() if ends_on else None,
        )
        return GivenRole.model_validate(answer)

    async def end_role(self, key: UUID, role_id: UUID, ends_on: date, decision: str) -> None:
        """End a role: today means at once. Raises NotFound, Forbidden, Invalid."""
        await self._gateway.rpc(
            "role_end",
            key=str(key),
            role_id=str(role_id),
            ends_on=ends_on.isoformat(),
            decision=decision,
        )

    async def proposals(self) -> list[RoleProposal]:
        """Roles that wait for a second officer in my scope."""
        return _PROPOSALS.validate_python(await self._gateway.rpc("role_proposals"))

    async def settle(self, key: UUID, proposal_id: UUID, *, accept: bool) -> None:
        """Confirm or refuse a proposed role. Raises NotFound, Forbidden."""
        await self._gateway.rpc(
            "role_settle", key=str(key), proposal_id=str(proposal_id), accept=accept
        )
