"""Verbs of reading."""

from uuid import UUID

from pydantic import TypeAdapter

from services.gateway import MemberGateway
from services.reading.models import KeptItem, ReadingList, ReadingState, Related

PAGE = 20
_KEPT = TypeAdapter(list[KeptItem])
_RELATED = TypeAdapter(list[Related])


class Reading:
    """What a signed-in person keeps for reading; nobody else learns of it."""

    def __init__(self, gateway: MemberGateway) -> None:
        self._gateway = gateway

    async def keep(self, post_id: UUID, on: ReadingList, *, kept: bool) -> ReadingState:
        """Put a post on one of my lists or take it off; returns where it stands. Raises NotFound."""
        answer = await self._gateway.rpc(
            "reading_keep", post_id=str(post_id), list=on.value, kept=kept
        )
        return ReadingState.model_validate(answer)

    async def mine(self, on: ReadingList, after: KeptItem | None = None) -> list[KeptItem]:
        """A page of one of my lists, newest first."""
        rows = await self._gateway.rpc(
            "my_reading",
            list=on.value,
            before=after.added_at.isoformat() if after else None,
            before_id=str(after.post_id) if after else None,
            page_size=PAGE,
        )
        return _KEPT.validate_python(rows)

    async def related(self, post_id: UUID) -> list[Related]:
        """Posts near to one that is open."""
        return _RELATED.validate_python(
            await self._gateway.rpc("post_related", post_id=str(post_id))
        )
