"""Meetings that have ended, and their papers, as the tests of this room make them."""

from typing import Any
from uuid import UUID, uuid4

from tests.house import Answer, Person
from tests.meetings.desk import Cell

Whom = str | Person
FULL: dict[str, float] = {
    "time": 5, "attendance": 5, "preparation": 10, "conduct": 40, "principles": 5, "results": 30,
    "closing": 5,
}  # fmt: skip
TEXT = "Chi bộ nhất trí."


class Ended(Cell):
    """A cell whose secretary writes up meetings."""

    async def closed(self, **more: object) -> UUID:
        """A meeting that has ended."""
        meeting = await self.running(**more)
        answer = await self.step(meeting, "close")
        assert answer.status == 200, answer
        return meeting

    async def save(self, meeting: UUID, who: Whom | None = None, **more: object) -> Answer:
        """Begin the minutes, or save them if `edits` is given."""
        arguments: dict[str, Any] = {
            "key": uuid4(), "meeting_id": meeting, "kind": "minutes", "number": "01-BB/CB", "place": "Mẫu A",
            "sections": sections(TEXT),
        }  # fmt: skip
        return await self.house.call(
            who or self.secretary, "meeting_paper_save", **(arguments | more)
        )

    async def sign(self, meeting: UUID, who: Whom | None = None, **more: object) -> Answer:
        """Sign the draft as it is now."""
        kind = str(more.get("kind", "minutes"))
        edits = self.house.value(
            "select edits from handbook.meeting_documents where meeting_id = %s"
            " and kind = %s::handbook.meeting_paper order by version desc limit 1",
            meeting, kind,
        )  # fmt: skip
        arguments: dict[str, Any] = {
            "key": uuid4(), "meeting_id": meeting, "kind": kind, "edits": edits or 1,
        }  # fmt: skip
        return await self.house.call(
            who or self.secretary, "meeting_paper_sign", **(arguments | more)
        )

    async def signed(self, meeting: UUID, *kinds: str) -> None:
        """These papers, written and signed."""
        for kind in kinds:
            assert (await self.save(meeting, kind=kind)).outcome == "ok"
            assert (await self.sign(meeting, kind=kind)).outcome == "ok"

    async def report(self, meeting: UUID, who: Whom | None = None) -> Answer:
        """Post and report."""
        return await self.house.call(
            who or self.secretary, "meeting_report", key=uuid4(), meeting_id=meeting
        )

    async def reported(self, **more: object) -> UUID:
        """A meeting that was written up, signed and reported."""
        meeting = await self.closed(**more)
        await self.signed(meeting, "minutes", "resolution")
        assert (await self.report(meeting)).outcome == "ok"
        return meeting

    async def score(
        self, meeting: UUID, who: Whom | None = None, side: str = "self", **more: object
    ) -> Answer:
        """Full marks, or the lines given."""
        arguments: dict[str, Any] = {
            "key": uuid4(), "meeting_id": meeting, "side": side, "lines": lines(),
        }  # fmt: skip
        return await self.house.call(
            who or self.secretary, "meeting_score_save", **(arguments | more)
        )

    async def open(
        self, meeting: UUID, who: Whom | None = None, kind: str = "minutes", **more: object
    ) -> Answer:
        """A paper as somebody gets it."""
        return await self.house.call(
            who or self.secretary, "meeting_paper", meeting_id=meeting, kind=kind, **more
        )


def sections(text: str) -> list[dict[str, str]]:
    """Minutes of two parts."""
    return [{"key": "opening", "text": text}, {"key": "closing", "text": ""}]


def lines(evidence: str = "", **points: float) -> list[dict[str, Any]]:
    """A score: full marks but where said otherwise."""
    return [
        {"key": key, "points": points.get(key, most), "evidence": evidence}
        for key, most in FULL.items()
    ]


def lines_of(total: float) -> list[dict[str, Any]]:
    """A score of so many points, filled up from the first criterion on."""
    left = total
    given: dict[str, float] = {}
    for key, most in FULL.items():
        given[key] = min(most, left)
        left -= given[key]
    return lines("", **given)
