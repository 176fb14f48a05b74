"""Verbs of directives."""

from datetime import datetime
from uuid import UUID

from services.directives.models import Home, Report, Tracking
from services.gateway import MemberGateway


class Directives:
    """What a signed-in person does with directives."""

    def __init__(self, gateway: MemberGateway) -> None:
        self._gateway = gateway

    async def home(self) -> Home:
        """What needs me now, and the latest posts."""
        return Home.model_validate(await self._gateway.rpc("home"))

    async def acknowledge(self, key: UUID, post_id: UUID) -> datetime:
        """I have read it, by name; returns when. Raises NotFound, Forbidden."""
        answer = await self._gateway.rpc(
            "directive_acknowledge", key=str(key), post_id=str(post_id)
        )
        return datetime.fromisoformat(answer["acknowledged_at"])

    async def tracking(self, post_id: UUID, unit_id: UUID | None = None) -> Tracking:
        """Who has acknowledged, in a unit of my scope. Raises NotFound."""
        answer = await self._gateway.rpc(
            "directive_tracking", post_id=str(post_id), unit_id=str(unit_id) if unit_id else None
        )
        return Tracking.model_validate(answer)

    async def report(self, post_id: UUID, unit_id: UUID | None = None) -> Report:
        """The same to be printed or taken out; the log says so. Raises NotFound."""
        answer = await self._gateway.rpc(
            "directive_report", post_id=str(post_id), unit_id=str(unit_id) if unit_id else None
        )
        return Report.model_validate(answer)

    async def remind(
        self, key: UUID, post_id: UUID, unit_id: UUID | None = None, *, late_only: bool = False
    ) -> int:
        """Remind those who have not; with `late_only` once the deadline is over. Returns how many.
        Raises NotFound."""
        answer = await self._gateway.rpc(
            "directive_remind",
            key=str(key),
            post_id=str(post_id),
            unit_id=str(unit_id) if unit_id else None,
            late_only=late_only,
        )
        return int(answer["reminded"])
