"""Planning and carrying out inspections, as the tests of this room do it."""

from typing import Any
from uuid import UUID, uuid4

from services.days import today
from tests.house import Answer, House, Person
from tests.meetings.desk import Cell

Whom = str | Person
FOUND = {
    "looked_at": "Sổ họp và sổ đảng phí",
    "good": "Đóng đảng phí đúng hạn.",
    "lacking": "Vắng hai buổi họp.",
    "proposal": "Dự họp đầy đủ.",
}


class Watched(Cell):
    """A cell of its own with a secretary, somebody who is looked at and somebody who looks."""

    def __init__(self, house: House, ward: str = "ward-a") -> None:
        super().__init__(house, ward)
        self.year = today().year
        self.subject = self.member()
        self.lead = self.member()
        self.fellow = self.member()

    async def begin(self, who: Whom | None = None, **more: object) -> Answer:
        """The plan of the year, empty."""
        arguments: dict[str, Any] = {"key": uuid4(), "unit_id": self.id, "year": self.year}
        return await self.house.call(
            who or self.secretary, "inspection_plan_save", **(arguments | more)
        )

    async def begun(self, **more: Any) -> UUID:
        """The same; returns the plan."""
        answer = await self.begin(**more)
        assert answer.status == 200, answer
        return UUID(answer.body["plan_id"])

    def line(self, **more: object) -> dict[str, Any]:
        """An inspection of the subject by the lead in December."""
        return {
            "kind": "inspection", "target": "members", "subjects": [self.subject.id], "lead": self.lead.id,
            "content": "Việc chấp hành quy định", "period": "Cả năm", "form": "Nghe báo cáo", "month": 12,
            "months": 1, "doers": [],
        } | more  # fmt: skip

    async def put(
        self,
        plan: UUID,
        who: Whom | None = None,
        line: dict[str, Any] | None = None,
        **more: object,
    ) -> Answer:
        """A line into a plan."""
        arguments: dict[str, Any] = {"key": uuid4(), "plan_id": plan, "line": line or self.line()}
        return await self.house.call(
            who or self.secretary, "inspection_line_save", **(arguments | more)
        )

    async def adopt(self, plan: UUID, who: Whom | None = None, **more: object) -> Answer:
        """Adopted today."""
        arguments: dict[str, Any] = {
            "key": uuid4(), "plan_id": plan, "on_day": today(), "version": self.house.value(
                "select version from handbook.inspection_plans where id = %s", plan),
        }  # fmt: skip
        return await self.house.call(
            who or self.secretary, "inspection_adopt", **(arguments | more)
        )

    async def adopted(self, **more: object) -> tuple[UUID, UUID]:
        """A plan with one line that the cell has adopted; returns both."""
        plan = await self.begun()
        answer = await self.put(plan, line=self.line(**more))
        assert answer.status == 200, answer
        line = UUID(answer.body["line_id"])
        assert (await self.adopt(plan)).outcome == "ok"
        return plan, line

    async def take(self, line: UUID, step: str, who: Whom | None = None, **more: object) -> Answer:
        """A step in the version that is there now, with all it wants."""
        version = self.house.value(
            "select version from handbook.inspection_lines where id = %s", line
        )
        wanted: dict[str, dict[str, Any]] = {
            "conclude": {"words": "Chi bộ nhất trí với báo cáo.", "on_day": today()},
            "move": {"month": 11, "months": 1},
        }
        arguments: dict[str, Any] = {
            "key": uuid4(), "line_id": line, "step": step, "version": version,
            "reason": "Do bận việc phường", **wanted.get(step, {}),
        }  # fmt: skip
        return await self.house.call(who or self.secretary, "inspection_step", **(arguments | more))

    async def write(self, line: UUID, who: Whom | None = None, **more: object) -> Answer:
        """The report of the lead, as a draft or handed in."""
        arguments: dict[str, Any] = {
            "key": uuid4(), "line_id": line, "findings": FOUND, "edits": self.house.value(
                "select edits from handbook.inspection_findings where line_id = %s", line),
        }  # fmt: skip
        return await self.house.call(
            who or self.lead, "inspection_findings_save", **(arguments | more)
        )

    async def brought_to(self, state: str, **more: object) -> UUID:
        """A line in a state."""
        _, line = await self.adopted(**more)
        steps = {
            "planned": (), "dropped": ("drop",), "under_way": ("start",), "reported": ("start", "hand_in"),
            "concluded": ("start", "hand_in", "conclude"),
        }[state]  # fmt: skip
        for step in steps:
            done = await (
                self.write(line, hand_in=True) if step == "hand_in" else self.take(line, step)
            )
            assert done.outcome == "ok", done
        return line

    async def open(self, line: UUID, who: Whom) -> dict[str, Any]:
        """A line as somebody gets it."""
        answer = await self.house.call(who, "inspection_line", line_id=line)
        assert answer.status == 200, answer
        return dict(answer.body)

    async def plan_of(self, who: Whom) -> dict[str, Any]:
        """The plan of the year as somebody gets it."""
        answer = await self.house.call(who, "inspection_plan", unit_id=self.id, year=self.year)
        assert answer.status == 200, answer
        return dict(answer.body)
