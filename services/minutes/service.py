"""Verbs of what comes of a meeting."""

from uuid import UUID

from services.errors import Conflict
from services.files import looks_classified
from services.gateway import MemberGateway
from services.minutes.models import (
    Draft,
    Facts,
    Paper,
    PaperCard,
    Reported,
    Saved,
    ScoreCard,
    ScoreLine,
    Side,
)


class Minutes:
    """What a signed-in person does with the papers and the score of a meeting."""

    def __init__(self, gateway: MemberGateway) -> None:
        self._gateway = gateway

    async def facts(self, meeting_id: UUID) -> Facts:
        """What the papers are prepared from, for who keeps the meeting. Raises NotFound."""
        row = await self._gateway.rpc("meeting_facts", meeting_id=str(meeting_id))
        return Facts.model_validate(row)

    async def open(self, meeting_id: UUID, kind: Paper, version: int | None = None) -> PaperCard:
        """A paper in its newest version or the one asked for. Raises NotFound."""
        row = await self._gateway.rpc(
            "meeting_paper", meeting_id=str(meeting_id), kind=kind.value, version=version
        )
        return PaperCard.model_validate(row)

    async def save(
        self,
        key: UUID,
        meeting_id: UUID,
        kind: Paper,
        draft: Draft,
        edits: int | None,
        *,
        classified_confirmed: bool = False,
    ) -> Saved:
        """Begin a paper or the correction of a signed one (`edits` None), or save its draft. Raises
        NotFound, Invalid, Conflict: `minutes.changed_meanwhile`, `minutes.signed`,
        `meeting.classified` until that is confirmed to be wrong."""
        stamped = looks_classified(
            draft.number, draft.note or "", *(section.text for section in draft.sections)
        )
        if stamped and not classified_confirmed:
            raise Conflict("meeting.classified")
        row = await self._gateway.rpc(
            "meeting_paper_save",
            key=str(key),
            meeting_id=str(meeting_id),
            kind=kind.value,
            edits=edits,
            stamp_denied=stamped,
            **draft.model_dump(mode="json"),
        )
        return Saved.model_validate(row)

    async def sign(self, key: UUID, meeting_id: UUID, kind: Paper, edits: int) -> int:
        """Sign the draft as it was last seen; returns the version. Raises NotFound, Invalid,
        Conflict."""
        row = await self._gateway.rpc(
            "meeting_paper_sign",
            key=str(key),
            meeting_id=str(meeting_id),
            kind=kind.value,
            edits=edits,
        )
        return int(row["version"])

    async def score(self, meeting_id: UUID) -> ScoreCard:
        """The form, the points given so far, what may serve as evidence. Raises NotFound."""
        row = await self._gateway.rpc("meeting_score", meeting_id=str(meeting_id))
        return ScoreCard.model_validate(row)

    async def give_score(
        self, key: UUID, meeting_id: UUID, side: Side, lines: list[ScoreLine], version: int | None
    ) -> None:
        """Give points; `version` of the score they replace, None for the first. Raises NotFound,
        Invalid, Conflict."""
        await self._gateway.rpc(
            "meeting_score_save",
            key=str(key),
            meeting_id=str(meeting_id),
            side=side.value,
            lines=[line.model_dump(mode="json") for line in lines],
            version=version,
        )

    async def report(self, key: UUID, meeting_id: UUID) -> Reported:
        """Post the signed papers to the cell and report upwards. Raises NotFound, Conflict."""
        row = await self._gateway.rpc("meeting_report", key=str(key), meeting_id=str(meeting_id))
        return Reported.model_validate(row)
