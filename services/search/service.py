"""Verbs of the search."""

from services.gateway import MemberGateway
from services.search.models import Found, Hit, Places, Question

PAGE = 20


class Search:
    """What a signed-in person looks for."""

    def __init__(self, gateway: MemberGateway) -> None:
        self._gateway = gateway

    async def find(self, question: Question, after: Hit | None = None) -> Found:
        """A page of what is found, best first; the next page begins after the last line. Raises AppError."""
        answer = await self._gateway.rpc(
            "search",
            words=question.words,
            category=question.category,
            unit_id=str(question.unit_id) if question.unit_id else None,
            from_year=question.from_year,
            to_year=question.to_year,
            document_type=question.document_type,
            in_force=question.in_force,
            unit_alone=question.unit_alone,
            after_rank=after.rank if after else None,
            after_time=after.published_at.isoformat() if after else None,
            after_id=str(after.post_id) if after else None,
            page_size=PAGE,
        )
        return Found.model_validate(answer) if answer else Found(found=0, hits=[])

    async def places(self) -> Places:
        """Whose posts a search can be narrowed to."""
        return Places.model_validate(await self._gateway.rpc("search_places"))
