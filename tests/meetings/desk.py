"""Planning and holding meetings, as the tests of this room do it."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from tests.house import Answer, House, Person

Whom = str | Person


class Cell:
    """A cell of its own for one test, with a secretary: other tests' meetings are not in the way."""

    def __init__(self, house: House, ward: str = "ward-a") -> None:
        self.house = house
        self.id = house.found("cell", ward, f"Chi bộ thử {uuid4().hex[:6]}")
        self.secretary = house.newcomer(self.id, ("secretary", self.id))

    def member(self, **facts: object) -> Person:
        """Somebody more; `status`, `activity_exempt`, `working_away` as given."""
        person = self.house.newcomer(self.id)
        for name, value in facts.items():
            self.house.run(
                f"update handbook.members set {name} = %s where id = %s", value, person.id
            )
        return person

    async def plan(self, **more: object) -> Answer:
        """A regular meeting that begins in an hour."""
        arguments: dict[str, Any] = {
            "key": uuid4(),
            "unit_id": self.id,
            "kind": "regular",
            "title": "Sinh hoạt chi bộ thường kỳ",
            "starts_at": (datetime.now(UTC) + timedelta(hours=1)).isoformat(),
            "minutes": 90,
            "place": "Nhà văn hóa",
        }
        return await self.house.call(self.secretary, "meeting_save", **(arguments | more))

    async def planned(self, **more: object) -> UUID:
        """The same; returns the meeting."""
        answer = await self.plan(**more)
        assert answer.status == 200, answer
        return UUID(answer.body["meeting_id"])

    async def step(
        self, meeting: UUID, step: str, who: Whom | None = None, **more: object
    ) -> Answer:
        """A step in the version that is there now."""
        version = self.house.value("select version from handbook.meetings where id = %s", meeting)
        arguments: dict[str, Any] = {
            "key": uuid4(), "meeting_id": meeting, "step": step, "version": version
        }  # fmt: skip
        return await self.house.call(who or self.secretary, "meeting_step", **(arguments | more))

    async def running(self, **more: object) -> UUID:
        """A meeting that has been opened."""
        meeting = await self.planned(**more)
        answer = await self.step(meeting, "start")
        assert answer.status == 200, answer
        return meeting

    async def mark(self, meeting: UUID, person: Person, presence: str = "present") -> None:
        """The secretary marks somebody."""
        answer = await self.house.call(
            self.secretary,
            "meeting_mark",
            key=uuid4(),
            meeting_id=meeting,
            member_id=person.id,
            presence=presence,
        )
        assert answer.status == 200, answer

    async def reckoning(self, meeting: UUID) -> dict[str, Any]:
        """What quorum and votes are reckoned from."""
        return dict(
            (await self.house.call(self.secretary, "meeting_reckon", meeting_id=meeting)).body
        )


def code_of(house: House, meeting: UUID, steps_ago: int = 0, *, digits: bool = True) -> str:
    """The code of this half minute or of an earlier one, as the secret makes it."""
    made = "roll_digits" if digits else "roll_token"
    return str(
        house.value(
            f"select handbook.{made}(secret, handbook.code_step(now()) - %s)"
            " from handbook.meeting_secrets where meeting_id = %s",
            steps_ago,
            meeting,
        )
    )
