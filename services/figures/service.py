"""Verbs of figures."""

from uuid import UUID

from services.figures.models import Figures as Sums
from services.gateway import MemberGateway


class Figures:
    """What editors and offices see of reading: sums of their scope."""

    def __init__(self, gateway: MemberGateway) -> None:
        self._gateway = gateway

    async def of(self, unit_id: UUID | None = None) -> Sums:
        """Figures of a unit, the topmost of my scope by default. Raises NotFound."""
        return Sums.model_validate(
            await self._gateway.rpc("figures", unit_id=str(unit_id) if unit_id else None)
        )
